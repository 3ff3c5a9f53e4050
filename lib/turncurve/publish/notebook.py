"""What a notebook says of itself before it is run: its question, its audiences, its parameters cell."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from turncurve.disclosure.release import Audience
from turncurve.errors import PublicationError, UnknownNameError
from turncurve.reference import project

PARAMETERS_TAG = "parameters"
AUDIENCES: tuple[Audience, ...] = get_args(Audience)


@dataclass(frozen=True)
class Source:
    """A notebook as its author left it.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    question : str
        Its first heading, in a reader's words.
    audiences : tuple of {"public", "restricted"}
        Whom it may be made for.
    parameters_cell : str
        The code of the cell tagged `parameters`.
    compares : bool
        Whether it compares councils, so that there is nothing to say of one alone.
    """

    path: Path
    question: str
    audiences: tuple[Audience, ...]
    parameters_cell: str
    compares: bool = False

    @property
    def name(self) -> str:
        """The notebook's name, which is its page's name."""
        return self.path.stem


def find(name: str) -> Path:
    """Return the file of a notebook, by its name, its number or its path.

    Parameters
    ----------
    name : str
        Such as "01_turning_the_curve", "01" or "notebooks/01_turning_the_curve.ipynb".

    Returns
    -------
    pathlib.Path
        The notebook's file.

    Raises
    ------
    UnknownNameError
        If there is no such notebook.
    """
    given = Path(name)
    if given.suffix == ".ipynb" and given.is_file():
        return given.resolve()
    known = {path.stem: path for path in sorted((project.root() / "notebooks").glob("*.ipynb"))}
    numbered = [path for stem, path in known.items() if stem.split("_")[0] == given.stem]
    if given.stem in known or len(numbered) == 1:
        return known.get(given.stem, *numbered)
    near = get_close_matches(given.stem, known, n=1)
    raise UnknownNameError(
        f"there is no notebook called {given.stem!r}",
        where="the notebooks folder",
        remedy=f"Did you mean {near[0]}" if near else f"Use one of {', '.join(known) or 'those you have written'}",
    )


def for_readers(*, several: bool = False) -> list[str]:
    """Return the notebooks whose pages are for others than the analyst: those numbered from 01.

    Parameters
    ----------
    several : bool
        Whether the pages are of several councils together: those that compare councils then, and else the others.

    Returns
    -------
    list of str
        Their names, in order.
    """
    paths = sorted((project.root() / "notebooks").glob("[0-9]*.ipynb"))
    return [path.stem for path in paths if not path.stem.startswith("00_") and _compares(path) == several]


def read(path: Path) -> Source:
    """Read what a notebook says of itself.

    Parameters
    ----------
    path : pathlib.Path
        The notebook's file.

    Returns
    -------
    Source
        Its question, audiences and parameters cell.

    Raises
    ------
    PublicationError
        If it is not a notebook, has no title, says of no audience that it is for it, or has no parameters cell.
    """
    held = _load(path)
    cells = [(each.get("cell_type"), "".join(each.get("source", [])), each.get("metadata", {})) for each in held]
    tagged = [text for kind, text, about in cells if kind == "code" and PARAMETERS_TAG in about.get("tags", [])]
    if len(tagged) != 1:
        raise PublicationError(
            "the notebook must have exactly one cell tagged `parameters`",
            where=f"{path.name}, which has {len(tagged)}",
            remedy="Tag the cell that sets the parameters; without it they would be set at the top and overwritten",
        )
    first = cells[0][1].strip() if cells[0][0] == "markdown" else ""
    title, _, _ = first.partition("\n")
    if not title.startswith("# "):
        raise PublicationError(
            "the notebook does not start with its question", where=path.name, remedy="Start it with a cell `# Question`"
        )
    return Source(path, title.removeprefix("# ").strip(), _audiences(path), tagged[0], _compares(path))


def _load(path: Path) -> list[dict[str, Any]]:
    """Return a notebook's cells."""
    try:
        cells: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
        if cells and all(isinstance(each, dict) for each in cells):
            return cells
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise PublicationError("this is not a notebook", where=path.name, remedy="Open it in JupyterLab") from problem
    raise PublicationError("the notebook is empty", where=path.name, remedy="Start it with a cell `# Question`")


def _about(path: Path) -> dict[str, Any]:
    """Return what a notebook's metadata says of its page."""
    about = json.loads(path.read_text(encoding="utf-8")).get("metadata", {}).get("turncurve", {})
    return about if isinstance(about, dict) else {}


def _compares(path: Path) -> bool:
    """Tell whether a notebook compares councils; one that cannot be read is refused when it is run."""
    with suppress(OSError, ValueError, AttributeError):
        return _about(path).get("compares") is True
    return False


def _audiences(path: Path) -> tuple[Audience, ...]:
    """Return the audiences that a notebook's metadata names."""
    named = _about(path).get("audiences", [])
    known = tuple(each for each in AUDIENCES if each in named)
    if known and len(known) == len(named):
        return known
    raise PublicationError(
        "the notebook's metadata does not say which audiences it has",
        where=path.name,
        remedy='Add "turncurve": {"audiences": ["public", "restricted"]} to its metadata, or one of the two',
    )
