"""The written rule for the status of what was promised by a date: a milestone or an action."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from turncurve.analyses.evidence_held import Evidence, by_the_aim, weighed
from turncurve.analyses.status import Judgement

Found = Literal["confirms", "contradicts"]


@dataclass(frozen=True)
class Promise:
    """Something to be done by a date.

    Parameters
    ----------
    due : datetime.date or None
        The date first agreed; None where none is written down.
    revised : datetime.date or None
        A later date, where there is one.
    approved : bool
        Whether the Board agreed to the later date.
    done_on : datetime.date or None
        When it was done, as the plan says.
    lost_on : datetime.date or None
        Since when it no longer holds, as the plan says.
    evidence : str
        What shows that it was done; empty where nothing does.
    audit : {"confirms", "contradicts"} or None
        What an audit found since, where one looked.
    told_on : datetime.date or None
        The day of the plan that says all this; None where it is the report's own.
    aim : datetime.date or None
        By when all is to be met; None where no day is held.
    """

    due: dt.date | None
    revised: dt.date | None = None
    approved: bool = False
    done_on: dt.date | None = None
    lost_on: dt.date | None = None
    evidence: str = ""
    audit: Found | None = None
    told_on: dt.date | None = None
    aim: dt.date | None = None

    @property
    def deadline(self) -> dt.date | None:
        """The date that counts: a later one only where the Board agreed to it."""
        return self.revised if self.revised and self.approved else self.due

    @property
    def is_put_back(self) -> bool:
        """Whether a later date than the first is written down."""
        return self.due is not None and self.revised is not None and self.revised > self.due


def promise_status(promise: Promise, *, as_at: dt.date) -> Judgement:
    """Give the status of a milestone or an action by the written rule.

    Parameters
    ----------
    promise : Promise
        What is to be done, and what is known of it.
    as_at : datetime.date
        The report's date.

    Returns
    -------
    Judgement
        The status, the rule that gave it, and why.
    """
    if promise.lost_on is not None and promise.lost_on <= as_at:
        return Judgement("off track", "met then lost", f"it was met, and no longer is since {_day(promise.lost_on)}")
    if promise.done_on is not None and promise.done_on <= as_at:
        return _done(promise, as_at=as_at)
    if promise.due is None:
        return Judgement("cannot tell", "no date", "no date is written down by which it is to be done")
    found = by_the_aim(_not_done(promise, promise.due, as_at=as_at), promise.deadline or promise.due, aim=promise.aim)
    return weighed(found, Evidence(promise.told_on), as_at=as_at)


def _done(promise: Promise, *, as_at: dt.date) -> Judgement:
    """Judge what is said to be done."""
    done = promise.done_on or as_at
    late = promise.due is not None and done > promise.due
    said = f"done on {_day(done)}"
    if late and promise.due is not None:
        said += f", {(done - promise.due).days} days after the date first agreed"
    if promise.evidence:
        said += f", shown by {promise.evidence.rstrip('.')}"
    lasting = promise.audit == "confirms"
    found = (
        Judgement("met and sustained", "done and confirmed", f"{said}, and an audit since has found it so")
        if lasting
        else Judgement("met", "done", said)
    )
    against = ("an audit since has not found it so",) if promise.audit == "contradicts" else ()
    missing = "" if promise.evidence or against else "it is said to be done, and nothing is held that shows it"
    return weighed(found, Evidence(promise.told_on or as_at, against, missing), as_at=as_at)


def _not_done(promise: Promise, due: dt.date, *, as_at: dt.date) -> Judgement:
    """Judge what is not done yet."""
    deadline = promise.deadline or due
    if promise.is_put_back and promise.revised is not None:
        moved = f"put back from {_day(due)} to {_day(promise.revised)}"
        if promise.approved and promise.revised >= as_at:
            return Judgement("at risk", "put back", f"not done; {moved}, as the Board agreed")
        if not promise.approved:
            return Judgement(
                "off track", "late without approval", f"not done; {moved}, and the Board has not agreed to that"
            )
    if deadline < as_at:
        again = ", the date that the Board agreed to last" if deadline != due else ""
        return Judgement("off track", "late", f"not done by {_day(deadline)}{again}")
    return Judgement("on track", "not due yet", f"due by {_day(deadline)}")


def _day(day: dt.date) -> str:
    """Write a date."""
    return f"{day.day} {day:%B %Y}"
