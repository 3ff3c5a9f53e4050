"""Faults put in on purpose: where the list says, as it says, and never in the way of a count."""

import datetime as dt
from collections import Counter

import numpy as np
import pytest
import yaml
from python_calamine import CalamineWorkbook

from turncurve.example.faults import NOWHERE, Fault, log_faults, spoiled, write_faults
from turncurve.example.workbook import SheetToWrite

HEADERS = {"Child Unique ID": "CHILD ID", "Gender": "GENDER", "Date of Birth": "DOB", "Date of Contact": "CONTACT"}


@pytest.fixture(scope="module")
def faults(written):
    held = yaml.safe_load((written / "faults.yml").read_text(encoding="utf-8"))
    assert "SYNTHETIC" in held["note"]
    return [Fault(**each) for each in held["faults"]]


@pytest.fixture(scope="module")
def cells(written, faults):
    """Return the row of the file that each fault names, as its cells by header."""
    found = {}
    for file, sheet in {(each.file, each.sheet) for each in faults if each.sheet}:
        book = CalamineWorkbook.from_path(str(written / file))
        found[file, sheet] = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return found


def test_every_edition_and_every_log_has_faults(faults):
    files = Counter(each.file.split("/")[0] for each in faults)
    assert len({each.file for each in faults if each.file.startswith("annex_a/")}) == 8
    assert files["contact_log"] == 16


def test_faults_of_many_kinds_are_there(faults):
    assert {each.kind for each in faults} == {
        "blank date of birth", "impossible_date", "padded identifier", "identifier in small letters", "unknown_code",
        "duplicate row", "order", "after_extract", "missing_required", "extra_cells", "footer", "team_of_week",
        "worker_unknown", "more_than_all", "not_in_sample", "outside_frame", "coded_twice", "before_referral",
        "not_graded",
    }  # fmt: skip
    assert {each.treatment for each in faults} == {"refused", "left blank", "cleaned", "merged", "kept"}


def _row(cells, fault):
    return cells[fault.file, fault.sheet][fault.row - 1]


def test_padded_and_small_identifiers_stand_where_the_list_says(faults, cells):
    for each in faults:
        if each.kind == "padded identifier":
            assert _row(cells, each)[0].startswith("  SYN")
        if each.kind == "identifier in small letters":
            assert _row(cells, each)[0].startswith("syn")


def test_impossible_dates_stand_where_the_list_says_and_name_a_child_in_no_other_row(faults, cells):
    impossible = [each for each in faults if each.kind == "impossible_date" and each.sheet]
    assert len(impossible) == 16
    for each in impossible:
        assert "31/02/2011" in _row(cells, each)
        assert _row(cells, each)[0] == NOWHERE


def test_a_duplicate_row_is_the_same_as_another(faults, cells):
    for each in faults:
        if each.kind == "duplicate row":
            rows = cells[each.file, each.sheet]
            identity = [str(cell).strip().upper() for cell in _row(cells, each)]
            same = [row for row in rows if [str(cell).strip().upper() for cell in row] == identity]
            assert len(same) >= 2


def test_a_refused_row_is_of_no_child_worker_or_team_that_another_row_counts(faults, cells):
    # A file without a grade is left out of the grades alone: its answers count.
    refused = [each for each in faults if each.treatment == "refused" and each.sheet and each.kind != "not_graded"]
    assert {each.file.split("/")[0] for each in refused} == {"annex_a", "workforce"}
    for each in refused:
        identity = next(cell for cell in _row(cells, each) if isinstance(cell, str))
        assert identity in {NOWHERE, "", "SYNW999", "Team of no posts"}


def test_a_footer_is_the_last_row_and_says_synthetic(faults, cells):
    for each in faults:
        if each.kind == "footer" and each.sheet:
            assert each.row == len(cells[each.file, each.sheet])
            assert "SYNTHETIC" in _row(cells, each)[1]


def test_the_faulty_lines_of_a_log_are_counted_from_its_header(faults, logs):
    for each in faults:
        if each.file.startswith("contact_log/"):
            row = logs[int(each.file[-18:-14])][each.row - 2]
            assert row["Child ID"] in {NOWHERE, ""}


def test_a_log_has_a_line_for_each_kind():
    lines, found = log_faults(2013, ["Received", "Child ID", "Route", "From whom", "Reason", "Allocated", "Outcome"])
    assert len(lines) == len(found) == 4
    assert lines[0].startswith("31/02/2013 10:00,SYN999999,Phone,2A,Other,,")
    assert lines[1].startswith(",SYN999999")
    assert lines[2].count(",") == 8
    assert lines[3] == "SYNTHETIC contact log 2013,,,,,,"


@pytest.fixture
def sheet():
    columns = {
        "CHILD ID": np.array(["SYN000001", "SYN000002"]),
        "GENDER": np.array(["a) Male", "b) Female"]),
        "DOB": np.array(["01/01/2001", "02/02/2002"]),
        "CONTACT": np.array(["03/03/2012", "04/04/2012"]),
    }
    return SheetToWrite("List_1", columns, heading="SYNTHETIC")


def test_a_sheet_keeps_its_own_rows_and_gains_those_added(sheet):
    found, faults = spoiled(sheet, "list_1", file="annex_a/x.xlsx", headers=HEADERS)
    assert found.columns["CHILD ID"].tolist() == ["SYN000001", "SYN000002"]
    assert min(found.columns["DOB"].tolist()) == ""
    assert [each.row for each in faults][1:] == [5, 6]
    assert found.extra_rows[0]["CONTACT"] == "31/02/2011"
    assert sheet.columns["DOB"].tolist() == ["01/01/2001", "02/02/2002"]


def test_a_list_without_planned_faults_is_left_as_it_is(sheet):
    found, faults = spoiled(sheet, "list_9", file="annex_a/x.xlsx", headers=HEADERS)
    assert faults == ()
    assert found.columns == sheet.columns


def test_the_list_of_faults_is_written_and_read_back(tmp_path):
    fault = Fault("a.xlsx", "List_1", 3, "Gender", "unknown_code", "left blank")
    write_faults([fault], tmp_path)
    held = yaml.safe_load((tmp_path / "faults.yml").read_text(encoding="utf-8"))
    assert [Fault(**each) for each in held["faults"]] == [fault]


def test_dates_after_the_extract_are_more_than_a_month_after_it(faults, cells):
    for each in faults:
        if each.kind == "after_extract":
            day = dt.datetime.strptime("14/06/2014", "%d/%m/%Y").date()  # noqa: DTZ007 - a date has no time zone
            assert "14/06/2014" in _row(cells, each)
            assert (day - dt.date.fromisoformat(each.file.split("/")[1])).days > 31
