"""What a rise in contacts, and in the referrals that they become, is made of: by who makes them, or why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import Literal

import numpy as np
from scipy import special

from turncurve.analyses import door_months, series
from turncurve.analyses.answer import FromFigures
from turncurve.analyses.two_years import day_of, step_between
from turncurve.indicators import registry
from turncurve.indicators.figures import Figures, Measurement
from turncurve.methods.bounds import Interval
from turncurve.methods.das_gupta import FactorEffect, standardise
from turncurve.reference.periods import Period
from turncurve.reference.vocabulary import plain
from turncurve.tables.council import identify
from turncurve.tables.records import Records

By = Literal["source", "reason"]
FACTORS = ("contacts", "mix", "taken on")
LEVEL = 0.95
"""With this probability the ranges of all groups hold together."""


@dataclass(frozen=True)
class Driver:
    """What one group makes up of a change in contacts.

    Parameters
    ----------
    name : str
        The group, in plain words.
    before, latest : int
        Its contacts in the two years.
    became : tuple of int
        Referrals that they became, in the two years.
    interval : Interval or None
        For the change in contacts, so wide that those of all groups hold together; None where how much counts vary is
        not known.
    """

    name: str
    before: int
    latest: int
    became: tuple[int, int]
    interval: Interval | None

    @property
    def change(self) -> int:
        """How many more contacts it made."""
        return self.latest - self.before

    @property
    def is_beyond_chance(self) -> bool:
        """Whether the change is more than such counts vary by."""
        return self.interval is not None and not self.interval.lower <= 0 <= self.interval.upper


@dataclass(frozen=True)
class WhatDrivesContacts(FromFigures):
    """A change in contacts and referrals between two years, split by group and by factor.

    Parameters
    ----------
    figures : tuple of Figures
        Contacts by year; the share that became referrals by year and group; and contacts by month.
    by : {"source", "reason"}
        What the groups are by.
    since : datetime.date, optional
        The last day of the earlier year; the year before the last where not given.
    """

    figures: tuple[Figures, ...]
    by: By
    since: dt.date | None = None

    @cached_property
    def _found(self) -> tuple[Measurement, Measurement] | str:
        """The two years, or why nothing can be split, as a sentence without its full stop."""
        step = step_between(self.figures[0], since=self.since)
        if isinstance(step, str):
            return step
        periods = (step.before.period, step.latest.period)
        groups = [each for each in self.figures[1].measurements if each.period in periods]
        lacking = sum(None in {each.numerator, each.denominator} for each in groups)
        if lacking:
            return f"{lacking} of the {len(groups)} counts that it needs are not known or not shown"
        return step.before, step.latest

    @property
    def reason(self) -> str:
        """Why nothing can be split; empty where something can."""
        return self._found if isinstance(self._found, str) else ""

    @property
    def years(self) -> tuple[Measurement, Measurement] | None:
        """All contacts in the two years; None where nothing can be split."""
        return None if isinstance(self._found, str) else self._found

    @cached_property
    def dispersion(self) -> float | None:
        """Variance over mean of monthly contacts beyond season and trend; None where months are too few or hidden."""
        held = door_months.known(self.figures[2])
        if isinstance(held, str):
            return None
        periods = [each.period for each in held]
        terms = {door_months.TREND: door_months.trend(periods), **door_months.season(periods)}
        return door_months.regress_months(held, terms).dispersion

    @cached_property
    def drivers(self) -> tuple[Driver, ...]:
        """The groups, those whose contacts changed most first; none where nothing can be split."""
        if self.years is None:
            return ()
        held: dict[str, dict[Period, Measurement]] = {}
        for each in self.figures[1].measurements:
            held.setdefault(dict(each.breakdown)[self.by], {})[each.period] = each
        first, last = (each.period for each in self.years)
        # All groups are looked at, so that one of many must not stand out by chance (Bonferroni).
        level = 1 - (1 - LEVEL) / max(len(held), 1)
        found = [self._driver(name, parts[first], parts[last], level=level) for name, parts in held.items()]
        some = [each for each in found if each.before or each.latest]
        return tuple(sorted(some, key=lambda each: (-abs(each.change), each.name)))

    @cached_property
    def factors(self) -> tuple[FactorEffect, ...]:
        """What more referrals come of: more contacts, another mix of groups, and more of each group's taken on."""
        if not self.drivers:
            return ()
        counts = np.array([[each.before, each.latest] for each in self.drivers], dtype=float).T
        became = np.array([each.became for each in self.drivers], dtype=float).T
        totals = counts.sum(axis=1, keepdims=True)
        if not totals.all():
            return ()
        # A group without contacts in one year had no share taken on then: the other year's stands for it.
        shares = np.divide(became, counts, out=np.full_like(counts, np.nan), where=counts > 0)
        shares = np.where(np.isnan(shares), shares[::-1], shares)
        sizes = np.broadcast_to(totals, counts.shape)
        made = dict(zip(FACTORS, (sizes, counts / totals, shares), strict=True))
        return standardise(made, ("before", "latest")).decompose("before", "latest").effects

    def _driver(self, name: str, before: Measurement, latest: Measurement, *, level: float) -> Driver:
        """Return one group's change with its bounds."""
        one, two = before.denominator or 0, latest.denominator or 0
        words = plain("contact_source", name) if self.by == "source" else name
        reach = None
        if self.dispersion is not None:
            reach = float(special.ndtri((1 + level) / 2)) * sqrt(self.dispersion * (one + two))
        bounds = None if reach is None else Interval(two - one - reach, two - one + reach, level, "quasi-Poisson")
        return Driver(words, one, two, (before.numerator or 0, latest.numerator or 0), bounds)


def what_drives_contacts(records: Records, by: By, *, baseline: str = "") -> WhatDrivesContacts:
    """Split the change in contacts and in the referrals that they become between two years.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    by : {"source", "reason"}
        What the groups are by.
    baseline : str
        Last day of the earlier year, as YYYY-MM-DD, or a day by which it had ended; the year before the last where
        empty.

    Returns
    -------
    WhatDrivesContacts
        Group by group, and factor by factor.
    """
    whole = series.measured(records, "contacts", grain="year")
    periods = [each.period for each in whole.measurements]
    area = identify(records.council).name
    parts = registry.measure("contacts_that_became_referrals", records, periods=periods, area=area, by=(by,))
    months = series.measured(records, "contacts", grain="month")
    return WhatDrivesContacts((whole, parts, months), by, day_of(baseline))
