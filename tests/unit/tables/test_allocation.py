"""Tables of allocation."""

import pandas as pd
import pandera.errors
import pytest

from turncurve.tables.allocation import CASE_TYPES, Allocations, Availability
from turncurve.tables.column import words_of
from turncurve.tables.records import cut
from turncurve.tables.store import empty


def cases(**changes):
    """Make one case."""
    row = {
        "child_key": "a",
        "referred_on": "2013-03-01",
        "ready_at": "2013-03-04 10:00",
        "allocated_at": "2013-03-12 09:00",
        "worker_key": "w",
        "team": "North",
        "case_type": "initial assessment",
        "ended_on": None,
        "edition": "allocation/2013-03-31",
    } | changes
    dates = {"referred_on", "ready_at", "allocated_at", "ended_on"}
    return pd.DataFrame({
        name: pd.Series([pd.Timestamp(value) if name in dates and value else value],
                        dtype="datetime64[us]" if name in dates else "str")
        for name, value in row.items()
    }).astype({name: pd.StringDtype() for name in row if name not in dates})  # fmt: skip


def test_a_case_that_is_as_it_should_be_is_accepted():
    assert len(Allocations.validate(cases())) == 1
    assert len(Allocations.validate(cases(allocated_at=None, worker_key=None, case_type=None))) == 1


@pytest.mark.parametrize("field", ["child_key", "referred_on", "ready_at", "team"])
def test_a_case_without_what_it_needs_is_refused(field):
    with pytest.raises(pandera.errors.SchemaErrors):
        Allocations.validate(cases(**{field: None}), lazy=True)


def test_a_case_type_of_no_list_is_refused():
    assert "core assessment" in CASE_TYPES
    with pytest.raises(pandera.errors.SchemaErrors):
        Allocations.validate(cases(case_type="something"), lazy=True)


def test_what_came_after_the_reports_date_is_not_known():
    rows = cut("allocations", cases(), as_at=pd.Timestamp("2013-03-11").date())
    assert len(rows) == 1
    assert rows["allocated_at"].isna().all()
    assert rows["worker_key"].isna().all()
    assert cut("allocations", cases(), as_at=pd.Timestamp("2013-03-03").date()).empty


def test_the_rota_of_weeks_ahead_is_known_from_the_day_on_which_it_was_written():
    week = empty("availability")
    row = pd.DataFrame({
        "worker_key": ["w"], "team": ["North"], "week_starting": [pd.Timestamp("2013-05-06")],
        "known_on": [pd.Timestamp("2013-03-01")], "days_available": [4], "days_of_leave": [0], "new_cases": [2],
        "edition": ["allocation/2013-03-31"],
    }).astype(week.dtypes.to_dict())  # fmt: skip
    assert len(Availability.validate(row)) == 1
    assert cut("availability", row, as_at=pd.Timestamp("2013-03-31").date())["week_starting"].notna().all()
    assert cut("availability", row, as_at=pd.Timestamp("2013-02-28").date()).empty


@pytest.mark.parametrize("model", [Allocations, Availability])
def test_workers_and_children_are_marked_as_such(model):
    words = words_of(model)
    assert words["worker_key"]["sensitivity"] == "staff"
    assert all(each["title"] and each["description"] for each in words.values())
