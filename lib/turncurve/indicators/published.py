"""Figures that an official publication has released, in the same form as our own."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from turncurve.errors import UnknownNameError
from turncurve.indicators.definition import Definition
from turncurve.indicators.figures import Figures, Measurement, Source, Status
from turncurve.reference.periods import Period

_STATUS: dict[str, Status] = {"published": "measured", "low reliability": "measured", "suppressed": "hidden"}


def published(definition: Definition, rows: pd.DataFrame, *, areas: Sequence[str]) -> Figures:
    """Return the published figures of one indicator for some areas.

    Parameters
    ----------
    definition : Definition
        The indicator; its identifier is the measure's name in the table.
    rows : DataFrame
        The canonical table published_figures, already cut to the report's date.
    areas : sequence of str
        Names of the areas wanted, in the order wanted.

    Returns
    -------
    Figures
        One measurement an area and period, in that order: the one published last where a figure was revised. Where a
        proportion was published without its counts, it is not available here: a rate alone is never shown.

    Raises
    ------
    UnknownNameError
        If nothing was published of the indicator for any of the areas.
    """
    found = rows[(rows["measure"] == definition.id) & rows["area"].isin(list(areas))]
    if found.empty:
        raise UnknownNameError(
            f"no published figures are held of {definition.title.lower()} for these areas by the report's date",
            where=f"data/raw/published, measure {definition.id}",
            remedy="Choose an indicator that is published, or a later date",
        )
    again = ["area", "period_start", "period_end"]
    latest = found.sort_values("published_on", kind="stable").drop_duplicates(again, keep="last")
    ordered = latest.assign(order=latest["area"].map(list(areas).index)).sort_values(["order", "period_start"])
    measurements = tuple(_measurement(row, definition) for row in ordered.to_dict("records"))
    return Figures(definition, measurements, Source("; ".join(sorted(latest["source"].unique())), published=True))


def _measurement(row: Mapping[Hashable, Any], definition: Definition) -> Measurement:
    """Turn one published row into a measurement."""
    period = Period(pd.Timestamp(row["period_start"]).date(), pd.Timestamp(row["period_end"]).date())
    numerator = None if pd.isna(row["numerator"]) else int(row["numerator"])
    denominator = None if pd.isna(row["denominator"]) else int(row["denominator"])
    status = _STATUS.get(str(row["status"]), "not available")
    if numerator is None or (definition.kind != "count" and denominator is None):
        status = "hidden" if status == "hidden" else "not available"
    elif denominator == 0:
        status = "no cases"
    return Measurement(str(row["area"]), period, numerator, denominator, status)
