"""Requirement by requirement, and measure by measure."""

from __future__ import annotations

from turncurve.analyses.measure_status import in_words
from turncurve.analyses.overviews.measure_standing import MeasureStanding
from turncurve.analyses.overviews.position import RequirementStanding
from turncurve.analyses.overviews.progress_report import Measures, Requirements
from turncurve.disclosure.release import Releasable
from turncurve.indicators.registry import definition
from turncurve.methods.bounds import NoInterval
from turncurve.present import words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.progress_overall import RULE, SOURCE
from turncurve.present.status_marks import day, marked

APART = (
    "Whether a target is met is a fact about counts. Whether the measure is really changing is an inference: the "
    "interval of its change since the year before leaves out no change at all, or one cannot tell. The page for "
    "elected members gives the same verdict, and names besides what stood out in the last quarter, by another test."
)
CHANCE = (
    "The chance is the share of possible futures, if nothing changes, in which the target is met over the twelve "
    "months up to the date, or on it. What the council is about to do is not in it."
)
ON_THE_WAY = (
    "Of the days to adoption (A1 and A2) no chance is given here: a past of pooled years cannot be carried on. Page "
    "02_adoption_forecast of the same release works theirs out from the children on the way, with the chance of "
    "meeting each threshold."
)
DAYS_TO_ADOPTION = frozenset({"adoption_a1", "adoption_a2"})
LEAST = "The chance of a requirement is that of its least likely measure: that all are met cannot be likelier."


@presents(Requirements)
def requirements_exhibit(released: Releasable[Requirements]) -> Exhibit:
    """Show how each requirement stands.

    Parameters
    ----------
    released : Releasable of Requirements
        What may be shown.

    Returns
    -------
    Exhibit
        One row a requirement: status, why, chance, and the status of last time.
    """
    part = released.value
    held = {} if part.before is None else {each.item.id: each.judgement.status for each in part.before.requirements}
    green = sum(each.judgement.is_green for each in part.standings)
    names = ("Requirement", "Status", "Why", f"Chance by {part.plan.aim_on:%B %Y}", "Last time")
    return Exhibit(
        title=f"The requirements on {part.theme}" if part.theme else "The requirements",
        sentence=f"Of {words.plural(len(part.standings), 'requirement')}{_on(part)} {green} {_are(green)} on track or "
        "met.",
        columns=tuple(Column(name, numeric=False) for name in names),
        rows=tuple(_requirement(each, held.get(each.item.id, "")) for each in part.standings),
        notes=(LEAST, RULE),
        source=SOURCE,
    )


@presents(Measures)
def measures_exhibit(released: Releasable[Measures]) -> Exhibit:
    """Show how each measure stands: the counts, the change, the chance.

    Parameters
    ----------
    released : Releasable of Measures
        What may be shown.

    Returns
    -------
    Exhibit
        One row a measure.
    """
    part = released.value
    held = [each for requirement in part.standings for each in requirement.measures]
    met = sum(bool(each.evidence.readings) and each.evidence.readings[-1].met for each in held)
    chance = f"Chance by {part.plan.aim_on:%B %Y}"
    names = ("Measure", "Target", "Latest", "Year before", "Really changing?", chance, "Status")
    return Exhibit(
        title=f"The measures on {part.theme}" if part.theme else "The measures",
        sentence=f"Of {words.plural(len(held), 'measure')}{_on(part)} {met} {_are(met)} where the target wants "
        f"{'it' if met == 1 else 'them'} now.",
        columns=tuple(Column(name, numeric=False) for name in names),
        rows=tuple(_measure(each) for each in held),
        notes=(APART, CHANCE, *((ON_THE_WAY,) if DAYS_TO_ADOPTION & {each.item.indicator for each in held} else ())),
        source="; ".join(dict.fromkeys(each.source.title for each in part.figures)) or SOURCE,
    )


def _requirement(standing: RequirementStanding, before: str) -> tuple[str, ...]:
    """Return one requirement."""
    item, judged = standing.item, standing.judgement
    chance = "–" if standing.chance is None else in_words(standing.chance)
    why = "; ".join((judged.because, *judged.cautions, *_figures_of(standing)))
    return (f"{item.id} {item.text}", marked(judged.status), why, chance, marked(before) or "–")


def _figures_of(standing: RequirementStanding) -> tuple[str, ...]:
    """Return the last value and the target of each measure that decides a status, by its number: one clause each."""
    return tuple(
        f"{each.item.id} is {_value(each, each.latest)}, {each.item.aim} "
        f"{words.amount(each.item.target, definition(each.item.indicator))} wanted"
        for each in standing.deciding
        if each.item.target is not None and _is_shown(each)
    )


def _is_shown(standing: MeasureStanding) -> bool:
    """Tell whether the last value of a measure may be shown to these readers."""
    if standing.figures is None or standing.latest is None:
        return False
    return standing.figures.value(standing.latest) is not None


def _measure(standing: MeasureStanding) -> tuple[str, ...]:
    """Return one measure."""
    item, chance = standing.item, standing.chance_at_aim
    unit = definition(item.indicator)
    aimed = "not set" if item.target is None else f"{item.aim} {words.amount(item.target, unit)}"
    by = standing.evidence.deadline
    return (
        f"{item.id} {unit.title}",
        f"{aimed} by {day(by)}",
        _value(standing, standing.latest),
        _value(standing, standing.before),
        _changing(standing),
        "–" if chance is None else in_words(chance),
        marked(standing.judgement.status),
    )


def _value(standing: MeasureStanding, measurement: object) -> str:
    """Write a value with its counts and period."""
    held = [each for each in standing.figures.measurements if each is measurement] if standing.figures else []
    if standing.figures is None or not held:
        return "–"
    return f"{words.ratio(standing.figures, held[0])}, {words.when(held[0].period)}"


def _changing(standing: MeasureStanding) -> str:
    """Say whether a measure is really changing, with the interval of its change."""
    bounds = standing.change
    if isinstance(bounds, NoInterval):
        return f"cannot tell: {bounds.reason}"
    unit = definition(standing.item.indicator)
    ends = f"{_signed(bounds.lower, unit.decimals)} to {_signed(bounds.upper, unit.decimals)}"
    points = " points" if unit.kind == "proportion" else ""
    return f"{standing.evidence.direction} ({ends}{points})"


def _signed(value: float, decimals: int) -> str:
    """Write a change with its sign."""
    text = words.number(abs(value), decimals=decimals)
    return text if not text.strip("0.,") else f"{'+' if value > 0 else '−'}{text}"


def _on(part: Requirements) -> str:
    """Say of which theme."""
    return f" on {part.theme}" if part.theme else ""


def _are(count: int) -> str:
    """Return the verb for a count."""
    return "is" if count == 1 else "are"
