"""What made up the change of a share between two years: more cases on top, or more of the others below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from turncurve.analyses import series, share_split
from turncurve.analyses.answer import FromFigures
from turncurve.analyses.share_split import CountSplit, Part, Two
from turncurve.analyses.two_periods import Step
from turncurve.analyses.two_years import day_of, is_within_chance, step_between
from turncurve.analyses.usual_spread import Usual, usual
from turncurve.indicators.figures import Figures
from turncurve.tables.council import identify
from turncurve.tables.records import Records

RETURNS: Mapping[str, tuple[str, str]] = {
    "repeat_child_protection_plans": (
        "plans_started_within_two_years_of_the_last",
        "children_off_a_plan_under_two_years",
    )
}
"""By indicator: its returns within two years, and those who could return so on a date."""


@dataclass(frozen=True)
class Inputs:
    """Who could return and who did, in two years, or why that is not known.

    Parameters
    ----------
    soon : tuple of two float
        Returns within two years.
    could : tuple of two float
        Those who could return so, on average over each year.
    reason : str
        Why they are not known, as a sentence without its full stop; empty where they are.
    """

    soon: Two = (0.0, 0.0)
    could: Two = (0.0, 0.0)
    reason: str = ""


@dataclass(frozen=True)
class WhyItChanged(FromFigures):
    """A change of a share between two years, split into what made it up.

    Parameters
    ----------
    figures : tuple of Figures
        One yearly series of one area; for repeat plans of a council whose records are held, then the returns within two
        years, and the children who could return so at the end of each year.
    since : datetime.date, optional
        The last day of the earlier year; the year before the last where not given.
    usual : Usual, optional
        How much the indicator usually varies beyond chance.
    """

    figures: tuple[Figures, ...]
    since: dt.date | None = None
    usual: Usual | None = None

    @cached_property
    def found(self) -> Step | str:
        """The two years, or why nothing can be split, as a sentence without its full stop."""
        if self.figures[0].definition.kind != "proportion":
            return "it is no share, so there is nothing below the line to split it by"
        return step_between(self.figures[0], since=self.since)

    @property
    def step(self) -> Step | None:
        """The two years; None where nothing can be split."""
        return self.found if isinstance(self.found, Step) else None

    @property
    def reason(self) -> str:
        """Why nothing can be split; empty where something can."""
        return self.found if isinstance(self.found, str) else ""

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The cases counted and the others below; none where nothing can be split."""
        return () if self.step is None else share_split.parts_of(self.step)

    @cached_property
    def count(self) -> CountSplit | None:
        """The change of the count on top; None where nothing can be split."""
        return None if self.step is None else share_split.count_split(self.step)

    @cached_property
    def returns(self) -> tuple[Part, ...]:
        """Who could return, how often they did, older returns and first plans; none where that is not known."""
        if self.step is None or self.inputs is None or self.inputs.reason:
            return ()
        return share_split.return_parts(self.step, soon=self.inputs.soon, could=self.inputs.could)

    @cached_property
    def inputs(self) -> Inputs | None:
        """Who could return and who did; None for an indicator that counts no returns."""
        if self.figures[0].definition.id not in RETURNS or self.step is None:
            return None
        if len(self.figures) < 1 + len(RETURNS[self.figures[0].definition.id]):
            return Inputs(reason="who could return is known from the council's own records only")
        return _inputs(self.step, returns=self.figures[1], could_return=self.figures[2])

    @cached_property
    def is_within_chance(self) -> bool:
        """Whether the whole change is no more than chance could make it."""
        return self.step is None or is_within_chance(self.figures[0], self.step, usual=self.usual)


def why_it_changed(records: Records, indicator: str, *, baseline: str = "") -> WhyItChanged:
    """Split the change of a share between two years into what made it up.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    indicator : str
        The indicator's identifier.
    baseline : str
        Last day of the earlier year, as YYYY-MM-DD, or a day by which it had ended; the year before the last where
        empty.

    Returns
    -------
    WhyItChanged
        The split, or why there is none.
    """
    since = day_of(baseline)
    names = [indicator]
    if identify(records.council).records:
        names += RETURNS.get(indicator, ())
    figures = tuple(series.measured(records, name, grain="year") for name in names)
    return WhyItChanged(figures, since=since, usual=usual(records, indicator))


def _inputs(step: Step, *, returns: Figures, could_return: Figures) -> Inputs:
    """Return who could return and who did in both years, or why that is not known."""
    soon = {each.period: each.numerator for each in returns.measurements}
    standing = {each.period.end: each.numerator for each in could_return.measurements}
    did, could = [], []
    for each in (step.before, step.latest):
        first, last = (standing.get(day) for day in (each.period.start - dt.timedelta(days=1), each.period.end))
        back = soon.get(each.period)
        if first is None or last is None or back is None:
            return Inputs(
                reason="who could return, or who did within two years, is not known or not shown in one of the years"
            )
        did.append(float(back))
        could.append((first + last) / 2)
    if not all(could):
        return Inputs(reason="nobody could return in one of the two years")
    return Inputs((did[0], did[1]), (could[0], could[1]))
