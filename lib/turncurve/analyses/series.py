"""The series of one indicator for one council: from its own records, or from published figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from turncurve.errors import TurnCurveError
from turncurve.indicators import registry
from turncurve.indicators.definition import Definition
from turncurve.indicators.figures import Figures
from turncurve.indicators.published import published
from turncurve.reference.periods import GRAINS, Grain, at, spans
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
        Length of each period; as published where only published figures are held and those are over longer ones. A
        value over three years pooled is measured over three years whatever is asked for.

    Returns
    -------
    Figures
        One measurement a period. An indicator that is broken down into categories, and so is many series, is refused.
    """
    return records.once(_measured, indicator, grain)


def _measured(records: Records, indicator: str, grain: Grain) -> Figures:
    """Measure an indicator over every whole period that the council's records cover, or refuse to."""
    council = identify(records.council)
    definition = registry.definition(indicator)
    if definition.by:
        raise TurnCurveError(
            f"{definition.title} is not one curve: it has one for each {' and '.join(definition.by)}",
            where=f"indicator {indicator}",
            remedy=_instead(definition),
        )
    if not council.records:
        return stated(records, indicator, area=council.name, grain=grain)
    window = registry.covered(indicator, records)
    length: Grain = "three_years" if definition.window == "three years pooled" else grain
    periods = spans(length, first=window.start, last=min(window.end, records.as_at))
    if definition.window == "point":
        periods = tuple(at(period.end) for period in periods)
    return registry.measure(indicator, records, periods=periods, area=council.name)


def stated(records: Records, indicator: str, *, area: str, grain: Grain) -> Figures:
    """Return what was published of an indicator for one area, added up to the periods wanted.

    Parameters
    ----------
    records : Records
        What holds the published figures, as they stood on the report's date.
    indicator : str
        The indicator's identifier.
    area : str
        The area.
    grain : {"month", "quarter", "year", "three_years"}
        Length of the periods wanted: published months become years, and a part of a year is left out. Years are not
        added up to three.

    Returns
    -------
    Figures
        One measurement a period; over longer ones where nothing so short was published.
    """
    return _over(published(registry.definition(indicator), records.table("published_figures"), areas=[area]), grain)


def stated_of_each(records: Records, indicator: str, *, areas: Sequence[str], grain: Grain) -> tuple[Figures, ...]:
    """Return what was published of an indicator for each of many areas, as `stated` does for one.

    Parameters
    ----------
    records : Records
        What holds the published figures, as they stood on the report's date.
    indicator : str
        The indicator's identifier.
    areas : sequence of str
        The areas, each with a figure of it.
    grain : {"month", "quarter", "year", "three_years"}
        Length of the periods wanted.

    Returns
    -------
    tuple of Figures
        One series an area, in the order of the areas; their source is that of all together.
    """
    if not areas:
        return ()
    held = published(registry.definition(indicator), records.table("published_figures"), areas=areas)
    each_area = groupby(held.measurements, key=attrgetter("area"))
    return tuple(_over(replace(held, measurements=tuple(found)), grain) for _, found in each_area)


def _over(held: Figures, grain: Grain) -> Figures:
    """Return a series added up to the periods wanted."""
    wanted = min(GRAINS.index(grain), GRAINS.index("year"))
    while (length := held.grain()) is not None and GRAINS.index(length) < wanted:
        held = held.coarser() or replace(held, measurements=())
    return held


def _instead(definition: Definition) -> str:
    """Say which indicators count the same without categories, or that one without is needed."""
    whole = [
        name
        for name, other in registry.INDICATORS.items()
        if (other.definition.base, other.definition.kind, other.definition.by) == (definition.base, definition.kind, ())
    ]
    return f"Use {' or '.join(whole)}" if whole else "Choose an indicator without categories"
