"""The exhibit of each chair's counts: in the order of letters, and never a ranking."""

from __future__ import annotations

from turncurve.analyses.questions.chair_by_chair import ChairByChair
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Figures, Measurement
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents

NO_RANKING = (
    "Chairs stand in the order in which each first appears in the returns, which says nothing of how any of them "
    "practises; the list is no ranking and is not to be put in another order."
)
SMALL = (
    "The counts of one chair are small, and families differ: two chairs who practise alike can differ much here. The "
    "funnels say which differences are more than that."
)
_HEADS = {
    "conferences_chaired": "Chaired",
    "chaired_reviews_on_time": "Reviews on time",
    "non_compliance_raised": "Non-compliance",
    "unassessed_risk_recorded": "Unassessed risk",
    "plans_unchanged_between_reviews": "Plan unchanged",
    "contingency_plan_present": "Contingency plan",
    "challenge_where_there_was_concern": "Challenged, of concerns",
}


@presents(ChairByChair)
def chair_by_chair_exhibit(released: Releasable[ChairByChair]) -> Exhibit:
    """Show what each chair saw and did.

    Parameters
    ----------
    released : Releasable of ChairByChair
        What may be shown.

    Returns
    -------
    Exhibit
        One row a chair, with the counts and no percentage: they are too small for any.
    """
    answer = released.value
    return Exhibit(
        title=f"Chair by chair: {answer.period.label}",
        sentence=_sentence(answer),
        columns=(
            Column("Chair", numeric=False),
            Column(_HEADS["conferences_chaired"]),
            *(Column(_HEADS[each.definition.id], numeric=False) for each in answer.figures[1:]),
        ),
        rows=tuple(_row(answer, chair) for chair in answer.chairs),
        notes=(NO_RANKING, SMALL),
        source=series_table.source(answer.figures[0]),
        as_given=True,
    )


def _sentence(answer: ChairByChair) -> str:
    """Say how many chairs there were, and how much each chaired."""
    counts = [found.numerator or 0 for found in (answer.at(answer.figures[0], each) for each in answer.chairs) if found]
    if not counts:
        return f"{series_table.capital(words.within(answer.period))}, chairs returned nothing."
    chairs = words.plural(len(counts), "chair")
    span = f"from {words.number(min(counts))} to {words.number(max(counts))}" if len(counts) > 1 else f"{counts[0]}"
    when = series_table.capital(words.within(answer.period))
    return f"{when}, {chairs} returned {words.number(sum(counts))} conferences and reviews of a child, {span} each."


def _row(answer: ChairByChair, chair: str) -> tuple[str, ...]:
    """Return one chair's row."""
    cells = tuple(_cell(each, answer.at(each, chair)) for each in answer.figures)
    return (chair, *cells)


def _cell(figures: Figures, found: Measurement | None) -> str:
    """Return one chair's count of one indicator, with what it is of."""
    if found is None or found.status == "no cases":
        return "–"
    if figures.value(found) is None:
        return words.shown(None, status=found.status)
    if figures.definition.kind == "count":
        return words.number(found.numerator or 0)
    return f"{words.number(found.numerator or 0)} of {words.number(found.denominator or 0)}"
