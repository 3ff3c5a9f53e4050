"""Exhibits of the peer review: what its claims come to, the evidence for and against, and what cannot be shown."""

from __future__ import annotations

from collections import Counter
from typing import get_args

from turncurve.analyses.evidence_weight import Reading, Verdict, Weighed
from turncurve.analyses.overviews.peer_review import (
    Claim,
    Claims,
    Enquiry,
    EvidenceWeighed,
    Gaps,
    ReadingPack,
    Verdicts,
)
from turncurve.disclosure.release import Releasable
from turncurve.indicators.registry import INDICATORS
from turncurve.methods.bounds import Interval
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.reference.periods import at
from turncurve.tables.peer_review import Cited

NONE_HELD = "No peer review is on record by this date."
OWN_WORDS = "What is asked, and what is claimed, are words of the reviewers and of the council, from peer_review.yml."
RULE = (
    "Evidence supports a claim where it lies on the side of the value that the claim sets, with its whole interval "
    "where it is a sample. Documents, files that were chosen, fewer than ten cases, and answers of fewer than half of "
    "those asked are weak; what bears on a claim loosely is fair at best; what is stale counts for less. A claim is "
    "contested where evidence stands on both sides; weak evidence alone does not contest what speaks against a claim."
)
SHORT = {
    "borne out": "Borne out",
    "contested": "Contested",
    "not borne out": "Not borne out",
    "weak evidence only": "Weak evidence only",
    "not shown": "Not shown",
    "no claim": "No claim",
}
_KINDS = {
    "indicator": "Records",
    "audit": "File audit",
    "survey": "Staff survey",
    "questionnaire": "Questionnaire",
    "document": "Document",
}


@presents(Verdicts)
def verdicts_exhibit(released: Releasable[Verdicts]) -> Exhibit:
    """Show how many claims of each line the evidence bears out.

    Parameters
    ----------
    released : Releasable of Verdicts
        What may be shown.

    Returns
    -------
    Exhibit
        One row a line of enquiry.
    """
    answer = released.value
    if not answer.claims:
        return Exhibit("What the claims come to", NONE_HELD, answer=NONE_HELD)
    said = _said(answer.claims)
    held = {line.id: [each for each in answer.claims if each.bullet in line.bullets] for line in answer.review.lines}
    return Exhibit(
        title="What the claims come to",
        sentence=said,
        answer=said,
        columns=(Column("Line of enquiry", numeric=False), *(Column(SHORT[each]) for each in get_args(Verdict))),
        rows=tuple((f"{line.id} {line.asks}", *_counts(held[line.id])) for line in answer.review.lines),
        notes=(OWN_WORDS, RULE),
        source=_source(answer),
    )


@presents(Claims)
def claims_exhibit(released: Releasable[Claims]) -> Exhibit:
    """Show each claim of one line with what speaks for and against it.

    Parameters
    ----------
    released : Releasable of Claims
        What may be shown.

    Returns
    -------
    Exhibit
        One row a bullet; a claim that is missing makes the page a draft.
    """
    answer = released.value
    title = _title(answer, "Claims")
    if not answer.claims:
        return Exhibit(title, NONE_HELD)
    heads = ("Asked", "Claimed", "Comes to", "For", "Against", "Cannot tell")
    return Exhibit(
        title=title,
        sentence=_said(answer.claims),
        columns=tuple(Column(each, numeric=False) for each in heads),
        rows=tuple(_claim(each) for each in answer.claims),
        notes=(OWN_WORDS, RULE),
        source=_source(answer),
        missing=tuple(f"{each.bullet.id} has no claim yet" for each in answer.claims if not each.bullet.claim),
    )


@presents(EvidenceWeighed)
def evidence_exhibit(released: Releasable[EvidenceWeighed]) -> Exhibit:
    """Show each piece of evidence of one line: what it shows, how strong it is and how old.

    Parameters
    ----------
    released : Releasable of EvidenceWeighed
        What may be shown.

    Returns
    -------
    Exhibit
        One row a piece of evidence.
    """
    answer = released.value
    title = _title(answer, "Evidence")
    rows = tuple((claim.bullet.id, *_evidence(each)) for claim in answer.claims for each in claim.evidence)
    if not rows:
        return Exhibit(title, NONE_HELD if not answer.claims else "No evidence is cited.")
    counted = Counter(each.strength for claim in answer.claims for each in claim.evidence)
    stale = sum(each.is_stale for claim in answer.claims for each in claim.evidence)
    said = ", ".join(f"{words.number(counted[each])} {each}" for each in ("strong", "fair", "weak") if counted[each])
    heads = ("Bullet", "Evidence", "Shows", "Wanted", "Says", "Strength", "Told until")
    return Exhibit(
        title=title,
        sentence=f"{words.plural(len(rows), 'piece')} of evidence: {said or 'none that shows anything'}; "
        f"{words.number(stale)} stale.",
        columns=tuple(Column(each, numeric=False) for each in heads),
        rows=rows,
        notes=(RULE,),
        source=_source(answer),
    )


@presents(Gaps)
def gaps_exhibit(released: Releasable[Gaps]) -> Exhibit:
    """Show what cannot be shown.

    Parameters
    ----------
    released : Releasable of Gaps
        What may be shown.

    Returns
    -------
    Exhibit
        One row a gap.
    """
    answer = released.value
    rows = tuple((each.bullet.id, each.bullet.asks, gap) for each in answer.claims for gap in each.gaps)
    if not rows:
        return Exhibit("What cannot be shown", "No gap is known." if answer.claims else NONE_HELD)
    without = sum(bool(each.gaps) for each in answer.claims)
    return Exhibit(
        title="What cannot be shown",
        sentence=f"{words.plural(len(rows), 'gap')} in the evidence of {words.number(without)} of "
        f"{words.plural(len(answer.claims), 'bullet')}.",
        columns=tuple(Column(each, numeric=False) for each in ("Bullet", "Asked", "Gap")),
        rows=rows,
        source=_source(answer),
    )


