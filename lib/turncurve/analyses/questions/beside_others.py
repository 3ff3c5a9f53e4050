"""The curve beside those of the nation, the region and the statistical neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from turncurve.analyses import series
from turncurve.analyses.answer import FromFigures
from turncurve.analyses.usual_spread import AUTHORITY_CODES
from turncurve.indicators import registry
from turncurve.indicators.figures import Figures, Measurement, same_window
from turncurve.methods.funnel import FEWEST_AREAS, FunnelLimits, funnel_limits
from turncurve.reference.areas import NATION, Peers, peers_of
from turncurve.tables.council import Council, identify
from turncurve.tables.records import Records


@dataclass(frozen=True)
class Comparison(FromFigures):
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


@dataclass(frozen=True)
class Funnel(FromFigures):
    """The council among all authorities held, in the latest window that they have in common.

    Parameters
    ----------
    figures : tuple of Figures
        One series an area: the council's first, then every other authority's and the nation's.
    nation : str
        Name of the area that the funnel is about.
    """

    figures: tuple[Figures, ...]
    nation: str = NATION

    @cached_property
    def places(self) -> tuple[Measurement, ...]:
        """The measurement of the council and of each other authority in the common window, the council's first."""
        held = _latest_common(self.figures)
        return tuple(each for each in held if each.area != self.nation)

    @cached_property
    def limits(self) -> FunnelLimits:
        """The funnel about the nation's share in that window, else about that of the areas together."""
        definition = self.figures[0].definition
        if definition.kind != "proportion":
            return FunnelLimits(0.0, 1.0, 0, _NO_FUNNEL[definition.kind])
        held = _latest_common(self.figures)
        about = [each for each in held if each.area == self.nation] or list(self.places)
        numerators = [each.numerator or 0 for each in self.places]
        denominators = [each.denominator or 0 for each in self.places]
        if len(self.places) < 2 or not sum(each.denominator or 0 for each in about):
            return FunnelLimits(0.0, 1.0, 0, NOBODY_BESIDE)
        centre = sum(each.numerator or 0 for each in about) / sum(each.denominator or 0 for each in about)
        return funnel_limits(numerators, denominators, centre=centre)


def funnel(records: Records, indicator: str) -> Funnel:
    """Set a council among all authorities held, by size.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    indicator : str
        The indicator's identifier.

    Returns
    -------
    Funnel
        The council first. The council alone where nothing of others had been published by the report's date.
    """
    council = identify(records.council)
    own = series.measured(records, indicator, grain="year")
    rows = records.table("published_figures")
    found = rows[(rows["measure"] == indicator) & (rows["area"] != council.name)]
    authorities = found.loc[found["area_code"].fillna("").str[:3].isin(AUTHORITY_CODES), "area"]
    nation = _peers(council).nation
    areas = [*sorted(set(authorities)), *({nation} & set(found["area"]))]
    others = series.stated_of_each(records, indicator, areas=areas, grain="year")
    return Funnel((own, *others), nation=nation)


NOBODY_BESIDE = "no other authority's figure for the same window had been published by the report's date"
_NO_FUNNEL = {
    "count": "a count can be set against others' only by population, and none is held",
    "mean": "the spread of days between children is not held with their sum",
}


def _latest_common(figures: tuple[Figures, ...]) -> tuple[Measurement, ...]:
    """Return what is known of the latest window that the council shares with areas enough, else with any."""
    own, *others = figures
    known = {each.period: each for each in own.measurements if own.value(each) is not None}
    beside = [{each.period: each for each in other.measurements if other.value(each) is not None} for other in others]
    shared = {period: sum(period in held for held in beside) for period in known}
    common = [period for period, areas in shared.items() if areas]
    if not common:
        return ()
    latest = max([period for period in common if shared[period] >= FEWEST_AREAS] or common)
    return (known[latest], *(held[latest] for held in beside if latest in held))


def _peers(council: Council) -> Peers:
    """Return whom a council is compared with: what it states of itself first, then the project's own file."""
    held = peers_of(council.follows or council.name)
    return Peers(council.region or held.region, held.nation or NATION, council.neighbours or held.neighbours)
