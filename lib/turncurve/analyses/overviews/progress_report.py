"""The progress report to ministers, part by part: each works every status out from the figures that it is given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self, TypeVar

from turncurve.analyses import series
from turncurve.analyses.overviews import not_achieved, since_last_time
from turncurve.analyses.overviews.not_achieved import Shortfall
from turncurve.analyses.overviews.position import OF_THE_BACKLOG, ObjectiveStanding, Position, RequirementStanding
from turncurve.analyses.overviews.since_last_time import ChangedStatus, Promised, RevisedDate
from turncurve.analyses.overviews.standing_warning import standing_warning
from turncurve.analyses.plan_items import Finding, MeasureItem, Meeting, Plan, PromiseItem
from turncurve.analyses.plan_read import plan_of
from turncurve.errors import NoRecordsError, TurnCurveError
from turncurve.indicators.figures import Figures
from turncurve.reference.periods import Grain, month
from turncurve.tables.improvement_board import BOARD_MEETING, OCCASIONS
from turncurve.tables.records import Records

MONTHS_BETWEEN = 3
"""The report is quarterly, so the last time was three months before, where nothing else is asked for."""
MINISTERS = OCCASIONS[1]
NO_REQUIREMENT = "The improvement plan names no requirement"
Part = TypeVar("Part", bound="Progress")


@dataclass(frozen=True)
class Progress:
    """What every part of the report rests on.

    Parameters
    ----------
    position : Position
        Where the council stands on the report's date.
    before : Position or None
        Where it stood last time, by today's rule and over the periods that had ended then; None where no plan is held
        of then.
    occasion : str
        What the report is made for.
    since : datetime.date
        When the last time was.
    """

    position: Position
    before: Position | None
    occasion: str
    since: dt.date

    @property
    def figures(self) -> tuple[Figures, ...]:
        """One series for each indicator that the plan measures by."""
        return self.position.figures

    def over(self, figures: tuple[Figures, ...]) -> Self:
        """Return the same part worked out from other figures.

        Parameters
        ----------
        figures : tuple of Figures
            Series of the same indicators in the same order.

        Returns
        -------
        Progress
            With every status worked out anew, of last time too.
        """
        before = self.before.over(figures) if self.before else None
        return replace(self, position=self.position.over(figures), before=before)

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators that this part shows, each leading to its definition; all, where a part says no other."""
        return tuple(dict.fromkeys(each.definition.id for each in self.figures))

    @property
    def plan(self) -> Plan:
        """The plan as it stood on the report's date."""
        return self.position.plan

    @property
    def meeting(self) -> Meeting | None:
        """The meeting or report of this occasion: of the report's month, else the last before it.

        A Board's pack is for the meeting that comes next. What the chair said for an earlier report to ministers is
        not said of this one: its month must be later than the last report.
        """
        own = f"{self.position.as_at:%Y-%m}"
        same = [each for each in self.plan.meetings if each.occasion == self.occasion]
        coming = [each for each in same if each.held_on and each.held_on >= self.position.as_at]
        if self.occasion == BOARD_MEETING and coming:
            return min(coming, key=lambda each: each.held_on or self.position.as_at)
        last = f"{self.since:%Y-%m}" if self.occasion == MINISTERS else ""
        known = [each for each in same if last < each.month <= own]
        return max(known, key=lambda each: each.month) if known else None

    @cached_property
    def changed(self) -> tuple[ChangedStatus, ...]:
        """The requirements whose status is another than it was."""
        return since_last_time.changed_statuses(self.position, self.before) if self.before else ()

    @cached_property
    def shortfalls(self) -> tuple[Shortfall, ...]:
        """What is not achieved as planned."""
        return not_achieved.shortfalls(self.position)


@dataclass(frozen=True)
class OwnWords(Progress):
    """What a part shows that says what the plan says, and no figure."""

    @property
    def indicators(self) -> tuple[str, ...]:
        """None: these are the plan's own words."""
        return ()


