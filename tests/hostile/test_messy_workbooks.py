"""Annex A workbooks as councils really fill them: read rightly, or refused by row or whole, never silently wrong."""

import datetime as dt

import pandas as pd
import pytest

from tests.support.council_files import CHILD, day, list_rows
from turncurve.errors import RefusedInputError

START, END = "Child Protection Plan Start Date", "Child Protection Plan End Date"
FILE = "annex_a/2012-09-30/annex_a.xlsx"
PLANS = [(day("2012-04-13"), day("2012-06-25")), (day("2012-05-01"), None)]
READ = [("2012-04-13", "2012-06-25"), ("2012-05-01", None)]


def rows(*plans, ids=(1, 2)):
    return [{CHILD: child, START: start, END: end} for child, (start, end) in zip(ids, plans, strict=True)]


def plans(council):
    council.ingest()
    held = council.table("cp_plans").sort_values("started_on")
    dates = held[["started_on", "ended_on"]].itertuples(index=False, name=None)
    return [tuple(None if pd.isna(each) else each.date().isoformat() for each in pair) for pair in dates]


def serial(date):
    return (date - dt.date(1899, 12, 30)).days


def text(date, pattern="%d/%m/%Y"):
    return date.strftime(pattern) if date else None


def written(change):
    return [tuple(change(each) if each else None for each in pair) for pair in PLANS]


# name                             what is written
READ_RIGHTLY = {
    "real dates": lambda c: c.annex_a(list_7=rows(*PLANS)),
    "a title above the header": lambda c: c.annex_a(list_7=rows(*PLANS), above=[["List 7: Child protection"]]),
    "blank rows above the header": lambda c: c.annex_a(list_7=rows(*PLANS), above=[[], ["Testshire"], []]),
    "a sheet named List 7": lambda c: c.annex_a(list_7=rows(*PLANS), title="List {}"),
    "a sheet named list7": lambda c: c.annex_a(list_7=rows(*PLANS), title="list{}"),
    "a sheet named Sheet7": lambda c: c.annex_a(list_7=rows(*PLANS), title="Sheet{}"),
    "dates as text": lambda c: c.annex_a(list_7=rows(*written(text))),
    "dates as ISO text": lambda c: c.annex_a(list_7=rows(*written(dt.date.isoformat))),
    "dates as day numbers": lambda c: c.annex_a(list_7=rows(*written(serial))),
    "dates as text with times": lambda c: c.annex_a(list_7=rows(*written(lambda d: text(d) + " 00:00:00"))),
    "dates with months by name": lambda c: c.annex_a(list_7=rows(*written(lambda d: text(d, "%d-%b-%Y")))),
    "the 1904 system": lambda c: c.workbook(
        FILE, {"List_7": list_rows("list_7", rows(*PLANS))}, options={"date_1904": True}
    ),
    "identifiers as text with spaces": lambda c: c.annex_a(list_7=rows(*PLANS, ids=(" 1 ", "2"))),
    "a column more": lambda c: c.annex_a(list_7=[{**row, "Ward": "North"} for row in rows(*PLANS)]),
    "curly quotes and stars in headers": lambda c: c.workbook(
        FILE,
        {"List_7": [["Child Unique ID*", "“Child Protection Plan Start Date”", "Child Protection  Plan End Date:"],
                    [1, *PLANS[0]], [2, *PLANS[1]]]},
    ),
    "blank rows between": lambda c: c.workbook(
        FILE, {"List_7": [[CHILD, START, END], [], [1, *PLANS[0]], [" "], [2, *PLANS[1]], []]}
    ),
    "another sheet before": lambda c: c.workbook(
        FILE, {"Cover": [["Annex A"], ["of Testshire"]], "List_7": list_rows("list_7", rows(*PLANS))}
    ),
    "the same plans in two editions": lambda c: [
        c.annex_a(f"annex_a/{each}/a.xlsx", list_7=rows(*PLANS)) for each in ("2012-06-30", "2012-09-30")
    ],
    "a duplicate row": lambda c: c.annex_a(list_7=[*rows(*PLANS), *rows(PLANS[0], ids=(1,))]),
    "words for none in an optional date": lambda c: c.annex_a(list_7=rows(PLANS[0], (PLANS[1][0], "n/a"))),
}  # fmt: skip


@pytest.mark.parametrize("name", READ_RIGHTLY)
def test_a_messy_workbook_is_read_rightly(council, name):
    READ_RIGHTLY[name](council)
    assert plans(council) == READ
    assert council.rules() == []


