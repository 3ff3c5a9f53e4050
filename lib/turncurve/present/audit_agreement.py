"""The exhibit of two auditors of one file: how far they agree, and what each coefficient can tell."""

from __future__ import annotations

from turncurve.analyses.questions.audit_agreement import Agreed, AuditAgreement
from turncurve.disclosure.release import Releasable
from turncurve.methods.agreement import Agreement
from turncurve.methods.bounds import NoInterval
from turncurve.present import series_table, words
from turncurve.present.audit_summary import within
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.reference.periods import at

WHY_KAPPA_COLLAPSES = (
    "Kappa sets agreement against what chance would give from how often each answer is used: where nearly all answers "
    "are the same, chance alone would give nearly full agreement, and kappa falls towards nought although the auditors "
    "agree. AC1 does not; alpha allows for few files."
)
UNIT = "A coefficient is 1 for full agreement, 0 for no more than chance; its interval is for other files like these."
MODERATION = (
    "The files on which two auditors differ are listed for moderation with the command worklist and the name "
    "answers_that_differ, in a file that stays beside the records."
)
ONE_SIDED = "Nearly all answers to some of these questions are one and the same: there kappa and alpha say little."
COEFFICIENTS = ("AC1", "Kappa", "Alpha")


@presents(AuditAgreement)
def agreement_exhibit(released: Releasable[AuditAgreement]) -> Exhibit:
    """Show how far two auditors of the same file agreed.

    Parameters
    ----------
    released : Releasable of AuditAgreement
        What may be shown.

    Returns
    -------
    Exhibit
        A row a question: files read twice, answered alike, and AC1, kappa and alpha with their bounds.
    """
    answer = released.value
    ends = ("", ", 95% low", ", 95% high")
    coefficients = [Column(f"{name}{end}") for name in COEFFICIENTS for end in ends]
    heads = (Column("Criterion", numeric=False), Column("Standard", numeric=False), Column("Files read twice"))
    one_sided = any(each.is_one_sided for each in answer.questions)
    told = any(each.coefficients for each in answer.questions)
    return Exhibit(
        title=f"{answer.programme}: two auditors of one file",
        sentence=_sentence(answer),
        answer=_overall(answer),
        columns=(*heads, Column("Answered alike"), *(coefficients if told else ())),
        rows=tuple(_row(each, told=told) for each in answer.questions),
        notes=(*((WHY_KAPPA_COLLAPSES, UNIT) if told else ()), *((ONE_SIDED,) if one_sided else ()), MODERATION),
        source=series_table.source(answer.figures[0]),
    )


def _overall(answer: AuditAgreement) -> str:
    """Say in one line how often two auditors agreed."""
    if not answer.questions:
        return "No file was read by two auditors."
    if len(answer.asked) > 1:
        return _changed(answer)
    if answer.overall is None:
        return "The counts are hidden, to protect individuals."
    alike, read = answer.overall
    return f"Two auditors gave the same answer {words.number(alike)} times of {words.number(read)}."


def _changed(answer: AuditAgreement) -> str:
    """Say that the questions changed within the period, and which sets there were."""
    sets = [f"{words.plural(many, 'question')} from {at(first).label}" for first, many in answer.asked]
    return (
        f"The questions changed: {words.listed(sets)}. Answers to different sets are not averaged together, so "
        "agreement is told question by question."
    )


def _sentence(answer: AuditAgreement) -> str:
    """Say how often two auditors agreed, and on which question least."""
    said = _overall(answer)
    if answer.overall is not None:
        said = f"{said[:-1]} {within(answer.period)}."
    known = [each for each in answer.questions if each.coefficients and each.coefficients[0].value is not None]
    if not known:
        return said
    least = min(known, key=lambda each: (each.coefficients[0].value or 0.0, each.criterion))
    bounds = least.coefficients[0].interval
    reach = "" if isinstance(bounds, NoInterval) else f", 95% {bounds.lower:.2f} to {bounds.upper:.2f}"
    counts = f"{words.number(least.alike or 0)} of {words.number(least.read or 0)} files"
    value = least.coefficients[0].value or 0.0
    return f"{said} They agreed least on “{least.criterion}” ({counts}; AC1 {value:.2f}{reach})."


def _row(each: Agreed, *, told: bool) -> tuple[str, ...]:
    """Return one question's row."""
    counts = tuple(words.shown(count, status="hidden") for count in (each.read, each.alike))
    blank = ("–",) * (3 * len(COEFFICIENTS)) if told else ()
    cells = [cell for coefficient in each.coefficients for cell in _cells(coefficient)]
    return (each.criterion, each.standard, *counts, *(cells or blank))


def _cells(coefficient: Agreement) -> tuple[str, str, str]:
    """Return a coefficient with its bounds."""
    if coefficient.value is None:
        return ("–", "–", "–")
    bounds = coefficient.interval
    if isinstance(bounds, NoInterval):
        return (f"{coefficient.value:.2f}", "–", "–")
    return (f"{coefficient.value:.2f}", f"{bounds.lower:.2f}", f"{bounds.upper:.2f}")
