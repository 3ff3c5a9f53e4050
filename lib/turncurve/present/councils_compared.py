"""The exhibits of councils among one another: a funnel, a table in order of name, and of whom nobody can tell."""

from __future__ import annotations

from turncurve.analyses.questions.councils_compared import (
    FEWEST_CASES,
    RARE,
    AllMeasures,
    CouncilsCompared,
    EachCouncil,
)
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Figures, Measurement
from turncurve.methods.funnel import INNER, OUTER
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.funnel import SMALL_AREAS, limit_curves, widened
from turncurve.present.funnel_layers import Places
from turncurve.present.picture import Picture

TOGETHER = "All councils together"
NOTHING = "There is nothing to compare: the records held are of one council."
NO_LEAGUE = (
    "Councils stand in the order of their names and are not ranked: between two inside the limits, chance and usual "
    "differences are enough to explain which is higher."
)
THE_QUESTION = (
    "A council outside the limits is a reason to ask how it counts and whom it serves, in that order; it is no finding "
    "about its work."
)
RESTRICTED = (
    "For those who may see every council's counts: small ones are shown. There is no version for the public, because "
    "what one council's own pages hide would follow from these."
)
MOST_LISTED = 40
"""Councils that a measure's own table lists; of more, all stand in the table of every council alone."""
NOT_LISTED = (
    "Of so many councils, those inside the 95% limits stand beside all others under Every council, and in the funnel."
)
HOW_TO_READ = (
    "In each cell: the cases and of how many, the share, and where it lies outside limits. Nothing after the share: "
    f"inside the 95% limits. “?”: cannot be told, with fewer than {FEWEST_CASES} cases or too few councils to tell how "
    "far they usually differ. “–”: records do not cover the year."
)
ROUGH = "The limits are worked out by the normal approximation: near 0% and 100%, and for few cases, they are rough."


@presents(CouncilsCompared)
def councils_compared_exhibit(released: Releasable[CouncilsCompared]) -> Exhibit:
    """Show each council's share among all councils'.

    Parameters
    ----------
    released : Releasable of CouncilsCompared
        What may be shown.

    Returns
    -------
    Exhibit
        A funnel plot and its table; the table alone, and why, where there are no limits; a sentence where there is
        nothing to compare.
    """
    answer = released.value
    if not answer.figures:
        return Exhibit("Councils compared", NOTHING)
    definition = answer.figures[0].definition
    bounded, listed = not answer.limits.reason, _listed(answer)
    return Exhibit(
        title=f"{definition.title}: councils among one another",
        sentence=_sentence(answer),
        columns=(
            *series_table.columns(definition, first="Council"),
            Column("95% limits", numeric=False),
            Column("Where", numeric=False),
            Column("Counted from", numeric=False),
        ),
        rows=tuple(_row(answer, each) for each in listed),
        picture=_picture(answer) if bounded else None,
        notes=(
            NO_LEAGUE,
            THE_QUESTION,
            *((NOT_LISTED,) if len(listed) < len(answer.figures) else ()),
            _window(answer),
            *_about_limits(answer),
            RESTRICTED,
        ),
        source=words.listed(sorted({each.source.title for each in answer.figures if each.source.title})),
        as_given=True,
    )


@presents(AllMeasures)
def all_measures_exhibit(released: Releasable[AllMeasures]) -> Exhibit:
    """Say by how many measures any council differs from the others, and how many councils can be told.

    Parameters
    ----------
    released : Releasable of AllMeasures
        What may be shown.

    Returns
    -------
    Exhibit
        One row a measure.
    """
    answers = released.value.by_measure
    if not answers:
        return Exhibit("Councils compared", NOTHING, answer="Nothing to compare")
    return Exhibit(
        title="Councils among one another, by every measure",
        answer=_short(answers),
        sentence=_all_sentence(answers),
        columns=(
            Column("Measure", numeric=False),
            Column("All councils together", numeric=False),
            Column("Councils told"),
            Column("Outside the 95% limits"),
            Column("Outside the 99.8% limits"),
            Column("Cannot tell"),
        ),
        rows=tuple(_measure_row(each) for each in answers),
        notes=(NO_LEAGUE, _window(answers[0]), RESTRICTED),
        source=words.listed(sorted({e.source.title for each in answers for e in each.figures if e.source.title})),
        as_given=True,
    )


