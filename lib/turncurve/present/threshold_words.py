"""The scorecard's thresholds as a reader is told them, flagged where they are not well sourced."""

from __future__ import annotations

from collections.abc import Iterable

from turncurve.present import words
from turncurve.reference.thresholds import Threshold

__all__ = ["threshold_notes", "threshold_text"]

_DOUBTS = {"recalled": "is recalled, not verified", "conflict": "differs between two sources"}


def threshold_text(threshold: Threshold | None) -> str:
    """Write a threshold, with its doubt.

    Parameters
    ----------
    threshold : Threshold or None
        The threshold.

    Returns
    -------
    str
        "608 (recalled)"; a dash where there is none.
    """
    if threshold is None:
        return "–"
    days = words.number(threshold.days)
    return days if threshold.status == "sourced" else f"{days} ({threshold.status})"


def threshold_notes(thresholds: Iterable[Threshold | None]) -> tuple[str, ...]:
    """Return a note for each threshold that is not well sourced.

    Parameters
    ----------
    thresholds : iterable of Threshold or None
        The thresholds.

    Returns
    -------
    tuple of str
        Sentences, each once.
    """
    notes = {
        f"The {each.measure} threshold of {each.days} days {_DOUBTS[each.status]}: {each.note or each.source}."
        for each in thresholds
        if each is not None and each.status != "sourced"
    }
    return tuple(sorted(notes))
