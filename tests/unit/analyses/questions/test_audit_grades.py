"""Grades by hand: how many files had each, and agreement in which a step apart is nearer than two."""

import numpy as np
import pytest

from tests.support.graded_council import AUDIT, grade_rows, graded, keep_grades
from turncurve.analyses.answer import Answer
from turncurve.analyses.questions.audit_grades import grades
from turncurve.methods.agreement import ac1, krippendorff_alpha

SECOND = np.array([[1, 1, 0, 0]] + [[0, 2, 0, 0]] * 4 + [[0, 1, 1, 0]], dtype=float)


@pytest.fixture
def answer(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return grades(keep_grades(tmp_path), AUDIT)


def test_files_stand_by_grade_the_best_first(answer):
    assert isinstance(answer, Answer)
    assert answer.files == (("outstanding", 1), ("good", 9), ("adequate", 8), ("inadequate", 6))
    assert answer.read == 24
    assert answer.over(answer.figures) == answer


def test_two_auditors_agreed_on_four_of_six(answer):
    assert answer.twice == (4, 6)


def test_agreement_is_weighted_by_how_far_grades_are_apart(answer):
    gwet, alpha = answer.coefficients
    assert gwet.value == pytest.approx(ac1(SECOND, weights="ordinal").value)
    assert alpha.value == pytest.approx(krippendorff_alpha(SECOND, weights="ordinal").value)
    assert gwet.value > ac1(SECOND).value


def test_what_is_hidden_is_not_added_up(answer):
    hidden = frozenset(key for each in answer.figures for one in each.measurements for key in each.keys_of(one))
    bare = answer.over(tuple(each.hiding(hidden) for each in answer.figures))
    assert (bare.read, bare.twice, bare.coefficients) == (None, None, ())
    assert dict(bare.files)["good"] is None


@pytest.mark.parametrize("rows", [graded(["good"], day="2012-02-10"), graded(["good"], programme="Another")])
def test_without_a_grade_in_the_year_there_is_none(tmp_path, monkeypatch, rows):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    found = grades(keep_grades(tmp_path, rows=rows), AUDIT)
    assert (found.figures, found.files, found.read, found.coefficients) == ((), (), None, ())


def test_where_nobody_read_a_file_twice_agreement_cannot_be_told(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    found = grades(keep_grades(tmp_path, rows=grade_rows()[:24]), AUDIT)
    assert (found.read, found.twice, found.coefficients) == (24, None, ())
