"""Whether a count is out of the ordinary for its time of year, with limits that follow the season."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from turncurve.errors import TurnCurveError
from turncurve.methods.attribute_chart import STEPPED, attribute_chart
from turncurve.methods.chart_assembly import assurance
from turncurve.methods.chart_result import ChartDesign, ChartPoint, ControlChart
from turncurve.methods.chart_windows import Window, check_values
from turncurve.methods.seasonal_factors import seasonal_factors
from turncurve.methods.steady_stretch import NOT_STEADY

Floats = npt.NDArray[np.float64]

SURE = 0.9
"""How probable a season must be before limits follow it."""
FEWEST_YEARS = 3
"""In two years, one backlog looks like a season."""
FEWEST_A_WINDOW = 20
"""Counts under this are no measure of a trend's few per cent a year."""
WHAT = "a count, set against what the same part of other years held"


def seasonal_count_chart(
    counts: npt.ArrayLike, windows: Sequence[Window], *, places: Sequence[int], season_length: int, design: ChartDesign
) -> ControlChart:
    """Chart counts with a centre and limits that follow the season, where the counts show one.

    Each count is divided by what its part of the year holds beside an average one, charted as events per exposure, and
    multiplied by it again, so that the season is neither in the limits' width nor called special. Laney's factor is
    that of the counts without their season. Where limits at one level would call most counts special, and the design
    asks for a steady stretch in their place and there is none, the limits follow a steady growth too.

    Parameters
    ----------
    counts : sequence of int, one a window in order of time
        Events.
    windows : sequence of two dates, one a count
        First and last day of each window.
    places : sequence of int, one a count
        Number of each window's month or quarter, counted on from year to year, so that a window that is missing leaves
        a gap.
    season_length : int
        Windows in a year, such as 12 or 4.
    design : ChartDesign
        Which values are better, the rule set, rebases, and a target in counts.

    Returns
    -------
    ControlChart
        In counts, its `season` saying what each window's part of the year holds beside an average one; a chart of
        plain counts, without a season, where there are under three years of them or none is probable. Its `growth` is
        what a year's growth multiplies the limits by, 1 where they follow none.

    Raises
    ------
    TurnCurveError
        Where the places are not as many as the counts, or not in order.

    References
    ----------
    Wheeler (2003), Making Sense of Data, on deseasonalised charts; Laney (2002), Quality Engineering 14, 531-537;
    Rasmussen and Williams (2006), Gaussian Processes for Machine Learning, sections 2.2 and 2.7, for the season.
    """
    held = check_values(counts, name="counts")
    if len(places) != len(held) or (np.diff(places) <= 0).any():
        raise TurnCurveError("Each count has a place of its own, in order of time", where="places")
    season = _season(held, places, season_length=season_length)
    if season is None:
        return attribute_chart(held, windows, design=design)
    chart = replace(_about(held, windows, season, design=design), season=tuple(map(float, season)))
    no_level = design.steady and any(each.reason in {NOT_STEADY, STEPPED} for each in chart.segments)
    if not no_level or held.min() < FEWEST_A_WINDOW:
        return chart
    slope = float(np.polyfit(places, np.log(held / season), 1, w=np.sqrt(held))[0])
    # Over a year that grows, its end looks like a season: the season is told again of what the growth leaves.
    usual = _season(held, places, season_length=season_length, slope=slope)
    usual = season if usual is None else usual
    grown = usual * np.exp(slope * (np.asarray(places) - np.mean(places)))
    trended = _about(held, windows, grown * len(grown) / grown.sum(), design=design)
    if not trended.has_limits:
        return chart
    return replace(trended, season=tuple(map(float, usual)), growth=float(np.exp(slope * season_length)))


def _about(counts: Floats, windows: Sequence[Window], usual: Floats, *, design: ChartDesign) -> ControlChart:
    """Return a chart of counts whose limits stand about what is usual for each window, beside an average one."""
    chart = attribute_chart(counts, windows, design=design, denominators=usual, counted="events")
    points = tuple(
        _in_counts(point, count=float(count), by=float(by))
        for point, count, by in zip(chart.points, counts, usual, strict=True)
    )
    return replace(
        chart,
        kind_reason=chart.kind_reason.replace("events per exposure", WHAT),
        points=points,
        assurance=assurance(points[-1] if points else None, design),
    )


def _season(counts: Floats, places: Sequence[int], *, season_length: int, slope: float = 0.0) -> Floats | None:
    """Return what each count's part of the year holds beside an average one; None where no season is probable."""
    if not len(counts) or not counts.any():
        return None
    since = np.asarray(places) - places[0]
    whole = np.full(int(since[-1]) + 1, np.nan)
    whole[since] = counts
    if len(whole) < FEWEST_YEARS * season_length:
        return None
    factors = seasonal_factors(whole, season_length, offset=np.arange(len(whole)) * np.float64(slope))
    if factors.weight < SURE:
        return None
    season = np.exp(factors.mean[since % season_length])
    return np.asarray(season / season.mean(), dtype=float)


def _in_counts(point: ChartPoint, *, count: float, by: float) -> ChartPoint:
    """Return a point as a count, with limits for its own time of year."""
    centre, lower, upper, sigma = (
        None if each is None else each * by for each in (point.centre, point.lower, point.upper, point.sigma)
    )
    return replace(point, value=count, centre=centre, lower=lower, upper=upper, sigma=sigma)
