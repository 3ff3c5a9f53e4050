"""The workload scheme by which a council's cases are weighed: its own where it has stated one, else an illustration."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from turncurve.reference import project
from turncurve.reference.workforce import WorkloadScheme, scheme_of, workload_scheme
from turncurve.tables import kept_words
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
    kept_words.keep(stated, path=folder / SCHEME)


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
    return tables.once(_stated)


def _stated(records: Records) -> WorkloadScheme:
    """Return the scheme that is kept beside a council's tables."""
    return _read(records.folder or project.processed_folder(records.council))


def _read(folder: Path) -> WorkloadScheme:
    """Return the scheme that is kept in a folder."""
    path, called = folder / SCHEME, "the workload scheme"
    held: dict[str, Any] | None = kept_words.read_back(dict[str, Any], path=path, called=called)
    try:
        return scheme_of(held) if held else workload_scheme()
    except (ValueError, TypeError, KeyError, AttributeError):
        kept_words.refuse(path, called=called)
