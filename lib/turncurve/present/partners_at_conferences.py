"""The exhibit of partner agencies at conferences: who came when invited, and who sent a report."""

from __future__ import annotations

from turncurve.analyses.questions.partners_at_conferences import Partners
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Figures, Measurement
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.picture import Bars, Picture
from turncurve.reference.periods import Period

WHO_CAME = "It is counted that somebody came, and not whether it was somebody who knew the child."


@presents(Partners)
def partners_exhibit(released: Releasable[Partners]) -> Exhibit:
    """Show how often each partner agency came, and reported, when it was invited.

    Parameters
    ----------
    released : Releasable of Partners
        What may be shown.

    Returns
    -------
    Exhibit
        A bar an agency of the invitations taken up, and a table with reports beside them.
    """
    answer = released.value
    now = answer.periods[0]
    came = tuple(_count(answer, agency, now, come=True) for agency in answer.agencies)
    stayed = tuple(_count(answer, agency, now, come=False) for agency in answer.agencies)
    heads = ("Invitations", "Attended, percent", "Reports received, percent")
    return Exhibit(
        title=f"Partner agencies at conferences: {now.label}",
        sentence=_sentence(answer),
        columns=(
            Column("Agency", numeric=False),
            *(Column(f"{series_table.capital(each.label)}: {head}") for each in answer.periods for head in heads),
        ),
        rows=tuple(_row(answer, agency) for agency in answer.agencies),
        picture=Picture(
            (Bars(_capitals(answer.agencies), (("Came", came), ("Did not come", stayed))),), unit="Invitations"
        ),
        notes=(WHO_CAME, "An agency that was not invited is not counted as absent."),
        source=series_table.source(answer.figures[0]),
    )


def _capitals(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return names with capitals."""
    return tuple(series_table.capital(each) for each in names)


def _count(answer: Partners, agency: str, period: Period, *, come: bool) -> float | None:
    """Return how often an agency came, or did not."""
    found = answer.at(answer.figures[0], agency, period=period)
    if found is None or found.numerator is None or found.denominator is None:
        return None
    return float(found.numerator if come else found.denominator - found.numerator)


def _sentence(answer: Partners) -> str:
    """Say how often partners came and reported in all, and which came and reported least often."""
    now = answer.periods[0]
    said = [
        f"{what} {100 * above / below:.1f}% ({above:,} of {below:,})"
        for figures, what in zip(answer.figures, ("came on", "had sent a report on"), strict=True)
        for above, below in [_total(answer, figures, now)]
        if below
    ]
    if not said:
        return f"{series_table.capital(words.within(now))} nothing is known of partner agencies' part."
    least = [
        f"{what}: {agency} ({words.ratio(figures, found)})"
        for figures, what in zip(answer.figures, ("Came least often", "sent a report least often"), strict=True)
        for agency, found in _least(answer, figures, now)
    ]
    return (
        f"{series_table.capital(words.within(now))}, partner agencies {' and '.join(said)} of the invitations. "
        f"{'; '.join(least)}."
    )


def _total(answer: Partners, figures: Figures, period: Period) -> tuple[int, int]:
    """Return what stands on top and below over all agencies."""
    found = [each for each in figures.measurements if each.period == period and figures.value(each) is not None]
    return sum(each.numerator or 0 for each in found), sum(each.denominator or 0 for each in found)


def _least(answer: Partners, figures: Figures, period: Period) -> list[tuple[str, Measurement]]:
    """Return the agency with the lowest share, and its measurement; none where nothing is known."""
    known = [
        (figures.value(found) or 0.0, agency, found)
        for agency in answer.agencies
        for found in [answer.at(figures, agency, period=period)]
        if found is not None and figures.value(found) is not None
    ]
    return [(agency, found) for _, agency, found in sorted(known, key=lambda each: each[:2])[:1]]


def _row(answer: Partners, agency: str) -> tuple[str, ...]:
    """Return one agency's row."""
    cells: list[str] = []
    for period in answer.periods:
        came, wrote = (answer.at(each, agency, period=period) for each in answer.figures)
        cells.append("–" if came is None else words.shown(came.denominator, status=came.status))
        for figures, found in zip(answer.figures, (came, wrote), strict=True):
            cells.append("–" if found is None else words.shown(figures.value(found), decimals=1, status=found.status))
    return (series_table.capital(agency), *cells)
