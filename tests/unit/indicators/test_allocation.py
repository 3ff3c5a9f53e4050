"""Indicators of allocation."""

import datetime as dt

import pandas as pd
import pytest

from turncurve.indicators.allocation import (
    cases_allocated,
    cases_ready_for_allocation,
    unallocated_cases,
    unallocated_over_ten_working_days,
    with_leaving,
)
from turncurve.indicators.cases import TablesHeld
from turncurve.indicators.registry import measure
from turncurve.reference.periods import at, month
from turncurve.tables.store import empty

MARCH = [month(2013, 3)]
END = [at(dt.date(2013, 3, 29))]


def made(*rows):
    """Make cases by when each became ready, was allocated and ended; referred on the day on which it was ready."""
    blank = empty("allocations")
    frame = pd.DataFrame({
        "child_key": [f"c{number}" for number in range(len(rows))],
        "referred_on": pd.to_datetime([ready for ready, _, _ in rows], format="ISO8601").normalize(),
        "ready_at": pd.to_datetime([ready for ready, _, _ in rows], format="ISO8601"),
        "allocated_at": pd.to_datetime([given for _, given, _ in rows], format="ISO8601"),
        "worker_key": [None] * len(rows), "team": "North", "case_type": "initial assessment",
        "ended_on": pd.to_datetime([ended for _, _, ended in rows], format="ISO8601"),
        "edition": "allocation/2013-01-01_2013-03-31",
    })  # fmt: skip
    return TablesHeld({"allocations": frame.astype(blank.dtypes.to_dict())})


# ready, allocated, ended: waits on Good Friday, 29 March 2013?
CASES = made(
    ("2013-03-01 10:00", "2013-03-05 09:00", None),  # no: it has a worker
    ("2013-03-14 16:00", None, None),  # yes: 10 working days by the 28th, and the 29th is Good Friday
    ("2013-03-13 16:00", None, None),  # yes: 11 working days
    ("2013-03-20 09:00", None, "2013-03-25"),  # no: it ended without a worker
    ("2013-03-28 09:00", "2013-04-02 10:00", None),  # yes: it was allocated after the day
    ("2013-03-29 09:00", None, None),  # yes: it became ready on the day
    ("2013-02-20 09:00", "2013-03-01 09:00", "2013-03-02"),  # no, and allocated in March
)


def test_cases_are_counted_by_the_day_on_which_they_became_ready():
    assert len(cases_ready_for_allocation(CASES, MARCH)) == 6


def test_cases_are_counted_by_the_day_on_which_they_were_allocated():
    assert cases_allocated(CASES, MARCH)["child_key"].tolist() == ["c6", "c0"]


def test_who_waits_has_neither_a_worker_nor_an_end():
    assert sorted(unallocated_cases(CASES, END)["child_key"]) == ["c1", "c2", "c4", "c5"]


def test_what_waited_before_and_came_less_what_left_is_what_waits():
    before, after = (len(unallocated_cases(CASES, [at(day)])) for day in (dt.date(2013, 2, 28), dt.date(2013, 3, 31)))
    left = with_leaving(CASES.table("allocations"))["left_at"]
    gone = left.between(pd.Timestamp("2013-03-01"), pd.Timestamp("2013-03-31")).sum()
    assert before + len(cases_ready_for_allocation(CASES, MARCH)) - gone == after


@pytest.mark.parametrize(
    ("child", "days", "long"), [("c1", 10, False), ("c2", 11, True), ("c4", 0, False), ("c5", 0, False)]
)
def test_ten_working_days_are_not_long_and_eleven_are(child, days, long):
    found = unallocated_over_ten_working_days(CASES, END).set_index("child_key")
    assert found.loc[child, "working_days"] == days
    assert found.loc[child, "meets"] == long


def test_the_share_keeps_its_numerator_and_denominator():
    found = measure("unallocated_over_ten_working_days", dict(CASES.held), periods=END, area="A")
    assert [(each.numerator, each.denominator) for each in found.measurements] == [(1, 4)]


def test_a_case_leaves_when_it_is_allocated_even_where_it_ended_later():
    left = with_leaving(CASES.table("allocations"))["left_at"]
    assert left.iloc[6] == pd.Timestamp("2013-03-01")
    assert left.iloc[3] == pd.Timestamp("2013-03-25")
    assert left.iloc[1] is pd.NaT


def test_the_days_waited_are_those_of_the_cases_given_to_a_worker():
    found = measure("working_days_to_allocation", dict(CASES.held), periods=MARCH, area="A").measurements[0]
    # c0 waited from Friday to Tuesday, two working days; c6 from 20 February to 1 March, seven.
    assert (found.numerator, found.denominator) == (2 + 7, 2)


@pytest.mark.parametrize(("given", "long"), [("2013-03-28 09:00", 0), ("2013-04-02 09:00", 1)])
def test_a_case_given_to_a_worker_after_eleven_working_days_had_waited_long(given, long):
    # Ready on Thursday 14 March: ten working days by the 28th, eleven by 2 April, after Easter.
    held = dict(made(("2013-03-14 09:00", given, None)).held)
    periods = [month(2013, 3), month(2013, 4)]
    held["allocations"] = held["allocations"].assign(edition="allocation/2013-01-01_2013-04-30")
    found = measure("allocated_after_over_ten_working_days", held, periods=periods, area="A").measurements
    assert sum(each.numerator for each in found) == long
