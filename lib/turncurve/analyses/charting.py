"""The control chart of one series of figures, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from turncurve.indicators.definition import Definition
from turncurve.indicators.figures import Figures, Measurement
from turncurve.methods.attribute_chart import attribute_chart
from turncurve.methods.chart_result import ChartDesign, ControlChart, Rebase
from turncurve.methods.seasonal_chart import seasonal_count_chart
from turncurve.methods.spc import xmr_chart
from turncurve.reference.periods import Period

_BETTER: dict[str, Literal["higher", "lower"]] = {"higher is better": "higher", "lower is better": "lower"}
_IN_A_YEAR = {"month": 12, "quarter": 4}
POOLED = (
    "each value takes three years together and shares two of them with the value before, so that neighbours are alike "
    "whatever happens and limits would come out too narrow"
)
ROLLING = (
    "the periods overlap, as those of a rolling average do, so that neighbours are alike whatever happens and limits "
    "would come out too narrow"
)
STANDING = (
    "most of what is open on one date was open on the date before, so that neighbours are alike whatever happens; "
    "chart what began and what ended instead"
)


@dataclass(frozen=True)
class Charted:
    """A control chart of the periods that have counts, or the reason why there is none.

    Parameters
    ----------
    periods : tuple of Period
        The period of each of the chart's points, in order.
    chart : ControlChart or None
        In the counts' own unit, a share from 0 to 1; None where nothing may be charted.
    reason : str
        Why no limits can be given, as a sentence without its full stop; empty where there are some.
    """

    periods: tuple[Period, ...]
    chart: ControlChart | None
    reason: str


def better(definition: Definition) -> Literal["higher", "lower", "neither"]:
    """Return which values of an indicator are better, in a chart's words.

    Parameters
    ----------
    definition : Definition
        The indicator.

    Returns
    -------
    {"higher", "lower", "neither"}
        Neither for a band, where more and less can both be worse.
    """
    return _BETTER.get(definition.polarity, "neither")


def chart_of(figures: Figures, *, design: ChartDesign, seasonal: bool = False) -> Charted:
    """Chart a series, with the chart that its data call for.

    A share makes a p chart, a count of events a c chart, either widened by Laney's factor where it varies more than
    chance alone would make it; anything else a chart of separate values.

    Parameters
    ----------
    figures : Figures
        One series of one area, as it may be shown.
    design : ChartDesign
        Which values are better, the rules, where limits start anew, and a target in the chart's unit. A rebase within
        a period holds from the next period on.
    seasonal : bool
        Whether limits of counts by month or quarter follow the season, where the counts show one.

    Returns
    -------
    Charted
        Without limits, and saying why, where windows overlap, values are hidden, or the series is tiny or constant.
        Where the design asks for it, and limits of all months of a count or of a mean, such as a wait, would call most
        of them special, those of the longest steady stretch are drawn, or none.
    """
    reason = _why_not(figures)
    held = tuple(each for each in figures.measurements if _has_a_point(each, figures))
    if reason or not held:
        return Charted((), None, reason or "no period has a value")
    fitted = replace(design, rebases=_fitted(design.rebases, held))
    chart = _chart(figures, held, design=fitted, seasonal=seasonal)
    return Charted(tuple(each.period for each in held), chart, chart.reason)


def _chart(figures: Figures, held: Sequence[Measurement], *, design: ChartDesign, seasonal: bool) -> ControlChart:
    """Return the chart that suits what is measured."""
    windows = [(each.period.start, each.period.end) for each in held]
    definition, grain = figures.definition, figures.grain()
    if definition.kind == "proportion":
        numerators, denominators = ([each.numerator or 0 for each in held], [each.denominator or 0 for each in held])
        return attribute_chart(numerators, windows, design=replace(design, steady=False), denominators=denominators)
    # A backlog lifts a wait, and what is late, for months on end. Of years, which are few, a rise over all of them is
    # what is looked for.
    drawn = replace(design, steady=design.steady and grain == "month")
    if definition.kind == "count" and definition.window == "flow":
        counts = [each.numerator or 0 for each in held]
        if not seasonal or grain not in _IN_A_YEAR:
            return attribute_chart(counts, windows, design=drawn)
        length = _IN_A_YEAR[grain]
        places = [start.year * length + (start.month - 1) * length // 12 for start, _ in windows]
        return seasonal_count_chart(counts, windows, places=places, season_length=length, design=drawn)
    return xmr_chart([figures.value(each) or 0.0 for each in held], windows, design=drawn)


def _has_a_point(measurement: Measurement, figures: Figures) -> bool:
    """Tell whether a period has a point: one with a value, or of a share one that is known to have no cases."""
    no_cases = measurement.status == "no cases" and figures.definition.kind == "proportion"
    return no_cases or figures.value(measurement) is not None


def _why_not(figures: Figures) -> str:
    """Say why a series may not be charted; empty where it may."""
    held = figures.measurements
    periods = [each.period for each in held]
    if figures.definition.window == "three years pooled" or figures.grain() == "three_years":
        return POOLED
    if any(one.overlaps(two) for one, two in pairwise(sorted(periods))):
        return ROLLING
    if figures.definition.window == "point" and figures.grain() in {"month", "quarter"}:
        return STANDING
    if figures.definition.kind == "count" and held and figures.grain() is None:
        return "the periods are of different lengths, so that their counts cannot stand on one chart"
    hidden = sum(each.status == "hidden" for each in held)
    if hidden:
        return (
            f"{hidden} of {len(held)} values {'is' if hidden == 1 else 'are'} hidden, mostly the smallest, and limits "
            "from the rest would lie too high"
        )
    return ""


def _fitted(rebases: Sequence[Rebase], held: Sequence[Measurement]) -> tuple[Rebase, ...]:
    """Return each rebase on the first day of the first whole period from its date; the last where two fall together."""
    starts = [each.period.start for each in held]
    found: dict[object, Rebase] = {}
    for rebase in sorted(rebases, key=lambda each: each.on):
        following = next((start for start in starts if start >= rebase.on), None)
        if following is not None and following != starts[0]:
            found[following] = replace(rebase, on=following)
    return tuple(found.values())
