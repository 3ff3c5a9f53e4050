"""Results of earlier runs that still stand, so that a notebook is run again only where something it rests on changed.

What a result rests on is not declared but noted while the notebook runs. Whatever is wrong with what is kept, the
notebook is run: deleting it never changes a result.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import nbformat

from turncurve.errors import TurnCurveError
from turncurve.publish.program import program
from turncurve.publish.run import Run, Unit
from turncurve.publish.standing import KEPT as FOLDER
from turncurve.publish.standing import NOTE, NOTHING_CHANGED, STAR, of_such_names
from turncurve.reference import project
from turncurve.tables import durable
from turncurve.tables.column import words_of
from turncurve.tables.records import Records
from turncurve.tables.registry import TABLES

# The names of a folder's files other than tables: one that was looked for and was not there has no name of its own.
_OTHERS = "..."
_TABLE = (".lineage.json", ".parquet")
_ABOUT = ("papermill",)
_log = logging.getLogger(__name__)


@dataclass
class KeptRuns:
    """Finds results that still stand, and keeps new ones; made anew for each batch, because files are looked at once.

    Parameters
    ----------
    force : bool
        Whether to run everything, whatever stands.
    program : str
        The hash of our code and of the environment; found out where not given.
    """

    force: bool = False
    program: str = field(default="", repr=False)
    _states: dict[tuple[str, ...], str] = field(default_factory=dict, repr=False)
    _keys: dict[str, str] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Look at public figures now: another run may read in new ones while notebooks run."""
        self.program = self.program or program()
        for suffix in _TABLE:
            self._state(f"data/processed/published/published_figures{suffix}", None)

    def find(self, unit: Unit) -> Run | str:
        """Return an earlier result that still stands.

        Parameters
        ----------
        unit : Unit
            What is to be run.

        Returns
        -------
        Run or str
            The result; or why there is none.
        """
        self._keys[unit.label] = self._key(unit)
        if self.force:
            return "it was asked for"
        held = _read(_place(unit))
        if held is None:
            return "no result of an earlier run is kept"
        if held["key"] != self._keys[unit.label]:
            return _other(held["parts"], self._parts(unit))
        for path, state in held["read"].items():
            if self._state(path, unit) != state:
                return f"{_named(path)} has changed"
        notebook = nbformat.from_dict(held["notebook"])
        read = tuple(each for each in held["read"] if not each.endswith(_OTHERS))
        ran = (held["cells"], held["cells_run"], 0.0)
        return Run(unit, "completed", *ran, notebook, read=read, kept=True, why=NOTHING_CHANGED)

    def keep(self, run: Run) -> None:
        """Keep a result; where there is no room for it, it is only not kept.

        Parameters
        ----------
        run : Run
            What became of a unit that `find` was asked for; kept only where it came to its end.
        """
        if not run.completed or run.read is None or run.unit.label not in self._keys:
            return
        held = {
            "key": self._keys[run.unit.label],
            "parts": self._parts(run.unit),
            "read": {path: self._state(path, run.unit) for path in _rests_on(run)},
            "cells": run.cells,
            "cells_run": run.cells_run,
            "notebook": _without_times(run.notebook),
        }
        text = json.dumps(held, sort_keys=True)
        try:
            durable.write(_place(run.unit), f"{_sha(text.encode())}\n{text}\n".encode(), private=True)
        except TurnCurveError as problem:
            _log.warning("A result could not be kept, so it will be worked out again: %s", problem)

    def forget(self, unit: Unit) -> None:
        """Keep no result of a unit any more, so that what is found from now on is new.

        Parameters
        ----------
        unit : Unit
            What is about to be run again.
        """
        with durable.told(_place(unit)):
            _place(unit).unlink(missing_ok=True)

    def _key(self, unit: Unit) -> str:
        """Return what a unit's result depends on besides the files that it reads."""
        return _sha(json.dumps(self._parts(unit), sort_keys=True).encode())

    def _parts(self, unit: Unit) -> dict[str, str]:
        """Return what a unit's result depends on, by name, with the hash of each."""
        return {
            "the notebook": self._state(str(unit.notebook.resolve()), None),
            "its parameters": _sha(json.dumps([unit.page, unit.parameters]).encode()),
            "the suppression plan": _sha(unit.plan.read_bytes()) if unit.plan else "",
            "our code or the environment": self.program,
        }

    def _state(self, path: str, unit: Unit | None) -> str:
        """Return what a file holds or a folder lists, as a hash; empty where it is not there."""
        table = Path(path).name.removesuffix(_TABLE[0]).removesuffix(_TABLE[1])
        cut = unit is not None and path.endswith(_TABLE) and _by_release(table)
        key = (path, *((unit.council, unit.as_at.isoformat(), unit.audience) if cut and unit else ()))
        if key not in self._states:
            self._states[key] = _cut(table, unit) if cut and unit else _state(project.root() / path)
        return self._states[key]


