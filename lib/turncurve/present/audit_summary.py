"""The exhibit of an audit: each criterion met, partly met or not, and for which files it speaks."""

from __future__ import annotations

import datetime as dt

from turncurve.analyses.audit_drawn import DrawSummary
from turncurve.analyses.audit_found import ANSWERED, OUTSIDE, SEVERAL_WAYS, AuditSummary, Criterion
from turncurve.disclosure.release import Releasable
from turncurve.methods.bounds import NoInterval
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.picture import Bars, Picture
from turncurve.reference.periods import Period, at

READ_TWICE = "Where two auditors read one file, the first answer given stands for it."
WEIGHTED = (
    "Each group counts by its size, so a percentage is that of all the files drawn from and not of those read; its "
    "interval allows for the draw and for the small number read (Korn and Graubard, with the finite population)."
)
HIDDEN_PARTS = "A count that is hidden is not drawn, so the lengths of bars with hidden parts cannot be compared."


@presents(DrawSummary)
@presents(AuditSummary)
def audit_exhibit(released: Releasable[AuditSummary]) -> Exhibit:
    """Show what one audit found.

    Parameters
    ----------
    released : Releasable of AuditSummary
        What may be shown.

    Returns
    -------
    Exhibit
        A bar a criterion; a table with intervals where the files were drawn at random.
    """
    summary = released.value
    bounded = _bounded(summary)
    parts = tuple(
        (answer, tuple(_length(each.counts[index]) for each in summary.criteria))
        for index, answer in enumerate(ANSWERED)
    )
    bars = Bars(tuple(each.criterion for each in summary.criteria), parts)
    hidden = any(count is None for each in summary.criteria for count in each.counts)
    heads = (*(series_table.capital(answer) for answer in (*ANSWERED, *OUTSIDE)), "Answered")
    ends = ("Met, percent", "95% low", "95% high") if bounded else ()
    return Exhibit(
        title=f"{summary.sample.programme}: {summary.period.label}",
        sentence=_sentence(summary),
        answer=_answer(summary),
        columns=(
            Column("Criterion", numeric=False),
            Column("Standard", numeric=False),
            *(Column(head) for head in (*heads, *ends)),
        ),
        rows=tuple(_row(each, bounded=bounded) for each in summary.criteria),
        picture=Picture((bars,), unit="Files"),
        notes=(*_who_it_speaks_for(summary), READ_TWICE, *((HIDDEN_PARTS,) if hidden else ())),
        source=series_table.source(summary.figures[0]),
    )


def within(period: Period) -> str:
    """Write the months of an audit with the word that leads to them.

    Parameters
    ----------
    period : Period
        Whole months, or a part of one.

    Returns
    -------
    str
        "in March 2013", or "from 1 February 2013 to 31 March 2013" where they are no calendar period.
    """
    said = words.within(period)
    return f"from {period.label}" if said.startswith("in ") and said[3].isdigit() else said


def _bounded(summary: AuditSummary) -> bool:
    """Tell whether any criterion has an interval."""
    return any(not isinstance(each.met_in_all, NoInterval) for each in summary.criteria)


def _length(count: int | None) -> float | None:
    """Return a bar's length; None where the count is hidden."""
    return None if count is None else float(count)


def _row(criterion: Criterion, *, bounded: bool) -> tuple[str, ...]:
    """Return one criterion's row."""
    counts = tuple(words.shown(count, status="hidden") for count in criterion.counts)
    answered = words.shown(criterion.answered, status="hidden")
    if not bounded:
        return (criterion.criterion, criterion.standard, *counts, answered)
    if isinstance(criterion.met_in_all, NoInterval) or criterion.met is None:
        return (criterion.criterion, criterion.standard, *counts, answered, "–", "–", "–")
    ends = (criterion.met, criterion.met_in_all.lower, criterion.met_in_all.upper)
    return (criterion.criterion, criterion.standard, *counts, answered, *(words.number(e, decimals=1) for e in ends))


