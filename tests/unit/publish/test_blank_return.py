"""An empty return is written from the specification by which it is read, with a guide, and over nobody's work."""

import csv
import io
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from turncurve.errors import TurnCurveError, UnknownNameError
from turncurve.ingest.recognise import recognise
from turncurve.publish.blank_return import GUIDE, guidance, own_words, template, workbook, write_blank_return
from turncurve.reference.formats.specification import ColumnFormat, FileFormat, TableFormat, templates

NAMES = sorted(templates())
ONE_TABLE = FileFormat(
    "a_return",
    "A return",
    "made",
    (TableFormat("rows", ("Rows",), (ColumnFormat("Day", "date", required=True, meaning="The day."),)),),
    template="a",
)


def sheets(content: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.mark.parametrize("name", NAMES)
def test_a_workbook_has_a_sheet_for_each_table_with_every_heading_and_no_row(name):
    wanted = template(name)
    held = sheets(workbook(wanted))
    assert list(held) == [*(table.titles[0] for table in wanted.tables), GUIDE]
    for table in wanted.tables:
        assert held[table.titles[0]] == [[column.name for column in table.columns]]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_is_taken_at_the_door_for_what_it_is(name):
    wanted = template(name)
    taken = recognise(workbook(wanted), file="a.xlsx")
    assert taken.kind == wanted.key
    assert [match.table.key for match in taken.sheets] == [table.key for table in wanted.tables]
    assert taken.left_alone == (GUIDE,)


@pytest.mark.parametrize("name", NAMES)
def test_the_guide_says_of_every_column_what_goes_into_it(name):
    wanted = template(name)
    columns = [column for table in wanted.tables for column in table.columns]
    lines = guidance(wanted)
    assert [line[1] for line in lines] == [column.name for column in columns]
    assert all(line[3].endswith(".") for line in lines)
    assert [line[2] for line in lines] == ["yes" if column.required else "no" for column in columns]
    pairs = list(zip(columns, lines, strict=True))
    assert all(list(column.codes) == line[4].split("; ") for column, line in pairs if column.codes)


def test_a_column_of_codes_offers_them_in_a_list():
    import zipfile

    with zipfile.ZipFile(io.BytesIO(workbook(template("chairs")))) as book:
        agencies = book.read("xl/worksheets/sheet2.xml").decode()
    assert "<formula1>" in agencies
    assert "Health visiting" in agencies


def test_the_same_workbook_comes_out_to_the_byte():
    assert workbook(template("chairs")) == workbook(template("chairs"))


def test_a_workbook_is_called_after_the_return_where_no_name_is_given(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert write_blank_return("chairs") == (tmp_path / "chair_return.xlsx",)
    assert (tmp_path / "chair_return.xlsx").is_file()


def test_text_files_have_the_headings_of_one_table_each(tmp_path):
    written = write_blank_return("chairs", to=tmp_path / "new" / "june.csv")
    assert [path.name for path in written] == ["june_conferences.csv", "june_agencies.csv", "june_challenges.csv"]
    for path, table in zip(written, template("chairs").tables, strict=True):
        (headings,) = csv.reader(path.read_text(encoding="utf-8-sig").splitlines())
        assert headings == [column.name for column in table.columns]


def test_a_return_of_one_table_is_one_text_file(tmp_path, monkeypatch):
    monkeypatch.setattr("turncurve.publish.blank_return.templates", lambda: {"a": ONE_TABLE})
    assert write_blank_return("a", to=tmp_path / "june.csv") == (tmp_path / "june.csv",)
    assert (tmp_path / "june.csv").read_text(encoding="utf-8-sig") == "Day\n"


def test_a_file_that_is_there_is_never_written_over(tmp_path):
    (tmp_path / "june_agencies.csv").write_text("somebody's work", encoding="utf-8")
    with pytest.raises(TurnCurveError, match=r"there already.*june_agencies\.csv"):
        write_blank_return("chairs", to=tmp_path / "june.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["june_agencies.csv"]
    assert (tmp_path / "june_agencies.csv").read_text(encoding="utf-8") == "somebody's work"


@pytest.mark.parametrize("name", ["june.docx", "june"])
def test_another_kind_of_file_is_refused(tmp_path, name):
    with pytest.raises(TurnCurveError, match=r"ends in \.xlsx or \.csv"):
        write_blank_return("chairs", to=tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_template_lists_those_that_there_are():
    with pytest.raises(UnknownNameError, match=r"Use one of: .*chairs"):
        template("hairs")


def test_nothing_is_written_outside_the_folder_asked_for(tmp_path):
    (path,) = write_blank_return("chairs", to=tmp_path / "a.xlsx")
    assert path.parent == tmp_path
    assert isinstance(path, Path)


@pytest.mark.parametrize("name", ["audit_actions", "audit_programme", "peer_review", "workload_scheme"])
def test_a_file_of_own_words_is_written_as_it_stands(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    (written,) = write_blank_return(name)
    assert written == tmp_path / f"{name}.yml"
    assert written.read_text(encoding="utf-8") == own_words()[name]
    with pytest.raises(TurnCurveError, match="there already"):
        write_blank_return(name)


def test_a_file_of_own_words_has_no_other_name(tmp_path):
    with pytest.raises(TurnCurveError, match="found by its name alone"):
        write_blank_return("peer_review", to=tmp_path / "review.yml")
    (written,) = write_blank_return("peer_review", to=tmp_path / "peer_review.yml")
    assert written.parent == tmp_path


@pytest.mark.parametrize("name", ["workforce", "audits", "chairs", "questionnaires", "allocation"])
def test_what_quality_assurance_rests_on_can_be_asked_for_empty(name):
    assert name in NAMES
