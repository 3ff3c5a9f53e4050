"""The exhibit of two audits of the same questions, and what may be said of the change."""

from __future__ import annotations

from turncurve.analyses.audit_changed import AuditChange, Changed
from turncurve.analyses.audit_found import Criterion
from turncurve.disclosure.release import Releasable
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents

READ_TWICE = "Where two auditors read one file, the first answer given stands for it."
MANY = (
    "Of twenty questions that did not change at all about one would show a change with such intervals by chance alone, "
    "so look at the pattern and not at one question."
)


@presents(AuditChange)
def change_exhibit(released: Releasable[AuditChange]) -> Exhibit:
    """Show what two audits found of the same questions.

    Parameters
    ----------
    released : Releasable of AuditChange
        What may be shown.

    Returns
    -------
    Exhibit
        A row a question: what each audit found, and bounds for the change where both speak for other files.
    """
    found = released.value
    bounded = any(isinstance(each.difference, Interval) for each in found.questions)
    names = ("Earlier", "Later")
    parts = [Column(f"{name}: {words_of}") for name in names for words_of in ("met", "answered", "met, percent")]
    ends = ("Change, points", "95% low", "95% high") if bounded else ()
    return Exhibit(
        title=_title(found),
        sentence=_sentence(found),
        answer=_answer(found),
        columns=(
            Column("Criterion", numeric=False),
            Column("Standard", numeric=False),
            *parts,
            *(Column(end) for end in ends),
        ),
        rows=tuple(_row(each, bounded=bounded) for each in found.questions),
        notes=(*_what_may_be_said(found), READ_TWICE),
        source=series_table.source(found.figures[0]),
    )


def _title(found: AuditChange) -> str:
    """Name the two audits."""
    one, two = found.before.sample.programme, found.after.sample.programme
    if one == two:
        return f"{one}: {found.before.period.label} and {found.after.period.label}"
    return f"{one}, and {two} ({found.after.period.label})"


def _sentence(found: AuditChange) -> str:
    """Say how many questions were met more and less often, and of how many that is more than chance."""
    known = [each for each in found.questions if each.before.met is not None and each.after.met is not None]
    if not known:
        return "The counts are hidden, to protect individuals, so the two audits cannot be compared here."
    more = sum((each.after.met or 0.0) > (each.before.met or 0.0) for each in known)
    shown = "" if len(known) == len(found.questions) else " and whose counts can be shown"
    asked = words.plural(len(known), "question")
    said = f"Of {asked} that both audits asked{shown}, met more often in the later one: {words.number(more)}."
    told = [each.difference for each in known if isinstance(each.difference, Interval)]
    if not told:
        return f"{said} Whether practice changed cannot be told from these two audits."
    up, down = sum(each.lower > 0 for each in told), sum(each.upper < 0 for each in told)
    return f"{said} By more than chance would explain, {words.number(up)} rose and {words.number(down)} fell."


def _answer(found: AuditChange) -> str:
    """Say in one line whether practice changed."""
    told = [each.difference for each in found.questions if isinstance(each.difference, Interval)]
    if not told:
        return "Cannot tell whether practice changed."
    up, down = sum(each.lower > 0 for each in told), sum(each.upper < 0 for each in told)
    if not up and not down:
        return "No question changed by more than chance would explain."
    return f"{words.plural(up, 'question')} rose and {words.number(down)} fell by more than chance would explain."


def _what_may_be_said(found: AuditChange) -> tuple[str, ...]:
    """Say why there is no bound for the change, or what it is made from."""
    reasons = {each.difference.reason for each in found.questions if isinstance(each.difference, NoInterval)}
    said = tuple(f"There is no interval for the change where, {reason}." for reason in sorted(reasons))
    if any(isinstance(each.difference, Interval) for each in found.questions):
        return (*said, "An interval for a change is made from those of the two audits (Zou and Donner).", MANY)
    return said


def _row(each: Changed, *, bounded: bool) -> tuple[str, ...]:
    """Return one question's row."""
    cells = (each.before.criterion, each.before.standard, *_found(each.before), *_found(each.after))
    if not bounded:
        return cells
    if isinstance(each.difference, NoInterval) or each.before.met is None or each.after.met is None:
        return (*cells, "–", "–", "–")
    change = (each.after.met - each.before.met, each.difference.lower, each.difference.upper)
    return (*cells, *(words.number(end, decimals=1) for end in change))


def _found(each: Criterion) -> tuple[str, ...]:
    """Return what one audit found: met, answered, and the percentage."""
    counts = (words.shown(count, status="hidden") for count in (each.counts[0], each.answered))
    share = "–" if each.met is None else words.number(each.met, decimals=1)
    return (*counts, share)
