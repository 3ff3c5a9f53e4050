"""Cells as spreadsheets and systems really leave them: each read exactly, left blank and named, or refused by row."""

import datetime as dt

import pandas as pd
import pytest

from tests.support.council_files import CHILD, day
from turncurve.ingest.files import read_file
from turncurve.ingest.identifiers import Key, clean
from turncurve.ingest.snapshot import take

KEY = Key(b"a key of more than sixteen characters")
START, END, INITIAL = "Child Protection Plan Start Date", "Child Protection Plan End Date", "Initial Category of Abuse"
NUMBER = "Number of Previous Child Protection Plans"
FILE = "annex_a/2012-09-30/annex_a.xlsx"
HEADER = [CHILD, START, END, INITIAL, NUMBER]
SOUND = ["A1", day("2012-05-15"), day("2012-08-01"), "NEG", 0]


def read(council, *rows, header=HEADER, **options):
    """Return what one workbook gives of its plans: rows as (child, start, end, category, earlier plans), and faults."""
    council.workbook(FILE, {"List_7": [header, *rows]}, **options)
    return given(council)


def given(council):
    """Return what the only file gives, its identifiers being turned back."""
    (file,) = take(council.raw)
    held = read_file(file, key=KEY)
    back = dict(zip(held.identifiers["pseudonym"], held.identifiers["identifier"], strict=True))
    (offer,) = [each for each in held.offers if each.table == "cp_plans"]
    rows = offer.rows.reindex(columns=["child_key", "started_on", "ended_on", "initial_category", "previous_plans"])
    return [plain(row, back) for row in rows.itertuples(index=False)], faults(held)


def plain(row, back):
    """Return a row in plain values."""
    dates = [None if pd.isna(each) else each.date().isoformat() for each in (row.started_on, row.ended_on)]
    others = [None if pd.isna(each) else each for each in (row.initial_category, row.previous_plans)]
    return (back[row.child_key], *dates, *others)


def faults(held):
    """Return the faults as (row, field, rule)."""
    return sorted((row, each.field, each.rule) for each in held.problems for row in each.rows)


WHOLE = ("A1", "2012-05-15", "2012-08-01", "NEG", 0)


def changed(**cells):
    """Return the sound row with other cells, by the field's first word."""
    names = dict(zip(("child", "start", "end", "category", "number"), range(5), strict=True))
    row = list(SOUND)
    for name, cell in cells.items():
        row[names[name]] = cell
    return row


def result(**cells):
    """Return what the sound row gives, with other values."""
    names = dict(zip(("child", "start", "end", "category", "number"), range(5), strict=True))
    row = list(WHOLE)
    for name, cell in cells.items():
        row[names[name]] = cell
    return tuple(row)


