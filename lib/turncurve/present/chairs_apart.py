"""The exhibit of chairs among one another: a funnel, who lies outside it, and of whom nobody can tell."""

from __future__ import annotations

from turncurve.analyses.chair_windows import chair_of
from turncurve.analyses.questions.chairs_apart import FEWEST_CASES, ChairsApart
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Measurement
from turncurve.methods.funnel import INNER
from turncurve.present import funnel, series_table, words
from turncurve.present.chair_by_chair import NO_RANKING
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.funnel_layers import Places
from turncurve.present.picture import Picture

ALL_CHAIRS = "All chairs together"
THE_QUESTION = (
    "A chair outside the limits is a reason to look at that chair's conferences, which may be harder or easier than "
    "others; it is no finding about the chair."
)
ABOUT_LIMITS = (
    "The limits close in on the share of all chairs together, those with few cases among them. They are worked out by "
    "the normal approximation: near 0% and 100%, and for few cases, they are rough."
)


@presents(ChairsApart)
def chairs_apart_exhibit(released: Releasable[ChairsApart]) -> Exhibit:
    """Show each chair's share among all chairs'.

    Parameters
    ----------
    released : Releasable of ChairsApart
        What may be shown.

    Returns
    -------
    Exhibit
        A funnel plot and its table; the table alone, and why, where there are no limits.
    """
    answer = released.value
    (figures,) = answer.figures
    bounded = not answer.limits.reason
    ends = (Column("95% limits: low"), Column("high")) if bounded else ()
    return Exhibit(
        title=f"{figures.definition.title}: chairs among one another",
        sentence=_sentence(answer),
        columns=(*series_table.columns(figures.definition, first="Chair"), *ends, Column("Where", numeric=False)),
        rows=tuple(_row(answer, each, bounded=bounded) for each in answer.places),
        picture=_picture(answer) if bounded else None,
        notes=(NO_RANKING, THE_QUESTION, *_dispersion(answer)),
        source=series_table.source(figures),
        as_given=True,
    )


def _sentence(answer: ChairsApart) -> str:
    """Say which chairs differ from the others by more than chance and usual differences, if any can be told to."""
    (figures,) = answer.figures
    above, below = answer.total
    if not below:
        return f"{series_table.capital(words.within(answer.period))} no chair had a case."
    share = words.amount(100 * above / below, figures.definition)
    said = (
        f"{series_table.capital(words.within(answer.period))}, all chairs together: {share} ({above:,} of {below:,})."
    )
    if answer.limits.reason:
        return f"{said} Whether any chair differs from the others cannot be told, because {answer.limits.reason}."
    outside = [each for each in answer.enough if answer.beyond(each) is not None]
    named = "; ".join(_named(answer, each) for each in outside)
    inside = len(answer.enough) - len(outside)
    if not outside:
        verdict = (
            f"All {inside} chairs with {FEWEST_CASES} cases or more lie inside the limits: none can be told apart."
        )
    else:
        verdict = f"{named}: further than chance and the usual differences between chairs go. {_others(inside)}"
    return f"{said} {verdict}{_too_few(answer)}"


def _others(inside: int) -> str:
    """Say that the other chairs cannot be told apart."""
    return "The other chair lies inside the limits." if inside == 1 else f"The other {inside} lie inside the limits."


def _named(answer: ChairsApart, place: Measurement) -> str:
    """Return one chair outside the limits, with the counts and the side."""
    (figures,) = answer.figures
    level = f"{100 * (answer.beyond(place) or INNER):g}%"
    return f"{chair_of(place.breakdown)}, {words.ratio(figures, place)}, lies {_side(answer, place)} the {level} limits"


def _side(answer: ChairsApart, place: Measurement) -> str:
    """Return on which side of the centre a chair lies."""
    share = (place.numerator or 0) / (place.denominator or 1)
    return "above" if share > answer.limits.centre else "below"


def _too_few(answer: ChairsApart) -> str:
    """Name the chairs of whom nothing can be told."""
    if not answer.too_few:
        return ""
    named = words.listed([f"{chair_of(each.breakdown)} ({each.denominator} cases)" for each in answer.too_few])
    return f" Cannot tell of {named}: fewer than {FEWEST_CASES}."


def _row(answer: ChairsApart, place: Measurement, *, bounded: bool) -> tuple[str, ...]:
    """Return one chair's row."""
    (figures,) = answer.figures
    cells = series_table.row(figures, place, first=chair_of(place.breakdown))
    few = place in answer.too_few
    if not bounded:
        return (*cells, "cannot tell")
    if few:
        return (*cells, "–", "–", "cannot tell: few cases")
    ends = answer.limits.at(place.denominator or 1, level=INNER)
    written = tuple(words.number(100 * end, decimals=figures.definition.decimals) for end in ends)
    level = answer.beyond(place)
    where = "inside" if level is None else f"{_side(answer, place)} {100 * level:g}%"
    return (*cells, *written, where)


def _picture(answer: ChairsApart) -> Picture:
    """Return the funnel: chairs inside it unnamed, each outside by its letter."""
    (figures,) = answer.figures
    sizes = tuple(float(each.denominator or 0) for each in answer.enough)
    inside = [each for each in answer.enough if answer.beyond(each) is None]
    outside = [each for each in answer.enough if answer.beyond(each) is not None]
    layers = [Places(_sizes(inside), _values(answer, inside), "Chairs inside the limits")] if inside else []
    marked = [Places(_sizes([each]), _values(answer, [each]), chair_of(each.breakdown), own=True) for each in outside]
    return Picture(
        (*funnel.limit_curves(answer.limits, sizes, about=ALL_CHAIRS), *layers, *marked),
        unit=series_table.unit(figures.definition),
        from_zero=False,
        along=figures.definition.denominator,
    )


def _sizes(places: list[Measurement]) -> tuple[float, ...]:
    """Return how many cases each chair has."""
    return tuple(float(each.denominator or 0) for each in places)


def _values(answer: ChairsApart, places: list[Measurement]) -> tuple[float, ...]:
    """Return the chairs' shares, in percent."""
    return tuple(answer.figures[0].value(each) or 0.0 for each in places)


def _dispersion(answer: ChairsApart) -> tuple[str, ...]:
    """Say what the limits are about, how they are worked out, and by how much they are widened."""
    if answer.limits.reason:
        return ()
    why = "brothers and sisters discussed together are one cause"
    return (ABOUT_LIMITS, funnel.widened(answer.limits, "chair", why=why))