def _sentence(summary: AuditSummary) -> str:
    """Say which criteria were most and least often met, and of how many files."""
    files = "Files" if summary.files is None else words.plural(summary.files, "file")
    audited = f"{files} audited {within(summary.period)}"
    shown = [each for each in summary.criteria if each.answered is not None]
    if not shown:
        return f"{audited}; the counts are hidden, to protect individuals."
    known = [each for each in shown if each.answered]
    if not known:
        return f"{audited}. No criterion whose counts can be shown applied to a file and was answered."
    if len(shown) < len(summary.criteria):
        share = f"{len(shown)} of {words.plural(len(summary.criteria), 'criterion', many='criteria')}"
        said = words.listed([_said(each) for each in known])
        return f"{audited}. Met, where the counts can be shown ({share}): {said}."
    if len(known) == 1:
        return f"{audited}. Met: {_said(known[0])}."
    if _alike(known):
        return f"{audited}. Every criterion was met in the same share of files, such as {_said(known[0])}."
    best, worst = (pick(known, key=_met_share) for pick in (max, min))
    return f"{audited}. Most often met: {_said(best)}; least often met: {_said(worst)}."


def _answer(summary: AuditSummary) -> str:
    """Say in one line where practice is weakest, or that the counts are too small to say."""
    hidden = sum(each.answered is None for each in summary.criteria)
    known = [each for each in summary.criteria if each.answered]
    if hidden:
        return f"{'Most' if 2 * hidden > len(summary.criteria) else 'Some'} of the counts are too small to be shown."
    if not known:
        return "No criterion applied to a file and was answered."
    if len(known) > 1 and _alike(known):
        return "No criterion was met less often than another."
    return f"Least often met: {_said(min(known, key=_met_share))}."


def _alike(known: list[Criterion]) -> bool:
    """Tell whether all criteria were met in the same share of files."""
    return len({_met_share(each) for each in known}) == 1


def _met_share(criterion: Criterion) -> float:
    """Return the share of answered files that met a criterion."""
    return (criterion.counts[0] or 0) / (criterion.answered or 1)


def _said(criterion: Criterion) -> str:
    """Return a criterion with its counts."""
    return (
        f"{criterion.criterion} ({words.number(criterion.counts[0] or 0)} of {words.number(criterion.answered or 0)})"
    )


def _who_it_speaks_for(summary: AuditSummary) -> tuple[str, ...]:
    """Say for which files the findings speak."""
    if isinstance(summary, DrawSummary) and summary.sample.selection == "random":
        return _of_draw(summary)
    return (_selection(summary),)


def _selection(summary: AuditSummary) -> str:
    """Say in one sentence how the files were chosen."""
    sample = summary.sample
    if sample.selection == "all such files":
        return "These are all such files: there is no sampling interval."
    if sample.selection == "chosen":
        return "The files were chosen, not sampled: nothing is said of other files."
    if sample.selection == SEVERAL_WAYS:
        return "Some files were chosen in one way and some in another: nothing is said of other files."
    if sample.selection == "random" and sample.population is None:
        return "How many files these were drawn from is not stated: they are counts of the files read alone."
    if not sample.supports_inference:
        return "How the files were chosen is not stated: these are counts of the files read, and say nothing of others."
    drawn = f"The files were drawn at random from {words.number(sample.population or 0)}"
    if not _bounded(summary):
        return f"{drawn}: no interval can be shown here, so nothing is said of the others."
    return (
        f"{drawn}: the interval is for the percentage met among all of those, exact for a sample without replacement."
    )


def _of_draw(summary: DrawSummary) -> tuple[str, ...]:
    """Say how many of the files drawn were read, and how groups of files count."""
    population = words.number(summary.sample.population or 0)
    drawn = f"{words.plural(summary.files_drawn, 'file')} of {population} were drawn at random on {_day(summary.drawn)}"
    # Within each group those read must stand for those that were drawn and not read.
    if summary.files is None:
        read = "how many were read is hidden"
    elif summary.files < summary.files_drawn:
        read = f"{words.number(summary.files)} were read, and stand for those that were not"
    else:
        read = "all were read"
    if not _bounded(summary):
        return (f"{drawn}; {read}. No interval can be shown here, so nothing is said of the others.",)
    groups = len(summary.strata)
    if groups == 1:
        return (f"{drawn}; {read}. The interval is for the percentage met among all of those.",)
    return (
        f"{drawn}, from {words.number(groups)} groups of files in different shares; {read}.",
        WEIGHTED,
    )


def _day(text: str) -> str:
    """Write a day in words."""
    return at(dt.date.fromisoformat(text)).label
