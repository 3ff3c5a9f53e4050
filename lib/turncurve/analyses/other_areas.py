"""What was published of the same indicator for other authorities, for a series to learn from."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from turncurve.indicators.figures import Figures
from turncurve.indicators.published import published
from turncurve.methods.share_panel import FEWEST_COUNCILS
from turncurve.reference.areas import NATION, peers_of
from turncurve.tables.council import identify
from turncurve.tables.records import Records

_WIDER = ("E92", "E12", "E13")
"""How the codes of England, of its regions, and of Inner and Outer London begin."""


def other_authorities(records: Records, figures: Figures) -> Figures | None:
    """Return other authorities' published figures of a share by years, where there are enough to learn from.

    Parameters
    ----------
    records : Records
        What holds the published figures, as they stood on the report's date.
    figures : Figures
        The council's own series.

    Returns
    -------
    Figures or None
        One measurement an authority and year, neither the nation nor a region among them; None where the series is no
        share by years, or too few other authorities are held.
    """
    definition = figures.definition
    if definition.kind != "proportion" or figures.grain() != "year":
        return None
    council = identify(records.council)
    own = {council.name, *(each.area for each in figures.measurements)}
    rows = records.table("published_figures")
    areas = sorted(_authorities(rows[rows["measure"] == definition.id]) - own - {peers_of(council.name).region})
    if len(areas) < FEWEST_COUNCILS - 1:
        return None
    held = published(definition, rows, areas=areas)
    alike = tuple(each for each in held.measurements if each.period.months == 12 or each.period.is_one_date)
    return replace(held, measurements=alike) if alike else None


def _authorities(rows: pd.DataFrame) -> set[str]:
    """Return the areas that are authorities: not the nation, nor what any row's code says is wider."""
    wider = rows["area_code"].fillna("").str.startswith(_WIDER)
    return set(rows["area"]) - set(rows.loc[wider, "area"]) - {NATION}
