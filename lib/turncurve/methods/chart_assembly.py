"""How a series, its limits and its rules become a control chart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from turncurve.methods.chart_result import (
    FEWEST_FIRM,
    Assurance,
    ChartDesign,
    ChartPoint,
    ChartSegment,
    ControlChart,
)
from turncurve.methods.chart_windows import Stretch, Window, stretches
from turncurve.methods.runs_analysis import analyse_runs
from turncurve.methods.spc_rules import Judged, SpecialCause, judge, point_type
from turncurve.methods.steady_stretch import NOT_STEADY, SteadyStretch, special, steady_stretch, warns_of_most

Floats = npt.NDArray[np.float64]
Positions = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Limits:
    """Limits for the points of one segment.

    Attributes
    ----------
    centre : float
        The centre line.
    lower, upper : array of float, one a point
        The limits.
    near_lower, near_upper : array of float, one a point
        Two thirds of the way from the centre to the limits, before these are cut at a bound such as 0.
    sigma : array of float, one a point
        One standard deviation.
    over_dispersion : float or None
        Laney's factor.
    caution : str
        Why to read the limits with care; else empty.
    """

    centre: float
    lower: Floats
    upper: Floats
    near_lower: Floats
    near_upper: Floats
    sigma: Floats
    over_dispersion: float | None = None
    caution: str = ""


@dataclass(frozen=True)
class NoLimits:
    """Why a segment has no limits.

    Attributes
    ----------
    reason : str
        A sentence without a full stop.
    centre : float or None
        The centre line, where there is one all the same.
    """

    reason: str
    centre: float | None = None


@dataclass(frozen=True)
class _Drawn:
    """One segment's values with what they are judged by."""

    number: int
    values: Floats
    limits: Limits | NoLimits
    design: ChartDesign
    steady: SteadyStretch | None = None


LimitsOf = Callable[[Positions, Positions], Limits | NoLimits]
"""From the positions of a segment's points, and of those that set its limits, to the limits."""


def assemble(
    values: Floats,
    windows: Sequence[Window],
    *,
    kind: str,
    kind_reason: str,
    design: ChartDesign,
    limits_of: LimitsOf,
) -> ControlChart:
    """Draw a chart as data, segment by segment.

    Parameters
    ----------
    values : array of float, one a point in order of time
        The charted values; not-a-number where a window has no units.
    windows : sequence of two dates, one a point
        First and last day of each window, already checked.
    kind : str
        The kind of chart.
    kind_reason : str
        Why this kind, in a sentence.
    design : ChartDesign
        How to draw and read it.
    limits_of : callable
        From a segment's positions, and those that set its limits, to its limits.

    Returns
    -------
    ControlChart
        With a reason in place of limits where a segment has none.
    """
    points: list[ChartPoint] = []
    segments: list[ChartSegment] = []
    for number, stretch in enumerate(stretches(windows, design.rebases)):
        positions = np.arange(stretch.positions.start, stretch.positions.stop)
        present = positions[~np.isnan(values[positions])]
        limits = limits_of(present, present[: design.fix_after])
        drawn = _Drawn(number=number, values=values[present], limits=limits, design=design)
        if design.steady:
            drawn = _believable(drawn, present, limits_of=limits_of)
        segments.append(_segment(drawn, stretch))
        row_of = {int(position): row for row, position in enumerate(present)}
        judged = _judged(drawn)
        points += [
            _point(drawn, windows[position], row=row_of.get(int(position)), judged=judged) for position in positions
        ]
    return ControlChart(
        kind=kind,
        kind_reason=kind_reason,
        design=design,
        points=tuple(points),
        segments=tuple(segments),
        assurance=assurance(points[-1] if points else None, design),
    )


