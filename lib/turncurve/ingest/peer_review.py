"""Reading what a council claims before a peer review, and what the reviewers found: `peer_review.yml`."""

from __future__ import annotations

from pathlib import Path

from turncurve.ingest.own_words import Entry
from turncurve.ingest.own_words import read as read_words
from turncurve.ingest.peer_checks import check
from turncurve.tables.peer_review import (
    AIMS,
    EVIDENCE_KINDS,
    FINDING_KINDS,
    RELATES,
    SHOWS,
    Bullet,
    Cited,
    Line,
    PeerAction,
    PeerFinding,
    PeerReview,
)
from turncurve.tables.questionnaires import ANSWERED_AS

FILE = "peer_review.yml"


def read(raw: Path, *, indicators: frozenset[str] | None = None, shares: frozenset[str] | None = None) -> PeerReview:
    """Read a council's peer review.

    Parameters
    ----------
    raw : pathlib.Path
        The council's raw folder.
    indicators : frozenset of str, optional
        Identifiers of the indicators that evidence may name; any where not given.
    shares : frozenset of str, optional
        Those of them that are percentages.

    Returns
    -------
    PeerReview
        One without lines where there is no file; a file that contradicts itself is refused.
    """
    whole = read_words(raw / FILE)
    if whole is None:
        return PeerReview()
    whole.knowing("name", "week_of", "claimed_on", "lines", "findings", "actions")
    review = PeerReview(
        whole.needed("name"),
        whole.date("week_of"),
        whole.date("claimed_on"),
        tuple(_line(each) for each in whole.entries("lines")),
        tuple(_finding(each) for each in whole.entries("findings")),
        tuple(_action(each) for each in whole.entries("actions")),
    )
    check(review, whole, indicators=indicators, shares=shares)
    return review


def _line(entry: Entry) -> Line:
    """Return one line of enquiry, checked."""
    entry.knowing("id", "asks", "bullets")
    return Line(entry.needed("id"), entry.needed("asks"), tuple(_bullet(each) for each in entry.entries("bullets")))


def _bullet(entry: Entry) -> Bullet:
    """Return one bullet, checked."""
    entry.knowing("id", "asks", "claim", "evidence", "gaps")
    return Bullet(
        entry.needed("id"),
        entry.needed("asks"),
        entry.text("claim"),
        tuple(_cited(each) for each in entry.entries("evidence")),
        entry.texts("gaps"),
    )


def _cited(entry: Entry) -> Cited:
    """Return one piece of evidence, checked."""
    entry.knowing("kind", "of", "audit", "answered_as", "at least", "at most", "dated", "shows", "relates")
    kind = next(each for each in EVIDENCE_KINDS if each == entry.one_of("kind", EVIDENCE_KINDS))
    aims = [aim for aim in AIMS if entry.number(aim) is not None]
    if len(aims) > 1:
        entry.refuse("a value is wanted on one side alone: at least, or at most")
    if kind == "document" and (aims or entry.date("dated") is None):
        entry.refuse("a document has a day, as dated, and no value")
    of_whom = {"audit": "audit", "questionnaire": "answered_as"}.get(kind, "")
    whom = entry.needed(of_whom) if of_whom else ""
    if kind == "questionnaire" and whom not in ANSWERED_AS:
        entry.refuse(f"{whom!r} is not one of: {', '.join(ANSWERED_AS)}", of_whom)
    return Cited(
        kind,
        entry.needed("of"),
        whom,
        aims[0] if aims else None,
        entry.number(aims[0]) if aims else None,
        entry.date("dated"),
        next(each for each in SHOWS if each == (entry.one_of("shows", SHOWS) if entry.text("shows") else "neither")),
        next(each for each in RELATES if each == entry.one_of("relates", RELATES)),
    )


def _finding(entry: Entry) -> PeerFinding:
    """Return one finding, checked."""
    entry.knowing("id", "bullet", "found_on", "kind", "finding")
    found_on = entry.date("found_on")
    if found_on is None:
        entry.refuse("found_on is not given")
    kind = entry.one_of("kind", FINDING_KINDS)
    return PeerFinding(entry.needed("id"), entry.needed("bullet"), found_on, kind, entry.needed("finding"))


def _action(entry: Entry) -> PeerAction:
    """Return one action, checked."""
    entry.knowing("id", "findings", "what", "owner", "due", "done_on", "effect", "measured_by")
    return PeerAction(
        entry.needed("id"),
        entry.texts("findings"),
        entry.needed("what"),
        entry.text("owner"),
        entry.date("due"),
        entry.date("done_on"),
        entry.text("effect"),
        entry.text("measured_by"),
    )
