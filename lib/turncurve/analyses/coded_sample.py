"""The latest sample of contacts that was drawn and coded: its strata, and shares of all contacts that it speaks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from turncurve.indicators import registry
from turncurve.indicators.figures import Figures
from turncurve.methods.stratified import SampledStratum, WeightedShare, weighted_share
from turncurve.reference.periods import Period, month
from turncurve.tables.council import identify
from turncurve.tables.records import Records

Counts = Mapping[tuple[str, ...], int]
"""Contacts coded, by stratum and then by what else they are told apart by."""


@dataclass(frozen=True)
class DrawnStratum:
    """One group of contacts that a sample was drawn from.

    Parameters
    ----------
    name : str
        The group: a reason for contact.
    contacts, drawn : int
        Contacts that could be drawn, and that were.
    """

    name: str
    contacts: int
    drawn: int


@dataclass(frozen=True)
class CodedSample:
    """One sample of contacts.

    Parameters
    ----------
    period : Period
        The month of the draw.
    strata : tuple of DrawnStratum
        The groups that it was drawn from.
    drawn_on : datetime.date, optional
        The last day whose contacts could be drawn; None for a whole month.
    """

    period: Period
    strata: tuple[DrawnStratum, ...]
    drawn_on: dt.date | None = None

    @property
    def covers(self) -> Period:
        """The days whose contacts it speaks for: those of its month up to the day of the draw."""
        return self.period if self.drawn_on is None else Period(self.period.start, self.drawn_on)

    @property
    def contacts(self) -> int:
        """Contacts that the sample speaks for."""
        return sum(each.contacts for each in self.strata)

    @property
    def drawn(self) -> int:
        """Contacts drawn."""
        return sum(each.drawn for each in self.strata)

    def share(
        self,
        counts: Counts,
        holds: Callable[[tuple[str, ...]], bool],
        *,
        among: Callable[[tuple[str, ...]], bool] = lambda _: True,
    ) -> WeightedShare:
        """Estimate the share of all contacts that has something, each stratum counting by its size.

        Parameters
        ----------
        counts : mapping of tuple of str to int
            Contacts coded, by stratum and what else they are told apart by.
        holds : callable
            Tells from what else they are told apart by whether contacts have it.
        among : callable
            Tells the same way which contacts are asked about.

        Returns
        -------
        WeightedShare
            With bounds that allow for how few of a finite number were drawn.
        """
        strata = []
        for each in self.strata:
            own = [(kind, count) for (stratum, *kind), count in counts.items() if stratum == each.name]
            asked = [(tuple(kind), count) for kind, count in own if among(tuple(kind))]
            strata.append(
                SampledStratum(
                    units=each.contacts,
                    seen=sum(count for _, count in own),
                    asked=sum(count for _, count in asked),
                    holding=sum(count for kind, count in asked if holds(kind)),
                )
            )
        return weighted_share(strata)


def latest_sample(records: Records) -> CodedSample | None:
    """Return the latest sample of contacts drawn by the report's date.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    CodedSample or None
        None where no sample is on record.
    """
    draws = records.table("contact_draws")
    if draws.empty:
        return None
    day = draws["drawn_on"].max()
    strata = draws[draws["drawn_on"] == day].drop_duplicates("stratum").sort_values("stratum")
    return CodedSample(
        month(day.year, day.month),
        tuple(
            DrawnStratum(str(name), int(contacts), int(drawn))
            for name, contacts, drawn in zip(
                strata["stratum"], strata["stratum_contacts"], strata["stratum_drawn"], strict=True
            )
        ),
        day.date(),
    )


def measured(records: Records, indicator: str, sample: CodedSample) -> Figures:
    """Count the contacts of a sample.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    indicator : str
        An indicator of contacts coded.
    sample : CodedSample
        The sample.

    Returns
    -------
    Figures
        Of the month of the draw.
    """
    return registry.measure(indicator, records, periods=(sample.period,), area=identify(records.council).name)


def counted(figures: Figures, *dimensions: str) -> dict[tuple[str, ...], int] | None:
    """Return the counts of a sample by stratum and other dimensions.

    Parameters
    ----------
    figures : Figures
        Contacts coded.
    *dimensions : str
        The other dimensions, as the breakdown names them.

    Returns
    -------
    dict of tuple of str to int, or None
        None where a count is hidden or not known.
    """
    found: dict[tuple[str, ...], int] = {}
    for each in figures.measurements:
        if each.numerator is None:
            return None
        words = dict(each.breakdown)
        key = (words["stratum"], *(words[name] for name in dimensions))
        found[key] = found.get(key, 0) + each.numerator
    return found
