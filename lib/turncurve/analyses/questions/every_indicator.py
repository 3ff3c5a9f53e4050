"""Everything that the records can measure, at a glance: where an analyst starts to look."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from turncurve.analyses import charting, series
from turncurve.analyses.answer import FromFigures
from turncurve.analyses.charting import Charted
from turncurve.errors import TurnCurveError, UnknownNameError
from turncurve.indicators import framework
from turncurve.indicators.figures import Figures, Measurement
from turncurve.indicators.framework import Place
from turncurve.indicators.registry import INDICATORS
from turncurve.methods.chart_result import ChartDesign, ChartPoint
from turncurve.methods.spc_rules import ORDINARY
from turncurve.reference.periods import Grain
from turncurve.tables.records import Records


@dataclass(frozen=True)
class Glance:
    """One indicator at a glance.

    Parameters
    ----------
    figures : Figures
        Its series.
    charted : Charted
        Its control chart, or the reason why there is none.
    """

    figures: Figures
    charted: Charted

    @property
    def place(self) -> Place:
        """Where it stands in the framework."""
        return framework.place_of(self.figures.definition.id)

    @property
    def latest(self) -> Measurement | None:
        """Its last measurement that has a value, or the last of all where none has; None where there is none."""
        held = self.figures.measurements
        known = [each for each in held if self.figures.value(each) is not None]
        return next(reversed(known or held), None)

    @property
    def point(self) -> ChartPoint | None:
        """The chart's point of that measurement; None where that is not charted."""
        chart, latest = self.charted.chart, self.latest
        if chart is None or latest is None or latest.period not in self.charted.periods:
            return None
        return chart.points[self.charted.periods.index(latest.period)]

    @property
    def stands_out(self) -> bool:
        """Whether a rule calls its last measurement out of the ordinary."""
        return self.point is not None and self.point.special_cause not in ORDINARY


@dataclass(frozen=True)
class EveryIndicator(FromFigures):
    """What the records can measure, and what they cannot.

    Parameters
    ----------
    figures : tuple of Figures
        One series an indicator, theme by theme.
    unmeasured : tuple of (str, str)
        Identifier of each indicator that the records cannot measure, and why.
    many_curves : tuple of str
        Identifiers of those that are many curves, one for each category.
    theme : str
        Title of the one theme that it is about; empty for all.
    """

    figures: tuple[Figures, ...]
    unmeasured: tuple[tuple[str, str], ...] = ()
    many_curves: tuple[str, ...] = ()
    theme: str = ""

    @cached_property
    def glances(self) -> tuple[Glance, ...]:
        """Each indicator with its chart, theme by theme."""
        return tuple(
            Glance(each, charting.chart_of(each, design=ChartDesign(charting.better(each.definition))))
            for each in self.figures
        )


def every_indicator(records: Records, *, theme: str = "", grain: Grain = "quarter") -> EveryIndicator:
    """Measure every indicator that the records can.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    theme : {"outcomes", "activity", "decisions", "plans", "workforce", "adoption"}, optional
        One theme of the framework; all where not given.
    grain : {"month", "quarter", "year"}
        Length of each period.

    Returns
    -------
    EveryIndicator
        In the order of the framework; an indicator that cannot be measured is named with the reason.

    Raises
    ------
    UnknownNameError
        If there is no such theme.
    """
    themes = framework.framework().themes
    if theme and theme not in themes:
        raise UnknownNameError(f"there is no theme called {theme!r}", remedy=f"Use one of: {', '.join(themes)}")
    wanted = [name for name in framework.in_order() if not theme or framework.place_of(name).theme == themes[theme]]
    measured, unmeasured, many = [], [], []
    for name in wanted:
        if INDICATORS[name].definition.by:
            many.append(name)
            continue
        try:
            found = series.measured(records, name, grain=grain)
        except TurnCurveError as problem:
            unmeasured.append((name, problem.what))
            continue
        if found.measurements:
            measured.append(found)
        else:
            unmeasured.append((name, f"the records cover no whole {grain.replace('_', ' ')}"))
    return EveryIndicator(tuple(measured), tuple(unmeasured), tuple(many), themes.get(theme, ""))
