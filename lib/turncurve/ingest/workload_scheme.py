"""Reading a council's own workload scheme: `workload_scheme.yml` in its raw folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from turncurve.errors import RefusedInputError
from turncurve.ingest.own_words import Entry
from turncurve.ingest.own_words import read as read_words
from turncurve.reference.workforce import COMPLEXITIES, newly_qualified_months, scheme_of
from turncurve.tables.workforce import CASE_TYPES

FILE = "workload_scheme.yml"
NEWLY_QUALIFIED = "newly qualified"


def read(raw: Path) -> dict[str, Any]:
    """Read a council's own workload scheme.

    Parameters
    ----------
    raw : pathlib.Path
        The council's raw folder.

    Returns
    -------
    dict of str to object
        Its points by type of case and complexity, its targets by experience, and its source; empty where there is none.
    """
    whole = read_words(raw / FILE)
    if whole is None:
        return {}
    whole.knowing("name", "points", "targets")
    targets = [_target(each) for each in whole.entries("targets")]
    held = {"source": whole.needed("name"), "points": _points(whole), "targets": targets}
    _check_protected(targets, whole)
    try:
        scheme_of(held)
    except RefusedInputError as problem:
        whole.refuse(str(problem.what))
    return held


def _points(whole: Entry) -> dict[str, dict[str, float]]:
    """Return the points of each type of case, every type once."""
    held: dict[str, dict[str, float]] = {}
    for entry in whole.entries("points"):
        entry.knowing("case_type", *COMPLEXITIES)
        kind = entry.one_of("case_type", CASE_TYPES) if entry.needed("case_type") else ""
        if kind in held:
            entry.refuse(f"{kind} stands twice")
        held[kind] = {name: _number(entry, name) for name in COMPLEXITIES}
    missing = [kind for kind in CASE_TYPES if kind not in held]
    if missing:
        whole.refuse(f"it does not say what a case weighs: {', '.join(missing)}", "points")
    return held


def _target(entry: Entry) -> dict[str, Any]:
    """Return one target, checked."""
    entry.knowing("experience", "from_months", "points")
    months = _number(entry, "from_months")
    if not months.is_integer():
        entry.refuse("a whole number of months is wanted", "from_months")
    return {"experience": entry.needed("experience"), "from_months": int(months), "points": _number(entry, "points")}


def _check_protected(targets: list[dict[str, Any]], whole: Entry) -> None:
    """Refuse a scheme that does not spare the newly qualified for as long as they are so."""
    if len(targets) < 2 or targets[0]["experience"] != NEWLY_QUALIFIED:
        whole.refuse(f"the first of several targets must be that of the {NEWLY_QUALIFIED}", "targets")
    if targets[1]["from_months"] < newly_qualified_months():
        whole.refuse(f"the {NEWLY_QUALIFIED} are spared for {newly_qualified_months()} months at least", "targets")
    if targets[0]["points"] >= targets[1]["points"]:
        whole.refuse(f"the {NEWLY_QUALIFIED} must be spared: they may hold less than others", "targets")
    if len({each["experience"].casefold() for each in targets}) < len(targets):
        whole.refuse("one experience stands twice", "targets")


def _number(entry: Entry, name: str) -> float:
    """Return a number that must be there."""
    found = entry.number(name)
    if found is None:
        entry.refuse(f"{name} is not given")
    return found
