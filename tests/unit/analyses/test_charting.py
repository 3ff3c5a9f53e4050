"""The control chart of one series of figures, or the reason why there is none."""

import datetime as dt
from dataclasses import replace
from math import exp, sqrt

import pytest

from tests.support.made_figures import COUNT, MEAN, SHARE, STOCK, definition, monthly, on_dates, quarterly, yearly
from turncurve.analyses.charting import POOLED, ROLLING, STANDING, better, chart_of
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.methods.spc import NHS_PLOT_THE_DOTS, ChartDesign, Rebase, SpecialCause
from turncurve.reference.periods import Period, month, year_ending

DESIGN = ChartDesign("neither", NHS_PLOT_THE_DOTS)
STEADY = [40, 44, 37, 41, 39, 45, 42, 38, 40, 43, 41, 39, 44, 36, 42, 40]


def of(counts, *, words):
    return chart_of(monthly(counts, words=words), design=DESIGN)


@pytest.mark.parametrize(
    ("polarity", "side"),
    [
        ("higher is better", "higher"),
        ("lower is better", "lower"),
        ("a band", "neither"),
        ("neither", "neither"),
    ],
)
def test_a_band_has_no_better_side(polarity, side):
    assert better(definition(polarity=polarity)) == side


def test_a_share_makes_a_p_chart_with_binomial_limits_of_each_period_s_own_size():
    counts = [(16, 100), (15, 90), (18, 110), (14, 95), (17, 105), (15, 100)]
    charted = of(counts, words=SHARE)
    centre = sum(top for top, _ in counts) / sum(below for _, below in counts)
    assert charted.chart.kind == "p"
    assert charted.chart.points[1].upper == pytest.approx(centre + 3 * sqrt(centre * (1 - centre) / 90))
    assert charted.periods == tuple(each.period for each in monthly(counts).measurements)
    assert charted.reason == ""


def test_a_share_that_varies_more_than_chance_makes_a_chart_with_wider_limits():
    counts = [(200 if place % 2 else 120, 1000) for place in range(24)]
    assert of(counts, words=SHARE).chart.kind == "p'"


@pytest.mark.parametrize(
    ("counts", "kind"), [(STEADY, "c"), ([each * (2 if place % 2 else 1) for place, each in enumerate(STEADY)], "u'")]
)
def test_a_count_makes_a_c_chart_or_a_wider_one(counts, kind):
    assert of(counts, words=COUNT).chart.kind == kind


def test_days_of_separate_years_make_a_chart_of_separate_values():
    figures = yearly([(6000 + 100 * (place % 3), 10) for place in range(8)], words=MEAN, window="flow")
    charted = chart_of(figures, design=DESIGN)
    assert charted.chart.kind == "XmR"
    assert charted.chart.points[1].value == 610


@pytest.mark.parametrize(
    ("figures", "reason"),
    [
        (yearly([(30240, 48)] * 6, words=MEAN), POOLED),
        (on_dates([300 + day for day in range(12)], [month(2012, each).end for each in range(1, 13)]), STANDING),
        (yearly([]), "no period has a value"),
        (monthly([(6, 40)] * 9 + [None]), "1 of 10 values is hidden"),
        (monthly([(6, 40)] * 8 + [None, None], words=SHARE), "2 of 10 values are hidden"),
        (monthly([41, 39] * 5, words=COUNT), ""),
        (monthly([41] * 10, words=COUNT), "every value is the same"),
        (yearly([10, 12, 11], words=COUNT), "fewer than 4"),
        (monthly([0] * 12, words=COUNT), "nothing was counted"),
        (monthly([(0, 9)] * 12), "nothing was counted"),
        (monthly([(9, 9)] * 12), "every unit has the property"),
    ],
)
def test_where_no_limits_can_be_given_the_reason_is(figures, reason):
    charted = chart_of(figures, design=DESIGN)
    assert (charted.reason == "") == (reason == "")
    assert reason in charted.reason
    assert charted.chart is None or all((point.lower is None) == bool(charted.reason) for point in charted.chart.points)


def windows(*spans, words=COUNT, count=40):
    held = tuple(Measurement("Exampleshire", each, count + step) for step, each in enumerate(spans))
    return Figures(definition(words), held, Source("Made"))


def test_a_rolling_year_is_refused_with_the_reason_and_not_with_an_error():
    rolling = [Period(dt.date(2011, step, 1), month(2012, step).end) for step in range(1, 12)]
    assert chart_of(windows(*rolling), design=DESIGN).reason == ROLLING


def test_three_years_pooled_are_refused_whatever_is_measured():
    pooled = [Period(dt.date(year - 3, 4, 1), dt.date(year, 3, 31)) for year in range(2010, 2018)]
    assert chart_of(windows(*pooled), design=DESIGN).reason == POOLED


def test_counts_of_periods_of_different_lengths_do_not_stand_on_one_chart():
    mixed = [month(2012, 1), month(2012, 2), Period(dt.date(2012, 3, 1), dt.date(2012, 5, 31)), month(2012, 6)]
    assert "different lengths" in chart_of(windows(*mixed), design=DESIGN).reason


def test_what_is_open_each_31_march_is_charted_as_separate_values():
    figures = on_dates([300, 310, 295, 305, 298], [year_ending(year).end for year in range(2009, 2014)], words=STOCK)
    assert chart_of(figures, design=DESIGN).chart.kind == "XmR"


