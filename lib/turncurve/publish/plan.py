"""The one suppression plan of a release, made from what its restricted pages recorded."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from turncurve.disclosure.plan import make_plan
from turncurve.disclosure.recorded import from_json


def plan_text(recorded: Sequence[str]) -> str:
    """Return the plan that protects every table of a release at once.

    Parameters
    ----------
    recorded : sequence of str
        The tables of base cells, as the pages recorded them.

    Returns
    -------
    str
        The plan as it is kept and as a public page reads it.
    """
    return make_plan([from_json(each) for each in recorded]).to_json()


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
