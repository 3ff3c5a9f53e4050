"""Files that lack a column, a month, half a year or a child, and variants of the standards' own layouts."""

from tests.hostile.corpus.case import Case, Reads
from tests.hostile.corpus.makers import EPISODE, LOG, PLAN, START, book, day, joined

END = "Child Protection Plan End Date"
ONE, TWO = ("A1", day("2012-05-15"), day("2012-08-01"), "a) Neglect", 0), ("A2", day("2012-06-03"), None, "PHY", 1)
READ_ONE, READ_TWO = ("A1", "2012-05-15", "2012-08-01", "NEG", 0), ("A2", "2012-06-03", None, "PHY", 1)
BOTH = Reads({"cp_plans": [READ_ONE, READ_TWO]})
ANNEX_A, RETURN = "annex_a/2012-12-31/annex_a.xlsx", "ssda903/2012/episodes.csv"
OF_2025 = (*EPISODE, "REASON_PLACE_CHANGE", "HOME_POST", "PL_POST", "URN")
TRACKER = ("Extract date", "Child ID", "Entered care", "Decision", "Placed", "Adopted")
REFERRED = ("Child Unique ID", "Date of referral", "Referral Source")


def one(name, file, make, wants, *, item="left out"):
    return Case(item, name, {file: make}, wants)


def without(*positions, header=PLAN):
    """Return a workbook whose list lacks some columns."""
    rows = (header, ONE, TWO)
    return lambda: book(*(tuple(cell for n, cell in enumerate(row) if n not in positions) for row in rows))


def open_plans(*faults):
    return Reads({"cp_plans": [(*READ_ONE[:2], None, *READ_ONE[3:]), READ_TWO]}, list(faults))


def episodes(*rows, header=EPISODE):
    return lambda: joined(header, *rows)


def read_episodes(*rows, faults=()):
    return Reads({"care_episodes": list(rows)}, list(faults))


def contacts(*months):
    """Return a log with a contact on each of 27 days of some months."""
    days = [
        (f"{day:02d}/{month:02d}/2012 09:30", f"C{month}", "Phone", "6") for month in months for day in range(1, 28)
    ]
    return lambda: joined(LOG, *days)


def read_contacts(*months, faults=()):
    rows = [(f"C{m}", f"2012-{m:02d}-{d:02d} 09:30", "phone", "6") for m in months for d in range(1, 28)]
    return Reads({"contacts": rows}, list(faults), merged=True)


def tracker(on, *children):
    rows = [(day(on), child, day("2011-01-10"), day("2011-06-01"), None, None) for child in children]
    return lambda: book(TRACKER, *rows, title="Tracker")


def referrals(first):
    return lambda: book(REFERRED, ("A1", day(first), "Police"), title="List_3")


def route(child):
    return (child, "2011-01-10", "2011-06-01", None, None)


