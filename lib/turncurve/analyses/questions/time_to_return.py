"""How soon children are back on a plan, by the year in which their last one ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from turncurve.analyses import series, spread
from turncurve.analyses.answer import FromFigures
from turncurve.analyses.usual_spread import Usual, usual
from turncurve.indicators.figures import Figures
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.reference.periods import Period
from turncurve.tables.council import identify
from turncurve.tables.records import Records

MONTHS = (6, 12, 24)
WITHIN: Mapping[str, tuple[str, ...]] = {
    "repeat_child_protection_plans": tuple(f"back_on_a_plan_within_{months}_months" for months in MONTHS)
}
"""By indicator: the shares that are back within each number of months."""


@dataclass(frozen=True)
class Cohort:
    """Those whose plans ended in one period, and the share of them back by each number of months.

    Parameters
    ----------
    period : Period
        When the plans ended.
    ended : int or None
        How many ended; None where that is not shown.
    back : tuple of (int or None, float or None)
        By 6, 12 and 24 months: how many were back, and their share in percent; None where it is not known or not shown.
    intervals : tuple of Interval or NoInterval
        The share's interval, siblings and the like allowed for.
    not_yet : tuple of bool
        Whether so many months have not passed since the period's last day, so that nothing is counted.
    """

    period: Period
    ended: int | None
    back: tuple[tuple[int | None, float | None], ...]
    intervals: tuple[Interval | NoInterval, ...]
    not_yet: tuple[bool, ...]


@dataclass(frozen=True)
class TimeToReturn(FromFigures):
    """The share of children back on a plan within 6, 12 and 24 months of the end, by year of ending.

    Parameters
    ----------
    figures : tuple of Figures
        One yearly series for each number of months; for an indicator that counts no returns, or where no records are
        held, the indicator's own alone.
    usual : Usual, optional
        How much such shares usually vary beyond chance.
    reason : str
        Why there is no curve, as a sentence without its full stop; empty where there is one.
    """

    figures: tuple[Figures, ...]
    usual: Usual | None = None
    reason: str = ""

    @cached_property
    def cohorts(self) -> tuple[Cohort, ...]:
        """Each year of ending, in order of time; none where there is no curve."""
        if self.reason:
            return ()
        factors = [spread.inflation(each, usual=self.usual) for each in self.figures]
        rows = []
        for together in zip(*(each.measurements for each in self.figures), strict=True):
            pairs = list(zip(self.figures, together, factors, strict=True))
            rows.append(
                Cohort(
                    together[0].period,
                    next((each.denominator for each in together if each.denominator is not None), None),
                    tuple((each.numerator, held.value(each)) for held, each, _ in pairs),
                    tuple(spread.interval_of(held, each, factor=factor) for held, each, factor in pairs),
                    tuple(each.status == "not available" and each.denominator is not None for each in together),
                )
            )
        return tuple(rows)


def time_to_return(records: Records, indicator: str) -> TimeToReturn:
    """Say how soon children are back on a plan.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    indicator : str
        The indicator's identifier: one that counts returns.

    Returns
    -------
    TimeToReturn
        By year of ending; or why there is no curve.
    """
    if indicator not in WITHIN:
        own = series.measured(records, indicator, grain="year")
        return TimeToReturn((own,), reason="this indicator counts no returns")
    if not identify(records.council).records:
        own = series.measured(records, indicator, grain="year")
        return TimeToReturn((own,), reason="how soon a child comes back is known from the council's own records only")
    figures = tuple(series.measured(records, name, grain="year") for name in WITHIN[indicator])
    return TimeToReturn(figures, usual=usual(records, indicator))
