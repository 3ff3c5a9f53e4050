"""How far chance could have moved a value, and when nothing can be said of that."""

import datetime as dt
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.made_figures import COUNT, MEAN, monthly, on_dates, yearly
from turncurve.analyses.spread import FEWEST_TO_MEASURE, Spread, inflation, interval_of, spread_of, too_many_hidden
from turncurve.analyses.usual_spread import Usual
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.methods.interval import byar, wilson

WILD = [(20, 100), (5, 100)] * 4


def test_the_inflation_is_the_mean_square_of_steps_over_what_chance_gives():
    steps = [((20 - 5) / 100) ** 2 / (0.125 * 0.875 * 2 / 100)] * 7
    assert inflation(monthly(WILD)) == pytest.approx(mean(steps))


@pytest.mark.parametrize(
    ("periods", "known"),
    [(FEWEST_TO_MEASURE - 1, "assumed"), (FEWEST_TO_MEASURE, "own"), (FEWEST_TO_MEASURE + 1, "own")],
)
def test_fewer_than_eight_periods_take_what_is_usual(periods, known):
    assert spread_of(monthly([*WILD, (20, 100)][:periods])).known == known


def test_hidden_periods_do_not_count_towards_the_eight():
    assert spread_of(monthly([*WILD[:7], None, None])).known == "assumed"
    assert spread_of(monthly([*WILD, None])).known == "own"


def test_a_short_series_of_shares_is_taken_to_vary_as_plan_percentages_do():
    """Plan percentages vary 3 to 4 times more from year to year than binomial chance; the middle is taken."""
    assert spread_of(yearly([(62, 388), (64, 512)])) == Spread(3.5, "assumed")


def test_what_was_measured_of_others_comes_before_what_is_assumed():
    usual = Usual(2.1, "published", areas=11)
    assert spread_of(yearly([(62, 388), (64, 512)]), usual=usual) == Spread(2.1, "published", 11)
    assert spread_of(monthly(WILD), usual=usual).known == "own"


def test_a_short_series_of_counts_varies_beyond_chance_by_a_share_of_itself():
    """388 and 512: 450 on average; variance 450 + (0.15 x 450)^2, so 1 + 450 x 0.0225 = 11.125 times chance."""
    assert spread_of(yearly([388, 512], words=COUNT)) == Spread(pytest.approx(11.125), "assumed")


def test_a_long_series_of_counts_measures_its_own_spread_from_step_to_step():
    """Steps of 40 between 80 and 120: 1,600 over 200 each time, so eight times chance."""
    assert inflation(monthly([80, 120] * 6, words=COUNT)) == pytest.approx(8.0)
    assert inflation(monthly([100] * 12, words=COUNT)) == 1.0


@pytest.mark.parametrize(
    "figures", [monthly([(10, 100)] * 12), monthly([(0, 100)] * 12), monthly([0] * 9, words=COUNT)]
)
def test_a_long_series_that_does_not_vary_has_no_inflation(figures):
    assert spread_of(figures) == Spread(1.0, "own")


@pytest.mark.parametrize("figures", [monthly([(0, 0)] * 12), yearly([(30240, 48)] * 9, words=MEAN), monthly([])])
def test_where_nothing_can_vary_there_is_no_spread(figures):
    assert spread_of(figures) == Spread(1.0, "none")
    assert inflation(figures) == 1


shares = st.integers(1, 200).flatmap(lambda below: st.tuples(st.integers(0, below), st.just(below)))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.none() | shares, max_size=20))
def test_an_interval_holds_its_value_and_is_never_narrower_than_chance_alone(drawn):
    figures = monthly(drawn)
    factor = inflation(figures)
    assert factor >= 1
    for each in figures.measurements:
        bounds = interval_of(figures, each, factor=factor)
        value = figures.value(each)
        if value is None:
            assert isinstance(bounds, NoInterval)
            continue
        plain = wilson(each.numerator, each.denominator)
        assert bounds.lower - 1e-9 <= value <= bounds.upper + 1e-9
        assert bounds.upper - bounds.lower >= 100 * (plain.upper - plain.lower) - 1e-6
        assert 0 <= bounds.lower <= bounds.upper <= 100


@pytest.mark.parametrize("count", [0, 1, 36, 5000])
def test_a_count_is_bounded_as_a_count_and_wider_where_it_varies_more(count):
    figures = yearly([count], words=COUNT)
    plain = interval_of(figures, figures.measurements[0], factor=1.0)
    wide = interval_of(figures, figures.measurements[0], factor=3.0)
    assert plain == byar(count)
    assert wide.lower <= plain.lower <= count <= plain.upper < wide.upper


@settings(max_examples=60, deadline=None)
@given(st.lists(st.none() | st.integers(0, 3000), max_size=20))
def test_an_interval_of_a_count_holds_it_and_is_never_narrower_than_chance_alone(drawn):
    figures = monthly(drawn, words=COUNT)
    factor = inflation(figures)
    assert factor >= 1
    for each in figures.measurements:
        bounds = interval_of(figures, each, factor=factor)
        if each.numerator is None:
            assert isinstance(bounds, NoInterval)
            continue
        plain = byar(each.numerator)
        assert 0 <= bounds.lower <= plain.lower + 1e-9
        assert bounds.upper >= plain.upper - 1e-9


@pytest.mark.parametrize(
    ("figures", "reason"),
    [
        (yearly([None]), "there is no value to bound"),
        (yearly([(0, 0)]), "there is no value to bound"),
        (yearly([(30240, 48)], words=MEAN), "the spread of days between children is not held with their sum"),
    ],
)
def test_why_there_is_no_interval_is_said(figures, reason):
    assert interval_of(figures, figures.measurements[0], factor=1.0).reason == reason


def test_an_interval_is_in_percent_and_says_its_method():
    figures = yearly([(62, 388)])
    bounds = interval_of(figures, figures.measurements[0], factor=1.0)
    assert isinstance(bounds, Interval)
    assert (bounds.method, bounds.level) == ("Wilson", 0.95)
    assert 12 < bounds.lower < 16 < bounds.upper < 21


@pytest.mark.parametrize(
    ("hidden", "shown", "refused"),
    [(0, 10, False), (1, 9, False), (2, 18, False), (2, 9, True), (5, 5, True), (9, 3, False), (0, 0, False)],
)
def test_more_than_a_tenth_hidden_is_too_many_where_enough_is_known_to_mislead(hidden, shown, refused):
    figures = monthly([None] * hidden + [(9, 40)] * shown)
    assert bool(too_many_hidden(figures)) is refused


def test_how_many_are_hidden_is_said_in_the_singular_too():
    assert too_many_hidden(monthly([None] + [9] * 8, words=COUNT)).startswith("1 of 9 values is hidden")
    assert too_many_hidden(monthly([None] * 2 + [9] * 8, words=COUNT)).startswith("2 of 10 values are hidden")


def test_a_gap_in_the_records_is_not_a_hidden_value():
    figures = monthly([(0, 0)] * 5 + [(9, 40)] * 5)
    assert too_many_hidden(figures) == ""


def test_counts_on_dates_share_their_cases_so_that_their_steps_measure_nothing():
    counts = [25, 28, 30, 33, 37, 41, 46, 52, 57, 59]
    same = on_dates(counts, [dt.date(2003 + place, 3, 31) for place in range(len(counts))])
    assert len(same.measurements) >= FEWEST_TO_MEASURE
    assert spread_of(same).known != "own"
    assert spread_of(same).factor > 1
