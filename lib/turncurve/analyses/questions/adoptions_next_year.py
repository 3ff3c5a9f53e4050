"""How many children will be adopted next year, from yearly counts alone: what a reader of published tables can tell."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from turncurve.analyses import series
from turncurve.analyses.answer import FromFigures
from turncurve.analyses.ready_for_adoption import COUNTED, Ready, expected, ready, taught
from turncurve.errors import UnknownNameError
from turncurve.indicators import registry
from turncurve.indicators.figures import Figures, Source
from turncurve.indicators.published import published
from turncurve.methods.forecast import Forecast, no_forecast
from turncurve.methods.rolling_origin import BackTest, judged_forecasts
from turncurve.reference.periods import Period, at, year_ending
from turncurve.tables.council import identify
from turncurve.tables.records import Records

LATEST = 24
"""Months after which what stood ready says nothing of the year to come."""

TEST_DRAWS = 1000


@dataclass(frozen=True)
class AdoptionsNextYear(FromFigures):
    """How many adoptions to expect in the year after the last 31 March, and how good such forecasts were before.

    Parameters
    ----------
    figures : tuple of Figures
        Children adopted, placed, and under a placement order: the council's own, then those published of others.
    as_at : datetime.date
        The report's date.
    area : str
        The council.
    """

    figures: tuple[Figures, ...]
    as_at: dt.date
    area: str

    @cached_property
    def rows(self) -> tuple[Ready, ...]:
        """What stood ready on each 31 March in every council."""
        return ready(self.figures)

    @cached_property
    def own(self) -> tuple[Ready, ...]:
        """What stood ready on each 31 March in this council."""
        return tuple(row for row in self.rows if row.area == self.area)

    @property
    def origin(self) -> Period | None:
        """The last 31 March of which it is known what stood ready; None where none is."""
        return at(dt.date(self.own[-1].year, 3, 31)) if self.own else None

    @property
    def period(self) -> Period | None:
        """The year that is forecast; None where none is."""
        return year_ending(self.own[-1].year + 1) if self.own else None

    @cached_property
    def forecast(self) -> Forecast:
        """The number of adoptions in that year as one draw a row, or the reason why there is none."""
        reason = self._reason()
        if reason:
            origin = self.origin.label if self.origin else ""
            return no_forecast(reason, origin=origin, horizon=1, n=0, method="none")
        return expected(self.own[-1], taught(self.rows, before=self.own[-1].year))

    @cached_property
    def tested(self) -> BackTest:
        """How good the same forecasts were, made for every council and year whose outcome is known by now."""
        known = [row for row in self.rows if not np.isnan(row.came + row.placed)]
        models = {year: taught(self.rows, before=year) for year in {row.year for row in known}}
        return judged_forecasts(
            [(expected(row, models[row.year], draws=TEST_DRAWS), [row.came]) for row in known],
            groups=[row.area for row in known],
        )

    def _reason(self) -> str:
        """Return why nothing can be forecast, if so."""
        if not self.own:
            return "it is not known how many children were placed for adoption on any 31 March"
        last = self.own[-1]
        months = 12 * (self.as_at.year - last.year) + self.as_at.month - 3
        if months > LATEST:
            return f"the last count of children placed for adoption is of 31 March {last.year}"
        if np.isnan(last.placed):
            return f"the number of children placed for adoption on 31 March {last.year} may not be shown"
        return ""


def adoptions_next_year(records: Records) -> AdoptionsNextYear:
    """Expect the adoptions of the next year from what stands ready, by what published figures teach.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date, or the published figures of one without records.

    Returns
    -------
    AdoptionsNextYear
        A forecast that needs no child's record.
    """
    council = identify(records.council)
    own = [_own(records, indicator, area=council.name) for indicator in COUNTED]
    others = [area for area in _councils(records) if area != council.name]
    panel = [_published(records, indicator, areas=others) for indicator in COUNTED]
    return AdoptionsNextYear((*own, *panel), as_at=records.as_at, area=council.name)


def _own(records: Records, indicator: str, *, area: str) -> Figures:
    """Return the council's own yearly counts; none where nothing is held of them."""
    try:
        return series.measured(records, indicator, grain="year")
    except UnknownNameError:  # of an area, it is known, but not this measure
        return _published(records, indicator, areas=[area])


def _published(records: Records, indicator: str, *, areas: list[str]) -> Figures:
    """Return what was published of a count for some areas; nothing where none was."""
    definition = registry.definition(indicator)
    try:
        return published(definition, records.table("published_figures"), areas=areas)
    except UnknownNameError:
        return Figures(definition, (), Source("", published=True))


def _councils(records: Records) -> list[str]:
    """Return the areas that are councils: nations and regions are made of them, and would teach twice."""
    rows = records.table("published_figures")
    coded = rows.loc[(rows["measure"] == COUNTED[0]) & rows["area_code"].notna()]
    return sorted(set(coded.loc[coded["area_code"].str.match(r"E(0[6-9]|10)"), "area"]))
