"""A workbook that may harm whoever reads it is read by a process of its own, which comes to harm alone."""

import io
import subprocess
import sys
import zipfile

import pytest

from tests.hostile.corpus.makers import SHEET, binary_book, book, old_book, open_document, rezipped
from turncurve.errors import RefusedInputError
from turncurve.ingest import workbook, workbook_rows
from turncurve.ingest.workbook_rows import UnreadableWorkbookError, read_apart, read_here

TABLE = (("ID", "Team"), ("A1", "North"), ("A2", "South"))
FAR = rezipped(book(*TABLE), changes={SHEET: lambda part: part.replace(b'<c r="B3"', b'<c r="XFD1048576"')})


@pytest.mark.parametrize("content", [book(*TABLE), old_book(*TABLE), binary_book(*TABLE)], ids=["xlsx", "xls", "xlsb"])
def test_a_process_of_its_own_reads_what_this_one_reads(content):
    assert read_apart(content) == read_here(content)
    assert [row[0] for row in read_here(content)[0][2]] == ["ID", "A1", "A2"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", book(*TABLE)[:900], b"no workbook"])
@pytest.mark.parametrize("read", [read_here, read_apart])
def test_what_cannot_be_read_is_said(read, content):
    with pytest.raises(UnreadableWorkbookError):
        read(content)


def test_a_workbook_that_ends_whoever_reads_it_ends_the_other_process_only():
    with pytest.raises(UnreadableWorkbookError, match="ends whoever reads it"):
        read_apart(FAR)


def test_a_workbook_that_takes_too_long_is_given_up():
    with pytest.raises(UnreadableWorkbookError, match="takes too long"):
        read_apart(book(*TABLE), seconds=0.0001)


def test_a_reader_that_ends_is_told_as_a_damaged_workbook(monkeypatch):
    def ends(content):
        assert content
        raise UnreadableWorkbookError("it ends whoever reads it")

    monkeypatch.setattr(workbook, "read_apart", ends)
    with pytest.raises(RefusedInputError, match=r"damaged or cut short \(a\.ods\).*Copy or export it again"):
        workbook.read(open_document(*TABLE), file="a.ods")


def test_a_key_pressed_to_stop_is_no_fault_of_the_workbook(monkeypatch):
    def stopped(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(workbook_rows.CalamineWorkbook, "from_filelike", stopped, raising=True)
    with pytest.raises(KeyboardInterrupt):
        read_here(book(*TABLE))


def which_way(content, name, monkeypatch):
    """Return which of the two ways a workbook was read."""
    ways: list[str] = []
    for way in ("read_here", "read_apart"):
        inner = getattr(workbook_rows, way)
        monkeypatch.setattr(workbook, way, lambda held, way=way, inner=inner: ways.append(way) or inner(held))
    workbook.read(content, file=name)
    return ways


def test_a_plain_workbook_is_read_here_and_costs_no_process(monkeypatch):
    assert which_way(book(*TABLE), "a.xlsx", monkeypatch) == ["read_here"]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (old_book(*TABLE), "a.xls"),
        (binary_book(*TABLE), "a.xlsb"),
        (open_document(*TABLE), "a.ods"),
        (rezipped(book(*TABLE), changes={SHEET: lambda part: part.replace(b'<c r="B3"', b'<c r ="B3"')}), "a.xlsx"),
    ],
)
def test_any_other_workbook_is_read_apart(content, name, monkeypatch):
    assert which_way(content, name, monkeypatch) == ["read_apart"]


def test_the_program_imports_nothing_of_ours_so_that_it_starts_at_once():
    ours = "[name for name in sys.modules if 'turncurve' in name]"
    words = f"import sys, runpy; runpy.run_path({workbook_rows.__file__!r}); print({ours})"
    done = subprocess.run([sys.executable, "-I", "-c", words], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"
    assert zipfile.is_zipfile(io.BytesIO(book(*TABLE)))
