"""A change in a pooled mean in parts that add up, whatever the groups hold."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from turncurve.errors import TurnCurveError
from turncurve.methods.pathway_change import MeanByWait, change_between, mean_by_wait
from turncurve.methods.pathway_scorecard import DaysBetween, pooled_windows

TO_PLACED = DaysBetween("entry", "placed", "adopted", fixed_by="placed")
GROUPS = 5


def held(cases, means):
    """Return a pooled mean with these cases and mean days by group, one draw a row."""
    number = np.atleast_2d(np.asarray(cases, dtype=float))
    return MeanByWait(as_at=0.0, waits=(182.0, 365.0), days=number * np.atleast_2d(means), cases=number)


counts = arrays.arrays(float, (3, GROUPS), elements=st.integers(0, 30).map(float))
days = arrays.arrays(float, (3, GROUPS), elements=st.floats(0, 3000))


@given(first=counts, second=counts, before=days, after=days)
def test_the_parts_add_up_to_the_change_in_every_draw(first, second, before, after):
    old, new = held(first, before), held(second, after)
    change = change_between(old, new)
    np.testing.assert_allclose(change.total, new.mean - old.mean, atol=1e-8)
    np.testing.assert_allclose(change.composition.sum(axis=1) + change.pace.sum(axis=1), new.mean - old.mean, atol=1e-8)


@given(first=counts, before=days)
def test_nothing_changed_is_nothing_in_every_part(first, before):
    change = change_between(held(first, before), held(first, before))
    known = first.sum(axis=1) > 0
    assert np.abs(change.composition[known]).max(initial=0) == 0
    assert np.abs(change.pace[known]).max(initial=0) == 0


def test_more_of_those_who_waited_long_is_backlog_cleared_and_nothing_else():
    old, new = held([60, 5, 5, 10, 30], [500, 600, 700, 900, 480]), held([60, 5, 5, 20, 30], [500, 600, 700, 900, 480])
    change = change_between(old, new)
    assert change.backlog_cleared == pytest.approx(new.mean - old.mean)
    assert change.backlog_cleared[0] > 29
    assert change.speed.tolist() == [0]
    assert change.already_fixed.tolist() == [0]
    assert change.composition[0].argmax() == 3


def test_newcomers_going_faster_is_speed_and_nothing_else():
    old, new = held([60, 5, 5, 10, 30], [500, 600, 700, 900, 480]), held([60, 5, 5, 10, 30], [500, 600, 700, 900, 440])
    change = change_between(old, new)
    assert change.speed == pytest.approx(-40 * 30 / 110)
    assert change.backlog_cleared == pytest.approx([0], abs=1e-12)


def test_those_who_waited_cleared_sooner_counts_with_the_backlog():
    old, new = held([60, 5, 5, 10, 30], [500, 600, 700, 900, 480]), held([60, 5, 5, 10, 30], [500, 600, 700, 850, 480])
    assert change_between(old, new).backlog_cleared == pytest.approx(-50 * 10 / 110)


def test_other_fixed_cases_are_told_apart():
    old, new = held([60, 0, 0, 0, 0], [500, 0, 0, 0, 0]), held([40, 0, 0, 0, 0], [450, 0, 0, 0, 0])
    change = change_between(old, new)
    assert change.already_fixed.tolist() == [-50]
    assert change.backlog_cleared.tolist() == [0]


def test_a_group_that_comes_from_nothing_is_all_composition():
    change = change_between(held([10, 0, 0, 0, 0], [400] * 5), held([10, 0, 0, 10, 0], [400, 0, 0, 800, 0]))
    assert change.pace.tolist() == [[0] * 5]
    assert change.backlog_cleared.tolist() == [200]


def test_cases_are_grouped_by_how_long_they_had_waited_on_the_date(by_hand):
    grouped = mean_by_wait(
        by_hand.simulated(),
        by_hand.recorded(),
        measure=TO_PLACED,
        window=(800, 2000),
        waiting_since="order",
        waits=(50, 700),
    )
    # on day 1000 the orders of those waiting are 700 and 50 days old
    assert grouped.cases.tolist() == [[2, 0, 1, 1, 0], [2, 0, 0, 0, 2]]
    assert grouped.days.tolist() == [[600, 0, 500, 960, 0], [600, 0, 0, 0, 350 + 90]]
    shorter = mean_by_wait(
        by_hand.simulated(),
        by_hand.recorded(),
        measure=TO_PLACED,
        window=(800, 2000),
        waiting_since="order",
        waits=(51, 701),
    )
    assert shorter.cases[0].tolist() == [2, 1, 1, 0, 0]


def test_the_groups_make_up_the_pooled_mean(by_hand):
    for measure in (
        TO_PLACED,
        replace(TO_PLACED, start="order", end="match", at_least=0.0, before=("placed", "adopted")),
    ):
        futures = by_hand.simulated(), by_hand.recorded()
        grouped = mean_by_wait(*futures, measure=measure, window=(0, 1600), waiting_since="decision")
        pooled = pooled_windows(*futures, measure=measure, windows=[(0, 1600)])
        np.testing.assert_allclose(grouped.mean, pooled.mean[:, 0])


def test_means_of_other_dates_groups_or_draws_are_not_compared():
    mean = held([1] * GROUPS, [1] * GROUPS)
    others = [
        replace(mean, as_at=1.0),
        replace(mean, waits=(182.0, 400.0)),
        replace(mean, days=np.ones((2, GROUPS)), cases=np.ones((2, GROUPS))),
    ]
    for other in others:
        with pytest.raises(TurnCurveError, match="same date, groups and draws"):
            change_between(mean, other)
