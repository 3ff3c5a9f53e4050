"""Whether a machine has what the commands need: each finding in one line, with what to do."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from turncurve.errors import TurnCurveError
from turncurve.ingest import identifiers
from turncurve.publish import data_safety, left_by_runs
from turncurve.publish.finding import Finding
from turncurve.reference import project

OLDEST_PYTHON = (3, 11)
ROOM_NEEDED = 1_000_000_000
ROOM_FOR_EACH = 3  # an ingest and a release each hold the tables or pages twice for a moment
LONGEST_WINDOWS_PATH = 259
LONGEST_OF_OURS = 130  # reports/<council>/<date>/<edition>/<audience>/tables/<page>/<exhibit>.csv and more
EARLIEST_CLOCK = dt.date(2025, 1, 1)
FONT = "DejaVu Sans"
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "msedge", "chrome")


def examine() -> tuple[Finding, ...]:
    """Look at everything that the commands need.

    Returns
    -------
    tuple of Finding
        In the order in which to mend them; what cannot be looked at is a finding too, and never an error.
    """
    ours = ".".join(str(part) for part in sys.version_info[:3])
    python = Finding(f"Python {ours}; 3.11 or later is needed.", sys.version_info >= OLDEST_PYTHON)
    try:
        root = project.root()
    except TurnCurveError as problem:
        return python, Finding(str(problem), well=False)
    looks: tuple[tuple[str, Callable[[Path], Iterable[Finding]]], ...] = (
        ("what is installed", _installation),
        ("the disk", _disk),
        ("the key", _key),
        ("the safety of the data folder", data_safety.findings),
        ("what runs have left", left_by_runs.findings),
        ("the clock", _clock),
        ("what only some need", _helpers),
    )
    return python, *(each for name, look in looks for each in _looked(name, look, root))


def _looked(name: str, look: Callable[[Path], Iterable[Finding]], root: Path) -> list[Finding]:
    """Look at one subject; where that fails, say so and go on."""
    found: list[Finding] = []
    try:
        found.extend(look(root))
    except Exception as problem:
        words = f"{name.capitalize()} could not be looked at in full ({type(problem).__name__}): look yourself."
        found.append(Finding(words, well=False, needed=False))
    return found


def _installation(root: Path) -> Iterator[Finding]:
    """Look at what is installed."""
    yield Finding(f"turncurve {_installed('turncurve') or 'of a checkout'}; the project's folder is {root}.", well=True)
    yield _packages(root / "requirements.lock")
    yield _font()


def _helpers(_: Path) -> Iterator[Finding]:
    """Look for programs that some commands use."""
    yield Finding("git, which names the commit in a manifest.", shutil.which("git") is not None, needed=False)
    found = any(shutil.which(each) for each in _BROWSERS)
    yield Finding("Chromium, for printing pages and for their tests.", found, needed=False)


def _packages(lock: Path) -> Finding:
    """Compare the environment with its lock."""
    if not lock.is_file():
        return Finding("requirements.lock is not there: restore it.", well=False)
    allowed: dict[str, set[str]] = {}  # several versions of one package, each for its own kind of system
    for name, wanted in _PINNED.findall(lock.read_text(encoding="utf-8")):
        allowed.setdefault(name, set()).add(wanted)
    installed = {name: _installed(name) for name in allowed}
    differing = [name for name, found in installed.items() if found is not None and found not in allowed[name]]
    if differing:
        named = ", ".join(differing[:5])
        return Finding(
            f"{len(differing)} packages differ from the lock ({named}): run `python install.py`.", well=False
        )
    there = sum(found is not None for found in installed.values())
    return Finding(f"The environment is that of the lock: {there} of {len(allowed)} packages.", well=True)


def _installed(name: str) -> str | None:
    """Return the version of an installed package."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _font() -> Finding:
    """Tell whether the charts' font is there, which matplotlib brings with it."""
    from matplotlib import font_manager  # it takes half a second, and only this finding needs it

    try:
        font_manager.findfont(FONT, fallback_to_default=False)
    except ValueError:
        return Finding(f"The charts' font {FONT} is not there: run `python install.py`.", well=False)
    return Finding(f"The charts' font {FONT} is there.", well=True)


