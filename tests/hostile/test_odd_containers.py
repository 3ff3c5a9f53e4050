"""Faults in what holds the cells: archives, hidden sheets, XML and links; read exactly or refused whole."""

import io
import zipfile

import pandas as pd
import pytest
import xlsxwriter

from tests.support.council_files import CHILD, day
from turncurve.errors import RefusedInputError, TurnCurveError
from turncurve.ingest import archive
from turncurve.ingest.files import read_file
from turncurve.ingest.identifiers import Key
from turncurve.ingest.snapshot import take

KEY = Key(b"a key of more than sixteen characters")
START, END = "Child Protection Plan Start Date", "Child Protection Plan End Date"
HEADER = [CHILD, START, END]
ROWS = [["A1", day("2012-05-15"), day("2012-08-01")], ["A2", day("2012-06-03"), None]]
READ = [("A1", "2012-05-15", "2012-08-01"), ("A2", "2012-06-03", None)]


def written(change=lambda book, sheet: None, *, title="List_7", rows=(HEADER, *ROWS)):
    """Return a workbook's bytes; the change is made before it is saved."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        dated = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet(title)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if cell is not None and not isinstance(cell, str):
                    sheet.write_datetime(number, place, pd.Timestamp(cell).to_pydatetime(), dated)
                elif cell is not None:
                    sheet.write(number, place, cell)
        change(book, sheet)
    return held.getvalue()


def rezipped(content, change):
    """Return an archive with its parts changed: the change gives a part's new bytes, or none to leave it out."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return held.getvalue()


def plans(council, content, *, name="a.xlsx"):
    """Return the plans that a file gives, and its faults as (row, field, rule)."""
    council.bytes(name, content)
    held = only_file(council)
    back = dict(zip(held.identifiers["pseudonym"], held.identifiers["identifier"], strict=True))
    rows = [
        (back[row.child_key], iso(row.started_on), iso(row.ended_on))
        for offer in held.offers
        if offer.table == "cp_plans"
        for row in offer.rows.itertuples()
    ]
    return rows, [(row, each.field, each.rule) for each in held.problems for row in each.rows]


def iso(moment):
    """Return a date in ISO form, or none."""
    return None if pd.isna(moment) else moment.date().isoformat()


def only_file(council):
    """Read the only file of the folder."""
    (file,) = take(council.raw)
    return read_file(file, key=KEY)


def hidden(book, sheet):
    other = book.add_worksheet("Notes")
    other.write(0, 0, "Read me")
    other.activate()
    sheet.hide()


def merged_title(book, sheet):
    sheet.merge_range(0, 0, 0, 2, "List 7: children who are subject to a plan")


def far_but_empty(book, sheet):
    sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))


def far_to_the_right(book, sheet):
    sheet.write(1, 800, "see the file")


def filtered(book, sheet):
    sheet.autofilter(0, 0, 2, 2)
    sheet.set_row(1, options={"hidden": True})
    sheet.set_column(1, 1, None, None, {"hidden": True})


def noted(book, sheet):
    sheet.write_comment(1, 0, "SYNTHETIC note")
    sheet.data_validation(1, 0, 9, 0, {"validate": "list", "source": ["A1", "A2"]})
    sheet.write_url(5, 9, "internal:List_7!A1", string="")


# name                                               content                                         plans
READ_RIGHTLY = {
    "a hidden sheet": (written(hidden), READ),
    "a merged title above the header": (written(merged_title, rows=([], HEADER, *ROWS)), READ),
    "a far cell that is only formatted": (written(far_but_empty), READ),
    "a note far to the right": (written(far_to_the_right), READ),
    "rows that a filter hides": (written(filtered), READ),
    "comments, lists and links": (written(noted), READ),
    "blank headers between": (
        written(rows=([CHILD, None, START, "  ", END], *([r[0], "x", r[1], "y", r[2]] for r in ROWS))),
        READ,
    ),
    "a header that is there twice with the same cells": (
        written(rows=([*HEADER, START], *([*row, row[1]] for row in ROWS))),
        READ,
    ),
    "an archive packed again": (rezipped(written(), lambda name, part: part), READ),
    "a dimension that lies": (
        rezipped(written(), lambda name, part: part.replace(b'ref="A1:C3"', b'ref="A1:XFD1048576"')),
        READ,
    ),
    "links written from the root": (
        rezipped(written(), lambda name, part: part.replace(b'Target="worksheets/', b'Target="/xl/worksheets/')),
        READ,
    ),
}


