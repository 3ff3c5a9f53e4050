"""What the public may be told of a forecast made from children's own records: which measures, and how coarsely.

A forecast's quantile is no count of children. But it follows from counts, some of which may be hidden, so the public is
told it only where every count that it follows from is shown and large, and then only in coarse steps. Whether it is
told is decided from what is shown, so that its absence tells nothing either.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace

from turncurve.analyses.case_forecast import CaseForecast, Chance, Foretold
from turncurve.disclosure.rule import RuleProfile
from turncurve.indicators.cell import CellKey
from turncurve.indicators.figures import Figures
from turncurve.methods.frozen_forecast import FrozenForecast

__all__ = ["FEWEST_CHILDREN", "STEP", "TOLD_LEVELS", "TOO_FEW", "tellable"]

FEWEST_CHILDREN = 20
"""Every count that a forecast follows from must be shown and at least this, for the public to be told it."""

STEP = {"days": 5.0, "children": 10.0, "percent": 5.0}
"""Steps to which quantiles are rounded: outwards for the ends of an interval, to the nearest for its middle."""

TOLD_LEVELS = (0.025, 0.1, 0.5, 0.9, 0.975)
"""The quantiles that the public is told of the many that are known."""

CHANCE_STEP = 0.1
"""Step to which a chance is rounded."""

TOO_FEW = (
    f"it would follow from fewer than {FEWEST_CHILDREN} children, or from a number of children that is not shown, "
    "so that a small number could be worked out from it"
)


def tellable(told: CaseForecast, *, figures: Iterable[Figures], rule: RuleProfile) -> CaseForecast:
    """Return what the public may be told of a forecast from children's own records.

    Parameters
    ----------
    told : CaseForecast
        The forecast.
    figures : iterable of Figures
        The answer's figures, as the public is shown them.
    rule : RuleProfile
        The rule that they were made safe by.

    Returns
    -------
    CaseForecast
        What follows from counts that are shown and large, in coarse steps; parts only where every one of them does,
        and is expected to count as many in every period. The reason where nothing does.
    """
    if told.reason:
        return CaseForecast(reason=told.reason)
    shown = _shown(figures, rule=rule)
    whole = [_coarse(each) for each in told.expected if not each.part and _large(each.rests_on, shown)]
    if not whole:
        return CaseForecast(reason=TOO_FEW)
    chances = tuple(_coarse_chance(each) for each in told.chances if _large(each.rests_on, shown))
    parts = _parts(told, shown) if not any(each.scenario for each in told.expected) else ()
    return CaseForecast((*whole, *parts), chances, notes=told.notes, rounded=True)


def _parts(told: CaseForecast, shown: Mapping[CellKey, int]) -> tuple[Foretold, ...]:
    """Return the parts of measures, or none where one of them follows from few children or may come to count few."""
    parts = tuple(each for each in told.expected if each.part)
    coarse = tuple(_coarse(each) for each in parts)
    counted = [row for each in coarse if each.unit == "children" for row in each.forecast.quantiles]
    enough = bool(counted) and min(row[0] for row in counted) >= FEWEST_CHILDREN
    return coarse if enough and all(_large(each.rests_on, shown) for each in parts) else ()


def _shown(figures: Iterable[Figures], *, rule: RuleProfile) -> dict[CellKey, int]:
    """Return the counts that the public is shown, the smallest that each could be where they are rounded."""
    return {cell.key: rule.learnt(cell.value)[0] for each in figures for cell in each.cells() if cell.value is not None}


def _large(keys: tuple[CellKey, ...], shown: Mapping[CellKey, int]) -> bool:
    """Tell whether a forecast follows from counts that are all shown and large; one that names none is not told."""
    return bool(keys) and all(shown.get(key, 0) >= FEWEST_CHILDREN for key in keys)


def _coarse(foretold: Foretold) -> Foretold:
    """Return a forecast in coarse steps, at few levels."""
    held, step = foretold.forecast, STEP[foretold.unit]
    places = [held.levels.index(level) for level in TOLD_LEVELS if level in held.levels]
    levels = tuple(held.levels[place] for place in places)
    rows = {
        name: tuple(tuple(_stepped(row[p], held.levels[p], step) for p in places) for row in getattr(held, name))
        for name in ("quantiles", "mean_quantiles")
    }
    return replace(
        foretold, forecast=FrozenForecast(held.origin, held.method, levels, rows["quantiles"], rows["mean_quantiles"])
    )


def _stepped(value: float, level: float, step: float) -> float:
    """Return a quantile rounded away from the middle of its distribution; the middle itself to the nearest step."""
    if level < 0.5:
        return step * math.floor(value / step)
    return step * (math.ceil(value / step) if level > 0.5 else math.floor(value / step + 0.5))


def _coarse_chance(chance: Chance) -> Chance:
    """Return a chance to the nearest tenth."""
    shares = tuple(
        None if share is None else round(CHANCE_STEP * math.floor(share / CHANCE_STEP + 0.5), 1)
        for share in chance.shares
    )
    return replace(chance, shares=shares)
