"""Cells that a page does without: those about a council's own records, where only published figures are held."""

from __future__ import annotations

from typing import Any

from turncurve.tables.council import Council

OWN_RECORDS_TAG = "own-records"
"""Tag of a cell that only a council's own records can fill: its story, its months, what is left once they are gone."""

PLACE = "turncurve_place"


def tags_left_out(council: Council) -> frozenset[str]:
    """Return the tags of the cells that a council's pages do without.

    Parameters
    ----------
    council : Council
        Whose page it is.

    Returns
    -------
    frozenset of str
        None where we hold the council's own records.
    """
    return frozenset() if council.records else frozenset({OWN_RECORDS_TAG})


def kept(cells: list[Any], tags: frozenset[str]) -> list[Any]:
    """Return the cells without those that bear a tag, each knowing its place in its author's file.

    Parameters
    ----------
    cells : list of notebook nodes
        The cells in order, among them the one that papermill puts in.
    tags : frozenset of str
        Tags of the cells to leave out.

    Returns
    -------
    list of notebook nodes
        The rest; a cell left out neither runs nor is shown.
    """
    place = 0
    for cell in cells:
        place += "injected-parameters" not in cell.metadata.get("tags", [])
        cell.metadata[PLACE] = place
    return [cell for cell in cells if not tags.intersection(cell.metadata.get("tags", []))]
