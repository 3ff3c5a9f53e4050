"""How much more than chance figures of authorities usually vary from year to year."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from turncurve.reference.own_words import own_words


@cache
def _held() -> dict[str, Any]:
    """Return the file of usual variation."""
    path = resources.files("turncurve.reference") / "variation.yml"
    held: dict[str, Any] = own_words(path.read_text(encoding="utf-8"))
    return held


def usual_inflation(indicator: str) -> float:
    """Return how much more a share varies between years than chance alone would make it.

    Parameters
    ----------
    indicator : str
        Identifier of an indicator that is a share.

    Returns
    -------
    float
        The variance's inflation; that assumed of any share where none was measured of this one.
    """
    shares = _held()["shares"]
    return float(shares.get(indicator, shares["default"]))


def usual_coefficient(indicator: str) -> float:
    """Return by what share of itself a count varies between years beyond chance.

    Parameters
    ----------
    indicator : str
        Identifier of an indicator that is a count.

    Returns
    -------
    float
        The coefficient of variation beyond Poisson chance; that assumed of any count where none was measured of this.
    """
    counts = _held()["counts"]
    return float(counts.get(indicator, counts["default"]))


def source() -> str:
    """Return where the measured values come from.

    Returns
    -------
    str
        Publisher, titles and years.
    """
    return str(_held()["source"])