# name                               cells                                   read as
READ_RIGHTLY = {
    "nothing odd": ({}, {}),
    "a date as Excel's day number": ({"start": 41044}, {}),
    "a date as a day number with its time": ({"start": 41044.75}, {}),
    "a date with a time": ({"start": dt.datetime.fromisoformat("2012-05-15T17:30")}, {}),
    "a date as text with spaces": ({"start": "  15/05/2012 "}, {}),
    "a date as text with a hard space": ({"start": "\u00a015/05/2012"}, {}),
    "a date in ISO form": ({"start": "2012-05-15"}, {}),
    "a date in ISO form whose day is below thirteen": ({"start": "2012-04-03"}, {"start": "2012-04-03"}),
    "a date as eight digits": ({"start": "20120515"}, {}),
    "a date with the month by name": ({"start": "Tuesday, 15 May 2012"}, {}),
    "a leap day": ({"start": "29/02/2012"}, {"start": "2012-02-29"}),
    "a word for no end": ({"end": "N/A"}, {"end": None}),
    "a dash for no end": ({"end": "-"}, {"end": None}),
    "NULL for no end": ({"end": "NULL"}, {"end": None}),
    "an identifier with leading zeros": ({"child": "00071"}, {"child": "00071"}),
    "an identifier that is a number": ({"child": 71}, {"child": "71"}),
    "an identifier that is a large number": ({"child": 123456789012345}, {"child": "123456789012345"}),
    "an identifier that is a number written with decimals": ({"child": "71.0"}, {"child": "71"}),
    "an identifier padded with spaces": ({"child": "  a 1 "}, {}),
    "an identifier in full-width signs": ({"child": "Ａ１"}, {}),
    "an identifier with a control sign": ({"child": "A\u00851"}, {}),
    "an identifier with a mark of direction": ({"child": "\u2067A1\u2069"}, {}),
    "an identifier with a joiner and a byte order mark": ({"child": "\ufeffA\u200d1"}, {}),
    "an accent written as two signs": ({"child": "e\u0301 1"}, {"child": "É1"}),
    "a number of plans as text": ({"number": "2"}, {"number": 2}),
    "a number of plans with decimals": ({"number": "2.0"}, {"number": 2}),
    "a category by the letter of the list": ({"category": "a)"}, {}),
    "a category in odd spelling": ({"category": " A)  NEGLECT. "}, {}),
    "a category by its code and name": ({"category": "NEG - Neglect"}, {}),
    "two categories at once": ({"category": "Neglect & Physical abuse"}, {"category": "MUL"}),
}  # fmt: skip


@pytest.mark.parametrize("name", READ_RIGHTLY)
def test_an_odd_cell_is_read_exactly(council, name):
    cells, wanted = READ_RIGHTLY[name]
    assert read(council, changed(**cells)) == ([result(**wanted)], [])


