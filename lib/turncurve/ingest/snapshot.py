"""Which files a council's raw folder holds, and the hash of each."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from turncurve.errors import TurnCurveError

OURS = frozenset(
    {
        "annual_report.yml",
        "council.yml",
        "corrections.yml",
        "example.key",
        "faults.yml",
        "source.yml",
        "turning_the_curve.yml",
    }
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


def take(raw: Path) -> tuple[RawFile, ...]:
    """Read every file of a raw folder once, in order of name.

    Parameters
    ----------
    raw : pathlib.Path
        The council's raw folder.

    Returns
    -------
    tuple of RawFile
        The council's own files; our settings, hidden files, links and Excel's lock files are left out.

    Raises
    ------
    TurnCurveError
        If the folder is not there, holds no file, or a file cannot be read.
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
    return tuple(_read(path, raw) for path in paths)


def _is_received(path: Path, raw: Path) -> bool:
    """Tell whether a path is a file as received."""
    parts = path.relative_to(raw).parts
    if path.is_symlink() or not path.is_file() or any(part.startswith((".", "~$")) for part in parts):
        return False
    name = path.name.casefold()
    return name not in OURS and name not in _LITTER and not name.startswith("readme")


def _read(path: Path, raw: Path) -> RawFile:
    """Read one file and hash it."""
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise TurnCurveError(
            "a file cannot be read",
            where=path.relative_to(raw).as_posix(),
            remedy="Close it if it is open in another program, and check that you may read it",
        ) from problem
    return RawFile(path.relative_to(raw).as_posix(), path, hashlib.sha256(content).hexdigest(), content)