@presents(EachCouncil)
def each_council_exhibit(released: Releasable[EachCouncil]) -> Exhibit:
    """Show every council by every measure.

    Parameters
    ----------
    released : Releasable of EachCouncil
        What may be shown.

    Returns
    -------
    Exhibit
        One row a council, in the order of their names.
    """
    answer = released.value
    answers = answer.by_measure
    if not answers:
        return Exhibit("Every council", NOTHING)
    councils = words.plural(len(answer.by_council), "council")
    return Exhibit(
        title="Every council, by every measure",
        sentence=f"{councils}, in the order of their names.",
        columns=(
            Column("Council", numeric=False),
            *(Column(each.figures[0].definition.title, numeric=False) for each in answers),
        ),
        rows=tuple(
            (name, *(_cell(each, place) for each, place in zip(answers, places, strict=True)))
            for name, places in answer.by_council
        ),
        notes=(HOW_TO_READ, NO_LEAGUE, THE_QUESTION, _window(answers[0]), RESTRICTED),
        source=words.listed(sorted({each.source.title for each in answer.figures if each.source.title})),
        as_given=True,
    )


def _listed(answer: CouncilsCompared) -> tuple[Figures, ...]:
    """Return the councils that a measure's own table lists: of many, those that are outside or cannot be told."""
    if len(answer.figures) <= MOST_LISTED or answer.limits.reason:
        return answer.figures
    inside = {each.area for each in answer.enough if answer.beyond(each) is None}
    return tuple(each for each in answer.figures if each.measurements[0].area not in inside)


def _cell(answer: CouncilsCompared, place: Measurement) -> str:
    """Return one council's share by one measure, with its counts and where it lies."""
    if place in answer.without:
        return "–"
    if not place.denominator:
        return "no cases"
    share = words.amount(100 * (place.numerator or 0) / place.denominator, answer.figures[0].definition)
    counts = f"{place.numerator:,} of {place.denominator:,}: {share}"
    if place not in answer.enough or answer.limits.reason:
        return f"{counts} ?"
    level = answer.beyond(place)
    return counts if level is None else f"{counts}, {_side(answer, place)} {100 * level:g}%"


def _short(answers: tuple[CouncilsCompared, ...]) -> str:
    """Return the shortest honest answer."""
    told = [each for each in answers if not each.limits.reason]
    if not told:
        return "Cannot tell"
    apart = sum(each.chance < RARE for each in told)
    return f"By {apart} of {words.plural(len(told), 'measure')} more councils stand apart than chance explains"


def _all_sentence(answers: tuple[CouncilsCompared, ...]) -> str:
    """Say what the councils compared are, and by which measures any stands apart."""
    within = series_table.capital(words.within(answers[0].places[0].period))
    said = f"{within}, {words.plural(len(answers[0].places), 'council')} are set among one another."
    told = [each for each in answers if not each.limits.reason]
    if not told:
        return f"{said} Whether any differs from the others cannot be told, because {answers[0].limits.reason}."
    parts = [f"{each.figures[0].definition.title}: {len(_outside(each, OUTER))} of {len(each.enough)}" for each in told]
    return (
        f"{said} So many lie outside the 99.8% limits, where 1 in 500 would if none were unusual. {'; '.join(parts)}. "
        f"{_more_than_chance(told)}"
    )


def _more_than_chance(told: list[CouncilsCompared]) -> str:
    """Say by which measures more councils lie outside the outer limits than chance makes likely."""
    rarely = f"Chance would put as many there less than once in {1 / RARE:g}"
    names = words.listed([each.figures[0].definition.title for each in told if each.chance < RARE])
    return f"{rarely} by: {names}." if names else f"{rarely} by no measure."


def _measure_row(answer: CouncilsCompared) -> tuple[str, ...]:
    """Return one measure's row."""
    bounded = not answer.limits.reason
    counts = [len(answer.enough), len(_outside(answer, INNER, OUTER)), len(_outside(answer, OUTER))]
    cells = tuple(map(str, counts)) if bounded else ("0", "–", "–")
    rest = len(answer.places) - (len(answer.enough) if bounded else 0)
    return (answer.figures[0].definition.title, _together(answer), *cells, str(rest))


def _outside(answer: CouncilsCompared, *levels: float) -> list[Measurement]:
    """Return the councils whose outermost limits passed are some."""
    return [each for each in answer.enough if answer.beyond(each) in levels]


def _together(answer: CouncilsCompared) -> str:
    """Return the share of all councils together, with its counts."""
    above, below = answer.total
    if not below:
        return "no cases"
    return f"{words.amount(100 * above / below, answer.figures[0].definition)} ({above:,} of {below:,})"


