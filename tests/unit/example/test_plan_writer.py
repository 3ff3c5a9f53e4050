"""Exampleshire's plan is written as it stood on each day: nothing is told before it had happened."""

import datetime as dt
import hashlib
import re
from itertools import pairwise

import pytest
from python_calamine import CalamineWorkbook

from turncurve.example.plan_writer import AHEAD, FOLDER, HEADING, content, editions, rows_of, write_plans
from turncurve.indicators.registry import INDICATORS
from turncurve.reference.formats.specification import load
from turncurve.reference.improvement_notice import notice

PARTS = [table.key for table in load(FOLDER).tables]
DAYS = editions()
LAST = DAYS[-1]
EVERY = [(part, day) for part in PARTS for day in DAYS]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("plans")
    write_plans(made)
    return made


def said(part, day, number, column):
    """Return one cell of one row, by the row's number, on a day; None where it is blank."""
    (row,) = [each for each in rows_of(part, day) if next(iter(each.values())) == number]
    return row.get(column)


def test_there_is_a_workbook_for_each_meeting_from_september_and_for_the_report_of_march(folder):
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.xlsx"))
    assert found == [f"improvement_plan/{day}/improvement_plan_SYNTHETIC.xlsx" for day in DAYS]
    meetings = {day for _, day in content()["board"]}
    assert set(DAYS[:-1]) == {day for day in meetings if day < LAST}


def test_the_board_meets_every_six_weeks():
    days = [day for _, day in content()["board"]]
    assert {(later - day).days for day, later in pairwise(days)} == {42}
    assert days[-1] < notice().aim_on


@pytest.mark.parametrize("day", DAYS)
def test_every_workbook_has_the_sheets_and_headings_of_the_format_and_says_synthetic(folder, day):
    path = folder / FOLDER / day.isoformat() / "improvement_plan_SYNTHETIC.xlsx"
    book = CalamineWorkbook.from_path(path)
    for table in load(FOLDER).tables:
        rows = book.get_sheet_by_name(table.titles[0]).to_python(skip_empty_area=False)
        assert rows[0][0] == HEADING
        assert rows[1] == [column.name for column in table.columns]
        assert len(rows) == 2 + len(rows_of(table.key, day))


def test_the_same_workbooks_come_out_to_the_byte(folder, tmp_path):
    write_plans(tmp_path)
    for path in folder.rglob("*.xlsx"):
        again = tmp_path / path.relative_to(folder)
        assert hashlib.sha256(path.read_bytes()).digest() == hashlib.sha256(again.read_bytes()).digest()


@pytest.mark.parametrize(("part", "day"), EVERY)
def test_nothing_is_told_before_it_had_happened(part, day):
    later = [
        (name, value)
        for row in rows_of(part, day)
        for name, value in row.items()
        if isinstance(value, dt.date) and name not in AHEAD and value > day
    ]
    assert later == []


@pytest.mark.parametrize(("part", "day"), EVERY)
def test_every_cell_is_of_a_column_of_the_format_and_every_code_is_one_of_its_list(part, day):
    columns = {column.name: column for column in load(FOLDER).table(part).columns}
    for row in rows_of(part, day):
        assert set(row) <= set(columns)
        assert all(row.get(name, "") in {"", *each.codes} for name, each in columns.items() if each.codes)


@pytest.mark.parametrize(("part", "day"), [pair for pair in EVERY if pair[1] != DAYS[0]])
def test_no_row_of_an_earlier_edition_is_gone_and_no_first_date_is_changed(part, day):
    before = DAYS[DAYS.index(day) - 1]
    now = {next(iter(row.values())): row for row in rows_of(part, day)}
    for row in rows_of(part, before):
        if part != "notice":
            assert now[next(iter(row.values()))].get("Due") == row.get("Due", now[next(iter(row.values()))].get("Due"))


def test_a_slip_is_told_from_the_meeting_that_agreed_it_and_the_first_date_stays():
    column = "Revised due"
    assert said("milestones", DAYS[1], "M02", column) is None
    assert said("milestones", DAYS[2], "M02", column) == dt.date(2013, 1, 31)
    assert said("milestones", DAYS[2], "M02", "Due") == said("milestones", DAYS[1], "M02", "Due")


def test_what_is_asked_of_a_meeting_is_not_known_long_before_it():
    assert said("meetings", DAYS[0], "B05", "Asked for") is None
    assert said("meetings", DAYS[4], "B05", "Asked for")
    assert said("meetings", DAYS[4], "B06", "Asked for") is None
    assert said("meetings", LAST, "S2", "Chair's statement")


def test_every_requirement_of_the_notice_is_there_and_has_an_objective_in_the_end():
    wanted = [each.number for each in notice().requirements]
    assert [row["Requirement"] for row in rows_of("requirements", DAYS[0])] == wanted
    assert sorted(row["For requirement"] for row in rows_of("objectives", LAST)) == wanted
    assert len(rows_of("objectives", DAYS[0])) < len(wanted)


def test_every_measure_is_an_indicator_that_there_is():
    assert {row["Indicator"] for row in rows_of("measures", LAST)} <= set(INDICATORS)


def test_the_plan_has_what_a_report_must_be_able_to_tell():
    milestones = {row["Milestone"]: row for row in rows_of("milestones", LAST)}
    actions = {row["Action"]: row for row in rows_of("actions", LAST)}
    approved = {row.get("Approved by") for row in [*milestones.values(), *actions.values()]}
    assert {"Improvement Board", "Director", "Not yet approved", None} == approved
    assert [number for number, row in milestones.items() if "No longer met since" in row] == ["M12"]
    assert "M12" in {row.get("Corrects") for row in actions.values()}
    shown = {row["Shows"] for row in rows_of("evidence", LAST)}
    assert shown == {"Supports", "Contradicts", "Neither"}
    assert {row["On requirement"] for row in rows_of("disagreements", LAST)} == {"N02", "N09"}


def test_the_day_of_the_notice_is_not_stated_and_the_press_date_only_once_it_had_come():
    (first,), (second,) = rows_of("notice", DAYS[0]), rows_of("notice", DAYS[1])
    assert "Notice served on" not in first | second
    assert "Notice made known on" not in first
    assert second["Notice made known on"] == dt.date(2012, 10, 17)


def test_findings_are_invented_and_say_so():
    assert all(row["Wording"] == "Invented" for row in rows_of("findings", LAST))
    assert all(row["What it says"].startswith("SYNTHETIC: ") for row in rows_of("findings", LAST))


def test_owners_are_posts_of_the_list():
    owners = {row["Owner"] for part in PARTS for row in rows_of(part, LAST) if "Owner" in row}
    assert owners <= set(notice().posts)


def test_no_figure_stands_in_what_the_chair_says():
    assert not any(re.search(r"\d", row.get("Chair's statement", "")) for row in rows_of("meetings", LAST))
