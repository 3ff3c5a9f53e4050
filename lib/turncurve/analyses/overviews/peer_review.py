"""The peer review: each claim with the evidence for and against it, what cannot be shown, and what was found."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self, TypeVar

from turncurve.analyses.action_state import state_on
from turncurve.analyses.evidence_weight import Verdict, Weighed, verdict, weigh
from turncurve.analyses.overviews.peer_evidence import Key, Source, key_of, reading_of, source_of
from turncurve.errors import UnknownNameError
from turncurve.indicators.figures import Figures
from turncurve.tables.peer_review import Bullet, PeerAction, PeerFinding, PeerReview, review_of
from turncurve.tables.records import Records

Part = TypeVar("Part", bound="Enquiry")


@dataclass(frozen=True)
class Claim:
    """One bullet of a line of enquiry, with its evidence weighed.

    Parameters
    ----------
    bullet : Bullet
        What is asked and claimed.
    evidence : tuple of Weighed
        What is cited, in the file's order.
    """

    bullet: Bullet
    evidence: tuple[Weighed, ...]

    @property
    def verdict(self) -> Verdict:
        """What the evidence comes to."""
        return verdict(self.bullet.claim, self.evidence)

    @property
    def gaps(self) -> tuple[str, ...]:
        """What cannot be shown, as clauses: what the council says itself, and what the evidence lacks."""
        found = list(self.bullet.gaps)
        if not self.bullet.claim:
            found.append("no claim is made")
        elif not self.evidence:
            found.append("no evidence is cited for the claim")
        elif all(each.reading.basis == "document" for each in self.evidence):
            found.append("only the council's own documents are cited")
        found += [
            f"{each.cited.of}: {each.because[0]}" for each in self.evidence if each.says == "nothing" and each.because
        ]
        found += [f"{each.cited.of}: the evidence is stale" for each in self.evidence if each.is_stale]
        return tuple(found)


@dataclass(frozen=True)
class Enquiry:
    """Lines of enquiry with what their evidence is read from.

    Parameters
    ----------
    review : PeerReview
        What was known of the review on the report's date, with the lines that are shown.
    as_at : datetime.date
        The report's date.
    keys : tuple of (str, str)
        What each source is.
    sources : tuple of Source
        What the evidence is read from, in the same order.
    """

    review: PeerReview
    as_at: dt.date
    keys: tuple[Key, ...]
    sources: tuple[Source, ...]

    @property
    def figures(self) -> tuple[Figures, ...]:
        """The figures of every source, in order."""
        return tuple(each for source in self.sources for each in source.figures)

    def over(self, figures: tuple[Figures, ...]) -> Self:
        """Return the same worked out from other figures.

        Parameters
        ----------
        figures : tuple of Figures
            As many as there are, in the same order.

        Returns
        -------
        Enquiry
            With every claim weighed anew.
        """
        left, sources = list(figures), list[Source]()
        for source in self.sources:
            own, left = left[: len(source.figures)], left[len(source.figures) :]
            sources.append(source.over(tuple(own)))
        return replace(self, sources=tuple(sources))

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Each bullet with its evidence, in the file's order."""
        held = dict(zip(self.keys, self.sources, strict=True))
        return tuple(
            Claim(
                bullet,
                tuple(weigh(each, reading_of(each, held[key_of(each)]), as_at=self.as_at) for each in bullet.evidence),
            )
            for bullet in self.review.bullets
        )


@dataclass(frozen=True)
class Verdicts(Enquiry):
    """What the claims of all lines come to: the page's own answer."""


@dataclass(frozen=True)
class Claims(Enquiry):
    """The claims of one line of enquiry, with what speaks for and against each."""


@dataclass(frozen=True)
class EvidenceWeighed(Enquiry):
    """Each piece of evidence of one line of enquiry: value, strength and age."""


@dataclass(frozen=True)
class Gaps(Enquiry):
    """What cannot be shown."""


@dataclass(frozen=True)
class ReadingPack(Enquiry):
    """What a reviewer reads, evidence by evidence, and where each stands in full."""


@dataclass(frozen=True)
class Found(Enquiry):
    """What the reviewers found, with the actions that follow and the evidence of their effect."""

    @property
    def lines(self) -> tuple[tuple[PeerFinding, PeerAction | None, str], ...]:
        """Each finding with each action that follows from it and how that stands, in the file's order."""
        held = self.review
        found: list[tuple[PeerFinding, PeerAction | None, str]] = []
        for finding in held.findings:
            followed = [each for each in held.actions if finding.id in each.findings]
            found += [(finding, each, state_on(self.as_at, due=each.due, done_on=each.done_on)) for each in followed]
            if not followed:
                found.append((finding, None, ""))
        return tuple(found)


def verdicts(records: Records) -> Verdicts:
    """Weigh every claim of the peer review.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    Verdicts
        Without claims where none had been written by then.
    """
    return _part(records, Verdicts)


def claims(records: Records, line: str) -> Claims:
    """Weigh the claims of one line of enquiry.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    line : str
        The line's number, such as K1.

    Returns
    -------
    Claims
        Bullet by bullet.
    """
    return _part(records, Claims, line=line)


def evidence(records: Records, line: str) -> EvidenceWeighed:
    """Weigh each piece of evidence of one line of enquiry.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    line : str
        The line's number, such as K1.

    Returns
    -------
    EvidenceWeighed
        Bullet by bullet.
    """
    return _part(records, EvidenceWeighed, line=line)


def gaps(records: Records) -> Gaps:
    """List what cannot be shown.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    Gaps
        Bullet by bullet.
    """
    return _part(records, Gaps)


def reading_pack(records: Records) -> ReadingPack:
    """List what a reviewer reads.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    ReadingPack
        Evidence by evidence.
    """
    return _part(records, ReadingPack)


def found(records: Records) -> Found:
    """Set each finding of the reviewers beside its actions and the measures of their effect.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    Found
        Finding by finding.
    """
    review = review_of(records.council).by(records.as_at)
    names = dict.fromkeys(each.measured_by for each in review.actions if each.measured_by)
    keys: tuple[Key, ...] = tuple(("indicator", name) for name in names)
    return Found(replace(review, lines=()), records.as_at, keys, tuple(source_of(records, each) for each in keys))


def _part(records: Records, kind: type[Part], *, line: str = "") -> Part:
    """Return one part of the review: of one line where it is named, else of all."""
    review = review_of(records.council).by(records.as_at)
    lines = tuple(each for each in review.lines if line in ("", each.id))
    if line and review.lines and not lines:
        known = ", ".join(each.id for each in review.lines)
        raise UnknownNameError(f"no line of enquiry is called {line!r}", remedy=f"Lines: {known}")
    shown = replace(review, lines=lines)
    keys = tuple(dict.fromkeys(key_of(each) for bullet in shown.bullets for each in bullet.evidence))
    return kind(shown, records.as_at, keys, tuple(source_of(records, each) for each in keys))
