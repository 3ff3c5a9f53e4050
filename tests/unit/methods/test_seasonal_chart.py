"""Limits of counts follow the season: it is neither in their width nor called special."""

import datetime as dt
from math import sqrt

import numpy as np
import pytest

from turncurve.errors import TurnCurveError
from turncurve.methods.attribute_chart import attribute_chart
from turncurve.methods.seasonal_chart import WHAT, seasonal_count_chart
from turncurve.methods.seasonal_factors import seasonal_factors
from turncurve.methods.spc import Assurance, ChartDesign, Rebase, SpecialCause

DESIGN = ChartDesign("neither")
ORDINARY = {SpecialCause.COMMON, SpecialCause.CANNOT_TELL}
SEASON = np.exp(0.12 * np.array([0, 0.5, 1, 0.5, -2, 0.5, 0.5, 1, -1, 0, -0.5, -0.5]))
LEVEL, SCATTER = 4600.0, 9.0


def days(points):
    return [(dt.date(2009, 4, 1) + dt.timedelta(days=each),) * 2 for each in range(points)]


def counts_of(years=4, *, seed=1, season=SEASON, scatter=SCATTER):
    """Counts with a season that vary several times as much as chance, drawn from the model itself."""
    rng = np.random.default_rng(seed)
    mean = LEVEL * np.tile(season / season.mean(), years)
    return rng.poisson(rng.gamma(mean / (scatter - 1)) * (scatter - 1))


def charted(counts, *, design=DESIGN, places=None):
    places = range(len(counts)) if places is None else places
    return seasonal_count_chart(counts, days(len(counts)), places=places, season_length=12, design=design)


def special(chart):
    return [place for place, point in enumerate(chart.points) if point.special_cause not in ORDINARY]


def width(chart):
    return np.median([point.upper - point.lower for point in chart.points])


@pytest.mark.parametrize("seed", range(5))
def test_the_season_is_not_in_the_width_of_the_limits_and_what_varies_beyond_chance_is(seed):
    counts = counts_of(seed=seed)
    chart, plain = charted(counts), attribute_chart(counts, days(48), design=DESIGN)
    assert (chart.kind, plain.kind) == ("u'", "u'")
    assert width(chart) < width(plain) / 2
    assert width(chart) == pytest.approx(6 * sqrt(LEVEL * SCATTER), rel=0.35)
    assert chart.season[:12] == pytest.approx((SEASON / SEASON.mean()).tolist(), rel=0.06)


def test_a_last_month_a_fifth_over_its_usual_is_seen_where_the_season_hid_it():
    counts = counts_of()
    counts[-1] *= 1.25
    assert 47 in special(charted(counts))
    assert 47 not in special(attribute_chart(counts, days(48), design=DESIGN))


def test_points_and_limits_are_counts_again_and_stand_to_one_another_as_on_the_chart_without_season():
    counts = counts_of()
    chart = charted(counts)
    season = np.exp(seasonal_factors(counts.astype(float), 12, offset=np.zeros(48)).mean)[np.arange(48) % 12]
    season /= season.mean()
    bare = attribute_chart(counts, days(48), design=DESIGN, denominators=season, counted="events")
    assert [point.value for point in chart.points] == counts.tolist()
    for point, own, by in zip(chart.points, bare.points, season, strict=True):
        assert (point.centre, point.lower, point.upper) == pytest.approx(
            (own.centre * by, own.lower * by, own.upper * by)
        )
        assert point.special_cause is own.special_cause
    assert chart.segments == bare.segments
    assert chart.kind_reason.startswith(WHAT)


STEADY = ChartDesign("neither", steady=True)


def grown(*, by=1.3, level=340):
    """Four years that grow by so much a year, with a season, and a peak in the last year."""
    counts = counts_of(scatter=1.5) / LEVEL * level * by ** (np.arange(48) / 12)
    counts[36] *= 1.5
    return np.rint(counts)


def test_counts_that_grow_all_the_time_are_judged_about_their_growth_where_no_level_is_steady():
    chart = charted(grown(), design=STEADY)
    assert chart.growth == pytest.approx(1.3, rel=0.02)
    assert [place for place, point in enumerate(chart.points) if point.outside_limits] == [36]
    assert len(special(chart)) < 12
    assert chart.points[-1].centre > 2 * chart.points[0].centre
    # The month of the peak aside, whose usual value one peak in four years raises.
    assert chart.season[1:12] == pytest.approx((SEASON / SEASON.mean()).tolist()[1:], rel=0.08)


def test_growth_is_not_followed_unless_a_steady_stretch_is_asked_for_in_vain_nor_by_small_counts():
    assert charted(grown()).growth == 1.0
    assert charted(counts_of(), design=STEADY).growth == 1.0
    assert charted(grown(level=17), design=STEADY).growth == 1.0


@pytest.mark.parametrize(
    "counts",
    [counts_of(season=np.ones(12)), counts_of()[:35], np.zeros(48), np.array([], dtype=int)],
    ids=["no season", "under three years", "nothing", "no month"],
)
def test_without_a_season_it_is_the_chart_of_plain_counts(counts):
    assert charted(counts) == attribute_chart(counts, days(len(counts)), design=DESIGN)


def test_a_missing_month_leaves_a_gap_and_does_not_move_the_season():
    counts = counts_of()
    places = [each for each in range(48) if each not in {13, 14, 30}]
    whole, holed = charted(counts), charted(counts[places], places=places)
    assert holed.season == pytest.approx([whole.season[each] for each in places], rel=0.05)
    assert special(holed) == []


def test_a_rebase_starts_limits_anew_and_the_season_goes_on():
    counts = counts_of()
    counts[24:] = counts[24:] * 2
    rebase = Rebase(days(48)[24][0], "A second team answers", "Director")
    chart = charted(counts, design=ChartDesign("neither", rebases=(rebase,)))
    one, two = chart.segments
    assert two.centre == pytest.approx(2 * one.centre, rel=0.05)
    assert len(special(chart)) <= 2


@pytest.mark.parametrize(
    ("target", "promise"),
    [(9000.0, Assurance.CONSISTENTLY_PASSES), (LEVEL, Assurance.INCONSISTENT), (900.0, Assurance.CONSISTENTLY_FAILS)],
)
def test_what_the_last_limits_promise_is_told_in_counts(target, promise):
    assert charted(counts_of(), design=ChartDesign("lower", target=target)).assurance is promise


@pytest.mark.parametrize("places", [[0, 1], [0, 2, 1], [0, 0, 1]])
def test_places_out_of_order_or_too_few_are_refused(places):
    with pytest.raises(TurnCurveError, match="place of its own"):
        charted([1, 2, 3], places=places)
