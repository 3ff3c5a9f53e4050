"""Cells that a page does without: what no record is held of, and what is for the other audience alone."""

from __future__ import annotations

from typing import Any

from turncurve.tables.council import Council

OWN_RECORDS_TAG = "own-records"
"""Tag of a cell that only a council's own records can fill: its story, its months, what is left once they are gone."""
RESTRICTED_TAG, PUBLIC_TAG = "restricted-only", "public-only"
"""Tags of a cell for one audience: a section that would show the public nothing, and the words that say so."""

PLACE = "turncurve_place"


def tags_left_out(council: Council, audience: str) -> frozenset[str]:
    """Return the tags of the cells that a council's pages do without.

    Parameters
    ----------
    council : Council
        Whose page it is.
    audience : str
        Whom it is for, public or restricted.

    Returns
    -------
    frozenset of str
        That of the other audience, and that of own records where we hold none of the council.
    """
    other = RESTRICTED_TAG if audience == "public" else PUBLIC_TAG
    return frozenset({other} if council.records else {other, OWN_RECORDS_TAG})


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
