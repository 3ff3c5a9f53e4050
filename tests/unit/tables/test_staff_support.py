"""What a session of supervision, a course and an answer may hold, and whom they could reveal."""

import pandera.pandas as pa
import pytest

from tests.support.canonical import canonical
from turncurve.reference.workforce import employer_standards, supervision
from turncurve.tables.registry import model_of
from turncurve.tables.staff_support import EMPLOYER_STANDARDS, KINDS_OF_TRAINING, SURVEY_ANSWERS

SOUND = {
    "supervisions": {"worker_key": "w1", "held_on": "2012-05-01", "decisions": True},
    "training": {"worker_key": "w1", "completed_on": "2012-05-01", "course": "Risk", "kind": "training"},
    "surveys": {
        "wave": "June", "closed_on": "2012-06-29", "respondent_key": "r1", "question": "I am heard",
        "answer": "agree", "staff_asked": 30,
    },
}  # fmt: skip


def validated(table, **changes):
    return model_of(table).validate(canonical(table, [{**SOUND[table], **changes}]), lazy=True)


@pytest.mark.parametrize("table", SOUND)
def test_a_sound_row_is_kept(table):
    assert len(validated(table)) == 1


@pytest.mark.parametrize(
    ("table", "column", "values"),
    [
        ("training", "kind", [*KINDS_OF_TRAINING, None]),
        ("training", "standard", [*EMPLOYER_STANDARDS, None]),
        ("training", "put_to_use", [True, False, None]),
        ("surveys", "answer", [*SURVEY_ANSWERS, None]),
        ("surveys", "team", [None]),
        ("surveys", "staff_asked", [0, None]),
        *[("supervisions", name, [True, False, None]) for name in supervision().functions],
    ],
)
def test_what_a_column_may_hold(table, column, values):
    assert all(len(validated(table, **{column: value})) == 1 for value in values)


@pytest.mark.parametrize(
    ("table", "changes"),
    [
        ("training", {"standard": "9"}),
        ("training", {"kind": "Course"}),
        ("surveys", {"answer": "6"}),
        ("surveys", {"respondent_key": None}),
        ("surveys", {"staff_asked": -1}),
        ("supervisions", {"held_on": None}),
    ],
)
def test_what_no_row_may_hold_is_refused(table, changes):
    with pytest.raises(pa.errors.SchemaErrors):
        validated(table, **changes)


def test_the_employer_standards_are_those_of_the_reference():
    assert list(employer_standards()) == EMPLOYER_STANDARDS


def test_what_somebody_said_is_about_staff_and_the_statement_is_not(dictionary):
    said = dictionary["surveys"]
    assert {said[name]["sensitivity"] for name in ("respondent_key", "team", "answer")} == {"staff"}
    assert said["question"]["sensitivity"] == "public"
