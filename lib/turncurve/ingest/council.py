"""What a council's raw folder says of itself: its name, and whether it is invented."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from turncurve.errors import TurnCurveError
from turncurve.ingest import identifiers
from turncurve.ingest.identifiers import Key

SETTINGS = "council.yml"


@dataclass(frozen=True)
class Council:
    """A council as its raw folder states it.

    Parameters
    ----------
    name : str
        Its name.
    is_synthetic : bool
        Whether it is invented.
    """

    name: str
    is_synthetic: bool


def read(raw: Path, *, council: str) -> Council:
    """Read what a raw folder says of its council.

    Parameters
    ----------
    raw : pathlib.Path
        The council's raw folder.
    council : str
        The name used where the folder states none.

    Returns
    -------
    Council
        The name, and whether it is invented; a folder that says nothing is a real council's.

    Raises
    ------
    TurnCurveError
        If the settings cannot be read.
    """
    path = raw / SETTINGS
    if not path.is_file():
        return Council(council, is_synthetic=False)
    try:
        held = yaml.safe_load(path.read_text(encoding="utf-8-sig")) or {}
        return Council(str(held.get("name") or council), is_synthetic=held.get("synthetic") is True)
    except (yaml.YAMLError, UnicodeDecodeError, AttributeError) as problem:
        raise TurnCurveError(
            "the council's settings cannot be read", where=SETTINGS, remedy="Write them as `name: ...`, one a line"
        ) from problem


def key_of(raw: Path, council: Council) -> Key:
    """Return the key that makes a council's pseudonyms.

    Parameters
    ----------
    raw : pathlib.Path
        The council's raw folder.
    council : Council
        The council.

    Returns
    -------
    Key
        The example's own for an invented council; else the one kept outside the project.
    """
    return identifiers.example_key(raw) if council.is_synthetic else identifiers.council_key()
