"""The written rule by which statuses are put together: the worst counts, with three exceptions and never an average."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from turncurve.analyses.status import STATUSES, Judgement, no_better_than, worst

Kind = Literal["measure", "milestone", "action"]
_REACHED = ("met", "met and sustained")


@dataclass(frozen=True)
class Member:
    """One thing that a status is put together from.

    Parameters
    ----------
    name : str
        Its identifier in the plan.
    kind : {"measure", "milestone", "action"}
        What it is: a measure shows what came of the work, a milestone that a step was reached, an action what was done.
    judgement : Judgement
        Its own status.
    """

    name: str
    kind: Kind
    judgement: Judgement


def objective_status(members: Sequence[Member]) -> Judgement:
    """Give the status of an objective from those of its measures, milestones and actions.

    Parameters
    ----------
    members : sequence of Member
        All of them.

    Returns
    -------
    Judgement
        The worst, but: actions alone are no evidence; where every measure is met, a late action or milestone makes it
        at risk and not off track; and a step that is done once does not hold back measures that have lasted.
    """
    results = [each for each in members if each.kind != "action"]
    if not members:
        return Judgement("no evidence", "nothing to judge by", "it has neither a measure nor a milestone")
    if not results:
        said = "it has actions alone, and what was done does not show what came of it"
        found = _worst_of(members)
        return no_better_than(found, "no evidence", rule="actions alone", because=said)
    measures = [each for each in members if each.kind == "measure"]
    reached = bool(measures) and all(each.judgement.status in _REACHED for each in measures)
    return _worst_of([_eased(each) if reached and each.kind != "measure" else each for each in members])


def _eased(member: Member) -> Member:
    """Return a milestone or an action as it counts where every measure is met."""
    own = member.judgement
    if own.status == "off track":
        said = f"{own.because}, though every measure is met"
        return replace(member, judgement=Judgement("at risk", "late, and measures met", said, own.cautions))
    if own.status == "met":
        return replace(member, judgement=replace(own, status="met and sustained"))
    return member


def _worst_of(members: Sequence[Member]) -> Judgement:
    """Return the worst of several statuses, with whose it is, and who else has the same."""
    found = worst(each.judgement for each in members)
    same = [each for each in members if each.judgement.status == found.status]
    also = len(same) - 1
    because = f"{same[0].name}: {found.because}" if len(members) > 1 else found.because
    more = (f"the same holds of {also} more of its {len(members)} parts",) if also and not found.is_green else ()
    return Judgement(found.status, found.rule, because, (*found.cautions, *more))


def requirement_status(objectives: Sequence[tuple[str, Judgement]]) -> Judgement:
    """Give the status of a requirement from those of its objectives.

    Parameters
    ----------
    objectives : sequence of (str, Judgement)
        Each objective's identifier and status.

    Returns
    -------
    Judgement
        The worst; no evidence where there is no objective.
    """
    if not objectives:
        return Judgement("no evidence", "no objective", "no objective of the plan answers to it")
    found = worst(judgement for _, judgement in objectives)
    if len(objectives) == 1:
        return found
    names = [name for name, judgement in objectives if judgement.status == found.status]
    return replace(found, because=f"objective {names[0]}: {found.because}")


def overall_status(requirements: Sequence[Judgement]) -> Judgement:
    """Give the overall position from the statuses of the requirements.

    Parameters
    ----------
    requirements : sequence of Judgement
        All of them.

    Returns
    -------
    Judgement
        The worst, without exception, with how many have each status; no evidence where there is no requirement.
    """
    if not requirements:
        return Judgement("no evidence", "no requirement", "no requirement is written down")
    found = worst(requirements)
    many = [(status, sum(each.status == status for each in requirements)) for status in STATUSES]
    counted = ", ".join(f"{count} {status}" for status, count in many if count)
    return Judgement(found.status, "worst of all", f"of {len(requirements)} requirements {counted}")
