"""How much time would be free if contacts that could go elsewhere went there: hours and workers, with their bounds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from turncurve.analyses.answer import FromFigures
from turncurve.analyses.coded_sample import CodedSample, counted, latest_sample, measured
from turncurve.indicators import registry
from turncurve.indicators.contact_coding import NOWHERE
from turncurve.indicators.figures import Figures
from turncurve.methods.product_total import Estimate, ProductTotal, product_total
from turncurve.reference.periods import spans
from turncurve.tables.council import identify
from turncurve.tables.initial_access import MinutesTaken, TimeStudy, said
from turncurve.tables.records import Records

MINUTES = 60.0


@dataclass(frozen=True)
class TimeOf:
    """What the contacts of one reason take, and what would be free of it.

    Parameters
    ----------
    reason : str
        The reason for contact.
    a_month : float
        Contacts in an average month of the year.
    taken : ProductTotal
        Hours a month that they take.
    elsewhere : int
        Contacts of the sample that could have gone elsewhere.
    coded : int
        Contacts of the sample.
    freed : ProductTotal
        Hours a month that would be free if all of those went there.
    """

    reason: str
    a_month: float
    taken: ProductTotal
    elsewhere: int
    coded: int
    freed: ProductTotal


@dataclass(frozen=True)
class CapacityFreed(FromFigures):
    """The time that contacts take, and what of it could be freed.

    Parameters
    ----------
    figures : tuple of Figures
        The last year's contacts by reason, and the sample's by where they could have gone where there is one.
    sample : CodedSample, optional
        The sample; None where there is none.
    study : TimeStudy, optional
        How long contacts take; None where it was not measured.
    """

    figures: tuple[Figures, ...]
    sample: CodedSample | None = None
    study: TimeStudy | None = None

    @property
    def reason(self) -> str:
        """Why nothing can be told; empty where something can."""
        if self.study is None:
            return "no time study is on record: list one in initial_access.yml"
        if self.sample is None:
            return "no sample of contacts has been drawn and coded"
        return "" if self._of_each else "no reason has a count that may be shown, a coded sample and minutes"

    @cached_property
    def _of_each(self) -> tuple[tuple[TimeOf, tuple[Estimate, Estimate]], ...]:
        """Each reason with minutes and a sample, and the two factors of its hours freed."""
        counts = counted(self.figures[1], "could go to") if self.sample else None
        if self.sample is None or self.study is None or counts is None:
            return ()
        yearly = {dict(each.breakdown)["reason"]: each.numerator for each in self.figures[0].measurements}
        found = []
        for minutes in self.study.types:
            own = {place: count for (stratum, place), count in counts.items() if stratum == minutes.reason.lower()}
            stratum = next((each for each in self.sample.strata if each.name == minutes.reason.lower()), None)
            year, coded = yearly.get(minutes.reason.lower()), sum(own.values())
            if stratum is None or year is None or coded < 2:
                continue
            away = coded - own.get(NOWHERE, 0)
            share = _share(away, coded, of=stratum.contacts)
            a_month, hours = year / 12, _hours(minutes)
            pair = (Estimate(a_month * share.mean, a_month * share.error, share.freedom), hours)
            taken = product_total([(Estimate(a_month), hours)])
            found.append((TimeOf(minutes.reason, a_month, taken, away, coded, product_total([pair])), pair))
        return tuple(found)

    @property
    def kinds(self) -> tuple[TimeOf, ...]:
        """Each reason for contact, that which would free most first."""
        return tuple(sorted((each for each, _ in self._of_each), key=lambda each: (-each.freed.total, each.reason)))

    @cached_property
    def hours(self) -> ProductTotal | None:
        """Hours a month that would be free in all; None where nothing can be told."""
        return product_total([pair for _, pair in self._of_each]) if self._of_each else None

    @property
    def workers(self) -> tuple[float, float, float] | None:
        """The same in workers, with its bounds; None where nothing can be told."""
        if self.hours is None or self.study is None:
            return None
        found = (self.hours.total, self.hours.interval.lower, self.hours.interval.upper)
        total, lower, upper = (each / self.study.hours_a_month for each in found)
        return total, lower, upper


def capacity_freed(records: Records) -> CapacityFreed:
    """Work out the time that contacts take, and what of it would be free if those that could go elsewhere went there.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    CapacityFreed
        With the reason where it cannot be told.
    """
    window = registry.covered("contacts", records)
    year = spans("year", first=window.start, last=min(window.end, records.as_at))[-1:]
    area = identify(records.council).name
    figures = [registry.measure("contacts_by_reason", records, periods=year, area=area)]
    sample = latest_sample(records)
    if sample is not None:
        figures.append(measured(records, "contacts_coded_by_destination", sample))
    study = said(records.council, folder=records.folder).as_at(records.as_at).time_study
    return CapacityFreed(tuple(figures), sample, study)


def _share(away: int, coded: int, *, of: int) -> Estimate:
    """Return the share that could go elsewhere, its error for a finite number of contacts."""
    # Of none or all of a few nothing is sure: the error is taken at a share a little inside (Agresti and Coull).
    inside = (away + 1) / (coded + 2)
    finite = max(1 - coded / of, 0.0) if of else 0.0
    return Estimate(away / coded, sqrt(inside * (1 - inside) / (coded - 1) * finite), float(coded - 1))


def _hours(minutes: MinutesTaken) -> Estimate:
    """Return the mean hours of a contact with their error."""
    error = minutes.deviation / sqrt(minutes.contacts)
    return Estimate(minutes.mean / MINUTES, error / MINUTES, float(minutes.contacts - 1))