def run_what_changed(
    units: Sequence[Unit],
    *,
    kept: KeptRuns,
    run: Callable[..., Sequence[Run]],
    tell: Callable[[Run], None] | None,
    take: Callable[[Run], None] = lambda _: None,
    **given: Any,  # noqa: ANN401 - what the runner takes
) -> tuple[Run, ...]:
    """Run the units of which no earlier result stands.

    Parameters
    ----------
    units : sequence of Unit
        What is wanted.
    kept : KeptRuns
        Earlier results.
    run : callable
        Runs units, as `run_all` does.
    tell : callable or None
        Called with each result as it is had.
    take : callable, optional
        Called with each result too, to do with it what takes a while: where others run, while they do.
    **given
        What else `run` is given.

    Returns
    -------
    tuple of Run
        In the order of the units.
    """
    found = [kept.find(unit) for unit in units]
    why = {unit.label: each for unit, each in zip(units, found, strict=True) if isinstance(each, str)}

    def told(one: Run) -> None:
        kept.keep(one)
        if tell is not None:
            tell(replace(one, why=why[one.unit.label]))
        take(one)

    stand = [each for each in found if isinstance(each, Run)]
    for each in stand:
        if tell is not None:
            tell(each)

    def meanwhile() -> None:
        for each in stand:
            take(each)

    ran = iter(run([unit for unit in units if unit.label in why], tell=told, meanwhile=meanwhile, **given))
    return tuple(each if isinstance(each, Run) else next(ran) for each in found)


def _rests_on(run: Run) -> Iterable[str]:
    """Return what a result rests on: each file read, each table's other half, and which files could have been read."""
    read = set(run.read or ())
    for path in list(read):
        stem = path.removesuffix(_TABLE[0]).removesuffix(_TABLE[1])
        if stem != path:
            read |= {stem + suffix for suffix in _TABLE}
    return sorted({*read, f"data/processed/{run.unit.council}/{_OTHERS}"})


def _state(path: Path) -> str:
    """Return what a file holds or a folder lists, as a hash; empty where it is not there."""
    if STAR in str(path):
        return _sha(json.dumps(of_such_names(path)).encode())
    if path.name == _OTHERS:
        names = _names(path.parent)
        return _sha(json.dumps([name for name in names if not name.endswith((*_TABLE, ".txt"))]).encode())
    if path.is_dir():
        return _sha(json.dumps(_names(path)).encode())
    return _sha(path.read_bytes()) if path.is_file() else ""


def _names(folder: Path) -> list[str]:
    """Return the names of a folder's files, without locks and what is about to be renamed."""
    if not folder.is_dir():
        return []
    files = (path.name for path in folder.iterdir() if path.is_file())
    return sorted(
        name for name in files if not name.startswith(".") and not name.endswith((".lock", ".owner.json", NOTE))
    )


def _by_release(table: str) -> bool:
    """Tell whether a table is what our own releases said, of which a report knows only what came before it."""
    return table in TABLES and "audience" in words_of(TABLES[table])


def _cut(table: str, unit: Unit) -> str:
    """Return the hash of what a report of a date and an audience may know of such a table."""
    records = Records(unit.council, unit.as_at, audience=unit.audience)
    records.table(table)
    made = records.read_so_far.get(table)
    return _sha(json.dumps([made.sha256, sorted(made.sources.items())]).encode()) if made else ""


def _read(path: Path) -> dict[str, Any] | None:
    """Return what is kept in a file; None where nothing is, or not what was written."""
    try:
        digest, _, text = path.read_text(encoding="utf-8").partition("\n")
        held: dict[str, Any] = json.loads(text)
    except (OSError, ValueError):
        return None
    return held if _sha(text.rstrip("\n").encode()) == digest else None


def _place(unit: Unit) -> Path:
    """Return where a unit's result is kept."""
    name = f"{unit.page}.{unit.as_at.isoformat()}.{unit.audience}.json"
    return project.processed_folder(unit.council) / FOLDER / name


def _without_times(notebook: Any) -> dict[str, Any]:  # noqa: ANN401 - nbformat ships no types
    """Return a notebook as data, without what papermill says of when and where it ran, and the identifier it drew."""
    held: dict[str, Any] = json.loads(json.dumps(notebook))
    for part in (held, *held["cells"]):
        for name in _ABOUT:
            part["metadata"].pop(name, None)
    for place, cell in enumerate(held["cells"], start=1):
        cell["id"] = f"c{place}"
    return held


def _other(before: dict[str, str], now: dict[str, str]) -> str:
    """Say what of a result's key is no longer what it was."""
    names = [name for name, sha in now.items() if before.get(name) != sha]
    return f"{' and '.join(names)} changed"


def _named(path: str) -> str:
    """Return what is at a path in a reader's words."""
    name = Path(path).name
    if STAR in path:
        return "the list of councils"
    for suffix in _TABLE:
        if name.endswith(suffix):
            return f"the table {name.removesuffix(suffix)}"
    return "the list of the council's files" if name == _OTHERS else name


def _sha(data: bytes) -> str:
    """Return a hash."""
    return hashlib.sha256(data).hexdigest()