def assurance(latest: ChartPoint | None, design: ChartDesign) -> Assurance | None:
    """Say what the latest limits promise about the target if nothing changes.

    Parameters
    ----------
    latest : ChartPoint or None
        The chart's last point.
    design : ChartDesign
        The target, and which values are better.

    Returns
    -------
    Assurance or None
        None without a target or where neither direction is better.
    """
    if design.target is None or design.better == "neither":
        return None
    if latest is None or latest.lower is None or latest.upper is None:
        return Assurance.CANNOT_TELL
    if latest.lower <= design.target <= latest.upper:
        return Assurance.INCONSISTENT
    values_are_above = design.target < latest.lower
    passes = values_are_above == (design.better == "higher")
    return Assurance.CONSISTENTLY_PASSES if passes else Assurance.CONSISTENTLY_FAILS


def _believable(drawn: _Drawn, present: Positions, *, limits_of: LimitsOf) -> _Drawn:
    """Return a segment as it is, or by the limits of a steady stretch where its own call most points special."""
    causes = _judged(drawn).causes
    if not warns_of_most(causes):
        return drawn

    def _by(stretch: Positions, *, judged: Positions) -> tuple[SpecialCause, ...]:
        """Return what the rules make of some points by the limits that a stretch sets."""
        limits = limits_of(present[judged], present[stretch])
        return _judged(replace(drawn, values=drawn.values[judged], limits=limits)).causes

    everything = np.arange(len(present))
    found = steady_stretch(
        len(present),
        causes_within=lambda stretch: _by(stretch, judged=stretch),
        causes_of_all=lambda stretch: _by(stretch, judged=everything),
    )
    if found is None:
        return replace(drawn, limits=NoLimits(reason=NOT_STEADY))
    first, last = found
    limits = limits_of(present, present[first : last + 1])
    return replace(drawn, limits=limits, steady=SteadyStretch(first, last, outside_all=special(causes)))


def _segment(segment: _Drawn, stretch: Stretch) -> ChartSegment:
    """Return what a segment is, with its runs where it has a centre."""
    limits, values = segment.limits, segment.values
    drawn = limits if isinstance(limits, Limits) else None
    setting = len(values) if segment.steady is None else segment.steady.points
    return ChartSegment(
        first=stretch.positions.start,
        last=stretch.positions.stop - 1,
        centre=limits.centre,
        sigma=float(drawn.sigma[0]) if drawn is not None and np.ptp(drawn.sigma) == 0 else None,
        over_dispersion=None if drawn is None else drawn.over_dispersion,
        reason=limits.reason if isinstance(limits, NoLimits) else "",
        caution="" if drawn is None else drawn.caution,
        is_provisional=setting < FEWEST_FIRM,
        runs=None if limits.centre is None else analyse_runs(values, limits.centre),
        rebase=stretch.rebase,
        steady=segment.steady,
    )


def _judged(drawn: _Drawn) -> Judged:
    """Return how each value stands; without limits, nothing can be told but its side."""
    limits, values = drawn.limits, drawn.values
    if isinstance(limits, Limits):
        return judge(
            values,
            limits.centre,
            limits=(limits.lower, limits.upper),
            near=(limits.near_lower, limits.near_upper),
            rules=drawn.design.rules,
        )
    nothing = np.zeros(len(values), dtype=bool)
    sides = np.zeros(len(values)) if limits.centre is None else np.sign(values - limits.centre)
    return Judged(sides=sides, outside=nothing, close=nothing, causes=(SpecialCause.CANNOT_TELL,) * len(values))


def _point(drawn: _Drawn, window: Window, *, row: int | None, judged: Judged) -> ChartPoint:
    """Return one point; a window without a value has no row among the values."""
    limits = drawn.limits if row is not None and isinstance(drawn.limits, Limits) else None
    cause = SpecialCause.CANNOT_TELL if row is None else judged.causes[row]
    return ChartPoint(
        start=window[0],
        end=window[1],
        value=None if row is None else float(drawn.values[row]),
        segment=drawn.number,
        centre=drawn.limits.centre,
        lower=None if limits is None else float(limits.lower[row]),
        upper=None if limits is None else float(limits.upper[row]),
        sigma=None if limits is None else float(limits.sigma[row]),
        side=0 if row is None else int(judged.sides[row]),
        outside_limits=row is not None and bool(judged.outside[row]),
        close_to_limits=row is not None and bool(judged.close[row]),
        special_cause=cause,
        point_type=point_type(cause, drawn.design.better),
    )
