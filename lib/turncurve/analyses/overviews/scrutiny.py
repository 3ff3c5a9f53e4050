"""What elected members need to challenge the council: what has got better, what has not, and what to ask."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, get_args

from turncurve.analyses import charting
from turncurve.analyses.measure_status import Direction
from turncurve.analyses.overviews.measure_standing import MeasureStanding
from turncurve.analyses.overviews.not_achieved import Shortfall
from turncurve.analyses.overviews.position import RequirementStanding
from turncurve.analyses.overviews.progress_report import Progress
from turncurve.analyses.plan_items import MeasureItem
from turncurve.indicators.figures import Figures
from turncurve.methods.chart_result import ChartDesign
from turncurve.methods.spc_rules import PointType

Doubt = Literal[
    "no reason given", "nothing planned", "not agreed", "behind", "short of time", "not known", "not shown", "to keep"
]
DOUBTS: tuple[Doubt, ...] = get_args(Doubt)
"""What gives rise to a question, the most pressing first."""


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

    @property
    def indicators(self) -> tuple[str, ...]:
        """None: it counts requirements."""
        return ()


@dataclass(frozen=True)
class Movement:
    """How one measure has moved.

    Parameters
    ----------
    standing : MeasureStanding
        The measure.
    lately : {"better", "worse", "cannot tell"}
        Whether its last quarter stands out from its own past, by the rules of its control chart: another test than
        that of the year, and no verdict on it.
    """

    standing: MeasureStanding
    lately: Direction

    @property
    def way(self) -> Direction:
        """Whether it moved from one year to the next by more than chance explains: the progress report's verdict."""
        return self.standing.evidence.direction


@dataclass(frozen=True)
class BetterOrWorse(Progress):
    """What has really got better or worse, and what may only have moved by chance.

    Parameters
    ----------
    which : {"moved", "unsure"}
        Those that moved, or those of which one cannot tell.
    """

    which: str = "moved"

    @cached_property
    def movements(self) -> tuple[Movement, ...]:
        """Every measure, once an indicator: worse first, then better, then those of which one cannot tell."""
        held = {each.item.indicator: each for one in self.position.requirements for each in one.measures}
        quarters = {each.definition.id: each for each in self.figures}
        found = [
            Movement(each, _lately(each, quarters.get(name), as_at=self.position.as_at)) for name, each in held.items()
        ]
        order = ("worse", "better", "cannot tell")
        return tuple(sorted(found, key=lambda each: order.index(each.way)))

    @property
    def shown(self) -> tuple[Movement, ...]:
        """Those that this part is about."""
        return tuple(each for each in self.movements if (each.way == "cannot tell") == (self.which == "unsure"))

    @property
    def stood_out(self) -> tuple[Movement, ...]:
        """The measures whose last quarter stands out, whatever the year says."""
        return tuple(each for each in self.movements if each.lately != "cannot tell")

    def moved(self, way: Direction) -> tuple[Movement, ...]:
        """Return the measures that moved one way.

        Parameters
        ----------
        way : {"better", "worse", "cannot tell"}
            Which way.

        Returns
        -------
        tuple of Movement
            In the plan's order.
        """
        return tuple(each for each in self.movements if each.way == way)


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
    """What to ask, by a written rule: the first doubt that each requirement gives rise to.

    Parameters
    ----------
    most : int
        How many are shown.
    """

    most: int = 10

    @cached_property
    def asked(self) -> tuple[Question, ...]:
        """One question a requirement that is not met and sustained or on track, in order of how it stands."""
        own = {each.requirement.item.id: each for each in reversed(self.shortfalls)}
        found = [_question(each, own.get(each.item.id)) for each in self.position.requirements]
        return tuple(sorted((each for each in found if each), key=lambda each: DOUBTS.index(each.doubt)))

    @property
    def indicators(self) -> tuple[str, ...]:
        """Those of the measures that the questions shown are about."""
        items = (each.shortfall.standing.item for each in self.asked[: self.most] if each.shortfall)
        return tuple(sorted({each.indicator for each in items if isinstance(each, MeasureItem)}))


def _lately(standing: MeasureStanding, quarters: Figures | None, *, as_at: dt.date) -> Direction:
    """Tell whether the last quarter stands out from its own past."""
    if quarters is None:
        return "cannot tell"
    ended = tuple(each for each in quarters.measurements if each.period.end <= as_at)
    side: Literal["higher", "lower"] = "higher" if standing.item.aim == "at least" else "lower"
    charted = charting.chart_of(replace(quarters, measurements=ended), design=ChartDesign(side))
    if charted.chart is None or not ended or not charted.periods or charted.periods[-1] != ended[-1].period:
        return "cannot tell"
    ways: dict[PointType, Direction] = {PointType.IMPROVEMENT: "better", PointType.CONCERN: "worse"}
    return ways.get(charted.chart.points[-1].point_type, "cannot tell")


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
