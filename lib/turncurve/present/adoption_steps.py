"""Exhibits of the steps towards adoption: how many took each, and whether in the time that guidance allows."""

from __future__ import annotations

import datetime as dt

from turncurve.analyses.questions.adoption_steps import AdoptionActivity, AdoptionSteps, Step
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Figures, Measurement
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.picture import Line, Picture
from turncurve.reference.timescales import Timescale

NOT_HELD = "the records do not hold the dates"
NO_LIMIT = "none in guidance"
NOT_KNOWN = "not known to us for that time"
_DOUBTS = {"recalled": "is recalled, not verified", "conflict": "differs between two sources"}


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
        One row a step and year, then the steps that the records do not hold.
    """
    answer = released.value
    rows = [
        (step.name, _limit(answer, step, each.period.end), each.period.label, *_values(figures, each))
        for step, figures in answer.measured()
        for each in figures.measurements
    ]
    ends = [each.period.end for figures in answer.figures for each in figures.measurements]
    if ends:
        rows.extend((step.name, _limit(answer, step, max(ends)), NOT_HELD, "–", "–", "–") for step in answer.not_held())
    return Exhibit(
        title="Steps towards adoption, against the time that guidance allows",
        sentence=_sentence(answer),
        columns=(
            Column("Step", numeric=False),
            Column("Limit", numeric=False),
            Column("Period", numeric=False),
            Column("Children"),
            Column("In time (%)"),
            Column("Average days"),
        ),
        rows=tuple(rows),
        notes=_notes(answer),
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
    periods = sorted({each.period for held in figures for each in held.measurements})
    lines = tuple(
        Line(
            tuple(each.period.end for each in held.measurements),
            tuple(held.value(each) for each in held.measurements),
            label=held.definition.title,
            rank=rank,
        )
        for rank, held in enumerate(figures[:5])
    )
    by_period = [{each.period: each for each in held.measurements} for held in figures]
    rows = tuple(
        (
            held.definition.title,
            *(
                words.shown(held.value(by[period]), status=by[period].status) if period in by else "–"
                for period in periods
            ),
        )
        for held, by in zip(figures, by_period, strict=True)
    )
    return Exhibit(
        title="Adoption work in each year",
        sentence=_activity_sentence(figures),
        columns=(Column("Step", numeric=False), *(Column(series_table.capital(each.label)) for each in periods)),
        rows=rows,
        picture=Picture(lines, unit="Children in the year") if periods else None,
        notes=tuple(f"{held.definition.title}: {held.definition.caveats[0]}" for held in figures[5:]),
        source=series_table.source(figures[0]),
    )


def _values(figures: Figures, measurement: Measurement) -> tuple[str, str, str]:
    """Return a measurement's children, the share in time where it is one, and the average days where it is one."""
    children = words.shown(measurement.denominator, status=measurement.status)
    value = words.shown(figures.value(measurement), status=measurement.status)
    return (children, value, "–") if figures.definition.kind == "proportion" else (children, "–", value)


def _limit(answer: AdoptionSteps, step: Step, day: dt.date) -> str:
    """Write the limits that a step was held to on a day, flagged where they are not well sourced."""
    rules = answer.limits(step, day=day)
    if not rules:
        return NOT_KNOWN if step.limits else NO_LIMIT
    text = " and then ".join(f"{rule.limit} {rule.unit} from {rule.runs_from}" for rule in rules)
    doubt = next((rule.status for rule in rules if rule.status != "sourced"), "")
    return f"{text} ({doubt})" if doubt else text


def _sentence(answer: AdoptionSteps) -> str:
    """Say how the latest year kept each limit."""
    said = []
    for _, figures in answer.measured():
        if figures.measurements:
            latest = figures.measurements[-1]
            title = series_table.capital(figures.definition.title)
            said.append(f"{title}: {words.ratio(figures, latest)} {words.within(latest.period)}")
    if not said:
        return "The records do not cover a whole year, so no step towards adoption can be timed."
    return f"{'; '.join(said)}."


def _notes(answer: AdoptionSteps) -> tuple[str, ...]:
    """Return where each limit comes from, with its doubts, and what measures say too little."""
    ends = [each.period.end for figures in answer.figures for each in figures.measurements]
    steps = [*(step for step, _ in answer.measured()), *answer.not_held()]
    found = {rule.id: rule for step in steps for day in ends for rule in answer.limits(step, day=day)}
    sources = [_sourced(rule) for _, rule in sorted(found.items())]
    caveats = [figures.definition.caveats[0] for _, figures in answer.measured()]
    return (*dict.fromkeys(caveats), *sources)


def _sourced(rule: Timescale) -> str:
    """Say where one limit comes from."""
    doubt = f" It {_DOUBTS[rule.status]}." if rule.status in _DOUBTS else ""
    note = f" {series_table.capital(rule.note)}." if rule.note else ""
    return f"{rule.limit} {rule.unit} from {rule.runs_from}: {rule.source}.{doubt}{note}"


def _activity_sentence(figures: tuple[Figures, ...]) -> str:
    """Say the latest year's counts, and which way each moved."""
    said = []
    for held in figures:
        known = [each for each in held.measurements if held.value(each) is not None]
        if known and known[-1] is held.measurements[-1]:
            follows = len(known) > 1 and known[-2] is held.measurements[-2]
            before = f" ({words.ratio(held, known[-2])} in the period before)" if follows else ""
            said.append(f"{_lowered(held.definition.title)} {words.ratio(held, known[-1])}{before}")
    if not any(held.measurements for held in figures):
        return "The records do not cover a whole year, so adoption work cannot be counted."
    last = max(held.measurements[-1].period for held in figures if held.measurements)
    return f"{series_table.capital(words.within(last))}: {'; '.join(said) or 'no count may be shown'}."


def _lowered(title: str) -> str:
    """Return a title as it stands inside a sentence."""
    return f"{title[:1].lower()}{title[1:]}"
