"""The exhibit that sets a council's curve beside others over the same window."""

from __future__ import annotations

import datetime as dt

from turncurve.analyses.questions.beside_others import Comparison
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Figures, Measurement
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.picture import Band, Line, Picture


@presents(Comparison)
def comparison_exhibit(released: Releasable[Comparison]) -> Exhibit:
    """Show the curve beside others' over the same window.

    Parameters
    ----------
    released : Releasable of Comparison
        What may be shown.

    Returns
    -------
    Exhibit
        One line an area; the neighbours as the range between the lowest and the highest.
    """
    own, *others = released.value.figures
    sole = {each.measurements[0].area: each for each in others if each.measurements}
    wide = [name for name in sole if name in released.value.wide]
    peers = [name for name in sole if name not in wide]
    years = sorted({each.period for each in own.measurements})
    table = {name: _by_period(figures) for name, figures in {_name(own): own, **sole}.items()}
    x = tuple(period.end for period in years)
    lines = tuple(
        Line(x, tuple(_value(table[name].get(period), sole.get(name, own)) for period in years), label=name, rank=rank)
        for rank, name in enumerate([_name(own), *wide])
    )
    decimals = own.definition.decimals
    rows = tuple(
        (name, *(_cell(table[name].get(period), sole.get(name, own), decimals) for period in years)) for name in table
    )
    band = _neighbour_band(x, [[_value(table[name].get(period), sole[name]) for period in years] for name in peers])
    return Exhibit(
        title=f"{own.definition.title}: beside others",
        sentence=_comparison_sentence(own, sole, wide, peers),
        columns=(Column("Area", numeric=False), *(Column(_year(period.end)) for period in years)),
        rows=rows,
        picture=Picture((*band, *lines), unit=series_table.unit(own.definition)),
        notes=(
            _window_note(own),
            "Areas differ in size, and small authorities move more from year to year by chance alone.",
        ),
        source=words.listed(sorted({series_table.source(figures) for figures in (own, *others)})),
    )


def _comparison_sentence(own: Figures, sole: dict[str, Figures], wide: list[str], peers: list[str]) -> str:
    """Say the latest values that can be set side by side."""
    known = [each for each in own.measurements if own.value(each) is not None]
    if not known:
        return f"{own.definition.title}: no value of {_name(own)} can be shown."
    last = known[-1]
    said = f"{series_table.capital(words.within(last.period))}: {_name(own)} {words.ratio(own, last)}"
    beside = [(name, _by_period(sole[name]).get(last.period)) for name in wide]
    said += "".join(f"; {name} {words.ratio(sole[name], each)}" for name, each in beside if each)
    values = [_value(_by_period(sole[name]).get(last.period), sole[name]) for name in peers]
    held = [value for value in values if value is not None]
    if held:
        low, high = (words.amount(pick(held), own.definition) for pick in (min, max))
        span = f"from {low} to {high}" if len(held) > 1 else low
        said += f"; {words.plural(len(held), 'statistical neighbour')} {span}"
    if not held and not any(each for _, each in beside):
        return f"{said}. No other area's figure for this window had been published by the report's date."
    return f"{said}."


def _neighbour_band(x: tuple[dt.date, ...], values: list[list[float | None]]) -> tuple[Band, ...]:
    """Return the range between the lowest and the highest neighbour, where there are any."""
    if not values:
        return ()
    columns = [[value for value in column if value is not None] for column in zip(*values, strict=True)]
    low = tuple(min(column, default=None) for column in columns)
    high = tuple(max(column, default=None) for column in columns)
    many = words.plural(len(values), "statistical neighbour")
    return (Band(x, low, high, f"Lowest to highest of {many}"),)


def _window_note(own: Figures) -> str:
    """Say over which window every figure is."""
    one = "as at 31 March" if own.definition.window == "point" else "for the year to 31 March"
    window = "for three years together" if own.grain() == "three_years" else one
    return f"Each figure is {window}; figures over other windows are not set beside these."


def _by_period(figures: Figures) -> dict[object, Measurement]:
    """Return a series' measurements by period."""
    return {each.period: each for each in figures.measurements}


def _value(measurement: Measurement | None, figures: Figures) -> float | None:
    """Return a measurement's value; None where there is none."""
    return None if measurement is None else figures.value(measurement)


def _cell(measurement: Measurement | None, figures: Figures, decimals: int) -> str:
    """Return the text of one area's value in one year."""
    status = measurement.status if measurement else ""
    return words.shown(_value(measurement, figures), decimals=decimals, status=status)


def _name(figures: Figures) -> str:
    """Return the area that a series is of."""
    return figures.measurements[0].area if figures.measurements else "this council"


def _year(day: dt.date) -> str:
    """Return the heading of a reporting year."""
    return str(day.year)
