"""Which councils a name in reports.yml stands for: one, or with a star every council whose raw files are there."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from turncurve.errors import PublicationError

STAR = "*"


def spelled_out(releases: tuple[dict[str, Any], ...], *, raw: Path, where: str) -> tuple[dict[str, Any], ...]:
    """Put every council that a starred name stands for in its place.

    Parameters
    ----------
    releases : tuple of dict
        One a release, each with a council's name or folder, in which stars stand for any letters.
    raw : pathlib.Path
        Where councils' raw folders lie.
    where : str
        The file that lists the releases, for the message.

    Returns
    -------
    tuple of dict
        In the same order; the councils of one starred name in order of their folders.

    Raises
    ------
    PublicationError
        If no folder has such a name.
    """
    found: list[dict[str, Any]] = []
    for each in releases:
        name = str(each["council"])
        if STAR not in name:
            found.append(each)
            continue
        folders = sorted(folder.name for folder in raw.glob("*") if folder.is_dir() and fnmatchcase(folder.name, name))
        if not folders:
            raise PublicationError(
                "no council's folder has such a name",
                where=f"{where}: {name}",
                remedy="Put their files into folders below data/raw, or `turncurve example --councils N` writes some",
            )
        found += [{**each, "council": folder} for folder in folders]
    return tuple(found)
