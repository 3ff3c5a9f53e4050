"""Addresses of counts as plain lists for files, and fingerprints of counts."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from typing import Any

from turncurve.indicators.cell import Cell, CellKey
from turncurve.reference.periods import Period


def written(key: CellKey) -> list[Any]:
    """Return an address as lists of text, whatever characters its words have.

    Parameters
    ----------
    key : CellKey
        The address.

    Returns
    -------
    list
        Measure, area, first day, last day, and pairs of dimension and category.
    """
    return [
        key.measure,
        key.area,
        key.period.start.isoformat(),
        key.period.end.isoformat(),
        [list(pair) for pair in key.breakdown],
    ]


def read(entry: list[Any]) -> CellKey:
    """Return an address from what `written` gave.

    Parameters
    ----------
    entry : list
        Measure, area, first day, last day, and pairs of dimension and category.

    Returns
    -------
    CellKey
        The address.
    """
    measure, area, start, end, breakdown = entry
    period = Period(dt.date.fromisoformat(start), dt.date.fromisoformat(end))
    pairs = tuple((str(dimension), str(category)) for dimension, category in breakdown)
    return CellKey(str(measure), str(area), period, pairs)


def fingerprint(cells: Iterable[Cell]) -> str:
    """Return a fingerprint of counts and their addresses.

    Parameters
    ----------
    cells : iterable of Cell
        The counts, in any order.

    Returns
    -------
    str
        SHA-256 in hexadecimal.
    """
    lines = sorted(json.dumps([written(cell.key), cell.value, cell.public_already]) for cell in cells)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
