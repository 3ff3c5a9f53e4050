"""The one suppression plan of a release, made from what its restricted pages recorded."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from turncurve.disclosure import plan as disclosure


def plan_text(recorded: Sequence[Any]) -> str:
    """Return the plan that protects every table of a release at once.

    Parameters
    ----------
    recorded : sequence of object
        The tables of base cells, as the pages recorded them.

    Returns
    -------
    str
        The plan as it is kept and as a public page reads it.
    """
    tables = [disclosure.RecordedTable.from_json(each) for each in recorded]
    return disclosure.solve(tables).to_json()


def sha256_of(path: Path | None) -> str:
    """Return the hash of a plan's file.

    Parameters
    ----------
    path : pathlib.Path or None
        The file.

    Returns
    -------
    str
        64 hexadecimal digits; empty where there is no plan.
    """
    return hashlib.sha256(path.read_bytes()).hexdigest() if path is not None else ""
