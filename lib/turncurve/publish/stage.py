"""Make a release's pages, all or none, and lay them out for a person to read before they are signed."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from turncurve.errors import PublicationError, StorageError, TurnCurveError
from turncurve.ingest.releases import read_releases
from turncurve.publish import durations, layout, same_figures
from turncurve.publish.batch import run_all
from turncurve.publish.kept_plans import KeptPlans
from turncurve.publish.kept_runs import KeptRuns, run_what_changed
from turncurve.publish.kernel import Limits
from turncurve.publish.plan import plan_for, plan_text, sha256_of, told_of
from turncurve.publish.release_work import PLAN, ReleaseWork
from turncurve.publish.request import Request
from turncurve.publish.run import Run, Unit
from turncurve.publish.workers import Workers
from turncurve.reference import project
from turncurve.tables import durable, held, lineage

RUN_RECORD = "run_record.json"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Staged:
    """A release laid out, or why it was not.

    Parameters
    ----------
    request : Request
        What was asked for.
    folder : pathlib.Path
        Where it is.
    runs : tuple of Run
        What was run for it.
    error : TurnCurveError or None
        Why it could not be made; nothing of it was laid out then, and what was there before is still there.
    warnings : tuple of str
        What whoever signs it should know.
    left_out : tuple of Run
        Of notebooks that no records are held for, where what is held was asked for.
    """

    request: Request
    folder: Path
    runs: tuple[Run, ...] = field(repr=False)
    error: TurnCurveError | None = None
    warnings: tuple[str, ...] = ()
    left_out: tuple[Run, ...] = field(default=(), repr=False)


def folder_of(council: str, as_at: str) -> Path:
    """Return where a release is laid out before it is signed.

    Parameters
    ----------
    council : str
        The council's name or folder.
    as_at : str
        The report's date.

    Returns
    -------
    pathlib.Path
        The folder; it may not exist.
    """
    return project.processed_folder(council) / "staged" / as_at


def stage(
    requests: Sequence[Request],
    *,
    workers: int | Workers = 2,
    limits: Limits | None = None,
    tell: Callable[[Run], None] | None = None,
    place: Callable[[str, str], Path] = folder_of,
    force: bool = False,
) -> tuple[Staged, ...]:
    """Make releases: run restricted pages, solve one plan for each release, run public pages under it, lay out.

    Signed releases are read back first: what they forecast and showed is what pages of later dates rest on.
    The restricted pages are run even where they are not asked for: the plan is made from what they record.

    Parameters
    ----------
    requests : sequence of Request
        What is asked for.
    workers : int or Workers
        How many kernels at once on this machine; or who runs the units.
    limits : Limits, optional
        How long each may take.
    tell : callable, optional
        Called with each run as it ends.
    place : callable
        Says where a council's release of a date is laid out.
    force : bool
        Whether to run every notebook, also where an earlier run's result still stands.

    Returns
    -------
    tuple of Staged
        In the order of the requests; one that fails stops no other.
    """
    with ExitStack() as kept:
        for folder in sorted({folder for each in requests for folder in each.rests_on}):
            _warn(kept.enter_context(held.tables(folder, doing="turncurve publish")))
        targets = [place(each.council, each.as_at) for each in requests]
        parts = [kept.enter_context(_part(*each)) for each in zip(requests, targets, strict=True)]
        public_figures = _public_figures()
        works = [ReleaseWork(*each) for each in zip(requests, targets, parts, strict=True)]
        for work in works:
            _read_back(work)
        first = [(work, unit) for work in works for unit in _guarded(work, "restricted")]
        standing = KeptRuns(force=force)
        tell = durations.telling(_wanted(works), tell, side_by_side=lambda: _side_by_side(workers))
        _run(first, kept=standing, workers=workers, limits=limits, tell=tell)
        waiting = [work for work in works if work.error is None and "public" in work.request.audiences]
        for work in waiting:
            _make_plan(work, standing)
        second = [(work, unit) for work in waiting for unit in _guarded(work, "public")]
        _run(second, kept=standing, workers=workers, limits=limits, tell=tell)
        for work in works:
            _refuse_changed(work, public_figures)
            _lay_out(work)
        return tuple(
            Staged(each.request, each.target, tuple(each.runs), each.error, tuple(each.warnings), tuple(each.left_out))
            for each in works
        )


def _read_back(work: ReleaseWork) -> None:
    """Read the council's signed releases; where one was changed since, note that."""
    try:
        read_releases(work.request.council)
    except TurnCurveError as problem:
        work.error = problem


