"""The table, units and source of one series: common to every exhibit of an indicator."""

from __future__ import annotations

from turncurve.analyses.spread import Spread
from turncurve.indicators.definition import Definition
from turncurve.indicators.figures import Figures, Measurement
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.present import words
from turncurve.present.exhibit import Column

LEAST_FACTOR_SAID = 1.05
"""A variance's inflation that is shown to one decimal as 1.0 is no inflation to a reader."""


def columns(definition: Definition, *, first: str = "Period", interval: bool = False) -> tuple[Column, ...]:
    """Return the headings of an indicator's table.

    Parameters
    ----------
    definition : Definition
        The indicator.
    first : str
        Heading of the first column.
    interval : bool
        Whether each value has an interval.

    Returns
    -------
    tuple of Column
        The counts come before the value that rests on them.
    """
    counts = {
        "count": (),
        "mean": (Column(definition.denominator),),
        "proportion": (Column(definition.numerator), Column(definition.denominator)),
    }[definition.kind]
    ends = (Column("95% low"), Column("95% high")) if interval else ()
    return (Column(first, numeric=False), *counts, Column(capital(definition.unit)), *ends)


def row(
    figures: Figures, measurement: Measurement, *, first: str = "", bounds: Interval | NoInterval | None = None
) -> tuple[str, ...]:
    """Return one row of an indicator's table.

    Parameters
    ----------
    figures : Figures
        The series.
    measurement : Measurement
        One of its measurements.
    first : str
        Text of the first column; the period's label where not given.
    bounds : Interval or NoInterval, optional
        The value's interval, where the table has intervals.

    Returns
    -------
    tuple of str
        As many texts as `columns` has headings.
    """
    definition = figures.definition
    counts: tuple[str, ...] = ()
    if definition.kind != "count":
        counts = (words.shown(measurement.denominator, status=measurement.status),)
    if definition.kind == "proportion":
        counts = (words.shown(measurement.numerator, status=measurement.status), *counts)
    value = words.shown(figures.value(measurement), decimals=definition.decimals, status=measurement.status)
    ends: tuple[str, ...] = ()
    if isinstance(bounds, NoInterval):
        ends = ("–", "–")
    elif bounds is not None:
        ends = tuple(words.number(end, decimals=decimals(definition)) for end in (bounds.lower, bounds.upper))
    return (first or measurement.period.label, *counts, value, *ends)


def decimals(definition: Definition) -> int:
    """Return the decimals of an interval's or a forecast's ends.

    Parameters
    ----------
    definition : Definition
        The indicator.

    Returns
    -------
    int
        One for a count, whose ends are not whole; else the indicator's own.
    """
    return 1 if definition.kind == "count" else definition.decimals


def unit(definition: Definition) -> str:
    """Return what a picture's upright axis counts.

    Parameters
    ----------
    definition : Definition
        The indicator.

    Returns
    -------
    str
        The unit, and of what it is a share.
    """
    of = (
        f" of {definition.denominator[0].lower()}{definition.denominator[1:]}"
        if definition.kind == "proportion"
        else ""
    )
    return f"{capital(definition.unit)}{of}"


def unknown_note(figures: Figures) -> tuple[str, ...]:
    """Return a note on cases that could be neither counted nor left out.

    Parameters
    ----------
    figures : Figures
        The series.

    Returns
    -------
    tuple of str
        One sentence, or none where every case was known. Where one case can stand in several periods, such as a plan
        open on several dates, the cases of one period are told and not their sum.
    """
    counts = [each.unknown for each in figures.measurements]
    repeated = figures.definition.window != "flow" or figures.grain() == "three_years"
    unknown = max(counts, default=0) if repeated else sum(counts)
    many = repeated and len(counts) > 1
    if not unknown:
        return ()
    left_out = "it is left out" if unknown == 1 else "they are left out"
    effect = "the true value may be higher" if figures.definition.unknown_kept else left_out
    cases = f"{'up to ' if many else ''}{words.plural(unknown, 'case')}{' in any one period' if many else ''}"
    return (f"The records do not say enough to count {cases}: {effect}.",)


def hidden_note(figures: Figures) -> tuple[str, ...]:
    """Return a note on what hidden values do to those shown.

    Parameters
    ----------
    figures : Figures
        The series.

    Returns
    -------
    tuple of str
        One sentence, or none where nothing is hidden or the value is a mean, which is hidden whatever its size.
    """
    if figures.definition.kind == "mean" or not any(each.status == "hidden" for each in figures.measurements):
        return ()
    return ("Some values are hidden: small ones, and others that would give those away. The rest are no fair sample.",)


def spread_note(spread: Spread) -> tuple[str, ...]:
    """Return a note on how much more than chance the values vary, and how that is known.

    Parameters
    ----------
    spread : Spread
        The series' spread.

    Returns
    -------
    tuple of str
        One sentence, or none where nothing varies so.
    """
    times = f"{words.number(spread.factor, decimals=1)} times"
    if spread.known == "own":
        if spread.factor < LEAST_FACTOR_SAID:
            return ("From one period to the next the values vary no more than chance alone would make them.",)
        return (f"The intervals allow for a variance {times} that of chance, as measured from these values.",)
    taken = (
        f"How far such values vary beyond chance cannot be measured from these: a variance {times} that of chance is"
    )
    if spread.known == "published":
        return (f"{taken} taken, as measured from the published years of {spread.areas} authorities.",)
    if spread.known == "assumed":
        return (f"{taken} assumed, because such figures are known to vary more than chance.",)
    return ()


def source(figures: Figures) -> str:
    """Return where figures come from, with their editions.

    Parameters
    ----------
    figures : Figures
        The series.

    Returns
    -------
    str
        Title and editions.
    """
    editions = f" ({words.listed(figures.source.editions)})" if figures.source.editions else ""
    return f"{figures.source.title}{editions}"


def capital(text: str) -> str:
    """Return a text with a capital at its start.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The same, capitalised; the rest left as it is.
    """
    return text[:1].upper() + text[1:]
