"""Annex A's workbooks: eight editions, each laid out in its own way."""

import datetime as dt
import re
from itertools import pairwise

import pytest
from python_calamine import CalamineWorkbook

from turncurve.example.annex_a_writer import EDITIONS, LISTS
from turncurve.example.days import number
from turncurve.reference.formats.specification import load


@pytest.fixture(scope="module", params=EDITIONS, ids=lambda edition: edition.name)
def edition(request):
    return request.param


@pytest.fixture
def book(written, edition):
    return CalamineWorkbook.from_path(str(written / f"annex_a/{edition.name}/annex_a_SYNTHETIC.xlsx"))


def _rows(book, name):
    return book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def test_there_are_eleven_lists_named_as_the_edition_names_them(book, edition):
    assert book.sheet_names == [edition.sheet.format(key.removeprefix("list_")) for key in LISTS]


def test_the_header_stands_on_the_row_that_the_edition_says(book, edition):
    rows = _rows(book, book.sheet_names[2])
    assert ("SYNTHETIC" in rows[0][0]) == edition.headed
    header = rows[1 if edition.headed else 0]
    assert len(header) == len(load("annex_a").table("list_3").columns)
    assert re.search("id", header[0], re.IGNORECASE)


def test_every_header_is_a_name_that_the_format_knows(book, edition):
    for key, sheet in zip(LISTS, book.sheet_names, strict=True):
        table = load("annex_a").table(key)
        known = {name.casefold() for column in table.columns for name in (column.name, *column.also)}
        header = _rows(book, sheet)[1 if edition.headed else 0]
        assert {name.casefold() for name in header} <= known, key


def test_dates_are_dates_of_the_workbook_or_text_throughout(book, edition):
    for row in _rows(book, book.sheet_names[2])[3:40]:
        assert isinstance(row[5], dt.date) == edition.real_dates
        if not edition.real_dates:
            assert re.fullmatch(r"\d\d/\d\d/\d{4}", row[5])


def test_codes_keep_their_letter_or_lose_it(book, edition):
    genders = {row[1] for row in _rows(book, book.sheet_names[2])[3:400]}
    assert genders <= (
        {"a) Male", "b) Female", "c) Not stated/recorded (or unborn)"}
        if edition.prefixed
        else {"Male", "Female", "Not stated/recorded (or unborn)"}
    )


def test_the_editions_follow_one_another_six_months_each():
    windows = [edition.window for edition in EDITIONS]
    assert windows[0].first == number(2009, 4, 1)
    assert windows[-1].last == number(2013, 3, 31)
    assert all(before.last + 1 == after.first for before, after in pairwise(windows))


def test_headers_dates_and_codes_vary_between_editions():
    assert {edition.headed for edition in EDITIONS} == {True, False}
    assert {edition.headers for edition in EDITIONS} == {"as published", "capitals", "small", "renamed"}
    assert {edition.real_dates for edition in EDITIONS} == {True, False}
    assert {edition.prefixed for edition in EDITIONS} == {True, False}
    assert {edition.sheet for edition in EDITIONS} == {"List_{}", "List {}"}


def test_no_postcode_is_written(last_annex):
    header, *rows = last_annex["List 8"][1:]
    place = header.index("Placement postcode")
    assert {row[place] for row in rows} == {""}


def test_the_first_edition_tells_nothing_of_what_came_later(first_annex):
    ends = [row[12] for row in first_annex["List_7"][2:] if row[12]]
    years = {text[6:] for text in ends}
    assert years <= {"2009", "1999"}  # 1999: an end before the start, put in on purpose
