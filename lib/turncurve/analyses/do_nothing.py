"""What is expected of a series if nothing changes, by the method that its kind of value and its company allow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from turncurve.analyses import spread
from turncurve.indicators.figures import Figures, Measurement
from turncurve.methods.count_forecast import forecast_counts
from turncurve.methods.forecast import Forecast, no_forecast
from turncurve.methods.share_forecast import forecast_share
from turncurve.methods.share_panel import SharePanel, learn_share_panel
from turncurve.reference.periods import MONTHS_IN, Grain, Period, month

FloatArray = npt.NDArray[np.float64]

SEED = 2013
"""The draws of every forecast begin from the same seed, so that the same figures give the same forecast."""
SEASONS: dict[Grain, int] = {"month": 12, "quarter": 4, "year": 1, "three_years": 1}


@dataclass(frozen=True, eq=False)
class Expected:
    """What is expected of a series, and what that was learnt from.

    Parameters
    ----------
    forecast : Forecast
        In the indicator's unit; or the reason why there is none.
    taught_by : int
        How many other areas' published figures it was learnt from; 0 where from the series alone.
    """

    forecast: Forecast
    taught_by: int = 0


def periods_ahead(figures: Figures, *, years: int) -> tuple[Period, ...]:
    """Return the periods after the last of a series, of the same length as those behind.

    Parameters
    ----------
    figures : Figures
        One series of one area.
    years : int
        How far ahead.

    Returns
    -------
    tuple of Period
        Single dates after a single date; none after values that share children, or periods of several lengths.
    """
    grain = figures.grain()
    if grain is None or grain == "three_years" or figures.definition.kind == "mean":
        return ()
    last, months = figures.measurements[-1].period, MONTHS_IN[grain]
    index = last.end.year * 12 + last.end.month - 1
    found = []
    for step in range(max(1, 12 * years // months)):
        first, final = index + 1 + step * months, index + (step + 1) * months
        end = month(final // 12, final % 12 + 1).end
        found.append(Period(end if last.is_one_date else month(first // 12, first % 12 + 1).start, end))
    return tuple(found)


def expected(figures: Figures, others: Figures | None = None, *, horizon: int) -> Expected:
    """Forecast a series on from its last value.

    Parameters
    ----------
    figures : Figures
        One series of one area.
    others : Figures, optional
        The same indicator's published figures of other areas; what they share teaches of a share by years.
    horizon : int
        Periods ahead, from `periods_ahead`; 0 where none can follow.

    Returns
    -------
    Expected
        Counts of any size by the grid filter; shares by the over-dispersed local level, with what a panel of areas
        taught where there is one.
    """
    values = [figures.value(each) for each in figures.measurements]
    origin = figures.measurements[-1].period.label if values else ""
    reason = spread.too_many_hidden(figures) if horizon else _none_follow(figures)
    if reason:
        return Expected(no_forecast(reason, origin=origin, horizon=max(horizon, 1), n=len(values), method="none"))
    if figures.definition.kind == "count":
        known = np.array([np.nan if value is None else value for value in values], dtype=float)
        season, rng = SEASONS[figures.grain() or "year"], np.random.default_rng(SEED)
        return Expected(forecast_counts(known, horizon=horizon, rng=rng, season_length=season, origin=origin))
    return _expected_share(figures, others, horizon=horizon, origin=origin)


def _expected_share(figures: Figures, others: Figures | None, *, horizon: int, origin: str) -> Expected:
    """Forecast a share, taught by other areas where there are enough of them and the series is by years."""
    season = SEASONS[figures.grain() or "year"]
    alone = others is None or season > 1
    top, bottom = _counts(figures) if alone or others is None else _table(figures, others)
    panel = None if alone else _learnt(top.shape, top.tobytes(), bottom.tobytes())
    taught = panel is not None and panel.councils > 0
    share = forecast_share(
        top[0],
        bottom[0],
        horizon=horizon,
        rng=np.random.default_rng(SEED),
        panel=panel if taught else None,
        periods_a_year=season,
        origin=origin,
    )
    teachers = int((~np.isnan(top[1:])).any(axis=1).sum()) if taught else 0
    return Expected(replace(share, draws=100 * share.draws, naive=100 * share.naive), teachers)


@lru_cache(maxsize=16)
def _learnt(shape: tuple[int, ...], top: bytes, bottom: bytes) -> SharePanel:
    """Learn from a table of areas once: one page asks several times, and many areas take a while."""
    return learn_share_panel(np.frombuffer(top).reshape(shape), np.frombuffer(bottom).reshape(shape))


def _none_follow(figures: Figures) -> str:
    """Say why no period can follow a series."""
    if not figures.measurements:
        return "no period is held"
    if figures.definition.kind == "mean" or figures.grain() == "three_years":
        return "values over pooled years share children with one another"
    return "the periods held are of different lengths"


def _known(figures: Figures, measurement: Measurement) -> tuple[float, float]:
    """Return a measurement's counts, both NaN where it has no value."""
    if figures.value(measurement) is None:
        return np.nan, np.nan
    return float(measurement.numerator or 0), float(measurement.denominator or 0)


def _counts(figures: Figures) -> tuple[FloatArray, FloatArray]:
    """Return a series' numerators and denominators, as a table of one row."""
    pairs = np.array([_known(figures, each) for each in figures.measurements], dtype=float).T
    return pairs[:1], pairs[1:]


def _table(figures: Figures, others: Figures) -> tuple[FloatArray, FloatArray]:
    """Lay a series, in the first row, and other areas' out by year up to its last: numerators and denominators."""
    last = figures.measurements[-1].period
    held = [(figures, each) for each in figures.measurements]
    own = {each.area for each in figures.measurements}
    held += [(others, each) for each in others.measurements if each.area not in own and _alike(each.period, last)]
    first = min(each.period.end.year for _, each in held)
    areas = list(dict.fromkeys(each.area for _, each in held))
    counts = np.full((2, len(areas), last.end.year - first + 1), np.nan)
    for source, each in held:
        counts[:, areas.index(each.area), each.period.end.year - first] = _known(source, each)
    return counts[0], counts[1]


def _alike(period: Period, last: Period) -> bool:
    """Tell whether a period is of the same kind as the last of a series, and no later."""
    same_day = (period.end.month, period.end.day) == (last.end.month, last.end.day)
    same_kind = period.is_one_date if last.is_one_date else period.months == last.months
    return same_day and same_kind and period.end <= last.end
