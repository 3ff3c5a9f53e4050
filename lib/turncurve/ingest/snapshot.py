"""Which files a council's raw folder holds, and the hash of each."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path

from turncurve.errors import TurnCurveError

OURS = frozenset(
    {
        "annual_report.yml",
        "audit_actions.yml",
        "audit_programme.yml",
        "backlog_actions.yml",
        "council.yml",
        "corrections.yml",
        "database.yml",
        "example.key",
        "extract.yml",
        "faults.yml",
        "initial_access.yml",
        "peer_review.yml",
        "source.yml",
        "turning_the_curve.yml",
        "workload_scheme.yml",
    }
)
LONGEST_WINDOWS_PATH = 248  # of a folder; 260 of a file
_LINK_WITHIN = "Left alone: a link to another place in the folder, where the file is read."
_LINK_OUT = (
    "Refused: a link that leads out of the folder of the council's files, so that what it holds may change unseen; "
    "put the file itself there."
)
_LITTER = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True)
class RawFile:
    """One file as received.

    Parameters
    ----------
    name : str
        Path below the council's raw folder, with forward slashes.
    path : pathlib.Path
        Where it is.
    sha256 : str
        Hash of its bytes.
    content : bytes
        Its bytes, as hashed.
    """

    name: str
    path: Path
    sha256: str
    content: bytes

    def __repr__(self) -> str:
        """Return the name and hash, not the content."""
        return f"RawFile({self.name!r}, sha256={self.sha256[:12]!r})"


def listed(raw: Path) -> tuple[str, ...]:
    """Name every file of a raw folder, in order.

    Parameters
    ----------
    raw : pathlib.Path
        The council's raw folder.

    Returns
    -------
    tuple of str
        Paths of the council's own files below the folder, with forward slashes; our settings, hidden files, links and
        Excel's lock files are left out.

    Raises
    ------
    TurnCurveError
        If the folder is not there or holds no file.
    """
    if not raw.is_dir():
        raise TurnCurveError(
            "there is no folder of raw files for this council",
            where=str(raw),
            remedy="Make the folder and put the council's extracts below it, or check the council's name",
        )
    paths = sorted(path for path in raw.rglob("*") if _is_received(path, raw))
    if not paths:
        others = ", ".join(list(passed_over(raw))[:3])
        raise TurnCurveError(
            "the council's raw folder holds no files" + " that can be read" * bool(others),
            where=f"{raw}: {others}" if others else str(raw),
            remedy="Put the council's extracts below it, under names of their own and not as links",
        )
    names = tuple(path.relative_to(raw).as_posix() for path in paths)
    for name in names:
        _check_name(name)
    return names


def passed_over(raw: Path) -> dict[str, str]:
    """Tell which files of a raw folder are not read for what they are, and why.

    Parameters
    ----------
    raw : pathlib.Path
        The council's raw folder.

    Returns
    -------
    dict of str to str
        By path below the folder, in order: a sentence. A folder that is hidden or a link stands for all below it.
    """
    said: dict[str, str] = {}
    for path in sorted(raw.rglob("*")):
        above = path.relative_to(raw).parents
        if any(parent.as_posix() in said for parent in above):
            continue
        why = _why_passed_over(path, raw)
        if why:
            said[path.relative_to(raw).as_posix()] = why
    return said


def _why_passed_over(path: Path, raw: Path) -> str:
    """Say why a file or folder is not read; empty where it is, or is one of our settings."""
    name = path.name.casefold()
    if path.is_symlink():
        inside = path.resolve().is_relative_to(raw.resolve())
        return _LINK_WITHIN if inside else _LINK_OUT
    if name.startswith("~$"):
        return "Left alone: the lock of a workbook that is open; close it there."
    if name.startswith((".database", ".lock", ".owner.json")):  # our own, while we are at work
        return ""
    if name.startswith("."):
        return "Left alone: hidden, as its name begins with a point; take the point out if it is to be read."
    if path.is_file() and name in _LITTER:
        return "Left alone: made by the computer for itself."
    if path.is_file() and name.startswith("readme"):
        return "Left alone: its name says that it is to be read by people; give it another name if it is an extract."
    return ""


def read(name: str, *, raw: Path) -> RawFile:
    """Read one file, once, and hash what was read.

    Parameters
    ----------
    name : str
        Its path below the raw folder.
    raw : pathlib.Path
        The council's raw folder.

    Returns
    -------
    RawFile
        The file.

    Raises
    ------
    TurnCurveError
        If it cannot be read.
    """
    path = raw / name
    try:
        content = Path(reachable(str(path.absolute()), system=sys.platform)).read_bytes()
    except OSError as problem:
        raise TurnCurveError(
            "a file cannot be read",
            where=name,
            remedy="Close it if it is open in another program, and check that you may read it",
        ) from problem
    return RawFile(name, path, hashlib.sha256(content).hexdigest(), content)


def take(raw: Path) -> tuple[RawFile, ...]:
    """Read every file of a raw folder, in order of name.

    Parameters
    ----------
    raw : pathlib.Path
        The council's raw folder.

    Returns
    -------
    tuple of RawFile
        The council's own files, all of them held at once.
    """
    return tuple(read(name, raw=raw) for name in listed(raw))


def reachable(path: str, *, system: str) -> str:
    """Return a path as the system must be given it: Windows takes long ones only in a form of their own.

    Parameters
    ----------
    path : str
        A whole path.
    system : str
        The system's name, as Python gives it.

    Returns
    -------
    str
        The same path; on Windows, where it is too long, in the form that has no limit.
    """
    if system != "win32" or len(path) < LONGEST_WINDOWS_PATH or path.startswith("\\\\?\\"):
        return path
    return "\\\\?\\UNC\\" + path[2:] if path.startswith("\\\\") else "\\\\?\\" + path


def _check_name(name: str) -> None:
    """Refuse a file whose name is no text: it could not be written into any report."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError as problem:
        raise TurnCurveError(
            "a file's name holds signs that are no text",
            where=name.encode("ascii", "replace").decode("ascii"),
            remedy="Give the file another name",
        ) from problem


def _is_received(path: Path, raw: Path) -> bool:
    """Tell whether a path is a file as received."""
    parts = path.relative_to(raw).parts
    if path.is_symlink() or not path.is_file() or any(part.startswith((".", "~$")) for part in parts):
        return False
    name = path.name.casefold()
    return name not in OURS and name not in _LITTER and not name.startswith("readme")
