"""What `turncurve ingest` does: read in public figures, councils' records and signed releases, where anything changed.

A council whose files, settings and stored tables are as they were when it was last read in is not read again: what was
said of it then is said again. A council with a database is always asked for a new extract first.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

from turncurve.publish.standing import KEPT, NOTE, NOTHING_CHANGED, REWRITTEN, Scope, Standing, files_in
from turncurve.reference import project

DATABASE = "database.yml"
_KEY_IS_FOUND_BY = ("TURNCURVE_KEY_FILE", "XDG_CONFIG_HOME", "APPDATA", "HOME")
_STAMPS = ".txt"  # says what a council was made from; no table


@dataclass(frozen=True)
class _Told:
    """What was said of something that was read in, where its tables are, and where its key was looked for."""

    lines: list[str]
    folder: str = ""
    key: list[str] = field(default_factory=list)


def receive_and_read(
    councils: Sequence[str],
    *,
    receive: Callable[[str], None] | None,
    force: bool,
    say: Callable[[str], None],
    remark: Callable[[str], None],
    here: Callable[[Path], str],
) -> None:
    """Read in public figures and councils' records, each unless it stands as it was last read in.

    Parameters
    ----------
    councils : sequence of str
        Names or folders.
    receive : callable or None
        Takes a new extract of a council's database; None to use the last.
    force : bool
        Whether to read every file, also where nothing changed.
    say, remark : callable
        Called with what was read, and with what was not and why.
    here : callable
        Returns a path as a reader here uses it.
    """
    public = _standing_or(of_published(), _read_published, force=force, remark=remark, name="public figures")
    for line in public.lines:
        say(line)
    for council in councils:
        if receive is not None and (project.raw_folder(council) / DATABASE).is_file():
            _check(council)
            receive(council)

        def read(council: str = council) -> _Told:
            return _read(council)

        told = _standing_or(of_council(council), read, force=force, remark=remark, name=council)
        for line in told.lines:
            say(line)
        if told.folder:
            say(f"See problems.html, mapping.csv and reconciliation.csv in {here(project.root() / told.folder)}.")


def read_back(
    councils: Iterable[str], *, force: bool, say: Callable[[str], None], remark: Callable[[str], None]
) -> None:
    """Read councils' signed releases back, each council's unless they stand as they were last read.

    Parameters
    ----------
    councils : iterable of str
        Names or folders.
    force : bool
        Whether to read every release, also where nothing changed.
    say, remark : callable
        Called with what was read, and with what was not and why.
    """
    for council in councils:

        def read(council: str = council) -> _Told:
            return _read_releases(council)

        name = f"what {council} has released"
        for line in _standing_or(of_releases(council), read, force=force, remark=remark, name=name).lines:
            say(line)


def of_published() -> Scope:
    """Return what public figures are read from, and where they are stored.

    Returns
    -------
    Scope
        The files received, and the tables.
    """
    tables = project.processed_folder("published")
    return Scope(
        tables / KEPT / f"read{NOTE}", {}, (project.published_folder(),), None, listed=partial(_stored, tables)
    )


def of_council(council: str) -> Scope:
    """Return what a council's records are read from, and where they are stored.

    Parameters
    ----------
    council : str
        The council's name or folder.

    Returns
    -------
    Scope
        The files received, public figures, where the key of pseudonyms is looked for, and the tables.
    """
    tables = project.processed_folder(council)
    asked = {name: os.environ.get(name) for name in _KEY_IS_FOUND_BY}
    read = (project.raw_folder(council), project.published_folder())
    return Scope(tables / KEPT / f"read{NOTE}", asked, read, None, listed=partial(_stored, tables))


def of_releases(council: str) -> Scope:
    """Return where a council's signed releases are, and where what they said is stored.

    Parameters
    ----------
    council : str
        The council's name or folder.

    Returns
    -------
    Scope
        The releases, and the tables that are read back from them.
    """
    tables = project.processed_folder(council)
    read = (project.reports_folder(council),)
    return Scope(tables / KEPT / f"read_back{NOTE}", {}, read, None, listed=partial(_read_back, tables))


def _stored(tables: Path) -> list[Path]:
    """Return the files that are stored of a council, but what is read back from its releases, and stamps."""
    return [path for path in files_in(tables) if not path.name.startswith(REWRITTEN) and path.suffix != _STAMPS]


def _read_back(tables: Path) -> list[Path]:
    """Return the files of the tables that are read back from a council's releases."""
    return [path for path in files_in(tables) if path.name.startswith(REWRITTEN)]


def _standing_or(
    scope: Scope, read: Callable[[], _Told], *, force: bool, remark: Callable[[str], None], name: str
) -> _Told:
    """Return what was said of something that stands as it was read in; else read it, and note that."""
    standing = Standing(scope)
    before = None if force else standing.told()
    if before is not None:
        remark(f"Not read again: {name}, {NOTHING_CHANGED}.")
        return _Told(before["lines"], before["folder"], before["key"])
    standing.begin()
    told = read()
    standing.note(asdict(told), also=told.key, sound=lambda: True)
    return told


def _check(council: str) -> None:
    """Refuse a council whose words are of curves that there are not."""
    from turncurve.publish.curves import check_curves

    check_curves(council)


def _read_published() -> _Told:
    """Read in public figures, and say how many."""
    from turncurve.ingest.published import load_published

    return _Told([f"Read {load_published().figures:,} published figures."])


def _read(council: str) -> _Told:
    """Read in a council's records, and say what became of the rows."""
    from turncurve.ingest import council as councils
    from turncurve.ingest.identifiers import KEY_VARIABLE, default_key_file
    from turncurve.ingest.progress import shown
    from turncurve.publish.reading import read_records, told

    _check(council)
    with shown() as tell:
        report = read_records(council, progress=tell)
    named = os.environ.get(KEY_VARIABLE)
    if councils.read(project.raw_folder(council), council=council).compares:
        return _Told([f"{report.council} compares other councils, and holds no records of its own."])
    folder = report.folder.relative_to(project.root()).as_posix()
    return _Told(list(told(report)), folder, [str(Path(named) if named else default_key_file())])


def _read_releases(council: str) -> _Told:
    """Read a council's signed releases back, and say what they hold."""
    from turncurve.ingest.releases import read_releases

    found = read_releases(council)
    if not found.editions:
        return _Told([])
    said = f"{found.editions} signed editions, {found.forecasts:,} rows of forecasts, {found.figures:,} counts"
    return _Told([f"Read back what {council} has released: {said}."])
