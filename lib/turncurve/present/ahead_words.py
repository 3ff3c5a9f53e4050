"""Chances, ranges and tables of what is forecast from children's own records, as a reader is told them."""

from __future__ import annotations

from turncurve.analyses.case_forecast import FOLLOWED, CaseForecast, Foretold
from turncurve.present import words
from turncurve.present.exhibit import Column
from turncurve.reference.periods import MONTHS_IN
from turncurve.tables.issued import DO_NOTHING, Issued

__all__ = [
    "PROBABLE",
    "UNTOLD",
    "chance",
    "ends",
    "issued",
    "likely",
    "no_forecast",
    "notes",
    "range_columns",
    "range_texts",
    "span",
    "unlikely",
]

PROBABLE = 0.75
"""Chance from which something is called probable, and below 1 less it, improbable; between them it cannot be told."""

_COARSE = (
    "The middle of each forecast is to the nearest 5 days, 5 points or 10 children, its range is rounded outwards "
    "to the same, and chances are to the nearest tenth, so that no small number can be worked out."
)
UNTOLD = "What lies ahead is not shown, because it would follow from few children or from a number that is not shown."
_UNIT_WORDS = {"days": " days", "percent": "%", "children": ""}
_CERTAIN, _COARSELY_CERTAIN = 100, 20


def likely(share: float | None) -> bool:
    """Tell whether a chance is large enough to call something probable.

    Parameters
    ----------
    share : float or None
        From 0 to 1.

    Returns
    -------
    bool
        False where it is not known.
    """
    return share is not None and share >= PROBABLE


def unlikely(share: float | None) -> bool:
    """Tell whether a chance is small enough to call something improbable.

    Parameters
    ----------
    share : float or None
        From 0 to 1.

    Returns
    -------
    bool
        False where it is not known.
    """
    return share is not None and share <= 1 - PROBABLE


def chance(share: float | None, *, rounded: bool) -> str:
    """Write a chance.

    Parameters
    ----------
    share : float or None
        From 0 to 1; None where it cannot be told.
    rounded : bool
        Whether it is to the nearest tenth.

    Returns
    -------
    str
        "67 in 100", "about 7 in 10", "fewer than 1 in 100"; a dash where it cannot be told.
    """
    if share is None:
        return "–"
    whole = _COARSELY_CERTAIN if rounded else _CERTAIN
    least = 0.05 if rounded else 0.005
    if share < least:
        return f"fewer than 1 in {whole}"
    if share > 1 - least:
        return f"more than {whole - 1} in {whole}"
    return f"about {words.number(10 * share)} in 10" if rounded else f"{words.number(100 * share)} in 100"


def ends(foretold: Foretold, ahead: int, *, level: float = 0.80) -> tuple[float, float]:
    """Return the ends of the interval of one period.

    Parameters
    ----------
    foretold : Foretold
        The forecast.
    ahead : int
        1 for the first period.
    level : float, optional
        Probability that the interval should hold.

    Returns
    -------
    tuple of (float, float)
        In the measure's unit.
    """
    return foretold.forecast.interval(ahead, level)


def span(foretold: Foretold, ahead: int) -> str:
    """Write the middle and the 80% interval of one period.

    Parameters
    ----------
    foretold : Foretold
        The forecast.
    ahead : int
        1 for the first period.

    Returns
    -------
    str
        "673 days (656 to 684 four times in five)".
    """
    low, high = (words.number(end) for end in ends(foretold, ahead))
    middle = words.number(foretold.forecast.quantile(ahead, 0.5))
    return f"{middle}{_UNIT_WORDS[foretold.unit]} ({low} to {high} four times in five)"


def range_columns(unit: str) -> tuple[Column, ...]:
    """Return the headings of a forecast's middle and ranges.

    Parameters
    ----------
    unit : str
        The unit.

    Returns
    -------
    tuple of Column
        Middle, and the ends of the 80% and the 95% interval.
    """
    return tuple(Column(f"{head} ({unit})") for head in ("Middle", "80% low", "80% high", "95% low", "95% high"))


def range_texts(foretold: Foretold, ahead: int) -> tuple[str, ...]:
    """Return the texts under `range_columns` of one period.

    Parameters
    ----------
    foretold : Foretold
        The forecast.
    ahead : int
        1 for the first period.

    Returns
    -------
    tuple of str
        Five numbers.
    """
    values = (foretold.forecast.quantile(ahead, 0.5), *ends(foretold, ahead), *ends(foretold, ahead, level=0.95))
    return tuple(words.number(value) for value in values)


def no_forecast(told: CaseForecast) -> str:
    """Say why nothing is forecast.

    Parameters
    ----------
    told : CaseForecast
        What may be told.

    Returns
    -------
    str
        A sentence; empty where something is forecast.
    """
    return f"No forecast from the children on the way, because {told.reason}." if told.reason else ""


def notes(told: CaseForecast, *, assumed: bool = True) -> tuple[str, ...]:
    """Return what must be borne in mind beside a forecast.

    Parameters
    ----------
    told : CaseForecast
        What may be told.
    assumed : bool, optional
        Whether what is assumed is said here, and which rows were used; elsewhere on a page it has been said.

    Returns
    -------
    tuple of str
        Sentences.
    """
    said = (*told.notes, *told.limits) if assumed else ()
    return (*said, *((_COARSE,) if told.rounded else ()))


def issued(told: CaseForecast, measure: str) -> tuple[Issued, ...]:
    """Return the forecast of a measure as a release freezes it.

    Parameters
    ----------
    told : CaseForecast
        What may be told.
    measure : str
        The indicator's identifier.

    Returns
    -------
    tuple of Issued
        One, or none where it is not told.
    """
    held = told.of(measure)
    if held is None:
        return ()
    pooled = held.periods[0].months == MONTHS_IN["three_years"]
    scenario, grain = (DO_NOTHING, "three_years") if pooled else (FOLLOWED, "year")
    return (Issued(measure, scenario, grain, held.periods, held.forecast),)  # type: ignore[arg-type]  # both are grains
