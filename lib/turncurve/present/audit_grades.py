"""The exhibit of grades: how many files had each, and how far two auditors agreed."""

from __future__ import annotations

from turncurve.analyses.questions.audit_grades import AuditGrades
from turncurve.disclosure.release import Releasable
from turncurve.methods.agreement import Agreement
from turncurve.methods.bounds import Interval
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents

APART = (
    "A grade is one auditor's judgement of a whole file. It is never worked out from the answers to the questions, nor "
    "averaged with them: a file can comply with every question and the practice on it be poor."
)
FILES_READ = "Grades speak for the files graded: no share of all files is worked out from a judgement."


@presents(AuditGrades)
def grades_exhibit(released: Releasable[AuditGrades]) -> Exhibit:
    """Show how many files had each grade.

    Parameters
    ----------
    released : Releasable of AuditGrades
        What may be shown.

    Returns
    -------
    Exhibit
        One row a grade, the best first.
    """
    answer = released.value
    title = f"How good practice was judged to be: {answer.programme}"
    if not answer.files:
        return Exhibit(title, "No grade is on record.", notes=(APART,))
    return Exhibit(
        title=title,
        sentence=f"{_graded(answer)} {_agreed(answer)}",
        columns=(Column("Grade", numeric=False), Column("Files")),
        rows=tuple((grade.capitalize(), words.shown(count, status="hidden")) for grade, count in answer.files),
        notes=(APART, FILES_READ, *(_said(each) for each in answer.coefficients)),
        source=series_table.source(answer.figures[0]),
    )


def _graded(answer: AuditGrades) -> str:
    """Say how many files were judged good or better."""
    counts = dict(answer.files)
    better = (counts["outstanding"], counts["good"])
    label = answer.period.label
    said = f"from {label}" if label[0].isdigit() else words.within(answer.period)
    if answer.read is None or None in better:
        return f"How many files were judged good or better {said} may not be shown."
    good = sum(count or 0 for count in better)
    return f"{words.number(good)} of {words.plural(answer.read, 'file')} were judged good or better {said}."


def _agreed(answer: AuditGrades) -> str:
    """Say how far two auditors gave the same grade."""
    if answer.twice is None:
        return "How far two auditors agree on a grade cannot be told."
    alike, read = answer.twice
    return f"Two auditors gave {words.number(alike)} of {words.plural(read, 'file')} the same grade."


def _said(found: Agreement) -> str:
    """Say one coefficient, or why there is none."""
    if found.value is None:
        return f"{found.coefficient}, ordinal: none, because {found.reason}."
    bounds = found.interval
    ends = (
        f", 95% {words.number(bounds.lower, decimals=2)} to {words.number(bounds.upper, decimals=2)}"
        if isinstance(bounds, Interval)
        else ""
    )
    return (
        f"{found.coefficient}, in which grades a step apart count as nearer than grades two apart: "
        f"{words.number(found.value, decimals=2)}{ends}."
    )
