"""The exhibit of families who applied to adopt, were approved, and wait."""

from __future__ import annotations

from turncurve.analyses.questions.adopters import Recruitment
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Figures
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.picture import Line, Picture

TITLE = "Families applying, approved and waiting"
NONE_HELD = "No list of adopters is on record, so families cannot be counted here."
_IN_SHORT = {
    "adopter_families_applied": "Applied",
    "adopter_families_approved": "Approved",
    "adopter_families_waiting": "Waiting at the year's end",
}


@presents(Recruitment)
def recruitment_exhibit(released: Releasable[Recruitment]) -> Exhibit:
    """Show the families of each year.

    Parameters
    ----------
    released : Releasable of Recruitment
        What may be shown.

    Returns
    -------
    Exhibit
        Lines over the years, one row a measure.
    """
    figures = released.value.figures
    years = sorted({each.period.end for held in figures for each in held.measurements})
    if not years:
        return Exhibit(TITLE, NONE_HELD)
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
    texts = [_by_year(held) for held in figures]
    return Exhibit(
        title=TITLE,
        sentence=_sentence(figures),
        columns=(Column("Measure", numeric=False), *(Column(f"To March {year.year}") for year in years)),
        rows=tuple(
            (held.definition.title, *(by_year.get(year, "–") for year in years))
            for held, by_year in zip(figures, texts, strict=True)
        ),
        picture=Picture(lines, unit="Families") if lines else None,
        notes=tuple(dict.fromkeys(held.definition.caveats[0] for held in figures)),
        source=series_table.source(figures[0]),
    )


def _by_year(figures: Figures) -> dict[object, str]:
    """Return a measure's texts by the last day of each year."""
    return {
        each.period.end: words.ratio(figures, each)
        if figures.value(each) is not None
        else words.shown(None, status=each.status)
        for each in figures.measurements
    }


def _sentence(figures: tuple[Figures, ...]) -> str:
    """Say the latest of each measure that may be shown."""
    said = []
    for held in figures:
        latest = held.measurements[-1] if held.measurements else None
        if latest is not None and held.value(latest) is not None:
            title = held.definition.title
            said.append(f"{title[:1].lower()}{title[1:]} {words.within(latest.period)}: {words.ratio(held, latest)}")
    return f"{series_table.capital('; '.join(said) or 'no value of the last year may be shown')}."