@pytest.mark.parametrize("name", READ_RIGHTLY)
def test_a_workbook_in_an_odd_state_is_read_exactly(council, name):
    content, wanted = READ_RIGHTLY[name]
    assert plans(council, content) == (wanted, [])


@pytest.mark.parametrize(
    ("error", "place", "left", "fault"),
    [
        ("#REF!", (1, 2), READ[1:], (2, END, "other_format")),
        ("#VALUE!", (1, 1), READ[1:], (2, START, "other_format")),
        ("#N/A", (1, 0), READ[1:], (2, CHILD, "error_cell")),
        ("#DIV/0!", (2, 2), READ[:1], (3, END, "other_format")),
    ],
)
def test_a_cell_that_shows_an_error_is_never_taken_for_a_blank_one(council, error, place, left, fault):
    content = written(lambda book, sheet: sheet.write_formula(*place, "=Missing!A1", None, error))
    assert plans(council, content) == (left, [fault])


def test_an_error_in_a_column_that_is_not_needed_harms_nothing(council):
    content = written(lambda book, sheet: sheet.write_formula(1, 5, "=1/0", None, "#DIV/0!"))
    assert plans(council, content) == (READ, [])


def test_a_hidden_copy_of_a_list_is_named_and_left_alone(council):
    def copied(book, sheet):
        other = book.add_worksheet("List 7 (old)")
        other.hide()
        for number, row in enumerate([HEADER, ["A1", "15/05/2012", "01/08/2012"]]):
            other.write_row(number, 0, row)

    council.bytes("annex_a/2012-09-30/a.xlsx", written(copied))
    assert "Sheets left alone: List 7 (old) (hidden)." in only_file(council).sentence
    totals = council.ingest().totals().loc["cp_plans"]
    assert dict(totals) == {"read": 2, "loaded": 2, "refused": 0, "merged": 0}


def grown(content, *, size):
    """Return the workbook with a part that unpacks to so many bytes."""
    held = io.BytesIO(content)
    with zipfile.ZipFile(held, "a", zipfile.ZIP_DEFLATED) as more:
        more.writestr("xl/media/image1.emf", bytes(size))
    return held.getvalue()


def stray(row, column):
    return written(lambda book, sheet: sheet.write(row, column, "x"))


def split(content, *, at):
    return content[: int(len(content) * at)]


SHEET = "xl/worksheets/sheet1.xml"
# name                                       content                                          the message says
REFUSED_WHOLE = {
    "a bomb": (grown(written(), size=60_000_000), "would unpack to 60 million bytes"),
    "a filled cell in the last corner": (stray(1_048_575, 16_383), "17,180 million cells.*List_7, row 1048576"),
    "a filled cell far below and beside": (stray(200_000, 701), "140 million cells.*List_7, row 200001, column 702"),
    "half of the file": (split(written(), at=0.5), "damaged or cut short"),
    "nine tenths of the file": (split(written(), at=0.9), "damaged or cut short"),
    "the first kilobyte": (written()[:1000], "damaged or cut short"),
    "no sheet within": (rezipped(written(), lambda n, part: None if n == SHEET else part), "damaged or cut short"),
    "no settings within": (
        rezipped(written(), lambda n, part: None if n == "xl/workbook.xml" else part), "damaged or cut short|is empty"
    ),
    "a sheet of broken XML": (
        rezipped(written(), lambda n, part: part[:200] if n == SHEET else part), "damaged or cut short|is empty"
    ),
    "an archive with nothing in it": (b"PK\x05\x06" + bytes(18), "its content is text|damaged or cut short"),
    "a different starting column by the same name": (
        written(rows=([*HEADER, START], [*ROWS[0], day("2012-05-16")])), "two columns may be"
    ),
    "a header whose name is cut": (
        written(rows=([CHILD, START[:-5], END, "Latest Category of Abuse"], *ROWS)), f'no column "{START}"'
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED_WHOLE)
def test_a_workbook_that_is_damaged_or_hostile_is_refused_whole_with_file_and_reason(council, name):
    content, message = REFUSED_WHOLE[name]
    council.bytes("a.xlsx", content)
    with pytest.raises(RefusedInputError, match=message) as stopped:
        only_file(council)
    assert "a.xlsx" in str(stopped.value)
    assert stopped.value.remedy
    assert "A1" not in str(stopped.value).split("(")[0]


def test_a_workbook_that_would_unpack_beyond_any_bound_is_refused_whatever_its_own_size(council, monkeypatch):
    monkeypatch.setattr(archive, "MOST_BYTES", 5_000)
    council.bytes("a.xlsx", written())
    with pytest.raises(RefusedInputError, match="would unpack to"):
        only_file(council)


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("a.csv", written(), "its content is a workbook"),
        ("a.xml", written(), "its content is a workbook"),
        ("a.xlsx", b"%PDF-1.7 \x00\x01", "its content is a PDF document"),
        ("a.xls", b"Child Unique ID\tStart\n", "its content is text"),
        ("a.xlsx", b"<?xml version='1.0'?><Workbook/>", "its content is XML"),
        ("a.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "its content is a workbook"),
        ("a.txt", b"  <html><body/></html>", "its content is a web page"),
    ],
)
def test_an_ending_that_the_content_contradicts_is_refused(council, file, content, message):
    council.bytes(file, content)
    with pytest.raises(RefusedInputError, match=message) as stopped:
        only_file(council)
    assert file in str(stopped.value)


