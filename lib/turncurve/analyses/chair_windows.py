"""The month that a report of conference chairs is about, and the twelve months to it and before them."""

from __future__ import annotations

from dataclasses import dataclass

from turncurve.errors import TurnCurveError
from turncurve.indicators import registry
from turncurve.indicators.figures import Figures
from turncurve.reference.periods import Period, spans
from turncurve.tables.council import identify
from turncurve.tables.records import Records

MONTHS = 12
CHAIRED = "conferences_chaired"


@dataclass(frozen=True)
class Windows:
    """What a report of chairs is about.

    Parameters
    ----------
    month : Period
        The last whole month that chairs returned.
    months : tuple of Period
        The months to it, twelve where so many are held, in order of time.
    before : tuple of Period
        The months before those, twelve or none.
    """

    month: Period
    months: tuple[Period, ...]
    before: tuple[Period, ...]

    @property
    def twelve(self) -> Period:
        """The months to the last as one period."""
        return Period(self.months[0].start, self.months[-1].end)

    @property
    def earlier(self) -> Period | None:
        """The twelve months before those as one period; None where so many are not held."""
        return Period(self.before[0].start, self.before[-1].end) if self.before else None

    @property
    def asked(self) -> tuple[Period, ...]:
        """The month, the twelve months to it, and the twelve before them where they are held."""
        return tuple(each for each in (self.month, self.twelve, self.earlier) if each is not None)


def windows(records: Records) -> Windows:
    """Return the last whole month that chairs returned, and the months to it and before.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    Windows
        None of it after the report's date.

    Raises
    ------
    TurnCurveError
        If chairs have returned no whole month by then.
    """
    held = registry.covered(CHAIRED, records)
    months = spans("month", first=held.start, last=min(held.end, records.as_at))
    if not months:
        raise TurnCurveError(
            "chairs have not returned a whole month by the report's date",
            where="chaired conferences",
            remedy="Put the chairs' returns under data/raw and run `turncurve ingest`, or choose a later date",
        )
    before = months[-2 * MONTHS : -MONTHS]
    return Windows(months[-1], months[-MONTHS:], before if len(before) == MONTHS else ())


def by_chair(records: Records, indicator: str, period: Period) -> Figures:
    """Measure an indicator of one period, chair by chair.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    indicator : str
        The indicator's identifier.
    period : Period
        The period.

    Returns
    -------
    Figures
        One measurement a chair, in the order of their letters.
    """
    area = identify(records.council).name
    return registry.measure(indicator, records, periods=(period,), area=area, by=("chair",))


def chair_of(breakdown: tuple[tuple[str, str], ...]) -> str:
    """Return the chair that a measurement is of.

    Parameters
    ----------
    breakdown : tuple of (str, str)
        The measurement's breakdown.

    Returns
    -------
    str
        Such as "Chair A".
    """
    return dict(breakdown)["chair"]
