"""Which periods were out of the ordinary, by a named set of rules, and which of them the council has explained."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from turncurve.analyses import charting, rare_events, series
from turncurve.analyses.charting import Charted
from turncurve.analyses.rare_events import Occasion
from turncurve.indicators.figures import Figures
from turncurve.methods.chart_assembly import assurance
from turncurve.methods.chart_result import Assurance, ChartDesign, ChartSegment, Rebase
from turncurve.methods.false_signals import FalseSignals, false_signals
from turncurve.methods.spc_rules import NHS_PLOT_THE_DOTS, PointType, RuleSet, SpecialCause, rule_set
from turncurve.reference.periods import Grain, Period
from turncurve.tables.records import Records
from turncurve.tables.story import Cause, Target, told

ORDINARY = frozenset({SpecialCause.COMMON, SpecialCause.CANNOT_TELL})


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
        The causes in the council's story that name one of the periods; empty where none is recorded.
    """

    periods: tuple[Period, ...]
    cause: SpecialCause
    kind: PointType
    explanations: tuple[str, ...]


@dataclass(frozen=True)
class SpecialCauses:
    """A control chart of the curve, with what it calls out of the ordinary.

    Parameters
    ----------
    figures : tuple of Figures
        One series of one area.
    rules : RuleSet
        The rules for special causes, by name.
    rebases : tuple of Rebase
        Where limits start anew, each with its reason, date and approver.
    target : Target or None
        The council's target; None where it has set none.
    causes : tuple of Cause
        The causes in the council's story, among which explanations are looked for.
    occasions : tuple of Occasion
        The days of a rare event, for those who may see all counts; none for anybody else.
    """

    figures: tuple[Figures, ...]
    rules: RuleSet = NHS_PLOT_THE_DOTS
    rebases: tuple[Rebase, ...] = ()
    target: Target | None = None
    causes: tuple[Cause, ...] = ()
    occasions: tuple[Occasion, ...] = ()

    def over(self, figures: tuple[Figures, ...]) -> SpecialCauses:
        """Return the chart drawn of other figures.

        Parameters
        ----------
        figures : tuple of Figures
            One series of the same indicator.

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
        definition = self.figures[0].definition
        share = definition.kind == "proportion"
        aim = None if self.target is None else self.target.value / (100 if share else 1)
        design = ChartDesign(charting.better(definition), self.rules, self.rebases, target=aim)
        if self.is_of_rare_events:
            return rare_events.chart_of_occasions(self.occasions, is_share=share, design=design)
        return charting.chart_of(self.figures[0], design=design)

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
        """Return the causes of the story that name one of some periods."""
        names = {each.label.lower() for each in periods}
        return tuple(
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
        Where limits start anew: each needs the date, what changed in the process itself, and who agreed.

    Returns
    -------
    SpecialCauses
        The chart chosen by the data, or why no limits can be given.
    """
    chosen = rule_set(rules)
    figures = series.measured(records, indicator, grain=grain)
    story = told(records.council, indicator)
    return SpecialCauses(
        (figures,),
        rules=chosen,
        rebases=rebases,
        target=story.target,
        causes=story.causes,
        occasions=rare_events.occasions_of(records, indicator, figures=figures),
    )
