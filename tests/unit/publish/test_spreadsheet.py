"""A page's tables as a workbook: text stays text, numbers are numbers, and the bytes are always the same."""

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turncurve.publish.spreadsheet import LEGEND, Sheet, workbook

PLANS = Sheet(
    title="Plans by year",
    sentence="Plans went from 3 to 1,234.",
    columns=(("Year", False), ("Plans", True), ("Share", True), ("Share", True)),
    rows=(("2012", "1,234", "12.5", "c"), ("2013", "3", "–", "0")),
    notes=("Counts are exact.", "Years end in March."),
    source="Made figures",
)


def opened(sheets, **words):
    data = workbook(sheets, **{"title": "How many plans?", "intro": ["Exampleshire (SYNTHETIC)"], **words})
    return openpyxl.load_workbook(io.BytesIO(data))


def texts(sheet):
    return [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]


def test_it_has_a_cover_contents_notes_and_a_sheet_a_table():
    book = opened([PLANS, PLANS])
    assert book.sheetnames == ["Cover", "Contents", "Notes", "Table 1", "Table 2"]
    assert texts(book["Cover"])[0] == "How many plans?"
    assert "Exampleshire (SYNTHETIC)" in texts(book["Cover"])
    assert "Table 2: Plans by year" in texts(book["Contents"])
    assert [text for text in texts(book["Notes"]) if text in PLANS.notes] == list(PLANS.notes)
    assert book["Contents"]["A4"].hyperlink is not None


def test_numbers_are_numbers_and_symbols_are_as_shown():
    sheet = opened([PLANS])["Table 1"]
    last = list(sheet.iter_rows(values_only=True))[-3:]
    assert last == [("Year", "Plans", "Share", "Share (2)"), ("2012", 1234, 12.5, "c"), ("2013", 3, "[z]", 0)]
    assert LEGEND in texts(sheet)


def test_without_notes_there_is_no_sheet_of_them_and_no_warning():
    plain = Sheet("Plans", "Three.", (("Year", False), ("Plans", True)), (("2013", "3"),))
    assert opened([plain]).sheetnames == ["Cover", "Contents", "Table 1"]
    assert LEGEND not in texts(opened([plain])["Table 1"])


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+44", "@SUM(A1)", "=HYPERLINK(1)", "https://example.invalid/x", "[a](https://example.invalid)", "$$x$$"],
)
def test_text_stays_text(text):
    sheet = Sheet(text, text, (("Words", False), (text, True)), ((text, text),), (text,), text)
    book = opened([sheet], title=text, intro=[text])
    cells = [cell for page in book for row in page.iter_rows() for cell in row if cell.value is not None]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert [cell.hyperlink.target for cell in cells if cell.hyperlink and cell.hyperlink.target] == []


def test_it_is_the_same_to_the_byte_and_says_no_time_of_its_own():
    first, again = (workbook([PLANS], title="Q", intro=["x"]) for _ in range(2))
    assert first == again
    parts = zipfile.ZipFile(io.BytesIO(first))
    assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b"2000-01-01" in parts.read("docProps/core.xml")


words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Z")), min_size=1, max_size=12)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(words, words), min_size=1, max_size=4), words)
def test_any_words_can_be_held(rows, title):
    sheet = Sheet(title, title, (("Name", False), ("Value", True)), tuple(rows))
    assert "Table 1" in opened([sheet]).sheetnames


def test_the_file_says_who_made_it():
    sheet = Sheet("Plans", "They rose.", (("Year", False), ("Plans", True)), (("2013", "388"),))
    held = workbook([sheet], title="Plans", intro=["As at"], author="Exampleshire (SYNTHETIC)")
    with zipfile.ZipFile(io.BytesIO(held)) as parts:
        core = parts.read("docProps/core.xml").decode()
    assert "<dc:creator>Exampleshire (SYNTHETIC)</dc:creator>" in core
