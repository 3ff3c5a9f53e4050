"""An earlier milestone for the cases that have one, and as often as past cases for those to come."""

from dataclasses import replace

import numpy as np
import pytest

from turncurve.errors import TurnCurveError
from turncurve.methods.pathway_earlier import with_earlier
from turncurve.methods.pathway_scorecard import DaysBetween, pooled_windows

NONE = np.nan
JOINED = DaysBetween("entry", "joined", "adopted", fixed_by="placed")


@pytest.fixture
def joined(by_hand):
    """Return a function that adds the days on which cases joined the family."""

    def add(earlier, seed=1):
        return with_earlier(
            by_hand.simulated(),
            by_hand.recorded(),
            name="joined",
            milestone="placed",
            earlier=earlier,
            generator=np.random.default_rng(seed),
        )

    return add


def test_without_earlier_days_it_falls_on_the_other_milestone(joined):
    simulated, recorded = joined([NONE] * 7)
    np.testing.assert_array_equal(simulated.dates[:, 6], simulated.dates[:, 4])
    np.testing.assert_array_equal(recorded.dates[:, 6], recorded.dates[:, 4])
    assert simulated.route.milestones[-1] == "joined"


def test_recorded_cases_have_their_own_day_whether_over_or_open(joined):
    simulated, recorded = joined([5, NONE, NONE, 620, NONE, NONE, NONE])
    assert recorded.dates[:2, 6].tolist() == [5, 400]
    assert simulated.dates[simulated.case == 3, 6].tolist() == [620, 620]
    pooled = pooled_windows(simulated, recorded, measure=JOINED, windows=[(0, 1100)])
    assert pooled.days[:, 0, 0].tolist() == [5 + 400 + 120, 5 + 400]


def test_cases_to_come_are_as_far_along_as_past_ones(joined):
    # both past cases joined a quarter of the way from entry to placement
    simulated, _ = joined([10, 100, NONE, NONE, NONE, NONE, NONE])
    to_come = np.isfinite(simulated.dates[:, 4]) & (simulated.case != 3)
    begun, reached, earlier = (simulated.dates[to_come, column] for column in (0, 4, 6))
    np.testing.assert_array_equal(earlier, begun + np.floor((reached - begun) / 4))
    assert to_come.sum() == 4
    placed = simulated.case == 3
    np.testing.assert_array_equal(simulated.dates[placed, 6], [700, 700])


def test_they_join_early_as_often_as_past_cases(by_hand):
    simulated, recorded = by_hand.simulated(), by_hand.recorded()
    many = replace(simulated, **{name: np.repeat(getattr(simulated, name), 500, axis=0) for name in ("dates", "case")})
    changed, _ = with_earlier(
        many,
        recorded,
        name="joined",
        milestone="placed",
        earlier=[10, NONE, NONE, NONE, NONE, NONE, NONE],
        generator=np.random.default_rng(3),
    )
    to_come = np.isfinite(changed.dates[:, 4]) & (changed.case != 3)
    assert (changed.dates[to_come, 6] < changed.dates[to_come, 4]).mean() == pytest.approx(0.5, abs=0.05)


def test_the_same_seed_gives_the_same_days(joined):
    earlier = [10, NONE, NONE, NONE, NONE, NONE, NONE]
    first, again = (joined(earlier, seed=9)[0] for _ in range(2))
    np.testing.assert_array_equal(first.dates, again.dates)


def test_without_a_past_case_nobody_joins_early(by_hand):
    simulated, recorded = by_hand.simulated(), by_hand.recorded()
    dates = recorded.dates.copy()
    dates[:, 5] = NONE
    changed, _ = with_earlier(
        simulated,
        replace(recorded, dates=dates),
        name="joined",
        milestone="placed",
        earlier=[5, 5, NONE, NONE, NONE, NONE, NONE],
        generator=np.random.default_rng(1),
    )
    np.testing.assert_array_equal(changed.dates[:, 6], changed.dates[:, 4])


@pytest.mark.parametrize(("earlier", "name"), [([NONE] * 6, "joined"), ([NONE] * 7, "placed")])
def test_days_that_do_not_fit_and_a_milestone_already_there_are_refused(by_hand, earlier, name):
    with pytest.raises(TurnCurveError, match=name):
        with_earlier(
            by_hand.simulated(),
            by_hand.recorded(),
            name=name,
            milestone="placed",
            earlier=earlier,
            generator=np.random.default_rng(1),
        )
