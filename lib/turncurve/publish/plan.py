"""The one suppression plan of a release, made from what its restricted pages recorded."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from turncurve.disclosure.attack import refuse_leaks
from turncurve.disclosure.audit import audit
from turncurve.disclosure.before_signing import to_be_told
from turncurve.disclosure.plan import from_json as plan_from_json
from turncurve.disclosure.plan import make_plan
from turncurve.disclosure.recorded import from_json
from turncurve.disclosure.rule import DEFAULT_PROFILE
from turncurve.disclosure.told import Told
from turncurve.indicators.cell import Cell
from turncurve.publish.history import Earlier, all_public, latest_plan


def plan_for(
    recorded: Sequence[str],
    *,
    council: str,
    as_at: str,
    profile: str = DEFAULT_PROFILE,
    solve: Callable[..., str] | None = None,
) -> tuple[str, Earlier]:
    """Return the plan of a release, made against all that the council has told the public before.

    Where the latest edition's own plan comes out again, against what was public when it was made, that plan stands:
    the same counts have been shown already, and a release that says the same stays the same.

    Parameters
    ----------
    recorded : sequence of str
        The tables of base cells, as the pages recorded them.
    council : str
        The council's name or folder.
    as_at : str
        The report's date, as YYYY-MM-DD.
    profile : str, optional
        Name of the rule; earlier releases keep the rules that they were made by.
    solve : callable, optional
        Works a plan out; `plan_text` where not given.

    Returns
    -------
    (str, Earlier)
        The plan as it is kept, and what it was made against.
    """
    solve = solve or plan_text
    latest = latest_plan(council, as_at)
    if latest is not None:
        text = solve(recorded, profile=profile, earlier=latest.earlier.cells)
        if hashlib.sha256(text.encode()).hexdigest() == latest.plan:
            return text, latest.earlier
    now = all_public(council)
    return solve(recorded, profile=profile, earlier=now.cells), now


def plan_text(recorded: Sequence[str], *, profile: str = DEFAULT_PROFILE, earlier: Sequence[Cell | Told] = ()) -> str:
    """Return the plan that protects every table of a release at once, audited before anybody uses it.

    Parameters
    ----------
    recorded : sequence of str
        The tables of base cells, as the pages recorded them.
    profile : str, optional
        Name of the rule.
    earlier : sequence of Cell or Told, optional
        What is public already: a count, or no value where it was hidden. It cannot be hidden any more.

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
    plan = make_plan(tables, profile=profile, earlier=earlier)
    refuse_leaks(audit(plan, tables, earlier=earlier), tables=tables)
    return plan.to_json()


def told_of(text: str, recorded: Sequence[str], *, earlier: Sequence[Cell | Told]) -> tuple[str, ...]:
    """Return what whoever signs a release must be told of its plan, because nothing can mend it.

    Parameters
    ----------
    text : str
        The plan as it is kept.
    recorded : sequence of str
        The tables of base cells, as the pages recorded them.
    earlier : sequence of Cell or Told
        What was public when the plan was made.

    Returns
    -------
    tuple of str
        Sentences; none where there is nothing to tell.
    """
    return to_be_told(plan_from_json(text), [from_json(each) for each in recorded], earlier=earlier)


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
