"""Whether a release can be made again: its notebooks run once more on what is held, and every byte compared."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from turncurve.disclosure.rule import DEFAULT_PROFILE
from turncurve.errors import PublicationError
from turncurve.publish import manifest
from turncurve.publish.request import Request, ask
from turncurve.publish.run import Run
from turncurve.publish.stage import stage
from turncurve.reference import project
from turncurve.tables.verify import MANIFEST, sha256

_COMMON = {"council", "as_at", "audience"}


@dataclass(frozen=True)
class Rerun:
    """What came of making a release again.

    Parameters
    ----------
    files : int
        Files compared.
    differing : tuple of str
        Paths below the edition of the files that came out otherwise, or not at all.
    inputs : tuple of str
        Inputs and tables whose hashes are not those that the release names: the likely reason where files differ.
    """

    files: int
    differing: tuple[str, ...]
    inputs: tuple[str, ...]


def rerun(edition: Path, *, workers: int = 2, tell: Callable[[Run], None] | None = None) -> Rerun:
    """Make an edition of a release again, beside it, and compare every file.

    Parameters
    ----------
    edition : pathlib.Path
        An edition's folder, such as reports/exampleshire/2013-03-31/1.
    workers : int
        How many kernels at once.
    tell : callable, optional
        Called with each run as it ends.

    Returns
    -------
    Rerun
        What differs. The manifest is compared without the commit that the code stood at, and all else to the byte.

    Raises
    ------
    PublicationError
        If the folder is no edition.
    TurnCurveError
        If it cannot be made again at all.
    """
    held = {path.parent.name: manifest.read(path.parent) for path in sorted(edition.glob(f"*/{MANIFEST}"))}
    if not held:
        raise PublicationError(
            "this is not an edition of a release",
            where=str(edition),
            remedy="Name the folder that holds public or restricted, such as reports/COUNCIL/DATE/1",
        )
    request = _asked(held)
    beside = project.processed_folder(request.council) / "staged"
    beside.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".again-", dir=beside) as name:
        again = Path(name) / "made"
        (staged,) = stage([request], workers=workers, tell=tell, place=lambda council, as_at: again, force=True)
        if staged.error is not None:
            raise staged.error
        return _compared(edition, again, held)


def _asked(held: Mapping[str, dict[str, Any]]) -> Request:
    """Return the request that made an edition, from its manifests."""
    # One audience may have pages that another has not: the fullest has all.
    first = max(held.values(), key=lambda each: len(each["pages"]))
    pages = [
        {
            "notebook": _notebook(page),
            "page": page["page"],
            "parameters": {name: value for name, value in page["parameters"].items() if name not in _COMMON},
        }
        for page in max((each["pages"] for each in held.values()), key=len)  # one may be for the board alone
    ]
    named = {str(each["profile"]) for each in held.values() if each.get("profile")}
    return ask(
        pages,
        council=first["council"]["folder"],
        as_at=first["as_at"],
        audiences=sorted(held),
        profile=next(iter(named), DEFAULT_PROFILE),
    )


def _notebook(page: Mapping[str, Any]) -> str:
    """Return the notebook that made a page: the one with its bytes, or else the one of its name."""
    held = sorted((project.root() / "notebooks").glob("*.ipynb"))
    return next((path.stem for path in held if sha256(path) == page["notebook"]), str(page["page"]))


def _compared(edition: Path, again: Path, held: Mapping[str, dict[str, Any]]) -> Rerun:
    """Compare two folders, file by file."""
    differing: list[str] = []
    inputs: set[str] = set()
    files = 0
    for audience, said in held.items():
        remade = manifest.read(again / audience)
        inputs |= {
            name
            for part in ("inputs", "tables")
            for name in {*said[part], *remade[part]}
            if said[part].get(name) != remade[part].get(name)
        }
        names = {*said["files"], *remade["files"]}
        files += len(names) + 1
        differing += [
            f"{audience}/{name}" for name in sorted(names) if not _same(edition / audience, again / audience, name)
        ]
        if manifest.content(said) != manifest.content(remade):
            differing.append(f"{audience}/{MANIFEST}")
    return Rerun(files, tuple(differing), tuple(sorted(inputs)))


def _same(one: Path, other: Path, name: str) -> bool:
    """Tell whether a file is in both folders with the same bytes."""
    paths = (one / name, other / name)
    return all(path.is_file() for path in paths) and sha256(paths[0]) == sha256(paths[1])
