"""Numbers, periods and lists as a reader says them."""

from __future__ import annotations

from collections.abc import Sequence

from turncurve.indicators.definition import Definition
from turncurve.indicators.figures import Figures, Measurement
from turncurve.reference.periods import Period

HIDDEN = "c"
WHY_AN_INTERVAL = (
    "Every case was counted, so the counts themselves are exact. The interval says how far the same service, with "
    "the same families, could have differed by chance: it is for judging change, not for doubting the count."
)
STATUS_WORDS = {
    "hidden": "hidden, to protect individuals",
    "not available": "not available",
    "no cases": "no cases",
    "history too short": "history too short to tell",
}
_UNITS = {"percent": "%", "days": " days"}


def number(value: float, *, decimals: int = 0) -> str:
    """Write a number with thousands separated.

    Parameters
    ----------
    value : float
        The number.
    decimals : int
        Decimals shown; halves are rounded away from zero, as a reader expects.

    Returns
    -------
    str
        The number in words' company: "1,446", "16.0".
    """
    nudge = 1e-9 if value >= 0 else -1e-9
    text = f"{value + nudge:,.{decimals}f}"
    return text.lstrip("-") if not text.strip("-0.,") else text


def amount(value: float, definition: Definition) -> str:
    """Write a value of an indicator with its unit.

    Parameters
    ----------
    value : float
        The value.
    definition : Definition
        The indicator, for its unit and decimals.

    Returns
    -------
    str
        "16.0%", "630 days", "328".
    """
    text = number(value, decimals=definition.decimals)
    return "1 day" if (text, definition.unit) == ("1", "days") else text + _UNITS.get(definition.unit, "")


def listed(items: Sequence[str], *, last: str = "and") -> str:
    """Join items as a sentence does.

    Parameters
    ----------
    items : sequence of str
        What to join.
    last : str
        The word before the last item.

    Returns
    -------
    str
        "a, b and c".
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def plural(count: float, one: str, *, many: str = "") -> str:
    """Write a count with its noun.

    Parameters
    ----------
    count : float
        How many.
    one : str
        The noun for one.
    many : str
        The noun for any other number; the noun with an s where not given.

    Returns
    -------
    str
        "1 plan", "62 plans".
    """
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def when(period: Period) -> str:
    """Write a period as it stands inside a sentence.

    Parameters
    ----------
    period : Period
        The period.

    Returns
    -------
    str
        "the year to March 2013", "March 2013", "31 March 2013".
    """
    whole_years = period.months is not None and period.months % 12 == 0 and not period.is_one_date
    return f"the {period.label}" if whole_years else period.label


def within(period: Period) -> str:
    """Write a period with the word that leads to it.

    Parameters
    ----------
    period : Period
        The period.

    Returns
    -------
    str
        "in the year to March 2013", "in March 2013", "on 31 March 2013", "from 1 March 2013 to 15 March 2013".
    """
    if period.is_one_date:
        return f"on {period.label}"
    return f"from {period.label}" if period.months is None else f"in {when(period)}"


def ratio(figures: Figures, measurement: Measurement) -> str:
    """Write a measurement with the counts that it rests on.

    Parameters
    ----------
    figures : Figures
        The figures it is one of.
    measurement : Measurement
        The measurement.

    Returns
    -------
    str
        "16.0% (62 of 388)", "630 days (48 children)", "328", or why there is no value.
    """
    value = figures.value(measurement)
    if value is None:
        return STATUS_WORDS.get(measurement.status, "not available")
    shown = amount(value, figures.definition)
    if figures.definition.kind == "proportion":
        return f"{shown} ({number(measurement.numerator or 0)} of {number(measurement.denominator or 0)})"
    if figures.definition.kind == "mean":
        return f"{shown} ({plural(measurement.denominator or 0, 'child', many='children')})"
    return shown


def shown(value: float | None, *, decimals: int = 0, status: str = "") -> str:
    """Write the text of a table's cell.

    Parameters
    ----------
    value : float or None
        The number, or None where there is none.
    decimals : int
        Decimals shown.
    status : str
        The measurement's status.

    Returns
    -------
    str
        The number; the symbol of a hidden value; or a dash where there is nothing to show.
    """
    if value is not None:
        return number(value, decimals=decimals)
    return HIDDEN if status == "hidden" else "–"
