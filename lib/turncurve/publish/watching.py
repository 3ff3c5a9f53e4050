"""The early warning from the command line: one line a warning, and the page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from turncurve.analyses.questions.backlog_ahead import backlog_ahead
from turncurve.analyses.team_queues import ends_early
from turncurve.errors import TurnCurveError
from turncurve.present.backlog_ahead import told
from turncurve.publish import local
from turncurve.publish.commands import publish_pages
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
    """

    lines: tuple[str, ...]
    code: int
    page: Path | None


def watch(council: str, *, as_at: str = "", today: dt.date | None = None, pages: bool = True) -> Watched:
    """Run the early warning for one council, and make its page for managers.

    Parameters
    ----------
    council : str
        The council's name or folder.
    as_at : str
        The last day of the records that are used, as YYYY-MM-DD; the last day on which a case became ready where not
        given.
    today : datetime.date, optional
        The day on which the check is made, to which the records must reach where no other is asked for; the date by
        this computer's clock where not given.
    pages : bool
        Whether the page is made too.

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
    asked = _day(as_at) if as_at else today or dt.datetime.now(tz=dt.UTC).astimezone().date()
    day = asked if as_at else min(_last_day(identity.folder), asked)
    _refuse_old(identity, asked)
    found = backlog_ahead(Records(identity.folder, day))
    if not found.teams:
        raise TurnCurveError(
            "no early warning can be given",
            where=f"{identity.name}, {day.isoformat()}",
            remedy="Put an allocation return of at least 26 whole weeks under data/raw and run `turncurve ingest`",
        )
    lines = tuple(told(each) for each in (*found.warned, *found.over_limit))
    page = None
    if pages:
        page = publish_pages(
            [NOTEBOOK],
            council=council,
            as_at=day.isoformat(),
            audiences=["restricted"],
            given=[],
            workers=1,
            tell=lambda _: None,
            place=local.folder_of("watch"),
        )
    code = WARNED if lines else NONE
    calm = f"{identity.name}: no team is warned of a backlog on {day.isoformat()}, and none is over its limit."
    return Watched(lines or (calm,), code, page)


def _refuse_old(identity: Council, asked: dt.date) -> None:
    """Refuse records that say nothing of the last whole week before the day asked about."""
    ended = ends_early(Records(identity.folder, asked))
    if ended is not None:
        raise TurnCurveError(
            f"the allocation return ends on {ended.isoformat()}, so it cannot tell whether there is a backlog on "
            f"{asked.isoformat()}",
            where=identity.name,
            remedy="Put a newer allocation return under data/raw and run `turncurve ingest`, or ask about an earlier "
            "day with --as-at",
        )


def _last_day(council: str) -> dt.date:
    """Return the last day on which a case became ready."""
    held = Records(council, dt.date(2099, 12, 31)).table("allocations")
    if held.empty:
        raise TurnCurveError(
            "no allocation return is held",
            where=council,
            remedy="Write an empty one with `turncurve template allocation`, fill it, and run `turncurve ingest`",
        )
    day: dt.date = held["ready_at"].max().date()
    return day


def _day(text: str) -> dt.date:
    """Return a date, refusing what is none."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as problem:
        raise TurnCurveError(f"{text!r} is not a date", where="--as-at", remedy="Write it as YYYY-MM-DD") from problem
