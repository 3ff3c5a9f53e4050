"""Where the project's folders are, wherever the working directory is."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

from turncurve.errors import TurnCurveError

MARKER = "data/raw/README.md"
ROOT_VARIABLE = "TURNCURVE_ROOT"
PAGES = frozenset({
    "01_turning_the_curve", "02_adoption_forecast", "03_audit_summary", "04_initial_access",
    "05_unallocated_cases", "06_workforce", "07_conference_chairs", "09_adoption_annual_report",
})  # fmt: skip
"""Pages that a project may leave out, and that are pages all the same."""


@cache
def _root_above(start: Path) -> Path:
    """Return the nearest folder at or above `start` that holds the project's marker."""
    for folder in (start, *start.parents):
        if (folder / MARKER).is_file():
            return folder
    raise TurnCurveError(
        "the project's folder was not found",
        where=f"looked for {MARKER} at and above {start}",
        remedy=f"Run inside the project, or set {ROOT_VARIABLE} to its folder",
    )


def root() -> Path:
    """Return the project's root: named by TURNCURVE_ROOT, else found by its marker.

    Returns
    -------
    pathlib.Path
        The folder that holds data, notebooks and reports.
    """
    named = os.environ.get(ROOT_VARIABLE)
    if named:
        return Path(named).resolve()
    here = Path.cwd().resolve()
    try:
        return _root_above(here)
    except TurnCurveError:
        return _root_above(Path(__file__).resolve())


def slug(council: str) -> str:
    """Return a council's folder name.

    Parameters
    ----------
    council : str
        A council's name or folder, such as "Bath and North East Somerset".

    Returns
    -------
    str
        Lower-case letters, digits and underscores.
    """
    return re.sub(r"[^a-z0-9]+", "_", council.lower()).strip("_")


def raw_folder(council: str) -> Path:
    """Return where a council's extracts lie as received.

    Parameters
    ----------
    council : str
        The council's name or folder.

    Returns
    -------
    pathlib.Path
        The folder under data/raw; it may not exist.
    """
    return root() / "data" / "raw" / slug(council)


def published_folder() -> Path:
    """Return where the small public tables lie.

    Returns
    -------
    pathlib.Path
        data/raw/published.
    """
    return root() / "data" / "raw" / "published"


def processed_folder(council: str) -> Path:
    """Return where a council's canonical tables are kept.

    Parameters
    ----------
    council : str
        The council's name or folder.

    Returns
    -------
    pathlib.Path
        The folder under data/processed; it may not exist.
    """
    return root() / "data" / "processed" / slug(council)


def reports_folder(council: str) -> Path:
    """Return where a council's signed releases are.

    Parameters
    ----------
    council : str
        The council's name or folder.

    Returns
    -------
    pathlib.Path
        The folder under reports; it may not exist.
    """
    return root() / "reports" / slug(council)


def page_names() -> frozenset[str]:
    """Name the pages that evidence may lead to.

    Returns
    -------
    frozenset of str
        Those that this version has, and those whose notebooks stand in the project besides.
    """
    notebooks = (root() / "notebooks").glob("[0-9][0-9]_*.ipynb")
    return PAGES | {path.stem for path in notebooks}
