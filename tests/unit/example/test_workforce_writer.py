"""The workforce return as a file: the template's sheets and columns, its faults where they are said to be."""

import pytest
import yaml
from python_calamine import CalamineWorkbook

from turncurve.example.workforce_writer import FILE, NOBODY
from turncurve.reference.formats.specification import load


@pytest.fixture(scope="module")
def sheets(written):
    """Return the return's sheets, by title, as rows of cells."""
    book = CalamineWorkbook.from_path(str(written / FILE))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


@pytest.fixture(scope="module")
def faults(written):
    held = yaml.safe_load((written / "faults.yml").read_text(encoding="utf-8"))["faults"]
    return [each for each in held if each["file"] == FILE]


def test_every_table_of_the_template_is_a_sheet_with_its_columns(sheets):
    for table in load("workforce").tables:
        rows = sheets[table.titles[0]]
        assert "SYNTHETIC" in rows[0][0]
        assert rows[1][: len(table.columns)] == [column.name for column in table.columns]
        assert len(rows) > 10
    assert len(sheets) == len(load("workforce").tables)


def test_a_worker_is_a_number_of_an_invented_payroll(sheets):
    named = {row[0] for row in sheets["Workers"][2:]}
    assert all(name.startswith("SYNW") for name in named)
    assert {row[1] for row in sheets["Supervision"][2:]} <= named


def test_a_respondent_is_a_number_that_no_worker_has(sheets):
    respondents = {row[2] for row in sheets["Staff survey"][2:]}
    assert all(name.startswith("SYNR") for name in respondents)


def test_hours_are_shares_of_full_time(sheets):
    column = sheets["Workers"][1].index("Full-time equivalent")
    assert {row[column] for row in sheets["Workers"][2:]} - {""} == {"1", "0.8", "0.6", "0.5"}


def test_each_fault_is_in_the_row_that_the_list_of_faults_names(sheets, faults):
    found = {(each["sheet"], each["field"]): sheets[each["sheet"]][each["row"] - 1] for each in faults}
    assert len(found) == 4
    assert found["Workers", "Post ended"][0] == NOBODY
    assert found["Workers", "Post ended"][4] < found["Workers", "Post ended"][3]
    assert found["Supervision", "Worker ID"][1] == NOBODY
    assert found["Posts", "Vacant posts"][2:4] == [2, 3]
    assert found["Staff survey", "Answer"][5] == "6"
