"""Where a council stands to its notice on one date: every requirement with its objectives, measures and promises."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from turncurve.analyses.combined_status import Member, objective_status, overall_status, requirement_status
from turncurve.analyses.evidence_held import Evidence, weighed
from turncurve.analyses.measure_status import NOT_SHOWN_HERE
from turncurve.analyses.overviews.measure_standing import MeasureStanding, standing_of
from turncurve.analyses.plan_items import Finding, ObjectiveItem, Plan, PromiseItem, RequirementItem
from turncurve.analyses.promise_status import promise_status
from turncurve.analyses.status import GREEN, STATUSES, Judgement, no_better_than
from turncurve.indicators.figures import Figures
from turncurve.indicators.registry import definition
from turncurve.reference.improvement_notice import notice

OF_THE_BACKLOG = ("unallocated_cases", "unallocated_over_ten_working_days")
"""The indicators of which the early warning of a backlog tells."""


@dataclass(frozen=True)
class PromiseStanding:
    """How one milestone or action stands.

    Parameters
    ----------
    item : PromiseItem
        As the plan has it.
    judgement : Judgement
        Its status.
    """

    item: PromiseItem
    judgement: Judgement


@dataclass(frozen=True)
class ObjectiveStanding:
    """How one objective stands.

    Parameters
    ----------
    item : ObjectiveItem
        As the plan has it.
    measures : tuple of MeasureStanding
        Its measures.
    promises : tuple of PromiseStanding
        Its milestones and actions.
    judgement : Judgement
        Its status.
    """

    item: ObjectiveItem
    measures: tuple[MeasureStanding, ...]
    promises: tuple[PromiseStanding, ...]
    judgement: Judgement


@dataclass(frozen=True)
class RequirementStanding:
    """How one requirement of the notice stands.

    Parameters
    ----------
    item : RequirementItem
        As the plan has it.
    objectives : tuple of ObjectiveStanding
        Its objectives.
    judgement : Judgement
        Its status.
    """

    item: RequirementItem
    objectives: tuple[ObjectiveStanding, ...]
    judgement: Judgement

    @property
    def measures(self) -> tuple[MeasureStanding, ...]:
        """The measures of all its objectives."""
        return tuple(each for objective in self.objectives for each in objective.measures)

    @property
    def promises(self) -> tuple[PromiseStanding, ...]:
        """The milestones and actions of all its objectives."""
        return tuple(each for objective in self.objectives for each in objective.promises)

    @property
    def deciding(self) -> tuple[MeasureStanding, ...]:
        """The measures whose status is its own; none where milestones, actions or something else decide."""
        return tuple(each for each in self.measures if each.judgement.status == self.judgement.status)

    @property
    def chance(self) -> float | None:
        """The lowest chance of its measures: that all are met cannot be likelier. None where none is known."""
        known = [each.chance_at_aim for each in self.measures if each.chance_at_aim is not None]
        return min(known) if known else None


@dataclass(frozen=True)
class Position:
    """Where a council stands to its notice on one date.

    Parameters
    ----------
    figures : tuple of Figures
        One series for each indicator that the plan, or the plan compared with, measures by, and after them the last
        years of those by quarters: the public may be shown a year of which a quarter is hidden.
    plan : Plan
        The plan as it stood on the date.
    as_at : datetime.date
        The date: no period that ended later is read.
    warned : str
        What the early warning of a backlog says, as a clause; empty where no warning stands.
    """

    figures: tuple[Figures, ...]
    plan: Plan
    as_at: dt.date
    warned: str = ""

    def over(self, figures: tuple[Figures, ...]) -> Position:
        """Return the position worked out from other figures.

        Parameters
        ----------
        figures : tuple of Figures
            The same series in the same order, as they may be shown.

        Returns
        -------
        Position
            With every status worked out anew. Of the warning is told only that there is evidence that is not shown: it
            rests on weekly counts of teams, which are not released.
        """
        return replace(self, figures=figures, warned=NOT_SHOWN_HERE if self.warned else "")

    @cached_property
    def requirements(self) -> tuple[RequirementStanding, ...]:
        """Every requirement, in the notice's order."""
        return _requirements(self.figures, self.plan, self.as_at, self.warned)

    @cached_property
    def overall(self) -> Judgement:
        """The overall position."""
        return overall_status([each.judgement for each in self.requirements])

    @property
    def least_likely(self) -> MeasureStanding | None:
        """The measure with the lowest chance by the day of the aim; None where none has a chance."""
        measures = (each for requirement in self.requirements for each in requirement.measures)
        known = [(each.chance_at_aim, each) for each in measures if each.chance_at_aim is not None]
        return min(known, key=lambda each: each[0])[1] if known else None

    def with_status(self, *statuses: str) -> tuple[RequirementStanding, ...]:
        """Return the requirements of some statuses.

        Parameters
        ----------
        *statuses : str
            Which.

        Returns
        -------
        tuple of RequirementStanding
            In the notice's order.
        """
        return tuple(each for each in self.requirements if each.judgement.status in statuses)

    def of_theme(self, theme: str) -> tuple[RequirementStanding, ...]:
        """Return the requirements of one theme.

        Parameters
        ----------
        theme : str
            The theme; empty for all.

        Returns
        -------
        tuple of RequirementStanding
            In the notice's order.
        """
        return tuple(each for each in self.requirements if theme in {"", each.item.theme})


