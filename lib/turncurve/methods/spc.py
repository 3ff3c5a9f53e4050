"""Whether a series has really changed: control charts of separate values, and the names that every chart needs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from turncurve.methods.attribute_chart import attribute_chart
from turncurve.methods.chart_assembly import Limits, NoLimits, Positions, assemble
from turncurve.methods.chart_result import (
    Assurance,
    ChartDesign,
    ChartPoint,
    ChartSegment,
    ControlChart,
    Rebase,
)
from turncurve.methods.chart_windows import Window, check_values, check_windows
from turncurve.methods.moving_range import movement
from turncurve.methods.rare_event_chart import g_chart, t_chart
from turncurve.methods.spc_rules import (
    ANHOEJ,
    MAKING_DATA_COUNT_EXCEL,
    NHS_PLOT_THE_DOTS,
    RULE_SETS,
    PointType,
    RuleSet,
    SpecialCause,
    rule_set,
)

__all__ = [
    "ANHOEJ",
    "MAKING_DATA_COUNT_EXCEL",
    "NHS_PLOT_THE_DOTS",
    "RULE_SETS",
    "Assurance",
    "ChartDesign",
    "ChartPoint",
    "ChartSegment",
    "ControlChart",
    "PointType",
    "Rebase",
    "RuleSet",
    "SpecialCause",
    "attribute_chart",
    "g_chart",
    "rule_set",
    "t_chart",
    "xmr_chart",
]


def xmr_chart(values: npt.ArrayLike, windows: Sequence[Window], *, design: ChartDesign) -> ControlChart:
    """Chart separate values with limits from their moving ranges.

    Parameters
    ----------
    values : sequence of float, one a window in order of time
        The values; each window's own, never a rolling average's.
    windows : sequence of two dates, one a value
        First and last day of each window.
    design : ChartDesign
        Which values are better, the rule set, rebases, and a target.

    Returns
    -------
    ControlChart
        With a reason in place of limits where a segment has fewer than 4 points or no ordinary variation.

    Raises
    ------
    TurnCurveError
        Where a value is not a number, windows overlap or are out of order, or a rebase is on no window's first day.

    References
    ----------
    Wheeler and Chambers (1992), Understanding Statistical Process Control; NHS England, Making Data Count;
    Nelson (1982), Journal of Quality Technology 14, 172-173.
    """
    series = check_values(values)
    check_windows(windows, points=len(series))

    def _limits_of(positions: Positions, baseline: Positions) -> Limits | NoLimits:
        """Return the mean and as many mean moving ranges to either side as the rule set asks."""
        moved = movement(series[baseline], design.rules)
        if moved.centre is None or moved.mean_range is None:
            return NoLimits(reason=moved.reason, centre=moved.centre)
        factor, same = design.rules.limit_factor, np.ones(len(positions))
        # Two thirds of the factor first, then the range: the order in which the published results are rounded.
        near = 2 * (factor / 3)
        return Limits(
            centre=moved.centre,
            lower=same * (moved.centre - factor * moved.mean_range),
            upper=same * (moved.centre + factor * moved.mean_range),
            near_lower=same * (moved.centre - near * moved.mean_range),
            near_upper=same * (moved.centre + near * moved.mean_range),
            sigma=same * (factor * moved.mean_range / 3),
        )

    return assemble(
        series,
        windows,
        kind="XmR",
        kind_reason="each window has one value of its own",
        design=design,
        limits_of=_limits_of,
    )
