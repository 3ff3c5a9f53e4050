"""The curve beside those of the nation, the region and the statistical neighbours."""

from __future__ import annotations

from dataclasses import dataclass, replace

from turncurve.analyses import series
from turncurve.indicators import registry
from turncurve.indicators.figures import Figures, same_window
from turncurve.reference.areas import NATION, Peers, peers_of
from turncurve.tables.council import Council, identify
from turncurve.tables.records import Records


@dataclass(frozen=True)
class Comparison:
    """The curve beside those of the nation, the region and the statistical neighbours, over the same window.

    Parameters
    ----------
    figures : tuple of Figures
        One series an area: the council's first, then the nation's, the region's and the neighbours'.
    wide : tuple of str
        Names of the nation and the region among them: the other areas are neighbours.
    """

    figures: tuple[Figures, ...]
    wide: tuple[str, ...] = ()

    def over(self, figures: tuple[Figures, ...]) -> Comparison:
        """Return the comparison made from other figures.

        Parameters
        ----------
        figures : tuple of Figures
            One series an area, in the same order.

        Returns
        -------
        Comparison
            The same areas.
        """
        return replace(self, figures=figures)


def comparison(records: Records, indicator: str) -> Comparison:
    """Set the curve beside others' over the same window: years to March (or three pooled), as published.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    indicator : str
        The indicator's identifier.

    Returns
    -------
    Comparison
        The council first. The council alone where nothing of its peers was published by the report's date.
    """
    council = identify(records.council)
    own = series.measured(records, indicator, grain="year")
    rows = records.table("published_figures")
    held = set(rows.loc[rows["measure"] == indicator, "area"])
    peers = _peers(council)
    others = tuple(series.stated(records, indicator, area=area, grain="year") for area in peers.areas if area in held)
    # A count on a date is on that date, whichever other dates were published.
    if registry.definition(indicator).window != "point":
        same_window([each for each in (own, *others) if each.measurements])
    return Comparison((own, *others), wide=tuple(name for name in (peers.nation, peers.region) if name))


def _peers(council: Council) -> Peers:
    """Return whom a council is compared with: what it states of itself first, then the project's own file."""
    held = peers_of(council.follows or council.name)
    return Peers(council.region or held.region, held.nation or NATION, council.neighbours or held.neighbours)
