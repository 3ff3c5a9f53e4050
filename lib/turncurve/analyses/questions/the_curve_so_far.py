"""Where the curve has been: each value with its interval."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from turncurve.analyses import series, spread
from turncurve.analyses.answer import FromFigures
from turncurve.analyses.spread import Spread
from turncurve.analyses.usual_spread import Usual, usual
from turncurve.indicators.figures import Figures
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.reference.periods import Grain
from turncurve.tables.records import Records


@dataclass(frozen=True)
class History(FromFigures):
    """The curve so far, each value with its interval.

    Parameters
    ----------
    figures : tuple of Figures
        One series of one area.
    usual : Usual, optional
        How much the indicator usually varies beyond chance, from published series; as assumed where not given.
    """

    figures: tuple[Figures, ...]
    usual: Usual | None = None

    @cached_property
    def spread(self) -> Spread:
        """How much more the values vary than chance alone would make them, and how that is known."""
        return spread.spread_of(self.figures[0], usual=self.usual)

    @cached_property
    def intervals(self) -> tuple[Interval | NoInterval, ...]:
        """The interval of each measurement, in order."""
        held = self.figures[0]
        return tuple(spread.interval_of(held, each, factor=self.spread.factor) for each in held.measurements)


def history(records: Records, indicator: str, *, grain: Grain = "month") -> History:
    """Return the curve so far.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    indicator : str
        The indicator's identifier.
    grain : {"month", "quarter", "year", "three_years"}
        Length of each period; years where only published figures are held.

    Returns
    -------
    History
        Each value with its interval.
    """
    return History((series.measured(records, indicator, grain=grain),), usual=usual(records, indicator))