@dataclass(frozen=True)
class Overall(Progress):
    """The overall position."""

    @property
    def indicators(self) -> tuple[str, ...]:
        """That of the least likely measure, the one figure that it states."""
        least = self.position.least_likely
        return () if least is None else (least.item.indicator,)


@dataclass(frozen=True)
class OffTrack(Progress):
    """What is off track, and what is done about it: the short list."""

    @property
    def indicators(self) -> tuple[str, ...]:
        """Those of the measures that are off track."""
        return _of(each.standing.item for each in self.shortfalls if each.standing.judgement.status == "off track")


@dataclass(frozen=True)
class NotAchieved(Progress):
    """All that is not achieved as planned: why, what is done, by when now, and who agreed."""

    @property
    def indicators(self) -> tuple[str, ...]:
        """Those of the measures that are not achieved as planned."""
        return _of(each.standing.item for each in self.shortfalls)


@dataclass(frozen=True)
class Changes(Progress):
    """What has changed since the last time."""

    @property
    def indicators(self) -> tuple[str, ...]:
        """Those of the measures that decide the statuses that changed."""
        return _of(each.item for one in self.changed for each in one.now.deciding)


@dataclass(frozen=True)
class Dates(Progress):
    """Which dates were revised since the last time."""

    @cached_property
    def revised(self) -> tuple[RevisedDate, ...]:
        """The dates that the plan gives otherwise than it did."""
        return since_last_time.revised_dates(self.plan, self.before.plan) if self.before else ()

    @property
    def indicators(self) -> tuple[str, ...]:
        """Those of the measures whose dates were revised."""
        return _of(each.item for each in self.revised)


@dataclass(frozen=True)
class Promises(OwnWords):
    """What was promised last time, and what happened."""

    @cached_property
    def promised(self) -> tuple[Promised, ...]:
        """What was promised for the time since."""
        if self.before is None:
            return ()
        return since_last_time.promised_and_kept(
            self.plan, self.before.plan, since=self.since, as_at=self.position.as_at
        )


@dataclass(frozen=True)
class Chair(OwnWords):
    """What the chair of the Board says, what is asked for, and where the chair sees a status otherwise."""


@dataclass(frozen=True)
class Asked(OwnWords):
    """What is asked for."""


@dataclass(frozen=True)
class Lacking(OwnWords):
    """What the plan does not say yet, and what it leaves open."""


@dataclass(frozen=True)
class Findings(Progress):
    """What the inspection recommended and the diagnostic named, each with the objective that answers to it."""

    @cached_property
    def answered(self) -> tuple[tuple[Finding, ObjectiveStanding | None], ...]:
        """Each finding with how its objective stands; None where no objective answers to it."""
        objectives = {each.item.id: each for held in self.position.requirements for each in held.objectives}
        return tuple((each, objectives.get(each.objective)) for each in self.plan.findings)

    @property
    def indicators(self) -> tuple[str, ...]:
        """Those of the measures that decide the objectives which answer to a finding."""
        objectives = {one.item.id: one for _, one in self.answered if one is not None}.values()
        return _of(
            each.item for one in objectives for each in one.measures if each.judgement.status == one.judgement.status
        )


@dataclass(frozen=True)
class Requirements(Progress):
    """Requirement by requirement.

    Parameters
    ----------
    theme : str
        One theme of the notice; empty for all.
    """

    theme: str = ""

    @property
    def standings(self) -> tuple[RequirementStanding, ...]:
        """The requirements of the theme."""
        return self.position.of_theme(self.theme)

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators of the theme's measures."""
        held = {each.item.indicator for one in self.standings for each in one.measures}
        return tuple(name for name in super().indicators if name in held)


@dataclass(frozen=True)
class Measures(Requirements):
    """Measure by measure: what the counts say, whether it is really changing, and the chance of being met."""


