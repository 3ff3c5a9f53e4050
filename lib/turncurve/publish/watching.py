"""The early warning from the command line: one line a warning, and the page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from turncurve.analyses.questions.backlog_ahead import backlog_ahead
from turncurve.analyses.team_queues import WEEKS_ALLOWED, ends_early
from turncurve.errors import TurnCurveError
from turncurve.present.backlog_ahead import told
from turncurve.publish import local
from turncurve.publish.commands import publish_pages
from turncurve.publish.request import REPORTS, listed
from turncurve.reference import project
from turncurve.tables.council import Council, identify
from turncurve.tables.records import Records

NOTEBOOK = "05_unallocated_cases"
NONE, WARNED, FAILED = 0, 3, 1
"""Exit codes: no team is warned of or over its limit, at least one is, and the check could not be made."""


@dataclass(frozen=True)
class Watched:
    """What the check found.

    Parameters
    ----------
    lines : tuple of str
        One a team that is warned of or over its limit, or one that says that there is none.
    code : int
        The exit code.
    page : pathlib.Path or None
        The folder of the managers' page, which stays beside the records; None where none was made.
    remarks : tuple of str
        Of which teams the check says nothing, which rotas it does not use, and why the page could not be made.
    """

    lines: tuple[str, ...]
    code: int
    page: Path | None
    remarks: tuple[str, ...] = ()


def watch(
    council: str,
    *,
    as_at: str = "",
    today: dt.date | None = None,
    pages: bool = True,
    weeks_allowed: float | None = None,
) -> Watched:
    """Run the early warning for one council, and make its page for managers.

    Parameters
    ----------
    council : str
        The council's name or folder.
    as_at : str
        The last day of the records that are used, as YYYY-MM-DD; today where not given.
    today : datetime.date, optional
        The day on which the check is made, to which the records must reach where no other is asked for; the date by
        this computer's clock where not given.
    pages : bool
        Whether the page is made too.
    weeks_allowed : float, optional
        How many weeks' usual arrivals may wait; where not given, what `reports.yml` states for the council's page,
        or else two.

    Returns
    -------
    Watched
        The warnings, one line each.

    Raises
    ------
    TurnCurveError
        If the date is none, no allocation return is held, or the one held ends before the last whole week.
    """
    identity = identify(council)
    day = _day(as_at) if as_at else today or dt.datetime.now(tz=dt.UTC).astimezone().date()
    _refuse_old(identity, day)
    allowed = _stated(identity) if weeks_allowed is None else weeks_allowed
    found = backlog_ahead(Records(identity.folder, day), weeks_allowed=allowed)
    if not found.teams and not found.missed:
        raise TurnCurveError(
            "no early warning can be given",
            where=f"{identity.name}, {day.isoformat()}",
            remedy="Put an allocation return of at least 26 whole weeks under data/raw and run `turncurve ingest`",
        )
    lines = tuple(told(each) for each in (*found.warned, *found.over_limit))
    page, failed = _page(council, day, allowed) if pages else (None, ())
    calm = f"{identity.name}: no team is warned of a backlog on {day.isoformat()}, and none is over its limit."
    if found.missed:
        calm = f"{identity.name}: no team that could be checked is warned of a backlog on {day.isoformat()}."
    code = WARNED if lines else FAILED if found.missed else NONE
    return Watched(lines or (calm,), code, page, (*found.untold, *found.remarks, *failed))


def _page(council: str, day: dt.date, weeks_allowed: float) -> tuple[Path | None, tuple[str, ...]]:
    """Make the managers' page; where it cannot be made, say why, because the warnings are told all the same."""
    try:
        place = publish_pages(
            [NOTEBOOK],
            council=council,
            as_at=day.isoformat(),
            audiences=["restricted"],
            given=[f"weeks_allowed={weeks_allowed}"],
            workers=1,
            tell=lambda _: None,
            place=local.folder_of("watch"),
        )
    except (TurnCurveError, OSError) as problem:
        return None, (f"The page could not be made: {problem}",)
    return place, ()


def _stated(identity: Council) -> float:
    """Return how many weeks' arrivals may wait by the list of releases: what the council's latest page there has."""
    if not (project.root() / REPORTS).is_file():
        return WEEKS_ALLOWED
    stated = [
        (release["as_at"], each["parameters"]["weeks_allowed"])
        for release in listed(project.root())
        if project.slug(str(release["council"])) == identity.folder
        for each in release["notebooks"]
        if isinstance(each, dict) and each.get("notebook") == NOTEBOOK and "weeks_allowed" in each.get("parameters", {})
    ]
    if not stated:
        return WEEKS_ALLOWED
    as_at, weeks = max(stated, key=lambda pair: pair[0])
    try:
        return float(weeks)
    except (TypeError, ValueError) as problem:
        raise TurnCurveError(
            "weeks_allowed is not a number", where=f"{REPORTS}, {identity.name}, {as_at}", remedy="Write it as 2.0"
        ) from problem


def _refuse_old(identity: Council, asked: dt.date) -> None:
    """Refuse records that are not held, or say nothing of the last whole week before the day asked about."""
    if Records(identity.folder, dt.date(2099, 12, 31)).table("allocations").empty:
        raise TurnCurveError(
            "no allocation return is held",
            where=identity.name,
            remedy="Write an empty one with `turncurve template allocation`, fill it, and run `turncurve ingest`",
        )
    ended = ends_early(Records(identity.folder, asked))
    if ended is not None:
        raise TurnCurveError(
            f"the allocation return ends on {ended.isoformat()}, so it cannot tell whether there is a backlog on "
            f"{asked.isoformat()}",
            where=identity.name,
            remedy="Put a newer allocation return under data/raw and run `turncurve ingest`, or ask about an earlier "
            "day with --as-at",
        )


def _day(text: str) -> dt.date:
    """Return a date, refusing what is none."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as problem:
        raise TurnCurveError(f"{text!r} is not a date", where="--as-at", remedy="Write it as YYYY-MM-DD") from problem
