"""Which periods were out of the ordinary, by a named set of rules, and which of them the council has explained."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from math import sqrt

from turncurve.analyses import charting, rare_events, series
from turncurve.analyses.charting import Charted
from turncurve.analyses.headlines import written_of
from turncurve.analyses.rare_events import Occasion
from turncurve.analyses.usual_spread import Usual, usual
from turncurve.indicators.figures import Figures
from turncurve.methods.chart_assembly import assurance
from turncurve.methods.chart_result import Assurance, ChartDesign, ChartSegment, Rebase
from turncurve.methods.false_signals import FalseSignals, false_signals
from turncurve.methods.spc_rules import NHS_PLOT_THE_DOTS, ORDINARY, PointType, RuleSet, SpecialCause, rule_set
from turncurve.reference.periods import Grain, Period
from turncurve.tables.explanation import Explanation
from turncurve.tables.records import Records
from turncurve.tables.story import Cause, Target

PLAIN_KINDS = frozenset({"p", "c", "u"})
"""Charts whose limits allow for chance alone."""


@dataclass(frozen=True)
class Signal:
    """One special cause: the periods in a row that meet a rule, and what the council says of them.

    Parameters
    ----------
    periods : tuple of Period
        One period, or several in a row that meet the same rule.
    cause : SpecialCause
        The rule.
    kind : PointType
        What it means, by which values are better.
    explanations : tuple of str
        What the council says of one of the periods: its explanations of it, then the causes in its story that name it;
        empty where none is recorded.
    """

    periods: tuple[Period, ...]
    cause: SpecialCause
    kind: PointType
    explanations: tuple[str, ...]


@dataclass(frozen=True)
class Widened:
    """What limits would hold if they allowed for how much such figures usually vary beyond chance.

    Parameters
    ----------
    factor : float
        How many times as wide as those drawn they would be.
    outside : int
        Points that would still be outside.
    outside_now : int
        Points outside the limits drawn.
    """

    factor: float
    outside: int
    outside_now: int


@dataclass(frozen=True)
class SpecialCauses:
    """A control chart of the curve, with what it calls out of the ordinary.

    Parameters
    ----------
    figures : tuple of Figures
        One series of one area, and perhaps the same by years: where the finer may not be charted, that is.
    rules : RuleSet
        The rules for special causes, by name.
    rebases : tuple of Rebase
        Where limits start anew, each with its reason, date and approver.
    target : Target or None
        The council's target; None where it has set none.
    causes : tuple of Cause
        The causes in the council's story, among which explanations are looked for.
    explained : tuple of Explanation
        What the council says of single periods.
    occasions : tuple of Occasion
        The days of a rare event, for those who may see all counts; none for anybody else.
    usual : Usual, optional
        How much the indicator usually varies beyond chance.
    steady : bool
        Whether limits of a monthly mean or count that would call most months special give way to those of a steady
        stretch.
    seasonal : bool
        Whether limits of counts follow the season, where one shows.
    """

    figures: tuple[Figures, ...]
    rules: RuleSet = NHS_PLOT_THE_DOTS
    rebases: tuple[Rebase, ...] = ()
    target: Target | None = None
    causes: tuple[Cause, ...] = ()
    explained: tuple[Explanation, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    usual: Usual | None = None
    steady: bool = False
    seasonal: bool = False

    def over(self, figures: tuple[Figures, ...]) -> SpecialCauses:
        """Return the chart drawn of other figures.

        Parameters
        ----------
        figures : tuple of Figures
            As many series of the same indicator, perhaps over longer periods.

        Returns
        -------
        SpecialCauses
            Charted from those figures alone: the days of single events are left behind.
        """
        return replace(self, figures=figures, occasions=())

    @property
    def is_of_rare_events(self) -> bool:
        """Whether what lies between rare events is charted, in place of the values."""
        return len(self.occasions) >= rare_events.FEWEST_OCCASIONS

    @cached_property
    def charted(self) -> Charted:
        """The chart, or the reason why there is none."""
        if self.is_of_rare_events:
            share = self.figures[0].definition.kind == "proportion"
            return rare_events.chart_of_occasions(self.occasions, is_share=share, design=self._design)
        return self._chartings[self._place]

    @property
    def read(self) -> Figures:
        """The series that is charted: the finest that may be, else the first."""
        return self.figures[0] if self.is_of_rare_events else self.figures[self._place]

    @property
    def not_finer(self) -> str:
        """Why a finer series is not the one charted, as a sentence without its full stop; empty where it is."""
        return self._chartings[0].reason if not self.is_of_rare_events and self._place else ""

    @cached_property
    def _chartings(self) -> tuple[Charted, ...]:
        """The chart of each series, or the reason why there is none."""
        return tuple(charting.chart_of(each, design=self._design, seasonal=self.seasonal) for each in self.figures)

    @property
    def _place(self) -> int:
        """The place of the series that is charted."""
        return next((place for place, each in enumerate(self._chartings) if each.chart is not None), 0)

    @property
    def _design(self) -> ChartDesign:
        """How the chart is to be drawn, the target in its own unit."""
        definition = self.figures[0].definition
        part = 100 if definition.kind == "proportion" else 1
        aim = None if self.target is None else self.target.value / part
        return ChartDesign(charting.better(definition), self.rules, self.rebases, target=aim, steady=self.steady)

    @property
    def segments(self) -> tuple[ChartSegment, ...]:
        """The stretches that share their limits, in order of time; none where nothing may be charted."""
        return self.charted.chart.segments if self.charted.chart is not None else ()

    @cached_property
    def signals(self) -> tuple[Signal, ...]:
        """The special causes, in order of time; periods in a row that meet one rule are one."""
        if self.charted.chart is None:
            return ()
        points = zip(self.charted.periods, self.charted.chart.points, strict=True)
        found = []
        for (cause, kind, _), members in groupby(
            points, key=lambda pair: (pair[1].special_cause, pair[1].point_type, pair[1].segment)
        ):
            periods = tuple(period for period, _ in members)
            if cause not in ORDINARY:
                found.append(Signal(periods, cause, kind, self._explained(periods)))
        return tuple(found)

    @property
    def widened(self) -> Widened | None:
        """What wider limits would hold, where so few points cannot show how much they vary beyond chance; else None."""
        chart, figures = self.charted.chart, self.read
        few = any(each.is_provisional and not each.reason for each in self.segments)
        if chart is None or chart.kind not in PLAIN_KINDS or self.usual is None or not few:
            return None
        counts = [each.numerator for each in figures.measurements if each.numerator is not None]
        factor = sqrt(self.usual.inflation(figures.definition, level=sum(counts) / len(counts)))
        away = [
            abs((each.value or 0.0) - (each.centre or 0.0)) / each.sigma / 3
            for each in chart.points
            if each.sigma and each.value is not None
        ]
        return Widened(factor, sum(each > factor for each in away), sum(each > 1 for each in away))

    @property
    def expected_by_chance(self) -> FalseSignals:
        """How many points chance alone would call special, in as many points with limits."""
        parts = [
            false_signals(self.rules, points=each.last - each.first + 1) for each in self.segments if not each.reason
        ]
        none = 1.0
        for each in parts:
            none *= 1 - each.probability
        return FalseSignals(sum(each.points for each in parts), 1 - none)

    @cached_property
    def assurance(self) -> Assurance | None:
        """What the latest limits promise about the target if nothing changes; None where no target can be judged."""
        chart = self.charted.chart
        if chart is None or not chart.points or self.target is None or self.is_of_rare_events:
            return None
        sides = {"at most": "lower", "at least": "higher"}
        side = sides.get(self.target.aim or "", chart.design.better)
        if side == "neither":
            return None
        return assurance(chart.points[-1], replace(chart.design, better="lower" if side == "lower" else "higher"))

    def _explained(self, periods: tuple[Period, ...]) -> tuple[str, ...]:
        """Return the explanations of some periods, then the causes of the story that name one of them."""
        names = {each.label.lower() for each in periods}
        own = [each.words for each in self.explained if any(map(each.is_of, periods))]
        return *own, *(
            each.text for each in self.causes if any(name in f"{each.text} {each.evidence}".lower() for name in names)
        )


def special_causes(
    records: Records,
    indicator: str,
    *,
    rules: str = NHS_PLOT_THE_DOTS.name,
    grain: Grain = "month",
    rebases: tuple[Rebase, ...] = (),
) -> SpecialCauses:
    """Find the periods that were out of the ordinary.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    indicator : str
        The indicator's identifier.
    rules : {"nhs_plot_the_dots", "making_data_count_excel", "anhoej"}
        Name of the rule set.
    grain : {"month", "quarter", "year"}
        Length of each period; years where only published figures are held.
    rebases : tuple of Rebase
        Where limits start anew: each needs the date, what changed in the process itself, and who agreed. Those that
        the council's story records if none is given.

    Returns
    -------
    SpecialCauses
        The chart chosen by the data, or why no limits can be given. Where the periods asked for may not be charted,
        because some are hidden or they are dates close together, years are.
    """
    chosen = rule_set(rules)
    figures = series.measured(records, indicator, grain=grain)
    finer = figures.grain() in {"month", "quarter"}
    years = (series.measured(records, indicator, grain="year"),) if finer else ()
    story = written_of(records, indicator)
    return SpecialCauses(
        (figures, *years),
        rules=chosen,
        rebases=rebases or story.rebases,
        target=story.target,
        causes=story.causes,
        explained=story.explanations,
        occasions=rare_events.occasions_of(records, indicator, figures=figures),
        usual=usual(records, indicator),
        steady=True,
        seasonal=True,
    )
