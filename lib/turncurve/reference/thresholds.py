"""Thresholds that an indicator is held against, by period, with how well each is sourced."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from turncurve.reference.own_words import own_words
from turncurve.reference.periods import Period
from turncurve.reference.timescales import SourceStatus

Measure = Literal["A1", "A2"]


@dataclass(frozen=True)
class Threshold:
    """One threshold of the adoption scorecard.

    Parameters
    ----------
    measure : {"A1", "A2"}
        The scorecard's measure.
    days : int
        The threshold in days: an average above it missed it.
    months : int
        The same in months.
    status : {"sourced", "recalled", "conflict"}
        How well the number of days is sourced: say so wherever it is not "sourced".
    source : str
        Where it was published.
    note : str
        What else to know.
    """

    measure: Measure
    days: int
    months: int
    status: SourceStatus
    source: str
    note: str = ""


def adoption_threshold(measure: Measure, period: Period) -> Threshold | None:
    """Return the scorecard's threshold for a window of three years.

    Parameters
    ----------
    measure : {"A1", "A2"}
        The scorecard's measure.
    period : Period
        Three years that end on 31 March.

    Returns
    -------
    Threshold or None
        None for any other length of period or last day, and for windows before the scorecard began.
    """
    if period.months != 36 or (period.end.month, period.end.day) != (3, 31):
        return None
    held = _held()
    year = min(period.end.year, held["stays_after"])
    entry = held["adoption_scorecard"].get(year)
    if entry is None:
        return None
    words = entry[measure]
    note = entry.get("note", "")
    if year < period.end.year:
        note = "; ".join(
            part for part in (note, f"as for the window to March {year}: no later change is known") if part
        )
    return Threshold(measure, words["days"], words["months"], words["status"], entry["source"], note)


def waiting_months(period: Period) -> int:
    """Return how many months the scorecard's measure A3 allows from entering care to moving in.

    Parameters
    ----------
    period : Period
        Three years that end on 31 March.

    Returns
    -------
    int
        Months of the threshold of A1 for the window; those of the first scorecard for an earlier or other window.
    """
    threshold = adoption_threshold("A1", period)
    if threshold is not None:
        return threshold.months
    first: int = _held()["adoption_scorecard"][2011]["A1"]["months"]
    return first


@cache
def _held() -> dict[str, Any]:
    """Return the file's entries."""
    path = resources.files("turncurve.reference") / "thresholds.yml"
    held: dict[str, Any] = own_words(path.read_text(encoding="utf-8"))
    return held
