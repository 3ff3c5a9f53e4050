"""What a control chart is: its design, its points, its segments and what they say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from turncurve.errors import TurnCurveError
from turncurve.methods.runs_analysis import RunsAnalysis
from turncurve.methods.spc_rules import NHS_PLOT_THE_DOTS, PointType, Polarity, RuleSet, SpecialCause, point_type
from turncurve.methods.steady_stretch import SteadyStretch

FEWEST_TO_FIX = 12
"""Limits are fixed from at least so many points (NHSRplotthedots 0.2.2)."""

FEWEST_FIRM = 13
"""Limits from fewer points than this are on trial (the same)."""


class Assurance(StrEnum):
    """What the limits promise about a target if nothing changes."""

    CONSISTENTLY_PASSES = "consistent_pass"
    CONSISTENTLY_FAILS = "consistent_fail"
    INCONSISTENT = "inconsistent"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True)
class Rebase:
    """Why limits start anew, from when, and who agreed to it.

    Attributes
    ----------
    on : datetime.date
        First day of the window with which the new segment starts.
    reason : str
        What changed in the process itself, in a sentence.
    approver : str
        Who agreed, by role.

    Raises
    ------
    TurnCurveError
        Where the reason or the approver is missing.
    """

    on: date
    reason: str
    approver: str

    def __post_init__(self) -> None:
        """Refuse a rebase that is not accounted for."""
        if not (self.reason.strip() and self.approver.strip()):
            raise TurnCurveError(
                "Limits are only rebased with a recorded reason and approver",
                where="rebases",
                remedy="Write what changed in the process and who agreed",
            )


@dataclass(frozen=True)
class ChartDesign:
    """How a chart is to be drawn and read.

    Attributes
    ----------
    better : {"higher", "lower", "neither"}
        Which values are better; "neither" for a band.
    rules : RuleSet
        The rules for special causes.
    rebases : tuple of Rebase
        Where limits start anew, each with its reason.
    fix_after : int or None
        Points of the whole series that set the limits, 12 or more; None for all of them.
    target : float or None
        The value to reach, in the chart's unit.
    steady : bool
        Whether limits that would call most points special give way to those of the longest steady stretch, or to none.

    Raises
    ------
    TurnCurveError
        Where the polarity is unknown, fewer than 12 points are to fix the limits, or limits are fixed and also rebased
        or taken from a steady stretch.
    """

    better: Polarity
    rules: RuleSet = NHS_PLOT_THE_DOTS
    rebases: tuple[Rebase, ...] = ()
    fix_after: int | None = None
    target: float | None = None
    steady: bool = False

    def __post_init__(self) -> None:
        """Refuse a design that contradicts itself."""
        point_type(SpecialCause.COMMON, self.better)
        if self.fix_after is not None and self.fix_after < FEWEST_TO_FIX:
            raise TurnCurveError(f"Limits are fixed from {FEWEST_TO_FIX} points or more", where="fix_after")
        if self.fix_after is not None and self.rebases:
            raise TurnCurveError("Limits are either fixed or rebased, not both", where="fix_after, rebases")
        if self.fix_after is not None and self.steady:
            raise TurnCurveError("Limits are fixed or taken from a steady stretch, not both", where="fix_after, steady")


@dataclass(frozen=True)
class ChartPoint:
    """One window's value with its limits and what the rules say of it.

    Attributes
    ----------
    start, end : datetime.date
        First and last day of the window.
    value : float or None
        The charted value; None where the window has no units.
    segment : int
        The segment that the point is in, from 0.
    centre : float or None
        The centre line.
    lower, upper : float or None
        The limits; None where there are none.
    sigma : float or None
        One standard deviation by the chart's own estimate: a third of the way to a limit.
    side : int
        1 above the centre, -1 below, 0 on it.
    outside_limits : bool
        Whether the value is outside the limits.
    close_to_limits : bool
        Whether it is within them, in the outer third.
    special_cause : SpecialCause
        The rule that it meets.
    point_type : PointType
        What that means, by polarity.
    """

    start: date
    end: date
    value: float | None
    segment: int
    centre: float | None
    lower: float | None
    upper: float | None
    sigma: float | None
    side: int
    outside_limits: bool
    close_to_limits: bool
    special_cause: SpecialCause
    point_type: PointType


@dataclass(frozen=True)
class ChartSegment:
    """One stretch of a chart with limits of its own, or with the reason for having none.

    Attributes
    ----------
    first, last : int
        Positions of its first and last point in the chart.
    centre : float or None
        The centre line.
    sigma : float or None
        One standard deviation where it is the same for every point; else None.
    over_dispersion : float or None
        Laney's factor by which limits are widened (p' and u'); None for other charts.
    reason : str
        Why there are no limits; empty where there are.
    caution : str
        Why limits are to be read with care; else empty.
    is_provisional : bool
        Whether there are fewer than 13 points, so that limits are on trial.
    runs : RunsAnalysis or None
        Runs about the centre; None without a centre.
    rebase : Rebase or None
        Why the segment starts anew; None for the first.
    steady : SteadyStretch or None
        The points that set the limits, where those of the whole segment would call most points special; else None.
    """

    first: int
    last: int
    centre: float | None
    sigma: float | None
    over_dispersion: float | None
    reason: str
    caution: str
    is_provisional: bool
    runs: RunsAnalysis | None
    rebase: Rebase | None
    steady: SteadyStretch | None = None


@dataclass(frozen=True)
class ControlChart:
    """A control chart as data.

    Attributes
    ----------
    kind : str
        XmR, p, u, c, p', u', g or t.
    kind_reason : str
        Why this kind, in a sentence.
    design : ChartDesign
        How it was drawn, the rule set by name among it.
    points : tuple of ChartPoint
        In order of time.
    segments : tuple of ChartSegment
        In order of time.
    assurance : Assurance or None
        What the last limits promise about the target; None without a target or where neither direction is better.
    season : tuple of float, one a point
        What each point's part of the year holds beside an average one, which its centre and limits follow; empty where
        no season is taken out.
    growth : float
        What they are multiplied by from one year to the next besides; 1 where they follow no growth.
    """

    kind: str
    kind_reason: str
    design: ChartDesign
    points: tuple[ChartPoint, ...]
    segments: tuple[ChartSegment, ...]
    assurance: Assurance | None
    season: tuple[float, ...] = ()
    growth: float = 1.0

    @property
    def reason(self) -> str:
        """Say why the last segment has no limits.

        Returns
        -------
        str
            A sentence without a full stop; empty where there are limits.
        """
        return self.segments[-1].reason if self.segments else "there are no points"

    @property
    def has_limits(self) -> bool:
        """Tell whether the last segment has limits.

        Returns
        -------
        bool
            True where it has.
        """
        return not self.reason
