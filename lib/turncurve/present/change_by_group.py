"""The exhibit of how much of a change came of each group."""

from __future__ import annotations

from turncurve.analyses.questions.change_by_group import ChangeByGroup, Group
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Figures
from turncurve.methods.kitagawa import KitagawaDecomposition
from turncurve.present import change_words, series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents

MOST_NAMED = 3
OWN = "the groups' own rates"


@presents(ChangeByGroup)
def change_by_group_exhibit(released: Releasable[ChangeByGroup]) -> Exhibit:
    """Say how much of a change came of each group's own rate, and how much of who was counted.

    Parameters
    ----------
    released : Releasable of ChangeByGroup
        What may be shown.

    Returns
    -------
    Exhibit
        Each group's counts in both years, and what it makes up; or why there is none.
    """
    split = released.value
    figures = split.figures[0]
    title = f"{figures.definition.title}: the change by group"
    if split.step is None:
        return Exhibit(
            title,
            f"{figures.definition.title}: the change cannot be split by group, because {split.reason}.",
            answer="The change cannot be split by group.",
            source=series_table.source(figures),
        )
    found = split.decomposition
    rates = None if found is None else _rows_of_rates(split, found)
    return Exhibit(
        title,
        _of_counts(split) if found is None else _of_rates(split, found),
        columns=_columns(split),
        rows=_rows_of_counts(split) if rates is None else rates,
        notes=() if found is None else _NOTES,
        source=series_table.source(split.figures[1]),
        answer="" if found is None else _answer(found),
    )


_NOTES = (
    (
        "A group's rate is weighed by its mean share of both years, and its share by its mean rate (Kitagawa), so that "
        "both parts add up to the change. A single group's part of the composition is not to be read alone."
    ),
    "This splits the counts; it does not say that the change is more than chance, nor what caused it.",
)


def _dimension(split: ChangeByGroup) -> str:
    """Return what the groups are by."""
    return words.listed([name.replace("_", " ") for name in split.figures[1].definition.by])


def _answer(found: KitagawaDecomposition) -> str:
    """Say in one line which of the two parts is the larger."""
    if abs(100 * found.difference) < change_words.SMALLEST:
        return "The share is the same."
    way = change_words.rise_or_fall(found.difference)
    if found.rate_effect * found.difference <= 0:
        return f"The {way} comes of who was counted, not of the groups' own rates."
    if found.composition_effect * found.difference <= 0:
        return f"The {way} comes of the groups' own rates, not of who was counted."
    larger = abs(found.rate_effect) >= abs(found.composition_effect)
    return f"Most of the {way} comes of {OWN if larger else 'who was counted'}."


def _of_rates(split: ChangeByGroup, found: KitagawaDecomposition) -> str:
    """Say how a change of a share splits into rates and composition, and which groups moved it most."""
    title, change = split.figures[0].definition.title, 100 * found.difference
    whole = f"a {change_words.rise_or_fall(change)} of {words.number(abs(change), decimals=1)} points"
    if abs(change) < change_words.SMALLEST:
        whole = "no change to one decimal"
    rate, composition = (change_words.points(100 * each) for each in (found.rate_effect, found.composition_effect))
    ordered = sorted(found.groups, key=lambda each: -abs(each.rate_effect))[:MOST_NAMED]
    named = [f"{each.group} ({change_words.signed(100 * each.rate_effect)})" for each in ordered]
    return (
        f"{title}, by {_dimension(split)}: of {whole}, {rate} come of the groups' own rates and {composition} of who "
        f"was counted. The rates that moved it most: {words.listed(named)}."
    )


def _of_counts(split: ChangeByGroup) -> str:
    """Say which groups make up most of the change of a count."""
    figures = split.figures[0]
    changes = sorted(((_more(each), each.name) for each in split.groups), key=lambda pair: (-abs(pair[0]), pair[1]))
    named = [f"{name} {_signed(change)}" for change, name in changes[:MOST_NAMED] if change]
    step = split.step
    total = step.more if step is not None else 0
    said = f"{figures.definition.title}, by {_dimension(split)}: {_signed(total)} in all"
    return f"{said}; most by {words.listed(named)}." if named else f"{said}, and no group changed."


def _columns(split: ChangeByGroup) -> tuple[Column, ...]:
    """Return the headings: counts and rates of both years, and what each group makes up."""
    step, share = split.step, split.decomposition is not None
    labels = [] if step is None else [step.before.period.label, step.latest.period.label]
    first = Column(series_table.capital(_dimension(split)), numeric=False)
    if not share:
        return (first, *(Column(series_table.capital(each)) for each in labels), Column("Change"))
    years = tuple(Column(f"{series_table.capital(each)}{what}") for each in labels for what in (", of", ", %"))
    return (first, *years, Column("Points by its rate"), Column("Points by its share"))


def _rows_of_rates(split: ChangeByGroup, found: KitagawaDecomposition) -> tuple[tuple[str, ...], ...]:
    """Return each group's size and rate in both years, and its two effects."""
    figures = split.figures[1]
    decimals = figures.definition.decimals
    rows = []
    for group, effect in zip(split.groups, found.groups, strict=True):
        cells: list[str] = []
        for each in (group.before, group.latest):
            cells += [words.shown(each.denominator), words.shown(figures.value(each), decimals=decimals)]
        effects = (change_words.signed(100 * part) for part in (effect.rate_effect, effect.composition_effect))
        rows.append((series_table.capital(group.name), *cells, *effects))
    return (*rows, _total(split.figures[0], split, found))


def _total(figures: Figures, split: ChangeByGroup, found: KitagawaDecomposition) -> tuple[str, ...]:
    """Return the row of all groups."""
    step = split.step
    cells: list[str] = []
    for each in () if step is None else (step.before, step.latest):
        cells += [words.shown(each.denominator), words.shown(figures.value(each), decimals=figures.definition.decimals)]
    effects = (change_words.signed(100 * part) for part in (found.rate_effect, found.composition_effect))
    return ("All", *cells, *effects)


def _rows_of_counts(split: ChangeByGroup) -> tuple[tuple[str, ...], ...]:
    """Return each group's count in both years."""
    return tuple(
        (
            series_table.capital(each.name),
            words.shown(each.before.numerator),
            words.shown(each.latest.numerator),
            _signed(_more(each)),
        )
        for each in split.groups
    )


def _more(group: Group) -> int:
    """Return how many more a group counts."""
    return (group.latest.numerator or 0) - (group.before.numerator or 0)


def _signed(change: int) -> str:
    """Write a change of a count with its sign."""
    return f"+{words.number(change)}" if change > 0 else words.number(change)
