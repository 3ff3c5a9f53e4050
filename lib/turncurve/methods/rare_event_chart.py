"""Whether rare events have really become rarer, by how much lies between one and the next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import sqrt

import numpy as np
import numpy.typing as npt

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import check_whole
from turncurve.methods.chart_assembly import Limits, NoLimits, Positions, assemble
from turncurve.methods.chart_result import ChartDesign, ControlChart
from turncurve.methods.chart_windows import Window, check_values, check_windows
from turncurve.methods.moving_range import FEWEST_POINTS, exact_mean, movement

NELSON_POWER = 3.6
"""Times between events that are as good as independent become near normal under this root (Nelson 1994)."""


def g_chart(between: npt.ArrayLike, windows: Sequence[Window], *, design: ChartDesign) -> ControlChart:
    """Chart how many units, or days, lie between one rare event and the next.

    Parameters
    ----------
    between : sequence of int, one an event in order of time
        Units without the event since the event before; 0 where one follows straight on another.
    windows : sequence of two dates, one an event
        First and last day of the time since the event before, without the day of that event.
    design : ChartDesign
        Which values are better (for an unwelcome event, higher), the rule set, rebases, and a target.

    Returns
    -------
    ControlChart
        The centre is the median; the lower limit is always 0, so that only the rules for patterns find a worsening. A
        segment has a reason in place of limits where it has fewer than 4 points or every point is 0.

    Raises
    ------
    TurnCurveError
        Where a number is not a count, or windows overlap or are out of order.

    References
    ----------
    Benneyan (2001), Health Care Management Science 4, 305-318; Provost and Murray (2011), The Health Care Data Guide.
    """
    counts = check_values(between, name="between")
    for row, count in enumerate(counts, start=1):
        check_whole(count, name=f"between, point {row}")
    check_windows(windows, points=len(counts))

    def _limits_of(positions: Positions, baseline: Positions) -> Limits | NoLimits:
        """Return three standard deviations of a geometric distribution above its mean."""
        centre = float(np.median(counts[baseline])) if len(baseline) else None
        if centre is None or len(baseline) < FEWEST_POINTS:
            return NoLimits(reason=f"there are fewer than {FEWEST_POINTS} points to set limits from", centre=centre)
        mean = exact_mean(counts[baseline])
        if mean == 0:
            return NoLimits(
                reason="every event follows straight on another, so there is no variation to set limits from",
                centre=centre,
            )
        sigma, same = sqrt(mean * (mean + 1)), np.ones(len(positions))
        return Limits(
            centre=centre,
            lower=same * 0.0,
            upper=same * (mean + 3 * sigma),
            near_lower=same * 0.0,
            near_upper=same * (mean + 2 * sigma),
            sigma=same * sigma,
        )

    return assemble(
        counts, windows, kind="g", kind_reason="units between rare events", design=design, limits_of=_limits_of
    )


def t_chart(events: Sequence[date], *, design: ChartDesign) -> ControlChart:
    """Chart how many days lie between one rare event and the next.

    Parameters
    ----------
    events : sequence of date, one an event in order of time
        The day of each event. A chart has one point fewer than there are events.
    design : ChartDesign
        Which values are better (for an unwelcome event, higher), the rule set, rebases (on the day after an event), and
        a target in days.

    Returns
    -------
    ControlChart
        A segment has a reason in place of limits where it has fewer than 4 points, where two events fall on one day, or
        where there is no ordinary variation.

    Raises
    ------
    TurnCurveError
        Where the events are not in order of time.

    References
    ----------
    Nelson (1994), Journal of Quality Technology 26, 143-144.
    """
    if any(later < earlier for earlier, later in pairwise(events)):
        raise TurnCurveError("The events are not in order of time", where="events", remedy="Sort them")
    days = np.array([(later - earlier).days for earlier, later in pairwise(events)], dtype=float)
    # Two events on one day leave no day between them: the window is then that day.
    windows = [(min(earlier + timedelta(days=1), later), later) for earlier, later in pairwise(events)]

    def _limits_of(positions: Positions, baseline: Positions) -> Limits | NoLimits:
        """Return the limits of the transformed days, transformed back."""
        if (days[positions] == 0).any():
            return NoLimits(
                reason="two events fall on one day, and no time between them can be charted; chart units or days "
                "between events with a g chart"
            )
        moved = movement(days[baseline] ** (1 / NELSON_POWER), design.rules)
        if moved.centre is None or moved.mean_range is None:
            return NoLimits(reason=moved.reason, centre=None if moved.centre is None else moved.centre**NELSON_POWER)
        step, same = design.rules.limit_factor * moved.mean_range / 3, np.ones(len(positions))
        lines = [max(moved.centre + sigmas * step, 0.0) ** NELSON_POWER for sigmas in (-3, -2, 2, 3)]
        return Limits(
            centre=moved.centre**NELSON_POWER,
            lower=same * lines[0],
            near_lower=same * lines[1],
            near_upper=same * lines[2],
            upper=same * lines[3],
            sigma=same * ((lines[3] - lines[0]) / 6),
        )

    return assemble(
        days, windows, kind="t", kind_reason="days between rare events", design=design, limits_of=_limits_of
    )
