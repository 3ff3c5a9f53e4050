"""What a reader is shown of grades."""

import pytest

from tests.support.graded_council import AUDIT, keep_grades
from tests.support.shown import column, everything, public, restricted
from turncurve.analyses.questions.audit_grades import grades
from turncurve.present.audit_grades import APART


@pytest.fixture
def answer(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return grades(keep_grades(tmp_path), AUDIT)


def test_each_grade_has_its_files_and_nothing_is_averaged(answer):
    exhibit = restricted(answer)
    assert exhibit.rows == (("Outstanding", "1"), ("Good", "9"), ("Adequate", "8"), ("Inadequate", "6"))
    assert exhibit.sentence == (
        "10 of 24 files were judged good or better in February 2013. Two auditors gave 4 of 6 files the same grade."
    )
    assert APART in exhibit.notes
    assert "%" not in everything(exhibit).replace("95%", "")


def test_agreement_is_said_with_its_interval(answer):
    gwet, alpha = restricted(answer).notes[-2:]
    for note in (gwet, alpha):
        assert "a step apart count as nearer" in note
        assert "95%" in note


def test_the_public_is_not_told_of_the_one_file(answer):
    exhibit = public(answer)
    assert column(exhibit, "Files")[0] != "1"
    assert "4 of 6" not in everything(exhibit)


def test_without_grades_it_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    exhibit = restricted(grades(keep_grades(tmp_path), "Another"))
    assert (exhibit.sentence, exhibit.rows) == ("No grade is on record.", ())
