"""Workbooks that are the same to the byte."""

import datetime as dt
from zipfile import ZipFile

import numpy as np
import openpyxl
import pytest
from lxml import etree
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


WORDS = ["", "SYN000001", "  both ends ", "<&> \"quoted\" 'too'", "née Ó Briain", "0042", "=cmd()", "31/02/2012", "1e5"]


def test_any_text_is_read_back_by_openpyxl_as_the_text_it_was(tmp_path):
    sheet = SheetToWrite("Any", {"Word": np.array(WORDS), "Again": np.array(WORDS[::-1])})
    write_workbook(tmp_path / "book.xlsx", [sheet], title="words")
    rows = list(openpyxl.load_workbook(tmp_path / "book.xlsx")["Any"].iter_rows(values_only=True))
    assert rows[0] == ("Word", "Again")
    assert [row[0] or "" for row in rows[1:]] == WORDS
    assert [row[1] or "" for row in rows[1:]] == WORDS[::-1]


def test_the_sheets_part_holds_each_row_once_in_order_of_its_number(sheet, tmp_path):
    """By a third route: the file itself, as XML."""
    write_workbook(tmp_path / "book.xlsx", [sheet], title="a title")
    with ZipFile(tmp_path / "book.xlsx") as book:
        root = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    assert [row.get("r") for row in root.iter(f"{main}row")] == [str(number) for number in range(1, 9)]
    assert root.find(f"{main}dimension").get("ref") == "A1:C8"
    for row in root.iter(f"{main}row"):
        places = [cell.get("r") for cell in row]
        assert places == sorted(places)
        assert all(place[1:] == row.get("r") for place in places)


def test_several_sheets_keep_their_order_and_their_own_cells(tmp_path):
    sheets = [SheetToWrite(f"List {each}", {"Number": np.array([each, each * 10])}) for each in (3, 1, 2)]
    write_workbook(tmp_path / "book.xlsx", sheets, title="three")
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    assert book.sheetnames == ["List 3", "List 1", "List 2"]
    assert [[cell.value for cell in book[name]["A"]] for name in book.sheetnames] == [
        ["Number", 3, 30], ["Number", 1, 10], ["Number", 2, 20],
    ]  # fmt: skip


@pytest.mark.parametrize("day", [(2009, 4, 1), (2012, 2, 29), (1996, 12, 31), (2013, 3, 31)])
def test_a_day_is_a_date_of_the_workbook_shown_day_first(tmp_path, day):
    sheet = SheetToWrite("Dates", {"Day": np.array([number(*day), NEVER])}, dates=("Day",))
    write_workbook(tmp_path / "book.xlsx", [sheet], title="dates")
    page = openpyxl.load_workbook(tmp_path / "book.xlsx")["Dates"]
    assert page["A2"].value.date() == dt.date(*day)
    assert page["A2"].number_format == "dd/mm/yyyy"
    assert page["A3"].value is None


def test_every_workbook_says_synthetic_in_its_properties_with_one_moment_of_creation(tmp_path):
    write_workbook(tmp_path / "book.xlsx", [SheetToWrite("One", {"A": np.array(["x"])})], title="anything")
    properties = openpyxl.load_workbook(tmp_path / "book.xlsx").properties
    assert properties.title == "SYNTHETIC: anything"
    assert properties.subject == "SYNTHETIC"
    assert "SYNTHETIC" in properties.description
    assert properties.created == CREATED


def test_columns_past_the_26th_have_two_letters(tmp_path):
    columns = {f"Column {number}": np.array([number]) for number in range(30)}
    write_workbook(tmp_path / "book.xlsx", [SheetToWrite("Wide", columns)], title="wide")
    page = openpyxl.load_workbook(tmp_path / "book.xlsx")["Wide"]
    assert (page["AA1"].value, page["AA2"].value) == ("Column 26", 26)
    assert page.max_column == 30
