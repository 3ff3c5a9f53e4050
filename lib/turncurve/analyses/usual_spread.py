"""How much an indicator usually varies beyond chance: from every authority's published series, else as assumed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Literal

from turncurve.indicators import registry
from turncurve.indicators.definition import Definition
from turncurve.indicators.figures import Measurement
from turncurve.indicators.published import published
from turncurve.methods.typical_dispersion import typical_count_variation, typical_share_dispersion
from turncurve.reference.variation import usual_coefficient, usual_inflation
from turncurve.tables.records import Records

Known = Literal["published", "assumed"]
AUTHORITY_CODES = ("E06", "E07", "E08", "E09", "E10")
"""How the code of an authority begins, as those of regions and the nation do not."""


@dataclass(frozen=True)
class Usual:
    """How much an indicator usually varies from period to period beyond chance.

    Parameters
    ----------
    amount : float
        The variance's inflation for a share; the coefficient of variation beyond chance for a count.
    known : {"published", "assumed"}
        Whether it was measured from what had been published by the report's date, or is assumed.
    areas : int
        How many authorities it was measured from; 0 where it is assumed.
    """

    amount: float
    known: Known = "assumed"
    areas: int = 0

    def inflation(self, definition: Definition, *, level: float) -> float:
        """Return the variance's inflation of an indicator at the level of a series.

        Parameters
        ----------
        definition : Definition
            The indicator.
        level : float
            The mean count of the series: a count of many varies more beyond chance than one of few.

        Returns
        -------
        float
            1 or more.
        """
        return max(1.0, 1 + level * self.amount**2 if definition.kind == "count" else self.amount)


def usual(records: Records, indicator: str) -> Usual:
    """Return how much an indicator usually varies beyond chance, as could be known on the report's date.

    Parameters
    ----------
    records : Records
        What holds the published figures, as they stood on the report's date.
    indicator : str
        The indicator's identifier.

    Returns
    -------
    Usual
        Measured over all authorities held where enough years had been published; else assumed.
    """
    return records.once(_usual, indicator)


def _usual(records: Records, indicator: str) -> Usual:
    """Return how much an indicator usually varies, worked out."""
    definition = registry.definition(indicator)
    rows = records.table("published_figures")
    codes = rows["area_code"].fillna("").str[:3]
    found = rows[(rows["measure"] == definition.id) & codes.isin(AUTHORITY_CODES)]
    if definition.kind == "mean" or definition.window == "three years pooled" or found.empty:
        return assumed(definition)
    held = published(definition, found, areas=sorted(found["area"].unique())).measurements
    areas = groupby(held, key=attrgetter("area"))
    amount = _typical(definition, [stretch for _, years in areas for stretch in _unbroken(years)])
    return assumed(definition) if amount is None else Usual(amount, "published", found["area"].nunique())


def assumed(definition: Definition) -> Usual:
    """Return what is assumed of an indicator where nothing that had been published says how it varies.

    Parameters
    ----------
    definition : Definition
        The indicator.

    Returns
    -------
    Usual
        From the file of usual variation.
    """
    of_kind = usual_coefficient if definition.kind == "count" else usual_inflation
    return Usual(of_kind(definition.id))


def _unbroken(years: Iterable[Measurement]) -> list[list[Measurement]]:
    """Return an area's published years in stretches without a gap."""
    stretches: list[list[Measurement]] = [[]]
    for before, after in pairwise([None, *filter(_usable, years)]):
        if after is None:
            continue
        if before is not None and after.period.end.year != before.period.end.year + 1:
            stretches.append([])
        stretches[-1].append(after)
    return [each for each in stretches if len(each) > 1]


def _usable(measurement: Measurement) -> bool:
    """Tell whether a published figure is of a whole year, or of a date, and has its counts."""
    of_year = measurement.period.is_one_date or measurement.period.months == 12
    return measurement.status == "measured" and measurement.numerator is not None and of_year


def _typical(definition: Definition, series: list[list[Measurement]]) -> float | None:
    """Measure what is usual over many areas' series."""
    if definition.kind == "count":
        return typical_count_variation([[each.numerator or 0 for each in one] for one in series])
    return typical_share_dispersion(
        [([each.numerator or 0 for each in one], [each.denominator or 0 for each in one]) for one in series]
    )
