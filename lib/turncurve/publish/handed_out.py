"""Workbooks that people fill in: never written over once somebody has written in them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from turncurve.errors import TurnCurveError
from turncurve.tables import durable

RECORD = "workbooks.json"
"""Beside the workbooks: what was asked for, and the hash of each as it was first written."""


def keep_draw(path: Path, drawn: bytes, *, what: str, done: str) -> None:
    """Keep the record of a draw, and refuse to put another in its place.

    Parameters
    ----------
    path : pathlib.Path
        The record.
    drawn : bytes
        What it holds.
    what : str
        What was drawn, such as "the contacts of this day".
    done : str
        What may have been done with it already, such as "its contacts has been coded".

    Raises
    ------
    TurnCurveError
        Where another draw is there.
    """
    if path.is_file() and path.read_bytes() != drawn:
        refused = _drawn_otherwise(path, what, done=done)
        raise refused
    durable.write(path, drawn)


def hand_out(folder: Path, books: Mapping[str, bytes], *, asked: Mapping[str, int], what: str, done: str) -> None:
    """Write the workbooks of a draw, in place of earlier ones of it that nobody has touched.

    Parameters
    ----------
    folder : pathlib.Path
        The folder of the draw.
    books : mapping of str to bytes
        Each workbook by its file name.
    asked : mapping of str to int
        What else the draw rests on and its record does not say, such as how much is done twice.
    what, done : str
        As for `keep_draw`.

    Raises
    ------
    TurnCurveError
        Where a workbook is not as it was written, one that would be shared out anew is gone, or something else was
        asked before.
    """
    before = _before(folder / RECORD)
    if before is not None and before["asked"] != dict(asked):
        refused = _drawn_otherwise(folder / RECORD, what, done=done)
        raise refused
    written = {} if before is None else before["sha256"]
    hashes = {name: sha256(book).hexdigest() for name, book in books.items()}
    _check_untouched(folder, {name: {hashes.get(name), written.get(name)} for name in {*hashes, *written}})
    left = sorted(written.keys() - books.keys())
    gone = sorted(name for name in written if not (folder / name).is_file())
    if gone and written.keys() != books.keys():
        raise TurnCurveError(
            f"{', '.join(gone)} {'has' if len(gone) == 1 else 'have'} been taken from the draw's folder, so somebody "
            "may be filling in what would now be shared out anew",
            where=folder.name,
            remedy="Ask for as many workbooks as before, or put back what was taken away",
        )
    for name, book in books.items():
        durable.write(folder / name, book)
    kept = {"asked": dict(asked), "sha256": hashes}
    durable.write(folder / RECORD, (json.dumps(kept, indent=2, sort_keys=True) + "\n").encode())
    for name in left:
        (folder / name).unlink()


def _before(path: Path) -> dict[str, dict[str, Any]] | None:
    """Return what was asked and written before; None where nothing is on record."""
    if not path.is_file():
        return None
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return {"asked": dict(kept["asked"]), "sha256": dict(kept["sha256"])}
    except (ValueError, TypeError, KeyError) as problem:
        raise TurnCurveError(
            "the record of the workbooks cannot be read",
            where=f"{path.parent.name}/{path.name}",
            remedy="Put back the one that was there; take it away only if none of the workbooks is in use",
        ) from problem


def _check_untouched(folder: Path, ours: Mapping[str, set[str | None]]) -> None:
    """Refuse to go on where a workbook is not as it was written: somebody has begun to fill it in."""
    touched = sorted(
        name
        for name, hashes in ours.items()
        if (folder / name).is_file() and sha256((folder / name).read_bytes()).hexdigest() not in hashes
    )
    if touched:
        one = len(touched) == 1
        raise TurnCurveError(
            f"{', '.join(touched)} {'is' if one else 'are'} not as {'it was' if one else 'they were'} written, so "
            "somebody may have begun to fill in what would be written over",
            where=folder.name,
            remedy="Move what is filled in to the council's folder below data/raw, then ask again",
        )


def _drawn_otherwise(path: Path, what: str, *, done: str) -> TurnCurveError:
    """Return the refusal of another draw."""
    return TurnCurveError(
        f"{what} have been drawn otherwise before",
        where=f"{path.parent.name}/{path.name}",
        remedy=f"Use that draw; take its folder away only if none of {done}",
    )
