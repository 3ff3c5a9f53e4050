"""How long a queue may grow in the weeks ahead."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.methods.queue_forecast import (
    QueueForecast,
    capacity_needed,
    checked_history,
    forecast_queue,
    queue_rates,
    queue_sizes,
)

AMOUNTS = st.lists(st.integers(0, 30), min_size=1, max_size=12)


def one_by_one(size, arrivals, capacity):
    """Follow a queue as a line of cases: the independent route to its size and to each week's last case's wait."""
    line, sizes = list(range(int(size))), []
    for came, able in zip(arrivals, capacity, strict=True):
        line += ["new"] * int(came)
        line = line[int(able) :]
        sizes.append(len(line))
    return sizes


@given(st.integers(0, 60), AMOUNTS, st.data())
def test_a_queue_followed_at_once_is_a_line_followed_case_by_case(size, arrivals, data):
    capacity = data.draw(st.lists(st.integers(0, 30), min_size=len(arrivals), max_size=len(arrivals)))
    sizes = queue_sizes(size, arrivals=np.array([arrivals], float), capacity=np.array([capacity], float))
    assert sizes[0].tolist() == one_by_one(size, arrivals, capacity)


def made(size=6.0, arrivals=(5, 5, 5), capacity=(4, 4, 4), limit=8.0):
    """Make a forecast of one future."""
    came, able = np.array([arrivals], float), np.array([capacity], float)
    return QueueForecast(size, limit, came, able, queue_sizes(size, arrivals=came, capacity=able))


def test_the_wait_is_the_weeks_until_those_before_are_taken():
    # 6 wait and 4 are taken a week: the last is taken in the second week. Then 7, 8 and 9 wait.
    assert made().queue.tolist() == [[7, 8, 9]]
    assert made().waits().tolist() == [[2, 2, 2, 3]]


def test_nobody_waiting_is_no_wait_and_no_capacity_is_a_year():
    assert made(size=0, arrivals=(0, 0, 0)).waits().tolist() == [[0, 0, 0, 0]]
    assert made(capacity=(0, 0, 0)).waits().tolist() == [[52, 52, 52, 52]]


def test_a_breach_is_a_weeks_end_above_the_limit_and_not_at_it():
    assert made().chance_by_week.tolist() == [0, 0, 1]
    assert made().breach_week == 3
    assert made(limit=9.0).chance == 0
    assert made(limit=9.0).breach_week is None


def test_a_breach_that_passes_again_stays_a_breach():
    found = made(arrivals=(9, 0, 0), capacity=(4, 4, 4))
    assert found.queue.tolist() == [[11, 7, 3]]
    assert found.chance_by_week.tolist() == [1, 1, 1]


def test_what_is_needed_is_the_least_that_keeps_to_the_limit():
    # 7, 8, 9 at a limit of 8: a third of a case a week from the first week on, shown to a tenth and rounded up.
    assert capacity_needed(made()) == pytest.approx(0.4)
    assert capacity_needed(made(limit=9.0)) == 0
    # From the second week on, the one too many at the end of the third has two weeks to be taken in.
    assert capacity_needed(made(), from_week=2) == pytest.approx(0.5)


def test_help_that_comes_after_the_limit_is_passed_is_no_help():
    assert capacity_needed(made(arrivals=(20, 5, 5)), from_week=2) == float("inf")


def test_more_capacity_leaves_the_breach_as_unlikely_as_was_asked():
    history = checked_history(*steady(load=1.15))
    found = forecast_queue(history, limit=float(history.queue[-1]) + 15, rng=np.random.default_rng(3))
    more = capacity_needed(found, enough=0.2)
    helped = queue_sizes(found.size, arrivals=found.arrivals, capacity=found.capacity + more)
    without = queue_sizes(found.size, arrivals=found.arrivals, capacity=found.capacity + more - 0.2)
    assert (helped > found.limit).any(axis=1).mean() <= 0.2 < (without > found.limit).any(axis=1).mean()


def steady(load=0.9, weeks=120, seed=5):
    """Draw a queue with a constant load."""
    rng = np.random.default_rng(seed)
    arrivals, queue, allocated = rng.poisson(12, weeks), 0, []
    for came in arrivals:
        taken = min(queue + came, round(12 / load))
        queue += came - taken
        allocated.append(taken)
    return arrivals, np.array(allocated)


def test_a_spare_team_stays_below_a_limit_that_an_overloaded_one_passes():
    chances = []
    for load in (0.75, 1.2):
        history = checked_history(*steady(load, weeks=40))
        limit = float(history.queue[-1]) + 22
        chances.append(forecast_queue(history, limit=limit, rng=np.random.default_rng(1)).chance)
    assert chances[0] < 0.2
    assert chances[1] > 0.6


def test_nothing_after_the_week_is_used():
    arrivals, allocated = steady()
    cut = checked_history(arrivals[:80], allocated[:80])
    whole = checked_history(arrivals, allocated)
    one = forecast_queue(cut, limit=20.0, rng=np.random.default_rng(2), draws=50)
    two = forecast_queue(whole, limit=20.0, rng=np.random.default_rng(2), draws=50, week=79)
    assert one.queue.tolist() == two.queue.tolist()


def test_the_interval_holds_the_middle():
    found = forecast_queue(checked_history(*steady()), limit=20.0, rng=np.random.default_rng(2))
    ends = found.interval(0.8)
    assert ends.shape == (13, 2)
    assert ((ends[:, 0] <= np.median(found.queue, axis=0)) & (np.median(found.queue, axis=0) <= ends[:, 1])).all()


def test_leave_that_the_rota_knows_lengthens_the_queue():
    arrivals, allocated = steady(0.95)
    days = np.full(120 + 13, 10.0)
    away = days.copy()
    away[122:126] = 2.0
    usual, fewer = (
        forecast_queue(
            checked_history(arrivals, allocated, available=each[:120], planned=each),
            limit=30.0,
            rng=np.random.default_rng(4),
        )
        for each in (days, away)
    )
    assert fewer.chance > usual.chance + 0.3


def test_what_fell_short_of_the_rota_is_expected_to_for_a_while():
    arrivals, allocated = steady(0.95)
    planned = np.full((120, 13), 10.0)
    came = np.full(120, 10.0)
    came[-2:] = 5.0
    plan = queue_rates(checked_history(arrivals, allocated, available=came, planned=planned)).plan[-1]
    assert plan[0] == pytest.approx(10 * (1 - 0.5 * 0.7))
    assert plan[-1] == pytest.approx(10 * (1 - 0.5 * 0.7**13))


def test_without_a_plan_the_last_half_year_is_expected():
    history = checked_history(*steady(), available=np.arange(1.0, 121.0))
    assert history.planned[-1] == pytest.approx(np.full(13, np.arange(95.0, 121.0).mean()))


def test_a_team_that_nobody_waits_for_is_not_thought_slower_because_less_comes():
    came = np.concatenate([np.full(30, 8.0), np.full(30, 3.0)])
    rate = queue_rates(checked_history(came, came)).allocations.rate()
    assert rate[-1] == pytest.approx(rate[29], rel=0.1)


def test_a_team_that_many_wait_for_is_as_fast_as_it_allocates():
    history = checked_history(np.full(60, 8.0), np.full(60, 5.0))
    assert queue_rates(history).allocations.rate()[-1] == pytest.approx(5, rel=0.05)


def test_what_came_on_friday_is_no_sign_that_the_team_is_full():
    came, gone = np.full(60, 10.0), np.full(60, 10.0)
    friday = queue_rates(checked_history(came, gone, queue=np.full(60, 2.0)))
    full = queue_rates(checked_history(came, gone, queue=np.full(60, 2.1)))
    assert friday.allocations.evidence[-1].max() < full.allocations.evidence[-1].max()


@pytest.mark.parametrize(
    ("given_wrong", "said"),
    [
        ({"arrivals": [1.0, -2.0]}, "arrivals are not all numbers of 0 or more"),
        ({"arrivals": [[1.0, 2.0]]}, "arrivals are not all numbers"),
        ({"allocated": [1.0]}, "allocated has another number of weeks"),
        ({"queue": [1.0, np.nan]}, "queue are not all numbers"),
        ({"available": [1.0, 1.0, 1.0]}, "available has another number of weeks"),
        ({"planned": [1.0, 1.0]}, "the plan does not fit the history"),
        ({"planned": np.full((2, 13), -1.0)}, "the plan does not fit the history"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(given_wrong, said):
    given_right = {"arrivals": [1.0, 2.0], "allocated": [1.0, 1.0]} | given_wrong
    came, gone = given_right.pop("arrivals"), given_right.pop("allocated")
    with pytest.raises(TurnCurveError, match=said):
        checked_history(came, gone, **given_right)


def test_fewer_than_eight_weeks_are_too_few():
    history = checked_history([1.0] * 7, [1.0] * 7)
    with pytest.raises(TurnCurveError, match="needs 8 weeks"):
        forecast_queue(history, limit=5.0, rng=np.random.default_rng(1))
