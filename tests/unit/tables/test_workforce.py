"""What a worker, a post, a caseload and an absence may hold, and whom they could reveal."""

import pandera.pandas as pa
import pytest

from tests.support.canonical import canonical
from turncurve.tables.registry import model_of
from turncurve.tables.workforce import CASE_TYPES, COMPLEXITIES, ROLES

SOUND = {
    "workers": {
        "worker_key": "w1", "team": "A", "role": "social worker", "started_on": "2012-05-01",
        "full_time_equivalent": 0.6, "agency": False,
    },
    "posts": {"stood_on": "2012-05-31", "team": "A", "posts": 6, "vacant": 2},
    "caseloads": {"stood_on": "2012-05-31", "worker_key": "w1", "case_type": "child in need", "cases": 3},
    "absences": {"worker_key": "w1", "started_on": "2012-05-01"},
}  # fmt: skip


def validated(table, **changes):
    return model_of(table).validate(canonical(table, [{**SOUND[table], **changes}]), lazy=True)


@pytest.mark.parametrize("table", SOUND)
def test_a_sound_row_is_kept(table):
    assert len(validated(table)) == 1


@pytest.mark.parametrize(
    ("table", "column", "values"),
    [
        ("workers", "role", [*ROLES, None]),
        ("workers", "full_time_equivalent", [0.01, 1.0, None]),
        ("workers", "agency", [True, None]),
        ("caseloads", "case_type", [*CASE_TYPES, None]),
        ("caseloads", "complexity", [*COMPLEXITIES, None]),
        ("caseloads", "worker_key", [None]),
        ("absences", "ended_on", ["2012-05-01", None]),
    ],
)
def test_what_a_column_may_hold(table, column, values):
    assert all(len(validated(table, **{column: value})) == 1 for value in values)


@pytest.mark.parametrize(
    ("table", "changes"),
    [
        ("workers", {"role": "Social worker"}),
        ("workers", {"full_time_equivalent": 0.0}),
        ("workers", {"full_time_equivalent": 1.1}),
        ("workers", {"team": None}),
        ("workers", {"started_on": None}),
        ("posts", {"vacant": -1}),
        ("posts", {"posts": None}),
        ("caseloads", {"cases": -1}),
        ("caseloads", {"case_type": "CIN"}),
        ("absences", {"worker_key": None}),
    ],
)
def test_what_no_row_may_hold_is_refused(table, changes):
    with pytest.raises(pa.errors.SchemaErrors):
        validated(table, **changes)


@pytest.mark.parametrize("table", ["workers", "caseloads", "absences"])
def test_whatever_tells_of_one_worker_is_about_staff(dictionary, table):
    assert dictionary[table]["worker_key"]["sensitivity"] == "staff"


def test_why_somebody_left_is_known_only_once_they_have(dictionary):
    assert dictionary["workers"]["leaving_reason"]["told_with"] == "ended_on"
