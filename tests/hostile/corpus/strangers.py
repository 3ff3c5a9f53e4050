"""Files as any other office or program may hand them over, invented without looking at the readers."""

from tests.hostile.corpus.case import Case, Reads, Refuses
from tests.hostile.corpus.makers import (
    EARLIER,
    END,
    EPISODE,
    INITIAL,
    LOG,
    PLAN,
    book,
    census,
    child,
    day,
    joined,
    plan,
)

ANNEX_A, LOGS, CENSUS = "annex_a/2012-12-31/annex_a.xlsx", "logs/2012-13/log.csv", "cin_census/2012/cin.xml"
EPISODES, RETURN = "ssda903/2019/episodes.csv", "ssda903/2019/return.xlsx"
ONE, TWO = ("A1", day("2012-05-15"), day("2012-08-01"), "a) Neglect", 0), ("A2", day("2012-06-03"), None, "PHY", 1)
READ_ONE, READ_TWO = ("A1", "2012-05-15", "2012-08-01", "NEG", 0), ("A2", "2012-06-03", None, "PHY", 1)
CALL, READ_CALL = ("13/04/2012", "71", "Phone", "Police"), ("71", "2012-04-13", "phone", "6")
START, RECEIVED = "Child Protection Plan Start Date", "Received"


def plans(name, make, *rows, faults=(), file=ANNEX_A, **others):
    wants = Reads({"cp_plans": list(rows)}, list(faults), merged=True)
    return Case("strangers", name, {file: make, **others}, wants)


def calls(name, make, *rows, faults=()):
    return Case("strangers", name, {LOGS: make}, Reads({"contacts": list(rows)}, list(faults), merged=True))


def starts(*cells):
    return lambda: book(PLAN, *((f"A{n}", cell, None, "NEG", 0) for n, cell in enumerate(cells)))


def hidden_row(made, sheet):
    sheet.set_row(2, None, None, {"hidden": True})


def hidden_sheet(made, sheet):
    made.worksheets()[1].hide()


def in_care(legal):
    return ("A1", day("2018-05-04"), "S", legal, None, None)


OLD = {"Episodes (old)": [EPISODE, in_care("C1")]}
NOTED = (("List 7: Child protection plans as at 31 December 2012",), PLAN, ONE, TWO, (), ("Provisional data",))
TOTALS = (PLAN, ONE, ("A1 Total", None, None, None, 1), TWO, ("Grand Total", None, None, None, 2))
BROKEN_HEADERS = ("Child Unique\nID *", "Child Protection\nPlan Start Date", END, INITIAL, EARLIER)
NIL = '<CPPendDate xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>'
CASES: tuple[Case, ...] = (
    plans(
        "a title above, a note below",
        lambda: book(*NOTED),
        *(READ_ONE, READ_TWO),
        faults=[(6, START, "missing_required")],
    ),
    plans(
        "a table that begins at C4",
        lambda: book((), (), (), *((None, None, *each) for each in (PLAN, ONE, TWO))),
        *(READ_ONE, READ_TWO),
    ),
    plans(
        "subtotals by child",
        lambda: book(*TOTALS),
        *(READ_ONE, READ_TWO),
        faults=[(row, START, "missing_required") for row in (3, 5)],
    ),
    plans("a row that a filter hides", lambda: book(PLAN, ONE, TWO, change=hidden_row), READ_ONE, READ_TWO),
    plans(
        "dates as an American types them",
        starts("5/15/2012", "6/3/2012"),
        *(("A0", "2012-05-15", None, "NEG", 0), ("A1", "2012-06-03", None, "NEG", 0)),
    ),
    plans("headers of two lines with a star", lambda: book(BROKEN_HEADERS, ONE, TWO), READ_ONE, READ_TWO),
    plans("a name in capitals", lambda: book(PLAN, ONE, TWO), READ_ONE, READ_TWO, file="ANNEX_A/2012-12-31/A.XLSX"),
    plans(
        "a word for an end that has not come",
        lambda: book(PLAN, (*ONE[:2], "Open", *ONE[3:]), (*TWO[:2], "-", *TWO[3:])),
        READ_TWO,
        faults=[(2, END, "other_format")],
    ),
    plans(
        "words for how many plans before",
        lambda: book(PLAN, *((f"A{n}", day("2012-05-15"), None, "NEG", each) for n, each in enumerate(("2+", ">1")))),
        *((f"A{n}", "2012-05-15", None, "NEG", None) for n in (0, 1)),
        faults=[(row, EARLIER, "not_a_number") for row in (2, 3)],
    ),
    plans(
        "a child and another with a stroke behind",
        lambda: book(PLAN, *((each, day("2012-05-15"), None, "NEG", 0) for each in ("A1/1", "A1"))),
        *((each, "2012-05-15", None, "NEG", 0) for each in ("A1/1", "A1")),
    ),
    plans(
        "the same list twice, one of them later",
        lambda: book(PLAN, ONE, sheets={"List_7 (2)": [PLAN, (*ONE[:2], day("2012-09-01"), *ONE[3:])]}),
        ("A1", "2012-05-15", "2012-09-01", "NEG", 0),
        faults=[(2, "ended_on", "conflicting_rows")] * 2,
    ),
    plans(
        "an end that XML says is nothing",
        lambda: census(child(plan(more=NIL))),
        ("A1", "2011-06-01", None, None, None),
        file=CENSUS,
    ),
    calls(
        "dashes under the header, a count at the foot",
        lambda: joined(LOG, ("----------", "---", "-----", "------"), CALL, "", "(1 row affected)"),
        READ_CALL,
        faults=[(2, RECEIVED, "other_format"), (5, RECEIVED, "other_format")],
    ),
    calls("an end of file as DOS wrote it", lambda: joined(LOG, CALL) + b"\x1a", READ_CALL),
    calls("lines as an old Macintosh ends them", lambda: joined(LOG, CALL, end="\r"), READ_CALL),
    calls(
        "a header on every page",
        lambda: joined(LOG, CALL, LOG, ("14/04/2012", "72", "Phone", "Police")),
        *(READ_CALL, ("72", "2012-04-14", "phone", "6")),
        faults=[(3, RECEIVED, "other_format")],
    ),
    calls(
        "named months, and one date of numbers",
        lambda: joined(LOG, *((f"{each:02}-Apr-2012", *CALL[1:]) for each in (13, 14)), ("05/06/2012", *CALL[1:])),
        *(READ_CALL, ("71", "2012-04-14", "phone", "6")),
        faults=[(4, RECEIVED, "other_format")],
    ),
    calls("a line for the spreadsheet above", lambda: b"sep=;\n" + joined(LOG, CALL, by=";"), READ_CALL),
    Case(
        "strangers",
        "an old copy in a hidden sheet",
        {RETURN: lambda: book(EPISODE, in_care("C2"), title="Episodes", sheets=OLD, change=hidden_sheet)},
        Reads({"care_episodes": [("A1", "2018-05-04", "C2", None)]}, merged=True),
    ),
    Case(
        "strangers",
        "the start of a day in every date",
        {EPISODES: lambda: joined(EPISODE, ("A1", "2018-05-04T00:00:00", "S", "C2", "2018-06-07T00:00:00", "E4A"))},
        Reads({"care_episodes": [("A1", "2018-05-04", "C2", "2018-06-07")]}, merged=True),
    ),
    Case("strangers", "room kept for more", {LOGS: lambda: joined(LOG, CALL) + bytes(512)}, Refuses("not text")),
    Case("strangers", "nothing", {LOGS: lambda: b""}, Refuses("empty")),
)  # fmt: skip
