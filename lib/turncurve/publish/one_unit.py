"""One unit of work by itself, for anybody's scheduler: its result is left where `turncurve publish` takes it up.

A public page is planned from what the release's restricted pages record, so those are run first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from turncurve.errors import PublicationError, UnknownNameError
from turncurve.ingest.releases import read_releases
from turncurve.publish import executed, layout
from turncurve.publish.batch import run_all
from turncurve.publish.kept_plans import KeptPlans
from turncurve.publish.kept_runs import KeptRuns
from turncurve.publish.plan import plan_for, plan_text
from turncurve.publish.release_work import PLAN
from turncurve.publish.request import Request
from turncurve.publish.run import Run, Unit
from turncurve.publish.run_folders import run_folder
from turncurve.reference import project
from turncurve.tables import held

PATIENCE = 900.0
"""Seconds that a unit waits for another that works out the release's plan, or for whoever changes the tables."""
_DOING = "turncurve unit"


@dataclass(frozen=True)
class Wanted:
    """One page of a release for one audience.

    Parameters
    ----------
    request : Request
        The release: for the public, all of it counts, because one plan protects it.
    page : str
        The page's name.
    audience : str
        Whom it is for.
    """

    request: Request
    page: str
    audience: str

    def unit(self, *, plan: Path | None = None) -> Unit:
        """Return the unit.

        Parameters
        ----------
        plan : pathlib.Path, optional
            The release's suppression plan.

        Returns
        -------
        Unit
            What is to be run.
        """
        return next(each for each in self.request.units(self.audience, plan=plan) if each.page == self.page)


def wanted(request: Request, *, name: str, audience: str) -> Wanted:
    """Return one unit of a release by the name or number of its notebook.

    Parameters
    ----------
    request : Request
        The release.
    name : str
        The page's or the notebook's name, or its number.
    audience : str
        Whom it is for.

    Returns
    -------
    Wanted
        The unit.

    Raises
    ------
    UnknownNameError
        If the release has no such page for that audience.
    """
    pages = request.pages_for(audience) if audience in {"public", "restricted"} else ()
    names = [each.page for each in pages]
    found = [each.page for each in pages if name in {each.page, each.source.name} or each.page.startswith(f"{name}_")]
    if len(found) != 1:
        raise UnknownNameError(
            f"the release has no page {name} for the audience {audience}",
            where=f"{request.council}, {request.as_at}",
            remedy=f"Name one of {', '.join(names)}" if names else "Name the audience public or restricted",
        )
    return Wanted(request, found[0], audience)


def listed_units(requests: Sequence[Request]) -> tuple[dict[str, Any], ...]:
    """List the units of releases, each as `turncurve unit` takes it.

    Parameters
    ----------
    requests : sequence of Request
        The releases.

    Returns
    -------
    tuple of dict
        Council, date, notebook and audience, with the step: all units of one step may be run at once, and those of
        step 2 when the release's units of step 1 have come to their end.
    """
    return tuple(
        {"step": step, "council": each.council, "as_at": each.as_at, "notebook": page.page, "audience": audience}
        for each in requests
        for step, audience in ((1, "restricted"), (2, "public"))
        if step == 1 or audience in each.audiences
        for page in each.pages_for(audience)
    )


def run_unit(one: Wanted, *, force: bool = False) -> Run:
    """Run one unit, unless its result stands, and keep its result.

    Parameters
    ----------
    one : Wanted
        The unit.
    force : bool
        Whether to run it, also where its result stands.

    Returns
    -------
    Run
        What became of it; it came to its end.

    Raises
    ------
    PublicationError
        If it failed, a page that it rests on was not run, or tables were changed while it ran; nothing is kept then.
    """
    with run_folder() as made:
        return _run(one, KeptRuns(force=force), Path(made))


def _run(one: Wanted, kept: KeptRuns, made: Path) -> Run:
    """Run one unit, with a folder for its plan; tables are held while they are looked at, not while it runs."""
    folders = one.request.rests_on
    with _held(folders):
        read_releases(one.request.council)
        unit = one.unit(plan=_planned(one, made, program=kept.program))
        found = kept.find(unit)
        before = _tables(folders)
    if isinstance(found, Run):
        return found
    (run,) = run_all([unit], workers=1)
    with _held(folders):
        if one.request.rests_on != folders or _tables(folders) != before:
            raise PublicationError(
                "tables were changed while the notebook ran, so its result is not kept",
                where=unit.label,
                remedy="Give the same command again",
            )
        _keep(run, kept)
    return run


@contextmanager
def _held(folders: Sequence[Path]) -> Iterator[None]:
    """Hold all tables that a unit rests on, as long as nobody else does."""
    with ExitStack() as kept:
        for folder in folders:
            kept.enter_context(held.tables(folder, doing=_DOING, patience=PATIENCE))
        yield


def _keep(run: Run, kept: KeptRuns) -> None:
    """Keep a result, or the notebook as far as it ran; then say why it failed."""
    if not run.completed:
        layout.keep_failed(run)
    executed.collect(run)
    layout.forget_failed(run)
    kept.keep(run)


def _planned(one: Wanted, folder: Path, *, program: str) -> Path | None:
    """Write the release's suppression plan for a public page, from what its restricted pages recorded."""
    if one.audience != "public":
        return None
    request, kept = one.request, KeptRuns(program=program)
    public = {each.page for each in request.pages_for("public")}
    runs = {unit.page: kept.find(unit) for unit in request.units("restricted")}
    missing = [page for page, found in runs.items() if not isinstance(found, Run)]
    if missing:
        raise PublicationError(
            f"public pages are planned from restricted ones, which have not been run: {', '.join(missing)}",
            where=f"{request.council}, {request.as_at}",
            remedy="Run `turncurve unit` for each of them with --audience restricted first",
        )
    shown = [executed.collect(found) for page, found in runs.items() if page in public and isinstance(found, Run)]
    recorded = [table for page in shown for table in page.recorded]
    council, as_at = request.council, request.as_at
    solve = KeptPlans(council, as_at, solve=plan_text, program=kept.program)
    text, _ = plan_for(recorded, council=council, as_at=as_at, profile=request.profile, solve=solve)
    place = folder / PLAN
    place.write_bytes(text.encode())
    return place


def _tables(folders: Sequence[Path]) -> str:
    """Return what the councils' tables and the public figures were made from, as a hash."""
    digest = hashlib.sha256()
    for each in (*folders, project.processed_folder("published")):
        for path in sorted(each.glob("*.lineage.json")):
            digest.update(f"{each.name}/{path.name}".encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