def _of(items: Iterable[MeasureItem | PromiseItem]) -> tuple[str, ...]:
    """Name the indicators of the measures among some items, each once and in order of their names."""
    return tuple(sorted({each.indicator for each in items if isinstance(each, MeasureItem)}))


def report(records: Records, part: type[Part], *, occasion: str = MINISTERS, since: str = "", **more: str) -> Part:
    """Return one part of the progress report.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    part : type
        Which part: a class of this module.
    occasion : str
        What the report is made for: information to ministers, department review, or Board meeting.
    since : str
        When the last time was, as YYYY-MM-DD. Where empty, the Board's last meeting for a meeting of the Board, and
        three months before for anything else.
    **more : str
        What the part wants besides, such as a theme.

    Returns
    -------
    Progress
        The part.

    Raises
    ------
    TurnCurveError
        If the last time is not a date, or not before the report's.
    NoRecordsError
        If no improvement plan is held by the report's date.
    """
    last = _asked(since, as_at=records.as_at) if since else _last_time(records, occasion)
    position, before = records.once(_positions, last)
    return part(position, before, occasion, last, **more)


def _positions(records: Records, last: dt.date) -> tuple[Position, Position | None]:
    """Return where the council stands and stood, over one set of figures; worked out once for all parts of a page."""
    plan = plan_of(records)
    if plan is None:
        raise NoRecordsError(
            "no records are held of an improvement plan",
            where="by the report's date",
            remedy="Fill in the workbook that `turncurve plan-template` writes, and run `turncurve ingest`",
        )
    earlier = plan_of(records, by=last)
    wanted = {each.indicator for held in (plan, earlier) if held for each in held.measures}
    waits = bool(wanted.intersection(OF_THE_BACKLOG))
    now, then = (standing_warning(records, by=day) if waits else "" for day in (records.as_at, last))
    measured = [held for name in sorted(wanted) if (held := _series(records, name, grain="quarter")) is not None]
    years = [held for each in measured if (held := _last_years(records, each)) is not None]
    figures = (*measured, *years)
    before = Position(figures, earlier, last, then) if earlier else None
    return Position(figures, plan, records.as_at, now), before


def _series(records: Records, indicator: str, *, grain: Grain) -> Figures | None:
    """Measure an indicator over periods; None where the records cannot give it, and its measures have no evidence."""
    try:
        return series.measured(records, indicator, grain=grain)
    except TurnCurveError:
        return None


def _last_years(records: Records, quarters: Figures) -> Figures | None:
    """Measure the last year and the one before it; None of what is counted on a date, or not by quarters."""
    if quarters.definition.window == "point" or quarters.grain() != "quarter":
        return None
    held = _series(records, quarters.definition.id, grain="year")
    return replace(held, measurements=held.measurements[-2:]) if held and held.measurements else None


def _last_time(records: Records, occasion: str) -> dt.date:
    """Return when the last time was: the Board's last meeting, or three months before."""
    as_at = records.as_at
    plan = plan_of(records) if occasion == BOARD_MEETING else None
    held = [each.held_on for each in plan.meetings if each.occasion == occasion and each.held_on] if plan else []
    before = [each for each in held if each < as_at]
    index = as_at.year * 12 + as_at.month - 1 - MONTHS_BETWEEN
    return max(before) if before else month(index // 12, index % 12 + 1).end


def _asked(since: str, *, as_at: dt.date) -> dt.date:
    """Return when the last time was as it was asked for, or refuse what is no earlier date."""
    try:
        last = dt.date.fromisoformat(since)
    except (TypeError, ValueError) as problem:
        raise TurnCurveError(
            f"{since!r} is not a date",
            where="parameter since",
            remedy="Write the date of the last report as YYYY-MM-DD",
        ) from problem
    if last >= as_at:
        raise TurnCurveError(
            f"the last report, {last.isoformat()}, was not before this one, {as_at.isoformat()}",
            where="parameter since",
            remedy="Give an earlier date, or leave it empty",
        )
    return last
