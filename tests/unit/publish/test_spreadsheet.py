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


MIXED = Sheet(
    title="Plans by year",
    sentence="Plans went from 3 to 1,234.",
    columns=(("Year", True), ("Plans", True), ("%", True), ("plans", False), ("Words", True), ("None", True)),
    rows=(
        ("2012", "1,234", "12.5", "7", "c", "–"),
        ("2013", "3", "–", "8", "A MUCH LONGER LINE", "–"),
    ),
    source="Made figures",
)


def test_numbers_stand_to_the_right_and_words_names_and_signs_to_the_left():
    sheet = opened([MIXED])["Table 1"]
    assert [cell.value for cell in sheet[6]] == ["Year", "Plans", "%", "plans (2)", "Words", "None"]
    right = ["left", "right", "right", "left", "left", "left"]
    for row in (6, 7, 8):
        assert [cell.alignment.horizontal for cell in sheet[row]] == right


def test_each_sheet_holds_one_named_table_that_begins_with_its_headings():
    book = opened([MIXED, PLANS])
    assert {page.title: dict(page.tables.items()) for page in book} == {
        "Cover": {},
        "Contents": {"contents_table": "A3:B5"},
        "Notes": {"notes_table": "A3:B5"},
        "Table 1": {"table_1": "A6:F8"},
        "Table 2": {"table_2": "A6:D8"},
    }
    table = book["Table 1"].tables["table_1"]
    assert [column.name for column in table.tableColumns] == [cell.value for cell in book["Table 1"][6]]


def test_titles_name_their_notes_and_the_contents_lead_to_the_sheets():
    book = opened([MIXED, PLANS])
    assert book["Table 1"]["A1"].value == "Table 1: Plans by year"
    assert book["Table 2"]["A1"].value == "Table 2: Plans by year [note 1] [note 2]"
    assert [row[:2] for row in book["Notes"].iter_rows(min_row=4, values_only=True)] == [
        (1, "Counts are exact."),
        (2, "Years end in March."),
    ]
    assert [book["Contents"][f"A{row}"].hyperlink.location for row in (4, 5)] == ["'Table 1'!A1", "'Table 2'!A1"]


def test_readers_are_sent_to_notes_only_where_there_are_any():
    one = "This worksheet contains one table."
    assert opened([MIXED])["Table 1"]["A3"].value == one
    assert opened([MIXED, PLANS])["Table 1"]["A3"].value.startswith(f"{one} Some cells may refer to notes")


def test_columns_are_as_wide_as_their_longest_words_and_have_no_lines_between_them():
    book = opened([MIXED])
    sheet = book["Table 1"]
    widths = {name: sheet.column_dimensions[name].width for name in "ABCDEF"}
    assert max(widths, key=widths.get) == "E"
    assert widths["E"] > len("A MUCH LONGER LINE")
    assert book["Cover"].column_dimensions["A"].width > 80
    assert not any(page.sheet_view.showGridLines for page in book)


def test_words_are_in_arial_of_12_points_and_more():
    book = opened([MIXED, PLANS])
    fonts = {(cell.font.name, cell.font.sz) for page in book for row in page.iter_rows() for cell in row if cell.value}
    assert fonts == {("Arial", 12), ("Arial", 14), ("Arial", 16)}
    assert [book["Table 1"][place].font.b for place in ("A1", "A2", "A6", "A7")] == [True, False, True, False]
