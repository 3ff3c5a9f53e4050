"""What elected members need to challenge the council: what has got better, what has not, and what to ask."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from turncurve.analyses.overviews.measure_standing import MeasureStanding
from turncurve.analyses.overviews.not_achieved import Shortfall
from turncurve.analyses.overviews.position import RequirementStanding
from turncurve.analyses.overviews.progress_report import Progress

Doubt = Literal[
    "no reason given", "nothing planned", "not agreed", "behind", "short of time", "not known", "not shown", "to keep"
]


@dataclass(frozen=True)
class InShort(Progress):
    """How many requirements go well, how many do not, and of how many nobody knows."""

    @property
    def well(self) -> tuple[RequirementStanding, ...]:
        """Those that are met or on track."""
        return tuple(each for each in self.position.requirements if each.judgement.is_green)

    @property
    def badly(self) -> tuple[RequirementStanding, ...]:
        """Those that are off track or at risk."""
        return self.position.with_status("off track", "at risk")

    @property
    def unknown(self) -> tuple[RequirementStanding, ...]:
        """Those of which one cannot tell."""
        return self.position.with_status("cannot tell", "no evidence")


@dataclass(frozen=True)
class BetterOrWorse(Progress):
    """What has really got better or worse in a year, and what may only have moved by chance."""

    @cached_property
    def measures(self) -> tuple[MeasureStanding, ...]:
        """Every measure, once an indicator: worse first, then better, then those of which one cannot tell."""
        held = {each.item.indicator: each for one in self.position.requirements for each in one.measures}
        order = ("worse", "better", "cannot tell")
        return tuple(sorted(held.values(), key=lambda each: order.index(each.evidence.direction)))

    def moved(self, way: str) -> tuple[MeasureStanding, ...]:
        """Return the measures that moved one way by more than chance explains.

        Parameters
        ----------
        way : {"better", "worse", "cannot tell"}
            Which way.

        Returns
        -------
        tuple of MeasureStanding
            In the plan's order.
        """
        return tuple(each for each in self.measures if each.evidence.direction == way)


@dataclass(frozen=True)
class Question:
    """One question that a member can ask.

    Parameters
    ----------
    about : RequirementStanding
        The requirement that it is about.
    doubt : str
        What gives rise to it.
    shortfall : Shortfall or None
        What is not achieved as planned; None where the question is not about one thing.
    """

    about: RequirementStanding
    doubt: Doubt
    shortfall: Shortfall | None = None


@dataclass(frozen=True)
class Questions(Progress):
    """What to ask, by a written rule: the first doubt that each requirement gives rise to."""

    @cached_property
    def asked(self) -> tuple[Question, ...]:
        """One question a requirement that is not met and sustained or on track, in order of how it stands."""
        own = {each.requirement.item.id: each for each in reversed(self.shortfalls)}
        found = [_question(each, own.get(each.item.id)) for each in self.position.requirements]
        order: tuple[Doubt, ...] = Doubt.__args__  # type: ignore[attr-defined]  # the order in which they are written
        return tuple(sorted((each for each in found if each), key=lambda each: order.index(each.doubt)))


def _question(standing: RequirementStanding, shortfall: Shortfall | None) -> Question | None:
    """Return the first doubt that a requirement gives rise to; None where it gives rise to none."""
    status = standing.judgement.status
    if status in {"off track", "at risk"} and shortfall is not None:
        return Question(standing, _doubt(shortfall), shortfall)
    doubts: dict[str, Doubt] = {
        "off track": "behind",
        "at risk": "short of time",
        "cannot tell": "not known",
        "no evidence": "not shown",
        "met": "to keep",
    }
    return Question(standing, doubts[status]) if status in doubts else None


def _doubt(shortfall: Shortfall) -> Doubt:
    """Return the first thing to ask of what is not achieved as planned."""
    item = shortfall.standing.item
    if item.slip.to and not item.slip.is_approved:
        return "not agreed"
    if not shortfall.why and shortfall.is_late:
        return "no reason given"
    if not shortfall.corrections and not shortfall.under_way and item.slip.to is None:
        return "nothing planned"
    return "behind" if shortfall.standing.judgement.status == "off track" else "short of time"
