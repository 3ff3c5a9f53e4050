"""A peer review: what is asked, what the council claims and shows for it, and what the reviewers found."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, get_args

from turncurve.reference import project
from turncurve.tables import kept_words

REVIEW = "peer_review.json"
EvidenceKind = Literal["indicator", "audit", "survey", "questionnaire", "document"]
EVIDENCE_KINDS: tuple[EvidenceKind, ...] = get_args(EvidenceKind)
Aim = Literal["at least", "at most"]
AIMS: tuple[Aim, ...] = get_args(Aim)
Shows = Literal["supports", "contradicts", "neither"]
SHOWS: tuple[Shows, ...] = get_args(Shows)
Relates = Literal["closely", "loosely"]
RELATES: tuple[Relates, ...] = get_args(Relates)
FINDING_KINDS = ("strength", "to improve")


@dataclass(frozen=True)
class Cited:
    """One piece of evidence that a claim cites, to be measured from the records.

    Parameters
    ----------
    kind : {"indicator", "audit", "survey", "questionnaire", "document"}
        Where it is held.
    of : str
        The indicator's identifier, the question audited, the statement put, or the document's reference.
    of_whom : str
        The audit's name, or who answered a questionnaire; empty for the other kinds.
    aim : {"at least", "at most"} or None
        The side of the value on which it bears the claim out; None where the claim sets no value.
    value : float or None
        That value, in the unit of the evidence.
    dated : datetime.date or None
        Of a document: its day.
    shows : {"supports", "contradicts", "neither"}
        Of a document: what the council says that it shows.
    relates : {"closely", "loosely"}
        Whether it tells of the claim itself, or of something near it: then it is fair evidence at best.
    """

    kind: EvidenceKind
    of: str
    of_whom: str = ""
    aim: Aim | None = None
    value: float | None = None
    dated: dt.date | None = None
    shows: Shows = "neither"
    relates: Relates = "closely"


@dataclass(frozen=True)
class Bullet:
    """One thing that a line of enquiry asks.

    Parameters
    ----------
    id : str
        Its number, such as K1.2.
    asks : str
        What is asked.
    claim : str
        What the council says of it, in its own words; empty where it says nothing.
    evidence : tuple of Cited
        What it shows for that.
    gaps : tuple of str
        What it says itself that it cannot show, one clause each.
    """

    id: str
    asks: str
    claim: str = ""
    evidence: tuple[Cited, ...] = ()
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """One key line of enquiry.

    Parameters
    ----------
    id : str
        Its number, such as K1.
    asks : str
        What it is about.
    bullets : tuple of Bullet
        What it asks.
    """

    id: str
    asks: str
    bullets: tuple[Bullet, ...]


@dataclass(frozen=True)
class PeerFinding:
    """One thing that the reviewers found.

    Parameters
    ----------
    id : str
        Its number.
    bullet : str
        What it answers, such as K1.2.
    found_on : datetime.date
        When it was found.
    kind : str
        strength or to improve.
    finding : str
        What was found, in words.
    """

    id: str
    bullet: str
    found_on: dt.date
    kind: str
    finding: str


@dataclass(frozen=True)
class PeerAction:
    """One action that follows from what the reviewers found.

    Parameters
    ----------
    id : str
        Its number.
    findings : tuple of str
        The findings that it follows from.
    what : str
        What is done.
    owner : str
        The post that answers for it; empty where not given.
    due : datetime.date or None
        By when.
    done_on : datetime.date or None
        When it was done; None until then.
    effect : str
        What shows that it changed anything, in words; empty where nothing is stated.
    measured_by : str
        Indicator in which its effect would show; empty where none.
    """

    id: str
    findings: tuple[str, ...]
    what: str
    owner: str = ""
    due: dt.date | None = None
    done_on: dt.date | None = None
    effect: str = ""
    measured_by: str = ""


@dataclass(frozen=True)
class PeerReview:
    """A council's peer review.

    Parameters
    ----------
    name : str
        What it is called; empty where there is none.
    week_of : datetime.date or None
        The Monday of its week.
    claimed_on : datetime.date or None
        When the council wrote its claims.
    lines : tuple of Line
        The key lines of enquiry, in the file's order.
    findings : tuple of PeerFinding
        What the reviewers found.
    actions : tuple of PeerAction
        What follows from it.
    """

    name: str = ""
    week_of: dt.date | None = None
    claimed_on: dt.date | None = None
    lines: tuple[Line, ...] = ()
    findings: tuple[PeerFinding, ...] = ()
    actions: tuple[PeerAction, ...] = ()

    @property
    def bullets(self) -> tuple[Bullet, ...]:
        """Every bullet of every line, in order."""
        return tuple(bullet for line in self.lines for bullet in line.bullets)

    def by(self, day: dt.date) -> PeerReview:
        """Return what was known of the review on a day.

        Parameters
        ----------
        day : datetime.date
            The report's date: claims written later are not known, nor what was found or done later.

        Returns
        -------
        PeerReview
            Without lines where the claims were written later.
        """
        if self.claimed_on is not None and self.claimed_on > day:
            return PeerReview()
        findings = tuple(each for each in self.findings if each.found_on <= day)
        known = {each.id for each in findings}
        followed = (each for each in self.actions if known.intersection(each.findings))
        return replace(self, findings=findings, actions=tuple(_undone(each, day) for each in followed))


def keep(review: PeerReview, *, folder: Path) -> None:
    """Keep a council's peer review beside its canonical tables.

    Parameters
    ----------
    review : PeerReview
        The review.
    folder : pathlib.Path
        Where the council's tables are kept.
    """
    kept_words.keep(review, path=folder / REVIEW)


def review_of(council: str) -> PeerReview:
    """Return a council's peer review.

    Parameters
    ----------
    council : str
        The council's name or folder.

    Returns
    -------
    PeerReview
        One without lines where the council has written none.

    Raises
    ------
    RefusedInputError
        If what ingest kept is damaged.
    """
    path = project.processed_folder(council) / REVIEW
    held: PeerReview | None = kept_words.read_back(PeerReview, path=path, called="the peer review")
    return held or PeerReview()


def _undone(action: PeerAction, day: dt.date) -> PeerAction:
    """Return an action as it stood on a day: done later is not done, and its effect not known."""
    if action.done_on is None or action.done_on <= day:
        return action
    return replace(action, done_on=None, effect="")
