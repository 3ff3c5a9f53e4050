"""Several files of one council that do not agree, and years that jump: through the whole ingest."""

from tests.hostile.corpus.case import Case, Reads, Refuses
from tests.hostile.corpus.makers import EPISODE, LOG, PLAN, REFERRAL, START, book, census, child, day, joined, plan

ONE = ("A1", day("2012-05-15"), None, "NEG", 0)
ENDED = ("A1", day("2012-05-15"), day("2012-11-01"), "NEG", 0)
HEADER = ("CHILD", "SEX", "DOB", "ETHNIC")
EARLY, LATE = "annex_a/2012-09-30/annex_a.xlsx", "annex_a/2013-03-31/annex_a.xlsx"


def both(table, *rows, faults=()):
    return Reads({table: list(rows)}, list(faults), merged=True)


CASES: tuple[Case, ...] = (
    Case(
        "several files",
        "a later extract ends a plan",
        {EARLY: lambda: book(PLAN, ONE), LATE: lambda: book(PLAN, ENDED)},
        both("cp_plans", ("A1", "2012-05-15", "2012-11-01", "NEG", 0)),
    ),
    Case(
        "several files",
        "one extract put there twice",
        {EARLY: lambda: book(PLAN, ONE), "annex_a/copy/annex_a - Copy.xlsx": lambda: book(PLAN, ONE)},
        both("cp_plans", ("A1", "2012-05-15", None, "NEG", 0)),
    ),
    Case(
        "several files",
        "one child under two spellings of the number",
        {EARLY: lambda: book(PLAN, ("a 1", *ONE[1:])), LATE: lambda: book(PLAN, ENDED)},
        both("cp_plans", ("A1", "2012-05-15", "2012-11-01", "NEG", 0)),
    ),
    Case(
        "several files",
        "numbers with and without leading zeros are two children",
        {EARLY: lambda: book(PLAN, ("0071", *ONE[1:])), LATE: lambda: book(PLAN, ("71", *ENDED[1:]))},
        both(
            "cp_plans",
            ("0071", "2012-05-15", None, "NEG", 0),
            ("71", "2012-05-15", "2012-11-01", "NEG", 0),
            faults=[(2, "Child Unique ID", "zeros_apart")] * 2,  # a row of each file
        ),
    ),
    Case(
        "several files",
        "a census beside an Annex A",
        {
            EARLY: lambda: book(PLAN, ONE),
            "cin_census/2013/cin.xml": lambda: census(child(plan(start="2012-05-15", end="2012-11-01")), year="2013"),
        },
        both("cp_plans", ("A1", "2012-05-15", "2012-11-01", "NEG", 0)),
    ),
    Case(
        "several files",
        "a date more than a month after the extract",
        {EARLY: lambda: book(PLAN, ONE, ("A2", day("2013-01-01"), None, "NEG", 0))},
        both("cp_plans", ("A1", "2012-05-15", None, "NEG", 0), faults=[(3, START, "after_extract")]),
    ),
    Case(
        "duplicates",
        "a child with two dates of birth",
        {
            "ssda903/2012/header.csv": lambda: joined(
                HEADER, ("A1", "1", "01/02/2010", "WBRI"), ("A1", "1", "02/02/2010", "WBRI")
            ),
            "ssda903/2012/episodes.csv": lambda: joined(EPISODE, ("A1", "01/06/2011", "S", "C1", "", "")),
        },
        both(
            "care_episodes",
            ("A1", "2011-06-01", "C1", None),
            faults=[(2, "born_on", "conflicting_rows"), (3, "born_on", "conflicting_rows")],
        ),
    ),
    Case(
        "duplicates",
        "one contact entered twice",
        {
            "log.csv": lambda: joined(
                LOG, *[("13/04/2012 09:30", "0071", "Phone", "Police")] * 2, ("13/04/2012 09:31", "0071", "Phone", "6")
            )
        },
        both("contacts", ("0071", "2012-04-13 09:30", "phone", "6"), ("0071", "2012-04-13 09:31", "phone", "6")),
    ),
    Case(
        "reviews",
        "of a plan that was refused",
        {
            EARLY: lambda: book(
                (*PLAN, "Date of latest review conference"),
                ("A1", "31/02/2012", None, "NEG", 0, day("2012-08-01")),
                (*ENDED[:2], None, "NEG", 0, day("2012-08-01")),
            )
        },
        Reads(
            {"cp_reviews": [("A1", "2012-05-15", "2012-08-01")]},
            [(2, START, "impossible_date"), (2, "", "refused_beside")],
            merged=True,
        ),
    ),
    Case(
        "one bad file",
        "stops the ingest, and what was stored stays",
        {EARLY: lambda: book(PLAN, ONE), LATE: lambda: book(PLAN, ENDED)[:3000]},
        Refuses("damaged or cut short"),
    ),
    Case(
        "one bad file",
        "of an inspection of special educational needs",
        {EARLY: lambda: book(("Child ID", "EHCP issued"), ("A1", day("2012-05-15")), title="SEND List 1")},
        Refuses("special educational needs"),
    ),
    Case(
        "several lists",
        "in one workbook, each by its own header",
        {
            EARLY: lambda: book(
                PLAN, ONE, sheets={"List_3": [("List 3",), REFERRAL, ("A1", day("2012-05-01"), "Police", "North")]}
            )
        },
        Reads(
            {
                "cp_plans": [("A1", "2012-05-15", None, "NEG", 0)],
                "referrals": [("A1", "2012-05-01", "6", "North")],
            },
            merged=True,
        ),
    ),
)
