"""Whether children who were stepped down to early help came back, and how many were stepped up from it."""

from __future__ import annotations

from dataclasses import dataclass

from turncurve.analyses.answer import FromFigures
from turncurve.analyses.workforce_figures import held, of, over_periods
from turncurve.indicators import registry
from turncurve.indicators.figures import Figures
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.methods.interval import wilson
from turncurve.reference.periods import Period, spans
from turncurve.tables.records import Records

DOWN, UP = "stepped_down", "early_help_stepped_up"
BACK = {6: "back_within_6_months_of_step_down", 12: "back_within_12_months_of_step_down"}
QUARTERS = 8
A_YEAR = 4


@dataclass(frozen=True)
class BackAgain:
    """How many came back of those whose window was up in the last year.

    Parameters
    ----------
    months : int
        Length of the window.
    back, followed : int
        Step-downs after which the child was referred again, of all whose window was up.
    interval : Interval or NoInterval
        Of the share, from 0 to 1; none, with the reason, where it was told of nobody.
    """

    months: int
    back: int
    followed: int
    interval: Interval | NoInterval


@dataclass(frozen=True)
class StepDown(FromFigures):
    """Step-downs and step-ups, quarter by quarter.

    Parameters
    ----------
    figures : tuple of Figures
        Step-downs, those back within 6 and 12 months, and early help that stepped up; none where no return is held.
    """

    figures: tuple[Figures, ...]

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods, in order of time."""
        return tuple(sorted({each.period for held in self.figures for each in held.measurements}))

    @property
    def back(self) -> tuple[BackAgain, ...]:
        """How many came back in the last year's windows, of 6 and of 12 months; none where that cannot be told."""
        found = (self._back(months) for months in BACK)
        return tuple(each for each in found if each is not None)

    @property
    def still_open(self) -> dict[int, int]:
        """By length of the window: step-downs of the last quarters, of which it cannot yet be told."""
        figures = of(self.figures, DOWN)
        counts = [each.numerator for each in figures.measurements] if figures else []
        wanted = {months: counts[-months // 3 :] for months in BACK}
        return {months: sum(c or 0 for c in last) for months, last in wanted.items() if last and None not in last}

    def _back(self, months: int) -> BackAgain | None:
        """Return how many came back within one window."""
        figures = of(self.figures, BACK[months])
        last = figures.measurements[-A_YEAR:] if figures else ()
        pairs = [(each.numerator, each.denominator) for each in last]
        if len(pairs) < A_YEAR or any(top is None or not bottom for top, bottom in pairs):
            return None
        back, followed = (sum(each or 0 for each in column) for column in zip(*pairs, strict=True))
        return BackAgain(months, back, followed, wilson(back, followed))


def step_down(records: Records) -> StepDown:
    """Measure step-downs, returns and step-ups, quarter by quarter.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    StepDown
        The last two years at most; without figures where no early help return is held, or it covers no whole quarter.
    """
    if not held(records, "early_help", "referrals"):
        return StepDown(())
    window = registry.covered(DOWN, records)
    quarters = spans("quarter", first=window.start, last=min(window.end, records.as_at))[-QUARTERS:]
    names = (DOWN, *BACK.values(), UP)
    return StepDown(tuple(over_periods(records, name, quarters) for name in names) if quarters else ())
