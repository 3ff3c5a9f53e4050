"""Shares within a time, cohorts and those waiting on a date, by hand and by pandas' own months."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.methods.pathway_waits import cohort_shares, months_later, shares_within, waiting_on


@pytest.fixture
def futures(by_hand):
    return by_hand.simulated(), by_hand.recorded()


@given(days=st.lists(st.integers(0, 40_000), min_size=1, max_size=20), months=st.integers(0, 40))
def test_months_are_those_of_the_calendar(days, months):
    later = months_later(np.array(days, dtype=float), months=months)
    dates = pd.Timestamp("1970-01-01") + pd.to_timedelta(pd.Series(days), unit="D")
    expected = (dates + pd.DateOffset(months=months) - pd.Timestamp("1970-01-01")).dt.days
    assert later.tolist() == expected.tolist()


def test_day_zero_may_be_any_date():
    later = months_later(np.array([30.0]), months=1, day_zero=np.datetime64("2012-01-01"))
    assert later.tolist() == [59.0]  # 31 January 2012 to 29 February


@pytest.mark.parametrize(
    ("window", "within", "counted"),
    [
        # on day 1000 the placed case waited 200 days, one waiting 900 so far, another 300; 400 of the adopted is within
        ((0, 1000), [2 + 1 + 1, 2 + 1 + 1], [5, 5]),
        # by day 1200: the first draw's are placed after 960 and 500 days; the second's have waited 1100 and 500
        ((1001, 1200), [2, 1 + 1 + 1 + 1], [3, 5]),
        # in the second draw the long wait goes on, the short one has left, and the new one and another are adopted
        ((1201, 2000), [1, 3], [2, 4]),
    ],
)
def test_those_still_on_the_way_count_by_their_wait_so_far(futures, window, within, counted):
    how = {"start": "entry", "end": "placed", "on_the_way": "decision", "fixed_by": "placed"}
    found = shares_within(*futures, **how, windows=[window], months=[18])
    assert found.counted[:, 0].sum(axis=1).tolist() == counted
    assert found.within[:, 0].sum(axis=1).tolist() == within
    np.testing.assert_allclose(found.share[:, 0], np.array(within) / counted)


def test_a_wait_of_just_the_months_allowed_is_not_within_them(futures):
    how = {"start": "entry", "end": "placed", "on_the_way": "decision", "fixed_by": "placed", "windows": [(900, 900)]}
    # day 400 from day 0: 13 calendar months of 1970 are 396 days and 14 are 424
    shares = [shares_within(*futures, **how, months=[number]).within[0, 0, 0] for number in (13, 14)]
    assert shares[1] - shares[0] == 1
    exact = shares_within(*futures, **how, months=[13], day_zero=np.datetime64("1970-01-28"))
    assert exact.within[0, 0, 0] == shares[0]


def test_each_window_has_its_own_months(futures):
    how = {"start": "entry", "end": "placed", "on_the_way": "decision", "fixed_by": "placed"}
    both = shares_within(*futures, **how, windows=[(0, 1000)] * 2, months=[3, 24])
    assert (both.share[:, 0] < both.share[:, 1]).all()
    assert both.counted[:, 0].tolist() == both.counted[:, 1].tolist()


def test_a_cohort_is_followed_for_its_months(futures):
    how = {"start": "order", "end": "match", "fixed_by": "placed"}
    found = cohort_shares(*futures, **how, windows=[(600, 1000), (1001, 1900)], months=7)
    # orders of days 650 and 950: matched before it, and in the first draw after 200 days
    assert found.within[:, 0].sum(axis=1).tolist() == [2, 1]
    assert found.counted[:, 0].sum(axis=1).tolist() == [2, 2]
    # orders to come are of the second draw only
    assert found.counted[:, 1].sum(axis=1).tolist() == [0, 2]
    assert np.isnan(found.share[0, 1])


def test_a_cohort_not_followed_to_its_end_is_not_counted(futures):
    how = {"start": "order", "end": "match", "fixed_by": "placed", "windows": [(1001, 1900)]}
    counted = [cohort_shares(*futures, **how, months=months).counted[1].sum() for months in (27, 28, 29, 31, 32)]
    # 28 months from day 1150 end on the last day, day 2000; 31 months from day 1030 on day 1972
    assert counted == [2, 2, 1, 1, 0]


def test_those_waiting_are_past_one_milestone_and_not_the_other(futures):
    waiting = waiting_on(*futures, since="order", until="match", fixed_by="placed", days=[1000, 1100, 1260], long=500)
    assert waiting.on == (1000, 1100, 1260)
    assert waiting.number.sum(axis=2).tolist() == [[2, 1, 0], [2, 2, 1]]
    assert waiting.days.sum(axis=2).tolist() == [[700 + 50, 150, 0], [750, 800 + 150, 960]]
    assert waiting.long.sum(axis=2).tolist() == [[1, 0, 0], [1, 1, 1]]
    np.testing.assert_array_equal(waiting.mean_days, [[375, 150, np.nan], [375, 475, 960]])


def test_past_waits_are_found_too(futures):
    waiting = waiting_on(*futures, since="order", until="match", fixed_by="placed", days=[250, 799, 800], long=1e9)
    assert waiting.number.sum(axis=2).tolist() == [[2, 2, 1], [2, 2, 1]]
    assert waiting.long.sum() == 0


def test_days_after_the_futures_are_refused(futures):
    with pytest.raises(TurnCurveError, match="A window ends"):
        waiting_on(*futures, since="order", until="match", fixed_by="placed", days=[2001], long=1)
    how = {"start": "order", "end": "match", "fixed_by": "placed", "windows": [(1001, 2001)]}
    with pytest.raises(TurnCurveError, match="A window ends"):
        cohort_shares(*futures, **how, months=4)
    with pytest.raises(TurnCurveError, match="A window ends"):
        shares_within(*futures, **how, on_the_way="decision", months=[4])