def test_a_month_without_a_case_has_a_point_without_a_value_and_one_not_available_has_none():
    figures = monthly([(4, 30), (0, 0), (5, 33), (4, 29), (5, 30), (4, 31)])
    gap = Measurement("Exampleshire", month(2012, 10), None, None, "not available")
    charted = chart_of(Figures(figures.definition, (*figures.measurements, gap), figures.source), design=DESIGN)
    assert len(charted.periods) == 6
    assert charted.chart.points[1].value is None
    assert charted.chart.points[1].special_cause is SpecialCause.CANNOT_TELL


def test_a_mean_over_nobody_has_no_point():
    figures = yearly([(6000, 10), (0, 0), (6100, 10), (6200, 10), (6050, 10)], words=MEAN, window="flow")
    charted = chart_of(figures, design=DESIGN)
    assert [each.end.year for each in charted.periods] == [2009, 2011, 2012, 2013]
    assert len(charted.chart.points) == 4


@pytest.mark.parametrize(
    ("on", "starts"),
    [
        (dt.date(2012, 10, 1), [0, 6]),
        (dt.date(2012, 9, 12), [0, 6]),  # within September: limits start anew with the first whole month
        (dt.date(2012, 4, 1), [0]),  # before the second period there is nothing to start anew from
        (dt.date(2001, 4, 1), [0]),
        (dt.date(2020, 4, 1), [0]),
    ],
)
def test_limits_start_anew_with_the_first_whole_period_from_the_date_agreed(on, starts):
    rebase = Rebase(on, "a new team answers", "Director")
    charted = chart_of(monthly(STEADY[:12], words=COUNT), design=ChartDesign("neither", NHS_PLOT_THE_DOTS, (rebase,)))
    assert [each.first for each in charted.chart.segments] == starts


def test_of_two_rebases_within_one_period_the_later_holds():
    rebases = tuple(Rebase(dt.date(2012, 9, day), reason, "Director") for day, reason in ((20, "second"), (3, "first")))
    charted = chart_of(monthly(STEADY[:12], words=COUNT), design=ChartDesign("neither", NHS_PLOT_THE_DOTS, rebases))
    assert [each.rebase.reason for each in charted.chart.segments[1:]] == ["second"]


WAITED = {**MEAN, "window": "flow"}
WAITS = [2, 1, 3, 2, 2, 3, 1, 2, 3, 2, 1, 2, 2, 3, 20, 50, 90, 120, 60, 30, 2, 1, 2, 3]


@pytest.mark.parametrize("words", [WAITED, COUNT], ids=["a mean, such as a wait", "a count, as of long waits"])
def test_months_take_their_limits_from_a_steady_stretch_where_a_backlog_lifts_them(words):
    counts = [(each * 10, 10) for each in WAITS] if words is WAITED else WAITS
    (segment,) = chart_of(monthly(counts, words=words), design=replace(DESIGN, steady=True)).chart.segments
    assert (segment.steady.first, segment.steady.last) == (0, 13)


def test_shares_and_counts_of_years_keep_the_limits_of_all():
    asked = replace(DESIGN, steady=True)
    shares = monthly([(each, 200) for each in WAITS], words=SHARE)
    for figures in (shares, yearly(WAITS, words=COUNT)):
        assert all(each.steady is None for each in chart_of(figures, design=asked).chart.segments)


def test_months_of_which_most_stand_out_about_a_backlog_in_an_empty_past_have_no_limits():
    """Of 26 months 7 held long waits: limits of all call the empty ones special, and nothing varies in these."""
    counts = [0] * 14 + [60, 125, 168, 251, 317, 143, 30] + [0] * 5
    plain = chart_of(monthly(counts, words=COUNT), design=DESIGN)
    asked = chart_of(monthly(counts, words=COUNT), design=replace(DESIGN, steady=True))
    assert sum(point.special_cause is not SpecialCause.COMMON for point in plain.chart.points) > 13
    assert "no stretch of 12 or more is steady enough" in asked.reason


SEASON = [0, 0.5, 1, 0.5, -2, 0.5, 0.5, 1, -1, 0, -0.5, -0.5]
SEASONAL = [round(4600 * exp(0.12 * each) + 30 * (-1) ** (place // 7)) for place, each in enumerate(SEASON * 4)]


@pytest.mark.parametrize(("make", "length"), [(monthly, 12), (quarterly, 4)])
def test_limits_of_counts_follow_the_season_where_that_is_asked_for(make, length):
    counts = (SEASONAL if length == 12 else [1000, 1300, 1000, 700] * 6)[: 4 * length + 1]
    figures = make(counts, words=COUNT)
    plain, asked = (chart_of(figures, design=DESIGN, seasonal=each).chart for each in (False, True))
    assert plain.season == ()
    assert asked.season[:length] == asked.season[length : 2 * length]
    assert asked.points[-1].upper - asked.points[-1].lower < plain.points[-1].upper - plain.points[-1].lower
    assert [point.value for point in asked.points] == [float(each) for each in counts]


def test_years_and_shares_have_no_season():
    for figures in (yearly(SEASONAL[:12], words=COUNT), monthly([(each, 9000) for each in SEASONAL], words=SHARE)):
        assert chart_of(figures, design=DESIGN, seasonal=True).chart.season == ()


def test_a_design_that_does_not_ask_for_a_steady_stretch_has_the_limits_of_all_months():
    (segment,) = of([(each * 10, 10) for each in WAITS], words=WAITED).chart.segments
    assert segment.steady is None
