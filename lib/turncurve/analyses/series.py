"""The series of one indicator for one council: from its own records, or from published figures."""

from __future__ import annotations

from turncurve.errors import TurnCurveError
from turncurve.indicators import registry
from turncurve.indicators.definition import Definition
from turncurve.indicators.figures import Figures
from turncurve.indicators.published import published
from turncurve.reference.periods import Grain, at, spans
from turncurve.tables.council import identify
from turncurve.tables.records import Records


def measured(records: Records, indicator: str, *, grain: Grain) -> Figures:
    """Measure an indicator over every whole period that the council's records cover.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    indicator : str
        The indicator's identifier.
    grain : {"month", "quarter", "year", "three_years"}
        Length of each period; years where only published figures are held. A value over three years pooled is
        measured over three years whatever is asked for.

    Returns
    -------
    Figures
        One measurement a period.

    Raises
    ------
    TurnCurveError
        If the indicator is broken down into categories, and so is many series.
    """
    council = identify(records.council)
    definition = registry.definition(indicator)
    if definition.by:
        raise TurnCurveError(
            f"{definition.title} is not one curve: it has one for each {' and '.join(definition.by)}",
            where=f"indicator {indicator}",
            remedy=_instead(definition),
        )
    if not council.records:
        return published(definition, records.table("published_figures"), areas=[council.name])
    window = registry.covered(indicator, records)
    length: Grain = "three_years" if definition.window == "three years pooled" else grain
    periods = spans(length, first=window.start, last=min(window.end, records.as_at))
    if definition.window == "point":
        periods = tuple(at(period.end) for period in periods)
    return registry.measure(indicator, records, periods=periods, area=council.name)


def _instead(definition: Definition) -> str:
    """Say which indicators count the same without categories, or that one without is needed."""
    whole = [
        name
        for name, other in registry.INDICATORS.items()
        if other.definition.base == definition.base and not other.definition.by
    ]
    return f"Use {' or '.join(whole)}" if whole else "Choose an indicator without categories"