CENSUS = (
    "<Message><Children><Child><ChildIdentifiers><LAchildID>A1</LAchildID></ChildIdentifiers><CINdetails>"
    "<CINreferralDate>2011-05-01</CINreferralDate></CINdetails></Child></Children></Message>"
)
FAR_COMMENT = "<!--" + " " * 5000 + "-->"
LAUGHS = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
# name                                        text                                                      the message says
HOSTILE_XML = {
    "an entity after a long comment": (
        f"{FAR_COMMENT}<!DOCTYPE m [<!ENTITY a '2'>]>" + CENSUS.replace("A1", "1&a;"), "defines entities"
    ),
    "a billion laughs after a long comment": (
        f"{FAR_COMMENT}<!DOCTYPE m [<!ENTITY l0 'ha'>{LAUGHS}]>" + CENSUS.replace("A1", "&l9;"),
        "defines entities",
    ),
    "a billion laughs": (
        f"<!DOCTYPE m [<!ENTITY l0 'ha'>{LAUGHS}]>" + CENSUS.replace("A1", "&l9;"), "defines entities"
    ),
    "an entity within an entity's parameter": (
        "<!DOCTYPE m [<!ENTITY % p SYSTEM 'file:///dev/null'> %p;]>" + CENSUS, "defines entities"
    ),
    "a document type in small letters": ("<!doctype m><Message/>" + CENSUS, "defines entities|damaged|web page"),
    "a bare ampersand": (CENSUS.replace("A1", "A&1"), "damaged or cut short"),
    "a control sign": (CENSUS.replace("A1", "A\x011"), "damaged or cut short"),
    "two roots": (CENSUS + CENSUS, "damaged or cut short"),
    "tags that cross": (CENSUS.replace("</CINdetails></Child>", "</Child></CINdetails>"), "damaged or cut short"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE_XML)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_hostile_xml_is_refused_whole_in_any_encoding(council, name, encoding):
    text, message = HOSTILE_XML[name]
    council.bytes("cin.xml", text.encode(encoding))
    with pytest.raises(RefusedInputError, match=message) as stopped:
        only_file(council)
    assert "cin.xml" in str(stopped.value)


def test_a_link_out_of_the_folder_is_not_followed_to_a_file_a_folder_or_nothing(council, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "log.csv").write_text("Received,Route\n01/05/2012,Phone\n", encoding="utf-8")
    (council.raw / "linked.csv").symlink_to(outside / "log.csv")
    (council.raw / "linked").symlink_to(outside, target_is_directory=True)
    (council.raw / "broken.csv").symlink_to(outside / "absent.csv")
    (council.raw / "round").symlink_to(council.raw, target_is_directory=True)
    with pytest.raises(TurnCurveError, match="holds no files"):
        take(council.raw)
    council.text("own/log.csv", "Received,Route\n01/05/2012,Phone\n")
    assert [each.name for each in take(council.raw)] == ["own/log.csv"]
