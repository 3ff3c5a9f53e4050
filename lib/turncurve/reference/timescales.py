"""Statutory time limits, by the date on which they were in force."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.errors import UnknownNameError
from turncurve.reference.own_words import own_words

LimitUnit = Literal["working days", "months"]
SourceStatus = Literal["sourced", "recalled", "conflict"]

ASSESSMENT_LIMITS: dict[str, tuple[str, ...]] = {
    "initial": ("initial_assessment_2000", "initial_assessment_2010"),
    "core": ("core_assessment",),
    "single": ("single_assessment",),
}
"""Which limits time each kind of assessment, in order of time."""


@dataclass(frozen=True)
class Timescale:
    """One time limit.

    Parameters
    ----------
    id : str
        Its identifier, such as "initial_conference".
    what : str
        What must have happened when the time is up.
    limit : int
        Length of the limit, in its unit.
    unit : {"working days", "months"}
        Unit of the limit.
    runs_from : str
        What starts the clock.
    first_day, last_day : datetime.date
        First and last day on which work that started was held to it; the last is None where it still is.
    status : {"sourced", "recalled", "conflict"}
        How well we can source it.
    source : str
        The guidance.
    note : str
        What else to know.
    """

    id: str
    what: str
    limit: int
    unit: LimitUnit
    runs_from: str
    first_day: dt.date
    last_day: dt.date | None
    status: SourceStatus
    source: str
    note: str = ""

    def in_force(self, day: dt.date) -> bool:
        """Tell whether work that started on a day was held to this limit.

        Parameters
        ----------
        day : datetime.date
            The day.

        Returns
        -------
        bool
            True from its first to its last day.
        """
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


@cache
def timescales() -> dict[str, Timescale]:
    """List the time limits.

    Returns
    -------
    dict of str to Timescale
        By identifier, in the file's order.
    """
    path = resources.files("turncurve.reference") / "timescales.yml"
    held: dict[str, dict[str, Any]] = own_words(path.read_text(encoding="utf-8"))
    return {name: _timescale(name, words) for name, words in held.items()}


def timescale(name: str) -> Timescale:
    """Return one time limit.

    Parameters
    ----------
    name : str
        Its identifier.

    Returns
    -------
    Timescale
        The limit.

    Raises
    ------
    UnknownNameError
        If there is none of that name.
    """
    known = timescales()
    if name not in known:
        raise UnknownNameError(f"there is no time limit called {name!r}", remedy=f"Use one of: {', '.join(known)}")
    return known[name]


def assessment_limits(started: pd.Series, kind: pd.Series) -> npt.NDArray[np.float64]:
    """Return how many working days each assessment was allowed, by the rule in force when it started.

    From the day on which the single assessment came in, an assessment whose kind is not stated is a single one: there
    has been no other since. Before that day its limit cannot be told.

    Parameters
    ----------
    started : series of datetime64, one value per assessment
        Day on which it started.
    kind : series of str, one value per assessment
        "initial", "core" or "single"; missing where not stated.

    Returns
    -------
    array of float
        Working days allowed, one an assessment; NaN where no limit can be told.

    References
    ----------
    Working Together to Safeguard Children (2010, 2013).
    """
    days = started.to_numpy(dtype="datetime64[D]")
    named = kind.astype(object).to_numpy()
    kinds = np.where(
        pd.isna(named) & (days >= np.datetime64(timescale("single_assessment").first_day)), "single", named
    )
    limits = np.full(days.shape, np.nan)
    for each, names in ASSESSMENT_LIMITS.items():
        for name in names:
            limits[(kinds == each) & _held_to(timescale(name), days)] = timescale(name).limit
    return limits


def _held_to(rule: Timescale, days: npt.NDArray[np.datetime64]) -> npt.NDArray[np.bool_]:
    """Tell which days fall while a limit was in force."""
    begun = days >= np.datetime64(rule.first_day)
    return np.asarray(begun if rule.last_day is None else begun & (days <= np.datetime64(rule.last_day)))


def _timescale(name: str, words: dict[str, Any]) -> Timescale:
    """Turn one entry of the file into a time limit."""
    return Timescale(
        id=name,
        what=words["what"],
        limit=words["limit"],
        unit=words["unit"],
        runs_from=words["runs_from"],
        first_day=words["from"],
        last_day=words.get("to"),
        status=words["status"],
        source=words["source"],
        note=words.get("note", ""),
    )
