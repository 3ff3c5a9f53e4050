"""The periods that a verdict may rest on: without a break, and none that a hidden value makes unsafe."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from tests.support.made_figures import COUNT, MEAN, STOCK, definition, monthly, on_dates, quarterly, yearly
from turncurve.analyses.stretch import missing_between, stretch_about
from turncurve.indicators.figures import Figures, Source
from turncurve.methods.turned import scale_counts, scale_shares, seasonal_exposure

END = dt.date(2010, 3, 31)
SHARES = [(40 + step, 400 + step) for step in range(8)]


def absent(figures, place, status="not available"):
    """Return figures with one value taken out."""
    held = list(figures.measurements)
    held[place] = replace(held[place], numerator=None, denominator=None, status=status)
    return replace(figures, measurements=tuple(held))


def years(stretch):
    return [each.period.end.year for each in stretch.figures.measurements]


@pytest.mark.parametrize(
    ("end", "origin"),
    [(None, 8), (END, 5), (dt.date(2011, 1, 31), 5), (dt.date(2011, 3, 31), 6), (dt.date(2000, 3, 31), 0)],
)
def test_the_baseline_holds_every_period_that_had_ended_by_then(end, origin):
    stretch = stretch_about(yearly(SHARES), end)
    assert stretch.origin == origin
    assert years(stretch) == list(range(2006, 2014))
    assert (stretch.reason, stretch.left_out) == ("", "")
    assert len(stretch.before.measurements) == origin
    assert len(stretch.after) == 8 - origin


def test_a_gap_in_the_past_leaves_out_what_lies_before_it():
    stretch = stretch_about(absent(yearly(SHARES), 1), END)
    assert years(stretch) == list(range(2008, 2014))
    assert stretch.origin == 3
    assert stretch.reason == ""
    assert stretch.left_out == (
        "Periods up to year to March 2007 are left out, because the value of that one is not available."
    )


def test_a_gap_since_the_baseline_leaves_out_what_lies_after_it():
    stretch = stretch_about(absent(yearly(SHARES), 6), END)
    assert years(stretch) == list(range(2006, 2012))
    assert len(stretch.after) == 1
    assert "Periods from year to March 2012 on are left out" in stretch.left_out


def test_a_period_that_is_not_there_at_all_is_a_gap_too():
    figures = yearly(SHARES)
    held = figures.measurements
    stretch = stretch_about(replace(figures, measurements=(*held[:6], *held[7:])), END)
    assert years(stretch) == list(range(2006, 2012))
    assert "the series has a gap there" in stretch.left_out


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        (1, "a gap right after the baseline's end: the one to March 2011 is missing"),
        (2, "a gap right after the baseline's end: the one to March 2011 and the one to March 2012 are missing"),
    ],
)
def test_a_gap_right_after_the_baseline_is_the_reason_and_is_named(gone, said):
    figures = yearly(SHARES)
    held = figures.measurements
    stretch = stretch_about(replace(figures, measurements=(*held[:5], *held[5 + gone :])), END)
    assert stretch.reason.endswith(said)
    assert stretch.origin == 5


def test_a_first_period_without_a_value_is_the_reason_too():
    reason = stretch_about(absent(yearly(SHARES), 5), END).reason
    assert reason == "the first period since the baseline, year to March 2011, is not available"


def test_neighbours_of_pooled_or_unequal_length_have_no_period_missing_between_them():
    figures = yearly(SHARES)
    first, _, third = figures.measurements[:3]
    assert missing_between(figures, first, third) == (dt.date(2007, 3, 31),)
    assert missing_between(replace(figures, measurements=()), first, third) == ()


def test_a_share_of_no_cases_is_no_value():
    stretch = stretch_about(yearly([(1, 9), (0, 0), *SHARES[2:]]), END)
    assert years(stretch)[0] == 2008
    assert "a share of no cases" in stretch.left_out


@pytest.mark.parametrize("place", [5, 6, 7])
def test_a_value_hidden_since_the_baseline_is_a_reason(place):
    stretch = stretch_about(absent(yearly(SHARES), place, "hidden"), END)
    assert f"hidden (year to March {2006 + place})" in stretch.reason


def test_a_value_hidden_long_before_is_left_out_where_it_is_one_of_many():
    many = quarterly([20] * 24, words=COUNT)
    one = stretch_about(absent(many, 2, "hidden"), dt.date(2012, 3, 31))
    assert one.reason == ""
    assert one.origin == 17
    three = absent(absent(absent(many, 2, "hidden"), 3, "hidden"), 4, "hidden")
    assert "3 of 24 values are hidden" in stretch_about(three, dt.date(2012, 3, 31)).reason


def test_a_baseline_whose_last_value_is_missing_is_no_baseline():
    stretch = stretch_about(absent(yearly(SHARES), 4), END)
    assert stretch.reason == "the last value of the baseline (year to March 2010) is not available"


@pytest.mark.parametrize(
    ("figures", "reason"),
    [
        (yearly([]), "no period is held"),
        (yearly([(30240, 48)] * 5, words=MEAN), "pooled years shares children"),
        (yearly(SHARES, window="three years pooled"), "three years together"),
        (yearly([(0, 0)] * 4), "a share of no cases"),
        (on_dates([3, 4, 5], [dt.date(2010, 3, 31), dt.date(2010, 6, 30), dt.date(2011, 3, 31)]), "different lengths"),
    ],
)
def test_what_cannot_be_read_at_all_says_why(figures, reason):
    assert reason in stretch_about(figures, None).reason


def test_dates_a_year_apart_follow_one_another():
    days = [dt.date(year, 3, 31) for year in (2008, 2009, 2010, 2011)]
    stretch = stretch_about(on_dates([300, 310, 320, 330], days, words=STOCK), END)
    assert (stretch.origin, len(stretch.after)) == (3, 1)


def test_shares_are_scaled_with_their_denominators():
    found = stretch_about(yearly(SHARES), END).scaled()
    same = scale_shares(*zip(*SHARES, strict=True))
    assert np.array_equal(found.values, same.values)
    assert np.array_equal(found.original, [top / bottom for top, bottom in SHARES])


@pytest.mark.parametrize(("make", "length"), [(quarterly, 4), (monthly, 12)])
def test_counts_of_a_part_of_the_year_are_scaled_with_the_season_that_the_past_shows(make, length):
    counts = ([30] * (length - 1) + [60]) * 4
    figures = make(counts, words=COUNT, first=dt.date(2008, 4, 1))
    found = stretch_about(figures, dt.date(2011, 3, 31)).scaled()
    exposure = seasonal_exposure(counts, origin=3 * length, season_length=length)
    assert np.array_equal(found.values, scale_counts(counts, exposure=exposure).values)
    assert np.ptp(found.values) < np.ptp(scale_counts(counts).values)


def test_counts_of_a_year_on_a_date_or_after_a_short_past_have_no_season():
    plain = [30, 31, 29, 33, 60, 32]
    assert np.array_equal(stretch_about(yearly(plain, words=COUNT), END).scaled().values, scale_counts(plain).values)
    short = stretch_about(quarterly(plain, words=COUNT, first=dt.date(2009, 7, 1)), END)
    assert short.origin == 3
    assert np.array_equal(short.scaled().values, scale_counts(plain).values)
    dates = [dt.date(2009, 3, 31), dt.date(2010, 3, 31), dt.date(2011, 3, 31)]
    assert np.array_equal(
        stretch_about(on_dates(plain[:3], dates), END).scaled().values, scale_counts(plain[:3]).values
    )


def test_a_stretch_does_not_change_what_it_was_given():
    figures = absent(yearly(SHARES), 1)
    kept = Figures(definition(), figures.measurements, Source("Made for a test"))
    stretch_about(figures, END)
    assert figures == kept
