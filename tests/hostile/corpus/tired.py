"""Files as a tired analyst or an attacker leaves them: what must come of each was written before it was read."""

import base64
import gzip

from tests.hostile.corpus.case import Case, LeavesAlone, Reads, Refuses
from tests.hostile.corpus.makers import (
    CHILD,
    EARLIER,
    END,
    EPISODE,
    INITIAL,
    LOG,
    PLAN,
    REFERRAL,
    START,
    book,
    census,
    child,
    day,
    joined,
    looked_after,
    looked_after_child,
    plan,
    rezipped,
)

ANNEX_A, LIST_7, LOGS = "annex_a/2012-12-31/annex_a.xlsx", "annex_a/2012-12-31/list_7.csv", "logs/2012-13/log.csv"
CENSUS, EPISODES, RETURN = "cin_census/2012/cin.xml", "ssda903/2018-19/episodes.csv", "ssda903/2018-19/return.xml"
ONE, TWO = ("A1", day("2012-05-15"), day("2012-08-01"), "a) Neglect", 0), ("A2", day("2012-06-03"), None, "PHY", 1)
READ_ONE, READ_TWO = ("A1", "2012-05-15", "2012-08-01", "NEG", 0), ("A2", "2012-06-03", None, "PHY", 1)
FIRST, SECOND = ("A1", "15/05/2012", "01/08/2012", "a) Neglect", "0"), ("A2", "03/06/2012", "", "PHY", "1")
THIRD, READ_THIRD = ("A3", "25/06/2012", "", "EMO", "0"), ("A3", "2012-06-25", None, "EMO", 0)
REFERRED, PLANNED = ("A1", "2011-05-01", None, None), ("A1", "2011-06-01", None, None, None)
IN_CARE = {"DECOM": "01/05/2018", "RNE": "S", "LS": "C2"}
STYLE = '<?xml version="1.0"?><?xml-stylesheet href="http://example.org/x.xsl"?>'
TWICE = "<EPISODE><DECOM>01/05/2018</DECOM><DECOM>01/05/2018</DECOM><RNE>S</RNE><LS>C2</LS></EPISODE>"
FETCHED = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'


def plans(name, make, *rows, faults=(), file=ANNEX_A):
    return Case("tired", name, {file: make}, Reads({"cp_plans": list(rows)}, list(faults)))


def text(name, *lines, wants, faults=(), **how):
    return plans(name, lambda: joined(PLAN, *lines, **how), *wants, faults=faults, file=LIST_7)


def whose(identifier, *rules, read=None):
    """Return a case of one child's number as it is written, beside a sound row."""
    wants = [READ_THIRD] if rules else [READ_THIRD, (read, "2012-05-15", None, "NEG", 0)]
    faults = [(2, CHILD, rule) for rule in rules]
    row = (identifier, "15/05/2012", "", "NEG", "0")
    return text(f"a child's number written {identifier}", row, THIRD, wants=wants, faults=faults)


def source(cell, code):
    faults = [] if code else [(2, "Referral Source", "unknown_code")]
    return Case(
        "tired",
        f"a source written {cell}",
        {ANNEX_A: lambda: book(REFERRAL, ("A1", day("2012-10-05"), cell, "North"), title="List_3")},
        Reads({"referrals": [("A1", "2012-10-05", code, "North")]}, faults),
    )


def calls(name, *received, wants, faults=()):
    lines = [(moment, f"7{number}", "Phone", "Police") for number, moment in enumerate(received, 1)]
    rows = [(f"7{number}", moment, "phone", "6") for number, moment in wants]
    return Case("tired", name, {LOGS: lambda: joined(LOG, *lines)}, Reads({"contacts": rows}, list(faults)))


def care(name, *lines, wants, faults=()):
    files = {EPISODES: lambda: joined(EPISODE, *lines)}
    return Case("tired", name, files, Reads({"care_episodes": list(wants)}, list(faults)))


def of_xml(name, make, rows, *faults, file=CENSUS):
    return Case("tired", name, {file: make}, Reads(rows, list(faults)))


def refused(name, make, saying, *, file=LIST_7):
    return Case("tired", name, {file: make}, Refuses(saying))


