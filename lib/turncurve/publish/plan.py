"""The one suppression plan of a release, made from what its restricted pages recorded."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from turncurve.disclosure.attack import found_out, refuse_leaks
from turncurve.disclosure.plan import make_plan
from turncurve.disclosure.recorded import from_json
from turncurve.disclosure.rule import profile


def plan_text(recorded: Sequence[str]) -> str:
    """Return the plan that protects every table of a release at once, audited before anybody uses it.

    Parameters
    ----------
    recorded : sequence of str
        The tables of base cells, as the pages recorded them.

    Returns
    -------
    str
        The plan as it is kept and as a public page reads it.

    Raises
    ------
    DisclosureError
        If a hidden count could be worked out all the same; then nothing is published.
    """
    tables = [from_json(each) for each in recorded]
    plan = make_plan(tables)
    shown = (cell for table in tables for cell in table.chosen(profile(plan.profile)).cells)
    refuse_leaks(found_out(shown, hidden=plan.hidden, profile=plan.profile), tables=tables)
    return plan.to_json()


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