@presents(ReadingPack)
def pack_exhibit(released: Releasable[ReadingPack]) -> Exhibit:
    """Show what a reviewer reads; the page leads from here to every page on which these figures stand.

    Parameters
    ----------
    released : Releasable of ReadingPack
        What may be shown.

    Returns
    -------
    Exhibit
        One row a piece of evidence, each once.
    """
    answer = released.value
    cited: dict[tuple[str, str, str], list[str]] = {}
    for claim in answer.claims:
        for each in claim.evidence:
            cited.setdefault((each.cited.kind, _named(each.cited), _until(each.reading)), []).append(claim.bullet.id)
    if not cited:
        return Exhibit("What to read", NONE_HELD if not answer.claims else "No evidence is cited.")
    kinds = Counter(kind for kind, _, _ in cited)
    said = words.listed(
        [f"{words.number(kinds[kind])} from {name.lower()}" for kind, name in _KINDS.items() if kinds[kind]]
    )
    return Exhibit(
        title="What to read",
        sentence=f"{words.plural(len(cited), 'piece')} of evidence: {said}.",
        columns=tuple(Column(each, numeric=False) for each in ("Evidence", "Kind", "Told until", "Cited for")),
        rows=tuple((name, _KINDS[kind], until, words.listed(ids)) for (kind, name, until), ids in cited.items()),
        notes=("Documents are held by the council and shown to the reviewers; they are not part of these pages.",),
        source=_source(answer),
    )


def _said(claims: tuple[Claim, ...]) -> str:
    """Say what claims come to."""
    counted = Counter(each.verdict for each in claims)
    made = sum(bool(each.bullet.claim) for each in claims)
    parts = [
        f"{words.number(counted[each])} {each}" for each in get_args(Verdict) if counted[each] and each != "no claim"
    ]
    silent = f" To {words.plural(len(claims) - made, 'bullet')} no claim is made." if made < len(claims) else ""
    return (
        f"Of {words.plural(made, 'claim')}, by the written rule: {words.listed(parts)}.{silent}"
        if made
        else silent.strip()
    )


def _counts(claims: list[Claim]) -> tuple[str, ...]:
    """Count the claims of one line by what they come to."""
    counted = Counter(each.verdict for each in claims)
    return tuple(words.number(counted[each]) for each in get_args(Verdict))


def _claim(claim: Claim) -> tuple[str, ...]:
    """Return one claim's row."""
    sides = [
        "; ".join(
            f"{_named(each.cited)}: {_value(each)} ({each.strength})" for each in claim.evidence if each.says == side
        )
        for side in ("supports", "contradicts", "cannot tell")
    ]
    bullet = claim.bullet
    return (f"{bullet.id} {bullet.asks}", bullet.claim or "–", SHORT[claim.verdict], *(each or "–" for each in sides))


def _evidence(each: Weighed) -> tuple[str, ...]:
    """Return one piece of evidence's row, without its bullet."""
    cited = each.cited
    wanted = f"{cited.aim} {words.number(cited.value)}" if cited.aim and cited.value is not None else "–"
    why = f": {', '.join(each.because)}" if each.because and each.says != "nothing" else ""
    until = _until(each.reading)
    return (_named(cited), _value(each), wanted, each.says, f"{each.strength}{why}", until)


def _value(each: Weighed) -> str:
    """Say what a piece of evidence shows, in numbers where it has some."""
    reading, cited = each.reading, each.cited
    if reading.value is None:
        return "the document" if reading.basis == "document" else f"nothing: {reading.why_not}"
    unit = INDICATORS[cited.of].definition.unit if cited.kind == "indicator" else "percent"
    shown = f"{words.number(reading.value)}%" if unit == "percent" else f"{words.number(reading.value)} {unit}"
    if reading.numerator is not None and reading.denominator is not None and unit == "percent":
        shown = f"{shown}, {words.number(reading.numerator)} of {words.number(reading.denominator)}"
    if isinstance(reading.bounds, Interval):
        shown += f", 95% {words.number(reading.bounds.lower)} to {words.number(reading.bounds.upper)}"
    return shown


def _named(cited: Cited) -> str:
    """Name a piece of evidence."""
    if cited.kind == "indicator":
        return INDICATORS[cited.of].definition.title
    if cited.kind == "questionnaire":
        return f"“{cited.of}” ({cited.of_whom}s asked)" if cited.of_whom != "staff" else f"“{cited.of}” (staff asked)"
    return f"“{cited.of}”" if cited.kind in {"audit", "survey"} else cited.of


def _until(reading: Reading) -> str:
    """Say until when a piece of evidence tells."""
    return at(reading.until).label if reading.until else "–"


def _title(answer: Enquiry, what: str) -> str:
    """Return the title of one line's exhibit."""
    lines = answer.review.lines
    return f"{what}: {lines[0].id} {lines[0].asks}" if lines else what


def _source(answer: Enquiry) -> str:
    """Say where the numbers come from."""
    return words.listed(["the council's own words", *sorted({series_table.source(each) for each in answer.figures})])