def _sentence(answer: CouncilsCompared) -> str:
    """Say which councils differ from the others by more than chance and usual differences, if any can be told to."""
    within = series_table.capital(words.within(answer.places[0].period))
    said = f"{within}, {words.plural(len(answer.places), 'council')} together: {_together(answer)}."
    if answer.limits.reason:
        return f"{said} Whether any differs from the others cannot be told, because {answer.limits.reason}."
    inner, outer = _outside(answer, INNER), _outside(answer, OUTER)
    told = f"Of {len(answer.enough)} with {FEWEST_CASES} cases or more"
    if not inner and not outer:
        return f"{said} {told}, all lie inside the limits: none can be told apart.{_rest(answer)}"
    named = f" ({'; '.join(_named(answer, each) for each in outer)})" if outer else ""
    many = len(inner) + len(outer)
    return (
        f"{said} {told}, {many} {'lies' if many == 1 else 'lie'} outside the 95% limits, where about 1 in 20 would if "
        f"none were unusual; {len(outer) or 'none'} of them outside the 99.8% limits{named}."
        f"{_by_chance(answer) if outer else ''}{_rest(answer)}"
    )


def _by_chance(answer: CouncilsCompared) -> str:
    """Say how likely as many lie outside the outer limits where none is unusual."""
    likely = "less than 1%" if answer.chance < 0.01 else f"{100 * answer.chance:.0f}%"
    return f" If none were unusual, as many or more would lie there with a probability of {likely}."


def _named(answer: CouncilsCompared, place: Measurement) -> str:
    """Return one council outside the limits, with its counts and the side."""
    definition = answer.figures[0].definition
    share = words.amount(100 * (place.numerator or 0) / (place.denominator or 1), definition)
    return f"{place.area} {_side(answer, place)}, {share} of {place.denominator:,}"


def _side(answer: CouncilsCompared, place: Measurement) -> str:
    """Return on which side of the centre a council lies."""
    return "above" if (place.numerator or 0) / (place.denominator or 1) > answer.limits.centre else "below"


def _rest(answer: CouncilsCompared) -> str:
    """Say of how many nothing can be told."""
    few, without = len(answer.too_few), len(answer.without)
    parts = [f"{few} with fewer than {FEWEST_CASES} cases"] if few else []
    parts += [f"{without} whose records do not cover the year"] if without else []
    return f" Cannot tell of {words.listed(parts)}." if parts else ""


def _row(answer: CouncilsCompared, figures: Figures) -> tuple[str, ...]:
    """Return one council's row."""
    (place,) = figures.measurements
    cells = series_table.row(figures, place, first=place.area)
    source = figures.source.title or "–"
    if place in answer.without:
        return (*cells, "–", "cannot tell: records do not cover it", source)
    if place in answer.too_few:
        return (*cells, "–", "cannot tell: few cases", source)
    if answer.limits.reason:
        return (*cells, "–", "cannot tell", source)
    ends = answer.limits.at(place.denominator or 1, level=INNER)
    low, high = (words.number(100 * end, decimals=figures.definition.decimals) for end in ends)
    level = answer.beyond(place)
    where = "inside" if level is None else f"{_side(answer, place)} {100 * level:g}%"
    return (*cells, f"{low} to {high}", where, source)


def _picture(answer: CouncilsCompared) -> Picture:
    """Return the funnel: councils outside the outermost limits in another shape, none by name."""
    definition = answer.figures[0].definition
    outside = _outside(answer, OUTER)
    inside = [each for each in answer.enough if each not in outside]
    layers = [
        Places(_sizes(each), _values(each), label, own=own)
        for each, label, own in ((inside, "Councils", False), (outside, "Outside the 99.8% limits", True))
        if each
    ]
    return Picture(
        (*limit_curves(answer.limits, _sizes(answer.enough), about=TOGETHER), *layers),
        unit=series_table.unit(definition),
        from_zero=False,
        along=definition.denominator,
    )


def _sizes(places: list[Measurement] | tuple[Measurement, ...]) -> tuple[float, ...]:
    """Return how many cases each council has."""
    return tuple(float(each.denominator or 0) for each in places)


def _values(places: list[Measurement]) -> tuple[float, ...]:
    """Return the councils' shares, in percent."""
    return tuple(100 * (each.numerator or 0) / (each.denominator or 1) for each in places)


def _window(answer: CouncilsCompared) -> str:
    """Say over which window every figure is."""
    return f"Every figure is of what fell {words.within(answer.places[0].period)}, whatever else the records cover."


def _about_limits(answer: CouncilsCompared) -> tuple[str, ...]:
    """Say how the limits are worked out, and by how much they are widened."""
    if answer.limits.reason:
        return ()
    return (SMALL_AREAS, widened(answer.limits, "council"), ROUGH)
