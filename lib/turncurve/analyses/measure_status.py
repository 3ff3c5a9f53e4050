"""The written rule for the status of a measure: what the counts say, whether it is changing, and what is to come."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from turncurve.analyses.evidence_held import Evidence, by_the_aim, weighed
from turncurve.analyses.status import Judgement, no_better_than
from turncurve.reference.periods import Period

LIKELY = 0.8
"""On track from this chance of being met by its date: four times in five."""
UNLIKELY = 0.2
"""Off track below this chance."""
EVEN = 0.5
"""A target met now is at risk where the chance that it will be at its date is below this."""
FEWEST_CASES = 20
"""Of fewer cases than this a share says nothing where one case more or fewer would put it on the other side."""

Direction = Literal["better", "worse", "cannot tell"]
NOT_SHOWN_HERE = "there is evidence against it that is not shown here"
"""What readers are told of a warning whose numbers they may not see; nothing is green against it."""


@dataclass(frozen=True)
class Reading:
    """A value held against the target: of twelve months, or of a date.

    Parameters
    ----------
    period : Period
        What it covers.
    met : bool
        Whether it is where the target wants it: a fact about counts.
    one_case_decides : bool
        Whether it is a share of few cases, of which one more or fewer would put it on the other side.
    """

    period: Period
    met: bool
    one_case_decides: bool = False


@dataclass(frozen=True)
class MeasureEvidence:
    """All that the status of a measure rests on.

    Parameters
    ----------
    readings : tuple of Reading
        Those known, in order of time.
    due : datetime.date
        The date by which the target is to be met, as it was first agreed.
    evidence : Evidence
        Until when it tells, and what stands against it.
    revised : datetime.date or None
        A later date, where there is one.
    approved : bool
        Whether the Board agreed to the later date.
    direction : {"better", "worse", "cannot tell"}
        Whether it is really changing, as its interval says.
    probability : float or None
        Chance of being met by the date, or by the aim's where that has passed, 0 to 1; None where there is none.
    why_no_probability : str
        Why not, as a clause.
    keeps_pace : bool or None
        Whether the last value is as far as the straight line from the baseline to the target; None where unknown.
    run_needed : int
        How many readings in a row make it sustained.
    hidden : bool
        Whether the readings are there, and not shown to these readers.
    aim : datetime.date or None
        By when all is to be met; None where no day is held.
    warned : str
        What the early warning says of it, as a clause; empty where no warning stands, and `NOT_SHOWN_HERE` where one
        stands that these readers are not told of.
    """

    readings: tuple[Reading, ...]
    due: dt.date
    evidence: Evidence
    revised: dt.date | None = None
    approved: bool = False
    direction: Direction = "cannot tell"
    probability: float | None = None
    why_no_probability: str = "there is no forecast"
    keeps_pace: bool | None = None
    run_needed: int = 4
    hidden: bool = False
    aim: dt.date | None = None
    warned: str = ""

    @property
    def deadline(self) -> dt.date:
        """The date that counts: a later one only where the Board agreed to it."""
        return self.revised if self.revised and self.approved else self.due

    @property
    def run(self) -> int:
        """How many readings in a row, up to the last, are where the target wants them."""
        return sum(1 for _ in takewhile(lambda each: each.met, reversed(self.readings)))

    @property
    def was_met_before(self) -> bool:
        """Whether a reading before the last was where the target wants it."""
        return any(each.met for each in self.readings[:-1])


def measure_status(measure: MeasureEvidence, *, as_at: dt.date) -> Judgement:
    """Give the status of a measure by the written rule.

    Parameters
    ----------
    measure : MeasureEvidence
        What it rests on.
    as_at : datetime.date
        The report's date.

    Returns
    -------
    Judgement
        The status, the rule that gave it, and why; never green where the evidence is missing, stale or contradictory.
    """
    if not measure.readings:
        if measure.hidden:
            return Judgement("cannot tell", "not shown", "its counts are too small to be shown")
        why = measure.evidence.missing or "nothing has been measured"
        return Judgement("no evidence", "evidence missing", why)
    found = _met(measure) if measure.readings[-1].met else _not_met(measure, as_at=as_at)
    return weighed(_with_warning(_with_dates(found, measure), measure), measure.evidence, as_at=as_at)


def _met(measure: MeasureEvidence) -> Judgement:
    """Judge a measure whose last reading is where the target wants it."""
    if measure.readings[-1].one_case_decides:
        return Judgement(
            "cannot tell", "small numbers", "the target was met on so few cases that one more or fewer would decide it"
        )
    if measure.direction == "worse":
        return Judgement(
            "at risk", "met and getting worse", "the target is met, and the measure is really getting worse"
        )
    if measure.probability is not None and measure.probability < EVEN:
        return Judgement(
            "at risk", "met and unlikely to last", "the target is met now and is more likely than not to be lost"
        )
    if measure.run >= measure.run_needed:
        return Judgement(
            "met and sustained", "sustained", f"the target was met at each of the last {measure.run} readings"
        )
    said = f"the target is met, at {measure.run} of the {measure.run_needed} readings in a row that show that it lasts"
    return Judgement("met", "not yet sustained", said)


def _not_met(measure: MeasureEvidence, *, as_at: dt.date) -> Judgement:
    """Judge a measure whose last reading is not where the target wants it."""
    lost = measure.was_met_before
    if measure.deadline <= as_at:
        if lost:
            return Judgement("off track", "met then lost", "the target was met and then lost, and its date has passed")
        return Judgement("off track", "missed", "the target was not met by its date")
    if measure.readings[-1].one_case_decides:
        return Judgement("cannot tell", "small numbers", "the cases are so few that one more or fewer would decide it")
    found = _ahead(measure)
    if measure.direction == "worse":
        said = "the measure is really getting worse"
        found = no_better_than(found, "at risk", rule="getting worse", because=said)
    if lost:
        said = "the target was met and then lost"
        found = no_better_than(found, "at risk", rule="met then lost", because=said)
    return found


def _ahead(measure: MeasureEvidence) -> Judgement:
    """Judge a target that is not due by the chance that it will be met, or by its pace."""
    chance = measure.probability
    if chance is None:
        return _without_forecast(measure)
    said = f"the chance that it is met by its date is {in_words(chance)}"
    if chance >= LIKELY:
        return Judgement("on track", "likely to be met", said)
    if chance >= UNLIKELY:
        return Judgement("at risk", "may not be met", said)
    if measure.direction == "better":
        return Judgement("off track", "improving too slowly", f"it is really improving, and not fast enough: {said}")
    return Judgement("off track", "unlikely to be met", said)


def _without_forecast(measure: MeasureEvidence) -> Judgement:
    """Judge a target that is not due where no chance can be given: by its pace."""
    why = f"no chance can be given, because {measure.why_no_probability}"
    if measure.keeps_pace is None:
        return Judgement("cannot tell", "no forecast", f"the target is not due and not met yet, and {why}")
    if measure.keeps_pace:
        return Judgement("on track", "keeps pace", "it keeps the pace from its baseline to the target", (why,))
    return Judgement("at risk", "behind its pace", "it is behind the pace from its baseline to the target", (why,))


def _with_dates(found: Judgement, measure: MeasureEvidence) -> Judgement:
    """Hold back a status whose date was put back: what is late is not on track."""
    if measure.readings[-1].met:
        return found
    found = by_the_aim(found, measure.deadline, aim=measure.aim)
    if measure.revised is None or measure.revised <= measure.due:
        return found
    moved = f"its date was put back from {_day(measure.due)} to {_day(measure.revised)}"
    if measure.approved:
        return no_better_than(found, "at risk", rule="put back", because=f"{moved}, as the Board agreed")
    return no_better_than(
        found, "off track", rule="late without approval", because=f"{moved}, and the Board has not agreed to that"
    )


def _with_warning(found: Judgement, measure: MeasureEvidence) -> Judgement:
    """Weigh a warning that stands: what is about to be lost is at risk, whatever its counts say today."""
    if not measure.warned:
        return found
    if measure.warned == NOT_SHOWN_HERE:
        return no_better_than(found, "cannot tell", rule="warning not shown", because=measure.warned)
    return no_better_than(found, "at risk", rule="early warning", because=measure.warned)


def in_words(probability: float) -> str:
    """Write a chance as a reader can weigh it.

    Parameters
    ----------
    probability : float
        0 to 1.

    Returns
    -------
    str
        To the nearest 5%; never 0% or 100%.
    """
    if probability < 0.05:
        return "less than 5%"
    if probability > 0.95:
        return "more than 95%"
    return f"about {5 * round(20 * probability)}%"


def _day(day: dt.date) -> str:
    """Write a date."""
    return f"{day.day} {day:%B %Y}"
