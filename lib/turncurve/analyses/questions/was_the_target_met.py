"""Whether a target was met: a fact about counts, apart from whether anything has really changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from turncurve.analyses import series, spread
from turncurve.analyses.answer import FromFigures
from turncurve.analyses.headlines import story_of
from turncurve.analyses.target_ahead import aim_of, check_target
from turncurve.analyses.usual_spread import Usual, usual
from turncurve.indicators import registry
from turncurve.indicators.figures import Figures, Measurement
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.tables.records import Records
from turncurve.tables.story import Aim, Target

Standing = Literal["met", "not met", "not yet due", "cannot say"]
A_YEAR = dt.timedelta(days=365)
NO_TARGET = "no target is written down"


@dataclass(frozen=True)
class TargetMet(FromFigures):
    """How the counts stand to the council's target.

    Parameters
    ----------
    figures : tuple of Figures
        One yearly series of one area.
    target : Target, optional
        Where the council wanted the curve to be, and by when.
    as_at : datetime.date
        The report's date.
    usual : Usual, optional
        How much the indicator usually varies beyond chance, from published series; as assumed where not given.
    """

    figures: tuple[Figures, ...]
    target: Target | None
    as_at: dt.date
    usual: Usual | None = None

    @property
    def aim(self) -> Aim | None:
        """On which side of its value the target is met; None where there is none, or nobody says."""
        return aim_of(self.target, self.figures[0].definition) if self.target else None

    @cached_property
    def judged(self) -> Measurement | None:
        """The measurement that is set beside the target: that of its date once due, the latest known before."""
        held = self.figures[0].measurements
        if self.target is None:
            return None
        if not self.due:
            known = [each for each in held if self.figures[0].value(each) is not None]
            return known[-1] if known else None
        by = self.target.by
        in_time = [each for each in held if by - A_YEAR < each.period.end <= by]
        return in_time[-1] if in_time else None

    @property
    def due(self) -> bool:
        """Whether the target's date has come by the report's date."""
        return self.target is not None and self.target.by <= self.as_at

    @property
    def value(self) -> float | None:
        """The judged value, in the indicator's unit."""
        return self.figures[0].value(self.judged) if self.judged else None

    @property
    def reason(self) -> str:
        """Why nothing can be said, as a clause; empty where something can."""
        if self.target is None:
            return NO_TARGET
        if self.aim is None:
            return "the target does not say whether at most or at least so much was aimed at"
        if self.figures[0].grain() == "three_years":
            return "figures are shown over three years together, and the target is for one"
        if self.figures[0].grain() not in {"year", None}:
            return "the figures are of parts of a year, and the target is for a whole one"
        if self.judged is None:
            return "no year up to the target's date is held" if self.due else "no year is held"
        return "" if self.value is not None else f"the value of {self.judged.period.label} is not shown or not known"

    @property
    def on_the_right_side(self) -> bool | None:
        """Whether the judged value, as it is counted, is where the target wants it; None where it is not known."""
        if self.reason or self.target is None or self.value is None:
            return None
        if self.aim == "at most":
            return self.value <= self.target.value + 1e-9
        return self.value >= self.target.value - 1e-9

    @property
    def standing(self) -> Standing:
        """Whether the target was met, as a fact about counts."""
        if self.on_the_right_side is None:
            return "cannot say"
        if not self.due:
            return "not yet due"
        return "met" if self.on_the_right_side else "not met"

    @cached_property
    def interval(self) -> Interval | NoInterval:
        """How far chance could have moved the judged value, over-dispersion carried."""
        held = self.figures[0]
        if self.judged is None:
            return NoInterval("there is no value to bound", "none")
        return spread.interval_of(held, self.judged, factor=spread.inflation(held, usual=self.usual))

    @property
    def chance_could_undo(self) -> bool | None:
        """Whether the interval reaches to the other side of the target; None where there is no interval."""
        if self.target is None or isinstance(self.interval, NoInterval):
            return None
        return self.interval.lower <= self.target.value <= self.interval.upper


def target_met(records: Records, indicator: str) -> TargetMet:
    """Say whether the target of the council's story was met.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    indicator : str
        The indicator's identifier.

    Returns
    -------
    TargetMet
        Years to 31 March: the one that ended on the target's date, or last before it.

    Raises
    ------
    RefusedInputError
        If the target is one that the indicator cannot have.
    """
    target = story_of(records, indicator).target
    if target:
        check_target(target, registry.definition(indicator))
    return TargetMet(
        (series.measured(records, indicator, grain="year"),),
        target,
        records.as_at,
        usual=usual(records, indicator),
    )
