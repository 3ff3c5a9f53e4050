"""What a person types after `turncurve publish`, turned into a request and carried out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from turncurve.errors import TurnCurveError
from turncurve.publish import notebook
from turncurve.publish.request import ask
from turncurve.publish.run import Run
from turncurve.publish.stage import stage
from turncurve.reference import project
from turncurve.tables.council import identify


def publish_pages(
    notebooks: Sequence[str],
    *,
    council: str,
    as_at: str,
    audiences: Sequence[str],
    given: Sequence[str],
    workers: int,
    tell: Callable[[Run], None],
) -> Path:
    """Make a council's pages and stage them.

    Parameters
    ----------
    notebooks : sequence of str
        Names, numbers or paths; every notebook of the project where none is given.
    council, as_at : str
        The council's name or folder, and the report's date.
    audiences : sequence of str
        Whom the pages are for; where none is given, all audiences that every one of the notebooks has.
    given : sequence of str
        Parameters of the notebooks' own, each as name=value.
    workers : int
        How many kernels at once.
    tell : callable
        Called with each run as it ends.

    Returns
    -------
    pathlib.Path
        Where the pages are staged.

    Raises
    ------
    TurnCurveError
        If anything asked for is not known, or a page could not be made.
    """
    names = notebooks or sorted(path.stem for path in (project.root() / "notebooks").glob("[0-9]*.ipynb"))
    parameters = dict(_pair(each) for each in given)
    request = ask(
        [{"notebook": name, "parameters": parameters} for name in names],
        council=council,
        as_at=as_at,
        audiences=audiences or _usual_audiences(names, council=council),
    )
    (staged,) = stage([request], workers=workers, tell=tell)
    if staged.error is not None:
        raise staged.error
    return staged.folder


def _pair(words: str) -> tuple[str, str]:
    """Return the name and the value of a parameter as typed."""
    name, equals, value = words.partition("=")
    if not equals or not name.strip():
        raise TurnCurveError(
            "a parameter must be given as name=value", where=f"given {words!r}", remedy="Write -p name=value"
        )
    return name.strip(), value


def _usual_audiences(names: Sequence[str], *, council: str) -> tuple[str, ...]:
    """Return the audiences that all of the notebooks have; the public alone where all figures are published."""
    if not identify(council).records:
        return ("public",)
    sources = [notebook.read(notebook.find(name)) for name in names]
    return tuple(each for each in notebook.AUDIENCES if all(each in source.audiences for source in sources))
