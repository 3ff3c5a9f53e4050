"""Exhibits of the steps towards adoption: how many took each, and whether in the time that guidance allows."""

from __future__ import annotations

import datetime as dt

from turncurve.analyses.questions.adoption_steps import AdoptionActivity, AdoptionSteps, Step
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Figures, Measurement
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.picture import Line, Picture
from turncurve.reference.periods import Period
from turncurve.reference.timescales import Timescale

NOT_HELD = "not on record"
NO_LIMIT = "none in guidance"
NOT_KNOWN = "not known to us for that time"
MOST_PERIODS = 3
_DOUBTS = {"recalled": "is recalled, not verified", "conflict": "differs between two sources"}
_IN_SHORT = {
    "adoption_decisions": "Decided",
    "placement_orders": "Order made",
    "children_matched": "Matched",
    "children_moved_in": "Moved in",
    "children_adopted": "Adopted",
}
"""The steps that are drawn, by what they are called at a line's end."""


@presents(AdoptionSteps)
def adoption_steps_exhibit(released: Releasable[AdoptionSteps]) -> Exhibit:
    """Show each step with its limit and how it was kept.

    Parameters
    ----------
    released : Releasable of AdoptionSteps
        What may be shown.

    Returns
    -------
    Exhibit
        One row a step and one column a period, then the steps that the records do not hold.
    """
    answer = released.value
    periods = _periods(answer.figures)[-MOST_PERIODS:]
    rows: list[tuple[str, ...]] = []
    if periods:
        day = periods[-1].end
        rows += [(step.name, _limit(answer, step, day), *_texts(held, periods)) for step, held in answer.measured()]
        rows += [(step.name, _limit(answer, step, day), *[NOT_HELD] * len(periods)) for step in answer.not_held()]
    heads = [Column(_head(each)) for each in periods]
    return Exhibit(
        title="Steps towards adoption, against the time that guidance allows",
        sentence=_sentence(answer, periods),
        columns=(Column("Step", numeric=False), Column("Limit", numeric=False), *heads) if rows else (),
        rows=tuple(rows),
        notes=_notes(answer, periods),
        source=series_table.source(answer.figures[0]) if answer.figures else "",
    )


@presents(AdoptionActivity)
def adoption_activity_exhibit(released: Releasable[AdoptionActivity]) -> Exhibit:
    """Show how many children took each step in each year.

    Parameters
    ----------
    released : Releasable of AdoptionActivity
        What may be shown.

    Returns
    -------
    Exhibit
        Lines over the years, one row a step.
    """
    figures = released.value.figures
    periods = _periods(figures)
    drawn = [held for held in figures if held.definition.id in _IN_SHORT]
    lines = tuple(
        Line(
            tuple(each.period.end for each in held.measurements),
            tuple(held.value(each) for each in held.measurements),
            label=_IN_SHORT[held.definition.id],
            rank=rank,
        )
        for rank, held in enumerate(drawn)
    )
    return Exhibit(
        title="Adoption work in each year",
        sentence=_activity_sentence(figures, periods),
        columns=(Column("Step", numeric=False), *(Column(_head(each)) for each in periods)),
        rows=tuple((held.definition.title, *_texts(held, periods)) for held in figures),
        picture=Picture(lines, unit="Children in the year") if periods and lines else None,
        notes=tuple(f"{held.definition.title}: {held.definition.caveats[0]}" for held in figures if held not in drawn),
        source=series_table.source(figures[0]),
    )


def _periods(figures: tuple[Figures, ...]) -> list[Period]:
    """Return the periods of all figures, in order of time."""
    return sorted({each.period for held in figures for each in held.measurements})


def _head(period: Period) -> str:
    """Return a period's heading, short for a year."""
    return f"To {period.end:%B %Y}" if period.months == 12 else series_table.capital(period.label)


def _texts(figures: Figures, periods: list[Period]) -> list[str]:
    """Return a measure's value in each period, with the children that it is over."""
    held = {each.period: each for each in figures.measurements}
    return [_text(figures, held.get(period)) for period in periods]


def _text(figures: Figures, measurement: Measurement | None) -> str:
    """Return one value; of an average, the number of children alone in brackets."""
    if measurement is None:
        return "–"
    value = figures.value(measurement)
    if value is None:
        return words.shown(None, status=measurement.status)
    if figures.definition.kind == "mean":
        return f"{words.amount(value, figures.definition)} ({words.number(measurement.denominator or 0)})"
    return words.ratio(figures, measurement)


def _limit(answer: AdoptionSteps, step: Step, day: dt.date) -> str:
    """Write the limits that a step was held to on a day, flagged where they are not well sourced."""
    rules = answer.limits(step, day=day)
    if not rules:
        return NOT_KNOWN if step.limits else NO_LIMIT
    text = " and then ".join(f"{rule.limit} {rule.unit} from {rule.runs_from}" for rule in rules)
    doubt = next((rule.status for rule in rules if rule.status != "sourced"), "")
    return f"{text} ({doubt})" if doubt else text


def _sentence(answer: AdoptionSteps, periods: list[Period]) -> str:
    """Say how each limit was kept in the last period, as far as it may be shown."""
    if not periods:
        return "The records do not cover a whole year, so no step towards adoption can be timed."
    return f"{series_table.capital(words.within(periods[-1]))}: {_said(answer.figures, periods)}."


def _activity_sentence(figures: tuple[Figures, ...], periods: list[Period]) -> str:
    """Say the last period's counts, and those of the period before."""
    if not periods:
        return "The records do not cover a whole year, so adoption work cannot be counted."
    return f"{series_table.capital(words.within(periods[-1]))}: {_said(figures, periods)}."


def _said(figures: tuple[Figures, ...], periods: list[Period]) -> str:
    """Say the values of the last period, each after that of the period before; hidden ones are left out."""
    said = []
    for held in figures:
        known = {each.period: words.ratio(held, each) for each in held.measurements if held.value(each) is not None}
        if periods[-1] in known:
            apart = len(periods) > 1 and not periods[-1].overlaps(periods[-2])
            before = known.get(periods[-2]) if apart else None
            after = f", after {before} {words.within(periods[-2])}" if before else ""
            title = held.definition.title
            said.append(f"{title[:1].lower()}{title[1:]}: {known[periods[-1]]}{after}")
    return "; ".join(said) or "no value may be shown"


def _notes(answer: AdoptionSteps, periods: list[Period]) -> tuple[str, ...]:
    """Return where each limit comes from, with its doubts, and what each measure leaves out."""
    steps = [*(step for step, _ in answer.measured()), *answer.not_held()]
    found = {rule.id: rule for step in steps for each in periods for rule in answer.limits(step, day=each.end)}
    early = [each for each in periods if any(not answer.limits(step, day=each.end) for step in steps if step.limits)]
    since = tuple(f"The limits shown are not known to us to have held in {words.when(each)}." for each in early[-1:])
    sources = [_sourced(rule) for _, rule in sorted(found.items())]
    caveats = [figures.definition.caveats[0] for _, figures in answer.measured()]
    read = ("In brackets stand the children that a share or an average is over.",)
    return (*(read if periods else ()), *dict.fromkeys(caveats), *(since if found else ()), *sources)


def _sourced(rule: Timescale) -> str:
    """Say where one limit comes from."""
    doubt = f" It {_DOUBTS[rule.status]}." if rule.status in _DOUBTS else ""
    note = f" {series_table.capital(rule.note)}." if rule.note else ""
    return f"{rule.limit} {rule.unit} from {rule.runs_from}: {rule.source}.{doubt}{note}"