def _wanted(works: Sequence[ReleaseWork]) -> list[Unit]:
    """Return all units that releases need, those whose plan is still to be made among them."""
    audiences = ("restricted", "public")
    asked = [(work.request, each) for work in works if work.error is None for each in audiences]
    return [unit for request, audience in asked for unit in _units(request, audience)]


def _units(request: Request, audience: str) -> tuple[Unit, ...]:
    """Return the units of one audience, where they are wanted and can be had."""
    with suppress(TurnCurveError):  # told when they are to be run
        if audience == "restricted" or audience in request.audiences:
            return request.units(audience)
    return ()


def _side_by_side(workers: int | Workers) -> int:
    """Return how many units are run at once."""
    return workers if isinstance(workers, int) else workers.side_by_side


def _guarded(work: ReleaseWork, audience: str) -> tuple[Unit, ...]:
    """Return the units of one audience; where they cannot be had, note why."""
    if work.error is not None:
        return ()
    without = {run.unit.page for run in work.left_out}
    try:
        units = work.request.units(audience, plan=work.plan if audience == "public" else None)
        return tuple(unit for unit in units if unit.page not in without)
    except TurnCurveError as problem:
        work.error = problem
        return ()


def _run(
    pairs: Sequence[tuple[ReleaseWork, Unit]],
    *,
    kept: KeptRuns,
    workers: int | Workers,
    limits: Limits | None,
    tell: Callable[[Run], None] | None,
) -> None:
    """Run units and give each release what its notebooks showed."""
    units = [unit for _, unit in pairs]
    release_of = {unit.label: work for work, unit in pairs}

    def take(run: Run) -> None:
        release_of[run.unit.label].take(run)

    runs = run_what_changed(units, kept=kept, run=run_all, workers=workers, limits=limits, tell=tell, take=take)
    for (work, _), run in zip(pairs, runs, strict=True):
        if work.leaves_out(run):
            _leave_out(work, run)
        elif work.settle(run):
            layout.forget_failed(run)
        else:
            _keep_failed(run)


def _leave_out(work: ReleaseWork, run: Run) -> None:
    """Do without a notebook that no records are held for, and say so."""
    layout.forget_failed(run)
    work.left_out.append(run)
    why = run.error.partition(": ")[2].partition(" (")[0]
    work.warnings.append(f"{work.request.council}, {work.request.as_at}: no page {run.unit.page}, because {why}.")
    _warn(work.warnings[-1])


def _make_plan(work: ReleaseWork, standing: KeptRuns) -> None:
    """Solve the release's one suppression plan from what its restricted pages recorded."""
    try:
        public = {each.page for each in work.request.pages_for("public")}
        recorded = [table for page in work.restricted if page.unit.page in public for table in page.recorded]
        council, as_at = work.request.council, work.request.as_at
        solve = KeptPlans(council, as_at, solve=plan_text, program=standing.program, force=standing.force)
        text, work.earlier = plan_for(recorded, council=council, as_at=as_at, profile=work.request.profile, solve=solve)
        for words in told_of(text, recorded, earlier=work.earlier.cells):
            work.warnings.append(f"{work.request.council} {as_at}, before this is signed: {words}")
            _warn(work.warnings[-1])
    except TurnCurveError as problem:
        work.error = problem
        return
    with _noted(work):
        durable.write(work.part / PLAN, text.encode())