# name                                cells                              field     rule
REFUSED = {
    "an error for the child": ({"child": "#N/A"}, CHILD, "error_cell"),
    "an error for the start": ({"start": "#VALUE!"}, START, "other_format"),
    "an error for the end": ({"end": "#REF!"}, END, "other_format"),
    "a shortened number for the child": ({"child": "1.23457E+12"}, CHILD, "shortened_number"),
    "a number too long for a spreadsheet": ({"child": 12345678901234567}, CHILD, "shortened_number"),
    "a Cyrillic letter in the identifier": ({"child": "\u04101"}, CHILD, "other_alphabet"),
    "a Greek letter in the identifier": ({"child": "\u03911"}, CHILD, "other_alphabet"),
    "an Arabic digit in the identifier": ({"child": "A\u0661"}, CHILD, "other_alphabet"),
    "an identifier of invisible signs": ({"child": "\u200b\u2060"}, CHILD, "missing_required"),
    "a word for nobody": ({"child": "n/a"}, CHILD, "missing_required"),
    "another word for nobody": ({"child": "Not known"}, CHILD, "missing_required"),
    "a dash for nobody": ({"child": "-"}, CHILD, "missing_required"),
    "an identifier of spaces": ({"child": "   "}, CHILD, "missing_required"),
    "a year in two digits": ({"start": "15/05/12"}, START, "two_digit_year"),
    "a year in two digits and the month by name": ({"start": "15-May-12"}, START, "two_digit_year"),
    "a month alone": ({"start": "05/2012"}, START, "other_format"),
    "a day that no month has": ({"start": "31/06/2012"}, START, "impossible_date"),
    "29 February of a common year": ({"start": "29/02/2011"}, START, "impossible_date"),
    "the day before 1900 began": ({"start": 0}, START, "impossible_date"),
    "a negative day number": ({"start": -5}, START, "impossible_date"),
    "Excel's own 29 February 1900": ({"start": 60}, START, "impossible_date"),
    "a stand-in for no date": ({"end": "31/12/9999"}, END, "impossible_date"),
    "a time without a day": ({"start": 0.5}, START, "impossible_date"),
    "true for a date": ({"start": True}, START, "other_format"),
    "a date of the next century": ({"end": day("2100-01-01")}, END, "impossible_date"),
    "an end a day too early": ({"end": day("2012-05-14")}, END, "order"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_row_with_a_cell_that_cannot_be_trusted_is_refused_by_field_and_reason(council, name):
    cells, field, rule = REFUSED[name]
    assert read(council, SOUND, changed(**cells)) == ([WHOLE], [(3, field, rule)])


# name                                cells                       field     rule
LEFT_BLANK = {
    "an error for the category": ({"category": "#NAME?"}, INITIAL, "unknown_code"),
    "a category that no list has": ({"category": "f) Financial"}, INITIAL, "unknown_code"),
    "a category denied": ({"category": "Not neglect"}, INITIAL, "unknown_code"),
    "two categories of which one is not known": ({"category": "Neglect and harm"}, INITIAL, "unknown_code"),
    "a category in another alphabet": ({"category": "N\u0415G"}, INITIAL, "unknown_code"),
    "a word for the number of plans": ({"number": "two"}, NUMBER, "not_a_number"),
    "half a plan": ({"number": 1.5}, NUMBER, "not_a_number"),
    "less than no plan": ({"number": -1}, NUMBER, "not_a_number"),
    "an error for the number of plans": ({"number": "#DIV/0!"}, NUMBER, "not_a_number"),
    "a number beyond counting": ({"number": "99999999999"}, NUMBER, "not_a_number"),
}  # fmt: skip


@pytest.mark.parametrize("name", LEFT_BLANK)
def test_a_field_that_cannot_be_read_is_left_blank_and_named_and_the_row_is_kept(council, name):
    cells, field, rule = LEFT_BLANK[name]
    blank = dict.fromkeys(cells)
    assert read(council, changed(**cells)) == ([result(**blank)], [(2, field, rule)])


def test_an_identifier_is_one_child_however_its_cells_are_written(council):
    written = [71, "71", " 71 ", "71.0", "７１", "7\u200b1", "\ufeff71"]
    rows, found = read(council, *(changed(child=each) for each in written))
    assert {row[0] for row in rows} == {"71"}
    assert (len(rows), found) == (len(written), [])
    assert clean("071") != clean("71")


def test_day_numbers_of_the_1904_system_are_moved_and_real_dates_are_not(council):
    rows, found = read(council, changed(start=41044 - 1462), options={"date_1904": True})
    assert (rows, found) == ([WHOLE], [])


def test_in_a_column_of_iso_dates_a_day_first_date_is_refused_and_not_turned(council):
    rows, found = read(council, *(changed(start=each) for each in ("2012-05-15", "2012-06-03", "04/06/2012")))
    assert [row[1] for row in rows] == ["2012-05-15", "2012-06-03"]
    assert found == [(4, START, "other_format")]


def test_in_a_column_of_month_first_dates_every_date_is_read_so(council):
    rows, found = read(council, *(changed(start=each) for each in ("05/15/2012", "06/03/2012", "07/04/2012")))
    assert [row[1] for row in rows] == ["2012-05-15", "2012-06-03", "2012-07-04"]
    assert found == []


def test_dates_that_contradict_one_another_refuse_every_date_of_the_column(council):
    rows, found = read(council, *(changed(start=each) for each in ("05/15/2012", "15/05/2012", "03/04/2012")))
    assert rows == []
    assert found == [(row, START, "undecidable_date") for row in (2, 3, 4)]


@pytest.mark.parametrize(
    "footer",
    [
        ["Total", None, None, None, 12],
        ["Total: 1 child"],
        [None, None, None, "Grand total", 1],
        ["End of report"],
        ["Source: case management system"],
        [None, "Subtotal", 1],
        [None, 1],
    ],
)
def test_footers_and_subtotals_give_no_plan_and_are_named(council, footer):
    rows, found = read(council, SOUND, footer)
    assert rows == [WHOLE]
    assert {row for row, _, _ in found} == {3}
    assert {rule for _, _, rule in found} <= {"missing_required", "other_format", "impossible_date"}
