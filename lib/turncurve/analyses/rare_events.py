"""How much lies between one rare event and the next: the days, or the cases without it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from turncurve.analyses.charting import Charted
from turncurve.indicators import registry
from turncurve.indicators.figures import Figures, Measurement
from turncurve.methods.chart_result import ChartDesign
from turncurve.methods.rare_event_chart import g_chart, t_chart
from turncurve.reference.periods import Period, at, month
from turncurve.tables.council import identify
from turncurve.tables.records import Records

RARE = 1.0
"""Events a period, on average, below which most periods hold none or one and a chart of counts says little."""

FEWEST_OCCASIONS = 5
"""Four spans between occasions, the fewest that limits can be set from, need five of them."""


@dataclass(frozen=True)
class Occasion:
    """One day on which a rare event happened, whoever and how many it happened to.

    Parameters
    ----------
    day : datetime.date
        The day: for the council's own eyes.
    cases_before : int
        Cases without the event since the occasion before, for a share; 0 for a count.
    """

    day: dt.date
    cases_before: int = 0


def is_rare(figures: Figures) -> bool:
    """Tell whether what a series counts is too rare for a chart of counts.

    Parameters
    ----------
    figures : Figures
        One series.

    Returns
    -------
    bool
        True where events that happen in a period are fewer than one a period on average, and there are some.
    """
    known = [each.numerator for each in figures.measurements if each.numerator is not None]
    flows = figures.definition.window == "flow" and figures.definition.kind != "mean"
    return flows and 0 < sum(known) < RARE * len(known)


def occasions_of(records: Records, indicator: str, *, figures: Figures) -> tuple[Occasion, ...]:
    """Find the days on which a rare event happened, from the council's own records.

    Events of one day count as one occasion, since brothers and sisters commonly share it.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    indicator : str
        The indicator's identifier: a count of events, or a share of cases that are such events.
    figures : Figures
        Its series, whose periods are looked through.

    Returns
    -------
    tuple of Occasion
        In order of time; none where only published figures are held, or the event is not rare.
    """
    held = [each.period for each in figures.measurements if each.numerator is not None]
    if not identify(records.council).records or not is_rare(figures) or not held:
        return ()
    days = [at(day) for each in held for day in _days(each)]
    daily = registry.measure(indicator, records, periods=days, area="")
    return _occasions(daily.measurements, is_share=figures.definition.kind == "proportion")


def chart_of_occasions(occasions: Sequence[Occasion], *, is_share: bool, design: ChartDesign) -> Charted:
    """Chart what lies between one occasion and the next.

    Parameters
    ----------
    occasions : sequence of Occasion
        In order of time.
    is_share : bool
        Whether cases without the event lie between, and so a g chart is drawn; else days, and a t chart.
    design : ChartDesign
        Which values of the indicator are better, and the rules; a target or a rebase of the indicator's is not one of
        the spans between.

    Returns
    -------
    Charted
        Each point is named by the month in which its span ended, and by no nearer date.
    """
    turned: dict[str, str] = {"higher": "lower", "lower": "higher"}
    own = ChartDesign("neither", design.rules)
    if design.better != "neither":
        own = ChartDesign("higher" if turned[design.better] == "higher" else "lower", design.rules)
    days = [each.day for each in occasions]
    if is_share:
        windows = [(earlier + dt.timedelta(days=1), later) for earlier, later in pairwise(days)]
        chart = g_chart([each.cases_before for each in occasions[1:]], windows, design=own)
    else:
        chart = t_chart(days, design=own)
    return Charted(tuple(month(day.year, day.month) for day in days[1:]), chart, chart.reason)


def _days(period: Period) -> list[dt.date]:
    """Return every day of a period."""
    return [period.start + dt.timedelta(days=step) for step in range(period.days)]


def _occasions(daily: Sequence[Measurement], *, is_share: bool) -> tuple[Occasion, ...]:
    """Return the days with an event, with the cases without it since the last such day."""
    found: list[Occasion] = []
    waiting = 0
    for each in daily:
        events = each.numerator or 0
        waiting += (each.denominator or 0) - events if is_share else 0
        if events:
            found.append(Occasion(each.period.start, waiting))
            waiting = 0
    return tuple(found)
