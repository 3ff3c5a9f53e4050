"""Whether a finding changed practice: what an audit found, what was done, and what a later audit found of the same."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property

from turncurve.analyses.action_state import state_on
from turncurve.analyses.audit_drawn import last_draw
from turncurve.analyses.audit_found import AuditSummary, Criterion, audits_of, summary_of
from turncurve.indicators.figures import Figures
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.methods.share_difference import difference_of_shares
from turncurve.reference.periods import Period, month
from turncurve.tables.audit_actions import AuditAction, AuditActions, actions_of
from turncurve.tables.council import identify
from turncurve.tables.records import Records


@dataclass(frozen=True)
class Changed:
    """One question as two audits found it.

    Parameters
    ----------
    before, after : Criterion
        What each found; the standard and question are the same.
    difference : Interval or NoInterval
        Bounds for the later percentage met less the earlier one; the reason where there are none.
    """

    before: Criterion
    after: Criterion
    difference: Interval | NoInterval


@dataclass(frozen=True)
class AuditChange:
    """What two audits found of the same questions, and what was done between them.

    Parameters
    ----------
    figures : tuple of Figures
        Those of the earlier audit, then those of the later one.
    before, after : AuditSummary
        The two audits.
    actions : AuditActions
        The earlier audit's findings, and the actions that follow from them; none where none are written down.
    as_at : datetime.date
        The report's date.
    """

    figures: tuple[Figures, ...]
    before: AuditSummary
    after: AuditSummary
    actions: AuditActions
    as_at: dt.date

    def over(self, figures: tuple[Figures, ...]) -> AuditChange:
        """Return the same worked out from other figures.

        Parameters
        ----------
        figures : tuple of Figures
            As many as there are, in the same order.

        Returns
        -------
        AuditChange
            Over those figures.
        """
        first = len(self.before.figures)
        before, after = self.before.over(figures[:first]), self.after.over(figures[first:])
        return replace(self, figures=figures, before=before, after=after)

    @cached_property
    def questions(self) -> tuple[Changed, ...]:
        """Each question that both audits asked, in order of standard and criterion."""
        later = {(each.standard, each.criterion): each for each in self.after.criteria}
        pairs = ((each, later.get((each.standard, each.criterion))) for each in self.before.criteria)
        return tuple(Changed(one, two, _difference(one, two)) for one, two in pairs if two is not None)

    def state_of(self, action: AuditAction) -> str:
        """Say how an action stands on the report's date.

        Parameters
        ----------
        action : AuditAction
            One of its actions.

        Returns
        -------
        str
            "done", "done late", "not done, overdue", "not done yet" or "no date is set".
        """
        return state_on(self.as_at, due=action.due, done_on=action.done_on)


def change(records: Records, earlier: str, later: str) -> AuditChange:
    """Set what one audit found beside what a later audit found of the same questions.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    earlier, later : str
        The audits' names. Where they are one audit, its first month is set beside its last.

    Returns
    -------
    AuditChange
        Question by question, with the actions that followed from the earlier audit.
    """
    first = _month(records, earlier, last=False)
    after = last_draw(records, later) or summary_of(records, later, _month(records, later, last=True))
    before = summary_of(records, earlier, first)
    council = identify(records.council)
    taken = actions_of(council.folder).of_audit(earlier, by=records.as_at)
    return AuditChange((*before.figures, *after.figures), before, after, taken, records.as_at)


def _month(records: Records, programme: str, *, last: bool) -> Period:
    """Return the first or the last month in which an audit read files."""
    days = audits_of(records, programme)["audited_on"]
    day = days.max() if last else days.min()
    whole = month(day.year, day.month)
    return Period(whole.start, min(whole.end, records.as_at))


def _difference(before: Criterion, after: Criterion) -> Interval | NoInterval:
    """Bound the change of the percentage met, where both audits speak for more than the files read."""
    bounds = (before.met_in_all, after.met_in_all)
    if isinstance(bounds[0], NoInterval) or isinstance(bounds[1], NoInterval):
        which, reason = next(
            (which, each.reason)
            for which, each in zip(("earlier", "later"), bounds, strict=True)
            if isinstance(each, NoInterval)
        )
        return NoInterval(f"of the {which} audit, {reason}", "none")
    if before.met is None or after.met is None:
        return NoInterval("a percentage is not known", "none")
    return difference_of_shares(before.met, after.met, bounds=(bounds[0], bounds[1]))
