"""The series of one indicator for one council: from its own records, or from published figures."""

from __future__ import annotations

from turncurve.indicators import registry
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
        Length of each period; years where only published figures are held.

    Returns
    -------
    Figures
        One measurement a period.
    """
    council = identify(records.council)
    definition = registry.definition(indicator)
    if not council.records:
        return published(definition, records.table("published_figures"), areas=[council.name])
    window = registry.covered(indicator, records)
    periods = spans(grain, first=window.start, last=min(window.end, records.as_at))
    if definition.window == "point":
        periods = tuple(at(period.end) for period in periods)
    return registry.measure(indicator, records, periods=periods, area=council.name)
