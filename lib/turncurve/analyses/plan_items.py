"""What an improvement plan holds, item by item: requirements, objectives, measures, promises, and what was said."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from turncurve.analyses.promise_status import Promise
from turncurve.tables.improvement_plan import BOARD
from turncurve.tables.story import Aim


@dataclass(frozen=True)
class Slip:
    """A later date than the first, and what is said of it.

    Parameters
    ----------
    to : datetime.date or None
        The later date; None where there is none.
    reason : str
        Why, in the council's words.
    approved_by : str
        Who agreed to it.
    approved_on : datetime.date or None
        When.
    doubt : str
        Why it does not count that the Board is said to have agreed, as a clause; empty where it counts.
    """

    to: dt.date | None = None
    reason: str = ""
    approved_by: str = ""
    approved_on: dt.date | None = None
    doubt: str = ""

    @property
    def is_approved(self) -> bool:
        """Whether the Board agreed."""
        return self.approved_by == BOARD and not self.doubt


@dataclass(frozen=True)
class MeasureItem:
    """One measure of the plan: an indicator with its target.

    Parameters
    ----------
    id, objective, indicator : str
        Its own identifier, its objective's, and the indicator's.
    aim : {"at most", "at least"}
        On which side of the target it is met.
    target : float or None
        In the indicator's unit.
    due : datetime.date or None
        By when, as first agreed.
    slip : Slip
        A later date.
    baseline : float or None
        Where it stood when the plan was made, in the indicator's unit.
    baseline_on : datetime.date or None
        The last day of that.
    against : tuple of str
        Evidence that says otherwise, one clause each.
    eased : str
        Its target in an earlier edition and now, as a clause, where it is easier to meet now; else empty.
    held_to : tuple of str and float or None
        The aim and target that it first had, where they were eased since and are counted by the same indicator.
    """

    id: str
    objective: str
    indicator: str
    aim: Aim
    target: float | None = None
    due: dt.date | None = None
    slip: Slip = field(default_factory=Slip)
    baseline: float | None = None
    baseline_on: dt.date | None = None
    against: tuple[str, ...] = ()
    eased: str = ""
    held_to: tuple[Aim, float] | None = None


@dataclass(frozen=True)
class PromiseItem:
    """One milestone or action of the plan.

    Parameters
    ----------
    id, objective, text, owner : str
        Its own identifier, its objective's, what is to be done, and by whom.
    kind : {"milestone", "action"}
        Which of the two.
    promise : Promise
        Its dates, and what shows that it was done.
    slip : Slip
        Why it is late, and who agreed.
    corrects : str
        Identifier of what is not achieved and this is to put right; empty where it corrects nothing.
    effect : str
        What came of it, in the council's words.
    against : tuple of str
        Evidence that says otherwise than that it is done, one clause each.
    """

    id: str
    objective: str
    text: str
    kind: Literal["milestone", "action"]
    promise: Promise
    owner: str = ""
    slip: Slip = field(default_factory=Slip)
    corrects: str = ""
    effect: str = ""
    against: tuple[str, ...] = ()


@dataclass(frozen=True)
class ObjectiveItem:
    """One objective: its identifier, its requirement's, what it says, and who answers for it.

    Parameters
    ----------
    id, requirement, text, owner : str
        As in the plan.
    against : tuple of str
        Evidence that says otherwise than that it is met, one clause each.
    """

    id: str
    requirement: str
    text: str
    owner: str = ""
    against: tuple[str, ...] = ()


@dataclass(frozen=True)
class RequirementItem:
    """One requirement of the notice.

    Parameters
    ----------
    id, theme, text : str
        As in the plan.
    against : tuple of str
        Evidence that says otherwise than that it is met, one clause each.
    lacks : str
        Which evidence should be held and is not, as a clause; empty where none is wanting.
    taken_out : tuple of str
        Numbers of what its status rested on in an earlier edition and was taken out of the plan.
    moved : tuple of str
        Numbers of what its status rested on in an earlier edition and serves another requirement, or objective, now.
    """

    id: str
    theme: str
    text: str
    against: tuple[str, ...] = ()
    lacks: str = ""
    taken_out: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()


@dataclass(frozen=True)
class Disagreement:
    """Where the chair sees a requirement otherwise than the rule.

    Parameters
    ----------
    requirement, status, reason : str
        Which one, how the chair sees it, and why.
    """

    requirement: str
    status: str
    reason: str = ""


@dataclass(frozen=True)
class Meeting:
    """A meeting, report or review at which the plan is looked at.

    Parameters
    ----------
    id, occasion, month : str
        Its identifier, what it is, and its month as YYYY-MM.
    held_on : datetime.date or None
        Its day, where that is known.
    asked_for, statement, signed_off_by : str
        What is asked for, what the chair says, and who signed that.
    signed_off_on : datetime.date or None
        When.
    disagreements : tuple of Disagreement
        Where the chair sees it otherwise.
    """

    id: str
    occasion: str
    month: str
    held_on: dt.date | None = None
    asked_for: str = ""
    statement: str = ""
    signed_off_by: str = ""
    signed_off_on: dt.date | None = None
    disagreements: tuple[Disagreement, ...] = ()


@dataclass(frozen=True)
class Pledge:
    """What was promised at a meeting, and what came of it.

    Parameters
    ----------
    id, made_at, requirement, text : str
        Its identifier, the meeting's, the requirement's where there is one, and what was promised.
    due, kept_on : datetime.date or None
        By when, and when it was kept.
    outcome : str
        What happened, in the council's words.
    """

    id: str
    made_at: str
    requirement: str
    text: str
    due: dt.date | None = None
    kept_on: dt.date | None = None
    outcome: str = ""


@dataclass(frozen=True)
class Risk:
    """What may go wrong.

    Parameters
    ----------
    id, requirement, text, mitigation, owner : str
        As in the plan.
    likelihood, impact : int
        1 to 5 each.
    """

    id: str
    requirement: str
    text: str
    likelihood: int
    impact: int
    mitigation: str = ""
    owner: str = ""


@dataclass(frozen=True)
class Finding:
    """A recommendation of the inspection, or an area that the diagnostic named.

    Parameters
    ----------
    id, source, text, objective : str
        As in the plan; the objective is empty where none answers to it.
    """

    id: str
    source: str
    text: str
    objective: str = ""


@dataclass(frozen=True)
class Plan:
    """An improvement plan as it stood on one day.

    Parameters
    ----------
    plan_on : datetime.date
        The day.
    aim_on : datetime.date
        By when all is to be met.
    requirements : tuple of RequirementItem
    objectives : tuple of ObjectiveItem
    measures : tuple of MeasureItem
    promises : tuple of PromiseItem
    meetings : tuple of Meeting
    pledges : tuple of Pledge
    risks : tuple of Risk
    findings : tuple of Finding
        Each in the order of its identifiers; risks that are still open.
    chair : str
        Who chairs the Board.
    gaps : tuple of str
        What the plan still lacks, one sentence each without its full stop: a report of it is a draft.
    left_open : tuple of str
        What the plan says itself to be open, or cannot mend; the same.
    """

    plan_on: dt.date
    aim_on: dt.date
    requirements: tuple[RequirementItem, ...] = ()
    objectives: tuple[ObjectiveItem, ...] = ()
    measures: tuple[MeasureItem, ...] = ()
    promises: tuple[PromiseItem, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    risks: tuple[Risk, ...] = ()
    findings: tuple[Finding, ...] = ()
    chair: str = ""
    gaps: tuple[str, ...] = ()
    left_open: tuple[str, ...] = ()
