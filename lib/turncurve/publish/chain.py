"""How each release stands on the one before it: a manifest names the hash of the manifest that it follows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from turncurve.errors import PublicationError
from turncurve.ingest.releases import SignedFolder
from turncurve.publish import manifest
from turncurve.publish.history import PUBLIC
from turncurve.reference import project
from turncurve.tables.released import FIGURES
from turncurve.tables.verify import FOLLOWED, FOLLOWED_SHA256, MANIFEST, SIGN_OFF, sha256

__all__ = ["followed", "refuse_overtaken"]


def followed(said: Mapping[str, Any]) -> dict[str, str]:
    """Return which release a manifest follows, and the hash of that one's manifest.

    A second edition follows the first; a first edition follows the latest edition of the date before. Where the latest
    edition says the same already, what that one follows: nothing new is released then.

    Parameters
    ----------
    said : mapping
        The manifest, whatever it names as the release that it follows.

    Returns
    -------
    dict of str to str
        Its place below the council's reports and its manifest's hash; empty where it is the council's first for this
        audience.
    """
    day = dt.date.fromisoformat(said["as_at"])
    editions = [each for each in _editions(said["council"]["folder"], said["audience"]) if each[0] <= day]
    if not editions:
        return {}
    last_day, _, folder = editions[-1]
    held = manifest.read(folder)
    if last_day == day and manifest.content(held) == manifest.content(said):
        return dict(held.get("previous") or {})
    place = folder.relative_to(project.reports_folder(said["council"]["folder"])).as_posix()
    return {FOLLOWED: place, FOLLOWED_SHA256: sha256(folder / MANIFEST)}


def refuse_overtaken(
    held: Mapping[str, dict[str, Any]], *, latest: Path | None, signed: Sequence[SignedFolder]
) -> None:
    """Refuse staged pages that do not know of a release signed since they were made.

    The two together could give away what each by itself hides, and the chain would pass the other one by.

    Parameters
    ----------
    held : mapping of str to dict
        Manifests of what is staged, by audience.
    latest : pathlib.Path or None
        The latest edition of the same release.
    signed : sequence of SignedFolder
        All signed folders of the council.

    Raises
    ------
    PublicationError
        If there is such a release.
    """
    told = {each.source(FIGURES): each.hashes[FIGURES] for each in signed if each.audience == PUBLIC}
    before = manifest.read(latest / PUBLIC) if latest is not None and (latest / PUBLIC).is_dir() else {}
    public = held.get(PUBLIC, {})
    planned_now = public.get("earlier", told) == told
    planned_then = bool(before) and all(public.get(name) == before.get(name) for name in ("plan", "earlier"))
    chained = all((one.get("previous") or {}) == followed(one) for one in held.values())
    if not chained or not (planned_now or planned_then):
        one = next(iter(held.values()))
        raise PublicationError(
            "another release was signed since these pages were made",
            where=f"{one['council']['name']}, {one['as_at']}",
            remedy="Run `turncurve publish` again, so that each is held against the other",
        )


def _editions(council: str, audience: str) -> list[tuple[dt.date, int, Path]]:
    """Return the signed folders of one audience, in order of date and edition."""
    signed = project.reports_folder(council).glob(f"*/*/{SIGN_OFF}")
    found = [
        (day, int(path.parent.name), path.parent / audience)
        for path in signed
        for day in [_date(path.parent.parent.name)]
        if day is not None and path.parent.name.isdigit() and (path.parent / audience / MANIFEST).is_file()
    ]
    return sorted(found)


def _date(text: str) -> dt.date | None:
    """Return a date written as YYYY-MM-DD; None where it is none."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
