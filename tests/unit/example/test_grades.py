"""The invented grades: one a reading, no sum of the answers, and the same each time."""

import openpyxl
import pandas as pd
import pytest

from turncurve.example.audits import programme
from turncurve.example.grades import FILE, GRADES, grades, write_grades
from turncurve.example.lives import live


@pytest.fixture(scope="module")
def audits():
    return live(2013).audits


def test_each_reading_of_the_monthly_audit_has_one_grade_and_no_other_audit_any(audits):
    made = grades(audits, seed=2013)
    monthly = audits[audits["programme"] == programme()["monthly"]["title"]]
    reading = ["programme", "audited_on", "child", "auditor"]
    assert len(made) == len(monthly.drop_duplicates(reading))
    assert not made.duplicated(reading).any()
    assert set(made["grade"]) <= {"", *GRADES}
    assert 0 < (made["grade"] == "").sum() < len(made) / 10


def test_grades_follow_practice_and_are_no_sum_of_answers(audits):
    made = grades(audits, seed=2013)
    met = (
        audits.assign(met=audits["answer"].eq("Met"))
        .groupby(["programme", "audited_on", "child", "auditor"])["met"]
        .mean()
    )
    held = made[made["grade"] != ""].merge(met.reset_index())
    place = held["grade"].map(GRADES.index)
    assert 0.5 < place.corr(held["met"], method="spearman") < 0.97
    best = held.groupby("grade")["met"].agg(["min", "max"])
    assert best.loc["Adequate", "max"] > best.loc["Good", "min"]


def test_they_are_the_same_each_time(audits):
    one, two = grades(audits, seed=2013), grades(audits, seed=2013)
    pd.testing.assert_frame_equal(one, two)
    assert not one["grade"].equals(grades(audits, seed=2014)["grade"])
    assert "SYNTHETIC" in FILE


def test_the_files_that_were_not_graded_are_told_by_their_row(tmp_path):
    told = write_grades(live(2013), tmp_path, seed=2013)
    sheet = openpyxl.load_workbook(tmp_path / FILE)["Grades"]
    place = [cell.value for cell in sheet[2]].index("Grade")
    blank = [
        number for number, row in enumerate(sheet.iter_rows(values_only=True), start=1) if number > 2 and not row[place]
    ]
    assert [each.row for each in told] == blank
    assert {(each.field, each.kind, each.treatment) for each in told} == {("Grade", "not_graded", "refused")}
    assert blank
