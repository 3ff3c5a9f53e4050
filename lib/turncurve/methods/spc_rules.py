"""Which points of a chart are special causes, by a named set of rules."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

import numpy as np
import numpy.typing as npt

from turncurve.errors import TurnCurveError, UnknownNameError
from turncurve.methods.runs_analysis import in_long_run

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Polarity = Literal["higher", "lower", "neither"]
"""Which values are better; "neither" also for a measure whose good values are a band."""


class SpecialCause(StrEnum):
    """Why a point is not ordinary variation; the first rule that it meets, in the order below."""

    COMMON = "common cause"
    ABOVE_UPPER_LIMIT = "above the upper limit"
    BELOW_LOWER_LIMIT = "below the lower limit"
    TREND_UP = "part of a rising trend"
    TREND_DOWN = "part of a falling trend"
    TWO_OF_THREE_ABOVE = "one of two in three near the upper limit"
    TWO_OF_THREE_BELOW = "one of two in three near the lower limit"
    SHIFT_ABOVE = "part of a run above the centre"
    SHIFT_BELOW = "part of a run below the centre"
    CANNOT_TELL = "cannot tell: there are no limits"


class PointType(StrEnum):
    """What a point means for the people served, by which values are better."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT = "special_cause_improvement"
    CONCERN = "special_cause_concern"
    NEITHER_HIGH = "special_cause_neutral_high"
    NEITHER_LOW = "special_cause_neutral_low"
    CANNOT_TELL = "cannot_tell"


ORDINARY = frozenset({SpecialCause.COMMON, SpecialCause.CANNOT_TELL})
"""What is no reason to look further."""
HIGH_CAUSES = frozenset(
    {
        SpecialCause.ABOVE_UPPER_LIMIT,
        SpecialCause.TREND_UP,
        SpecialCause.TWO_OF_THREE_ABOVE,
        SpecialCause.SHIFT_ABOVE,
    }
)


@dataclass(frozen=True)
class RuleSet:
    """Which rules find special causes, and how limits are set.

    Attributes
    ----------
    name : str
        The name by which the set is chosen and recorded.
    title : str
        The name as a page would print it.
    limit_factor : float
        Mean moving ranges from the centre to a limit.
    ranges_are_screened : bool
        Whether a moving range of 3.267 times their mean or more is left out of the limits (Nelson 1982).
    trend_length : int or None
        Points in a row that rise, or fall, to make a trend; None for no such rule.
    two_of_three : bool
        Whether two of three points in the outer third of the limits, all three on one side, are a special cause.
    shift_length : int or None
        Points in a row on one side of the centre to make a shift; None for no such rule.
    long_runs : bool
        Whether a run longer than chance allows for the series' length is a special cause (Anhøj).
    source : str
        Where the rules are published.
    zero_width_limits_kept : bool
        Whether limits of no width are drawn as the source draws them; for comparison with it alone.
    """

    name: str
    title: str
    limit_factor: float
    ranges_are_screened: bool
    trend_length: int | None
    two_of_three: bool
    shift_length: int | None
    long_runs: bool
    source: str
    zero_width_limits_kept: bool = False


NHS_PLOT_THE_DOTS = RuleSet(
    name="nhs_plot_the_dots",
    title="NHS England, Making Data Count (plot the dots)",
    limit_factor=2.66,
    ranges_are_screened=True,
    trend_length=7,
    two_of_three=True,
    shift_length=7,
    long_runs=False,
    source="NHSRplotthedots 0.2.2, NHS-R Community; Nelson (1982), Journal of Quality Technology 14, 172-173",
)
MAKING_DATA_COUNT_EXCEL = RuleSet(
    name="making_data_count_excel",
    title="NHS England, Making Data Count (Excel tool)",
    limit_factor=2.66,
    ranges_are_screened=False,
    trend_length=7,
    two_of_three=True,
    shift_length=7,
    long_runs=False,
    source="Making Data Count SPC tools, NHS England, as NHSRplotthedots' list of deviations describes them",
)
ANHOEJ = RuleSet(
    name="anhoej",
    title="Anhøj rules with three-sigma limits",
    limit_factor=3 / 1.128,
    ranges_are_screened=False,
    trend_length=None,
    two_of_three=False,
    shift_length=None,
    long_runs=True,
    source="Anhøj and Olesen (2014), PLoS ONE 9(11): e113825; Anhøj and Wentzel-Larsen (2018), BMC MRM 18:135",
)
RULE_SETS = {rules.name: rules for rules in (NHS_PLOT_THE_DOTS, MAKING_DATA_COUNT_EXCEL, ANHOEJ)}


@dataclass(frozen=True)
class Judged:
    """How each point of one segment stands to its limits, and what the rules make of it.

    Attributes
    ----------
    sides : array of float, one a point
        1 above the centre, -1 below, 0 on it.
    outside : array of bool, one a point
        Outside the limits.
    close : array of bool, one a point
        Within the limits, in the outer third.
    causes : tuple of SpecialCause, one a point
        The first rule met.
    """

    sides: Floats
    outside: Flags
    close: Flags
    causes: tuple[SpecialCause, ...]