CASES: tuple[Case, ...] = (
    one("the column of the end", ANNEX_A, without(2), open_plans((1, END, "no_end_column"))),
    one(
        "the column of the end, whose name is misspelt",
        ANNEX_A,
        without(header=(*PLAN[:2], "Child Protection Plan End Dte", *PLAN[3:])),
        open_plans((1, END, "no_end_column")),
    ),
    one(
        "the column of the end, below a title",
        ANNEX_A,
        lambda: book(("List 7",), (*PLAN[:2], *PLAN[3:]), (*ONE[:2], *ONE[3:]), (*TWO[:2], *TWO[3:])),
        open_plans((2, END, "no_end_column")),
    ),
    one(
        "the column of the category",
        ANNEX_A,
        without(3),
        Reads({"cp_plans": [(*READ_ONE[:3], None, 0), (*READ_TWO[:3], None, 1)]}),
    ),
    one(
        "the column of an episode's end",
        RETURN,
        episodes(("A1", "01/06/2011", "S", "C2"), header=EPISODE[:4]),
        read_episodes(("A1", "2011-06-01", "C2", None), faults=[(1, "DEC", "no_end_column")]),
    ),
    one(
        "the date of an end that has a reason",
        RETURN,
        episodes(("A1", "01/06/2011", "S", "C2", "", "E3"), ("A2", "01/06/2011", "S", "C2", "01/08/2011", "E3")),
        read_episodes(
            ("A1", "2011-06-01", "C2", None),
            ("A2", "2011-06-01", "C2", "2011-08-01"),
            faults=[(2, "DEC", "end_not_dated")],
        ),
    ),
    one(
        "a month of a log",
        "logs/2012/log.csv",
        contacts(4, 5, 7),
        read_contacts(4, 5, 7, faults=[(56, "Received", "month_missing")]),
    ),
    one("nothing of a log", "logs/2012/log.csv", contacts(4, 5, 6), read_contacts(4, 5, 6)),
    Case(
        "left out",
        "a month of one log that another holds",
        {"logs/2012/a.csv": contacts(4, 6), "logs/2012/b.csv": contacts(5)},
        read_contacts(4, 5, 6),
    ),
    Case(
        "left out",
        "half a year between two extracts",
        {
            "annex_a/2012-03-31/a.xlsx": referrals("2011-10-05"),
            "annex_a/2013-03-31/a.xlsx": referrals("2012-10-05"),
        },
        Reads(
            {"referrals": [("A1", "2011-10-05", "6", None), ("A1", "2012-10-05", "6", None)]},
            [(2, "Date of referral", "half_year_missing")],
            merged=True,
        ),
    ),
    Case(
        "left out",
        "a child of the newer tracker",
        {"tracker/a.xlsx": tracker("2012-03-31", "A1", "A2"), "tracker/b.xlsx": tracker("2012-09-30", "A1")},
        Reads({"adoption_pathways": [route("A1"), route("A2")]}, [(3, "Child ID", "not_in_newer")], merged=True),
    ),
    Case(
        "left out",
        "what came since the last tracker",
        {"tracker/a.xlsx": tracker("2012-03-31", "A1"), "annex_a/2012-12-31/a.xlsx": referrals("2012-10-05")},
        Reads(
            {"adoption_pathways": [route("A1")], "referrals": [("A1", "2012-10-05", "6", None)]},
            [(2, "Extract date", "out_of_date")],
            merged=True,
        ),
    ),
    one(
        "a list in two sheets",
        ANNEX_A,
        lambda: book(PLAN, ONE, title="List 7a", sheets={"List 7b": [PLAN, TWO]}),
        BOTH,
        item="layout",
    ),
    one(
        "a list as text",
        "annex_a/2012-12-31/list_7.csv",
        lambda: joined(
            PLAN, ("A1", "15/05/2012", "01/08/2012", "a) Neglect", "0"), ("A2", "03/06/2012", "", "PHY", "1")
        ),
        BOTH,
        item="layout",
    ),
    one(
        "dates in words",
        ANNEX_A,
        lambda: book(PLAN, ("A1", "15 May 2012", "1 Aug 2012", "NEG", 0), ("A2", "3 June 2012", None, "PHY", 1)),
        BOTH,
        item="layout",
    ),
    one(
        "the return with the columns of 2025",
        "ssda903/2025/episodes.csv",
        episodes(("A1", "01/06/2024", "S", "C2", "", "", "", "AB1 2", "AB1 3", ""), header=OF_2025),
        read_episodes(("A1", "2024-06-01", "C2", None)),
        item="layout",
    ),
    one(
        "the return in one workbook",
        "ssda903/2025/all.xlsx",
        lambda: book(
            EPISODE,
            ("A1", day("2024-06-01"), "S", "C2", None, None),
            title="Episodes",
            sheets={"Header": [("CHILD", "SEX", "DOB", "ETHNIC"), ("A1", 1, day("2012-01-01"), "WBRI")]},
        ),
        read_episodes(("A1", "2024-06-01", "C2", None)),
        item="layout",
    ),
    one(
        "half a plan more",
        ANNEX_A,
        lambda: book(PLAN, (*ONE[:4], 1.5), TWO),
        Reads({"cp_plans": [(*READ_ONE[:4], None), READ_TWO]}, [(2, PLAN[4], "not_a_number")]),
        item="layout",
    ),
    one(
        "rows and columns turned round",
        "annex_a/2012-12-31/annex_a.xlsx",
        lambda: book(PLAN, ONE, TWO, sheets={"Turned": [("Child Unique ID", "A1"), (START, day("2012-05-15"))]}),
        BOTH,
        item="layout",
    ),
)
