"""Everything that failed in one command, on one page and in its words: local, beside the records, never released."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from turncurve.errors import PublicationError, TurnCurveError
from turncurve.publish import listing, look
from turncurve.publish.run import Run
from turncurve.publish.stage import Staged
from turncurve.reference import project
from turncurve.tables import durable

PAGE = "failures.html"
_COLUMNS = ("Page", "Council", "Report", "Audience", "What happened", "Where", "Error or what to do")


@dataclass(frozen=True)
class Failure:
    """One thing that failed.

    Parameters
    ----------
    council, as_at : str
        The release.
    page, audience : str
        The unit; empty where the whole release could not be made though its notebooks ran.
    what : str
        What happened, such as "failed" or "timed out".
    where : str
        The cell that failed, or the file concerned.
    error : str
        The last line of the error, or what to do about it.
    """

    council: str
    as_at: str
    page: str
    audience: str
    what: str
    where: str
    error: str

    @property
    def words(self) -> str:
        """The failure in one line."""
        label = ", ".join(part for part in (self.page, self.council, self.as_at, self.audience) if part)
        return f"{label}: {self.what} at {self.where}: {self.error}"


def found(staged: Iterable[Staged]) -> tuple[Failure, ...]:
    """Return what failed in making releases.

    Parameters
    ----------
    staged : iterable of Staged
        What became of them.

    Returns
    -------
    tuple of Failure
        Every unit that did not come to its end; and the reason of each release that could not be made for another.
    """
    failures: list[Failure] = []
    for each in staged:
        runs = [_of_run(run) for run in each.runs if not run.completed]
        failures += runs
        if each.error is not None and not runs:
            council, as_at, problem = each.request.council, each.request.as_at, each.error
            failures.append(Failure(council, as_at, "", "", problem.what, problem.where, problem.remedy))
    return tuple(failures)


def sum_up(staged: Sequence[Staged], *, refused: Mapping[str, TurnCurveError] | None = None) -> TurnCurveError | None:
    """Sum up what failed on one page, which replaces that of the last command; one failure needs no page.

    Parameters
    ----------
    staged : sequence of Staged
        What became of the releases that a command made.
    refused : mapping of str to TurnCurveError, optional
        By council: why its files were not read in, so that none of its releases was made.

    Returns
    -------
    TurnCurveError or None
        What the command says: the error itself where one thing failed, a line for each where several did; None where
        nothing did.
    """
    unread = refused or {}
    failures = (*(_of_reading(council, problem) for council, problem in unread.items()), *found(staged))
    place = page()
    if len(failures) <= 1:
        place.unlink(missing_ok=True)
        errors = (each.error for each in staged if each.error is not None)
        return next(iter(unread.values()), None) or next(errors, None)
    durable.write(place, _html(failures).encode(), private=True)
    lines = "".join(f"\n  {each.words}" for each in failures)
    return PublicationError(
        f"{len(failures)} things failed, and nothing that rests on them was published:{lines}\n ",
        where=f"all on {place.relative_to(project.root()).as_posix()}",
        remedy="Mend them and give the same command again: what stands is not run again",
    )


def page() -> Path:
    """Return where the page is.

    Returns
    -------
    pathlib.Path
        data/processed/failures.html; it is there only where several things failed in the last command.
    """
    return project.root() / "data" / "processed" / PAGE


def _of_reading(council: str, problem: TurnCurveError) -> Failure:
    """Return the failure that a council's files are, where they were refused."""
    what = f"its files were refused: {problem.what}"
    return Failure(council, "", "", "", what, problem.where or "data/raw", problem.remedy)


def _of_run(run: Run) -> Failure:
    """Return the failure that a run is."""
    unit = run.unit
    cells = f"only {run.cells_run} of {run.cells} cells ran"
    what = "failed" if run.status == "completed" else run.status
    return Failure(
        unit.council, unit.as_at.isoformat(), unit.page, unit.audience, what, run.where, run.error.rstrip(".") or cells
    )


def _html(failures: Sequence[Failure]) -> str:
    """Return the page."""
    rows = tuple(
        (each.page or "the release", each.council, each.as_at, each.audience, each.what, each.where, each.error)
        for each in failures
    )
    words = look.Look(
        title="What failed",
        owner="",
        marks=(),
        up=None,
        foot=("This page stays where the records are. It is never published.",),
        style=look.style(),
    )
    lines = (
        "Each of these was run to where it failed, and everything else to its end.",
        "Notebooks that failed are kept as far as they ran, in the folder staged/failed of their council.",
        "Give the same command again once they are mended: what came to its end is not run again.",
    )
    return listing.render(
        words,
        heading="What failed",
        lines=lines,
        table=listing.Table("What failed, where and why", _COLUMNS, rows),
    )
