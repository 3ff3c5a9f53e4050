"""What a person types after `turncurve publish`, turned into a request and carried out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from turncurve.disclosure.rule import DEFAULT_PROFILE
from turncurve.disclosure.rule import profile as rule_named
from turncurve.errors import PublicationError, TurnCurveError
from turncurve.publish import failures, manifest, notebook
from turncurve.publish.history import PUBLIC
from turncurve.publish.request import Request, ask
from turncurve.publish.run import Run, read_by
from turncurve.publish.stage import folder_of, stage
from turncurve.publish.standing import Standing
from turncurve.publish.workers import Workers
from turncurve.reference import project
from turncurve.tables.council import identify
from turncurve.tables.verify import verify


def publish_pages(
    notebooks: Sequence[str],
    *,
    council: str,
    as_at: str,
    audiences: Sequence[str],
    given: Sequence[str],
    profile: str = DEFAULT_PROFILE,
    workers: int | Workers,
    tell: Callable[[Run], None],
    place: Callable[[str, str], Path] = folder_of,
    force: bool = False,
    standing: Standing | None = None,
) -> Path:
    """Make a council's pages and stage them.

    Parameters
    ----------
    notebooks : sequence of str
        Names, numbers or paths; where none is given, every notebook of the project but those for exploring and those
        that no records are held for.
    council, as_at : str
        The council's name or folder, and the report's date.
    audiences : sequence of str
        Whom the pages are for; where none is given, all audiences that any of the notebooks has.
    given : sequence of str
        Parameters of the notebooks' own, each as name=value.
    profile : str, optional
        Name of the rule of what the public may be shown.
    workers : int or Workers
        How many kernels at once on this machine; or who runs the units.
    tell : callable
        Called with each run as it ends.
    place : callable, optional
        Says where the pages of a council and a date are laid out; where releases are staged if not given.
    force : bool
        Whether to run every notebook, also where an earlier run's result still stands.
    standing : Standing, optional
        Whether what an earlier run staged still stands; where given, what is staged now is noted in it.

    Returns
    -------
    pathlib.Path
        Where the pages are staged.

    Raises
    ------
    TurnCurveError
        If anything asked for is not known, or a page could not be made.
    """
    if standing is not None:
        standing.begin()
    request = requested(notebooks, council=council, as_at=as_at, audiences=audiences, given=given, profile=profile)
    (staged,) = stage([request], workers=workers, tell=tell, place=place, force=force)
    failed = failures.sum_up([staged])
    if failed is not None:
        raise failed
    if standing is not None:
        pages = [run.unit.label for run in staged.runs]
        folder = staged.folder.relative_to(project.root()).as_posix()
        told = {"folder": folder, "pages": pages, "words": staged.warnings}
        read = read_by((*staged.runs, *staged.left_out))
        standing.note(told, also=read, sound=lambda: verify(staged.folder, staged=True, figures=False).sound)
    return staged.folder


def requested(
    notebooks: Sequence[str],
    *,
    council: str,
    as_at: str,
    audiences: Sequence[str] = (),
    given: Sequence[str] = (),
    profile: str = DEFAULT_PROFILE,
) -> Request:
    """Return the release that is asked for.

    Parameters
    ----------
    notebooks : sequence of str
        Names, numbers or paths; every notebook of the project but those for exploring where none is given, and of
        those that compare councils where the council is several together.
    council, as_at : str
        The council's name or folder, and the report's date.
    audiences : sequence of str
        Whom the pages are for; where none is given, all audiences that any of the notebooks has.
    given : sequence of str
        Parameters of the notebooks' own, each as name=value.
    profile : str, optional
        Name of the rule of what the public may be shown.

    Returns
    -------
    Request
        Checked whole.
    """
    names = notebooks or notebook.for_readers(several=bool(identify(council).compares))
    parameters = dict(_pair(each) for each in given)
    return ask(
        [{"notebook": name, "parameters": parameters} for name in names],
        council=council,
        as_at=as_at,
        audiences=audiences or _usual_audiences(names, council=council),
        profile=profile,
        what_is_held=not notebooks,
    )


def require_rule(council: str, as_at: str, *, profile: str) -> None:
    """Refuse staged pages that were made by another rule than the one that is named.

    Parameters
    ----------
    council, as_at : str
        The council's name or folder, and the report's date.
    profile : str
        Name of the rule.

    Raises
    ------
    PublicationError
        If the pages staged for the public were made by another.
    """
    wanted = rule_named(profile).name
    public = folder_of(council, as_at) / PUBLIC
    made_by = str(manifest.read(public).get("profile")) if public.is_dir() else wanted
    if made_by != wanted:
        raise PublicationError(
            f"the staged pages were made by the rule {made_by}, not by {wanted}",
            where=f"{council}, {as_at}",
            remedy=f"Run `turncurve publish --profile {wanted}`, then release",
        )


def _pair(words: str) -> tuple[str, str]:
    """Return the name and the value of a parameter as typed."""
    name, equals, value = words.partition("=")
    if not equals or not name.strip():
        raise TurnCurveError(
            "a parameter must be given as name=value", where=f"given {words!r}", remedy="Write -p name=value"
        )
    return name.strip(), value


def _usual_audiences(names: Sequence[str], *, council: str) -> tuple[str, ...]:
    """Return the audiences that any of the notebooks has; the public alone where all figures are published."""
    if not identify(council).records:
        return ("public",)
    sources = [notebook.read(notebook.find(name)) for name in names]
    return tuple(each for each in notebook.AUDIENCES if any(each in source.audiences for source in sources))
