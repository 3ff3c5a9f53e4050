"""The exhibit of what a rise in contacts and referrals is made of."""

from __future__ import annotations

from turncurve.analyses.questions.what_drives_contacts import Driver, WhatDrivesContacts
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Measurement
from turncurve.methods.das_gupta import FactorEffect
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents

NAMED = 3
NOTES = (
    (
        "A group's change in contacts is given with the range that the same service, with the same families, could "
        "have shown by chance: monthly contacts vary many times more than pure chance allows, and the range is as much "
        "wider. It is wide enough for all groups to lie inside theirs 95 times in 100."
    ),
    (
        "Referrals are split into how many contacts there were, their mix, and the share of each group's that was "
        "taken on; the three parts add up to the whole change (Das Gupta). It is arithmetic, and no proof of a cause."
    ),
    "A contact log holds no area, so that contacts are not split by area; referrals are, by team.",
)


@presents(WhatDrivesContacts)
def what_drives_contacts_exhibit(released: Releasable[WhatDrivesContacts]) -> Exhibit:
    """Say which groups and which factors a change in contacts and referrals comes of.

    Parameters
    ----------
    released : Releasable of WhatDrivesContacts
        What may be shown.

    Returns
    -------
    Exhibit
        A row a group: contacts in both years, the change with its bounds, and referrals in both years.
    """
    answer = released.value
    title = f"What drives contacts and referrals, by {answer.by}"
    source = series_table.source(answer.figures[0])
    if answer.years is None:
        said = f"The change in contacts cannot be split by {answer.by}, because {answer.reason}."
        return Exhibit(title, said, answer="The change cannot be split.", source=source)
    before, latest = answer.years
    one, two = (series_table.capital(each.period.label) for each in (before, latest))
    return Exhibit(
        title,
        _sentence(answer, (before, latest)),
        columns=(
            Column(series_table.capital(answer.by), numeric=False),
            Column(f"{one}, contacts"),
            Column(f"{two}, contacts"),
            Column("Change"),
            Column("95% low"),
            Column("95% high"),
            Column(f"{one}, became referrals"),
            Column(f"{two}, became referrals"),
        ),
        rows=tuple(_row(each) for each in answer.drivers),
        notes=NOTES,
        source=source,
        answer=_answer(answer),
    )


def _row(each: Driver) -> tuple[str, ...]:
    """Return one group's row."""
    bounds = ("–", "–") if each.interval is None else (signed(each.interval.lower), signed(each.interval.upper))
    counts = (words.number(each.before), words.number(each.latest), signed(each.change))
    return (series_table.capital(each.name), *counts, *bounds, *(words.number(count) for count in each.became))


def _answer(answer: WhatDrivesContacts) -> str:
    """Say in one line which groups changed beyond chance."""
    sure = [each.name for each in answer.drivers if each.is_beyond_chance]
    if not sure:
        return "No group's contacts changed by more than chance could."
    return f"Beyond chance, contacts changed of: {words.listed(sure[:NAMED])}."


def _sentence(answer: WhatDrivesContacts, years: tuple[Measurement, Measurement]) -> str:
    """Say how contacts changed, by whom most, and what the change in referrals is made of."""
    before, latest = (each.numerator or 0 for each in years)
    earlier, later = (words.when(each.period) for each in years)
    more = latest - before
    whole = f"{signed(more)} ({words.number(before)} to {words.number(latest)})"
    named = [f"{each.name} {signed(each.change)}" for each in answer.drivers[:NAMED] if each.change]
    most = f"; most by {words.listed(named)}" if named else ""
    said = f"Contacts from {earlier} to {later}: {whole}{most}."
    return f"{said} {_of_factors(answer.factors, answer.by)}".strip()


def _of_factors(factors: tuple[FactorEffect, ...], by: str) -> str:
    """Say what the change in referrals is made of."""
    if not factors:
        return ""
    total = sum(each.effect for each in factors)
    ordered = sorted(factors, key=lambda one: -abs(one.effect))
    parts = [f"{signed(each.effect)} because {_because(each, by)}" for each in ordered if signed(each.effect) != "0"]
    if not parts:
        return f"Contacts that became referrals: {signed(total)}."
    return f"Contacts that became referrals: {signed(total)}, made up of {words.listed(parts)}."


def _because(each: FactorEffect, by: str) -> str:
    """Say what one factor did."""
    more = "more" if each.effect > 0 else "fewer"
    if each.factor == "contacts":
        return f"there were {more} contacts"
    if each.factor == "mix":
        return "other agencies and people made them" if by == "source" else "they were made for other reasons"
    return f"{more} of each group's were taken on"


def signed(change: float) -> str:
    """Write a change with its sign.

    Parameters
    ----------
    change : float
        The change.

    Returns
    -------
    str
        "+392", "-14" or "0".
    """
    text = words.number(change)
    return f"+{text}" if change > 0 and text != "0" else text
