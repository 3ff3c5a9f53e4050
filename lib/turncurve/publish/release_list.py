"""The list of everything released, which grows and never shrinks by itself: what it names and is gone is missed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from turncurve.errors import PublicationError
from turncurve.tables.verify import LISTS, MANIFEST, SIGN_OFF, read_lists, sealed, sha256

README = "README.md"


def release_list(reports: Path, *, made: Mapping[str, bytes]) -> bytes:
    """Return the list of releases: what the list before named, and every edition signed since.

    Parameters
    ----------
    reports : pathlib.Path
        The reports folder.
    made : mapping of str to bytes
        The lists made of the releases, such as the index, by name.

    Returns
    -------
    bytes
        JSON that carries its own hash. An edition once on the list stays on it as it was then.
    """
    readme = reports / README
    files = {**made, **({README: readme.read_bytes()} if readme.is_file() else {})}
    signed = [path.parent for path in reports.glob(f"*/*/*/{SIGN_OFF}") if path.parent.name.isdigit()]
    now = {edition.relative_to(reports).as_posix(): _hashes(edition) for edition in sorted(signed)}
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    return sealed({"files": hashes, "editions": {**now, **listed_before(reports)}})


def listed_before(reports: Path) -> dict[str, dict[str, str]]:
    """Return the editions that the list names as it stands.

    Parameters
    ----------
    reports : pathlib.Path
        The reports folder.

    Returns
    -------
    dict of str to dict
        The hashes of each edition's sign-off and manifests, by its place; empty where there is no list yet.

    Raises
    ------
    PublicationError
        If the list is not what was written.
    """
    path = reports / LISTS
    if not path.exists():
        return {}
    held = read_lists(path)
    if held is None:
        raise PublicationError(
            "the list of releases was changed since it was written",
            where=f"{reports.name}/{LISTS}",
            remedy=(
                "Restore it from where it was kept; if there is no copy, delete it and check every release with "
                "`turncurve verify`, for a new list cannot tell that one is missing"
            ),
        )
    return held[1]


def _hashes(edition: Path) -> dict[str, str]:
    """Return the hashes of an edition's sign-off and of each manifest that it signs."""
    signed = json.loads((edition / SIGN_OFF).read_text(encoding="utf-8"))
    names = [SIGN_OFF, *(f"{audience}/{MANIFEST}" for audience in sorted(signed["manifests"]))]
    return {name: sha256(edition / name) for name in names if (edition / name).is_file()}