@contextmanager
def _noted(work: ReleaseWork) -> Iterator[None]:
    """Note why a release cannot be made, so that it stops no other."""
    try:
        with durable.told(work.part):
            yield
    except TurnCurveError as problem:
        work.error = problem


def _keep_failed(run: Run) -> None:
    """Keep a notebook that failed; where there is no room for it, why it failed is told all the same."""
    try:
        with durable.told(run.unit.notebook):
            layout.keep_failed(run)
    except StorageError as problem:
        _log.warning("The notebook that failed could not be kept: %s", problem)


def _public_figures() -> lineage.Lineage | None:
    """Return what the stored public figures were made from."""
    return lineage.known("published_figures", folder=project.processed_folder("published"))


def _refuse_changed(work: ReleaseWork, before: lineage.Lineage | None) -> None:
    """Refuse pages some of which may rest on other public figures than the rest."""
    if work.error is None and _public_figures() != before:
        work.error = PublicationError(
            "another run has read in public figures while the pages were made",
            where=f"{work.request.council}, {work.request.as_at}",
            remedy="Give the same command again",
        )


def _without_pages(work: ReleaseWork) -> PublicationError | None:
    """Return why a release cannot be made that has no page; warn where one audience of several has none."""
    # A council may hold records that only restricted pages are made from.
    held = {"restricted": work.restricted, "public": work.public}
    empty = [audience for audience in work.request.audiences if not held[audience]]
    of_release = f"{work.request.council}, {work.request.as_at}"
    if len(empty) == len(work.request.audiences):
        return PublicationError(
            f"no records are held for any page of the audience {empty[0]}",
            where=of_release,
            remedy="Put the council's extracts under data/raw and run `turncurve ingest`, or choose a later date",
        )
    for audience in empty:
        work.warnings.append(f"{of_release}: no {audience} page at all, because no records are held for any.")
        _warn(work.warnings[-1])
    return None


def _lay_out(work: ReleaseWork) -> None:
    """Write a release's files and put them where the former ones were, at once."""
    work.error = work.error or _without_pages(work)
    if work.error is not None:
        return
    with _noted(work):
        for audience, pages in (("restricted", work.restricted), ("public", work.public)):
            same_figures.refuse_differences(pages)
            if laid := work.laid.get(audience):
                plan = sha256_of(work.plan) if audience == "public" else ""
                earlier = work.earlier.sources if audience == "public" else {}
                files = layout.contents(work.request, laid, plan=plan, earlier=earlier)
                layout.write(work.part / audience, files)
        layout.write(work.part, {RUN_RECORD: layout.run_record(work.runs)})
        _swap(work.part, work.target)


@contextmanager
def _part(request: Request, target: Path) -> Iterator[Path]:
    """Give a new folder to work in that no other run can have, and clear it away at the end."""
    part = target.with_name(f".{target.name}.part")
    with held.held(
        target,
        what="another run is making this release",
        doing="turncurve publish",
        where=f"{request.council}, {request.as_at}",
    ) as former:
        _warn("" if former is None else held.cut_short(former))
        restore(target)
        with durable.told(part):
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir()
        try:
            yield part
        finally:
            shutil.rmtree(part, ignore_errors=True)


def restore(target: Path) -> None:
    """Put back what a run took from its place and was killed before it had put the new in; clear away the rest.

    Parameters
    ----------
    target : pathlib.Path
        Where a release is laid out.
    """
    former = _former(target)
    if former.exists() and not target.exists():
        durable.move(former, target)
    shutil.rmtree(former, ignore_errors=True)


def _former(target: Path) -> Path:
    """Return where the former pages wait until the new ones are in their place."""
    return target.with_name(f".{target.name}.former")


def _swap(part: Path, target: Path) -> None:
    """Flush a finished folder to the disk, and put it in the place of the former one."""
    durable.settle(part)
    if target.exists():
        durable.move(target, _former(target))
    try:
        durable.move(part, target)
    finally:
        restore(target)


def _warn(words: str) -> None:
    """Say what a former run left, where it left anything."""
    if words:
        _log.warning(words)
