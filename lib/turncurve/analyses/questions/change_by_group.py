"""How much of a change came of each group's own rate, and how much of who was counted."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cached_property

from turncurve.analyses import series
from turncurve.analyses.answer import FromFigures
from turncurve.analyses.two_periods import Step
from turncurve.analyses.two_years import day_of, step_between
from turncurve.indicators import registry
from turncurve.indicators.counting import NOT_STATED
from turncurve.indicators.definition import Definition
from turncurve.indicators.figures import Figures, Measurement
from turncurve.methods.kitagawa import KitagawaDecomposition, kitagawa
from turncurve.tables.council import identify
from turncurve.tables.records import Records

MOST_GROUPS = 30
"""More groups than a reader can take in are not shown: a coarser breakdown of the same cases is looked for."""


@dataclass(frozen=True)
class Group:
    """One group in the two years.

    Parameters
    ----------
    name : str
        The category, or categories, that make it.
    before, latest : Measurement
        Its counts.
    """

    name: str
    before: Measurement
    latest: Measurement


@dataclass(frozen=True)
class ChangeByGroup(FromFigures):
    """A change between two years, split by group.

    Parameters
    ----------
    figures : tuple of Figures
        One yearly series of one area, and the same by group where the registry has it.
    since : datetime.date, optional
        The last day of the earlier year; the year before the last where not given.
    no_groups : str
        Why there are no groups, as a sentence without its full stop; empty where there are.
    """

    figures: tuple[Figures, ...]
    since: dt.date | None = None
    no_groups: str = ""

    @cached_property
    def found(self) -> Step | str:
        """The two years, or why nothing can be split, as a sentence without its full stop."""
        if self.no_groups:
            return self.no_groups
        step = step_between(self.figures[0], since=self.since)
        if isinstance(step, str):
            return step
        lacking = sum(None in {each.before.numerator, each.latest.numerator} for each in self._groups(step))
        if lacking:
            verb = "is" if lacking == 1 else "are"
            return f"{lacking} of {len(self._groups(step))} groups {verb} not known or not shown in one of the years"
        return step

    @property
    def step(self) -> Step | None:
        """The two years; None where nothing can be split."""
        return self.found if isinstance(self.found, Step) else None

    @property
    def reason(self) -> str:
        """Why nothing can be split; empty where something can."""
        return self.found if isinstance(self.found, str) else ""

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups that had any case in either year, in order; none where nothing can be split."""
        return () if self.step is None else self._groups(self.step)

    @cached_property
    def decomposition(self) -> KitagawaDecomposition | None:
        """The change of a share split into rates and composition; None for a count, and where nothing can be split."""
        if self.step is None or self.figures[0].definition.kind != "proportion":
            return None
        years = [[each.before for each in self.groups], [each.latest for each in self.groups]]
        return kitagawa(
            [[each.numerator or 0 for each in year] for year in years],
            [[each.denominator or 0 for each in year] for year in years],
            groups=[each.name for each in self.groups],
        )

    def _groups(self, step: Step) -> tuple[Group, ...]:
        """Return the groups with any case in either year, known or not."""
        by_name: dict[str, dict[object, Measurement]] = {}
        for each in self.figures[1].measurements:
            name = ", ".join(category for _, category in each.breakdown)
            by_name.setdefault(name, {})[each.period] = each
        pairs = [
            Group(name, held[step.before.period], held[step.latest.period])
            for name, held in by_name.items()
            if step.before.period in held and step.latest.period in held
        ]
        some = [each for each in pairs if _counts(each.before) or _counts(each.latest)]
        return tuple(sorted(some, key=lambda each: _order(each.name)))


def change_by_group(records: Records, indicator: str, *, baseline: str = "") -> ChangeByGroup:
    """Split the change between two years by the groups that the registry holds of the same cases.

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
    ChangeByGroup
        The split by the fewest dimensions, or why there is none.
    """
    since = day_of(baseline)
    whole = series.measured(records, indicator, grain="year")
    council = identify(records.council)
    if not council.records:
        return ChangeByGroup((whole,), since, no_groups="groups are known from the council's own records only")
    periods = [each.period for each in whole.measurements]
    for name in _breakdowns(registry.definition(indicator)):
        parts = registry.measure(name, records, periods=periods, area=council.name)
        if len({each.breakdown for each in parts.measurements}) in range(1, MOST_GROUPS + 1):
            return ChangeByGroup((whole, parts), since)
    return ChangeByGroup((whole,), since, no_groups="no indicator of the registry breaks the same cases down by group")


def _breakdowns(whole: Definition) -> list[str]:
    """Return the indicators that count the same by group, those of the fewest dimensions first."""
    same = [
        each.definition
        for each in registry.INDICATORS.values()
        if each.definition.by
        and (each.definition.base, each.definition.subset, each.definition.kind, each.definition.window)
        == (whole.base, whole.subset, whole.kind, whole.window)
    ]
    return [each.id for each in sorted(same, key=lambda each: len(each.by))]


def _order(name: str) -> tuple[bool, float, str]:
    """Return where a group stands: by the first number of its name, those without one before, not stated last."""
    number = re.search(r"\d+", name)
    size = -1.0 if number is None else int(number[0]) - (0.5 if name.startswith("under") else 0.0)
    return name == NOT_STATED, size, name


def _counts(measurement: Measurement) -> bool:
    """Tell whether a group has, or may have, a case in a year."""
    below = measurement.denominator if measurement.denominator is not None else measurement.numerator
    return below is None or below > 0