def _disk(root: Path) -> Iterator[Finding]:
    """Look at the room, at the rights to write, and at how paths may be written."""
    yield _room(root)
    for folder in ("data/processed", "reports"):
        yield _writable(root, folder)
    yield long_paths(root)
    if (root / "DATA" / "Raw" / "readme.MD").is_file():
        yield Finding(
            "Names that differ in capitals alone are one file here; ours never differ in that alone.", well=True
        )


def _room(root: Path) -> Finding:
    """Tell how much room is left on the disk, beside what the next runs need."""
    files = (path for name in ("data/processed", "reports") for path in (root / name).rglob("*"))
    held = sum(path.stat().st_size for path in files if path.is_file())
    needed = max(ROOM_NEEDED, ROOM_FOR_EACH * held)
    free = shutil.disk_usage(root).free
    words = f"{free / 1e9:.1f} GB of room; {needed / 1e9:.1f} GB are needed"
    return Finding(f"{words}{'.' if free >= needed else ': free some before the next run.'}", free >= needed)


def _writable(root: Path, folder: str) -> Finding:
    """Tell whether files can be written to a folder."""
    try:
        with tempfile.TemporaryFile(dir=root / folder):
            return Finding(f"Files can be written to {folder}.", well=True)
    except OSError as problem:
        return Finding(f"Files cannot be written to {folder} ({problem.strerror}).", well=False)


def long_paths(root: Path, *, system: str = os.name) -> Finding:
    """Tell whether the paths of a release fit into what the system allows.

    Parameters
    ----------
    root : pathlib.Path
        The project's folder.
    system : str
        What Python calls the kind of system.

    Returns
    -------
    Finding
        A note on Windows where the folder's own path is long: longer ones may be allowed there, but rarely are.
    """
    longest = len(str(root)) + LONGEST_OF_OURS
    if system != "nt" or longest <= LONGEST_WINDOWS_PATH:
        return Finding("The paths of a release are short enough.", well=True)
    words = f"Paths will be up to {longest} characters long, and Windows allows {LONGEST_WINDOWS_PATH}"
    return Finding(f"{words}: move the project to a folder with a shorter path.", well=False, needed=False)


def _key(root: Path) -> Iterator[Finding]:
    """Tell whether the key that pseudonyms are made with is there, outside the project, and its owner's alone."""
    real = bool(data_safety.real_councils(root))
    try:
        identifiers.council_key()
    except TurnCurveError as problem:
        yield Finding(f"For a real council's records: {problem}", well=False, needed=real)
        return
    yield Finding("The key that pseudonyms are made with is there, outside the project.", well=True, needed=False)
    named = os.environ.get(identifiers.KEY_VARIABLE)
    path = Path(named) if named else identifiers.default_key_file()
    if os.name != "nt" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield Finding(f"Other users can read the key: run `chmod 600 {path}`.", well=False, needed=real)


def _clock(root: Path) -> Iterator[Finding]:
    """Tell whether the clock can be right; no figure and no file rests on it, but people read its dates."""
    now = dt.datetime.now(dt.UTC).astimezone()
    published = "".join(path.read_text(encoding="utf-8") for path in root.glob("data/raw/published/*/*/source.yml"))
    days = re.findall(r"^published_on: *['\"]?(\d{4}-\d\d-\d\d)", published, re.MULTILINE)
    known = [dt.date.fromisoformat(day) for day in days]
    latest = max([EARLIEST_CLOCK, *known])
    if now.date() < latest:
        words = f"The clock says {now:%Y-%m-%d}, before figures that are published already ({latest}): set it."
        yield Finding(words, well=False, needed=False)
    else:
        yield Finding(f"The clock says {now:%H:%M on %Y-%m-%d}.", well=True)
