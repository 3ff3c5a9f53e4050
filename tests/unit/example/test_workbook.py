"""Workbooks that are the same to the byte."""

import datetime as dt

import numpy as np
import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from turncurve.example.days import NEVER, number
from turncurve.example.workbook import BLANK, CREATED, SheetToWrite, write_workbook


@pytest.fixture
def sheet():
    return SheetToWrite(
        "List_1",
        {
            "Child": np.array(["SYN000001", "  spaced ", "=1+1", ""]),
            "Seen": np.array([number(2012, 2, 29), NEVER, number(2013, 3, 31), number(2009, 4, 1)]),
            "Count": np.array([3, BLANK, -1, 0]),
        },
        dates=("Seen",),
        heading="SYNTHETIC & more",
        extra_rows=({"Child": "Total", "Seen": "31/02/2012", "Count": 4}, {"Seen": number(2012, 5, 1), "Count": BLANK}),
    )


def test_a_workbook_is_read_back_as_it_was_meant(sheet, tmp_path):
    path = tmp_path / "deep" / "book.xlsx"
    write_workbook(path, [sheet], title="a title")
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("List_1").to_python()
    assert rows == [
        ["SYNTHETIC & more", "", ""],
        ["Child", "Seen", "Count"],
        ["SYN000001", dt.date(2012, 2, 29), 3.0],
        ["  spaced ", "", ""],
        ["=1+1", dt.date(2013, 3, 31), -1.0],
        ["", dt.date(2009, 4, 1), 0.0],
        ["Total", "31/02/2012", 4.0],
        ["", dt.date(2012, 5, 1), ""],
    ]


def test_another_reader_agrees_and_text_is_never_a_formula(sheet, tmp_path):
    write_workbook(tmp_path / "book.xlsx", [sheet], title="a title")
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    page = book["List_1"]
    assert page.dimensions == "A1:C8"
    assert (page["A5"].value, page["A5"].data_type) == ("=1+1", "s")
    assert page["B3"].value == dt.datetime(2012, 2, 29)  # noqa: DTZ001 - a workbook's date has no time zone
    assert book.properties.title == "SYNTHETIC: a title"
    assert book.properties.created == CREATED


def test_a_sheet_without_a_heading_has_its_header_on_the_first_row(tmp_path):
    sheet = SheetToWrite("Tracker", {"Child": np.array(["SYN000001"])})
    write_workbook(tmp_path / "book.xlsx", [sheet], title="a title")
    rows = CalamineWorkbook.from_path(str(tmp_path / "book.xlsx")).get_sheet_by_name("Tracker").to_python()
    assert rows == [["Child"], ["SYN000001"]]
    assert sheet.first_row == 2


def test_two_writings_are_the_same_bytes(sheet, tmp_path):
    for name in ("one.xlsx", "two.xlsx"):
        write_workbook(tmp_path / name, [sheet], title="a title")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
