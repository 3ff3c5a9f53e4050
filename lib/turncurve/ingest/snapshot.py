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
        "council.yml",
        "corrections.yml",
        "database.yml",
        "example.key",
        "extract.yml",
        "faults.yml",
        "source.yml",
        "turning_the_curve.yml",
    }
)
LONGEST_WINDOWS_PATH = 248  # of a folder; 260 of a file
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
        raise TurnCurveError(
            "the council's raw folder holds no files", where=str(raw), remedy="Put the council's extracts below it"
        )
    names = tuple(path.relative_to(raw).as_posix() for path in paths)
    for name in names:
        _check_name(name)
    return names


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
