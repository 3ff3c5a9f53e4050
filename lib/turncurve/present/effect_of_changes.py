"""The exhibit of contacts before and after each change made to the front door."""

from __future__ import annotations

from turncurve.analyses.questions.effect_of_changes import Effect, EffectOfChanges
from turncurve.disclosure.release import Releasable
from turncurve.present import series_table, words
from turncurve.present.contact_calendar import difference
from turncurve.present.exhibit import Column, Exhibit, presents

NOTES = (
    (
        "Contacts a working day after a change are set against those before it, with the season and the trend of all "
        "years allowed for; the range allows for how much months vary beyond chance."
    ),
    (
        "A change may have helped and still not show: where the range holds no difference, the months so far cannot "
        "tell. What else changed at the time would show as well."
    ),
)
NONE = "No change to the front door is on record, so there is nothing to compare: list changes in initial_access.yml."


@presents(EffectOfChanges)
def effect_of_changes_exhibit(released: Releasable[EffectOfChanges]) -> Exhibit:
    """Show what followed each change made to the front door.

    Parameters
    ----------
    released : Releasable of EffectOfChanges
        What may be shown.

    Returns
    -------
    Exhibit
        A row a change: when, which contacts, months on either side, and the difference with its bounds.
    """
    answer = released.value
    title, source = "Before and after each change", series_table.source(answer.figures[1])
    if not answer.changes:
        return Exhibit(title, NONE, source=source)
    return Exhibit(
        title,
        _sentence(answer),
        columns=(
            Column("Change", numeric=False),
            Column("Since", numeric=False),
            Column("Contacts", numeric=False),
            Column("Months before and after"),
            Column("Difference"),
            Column("95% low"),
            Column("95% high"),
            Column("What it says", numeric=False),
        ),
        rows=tuple(_row(each) for each in answer.effects),
        notes=NOTES,
        source=source,
    )


def _row(each: Effect) -> tuple[str, ...]:
    """Return one change's row."""
    change, day = each.change, each.change.made_on
    numbers = ("–", "–", "–")
    if each.ratio is not None:
        bounds = each.ratio.interval
        numbers = (difference(each.ratio.ratio), difference(bounds.lower), difference(bounds.upper))
    when = f"{day.day} {day:%B %Y}"
    return (change.what, when, change.reason or "all", f"{each.before}, {each.after}", *numbers, _says(each))


def _says(each: Effect) -> str:
    """Say what a comparison says, and what else changed near it."""
    said = f"Cannot tell: {each.reason}" if each.reason else series_table.capital(each.verdict)
    return f"{said}. Within half a year also: {words.listed(each.beside)}" if each.beside else said


def _sentence(answer: EffectOfChanges) -> str:
    """Say of each change in a line what followed it."""
    parts = []
    for each in answer.effects:
        if each.ratio is None:
            parts.append(f"{each.change.what}: cannot tell yet, because {each.reason}")
        else:
            bounds = each.ratio.interval
            reach = f"95% {difference(bounds.lower)} to {difference(bounds.upper)}"
            parts.append(f"{each.change.what}: {each.verdict} ({difference(each.ratio.ratio)}, {reach})")
    return f"{'. '.join(parts)}."
