"""What a grade may be, and whom it could reveal."""

import datetime as dt

import pandera.pandas as pa
import pytest

from tests.support.canonical import canonical
from tests.support.graded_council import graded
from turncurve.reference.formats.specification import load
from turncurve.tables.audit_grades import GRADES, AuditGrades
from turncurve.tables.column import words_of
from turncurve.tables.records import cut

(SOUND,) = graded(["good"])


@pytest.mark.parametrize(
    "changes", [{}, {"grade": None}, {"drawn_on": "2013-02-01"}, *({"grade": one} for one in GRADES)]
)
def test_a_sound_grade_is_kept(changes):
    assert len(AuditGrades.validate(canonical("audit_grades", [SOUND | changes]), lazy=True)) == 1


@pytest.mark.parametrize("changes", [
    {"programme": None}, {"graded_on": None}, {"file_key": None}, {"auditor_key": None}, {"grade": "met"},
])  # fmt: skip
def test_a_grade_without_what_it_needs_is_refused(changes):
    with pytest.raises(pa.errors.SchemaErrors):
        AuditGrades.validate(canonical("audit_grades", [SOUND | changes]), lazy=True)


def test_the_scale_is_that_of_the_return_and_none_of_it_is_an_answer():
    assert list(load("audit_return").table("grades").column("Grade").codes.values()) == GRADES
    assert not set(GRADES) & set(load("audit_return").table("answers").column("Answer").codes.values())


def test_files_are_childrens_and_auditors_staffs():
    said = words_of(AuditGrades)
    assert (said["file_key"]["sensitivity"], said["auditor_key"]["sensitivity"]) == ("child", "staff")


def test_a_later_grade_is_not_known():
    held = canonical("audit_grades", [SOUND])
    assert cut("audit_grades", held, as_at=dt.date(2013, 2, 9)).empty
    assert len(cut("audit_grades", held, as_at=dt.date(2013, 2, 10))) == 1