@lru_cache(maxsize=64)
def _requirements(
    figures: tuple[Figures, ...], plan: Plan, as_at: dt.date, warned: str
) -> tuple[RequirementStanding, ...]:
    """Judge every requirement; kept, because the exhibits of one page ask for the same."""
    series: dict[str, list[Figures]] = defaultdict(list)
    for held in figures:
        series[held.definition.id].append(held)
    warnings = dict.fromkeys(OF_THE_BACKLOG, warned)
    objectives = [_objective(each, plan, series, as_at=as_at, warnings=warnings) for each in plan.objectives]
    late = _late(objectives)
    found = []
    for requirement in plan.requirements:
        own = tuple(each for each in objectives if each.item.requirement == requirement.id)
        judged = requirement_status([(each.item.id, each.judgement) for each in own])
        evidence = Evidence(as_at, requirement.against, requirement.lacks)
        judged = weighed(judged, evidence, as_at=as_at)
        for number in requirement.taken_out:
            said = f"{number}, which it rested on, was taken out of the plan"
            judged = no_better_than(judged, "cannot tell", rule="taken out", because=said)
        for number in requirement.moved:
            judged = _with_moved(judged, number, objectives)
        if late and requirement.id == notice().carried_out and judged.is_green:
            judged = no_better_than(judged, "at risk", rule="others late", because=late)
        if requirement.id == notice().findings_addressed:
            judged = _with_findings(judged, plan.findings, objectives)
        found.append(RequirementStanding(requirement, own, judged))
    return tuple(found)


def _with_moved(judged: Judgement, number: str, objectives: Iterable[ObjectiveStanding]) -> Judgement:
    """Hold a requirement at what it rested on in an earlier edition, wherever the plan has put that since."""
    held: dict[str, Judgement] = {}
    for objective in objectives:
        held[objective.item.id] = objective.judgement
        held |= {each.item.id: each.judgement for each in objective.measures}
        held |= {each.item.id: each.judgement for each in objective.promises}
    said = f"{number}, which it rested on, stands elsewhere in the plan now"
    if number not in held:
        return no_better_than(judged, "cannot tell", rule="moved", because=said)
    own = held[number]
    return no_better_than(judged, own.status, rule="moved", because=f"{said}, and of it is true: {own.because}")


def _with_findings(
    judged: Judgement, findings: Iterable[Finding], objectives: Iterable[ObjectiveStanding]
) -> Judgement:
    """Hold the requirement that all findings are addressed at the worst objective that answers to one of them."""
    held = {each.item.id: each.judgement.status for each in objectives}
    stands = {each.id: held.get(each.objective, "no evidence") for each in findings}
    if not stands:
        return judged
    lowest = min(stands.values(), key=STATUSES.index)
    same = [number for number, status in stands.items() if status == lowest]
    many, verb = f"{len(same)} of the {len(stands)} findings", "is" if len(same) == 1 else "are"
    unknown = {"no evidence": f"of {many} there is no evidence", "cannot tell": f"of {many} one cannot tell"}
    said = f"{unknown.get(lowest, f'{many} {verb} {lowest}')} ({', '.join(same)})"
    return judged if lowest in GREEN else no_better_than(judged, lowest, rule="findings", because=said)


def _late(objectives: Iterable[ObjectiveStanding]) -> str:
    """Say how many milestones and actions are late as a fact; empty where none is."""
    names = [
        each.item.id
        for objective in objectives
        for each in objective.promises
        if each.judgement.rule in {"late", "late without approval", "met then lost"}
    ]
    if not names:
        return ""
    verb = "is" if len(names) == 1 else "are"
    return f"{len(names)} of the plan's milestones and actions {verb} late or no longer met ({', '.join(names)})"


def _objective(
    item: ObjectiveItem,
    plan: Plan,
    series: Mapping[str, Sequence[Figures]],
    *,
    as_at: dt.date,
    warnings: Mapping[str, str],
) -> ObjectiveStanding:
    """Judge one objective."""
    own = [each for each in plan.measures if each.objective == item.id]
    held = [(*series.get(each.indicator, ()), None, None)[:2] for each in own]
    measures = tuple(
        standing_of(
            each,
            figures,
            as_at=as_at,
            aim_on=plan.aim_on,
            years=years,
            warned=warnings.get(each.indicator, ""),
        )
        for each, (figures, years) in zip(own, held, strict=True)
    )
    promises = tuple(
        PromiseStanding(each, promise_status(each.promise, as_at=as_at))
        for each in plan.promises
        if each.objective == item.id
    )
    members = [
        *(Member(definition(each.item.indicator).title, "measure", each.judgement) for each in measures),
        *(
            Member(f"{each.item.kind} {each.item.id} {each.item.text}", each.item.kind, each.judgement)
            for each in promises
        ),
    ]
    judged = weighed(objective_status(members), Evidence(as_at, item.against), as_at=as_at)
    return ObjectiveStanding(item, measures, promises, judged)
