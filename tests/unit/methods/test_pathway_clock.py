"""A change of clock: found where a step halves its time, not where a rate rises alike or nothing happens."""

from itertools import pairwise

import numpy as np
import pytest

from turncurve.methods.pathway_clock import LATEST_PERIODS, NO_CHANGE, PACES, Clock, Passage, found_clock

INTERVALS = np.array([30.0, 60.0, 90.0, 120.0, 180.0, 240.0, 365.0])
POSITION = np.linspace(-1, 1, len(INTERVALS) + 1)
QUARTER = 90.0
PERIODS = QUARTER * np.arange(1, 32)
CHANGE = 24 * QUARTER


def passage(pace, *, seed=1, number=480, change=CHANGE):
    """Return the time at risk of a step that takes about 150 days until a change, in pieces of ten days."""
    random = np.random.default_rng(seed)
    since = np.sort(random.random(number) * 32 * QUARTER)
    takes = random.gamma(3.0, 50.0, number)
    before = np.clip(change - since, 0, takes)
    takes = before + (takes - before) / pace
    rows = []
    for begun, length in zip(since, takes, strict=True):
        until = min(length, 32 * QUARTER - begun)
        edges = np.append(np.arange(0, until, 10.0), until)
        for first, last in pairwise(edges):
            rows.append(((first + last) / 2, begun, last - first, last == length))
    middle, begun, days, event = (np.array(column) for column in zip(*rows, strict=True))
    period = np.searchsorted(PERIODS, begun + middle, side="right")
    return Passage(middle=middle, since=begun, period=period, days=days, event=event.astype(bool))


def found(of):
    return found_clock(of, periods=PERIODS, intervals=INTERVALS, position=POSITION)


@pytest.mark.parametrize(("pace", "within"), [(2.3, 2), (0.5, 4)])
@pytest.mark.parametrize("seed", range(3))
def test_a_step_that_takes_a_fraction_of_its_time_is_found_with_its_date(pace, within, seed):
    clock = found(passage(pace, seed=seed))
    assert clock.begins == pytest.approx(CHANGE, abs=within * QUARTER)
    assert abs(np.log(clock.pace / pace)) < 0.4


def test_nothing_is_found_in_a_step_that_stays_as_it_is():
    changes = [found(passage(1.0, seed=seed)) for seed in range(12)]
    assert sum(clock != NO_CHANGE for clock in changes) <= 1


def test_too_few_events_before_or_after_tell_nothing():
    assert found(passage(2.3, number=30)) == NO_CHANGE
    late = passage(2.3, change=32 * QUARTER)
    assert found(late) == NO_CHANGE


def test_a_change_too_long_ago_is_not_looked_for():
    clock = found(passage(2.3, change=10 * QUARTER))
    assert clock == NO_CHANGE or clock.begins >= PERIODS[31 - LATEST_PERIODS]


def test_a_rate_multiplied_alike_at_every_wait_is_left_to_the_drift():
    random = np.random.default_rng(5)
    since = np.sort(random.random(300) * 32 * QUARTER)
    pieces = []
    for begun in since:
        day = 0.0
        while begun + day < 32 * QUARTER:
            rate = 0.004 * (2.5 if begun + day >= CHANGE else 1.0)
            happens = random.random() < 1 - np.exp(-10 * rate)
            pieces.append((day + 5, begun, 10.0, happens))
            day += 10
            if happens:
                break
    middle, begun, days, event = (np.array(column) for column in zip(*pieces, strict=True))
    period = np.searchsorted(PERIODS, begun + middle, side="right")
    assert found(Passage(middle, begun, period, days, event.astype(bool))) == NO_CHANGE


def test_the_clock_is_ahead_by_what_earlier_time_counts_for_more():
    clock = Clock(begins=100.0, pace=0.5)
    np.testing.assert_allclose(clock.shift(np.array([0.0, 60.0, 100.0, 150.0])), [100.0, 40.0, 0.0, 0.0])
    faster = Clock(begins=100.0, pace=2.0)
    np.testing.assert_allclose(faster.shift(np.array([0.0, 60.0, 150.0])), [-50.0, -20.0, 0.0])
    np.testing.assert_array_equal(NO_CHANGE.shift(np.array([0.0, 1e6])), [0.0, 0.0])


def test_one_is_not_among_the_paces_that_count_as_a_change():
    assert 1.0 not in PACES
    assert sorted(PACES) == list(PACES)
