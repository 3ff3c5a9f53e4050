"""Rows cut short, tables pasted below one another, identifiers that a spreadsheet changed, totals and ends to come."""

import datetime as dt

from tests.hostile.corpus.case import Case, Reads
from tests.hostile.corpus.makers import (
    CHILD,
    END,
    EPISODE,
    INITIAL,
    LOG,
    PLAN,
    START,
    book,
    day,
    joined,
)

ANNEX_A, LOGS, RETURN = "annex_a/2012-12-31/annex_a.xlsx", "logs/2012-13/log.csv", "ssda903/2019/episodes.csv"
LATEST = "Latest Category of Abuse"
ONE, TWO = ("A1", day("2012-05-15"), day("2012-08-01"), "NEG", 0), ("A2", day("2012-06-03"), None, "PHY", 1)
READ_ONE, READ_TWO = ("A1", "2012-05-15", "2012-08-01", "NEG", 0), ("A2", "2012-06-03", None, "PHY", 1)
CALL = ("13/04/2012 09:30", "71", "Phone", "Police")
READ_CALL = ("71", "2012-04-13 09:30", "phone", "6")
ROTA = ("Worker on rota", "Team on rota", "Week starting", "Known from", "Days available")
STOOD = ("Posts stood on", "Team", "Funded posts", "Vacant posts")


def log(*rows, header=LOG):
    return lambda: joined(header, CALL, *rows)


def calls(*rows, faults=()):
    return Reads({"contacts": [READ_CALL, *rows]}, list(faults))


def one(item, name, make, wants, *, file=LOGS):
    return Case(item, name, {file: make}, wants)


def whose(text, *faults, read=None):
    """Return a case of one more call about somebody."""
    rows = [] if faults else [(read, "2012-04-14 09:30", "email", "6")]
    name = f"the child {text!r}".replace(".", " ")
    return one("whose", name, log(("14/04/2012 09:30", text, "Email", "Police")), calls(*rows, faults=faults))


def plans(*rows, faults=(), merged=False):
    return Reads({"cp_plans": list(rows)}, list(faults), merged=merged)


def shown_as(form, number, *, also=()):
    """Return a workbook whose first child is a number shown in a form."""

    def change(made, sheet):
        sheet.write_number(1, 0, number, made.add_format({"num_format": form}))

    return lambda: book(PLAN, ONE, *also, change=change)


def of_kind(value):
    return lambda: book(PLAN, (value, *ONE[1:]), TWO)


def refused_child(rule):
    return plans(READ_TWO, faults=[(2, CHILD, rule)])


