"""Grades: each file once, and two auditors' grades of one file as a pair."""

import datetime as dt

import pytest

from tests.support.canonical import canonical
from tests.support.graded_council import grade_rows, graded
from turncurve.indicators.audit_grades import files_by_grade, grades_given_twice, pair_of
from turncurve.indicators.cases import TablesHeld
from turncurve.reference.periods import Period

YEAR = (Period(dt.date(2012, 4, 1), dt.date(2013, 3, 31)),)


def tables(rows):
    """Return tables that hold some grades alone."""
    return TablesHeld({"audit_grades": canonical("audit_grades", rows)})


def test_a_file_that_two_graded_is_counted_once_by_the_first_grade():
    found = files_by_grade(tables(grade_rows()), YEAR)
    assert found["grade"].value_counts().to_dict() == {"good": 9, "adequate": 8, "inadequate": 6, "outstanding": 1}
    assert found["file_key"].is_unique


def test_two_grades_of_one_file_are_a_pair_the_better_first():
    found = grades_given_twice(tables(grade_rows()), YEAR)
    assert found["pair"].value_counts().to_dict() == {
        "good and good": 4,
        "outstanding and good": 1,
        "good and adequate": 1,
    }


@pytest.mark.parametrize(("one", "other"), [("good", "adequate"), ("adequate", "good")])
def test_a_pair_is_named_alike_whichever_came_first(one, other):
    assert pair_of(one, other) == "good and adequate"


def test_a_file_without_a_grade_is_not_counted():
    assert files_by_grade(tables(graded([None, "good"])), YEAR)["grade"].tolist() == ["good"]
    blank = [*graded(["good"]), *graded([None], auditor="a2")]
    assert grades_given_twice(tables(blank), YEAR).empty


def test_a_file_read_again_in_another_month_or_draw_is_another_reading():
    months = [*graded(["good"]), *graded(["adequate"], day="2013-03-10")]
    assert len(files_by_grade(tables(months), YEAR)) == 2
    draw = [{**row, "drawn_on": "2013-02-01"} for row in months]
    assert files_by_grade(tables(draw), YEAR)["grade"].tolist() == ["good"]


def test_one_auditor_who_graded_a_file_twice_alike_is_not_two():
    again = [*graded(["good"]), *graded(["good"], day="2013-02-12")]
    assert grades_given_twice(tables(again), YEAR).empty
