"""The exhibit of two coders of one contact."""

from __future__ import annotations

from turncurve.analyses.questions.coding_agreement import CodingAgreement
from turncurve.disclosure.release import Releasable
from turncurve.methods.agreement import Agreement
from turncurve.methods.bounds import Interval
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents

TITLE = "Two coders of one contact"
UNIT = "AC1 is 1 for full agreement and 0 for no more than chance; its interval is for other contacts like these."
MOST_PAIRS = 6


@presents(CodingAgreement)
def coding_agreement_exhibit(released: Releasable[CodingAgreement]) -> Exhibit:
    """Show how far two coders of the same contact agree.

    Parameters
    ----------
    released : Releasable of CodingAgreement
        What may be shown.

    Returns
    -------
    Exhibit
        AC1 over the codes and over the kinds of demand, then the pairs of codes that differ most often.
    """
    answer = released.value
    source = series_table.source(answer.figures[0]) if answer.figures else ""
    if answer.sample is None:
        return Exhibit(TITLE, "No sample of contacts has been drawn and coded, so agreement cannot be told.")
    if answer.alike is None:
        return Exhibit(TITLE, "No contact was coded twice, or how many were is not shown.", source=source)
    named = {each.code: each.words for each in answer.frame}
    found = (("By code", answer.by_code), ("By kind of demand", answer.by_demand))
    rows = [(what, *_cells(each)) for what, each in found if each is not None]
    pairs = [
        (f"{one} ({named.get(one, '')}) or {other} ({named.get(other, '')})", words.number(count), "–", "–", "–")
        for one, other, count in answer.differing[:MOST_PAIRS]
    ]
    return Exhibit(
        TITLE,
        _sentence(answer),
        columns=(
            Column("What is compared", numeric=False),
            Column("Contacts"),
            Column("AC1"),
            Column("95% low"),
            Column("95% high"),
        ),
        rows=(*rows, *pairs),
        notes=(UNIT,),
        source=source,
    )


def _cells(found: Agreement) -> tuple[str, str, str, str]:
    """Return how many contacts were compared, and the coefficient with its bounds."""
    value = "–" if found.value is None else f"{found.value:.2f}"
    reach = ("–", "–")
    if isinstance(found.interval, Interval):
        reach = (f"{found.interval.lower:.2f}", f"{found.interval.upper:.2f}")
    return (words.number(found.n), value, *reach)


def _sentence(answer: CodingAgreement) -> str:
    """Say how often two coders agreed, and which codes they took for one another."""
    alike, read = answer.alike or (0, 0)
    said = f"Two coders gave {words.number(alike)} of {words.plural(read, 'contact')} the same code"
    found = answer.by_code
    if found is not None and found.value is not None and isinstance(found.interval, Interval):
        said += f" (AC1 {found.value:.2f}, 95% {found.interval.lower:.2f} to {found.interval.upper:.2f})"
    if not answer.differing:
        return f"{said}."
    one, other, count = answer.differing[0]
    return f"{said}. They differed most over {one} and {other} ({words.plural(count, 'time')})."
