"""The invented grades: one a reading, no sum of the answers, and the same each time."""

import pandas as pd
import pytest

from turncurve.example.audits import programme
from turncurve.example.grades import FILE, GRADES, grades
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
