"""The exhibit of a council among all authorities: a funnel plot, and whether the council lies inside it."""

from __future__ import annotations

from math import sqrt

import numpy as np

from turncurve.analyses.questions.beside_others import Funnel
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Figures, Measurement
from turncurve.methods.funnel import INNER, OUTER, FunnelLimits
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.funnel_layers import Limit, LimitKind, Places
from turncurve.present.picture import Picture

POINTS = 60
SMALL_AREAS = "Small areas lie further from the middle by chance alone, which is why the limits widen towards the left."


@presents(Funnel)
def funnel_exhibit(released: Releasable[Funnel]) -> Exhibit:
    """Show a council among all authorities held.

    Parameters
    ----------
    released : Releasable of Funnel
        What may be shown.

    Returns
    -------
    Exhibit
        A funnel plot and its table; the reason where there are no limits.
    """
    funnel = released.value
    own, limits = funnel.figures[0], funnel.limits
    title = f"{own.definition.title}: among other authorities"
    sources = words.listed(sorted({series_table.source(each) for each in funnel.figures if each.measurements}))
    if limits.reason:
        return Exhibit(title, f"No funnel is drawn, because {limits.reason}.", source=sources)
    sizes = tuple(float(each.denominator or 0) for each in funnel.places)
    return Exhibit(
        title=title,
        sentence=_sentence(funnel, limits),
        columns=(*series_table.columns(own.definition, first="Area"), *_LIMIT_COLUMNS, Column("Where", numeric=False)),
        rows=tuple(_row(own, each, limits) for each in funnel.places),
        picture=Picture(
            (
                *limit_curves(limits, sizes, about=_about(funnel)),
                Places(sizes[1:], _values(own, funnel.places[1:]), "Other authorities"),
                Places(sizes[:1], _values(own, funnel.places[:1]), funnel.places[0].area, own=True),
            ),
            unit=series_table.unit(own.definition),
            from_zero=False,
            along=own.definition.denominator,
        ),
        notes=(SMALL_AREAS, widened(limits, "authority", many="authorities"), _beyond_note(funnel, limits)),
        source=sources,
    )


_LIMIT_COLUMNS = (Column("95% limits: low"), Column("high"))


def _sentence(funnel: Funnel, limits: FunnelLimits) -> str:
    """Say whether the council lies inside the funnel, and what that can mean."""
    figures, place = funnel.figures[0], funnel.places[0]
    said = f"{series_table.capital(words.within(place.period))}: {place.area} {words.ratio(figures, place)}"
    about = f"the funnel about {_about(funnel)}, {words.amount(100 * limits.centre, figures.definition)}"
    where = _beyond(place, limits)
    if where is None:
        return (
            f"{said}, inside {about}: among authorities of its size, chance and their usual differences are enough to "
            "explain where it stands."
        )
    side = "above" if 100 * limits.centre < (figures.value(place) or 0.0) else "below"
    return (
        f"{said}, {side} the {_percent(where)} limits of {about}: further than chance and the usual differences "
        "between authorities take one of its size, which deserves the question why."
    )


def _about(funnel: Funnel) -> str:
    """Name what the funnel is about."""
    named = any(each.measurements and each.measurements[0].area == funnel.nation for each in funnel.figures[1:])
    return funnel.nation if named else "the authorities together"


def _beyond(place: Measurement, limits: FunnelLimits) -> float | None:
    """Return the outermost limits that a place lies outside."""
    return limits.beyond(place.numerator or 0, place.denominator or 1)


def _percent(level: float) -> str:
    """Write a level of limits."""
    return f"{100 * level:g}%"


def _row(figures: Figures, place: Measurement, limits: FunnelLimits) -> tuple[str, ...]:
    """Return one area's row."""
    ends = limits.at(place.denominator or 1, level=INNER)
    where = _beyond(place, limits)
    side = "above" if (figures.value(place) or 0.0) > 100 * limits.centre else "below"
    written = tuple(words.number(100 * end, decimals=figures.definition.decimals) for end in ends)
    said = "inside" if where is None else f"{side} {_percent(where)}"
    return (*series_table.row(figures, place, first=place.area), *written, said)


def limit_curves(limits: FunnelLimits, sizes: tuple[float, ...], *, about: str) -> tuple[Limit, ...]:
    """Return the centre and both limits of a funnel as they are drawn.

    Parameters
    ----------
    limits : FunnelLimits
        The limits, from 0 to 1.
    sizes : tuple of float
        How large each place is.
    about : str
        What the centre is the value of.

    Returns
    -------
    tuple of Limit
        In percent, from below the smallest place to beyond the largest.
    """
    along = tuple(float(size) for size in np.geomspace(max(1.0, 0.6 * min(sizes)), 1.08 * max(sizes), POINTS))
    level = 100 * limits.centre
    found = [Limit((along[0], along[-1]), (level, level), about, kind="centre")]
    kinds: tuple[tuple[float, LimitKind], ...] = ((INNER, "inner"), (OUTER, "outer"))
    for share, kind in kinds:
        ends = [limits.at(size, level=share) for size in along]
        for side, label in ((0, f"{_percent(share)} limits"), (1, "")):
            found.append(Limit(along, tuple(100 * end[side] for end in ends), label, kind=kind))
    return tuple(found)


def widened(limits: FunnelLimits, one: str, *, many: str = "", why: str = "") -> str:
    """Say by how much limits are widened.

    Parameters
    ----------
    limits : FunnelLimits
        Limits that there are.
    one : str
        What one of those that they were measured among is called.
    many : str
        What several are called; the same with an s where not given.
    why : str
        A cause of their differing, as a clause.

    Returns
    -------
    str
        A sentence.
    """
    among = words.plural(limits.areas, one, many=many)
    if limits.dispersion < series_table.LEAST_FACTOR_SAID:
        return f"The {among} differ no more than chance alone would make them, so the limits are those of chance."
    times = words.number(limits.dispersion, decimals=1)
    points = words.number(100 * sqrt(limits.between), decimals=1)
    return (
        f"The limits allow for what the {among} differ by beyond chance, as measured among them: a variance {times} "
        f"times that of chance, or a standard deviation of {points} percentage points whatever their size, of which "
        f"the wider counts{f'; {why}' if why else ''}."
    )


def _values(figures: Figures, places: tuple[Measurement, ...]) -> tuple[float, ...]:
    """Return the values of places."""
    return tuple(figures.value(each) or 0.0 for each in places)


def _beyond_note(funnel: Funnel, limits: FunnelLimits) -> str:
    """Say how many lie outside, and how many would by chance."""
    outside = sum(_beyond(each, limits) is not None for each in funnel.places)
    verb = "lies" if outside == 1 else "lie"
    return f"{outside} of {len(funnel.places)} {verb} outside the 95% limits; about 1 in 20 would if none were unusual."
