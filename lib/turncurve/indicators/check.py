"""Which published figures a council's records reproduce, and which not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from turncurve.errors import TurnCurveError, UnknownNameError
from turncurve.indicators import registry
from turncurve.indicators.definition import Definition
from turncurve.indicators.figures import Figures, Measurement
from turncurve.indicators.published import published
from turncurve.reference.periods import Period
from turncurve.tables.records import Records


@dataclass(frozen=True)
class Comparison:
    """One published figure beside the same figure from a council's records.

    Parameters
    ----------
    indicator : str
        The indicator's identifier.
    period : Period
        What the figure covers.
    ours : Measurement
        From the records.
    published : Measurement
        As published.
    agrees : bool or None
        Whether every number published is the records' own; None where they cannot be compared.
    note : str
        Where they differ, by how much; where they cannot be compared, why.
    """

    indicator: str
    period: Period
    ours: Measurement
    published: Measurement
    agrees: bool | None
    note: str


def compare(
    records: Records | Mapping[str, pd.DataFrame], figures: pd.DataFrame, *, area: str
) -> tuple[Comparison, ...]:
    """Compare a council's records with what was published of an area, in hindsight.

    Every figure of the area whose period the records cover is compared, by its counts where they were published and by
    its value as rounded where they were not. Figures published after the report's date are compared too: this checks
    the records, and is no report.

    Parameters
    ----------
    records : Records or mapping of str to DataFrame
        The council's tables.
    figures : DataFrame
        The canonical table published_figures, whole.
    area : str
        Name of the area as published: the council's own, or the one whose totals an invented council follows.

    Returns
    -------
    tuple of Comparison
        In order of indicator and time.

    Raises
    ------
    UnknownNameError
        If nothing is published of the area.
    """
    of_area = figures[figures["area"] == area]
    if of_area.empty:
        raise UnknownNameError(
            f"no published figures are held of {area}",
            where="data/raw/published",
            remedy="State in council.yml, as follows, the area whose published figures the records should reproduce",
        )
    found: list[Comparison] = []
    for name in sorted(set(of_area["measure"]) & set(registry.INDICATORS)):
        try:
            window = registry.covered(name, records)
        except TurnCurveError:
            continue  # the council holds no records of this kind: there is nothing to compare
        found += _of_indicator(name, records, figures, area=area, window=window)
    return tuple(found)


def _of_indicator(
    name: str, records: Records | Mapping[str, pd.DataFrame], figures: pd.DataFrame, *, area: str, window: Period
) -> list[Comparison]:
    """Compare one indicator over the periods that the records cover."""
    definition = registry.definition(name)
    rows = figures[figures["measure"] == name]
    stated = published(definition, rows, areas=[area])
    values = _values(rows[rows["area"] == area])
    inside = [
        each for each in stated.measurements if window.start <= each.period.start and each.period.end <= window.end
    ]
    if not inside:
        return []
    measured = registry.measure(name, records, periods=[each.period for each in inside], area=area)
    return [
        _compared(definition, measured, ours, theirs, value=values.get(theirs.period))
        for ours, theirs in zip(measured.measurements, inside, strict=True)
    ]


def _values(rows: pd.DataFrame) -> dict[Period, float]:
    """Return the values as published, by period; the latest published where there are several."""
    ordered = rows.sort_values("published_on")
    return {
        Period(start.date(), end.date()): float(value)
        for start, end, value in zip(ordered["period_start"], ordered["period_end"], ordered["value"], strict=True)
        if not pd.isna(value)
    }


def _compared(
    definition: Definition, measured: Figures, ours: Measurement, theirs: Measurement, *, value: float | None
) -> Comparison:
    """Compare one figure."""
    agrees, note = _verdict(definition, measured, ours, theirs, value=value)
    return Comparison(definition.id, theirs.period, ours, theirs, agrees, note)


def _verdict(
    definition: Definition, measured: Figures, ours: Measurement, theirs: Measurement, *, value: float | None
) -> tuple[bool | None, str]:
    """Tell whether the numbers published are ours, and if not or not comparable, why."""
    if ours.numerator is None:
        return None, f"the records give no figure: {ours.status}"
    if theirs.numerator is not None:
        pairs: list[tuple[str, int | None, int | None]] = [("counted", ours.numerator, theirs.numerator)]
        if definition.kind != "count":
            pairs.append(("out of", ours.denominator, theirs.denominator))
        differing = [f"{words} {own:,}, published {other:,}" for words, own, other in pairs if own != other]
        return not differing, "; ".join(differing)
    if theirs.status == "hidden":
        return None, "the published figure was suppressed"
    own = measured.value(ours)
    if value is None or own is None:
        return None, "the figure was not published"
    rounded = round(own, definition.decimals)
    return rounded == value, "" if rounded == value else f"value {rounded:g}, published {value:g}"
