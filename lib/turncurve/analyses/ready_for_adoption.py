"""What stood ready at each 31 March for the adoptions of the year after, council by council, from yearly counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from turncurve.indicators.figures import Figures, Measurement
from turncurve.methods.forecast import Forecast
from turncurve.methods.ratio_forecast import DRAWS, RatioModel, forecast_by_ratios, learn_ratios
from turncurve.reference.periods import Period, at, year_ending

__all__ = ["COUNTED", "HIDDEN_AS", "RATIOS", "Ready", "expected", "ready", "taught"]

COUNTED = ("children_adopted", "children_placed_for_adoption", "children_under_placement_order")
"""The indicators that are read, in order."""

RATIOS = (1.0, 0.22, 0.25)
"""Adoptions expected in a year for each child placed, each with an order and not placed, and each of the recent mean,
before looking: at usual proportions they come to England's 1.4 to 1.5 adoptions for each child placed."""

HIDDEN_AS = 3.0
"""What is taken for a count that a publication hides, as it hides 1 to 5."""

SEED = 1926


@dataclass(frozen=True)
class Ready:
    """What stood ready in one council on one 31 March, and what came of it.

    Parameters
    ----------
    area : str
        The council.
    year : int
        The year of the 31 March.
    placed : float
        Children placed for adoption; NaN where not known.
    waiting : float
        Children under a placement order and not yet placed; NaN where not known.
    recent : float
        Mean of the adoptions of this year and the one before, or of the one that is known; NaN where neither is.
    last : float
        Adoptions of the year that ended on the day; NaN where not known.
    came : float
        Adoptions of the year that followed; NaN where not known.
    guessed : bool
        Whether a hidden count was taken for 3.
    """

    area: str
    year: int
    placed: float
    waiting: float
    recent: float
    last: float
    came: float
    guessed: bool = False

    @property
    def stocks(self) -> tuple[float, float, float]:
        """What a forecast is made from."""
        return self.placed, self.waiting, self.recent


def ready(figures: Sequence[Figures]) -> tuple[Ready, ...]:
    """List what stood ready on each 31 March, for every council.

    Parameters
    ----------
    figures : sequence of Figures
        Adopted in the year, placed on a date and under a placement order on a date: these three in this order, once or
        several times, for one council or several.

    Returns
    -------
    tuple of Ready
        In order of time, then of council: each 31 March of which the number placed was counted or hidden.
    """
    adopted, placed, ordered = (_held(figures[place::3]) for place in range(3))
    stands = sorted((period.end.year, area) for area, period in placed if _is_march(period.end))
    return tuple(_one(area, year, adopted=adopted, placed=placed, ordered=ordered) for year, area in stands)


def taught(rows: Sequence[Ready], *, before: int) -> RatioModel:
    """Learn how many adoptions follow from what stands ready, as it was known on a 31 March.

    Parameters
    ----------
    rows : sequence of Ready
        Every council's.
    before : int
        The year of the 31 March: only earlier ones teach, whose year after was over by then.

    Returns
    -------
    RatioModel
        The ratios.
    """
    known = [each for each in rows if each.year < before]
    return learn_ratios(
        np.array([each.stocks for each in known]).reshape(-1, len(RATIOS)),
        [each.came for each in known],
        units=[each.area for each in known],
        prior=RATIOS,
    )


def expected(row: Ready, model: RatioModel, *, draws: int = DRAWS) -> Forecast:
    """Forecast the adoptions of the year after a 31 March.

    Parameters
    ----------
    row : Ready
        What stands ready.
    model : RatioModel
        What the years before taught.
    draws : int
        Possible futures drawn.

    Returns
    -------
    Forecast
        One year ahead; a reason where there is none.
    """
    rng = np.random.default_rng([SEED, row.year, *row.area.encode()])
    origin = at(dt.date(row.year, 3, 31)).label
    return forecast_by_ratios(model, row.stocks, rng=rng, unit=row.area, last=row.last, origin=origin, draws=draws)


_Known = Mapping[tuple[str, Period], tuple[float, bool]]


def _one(area: str, year: int, *, adopted: _Known, placed: _Known, ordered: _Known) -> Ready:
    """Return what stood ready in one council on one 31 March."""
    day = at(dt.date(year, 3, 31))
    nothing = (float("nan"), False)
    home, under_order = (held.get((area, day), nothing) for held in (placed, ordered))
    before, last, came = (adopted.get((area, year_ending(each)), nothing) for each in (year - 1, year, year + 1))
    recent = [count for count, _ in (before, last) if not np.isnan(count)]
    return Ready(
        area=area,
        year=year,
        placed=home[0],
        waiting=max(under_order[0] - home[0], 0.0) if not np.isnan(under_order[0] - home[0]) else float("nan"),
        recent=float(np.mean(recent)) if recent else float("nan"),
        last=float("nan") if last[1] else last[0],
        came=float("nan") if came[1] else came[0],
        guessed=home[1] or under_order[1] or before[1] or last[1],
    )


def _held(figures: Sequence[Figures]) -> dict[tuple[str, Period], tuple[float, bool]]:
    """Return counts by council and period, and whether each was hidden by its publication."""
    found: dict[tuple[str, Period], tuple[float, bool]] = {}
    for each in figures:
        for measurement in each.measurements:
            found[measurement.area, measurement.period] = _count(each, measurement)
    return found


def _count(figures: Figures, measurement: Measurement) -> tuple[float, bool]:
    """Return a count, or what is taken for it where a publication hides it."""
    value = figures.value(measurement)
    if value is not None:
        return value, False
    hidden = figures.source.published and measurement.status == "hidden"
    return (HIDDEN_AS, True) if hidden else (float("nan"), False)


def _is_march(day: dt.date) -> bool:
    """Tell whether a day is a 31 March."""
    return (day.month, day.day) == (3, 31)
