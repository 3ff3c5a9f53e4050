import csv
import io

import pytest

from turncurve.publish import csv_files
from turncurve.publish.executed import Executed, Exhibit


@pytest.fixture
def table(unit):
    """Return a function that makes a page with one table and reads its file back."""

    def make(*rows, columns=(("Month", False), ("Plans", True)), **given):
        page = Executed(unit(**given), None, (Exhibit("curve", "Plans", "It rose.", columns, rows),))
        (path, data), *others = csv_files.files(page, label="Madeshire (SYNTHETIC)").items()
        assert not others
        return path, data, list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))

    return make


def test_a_table_is_a_file_with_its_headings_and_rows_as_they_were_shown(table):
    path, _, rows = table(("April 2012", "12"), ("May 2012", "c"))
    assert path == "tables/01_curve/curve.csv"
    assert [row[:2] for row in rows] == [["Month", "Plans"], ["April 2012", "12"], ["May 2012", "c"]]


def test_the_council_and_the_audience_stand_on_every_row(table):
    _, _, rows = table(("April 2012", "12"), audience="restricted")
    assert [row[2:] for row in rows] == [["Council", "Audience"], ["Madeshire (SYNTHETIC)", "restricted"]]


@pytest.mark.parametrize(
    ("shown", "written"),
    [
        ("1,446", "1446"),
        ("1,234,567.8", "1234567.8"),
        ("-3", "-3"),
        ("+0.5", "+0.5"),
        ("1,44", "1,44"),
        ("16.0%", "16.0%"),
        ("–", "–"),
        ("c", "c"),
        ("", ""),
    ],
)
def test_a_number_loses_its_separators_and_nothing_else_changes(table, shown, written):
    assert table(("April", shown))[2][1][1] == written


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])
@pytest.mark.parametrize("numeric", [True, False])
def test_text_that_a_spreadsheet_would_run_stays_text(table, text, numeric):
    _, _, rows = table((text, text), columns=(("=Month", False), ("Plans", numeric)))
    assert [row[:2] for row in rows] == [["'=Month", "Plans"], [f"'{text}", f"'{text}"]]


def test_a_spreadsheet_reads_dashes_and_accents_right_and_sees_its_own_line_ends(table):
    _, data, _ = table(("café", "–"))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith("café,–,Madeshire (SYNTHETIC),public\r\n".encode())


def test_an_exhibit_without_a_table_has_no_file(unit):
    page = Executed(unit(), None, (Exhibit("answer", "Answer", "It rose."),))
    assert csv_files.files(page, label="Madeshire") == {}
