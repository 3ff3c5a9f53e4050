"""Where contacts come from, why, by which route, and what is done with them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from turncurve.analyses.answer import FromFigures
from turncurve.indicators import registry
from turncurve.indicators.figures import Figures, Measurement
from turncurve.reference.periods import Period, spans
from turncurve.reference.vocabulary import plain
from turncurve.tables.council import identify
from turncurve.tables.records import Records

Dimension = Literal["route", "source", "reason", "outcome"]
YEARS = 3
"""Years that stand beside each other on a page."""


@dataclass(frozen=True)
class Kind:
    """One kind of contact over the years.

    Parameters
    ----------
    name : str
        The kind, in plain words.
    counts : tuple of int or None
        Contacts in each year; None where hidden.
    share : float or None
        Percent of the last year's contacts; None where a count is hidden.
    """

    name: str
    counts: tuple[int | None, ...]
    share: float | None


@dataclass(frozen=True)
class ContactMix(FromFigures):
    """Contacts by one of their properties.

    Parameters
    ----------
    figures : tuple of Figures
        Contacts of the last years by the property, and in all.
    dimension : {"route", "source", "reason", "outcome"}
        The property.
    """

    figures: tuple[Figures, ...]
    dimension: Dimension

    @property
    def periods(self) -> tuple[Period, ...]:
        """The years, in order."""
        return tuple(dict.fromkeys(each.period for each in self.figures[0].measurements))

    @property
    def total(self) -> tuple[int | None, ...]:
        """All contacts of each year."""
        held = {each.period: each.numerator for each in self.figures[1].measurements}
        return tuple(held.get(period) for period in self.periods)

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """Each kind of contact, those of most contacts in the last year first."""
        by_name: dict[str, dict[Period, Measurement]] = {}
        for each in self.figures[0].measurements:
            name = dict(each.breakdown)[self.dimension]
            words = plain("contact_source", name) if self.dimension == "source" else name
            by_name.setdefault(words, {})[each.period] = each
        kinds = [self._kind(name, held) for name, held in by_name.items()]
        return tuple(sorted(kinds, key=lambda each: (-(each.counts[-1] or 0), each.name)))

    def _kind(self, name: str, held: dict[Period, Measurement]) -> Kind:
        """Return one kind's counts and its share of the last year."""
        counts = tuple(held[period].numerator if period in held else 0 for period in self.periods)
        last, total = counts[-1], self.total[-1] if self.total else None
        return Kind(name, counts, 100 * last / total if last is not None and total else None)


def contacts_by(records: Records, dimension: Dimension) -> ContactMix:
    """Count contacts by one of their properties over the last years.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    dimension : {"route", "source", "reason", "outcome"}
        The property.

    Returns
    -------
    ContactMix
        Year by year.
    """
    area = identify(records.council).name
    window = registry.covered("contacts", records)
    periods = spans("year", first=window.start, last=min(window.end, records.as_at))[-YEARS:]
    return ContactMix(
        tuple(
            registry.measure(name, records, periods=periods, area=area)
            for name in (f"contacts_by_{dimension}", "contacts")
        ),
        dimension,
    )
