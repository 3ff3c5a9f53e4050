"""Whether a machine has what the commands need: each finding in one line, with what to do."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from turncurve.errors import TurnCurveError
from turncurve.ingest import identifiers
from turncurve.reference import project

OLDEST_PYTHON = (3, 11)
ROOM_NEEDED = 1_000_000_000
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Finding:
    """One thing looked at.

    Parameters
    ----------
    words : str
        What was found, and what to do where it is not well.
    well : bool
        Whether it is as it should be.
    needed : bool
        Whether the commands need it.
    """

    words: str
    well: bool
    needed: bool = True


def examine() -> tuple[Finding, ...]:
    """Look at everything that the commands need.

    Returns
    -------
    tuple of Finding
        In the order in which to mend them.
    """
    return tuple(_findings())


def _findings() -> Iterator[Finding]:
    """Give the findings one by one."""
    ours = ".".join(str(part) for part in sys.version_info[:3])
    yield Finding(f"Python {ours}; 3.11 or later is needed.", sys.version_info >= OLDEST_PYTHON)
    try:
        root = project.root()
    except TurnCurveError as problem:
        yield Finding(str(problem), well=False)
        return
    yield Finding(f"The project's folder is {root}.", well=True)
    yield _packages(root / "requirements.lock")
    yield _room(root)
    for folder in ("data/processed", "reports"):
        yield _writable(root, folder)
    yield _key()
    yield Finding("git, which names the commit in a manifest.", shutil.which("git") is not None, needed=False)
    found = any(shutil.which(each) for each in _BROWSERS)
    yield Finding("Chromium, which the tests of the pages use.", found, needed=False)


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


def _room(root: Path) -> Finding:
    """Tell how much room is left on the disk."""
    free = shutil.disk_usage(root).free
    return Finding(f"{free / 1e9:.1f} GB of room; 1 GB is needed.", free >= ROOM_NEEDED)


def _writable(root: Path, folder: str) -> Finding:
    """Tell whether files can be written to a folder."""
    try:
        with tempfile.TemporaryFile(dir=root / folder):
            return Finding(f"Files can be written to {folder}.", well=True)
    except OSError as problem:
        return Finding(f"Files cannot be written to {folder} ({problem.strerror}).", well=False)


def _key() -> Finding:
    """Tell whether the key is there that a real council's pseudonyms are made with."""
    try:
        identifiers.council_key()
    except TurnCurveError as problem:
        return Finding(f"For a real council's records: {problem}", well=False, needed=False)
    return Finding("The key that pseudonyms are made with is there.", well=True, needed=False)