PASTED = (CHILD, START, END, INITIAL, LATEST), (CHILD, START, END, LATEST, INITIAL)
MOVED = [(4, "", "columns_moved"), (4, END, "other_format"), (4, START, "other_format")]
CASES: tuple[Case, ...] = (
    one(
        "cut short",
        "a row that lacks its child",
        log(("14/04/2012 09:30", "Phone", "Police")),
        calls(faults=[(3, "", "too_few_cells")]),
    ),
    one(
        "cut short",
        "a row that lacks its child, every cell quoted",
        log('"14/04/2012 09:30","Phone","Police"'),
        calls(faults=[(3, "", "too_few_cells")]),
    ),
    one(
        "cut short",
        "a row whose last cells are blank, and there",
        log("14/04/2012 09:30,72,,"),
        calls(("72", "2012-04-14 09:30", None, None)),
    ),
    one(
        "cut short",
        "a row whose last cells are not there",
        log("14/04/2012 09:30,72"),
        calls(faults=[(3, "", "too_few_cells")]),
    ),
    one(
        "cut short",
        "an episode without its end",
        lambda: joined(EPISODE, ("A1", "04/05/2018", "S", "C2", "", ""), ("A2", "04/05/2018", "S", "C2")),
        Reads({"care_episodes": [("A1", "2018-05-04", "C2", None)]}, [(3, "", "too_few_cells")]),
        file=RETURN,
    ),
    one(
        "pasted below",
        "two categories the other way round",
        lambda: book(
            PASTED[0],
            ("A1", day("2012-05-15"), None, "NEG", "EMO"),
            (),
            PASTED[1],
            ("A2", day("2012-06-03"), None, "PHY", "SAB"),
        ),
        plans(("A1", "2012-05-15", None, "NEG", None), ("A2", "2012-06-03", None, "SAB", None), faults=MOVED),
        file=ANNEX_A,
    ),
    one(
        "pasted below",
        "an export whose child is in another column",
        log(("Received", "From whom", "Route", "Child ID"), ("14/04/2012 10:00", "1A", "Email", "72")),
        calls(
            ("72", "2012-04-14 10:00", "email", "1A"),
            faults=[(3, "", "columns_moved"), (3, "Received", "other_format")],
        ),
    ),
    one(
        "pasted below",
        "an export that lacks a column",
        log(("Received", "From whom", "Child ID", "Other"), ("14/04/2012 10:00", "1A", "72", "Email")),
        calls(faults=[(3, "", "other_header"), (3, "Received", "other_format"), (4, "", "other_header")]),
    ),
    one(
        "pasted below",
        "an export in the first order after one that lacks a column",
        log(("Received", "From whom", "Child ID", "Other"), ("14/04/2012 10:00", "1A", "72", "x"), LOG, CALL),
        calls(
            READ_CALL,
            faults=[
                (3, "", "other_header"),
                (3, "Received", "other_format"),
                (4, "", "other_header"),
                (5, "", "columns_moved"),
                (5, "Received", "other_format"),
            ],
        ),
    ),
    one(
        "pasted below",
        "an export with a column more, near the top",
        log((*LOG, "Reason"), ("14/04/2012 10:00", "72", "Email", "1A", "Neglect")),
        calls(
            ("72", "2012-04-14 10:00", "email", "1A"),
            faults=[(3, "", "columns_moved"), (3, "Received", "other_format")],
        ),
    ),
    one("zeros", "six digits of a number", shown_as("000000", 123), plans(("000123", *READ_ONE[1:])), file=ANNEX_A),
    one("zeros", "a number as long as it is shown", shown_as("00", 123), plans(("123", *READ_ONE[1:])), file=ANNEX_A),
    one("zeros", "another form of number", shown_as("#,##0", 123), plans(("123", *READ_ONE[1:])), file=ANNEX_A),
    Case(
        "zeros",
        "a number shown so, and a text in another file",
        {ANNEX_A: shown_as("000000", 71), LOGS: log()},
        Reads(
            {"cp_plans": [("000071", *READ_ONE[1:])], "contacts": [READ_CALL]},
            [(2, "Child ID", "zeros_apart"), (2, CHILD, "zeros_apart")],
            merged=True,
        ),
    ),
    one(
        "kind of cell",
        "a date for a child",
        of_kind(day("2012-05-15")),
        refused_child("not_an_identifier"),
        file=ANNEX_A,
    ),
    one("kind of cell", "true for a child", of_kind(True), refused_child("not_an_identifier"), file=ANNEX_A),
    whose("15/05/2012", (3, "Child ID", "not_an_identifier")),
    whose("FALSE", (3, "Child ID", "not_an_identifier")),
    whose('"12,345"', (3, "Child ID", "several_numbers")),
    whose("12\u00b2", (3, "Child ID", "other_alphabet")),
    whose("A\u2160", (3, "Child ID", "other_alphabet")),
    whose("\u00df1", (3, "Child ID", "other_alphabet")),
    *(whose(text) for text in ("Unborn", "0", "00", "unknown child", "n/k", "NK", "Not yet known", "...", "Anonymous")),
    whose("NK1", read="NK1"),
    whose("Total", (3, "Child ID", "total_row")),
    one(
        "whose",
        "two plans of children not born",
        lambda: book(PLAN, ("Unborn", *ONE[1:]), TWO, (0, *ONE[1:])),
        plans(READ_TWO, faults=[(2, CHILD, "missing_required"), (4, CHILD, "missing_required")]),
        file=ANNEX_A,
    ),
    one(
        "end to come",
        "the last day of a century and of a half",
        lambda: book(PLAN, ("A1", day("2012-05-15"), day("2099-12-31"), "NEG", 0), (*TWO[:2], "31/12/2049", "PHY", 1)),
        plans(
            ("A1", "2012-05-15", None, "NEG", 0), READ_TWO, faults=[(2, END, "end_to_come"), (3, END, "end_to_come")]
        ),
        file=ANNEX_A,
    ),
    one(
        "end to come",
        "within a month of the extract",
        lambda: book(PLAN, ("A1", day("2012-05-15"), dt.date(2013, 1, 31), "NEG", 0)),
        plans(("A1", "2012-05-15", "2013-01-31", "NEG", 0)),
        file=ANNEX_A,
    ),
    one(
        "end to come",
        "of an episode in a file that states no date",
        lambda: joined(EPISODE, ("A1", "04/05/2018", "S", "C2", "31/12/2049", "")),
        Reads({"care_episodes": [("A1", "2018-05-04", "C2", None)]}, [(2, "DEC", "end_to_come")]),
        file=RETURN,
    ),
    one(
        "totals",
        "of posts",
        lambda: joined(STOOD, *(("30/04/2010", t, "10", "2") for t in ("North", "Total", "All teams", "North total"))),
        Reads({}, [(3, "Team", "total_row"), (4, "Team", "total_row"), (5, "Team", "total_row")]),
        file="workforce/2012/posts.csv",
    ),
    one(
        "totals",
        "of caseloads, by team and by kind of case",
        lambda: joined(
            ("Caseload date", "Worker ID", "Team", "Case type", "Cases held"),
            ("30/04/2010", "W1", "North", "Assessment", "5"),
            ("30/04/2010", "", "All teams", "", "5"),
            ("30/04/2010", "W1", "North", "Total", "5"),
        ),
        Reads({}, [(3, "Team", "total_row"), (4, "Case type", "total_row")]),
        file="workforce/2012/caseloads.csv",
    ),
    one(
        "totals",
        "of a survey, by team and by respondent",
        lambda: joined(
            ("Wave", "Wave closed on", "Respondent", "Team", "Statement", "Answer"),
            *(
                ("2010", "30/04/2010", *who, "My manager", "Agree")
                for who in (("R1", "N"), ("Total", "N"), ("R2", "All"))
            ),
        ),
        Reads({}, [(3, "Respondent", "total_row"), (4, "Team", "total_row")]),
        file="workforce/2012/survey.csv",
    ),
    one(
        "totals",
        "of a rota",
        lambda: joined(ROTA, *((w, t, "03/01/2011", "27/12/2010", "4") for w, t in (("Q1", "T"), ("Total", "T")))),
        Reads({}, [(3, "Worker on rota", "total_row")]),
        file="allocation/2012/rota.csv",
    ),
)