def rule_set(name: str) -> RuleSet:
    """Find a rule set by its name.

    Parameters
    ----------
    name : str
        One of nhs_plot_the_dots, making_data_count_excel and anhoej.

    Returns
    -------
    RuleSet
        The rules.

    Raises
    ------
    UnknownNameError
        Where there is no set of that name.
    """
    if name not in RULE_SETS:
        raise UnknownNameError(
            f"There is no rule set called {name}", where="rules", remedy=f"Choose one of {', '.join(RULE_SETS)}"
        )
    return RULE_SETS[name]


def judge(
    values: Floats, centre: float, *, limits: tuple[Floats, Floats], near: tuple[Floats, Floats], rules: RuleSet
) -> Judged:
    """Apply a rule set to one segment that has limits.

    Parameters
    ----------
    values : array of float, one a point in order of time
        The charted values, all of them numbers.
    centre : float
        The centre line.
    limits : two arrays of float, one a point
        The lower and the upper limits.
    near : two arrays of float, one a point
        Two thirds of the way from the centre to each limit.
    rules : RuleSet
        The rules to apply.

    Returns
    -------
    Judged
        Where each point stands and its special cause.
    """
    sides = np.sign(values - centre)
    outside = (values > limits[1]) | (values < limits[0])
    close = ~outside & ((values < near[0]) | (values > near[1]))
    trend = _in_trend(values, rules.trend_length)
    up = _last_step_rises(values, trend)
    pair = _two_of_three(close, sides) if rules.two_of_three else np.zeros(len(values), dtype=bool)
    shift = in_long_run(sides) if rules.long_runs else _in_shift(sides, rules.shift_length)
    causes = tuple(
        _first_cause(high=sides[i] > 0, rising=up[i], met=(outside[i], trend[i], pair[i], shift[i]))
        for i in range(len(values))
    )
    return Judged(sides=sides, outside=outside, close=close, causes=causes)


def point_type(cause: SpecialCause, better: Polarity) -> PointType:
    """Say whether a special cause is an improvement, a concern or neither.

    Parameters
    ----------
    cause : SpecialCause
        Why the point is special.
    better : {"higher", "lower", "neither"}
        Which values are better.

    Returns
    -------
    PointType
        With "neither", whether the cause is on the high or the low side.

    Raises
    ------
    TurnCurveError
        Where the polarity is none of the three.
    """
    if better not in {"higher", "lower", "neither"}:
        raise TurnCurveError("Better values are higher, lower or neither", where="better")
    if cause is SpecialCause.COMMON:
        return PointType.COMMON_CAUSE
    if cause is SpecialCause.CANNOT_TELL:
        return PointType.CANNOT_TELL
    high = cause in HIGH_CAUSES
    if better == "neither":
        return PointType.NEITHER_HIGH if high else PointType.NEITHER_LOW
    return PointType.IMPROVEMENT if high == (better == "higher") else PointType.CONCERN


def _first_cause(*, high: bool, rising: bool, met: tuple[bool, bool, bool, bool]) -> SpecialCause:
    """Return the first rule met: outside the limits, a trend, two of three, a shift."""
    outside, trend, pair, shift = met
    if outside:
        return SpecialCause.ABOVE_UPPER_LIMIT if high else SpecialCause.BELOW_LOWER_LIMIT
    if trend:
        return SpecialCause.TREND_UP if rising else SpecialCause.TREND_DOWN
    if pair:
        return SpecialCause.TWO_OF_THREE_ABOVE if high else SpecialCause.TWO_OF_THREE_BELOW
    if shift:
        return SpecialCause.SHIFT_ABOVE if high else SpecialCause.SHIFT_BELOW
    return SpecialCause.COMMON


def _in_every(flags: Flags, length: int, *, reach: int) -> Flags:
    """Return which of the points are covered by a window of so many flags that are all true."""
    covered = np.zeros(len(flags) + reach - length, dtype=bool)
    unbroken = 0
    for i, flag in enumerate(flags):
        unbroken = unbroken + 1 if flag else 0
        if unbroken >= length:
            covered[i - length + 1 : i - length + 1 + reach] = True
    return covered


def _in_shift(sides: Floats, length: int | None) -> Flags:
    """Return which points are part of so many in a row on one side of the centre."""
    if length is None:
        return np.zeros(len(sides), dtype=bool)
    return _in_every(sides > 0, length, reach=length) | _in_every(sides < 0, length, reach=length)


def _in_trend(values: Floats, length: int | None) -> Flags:
    """Return which points are part of so many in a row that rise, or that fall."""
    if length is None or len(values) < length:
        return np.zeros(len(values), dtype=bool)
    steps = np.diff(values)
    return _in_every(steps > 0, length - 1, reach=length) | _in_every(steps < 0, length - 1, reach=length)


def _last_step_rises(values: Floats, trend: Flags) -> Flags:
    """Return which way each point of a trend goes: by the step after it while the trend lasts, else the one before."""
    rises = np.diff(values) > 0
    before = np.concatenate([[False], rises])
    after = np.concatenate([rises, [False]])
    lasts = np.concatenate([trend[1:], [False]]) & trend
    return np.where(lasts, after, before)


def _two_of_three(close: Flags, sides: Floats) -> Flags:
    """Return which close points are in three that lie on one side and of which two or more are close."""
    together = np.zeros(len(close), dtype=bool)
    for first in range(len(close) - 2):
        window = slice(first, first + 3)
        if close[window].sum() >= 2 and abs(sides[window].sum()) == 3:
            together[window] = True
    return together & close
