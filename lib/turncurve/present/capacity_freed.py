"""The exhibit of the time that contacts take, and of what of it could be freed."""

from __future__ import annotations

from turncurve.analyses.questions.capacity_freed import CapacityFreed, TimeOf
from turncurve.disclosure.release import Releasable
from turncurve.methods.product_total import ProductTotal
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents

TITLE = "Time that contacts take, and what could be freed"
NOTES = (
    (
        "Hours are contacts by the minutes that a time study found, and hours freed are those by the share of a coded "
        "sample that could have gone elsewhere. The bounds hold both: how few contacts were timed, and how few coded."
    ),
    "Freed hours are freed only where the contacts do go elsewhere, and the other service has the time for them.",
)


@presents(CapacityFreed)
def capacity_freed_exhibit(released: Releasable[CapacityFreed]) -> Exhibit:
    """Show the hours that contacts take, and those that could be freed.

    Parameters
    ----------
    released : Releasable of CapacityFreed
        What may be shown.

    Returns
    -------
    Exhibit
        A row a reason for contact, and one of all.
    """
    answer = released.value
    source = series_table.source(answer.figures[0])
    if answer.reason or answer.hours is None or answer.study is None:
        because = answer.reason or "a count that it needs is not shown"
        return Exhibit(TITLE, f"How much time could be freed cannot be told, because {because}.", source=source)
    every = ("All of these", words.number(sum(each.a_month for each in answer.kinds)), "–", "–", _hours(answer.hours))
    return Exhibit(
        TITLE,
        _sentence(answer),
        columns=(
            Column("Reason", numeric=False),
            Column("Contacts a month"),
            Column("Hours a month (95%)", numeric=False),
            Column("Could go elsewhere, of coded", numeric=False),
            Column("Hours freed (95%)", numeric=False),
        ),
        rows=(*(_row(each) for each in answer.kinds), every),
        notes=(*NOTES, f"Time study: {answer.study.source}."),
        source=source,
    )


def _row(each: TimeOf) -> tuple[str, ...]:
    """Return one reason's row."""
    elsewhere = f"{words.number(each.elsewhere)} of {words.number(each.coded)}"
    return (
        series_table.capital(each.reason),
        words.number(each.a_month),
        _hours(each.taken),
        elsewhere,
        _hours(each.freed),
    )


def _hours(found: ProductTotal) -> str:
    """Write hours with their bounds."""
    low, high = (words.number(each) for each in (found.interval.lower, found.interval.upper))
    return f"{words.number(found.total)} ({low} to {high})"


def _sentence(answer: CapacityFreed) -> str:
    """Say how many hours and workers could be freed, and of which contacts most."""
    if answer.hours is None or answer.workers is None:
        return ""
    total, low, high = (words.number(each, decimals=1) for each in answer.workers)
    most = answer.kinds[0]
    return (
        f"If the contacts that could go elsewhere went there, {_hours(answer.hours)} hours a month would be free: the "
        f"contact work of {total} workers (95% {low} to {high}). Most of it is of contacts {_of(most.reason)}."
    )


def _of(reason: str) -> str:
    """Return a reason as it follows on "contacts"."""
    return reason if reason.startswith(("about", "for", "reporting")) else f"of the reason “{reason}”"
