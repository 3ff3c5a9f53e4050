"""The looks of the verdict "has it turned?", made and planned, as a table."""

from __future__ import annotations

from turncurve.analyses.questions.has_it_turned import Turned
from turncurve.methods.turn_result import Look
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column

LEVEL = 0.80
SMALLEST = 0.0001


def look_columns(turned: Turned) -> tuple[Column, ...]:
    """Return the headings of the table of looks.

    Parameters
    ----------
    turned : Turned
        The verdict.

    Returns
    -------
    tuple of Column
        When, what came, what had been foretold, how sure one had to be and was, and what follows.
    """
    unit = series_table.capital(turned.read.definition.unit)
    return (
        Column("Look", numeric=False),
        Column("With figures to", numeric=False),
        Column(f"{unit}: mean since the baseline"),
        Column("Frozen 80% range: low"),
        Column("Frozen 80% range: high"),
        Column("p needed"),
        Column("p found"),
        Column("What it says", numeric=False),
    )


def look_rows(turned: Turned) -> tuple[tuple[str, ...], ...]:
    """Return one row a planned look.

    Parameters
    ----------
    turned : Turned
        The verdict.

    Returns
    -------
    tuple of tuple of str
        Looks that have not come yet say so; none where there is no baseline to look back to.
    """
    if turned.baseline.end is None or turned.stretch.reason:
        return ()
    made = {look.after: look for look in turned.verdict.looks}
    return tuple(_row(turned, after, made.get(after)) for after in turned.test.looks)


def _row(turned: Turned, after: int, look: Look | None) -> tuple[str, ...]:
    """Return one planned look."""
    came = len(turned.stretch.after)
    end = turned.end_after(after - came)
    first = f"{turned.test.looks.index(after) + 1} of {len(turned.test.looks)}"
    until = f"{end:%B %Y}" if end else "–"
    mean = _mean_since(turned, after) if after <= came else "–"
    bounds = ("–", "–") if look is None else (_p_value(look.needed), _p_value(look.departure.p_value))
    return (first, until, mean, *_foretold(turned, after), *bounds, _says(look, came=after <= came))


def _p_value(value: float) -> str:
    """Write a p-value to four places; never as nothing."""
    return "below 0.0001" if value < SMALLEST else f"{value:.4f}"


def _mean_since(turned: Turned, after: int) -> str:
    """Write the mean of the first values since the baseline."""
    figures = turned.stretch.figures
    values = [figures.value(each) or 0.0 for each in turned.stretch.after[:after]]
    return words.number(sum(values) / after, decimals=series_table.decimals(figures.definition))


def _foretold(turned: Turned, after: int) -> tuple[str, str]:
    """Write what the frozen forecast said of that mean."""
    held = turned.held_against
    if held is None or not held.forecast.known or after > held.forecast.horizon:
        return "–", "–"
    decimals = series_table.decimals(turned.read.definition)
    low, high = (words.number(end, decimals=decimals) for end in held.forecast.mean_interval(after, LEVEL))
    return low, high


def _says(look: Look | None, *, came: bool) -> str:
    """Say what a look found."""
    if look is None:
        return "too few periods in all" if came else "not yet"
    if not look.crossed:
        return "could be chance"
    if look.forecast_agrees is False:
        return "departs, but within the frozen range"
    way = "higher" if look.departure.direction > 0 else "lower"
    return f"{way} than chance allows" + ("" if look.forecast_agrees else "; no forecast to hold it against")
