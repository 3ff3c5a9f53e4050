"""The archive of a workbook is looked into before it is opened: its size, its extent, its errors and its calendar."""

import io
import zipfile

import pytest
import xlsxwriter

from turncurve.errors import RefusedInputError
from turncurve.ingest import archive
from turncurve.ingest.archive import Contents, look_into


def workbook(*sheets, **options):
    """Return a workbook: each sheet a title and a function that fills it."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True, **options}) as book:
        for title, fill in sheets:
            fill(book.add_worksheet(title))
    return held.getvalue()


def cell(row, column, value="x"):
    return lambda sheet: sheet.write(row, column, value)


def error(row, column, shown="#REF!"):
    return lambda sheet: sheet.write_formula(row, column, "=Absent!A1", None, shown)


def zipped(parts):
    """Return an archive of parts, by name."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return held.getvalue()


def by_hand(sheet, *, link="worksheets/one.xml", prefix="r"):
    """Return the least workbook, its one sheet being the XML given."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return zipped(
        {
            "xl/workbook.xml": f"<workbook xmlns:{prefix}='{space}'><sheets>"
            f"<sheet name='One' {prefix}:id='i1'/></sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f"<Relationships><Relationship Id='i1' Target='{link}'/></Relationships>",
            "xl/worksheets/one.xml": sheet,
        }
    )


@pytest.mark.parametrize("content", [b"", b"Received,Route\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"PK"])
def test_what_is_no_archive_has_nothing_to_say(content):
    assert look_into(content, file="a") == Contents(False, {})


@pytest.mark.parametrize("content", [b"PK\x03\x04" + bytes(100), workbook(("One", cell(0, 0)))[:-30]])
def test_an_archive_that_is_damaged_is_refused(content):
    with pytest.raises(RefusedInputError, match=r"damaged or cut short \(a\.xlsx\)"):
        look_into(content, file="a.xlsx")


def test_an_archive_of_another_kind_of_file_has_nothing_to_say():
    assert look_into(zipped({"word/document.xml": "<document/>"}), file="a.docx") == Contents()


@pytest.mark.parametrize("from_1904", [True, False])
def test_the_calendar_is_told(from_1904):
    assert look_into(workbook(("One", cell(0, 0)), date_1904=from_1904), file="a").dates_from_1904 is from_1904


def test_each_sheet_names_the_cells_that_show_an_error():
    content = workbook(
        ("List 1", cell(0, 0)),
        ("List & 2", lambda sheet: [error(2, 1)(sheet), error(4, 27, "#N/A")(sheet), cell(1, 1)(sheet)]),
    )
    assert look_into(content, file="a").errors == {"List 1": (), "List & 2": ((2, 1), (4, 27))}


# A cell as other programs write it.                          is it an error
CELLS = [
    ("<c r='B3' t='e'><v>#REF!</v></c>", True),
    ('<c t="e" r="B3"><f>A1</f><v>#N/A</v></c>', True),
    ('<x:c s="4" t="e" r="B3"><x:v>#NUM!</x:v></x:c>', True),
    ('<c r="B3" t="str"><v>#REF!</v></c>', False),
    ('<c r="B3" t="e"/>', False),
    ('<c r="B3"><v>7</v></c>', False),
    ('<cols r="B3" t="e"></cols>', False),
]


@pytest.mark.parametrize(("written", "is_error"), CELLS)
def test_an_error_is_known_by_its_mark_and_not_by_its_text(written, is_error):
    sheet = f'<worksheet xmlns:x="urn:x"><sheetData><row>{written}</row></sheetData></worksheet>'
    found = look_into(by_hand(sheet), file="a")
    assert found.errors == {"One": ((2, 1),) if is_error else ()}


@pytest.mark.parametrize("link", ["worksheets/one.xml", "/xl/worksheets/one.xml"])
@pytest.mark.parametrize("prefix", ["r", "rel"])
def test_a_sheet_is_found_by_either_kind_of_link(link, prefix):
    found = look_into(by_hand("<worksheet><c r='A1' t='e'><v/></c></worksheet>", link=link, prefix=prefix), file="a")
    assert found.errors == {"One": ((0, 0),)}


def test_a_sheet_whose_link_leads_nowhere_is_passed_over():
    assert look_into(by_hand("<worksheet/>", link="worksheets/two.xml"), file="a").errors == {}


def test_settings_that_are_not_xml_are_refused():
    with pytest.raises(RefusedInputError, match="damaged or cut short"):
        look_into(zipped({"xl/workbook.xml": "<workbook", "xl/_rels/workbook.xml.rels": "<a/>"}), file="a")


def test_an_entity_in_the_settings_is_refused():
    parts = {"xl/_rels/workbook.xml.rels": "<Relationships/>"}
    parts["xl/workbook.xml"] = (
        "<!DOCTYPE w [<!ENTITY a SYSTEM 'file:///dev/null'>]><workbook><sheet name='&a;'/></workbook>"
    )
    with pytest.raises(RefusedInputError, match="defines entities"):
        look_into(zipped(parts), file="a")


# row, column of the farthest cell     cells that its sheet would take up, in millions; none where it is not refused
EXTENTS = [
    (99_999, 25, None),
    (1_048_575, 0, None),
    (1_048_575, 3, None),
    (1_048_575, 4, "5 million"),
    (0, 16_383, None),
    (305, 16_383, "5 million"),
    (304, 16_383, None),
]


@pytest.mark.parametrize(("row", "column", "said"), EXTENTS)
def test_a_filled_cell_may_lie_far_out_as_long_as_the_sheet_can_be_held(row, column, said):
    content = workbook(("List_7", lambda sheet: [cell(0, 0)(sheet), cell(row, column)(sheet)]))
    if said is None:
        assert look_into(content, file="a.xlsx").errors == {"List_7": ()}
        return
    with pytest.raises(RefusedInputError, match=said) as stopped:
        look_into(content, file="a.xlsx")
    assert f"(a.xlsx, List_7, row {row + 1}, column {column + 1})" in str(stopped.value)


def test_two_cells_that_are_far_in_one_direction_each_make_a_sheet_large_together():
    content = workbook(("One", lambda sheet: [cell(1_048_575, 0)(sheet), cell(0, 16_383)(sheet)]))
    with pytest.raises(RefusedInputError, match="17,180 million cells"):
        look_into(content, file="a.xlsx")


def test_a_far_cell_that_is_only_formatted_takes_up_no_room():
    content = by_hand("<worksheet><c r='A1'><v>1</v></c><c r='XFD1048576' s='1'/></worksheet>")
    assert look_into(content, file="a").errors == {"One": ()}


def test_growth_counts_only_in_large_archives_and_the_bound_only_above_it(monkeypatch):
    blank = zipped({"a": bytes(1_000_000)})
    assert look_into(blank, file="a") == Contents()
    monkeypatch.setattr(archive, "GROWTH_COUNTS_FROM", 999_999)
    with pytest.raises(RefusedInputError, match=r"would unpack to 1 million bytes.*\(a\.zip\)"):
        look_into(blank, file="a.zip")
    monkeypatch.setattr(archive, "MOST_GROWTH", 1_000_000 // len(blank) + 1)
    assert look_into(blank, file="a") == Contents()
    monkeypatch.setattr(archive, "MOST_BYTES", 999_999)
    with pytest.raises(RefusedInputError, match="would unpack"):
        look_into(blank, file="a")
    monkeypatch.setattr(archive, "MOST_BYTES", 1_000_000)
    assert look_into(blank, file="a") == Contents()
