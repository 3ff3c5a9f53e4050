"""The workload scheme by which a council's cases are weighed: its own where it has stated one, else an illustration."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from turncurve.errors import RefusedInputError
from turncurve.reference import project
from turncurve.reference.workforce import WorkloadScheme, scheme_of, workload_scheme
from turncurve.tables.records import Records

SCHEME = "workload_scheme.json"


def keep(stated: Mapping[str, Any], *, folder: Path) -> None:
    """Keep a council's own scheme beside its canonical tables; one that is no longer stated is taken away.

    Parameters
    ----------
    stated : mapping of str to object
        Its points, targets and source; empty where it has none of its own.
    folder : pathlib.Path
        Where the council's tables are kept.
    """
    text = json.dumps(stated, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    (folder / SCHEME).write_text(text, encoding="utf-8", newline="\n")


def scheme_for(tables: object) -> WorkloadScheme:
    """Return the scheme by which cases are weighed.

    Parameters
    ----------
    tables : Records or other
        A council's records; tables that are no council's are weighed by the illustration.

    Returns
    -------
    WorkloadScheme
        The council's own where it has stated one.

    Raises
    ------
    RefusedInputError
        If what ingest kept is damaged.
    """
    if not isinstance(tables, Records):
        return workload_scheme()
    if ("workload scheme",) not in tables.worked_out:
        tables.worked_out["workload scheme",] = _read(tables.folder or project.processed_folder(tables.council))
    found: WorkloadScheme = tables.worked_out["workload scheme",]
    return found


def _read(folder: Path) -> WorkloadScheme:
    """Return the scheme that is kept in a folder."""
    path = folder / SCHEME
    try:
        held = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        return scheme_of(held) if held else workload_scheme()
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        raise RefusedInputError(
            "the workload scheme kept is damaged",
            where=path.name,
            remedy="Run `turncurve ingest` again to make it anew",
        ) from problem
