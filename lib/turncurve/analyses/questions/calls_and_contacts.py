"""What calls are about, as shares of calls and of all contacts: two bases easily taken for one another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from turncurve.analyses.answer import FromFigures
from turncurve.indicators import registry
from turncurve.indicators.figures import Figures
from turncurve.reference.periods import Period, spans
from turncurve.tables.council import identify
from turncurve.tables.records import Records

ROUTES = {"phone": "share_of_calls_", "email": "share_of_emails_"}
"""How the published shares of each route are named."""
TOTAL = "contacts_a_month"
HALF = 0.5
"""A percentage published as a whole number lies within half a point of it."""


@dataclass(frozen=True)
class OwnShare:
    """One reason for contacts by one route, in the council's own log.

    Parameters
    ----------
    route, reason : str
        The route and the reason.
    count : int or None
        Contacts; None where hidden.
    of_route, of_all : float or None
        Percent of the route's contacts, and of all contacts; None where a count is hidden.
    """

    route: str
    reason: str
    count: int | None
    of_route: float | None
    of_all: float | None


@dataclass(frozen=True)
class PublishedShare:
    """One share as published, with what it makes of all contacts.

    Parameters
    ----------
    route : str
        The route that it is a share of.
    reason : str
        The reason.
    of_route : float
        Percent of the route's contacts, as published: a whole number.
    of_all : tuple of float
        Lowest and highest percent of all contacts that it can stand for, as it was rounded.
    """

    route: str
    reason: str
    of_route: float
    of_all: tuple[float, float]


@dataclass(frozen=True)
class Bulletin:
    """Contacts as a council has published them.

    Parameters
    ----------
    area : str
        Whose they are.
    source : str
        Where they were published.
    total : int
        Contacts in an average month.
    routes : tuple of (str, int)
        Contacts in an average month by each route.
    shares : tuple of PublishedShare
        In order of route and size.
    """

    area: str
    source: str
    total: int
    routes: tuple[tuple[str, int], ...]
    shares: tuple[PublishedShare, ...]


@dataclass(frozen=True)
class CallsAndContacts(FromFigures):
    """Reasons for contact by route, each share with its base.

    Parameters
    ----------
    figures : tuple of Figures
        Contacts of the last year by route and reason, by route, and in all.
    bulletin : Bulletin, optional
        What was published of the council, or of the one whose sizes an invented council follows; None where none was.
    """

    figures: tuple[Figures, ...]
    bulletin: Bulletin | None = None

    @property
    def period(self) -> Period | None:
        """The year counted; None where the records cover none."""
        return next((each.period for each in self.figures[2].measurements), None)

    @property
    def total(self) -> int | None:
        """All contacts of the year; None where hidden."""
        return next((each.numerator for each in self.figures[2].measurements), None)

    @cached_property
    def shares(self) -> tuple[OwnShare, ...]:
        """Each reason by each route, the largest route first."""
        by_route = {dict(each.breakdown)["route"]: each.numerator for each in self.figures[1].measurements}
        found = []
        for each in self.figures[0].measurements:
            words = dict(each.breakdown)
            route, count = words["route"], each.numerator
            parts = [_percent(count, by_route.get(route)), _percent(count, self.total)]
            found.append(OwnShare(route, words["reason"], count, *parts))
        return tuple(
            sorted(found, key=lambda one: (-(by_route.get(one.route) or 0), one.route, -(one.count or 0), one.reason))
        )


def calls_and_contacts(records: Records) -> CallsAndContacts:
    """Count the last year's contacts by route and reason, and set beside them what was published.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    CallsAndContacts
        With both bases for every share.
    """
    return records.once(_answered)


def _answered(records: Records) -> CallsAndContacts:
    """Count the last year's contacts by route and reason, and find what was published."""
    council = identify(records.council)
    window = registry.covered("contacts", records)
    last = spans("year", first=window.start, last=min(window.end, records.as_at))[-1:]
    names = ("contacts_by_route_and_reason", "contacts_by_route", "contacts")
    figures = tuple(registry.measure(name, records, periods=last, area=council.name) for name in names)
    return CallsAndContacts(figures, _bulletin(records.table("published_figures"), council.follows or council.name))


def _bulletin(rows: pd.DataFrame, area: str) -> Bulletin | None:
    """Return what was published of an area's contacts; None where nothing was, or without a total."""
    own = rows[(rows["area"] == area) & rows["value"].notna()].sort_values("published_on", kind="stable")
    values = {str(name): float(value) for name, value in zip(own["measure"], own["value"], strict=True)}
    if not values.get(TOTAL):
        return None
    counted = own[own["measure"] == TOTAL]
    total = values[TOTAL]
    start = f"{TOTAL}_by_"
    routes = {name.removeprefix(start): round(value) for name, value in values.items() if name.startswith(start)}
    shares = [
        PublishedShare(route, _reason(name.removeprefix(prefix)), value, _of_all(value, routes[route] / total))
        for route, prefix in ROUTES.items()
        for name, value in values.items()
        if name.startswith(prefix) and route in routes
    ]
    ordered = sorted(shares, key=lambda each: (list(ROUTES).index(each.route), -each.of_route, each.reason))
    by_size = sorted(routes.items(), key=lambda pair: -pair[1])
    return Bulletin(area, str(counted["source"].iloc[-1]), round(total), tuple(by_size), tuple(ordered))


def _of_all(percent: float, part: float) -> tuple[float, float]:
    """Return the lowest and highest percent of all contacts that a rounded percent of one route's can stand for."""
    return max(percent - HALF, 0.0) * part, min(percent + HALF, 100.0) * part


def _percent(count: int | None, whole: int | None) -> float | None:
    """Return a percentage; None where a count is hidden or nothing was counted."""
    return None if count is None or not whole else 100 * count / whole


def _reason(name: str) -> str:
    """Return a reason's words from the end of a measure's name."""
    return name.removeprefix("reason_").replace("_", " ")
