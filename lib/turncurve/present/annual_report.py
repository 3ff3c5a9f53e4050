"""Exhibits of a council's own words in its adoption annual report."""

from __future__ import annotations

from turncurve.analyses.questions.annual_report import Changes, Reported
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Figures
from turncurve.present import words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.reference.periods import Period, year_ending
from turncurve.tables.annual_report import Count, Section

NOT_OURS = "Only published figures are held of this council, so its annual report is not written here."
OWN_WORDS = (
    "The words and numbers are the council's own: the records that the other figures are counted from hold none."
)
_TITLES: dict[Section, str] = {
    "summary": "The year in the council's own words",
    "children": "The children, in the council's own words",
    "adopters": "Adopters, in the council's own words",
    "timeliness": "Why steps took as long as they did",
    "disruptions": "Disruptions, in the council's own words",
    "complaints": "Complaints and compliments",
    "staffing": "Staffing of the adoption service",
}


@presents(Reported)
def reported_exhibit(released: Releasable[Reported]) -> Exhibit:
    """Show what a council says under one heading.

    Parameters
    ----------
    released : Releasable of Reported
        What may be shown.

    Returns
    -------
    Exhibit
        Its words, its numbers of this year and the year before, and what is missing.
    """
    answer = released.value
    title = _TITLES[answer.section]
    if not answer.ours_to_tell:
        return Exhibit(title, NOT_OURS)
    before = year_ending(answer.year.end.year - 1)
    rows = (
        *(_counted(figures, before, answer.year) for figures in answer.figures),
        *(_stated(count) for count in answer.others),
    )
    heads = (f"Year to March {before.end.year}", f"Year to March {answer.year.end.year}")
    return Exhibit(
        title=title,
        sentence=answer.words.text or f"{answer.missing[0]}",
        columns=(Column("What is counted", numeric=False), *(Column(head) for head in heads)) if rows else (),
        rows=rows,
        notes=(OWN_WORDS,) if rows else (),
        source=answer.words.source or "the council's own words",
        missing=answer.missing,
    )


@presents(Changes)
def changes_exhibit(released: Releasable[Changes]) -> Exhibit:
    """Show what will change next year.

    Parameters
    ----------
    released : Releasable of Changes
        What may be shown.

    Returns
    -------
    Exhibit
        One row a change, and what is missing.
    """
    answer = released.value
    title = "What changes next year"
    if not answer.ours_to_tell:
        return Exhibit(title, NOT_OURS)
    if not answer.changes:
        return Exhibit(title, answer.missing[0], missing=answer.missing)
    heads = ("What", "Who", "By", "How one will know")
    rows = tuple(
        (each.what, each.who or "–", f"{each.by.day} {each.by:%B %Y}" if each.by else "–", each.measure or "–")
        for each in answer.changes
    )
    dated = [each.by for each in answer.changes if each.by]
    first = min(dated) if dated else None
    said = f", the first by {first.day} {first:%B %Y}" if first else ""
    return Exhibit(
        title=title,
        sentence=f"{words.plural(len(rows), 'change')} will be made next year{said}.",
        columns=tuple(Column(head, numeric=False) for head in heads),
        rows=rows,
        source="the council's own words",
        missing=answer.missing,
    )


def _counted(figures: Figures, *years: Period) -> tuple[str, ...]:
    """Return one number of people, of both years."""
    held = {each.period: words.shown(figures.value(each), status=each.status) for each in figures.measurements}
    return (figures.definition.title, *(held.get(year, "–") for year in years))


def _stated(count: Count) -> tuple[str, ...]:
    """Return one number that counts no people."""
    return (count.what, *("–" if each is None else words.number(each) for each in (count.before, count.number)))
