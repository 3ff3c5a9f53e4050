"""Measured values, never a bare rate: each with its counts, status, source and window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Literal

import pandas as pd

from turncurve.errors import TurnCurveError
from turncurve.indicators.cell import Cell, CellKey
from turncurve.indicators.definition import Definition
from turncurve.reference.periods import GRAINS, MONTHS_IN, Grain, Period, spans

Status = Literal["measured", "hidden", "not available", "no cases", "history too short"]
Breakdown = tuple[tuple[str, str], ...]
_COUNTED = ("numerator", "denominator", "value")


@dataclass(frozen=True)
class Source:
    """Where figures come from.

    Parameters
    ----------
    title : str
        The source in a reader's words: "CIN census, Annex A" or a publication's title.
    editions : tuple of str
        Extracts or files used.
    published : bool
        Whether it is an official publication, so that disclosure rules of ours do not apply to it.
    """

    title: str
    editions: tuple[str, ...] = ()
    published: bool = False


@dataclass(frozen=True)
class Measurement:
    """One value of one indicator: its counts, for one area, period and breakdown.

    Parameters
    ----------
    area : str
        The area measured.
    period : Period
        What it covers.
    numerator : int or None
        The count, or the count or sum on top; None where it is hidden or not known.
    denominator : int or None
        The count below; None for a count, and where it is hidden or not known.
    status : {"measured", "hidden", "not available", "no cases", "history too short"}
        Whether there is a value, and if not, why.
    breakdown : tuple of (str, str)
        Dimension and category, sorted; empty for all.
    unknown : int
        Cases that could be neither counted nor left out, because the records do not say.
    """

    area: str
    period: Period
    numerator: int | None
    denominator: int | None = None
    status: Status = "measured"
    breakdown: Breakdown = ()
    unknown: int = 0


@dataclass(frozen=True)
class Figures:
    """The measurements of one indicator, with its definition and source.

    Parameters
    ----------
    definition : Definition
        What is measured.
    measurements : tuple of Measurement
        In order of area, breakdown and time.
    source : Source
        Where they come from.
    """

    definition: Definition
    measurements: tuple[Measurement, ...]
    source: Source

    def __hash__(self) -> int:
        """Return what equal figures share, without going through all of them."""
        return hash((self.definition.id, self.measurements[:1], len(self.measurements)))

    def value(self, measurement: Measurement) -> float | None:
        """Return a measurement's value in the indicator's unit.

        Parameters
        ----------
        measurement : Measurement
            One of these figures' measurements.

        Returns
        -------
        float or None
            Percent for a proportion; None where there is no value.
        """
        if measurement.numerator is None or measurement.status != "measured":
            return None
        if self.definition.kind == "count":
            return float(measurement.numerator)
        if not measurement.denominator:
            return None
        ratio = measurement.numerator / measurement.denominator
        return 100 * ratio if self.definition.kind == "proportion" else ratio

    def keys_of(self, measurement: Measurement) -> tuple[CellKey, ...]:
        """Return the addresses of the counts that a measurement states.

        Parameters
        ----------
        measurement : Measurement
            One of these figures' measurements.

        Returns
        -------
        tuple of CellKey
            The count, or the number that a mean is over; for a proportion the denominator and the numerator.
        """
        definition, inside = self.definition, measurement.breakdown
        if definition.subset:
            inside = tuple(sorted({*inside, *definition.subset}))
        part = CellKey(definition.base, measurement.area, measurement.period, inside)
        if definition.kind != "proportion":
            return (part,)
        return (CellKey(definition.base, measurement.area, measurement.period, measurement.breakdown), part)

    def cells(self) -> tuple[Cell, ...]:
        """Return the base cells that these figures rest on.

        Returns
        -------
        tuple of Cell
            Each address once; a mean gives the count of those it is over.
        """
        found: dict[CellKey, Cell] = {}
        for measurement in self.measurements:
            keys = self.keys_of(measurement)
            below = measurement.numerator if self.definition.kind == "count" else measurement.denominator
            for key, count in zip(keys, (below, measurement.numerator), strict=False):
                found.setdefault(key, Cell(key, count, public_already=self.source.published))
        return tuple(found.values())

    def hiding(self, hidden: frozenset[CellKey]) -> Figures:
        """Return the figures with the values of hidden cells taken out.

        Parameters
        ----------
        hidden : frozenset of CellKey
            Addresses that may not be shown.

        Returns
        -------
        Figures
            A measurement that rests on a hidden cell keeps a shown denominator, and loses its value.
        """
        return replace(self, measurements=tuple(self._hide(each, hidden) for each in self.measurements))

    def _hide(self, measurement: Measurement, hidden: frozenset[CellKey]) -> Measurement:
        """Return one measurement without what is hidden."""
        concealed = [key in hidden for key in self.keys_of(measurement)]
        if not any(concealed):
            return measurement
        below = None if concealed[0] else measurement.denominator
        return replace(measurement, numerator=None, denominator=below, status="hidden", unknown=0)

    def coarser(self) -> Figures | None:
        """Return the same figures over the next longer periods: quarters for months, then years, then three years.

        Returns
        -------
        Figures or None
            Sums of whole periods only; the last date of each for a count at a date; None where there is no longer
            period or none is whole.
        """
        grain = self.grain()
        if grain is None or grain == GRAINS[-1] or self.definition.window == "three years pooled":
            return None
        following = GRAINS[GRAINS.index(grain) + 1]
        series = groupby(self.measurements, key=lambda each: (each.area, each.breakdown))
        coarse = [each for _, members in series for each in _coarsen(tuple(members), grain=following)]
        return replace(self, measurements=tuple(coarse)) if coarse else None

    def grain(self) -> Grain | None:
        """Tell what length of period these figures have.

        Returns
        -------
        {"month", "quarter", "year", "three_years"} or None
            None where the lengths differ, or there is no measurement.
        """
        if self.definition.window == "point":
            return _spacing(tuple(sorted({each.period for each in self.measurements})))
        lengths = {each.period.months for each in self.measurements}
        named = {months: grain for grain, months in MONTHS_IN.items()}
        return named.get(lengths.pop() or 0) if len(lengths) == 1 else None

    def frame(self) -> pd.DataFrame:
        """Return the figures as a table.

        Returns
        -------
        DataFrame
            One row a measurement: area, breakdown columns, start, end, label, numerator, denominator, value, status.
        """
        rows = [
            {
                "area": each.area,
                **dict(each.breakdown),
                "start": pd.Timestamp(each.period.start),
                "end": pd.Timestamp(each.period.end),
                "label": each.period.label,
                "numerator": each.numerator,
                "denominator": each.denominator,
                "value": self.value(each),
                "status": each.status,
                "unknown": each.unknown,
            }
            for each in self.measurements
        ]
        columns = None if rows else ["area", "start", "end", "label", *_COUNTED, "status", "unknown"]
        return pd.DataFrame(rows, columns=columns).astype(
            {"numerator": "Int64", "denominator": "Int64", "value": "Float64"}
        )


def same_window(figures: Iterable[Figures]) -> None:
    """Refuse to set figures of different windows side by side.

    Parameters
    ----------
    figures : iterable of Figures
        What would be compared.

    Raises
    ------
    TurnCurveError
        If their periods differ in length, such as a council's year beside England's three years.
    """
    lengths = {each.grain() for each in figures}
    if len(lengths) > 1:
        named = " and ".join(sorted(str(length).replace("_", " ") for length in lengths))
        raise TurnCurveError(
            f"figures over different windows ({named}) cannot be compared",
            remedy="Choose figures over the same window",
        )


def _spacing(dates: tuple[Period, ...]) -> Grain | None:
    """Return the grain at which single dates follow one another."""
    if len(dates) < 2:
        return "year" if dates else None
    months = {
        (after.end.year - before.end.year) * 12 + after.end.month - before.end.month
        for before, after in pairwise(dates)
    }
    named = {length: grain for grain, length in MONTHS_IN.items()}
    return named.get(months.pop()) if len(months) == 1 else None


def _coarsen(members: tuple[Measurement, ...], *, grain: Grain) -> list[Measurement]:
    """Return one series over longer periods: sums of flows, the last of counts at a date."""
    if members[0].period.is_one_date:
        well_before = members[0].period.start - dt.timedelta(days=31 * MONTHS_IN[grain])
        ends = {span.end for span in spans(grain, first=well_before, last=members[-1].period.end)}
        return [each for each in members if each.period.end in ends]
    longer = spans(grain, first=members[0].period.start, last=members[-1].period.end)
    held = [(span, [each for each in members if span.start <= each.period.start <= span.end]) for span in longer]
    whole = [(span, within) for span, within in held if sum(each.period.months or 0 for each in within) == span.months]
    return [_pooled(within, span) for span, within in whole]


def _pooled(members: list[Measurement], period: Period) -> Measurement:
    """Return several measurements of one series as one over a longer period."""
    first = members[0]
    if any(each.status not in {"measured", "no cases"} for each in members):
        status = next(each.status for each in members if each.status not in {"measured", "no cases"})
        return Measurement(first.area, period, None, None, status, first.breakdown)
    below = [each.denominator for each in members if each.denominator is not None]
    denominator = sum(below) if below else None
    return Measurement(
        first.area,
        period,
        sum(each.numerator or 0 for each in members),
        denominator,
        "no cases" if denominator == 0 else "measured",
        first.breakdown,
        sum(each.unknown for each in members),
    )
