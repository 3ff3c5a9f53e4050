"""How many points of a control chart chance alone calls special causes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from turncurve.methods.spc_rules import RuleSet

LENGTHS = (4, 6, 8, 10, 12, 16, 20, 24, 30, 36, 48, 60, 84, 120)
"""Numbers of points simulated."""

POINTS = {
    "nhs_plot_the_dots": (0.00, 0.04, 0.07, 0.12, 0.22, 0.45, 0.62, 0.88, 1.29, 1.73, 2.52, 3.39, 5.09, 7.36),
    "making_data_count_excel": (0.00, 0.02, 0.04, 0.08, 0.17, 0.40, 0.57, 0.82, 1.24, 1.64, 2.43, 3.29, 4.95, 7.18),
    "anhoej": (0.00, 0.01, 0.02, 0.04, 0.05, 0.15, 0.23, 0.14, 0.29, 0.42, 0.36, 0.59, 0.84, 0.79),
}
"""Points called special in a chart of so many, on average, where nothing changes."""

CHARTS = {
    "nhs_plot_the_dots": (
        0.000,
        0.020,
        0.036,
        0.057,
        0.076,
        0.119,
        0.151,
        0.189,
        0.235,
        0.296,
        0.387,
        0.480,
        0.611,
        0.744,
    ),
    "making_data_count_excel": (
        0.000,
        0.016,
        0.023,
        0.034,
        0.048,
        0.093,
        0.121,
        0.158,
        0.208,
        0.264,
        0.354,
        0.447,
        0.576,
        0.717,
    ),
    "anhoej": (0.000, 0.015, 0.016, 0.023, 0.027, 0.053, 0.070, 0.071, 0.086, 0.120, 0.139, 0.180, 0.245, 0.299),
}
"""Charts with any such point, as a part of 1."""


@dataclass(frozen=True)
class FalseSignals:
    """What chance alone does to a chart whose process is steady.

    Attributes
    ----------
    points : float
        Points called special, on average.
    probability : float
        The probability that at least one is, 0 to 1.
    """

    points: float
    probability: float


def false_signals(rules: RuleSet, *, points: int) -> FalseSignals:
    """Return how many false signals to expect of a chart.

    Parameters
    ----------
    rules : RuleSet
        The rules for special causes.
    points : int
        Points of the chart that share their limits.

    Returns
    -------
    FalseSignals
        Interpolated between the numbers of points simulated; none under four points, which have no limits. Over 120
        points the share of points stays as it is at 120.

    References
    ----------
    Simulated with `benchmarks/chart_false_signals.py`; docs/control_charts.md says how.
    """
    if points < LENGTHS[0]:
        return FalseSignals(0.0, 0.0)
    known = min(points, LENGTHS[-1])
    mean = float(np.interp(known, LENGTHS, POINTS[rules.name])) * points / known
    none = 1 - float(np.interp(known, LENGTHS, CHARTS[rules.name]))
    return FalseSignals(mean, 1 - none ** (points / known))
