"""From cases to counts: one measurement for each period and breakdown, with its status."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.indicators.cases import AMOUNT, MEETS, PERIOD
from turncurve.indicators.definition import Definition
from turncurve.indicators.figures import Breakdown, Measurement, Status
from turncurve.reference.periods import Period

NOT_STATED = "not stated"
MOST_UNKNOWN_KEPT = 0.10
"""Share of unsettled cases in a denominator above which a figure would understate too much to be shown."""
FEW_UNKNOWN_KEPT = 2
"""Unsettled cases that a small month may keep all the same, told beside the figure, unless they are most of it."""
MOST_UNKNOWN = 0.50
"""Share of unsettled cases above which the rest no longer stand for all."""


def count(
    cases: pd.DataFrame, definition: Definition, *, periods: Sequence[Period], area: str, covered: Sequence[Period]
) -> tuple[Measurement, ...]:
    """Count cases by period and breakdown.

    Parameters
    ----------
    cases : DataFrame
        One row a case, with the columns `period`, and `meets` for a proportion or `amount` for a mean.
    definition : Definition
        The indicator.
    periods : sequence of Period
        The periods, as numbered in the cases.
    area : str
        Name of the area.
    covered : sequence of Period
        Stretches of days that the records cover: a period must lie within one.

    Returns
    -------
    tuple of Measurement
        In order of breakdown and time: every category found in any period has a measurement in each, zero included.
    """
    answerable = [any(held.start <= each.start and each.end <= held.end for held in covered) for each in periods]
    breakdowns, places = _places(cases, definition.by)
    tallies = _tallies(cases, definition, places, shape=(len(breakdowns), len(periods)))
    return tuple(
        _measurement(definition, tallies[:, place, number], area=area, period=period, by=breakdown)
        if answerable[number]
        else Measurement(area, period, None, None, "not available", breakdown)
        for place, breakdown in enumerate(breakdowns)
        for number, period in enumerate(periods)
    )


def _places(cases: pd.DataFrame, by: tuple[str, ...]) -> tuple[list[Breakdown], npt.NDArray[np.intp]]:
    """Return the categories found, in order, and which of them each case is of; a single one without a breakdown."""
    places = np.zeros(len(cases), dtype=np.intp)
    if not by:
        return [()], places
    held = [pd.factorize(cases[name].astype("str").fillna(NOT_STATED), sort=True) for name in by]
    sizes = tuple(len(categories) for _, categories in held)
    for (codes, _), size in zip(held, sizes, strict=True):
        places = places * size + codes
    found, places = np.unique(places, return_inverse=True)
    each_column = np.unravel_index(found, sizes) if found.size else [found] * len(by)
    names = [categories.take(codes).tolist() for (_, categories), codes in zip(held, each_column, strict=True)]
    titles = [name.replace("_", " ") for name in by]
    return [tuple(sorted(zip(titles, each, strict=True))) for each in zip(*names, strict=True)], places


def _tallies(
    cases: pd.DataFrame, definition: Definition, places: npt.NDArray[np.intp], *, shape: tuple[int, int]
) -> npt.NDArray[np.int64]:
    """Return by category and period: all cases, those settled, and what stands on top."""
    cells = places * shape[1] + cases[PERIOD].to_numpy()
    size = shape[0] * shape[1]
    everyone = np.bincount(cells, minlength=size)
    if definition.kind == "count":
        settled = top = everyone
    else:
        answers = cases[MEETS if definition.kind == "proportion" else AMOUNT]
        known = answers.notna().to_numpy()
        settled = np.bincount(cells[known], minlength=size)
        top = np.zeros(size, dtype="int64")
        np.add.at(top, cells, answers.astype("Int64").fillna(0).to_numpy(dtype="int64"))
    return np.stack([everyone, settled, top]).reshape(3, *shape)


def _measurement(
    definition: Definition, tally: npt.NDArray[np.int64], *, area: str, period: Period, by: Breakdown
) -> Measurement:
    """Return one measurement from its tally, and why it has no value where it has none."""
    everyone, settled, top = (int(each) for each in tally)
    if definition.kind == "count":
        return Measurement(area, period, everyone, None, "measured", by)
    unknown = everyone - settled
    below = everyone if definition.unknown_kept else settled
    if not everyone:
        return Measurement(area, period, 0, 0, "no cases", by)
    if _too_many(unknown, everyone, kept=definition.unknown_kept):
        status: Status = "history too short" if definition.looks_back else "not available"
        return Measurement(area, period, None, everyone if definition.unknown_kept else None, status, by, unknown)
    return Measurement(area, period, top, below, "measured", by, unknown)


def _too_many(unknown: int, everyone: int, *, kept: bool) -> bool:
    """Tell whether so many cases are unsettled that no figure can be given."""
    if unknown > MOST_UNKNOWN * everyone:
        return True
    return kept and unknown > FEW_UNKNOWN_KEPT and unknown > MOST_UNKNOWN_KEPT * everyone
