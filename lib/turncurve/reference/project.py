"""Where the project's folders are, wherever the working directory is."""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path

from turncurve.errors import TurnCurveError

MARKER = "data/raw/README.md"
ROOT_VARIABLE = "TURNCURVE_ROOT"
_SECTION = re.compile(r"^## (.+?)\s*$", re.MULTILINE)
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


def slug_pattern(councils: str) -> str:
    """Return the folder names that a name with stars stands for.

    Parameters
    ----------
    councils : str
        Names or folders of councils, with stars for any letters.

    Returns
    -------
    str
        Lower-case letters, digits, underscores and stars, so that it leads out of no folder.
    """
    return re.sub(r"[^a-z0-9*]+", "_", councils.lower()).strip("_")


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
    return PAGES | {path.stem for path in _notebooks()}


def page_sections() -> dict[str, frozenset[str]]:
    """Name the sections of each page that evidence may lead to.

    Returns
    -------
    dict of str to frozenset of str
        Addresses such as "section-the-teams", by the name of the page; of pages whose notebooks stand in the project.
    """
    return {path.stem: frozenset(map(_address, _headings(path))) for path in _notebooks()}


def _notebooks() -> list[Path]:
    """Return the notebooks of pages; the one to explore from is for the analyst alone, and no page of a release."""
    found = (root() / "notebooks").glob("[0-9][0-9]_*.ipynb")
    return sorted(path for path in found if not path.name.startswith("00_"))


def _headings(path: Path) -> list[str]:
    """Return the headings of a notebook's sections; none where it cannot be read, which its run will tell."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        words = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return [heading for text in words for heading in _SECTION.findall(text)]


def _address(heading: str) -> str:
    """Return the address of a section on its page."""
    return f"section-{slug(heading).replace('_', '-')}"
