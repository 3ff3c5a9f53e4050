"""What a Board's pack has beside the progress report: the action log, what lies ahead, risks, and a chart a measure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property

from turncurve.analyses.overviews.position import Position, PromiseStanding
from turncurve.analyses.overviews.progress_report import Overall, OwnWords, report
from turncurve.analyses.plan_items import Risk
from turncurve.analyses.questions.special_causes import SpecialCauses, special_causes
from turncurve.analyses.status import STATUSES
from turncurve.indicators.figures import Figures
from turncurve.indicators.registry import definition
from turncurve.tables.improvement_board import BOARD_MEETING
from turncurve.tables.records import Records

WEEKS_AHEAD = 12
"""How far the forward plan goes: two meetings."""


@dataclass(frozen=True)
class Ahead:
    """Something that comes up.

    Parameters
    ----------
    on : datetime.date
        When it is due.
    what : str
        What it is, in words.
    kind : str
        meeting, measure, milestone or action.
    status : str
        How it stands now; empty for a meeting.
    """

    on: dt.date
    what: str
    kind: str
    status: str = ""


@dataclass(frozen=True)
class ActionLog(OwnWords):
    """The actions that are open, and those that were done since the last time."""

    @cached_property
    def actions(self) -> tuple[PromiseStanding, ...]:
        """Those open, the worst first, then those done since the last time."""
        return tuple(sorted(self._kept, key=lambda each: (_is_done(each), STATUSES.index(each.judgement.status))))

    @property
    def done_before(self) -> int:
        """How many were done before the last time, and are left out."""
        return len(_actions(self.position)) - len(self._kept)

    @cached_property
    def _kept(self) -> tuple[PromiseStanding, ...]:
        """The actions that are shown."""
        return tuple(each for each in _actions(self.position) if not _is_done(each) or self._is_new(each))

    def _is_new(self, standing: PromiseStanding) -> bool:
        """Tell whether an action was done since the last time."""
        done = standing.item.promise.done_on
        return done is not None and done > self.since


@dataclass(frozen=True)
class Risks(OwnWords):
    """What may go wrong, the gravest first."""

    @property
    def gravest_first(self) -> tuple[Risk, ...]:
        """The open risks, by likelihood times impact."""
        return tuple(sorted(self.plan.risks, key=lambda each: (-each.likelihood * each.impact, each.id)))


@dataclass(frozen=True)
class ForwardPlan(OwnWords):
    """What is due before the meeting after next."""

    @cached_property
    def ahead(self) -> tuple[Ahead, ...]:
        """Meetings, and whatever is due and not reached, in order of time."""
        first, last = self.position.as_at, self.position.as_at + dt.timedelta(weeks=WEEKS_AHEAD)
        found = [Ahead(each.held_on, each.occasion, "meeting") for each in self.plan.meetings if each.held_on]
        for requirement in self.position.requirements:
            found += [
                Ahead(each.evidence.deadline, definition(each.item.indicator).title, "measure", each.judgement.status)
                for each in requirement.measures
            ]
            found += [
                Ahead(
                    each.item.promise.deadline,
                    f"{each.item.id} {each.item.text}",
                    each.item.kind,
                    each.judgement.status,
                )
                for each in requirement.promises
                if not _is_done(each) and each.item.promise.deadline
            ]
        return tuple(sorted((each for each in found if first < each.on <= last), key=lambda each: (each.on, each.what)))


@dataclass(frozen=True)
class NoChart:
    """That there is no measure left to chart.

    Parameters
    ----------
    rank : int
        Which measure was asked for, 1 for the first.
    figures : tuple of Figures
        None.
    """

    rank: int
    figures: tuple[Figures, ...] = ()

    def over(self, figures: tuple[Figures, ...]) -> NoChart:
        """Return the same.

        Parameters
        ----------
        figures : tuple of Figures
            None.

        Returns
        -------
        NoChart
            The same.
        """
        return replace(self, figures=figures)


def charted(records: Records, *, rank: int, since: str = "") -> SpecialCauses | NoChart:
    """Chart one measure of the plan, those that stand worst first.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    rank : int
        Which measure: 1 for the one that stands worst.
    since : str
        When the last time was, as on the rest of the page.

    Returns
    -------
    SpecialCauses or NoChart
        Its control chart, or why there is none.
    """
    position = report(records, Overall, occasion=BOARD_MEETING, since=since).position
    held = {each.definition.id for each in position.figures}
    measures = [each for requirement in position.requirements for each in requirement.measures]
    ordered = sorted(measures, key=lambda each: STATUSES.index(each.judgement.status))
    names = [name for name in dict.fromkeys(each.item.indicator for each in ordered) if name in held]
    names = [name for name in names if definition(name).window == "flow"]
    return special_causes(records, names[rank - 1]) if rank <= len(names) else NoChart(rank)


def _actions(position: Position) -> tuple[PromiseStanding, ...]:
    """Return the actions of the plan."""
    return tuple(
        each for requirement in position.requirements for each in requirement.promises if each.item.kind == "action"
    )


def _is_done(standing: PromiseStanding) -> bool:
    """Tell whether a promise was done."""
    return standing.item.promise.done_on is not None