ALL_THREE = (READ_ONE, READ_TWO, READ_THIRD)
CASES: tuple[Case, ...] = (
    # Texts with other marks, ends and blanks than their name says.
    text("tabs in a file called csv", FIRST, SECOND, THIRD, wants=ALL_THREE, by="\t"),
    text("bars between cells", FIRST, SECOND, THIRD, wants=ALL_THREE, by="|"),
    text("carriage returns alone", FIRST, SECOND, THIRD, wants=ALL_THREE, end="\r"),
    plans(
        "a line that says the delimiter",
        lambda: b"sep=;\n" + joined(PLAN, FIRST, SECOND, THIRD, by=";"),
        *ALL_THREE,
        file=LIST_7,
    ),
    plans("blank lines at the top", lambda: b"\n\n\n" + joined(PLAN, FIRST, SECOND, THIRD), *ALL_THREE, file=LIST_7),
    refused("a zero byte within a number", lambda: joined(PLAN, FIRST, SECOND).replace(b"A2", b"A\x002"), "."),
    refused("a packed file called csv", lambda: gzip.compress(joined(PLAN, FIRST)), "."),
    refused(
        "a table of a web page called xls",
        lambda: b"<table><tr><td>Child Unique ID</td></tr><tr><td>A1</td></tr></table>",
        ".",
        file="annex_a/2012-12-31/a.xls",
    ),
    Case(
        "tired",
        "a file written as letters and digits",
        {LIST_7: lambda: base64.b64encode(joined(PLAN, FIRST) * 50)},
        LeavesAlone("."),
    ),
    # Dates as people type them: read where all of a column are of one form.
    text(
        "hard spaces round dates and codes",
        ("A1", "\u00a015/05/2012\u00a0", "01/08/2012", "\u00a0Neglect\u00a0", "0"),
        THIRD,
        wants=(READ_ONE, READ_THIRD),
    ),
    text(
        "dates with dots",
        ("A1", "15.05.2012", "01.08.2012", "NEG", "0"),
        ("A3", "25.06.2012", "", "EMO", "0"),
        wants=(READ_ONE, READ_THIRD),
    ),
    text(
        "dates in ordinal numbers",
        ("A1", "15th May 2012", "1st August 2012", "NEG", "0"),
        ("A3", "25th June 2012", "", "EMO", "0"),
        wants=(READ_ONE, READ_THIRD),
    ),
    text(
        "dates behind the day of the week",
        ("A1", "Tue 15/05/2012", "", "NEG", "0"),
        ("A3", "Mon 25/06/2012", "", "EMO", "0"),
        wants=(),
        faults=[(2, START, "other_format"), (3, START, "other_format")],
    ),
    text(
        "days that tell nothing of their order",
        ("A1", "05/06/2012", "", "NEG", "0"),
        ("A3", "06/07/2012", "", "EMO", "0"),
        wants=(("A1", "2012-06-05", None, "NEG", 0), ("A3", "2012-07-06", None, "EMO", 0)),
    ),
    text(
        "dates of eight digits",
        ("A1", "20120515", "", "NEG", "0"),
        ("A3", "20120625", "", "EMO", "0"),
        wants=(("A1", "2012-05-15", None, "NEG", 0), READ_THIRD),
    ),
    text(
        "one date of eight digits among ISO dates",
        ("A1", "2012-05-15", "", "NEG", "0"),
        ("A3", "20120625", "", "EMO", "0"),
        wants=(("A1", "2012-05-15", None, "NEG", 0),),
        faults=[(3, START, "other_format")],
    ),
    text(
        "a year with its digits changed over",
        FIRST,
        ("A3", "25/06/0212", "", "EMO", "0"),
        wants=(READ_ONE,),
        faults=[(3, START, "impossible_date")],
    ),
    text(
        "the 31st of June",
        FIRST,
        ("A3", "31/06/2012", "", "EMO", "0"),
        wants=(READ_ONE,),
        faults=[(3, START, "impossible_date")],
    ),
    # Whose row it is.
    whose("A1 / A2", "several_numbers"),
    whose("A1; A2", "several_numbers"),
    whose("A1 and A2", "several_numbers"),
    whose("12 & 13", "several_numbers"),
    whose("A1/2", read="A1/2"),
    whose("<b>A1</b>", "not_an_identifier"),
    whose("\u04101", "other_alphabet"),
    whose("A\uff11", read="A1"),
    whose("A\u200d1", read="A1"),
    whose("123.0", read="123"),
    # Workbooks.
    plans(
        "a heading over the header",
        lambda: book(("Plan", None, None, "Category", None), PLAN, ONE, TWO),
        *(READ_ONE, READ_TWO),
    ),
    plans("a sheet's name with a space behind it", lambda: book(PLAN, ONE, TWO, title="List 7 "), READ_ONE, READ_TWO),
    plans(
        "a list and its second sheet", lambda: book(PLAN, ONE, sheets={"List_7 (2)": [PLAN, TWO]}), READ_ONE, READ_TWO
    ),
    plans(
        "dates that are texts behind an apostrophe",
        lambda: book(PLAN, ("A1", "'15/05/2012", None, "NEG", 0), TWO),
        READ_TWO,
        faults=[(2, START, "other_format")],
    ),
    plans(
        "a minute before midnight in a day's number",
        lambda: book(PLAN, ("A1", 41044.9993, 41122.5, "NEG", 0), TWO),
        *(READ_ONE, READ_TWO),
    ),
    plans(
        "half a plan before",
        lambda: book(PLAN, ONE, ("A2", day("2012-06-03"), None, "PHY", 0.5)),
        *(READ_ONE, ("A2", "2012-06-03", None, "PHY", None)),
        faults=[(3, EARLIER, "not_a_number")],
    ),
    plans(
        "a number's power as text",
        lambda: book(PLAN, ("1.0E+05", day("2012-05-15"), None, "NEG", 0), TWO),
        READ_TWO,
        faults=[(2, CHILD, "shortened_number")],
    ),
    plans(
        "true for a child",
        lambda: book(PLAN, (True, day("2012-05-15"), None, "NEG", 0), TWO),
        READ_TWO,
        faults=[(2, CHILD, "not_an_identifier")],
    ),
    plans(
        "an arrow from one category to another",
        lambda: book(PLAN, ONE, ("A2", day("2012-06-03"), None, "PHY->NEG", 1)),
        *(READ_ONE, ("A2", "2012-06-03", None, None, 1)),
        faults=[(3, INITIAL, "unknown_code")],
    ),
    plans(
        "an end in the last year that there is",
        lambda: book(PLAN, ("A1", day("2012-05-15"), day("9999-12-31"), "NEG", 0), TWO),
        READ_TWO,
        faults=[(2, END, "impossible_date")],
    ),
    plans(
        "a start on the first day that a spreadsheet knows",
        lambda: book(PLAN, ("A1", day("1900-01-01"), None, "NEG", 0), TWO),
        READ_TWO,
        faults=[(2, START, "other_format")],
    ),
    plans(
        "n/a for an end",
        lambda: book(PLAN, ("A1", day("2012-05-15"), "N/A", "NEG", 0), TWO),
        *(("A1", "2012-05-15", None, "NEG", 0), READ_TWO),
    ),
    refused(
        "two columns of one date",
        lambda: book((CHILD, START, START, END, INITIAL, EARLIER), ("A1", day("2012-05-15"), day("2012-05-16"))),
        ".",
        file=ANNEX_A,
    ),
    refused(
        "a chart where the sheet should be",
        lambda: rezipped(
            book(PLAN, ONE),
            {
                "xl/worksheets/sheet1.xml": lambda part: (
                    b"<chartsheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'/>"
                )
            },
        ),
        "empty",
        file=ANNEX_A,
    ),
    # Codes as a spreadsheet leaves them.
    source("1O", None),
    source(day("2012-01-01"), None),
    source(300, None),
    source(6.0, "6"),
    source("010", None),
    # Moments.
    calls(
        "the twelve-hour clock without a space",
        "13/04/2012 9:05AM",
        "14/04/2012 1:05PM",
        wants=[(1, "2012-04-13 09:05"), (2, "2012-04-14 13:05")],
    ),
    calls(
        "the 24th hour",
        "13/04/2012 24:00",
        "14/04/2012 13:05",
        wants=[(2, "2012-04-14 13:05")],
        faults=[(2, "Received", "impossible_date")],
    ),
    calls(
        "a time with a dot",
        "13/04/2012 09.05",
        "14/04/2012 13.05",
        wants=[],
        faults=[(2, "Received", "other_format"), (3, "Received", "other_format")],
    ),
    calls(
        "seconds since 1970",
        "1334300000",
        "1334400000",
        wants=[],
        faults=[(2, "Received", "other_format"), (3, "Received", "other_format")],
    ),
    # The looked after return.
    care(
        "dates as an American system writes them",
        ("A1", "05/13/2018", "S", "C2", "", ""),
        ("A2", "07/25/2018", "S", "C2", "", ""),
        wants=[("A1", "2018-05-13", "C2", None), ("A2", "2018-07-25", "C2", None)],
    ),
    care(
        "an episode of a day",
        ("A1", "13/05/2018", "S", "C2", "13/05/2018", "X1"),
        wants=[("A1", "2018-05-13", "C2", "2018-05-13")],
    ),
    care(
        "codes in small letters",
        ("A1", "13/05/2018", "s", "c2", "14/06/2018", "e4a"),
        wants=[("A1", "2018-05-13", "C2", "2018-06-14")],
    ),
    care(
        "two legal statuses",
        ("A1", "13/05/2018", "S", "C1/C2", "", ""),
        wants=[("A1", "2018-05-13", None, None)],
        faults=[(2, "LS", "unknown_code")],
    ),
    care(
        "half a reason",
        ("A1", "13/05/2018", "S", "C2", "14/06/2018", "E4"),
        wants=[("A1", "2018-05-13", "C2", "2018-06-14")],
        faults=[(2, "REC", "unknown_code")],
    ),
    of_xml(
        "a style sheet to fetch",
        lambda: looked_after(looked_after_child(IN_CARE), prolog=STYLE),
        {"care_episodes": [("A1", "2018-05-01", "C2", None)]},
        file=RETURN,
    ),
    of_xml(
        "a start stated twice alike",
        lambda: looked_after(looked_after_child().replace("</CHILD>", f"{TWICE}</CHILD>")),
        {"care_episodes": [("A1", "2018-05-01", "C2", None)]},
        file=RETURN,
    ),
    # The census.
    of_xml("a file to include", lambda: census(child(FETCHED)), {"referrals": [REFERRED], "cp_plans": []}),
    of_xml(
        "markup within a number",
        lambda: census(child("", identity="<LAchildID><![CDATA[<b>A1</b>]]></LAchildID>")),
        {"referrals": []},
        (1, "LAchildID", "not_an_identifier"),
    ),
    of_xml(
        "line ends within a date",
        lambda: census(child(plan("\n 2011-06-01 \n"))),
        {"referrals": [REFERRED], "cp_plans": [PLANNED]},
    ),
    of_xml(
        "fewer plans than none",
        lambda: census(child(plan(more="<NumberOfPreviousCPP>-1</NumberOfPreviousCPP>"))),
        {"referrals": [REFERRED], "cp_plans": [PLANNED]},
        (1, "NumberOfPreviousCPP", "not_a_number"),
    ),
    of_xml(
        "spaces round a number of plans",
        lambda: census(child(plan(more="<NumberOfPreviousCPP> 1 </NumberOfPreviousCPP>"))),
        {"referrals": [REFERRED], "cp_plans": [("A1", "2011-06-01", None, None, 1)]},
    ),
    of_xml(
        "another encoding than it says",
        lambda: census(child(plan())).decode().encode("utf-16"),
        {"referrals": [REFERRED], "cp_plans": [PLANNED]},
    ),
    of_xml(
        "29 February of a year that has none",
        lambda: census(child(plan("2011-02-29"))),
        {"referrals": [REFERRED], "cp_plans": []},
        (1, "CPPstartDate", "impossible_date"),
    ),
)