# name                                          a third row                                      rule
READ_IN_PART = {
    "an end before the start": ({START: day("2012-05-01"), END: day("2012-04-30")}, "order"),
    "no child": ({CHILD: None, START: day("2012-05-01")}, "missing_required"),
    "no start": ({START: None, END: day("2012-05-01")}, "missing_required"),
    "a start that is not a date": ({START: "31/02/2012"}, "impossible_date"),
    "a start of 1900": ({START: 1}, "impossible_date"),
    "a start of two digits": ({START: "01/05/12"}, "two_digit_year"),
    "an end that cannot be read": ({START: day("2012-05-01"), END: "when ready"}, "other_format"),
    "a start after the extract": ({START: day("2012-12-11")}, "after_extract"),
    "a footer": ({CHILD: "Total", START: 2}, "impossible_date"),
    "a note in the first column": ({CHILD: "* provisional", START: None}, "missing_required"),
}


@pytest.mark.parametrize("name", READ_IN_PART)
def test_a_row_of_a_workbook_that_cannot_be_trusted_is_refused_and_the_rest_is_read(council, name):
    cells, rule = READ_IN_PART[name]
    council.annex_a(list_7=[*rows(*PLANS), {CHILD: 3, **cells}])
    assert plans(council) == READ
    assert [(row, each) for row, _, each in council.rules()] == [(4, rule)]


def test_dates_that_a_spreadsheet_has_swapped_are_refused_and_those_it_could_not_swap_are_read(council):
    swapped = [(day(f"2012-{number:02d}-04"), None) for number in (5, 6, 7)]
    left = [(f"{number}/04/2012", None) for number in (13, 20, 25)]
    council.annex_a(list_7=rows(*swapped, *left, ids=range(1, 7)))
    assert [start for start, _ in plans(council)] == ["2012-04-13", "2012-04-20", "2012-04-25"]
    assert [(row, rule) for row, _, rule in council.rules()] == [(row, "undecidable_date") for row in (2, 3, 4)]


def cut_short(council):
    path = council.workbook(FILE, {"List_7": list_rows("list_7", rows(*PLANS))})
    path.write_bytes(path.read_bytes()[:-200])


def without_a_column(council):
    lines = list_rows("list_7", rows(*PLANS))
    lines[0][lines[0].index(START)] = "Commenced"
    council.workbook(FILE, {"List_7": lines})


SEND = [["Child Unique ID", "Gender", "Date of Birth", "Date EHC plan finalised", "Primary SEN need"], [1, "M"]]
TWO_STARTS = [[CHILD, START, "CP plan start date", "Plan start date"], [1, day("2012-05-01"), day("2012-05-02"), None]]
NO_OWN_NAME = [["CP plan start date", "Plan start date", CHILD], [day("2012-05-01"), day("2012-05-02"), 1]]
# name                                what is written                                              the message says
REFUSED_WHOLE = {
    "an empty workbook": (lambda c: c.workbook(FILE, {"Sheet1": []}), "the workbook is empty"),
    "a workbook of blanks": (lambda c: c.workbook(FILE, {"Sheet1": [[" ", "  "]]}), "the workbook is empty"),
    "a workbook cut short": (cut_short, "damaged or cut short"),
    "a zip archive that is no workbook": (lambda c: c.bytes(FILE, b"PK\x03\x04" + bytes(100)), "damaged or cut short"),
    "text named as a workbook": (lambda c: c.text(FILE, "a,b\n"), "its content is text"),
    "a web page named as a workbook": (lambda c: c.text("a.xls", "<html><table/></html>"), "its content is a web page"),
    "a SEND Annex A": (lambda c: c.workbook(FILE, {"List 1": SEND}), r"special educational needs"),
    "a column that is needed is missing": (without_a_column, f'no column "{START}"'),
    "two columns that may be one": (lambda c: c.workbook(FILE, {"List_7": NO_OWN_NAME}), "two columns may be"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED_WHOLE)
def test_a_workbook_that_cannot_be_trusted_is_refused_whole_with_a_sentence(council, name):
    write, message = REFUSED_WHOLE[name]
    write(council)
    with pytest.raises(RefusedInputError, match=message) as stopped:
        council.ingest()
    assert "a.xls" in str(stopped.value)
    assert stopped.value.remedy
    assert not council.processed.exists()


def test_of_several_names_for_one_column_the_standards_own_is_used(council):
    council.workbook(FILE, {"List_7": TWO_STARTS})
    assert plans(council) == [("2012-05-01", None)]
