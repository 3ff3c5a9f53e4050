"""Whether a peer review can be so: names of what there is, values within reach, days in order, posts as owners."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from turncurve.ingest.own_words import Entry
from turncurve.tables.peer_review import Cited, PeerAction, PeerReview
from turncurve.tables.posts import names_a_person

MOST_DAYS = 366 * 3
"""Days after the review in which anything of it can be found, due or done."""
_SHARES = frozenset({"audit", "survey", "questionnaire"})
_ALL = 100.0


def check(
    review: PeerReview,
    whole: Entry,
    *,
    indicators: frozenset[str] | None = None,
    shares: frozenset[str] | None = None,
) -> None:
    """Refuse what stands twice, names of what there is not, values beyond all cases, and days out of order.

    Parameters
    ----------
    review : PeerReview
        The review as read.
    whole : Entry
        The file, by which it is refused.
    indicators : frozenset of str, optional
        Identifiers of the indicators that evidence may name; any where not given.
    shares : frozenset of str, optional
        Those of them that are percentages.
    """
    _check_names(review, whole)
    for where, cited in _cited(review):
        if cited.value is not None and cited.value > _ALL and (cited.kind in _SHARES or cited.of in (shares or ())):
            whole.refuse(f"a percentage from 0 to 100 is wanted, and {cited.value:g} is none", where)
        if cited.dated is not None and review.claimed_on is not None and cited.dated > review.claimed_on:
            whole.refuse("the document is dated after the day on which the claims were written", where)
    _check_once(review, whole)
    _check_days(review, whole)
    for action in review.actions:
        if names_a_person(action.owner):
            whole.refuse("the owner is written as a person: a post is wanted, such as Head of service", action.id)
    _check_indicators(review, whole, indicators)


def _cited(review: PeerReview) -> Iterator[tuple[str, Cited]]:
    """Return each piece of evidence with its place in words."""
    for bullet in review.bullets:
        for number, cited in enumerate(bullet.evidence, start=1):
            yield f"{bullet.id}, evidence, number {number}", cited


def _check_names(review: PeerReview, whole: Entry) -> None:
    """Refuse identifiers that stand twice, and those of what there is not."""
    ids = [
        *(each.id for each in review.lines),
        *(each.id for each in review.bullets),
        *(each.id for each in review.findings),
        *(each.id for each in review.actions),
    ]
    twice = next((each for place, each in enumerate(ids) if each in ids[:place]), None)
    if twice is not None:
        whole.refuse(f"{twice!r} is there twice")
    bullets, findings = {each.id for each in review.bullets}, {each.id for each in review.findings}
    for finding in review.findings:
        if finding.bullet not in bullets:
            whole.refuse(f"no line of enquiry asks {finding.bullet!r}", finding.id)
    for action in review.actions:
        missing = next((each for each in action.findings if each not in findings), None)
        if missing is not None or not action.findings:
            whole.refuse(f"there is no finding {missing!r}" if missing else "it follows from no finding", action.id)


def _check_once(review: PeerReview, whole: Entry) -> None:
    """Refuse evidence that is cited twice for one claim: it is no stronger for being said again."""
    for bullet in review.bullets:
        seen: set[tuple[str, str, str]] = set()
        for number, each in enumerate(bullet.evidence, start=1):
            name = (each.kind, each.of.casefold(), each.of_whom.casefold())
            if name in seen:
                whole.refuse(
                    "the same evidence is cited twice for one claim", f"{bullet.id}, evidence, number {number}"
                )
            seen.add(name)


def _check_days(review: PeerReview, whole: Entry) -> None:
    """Refuse what was found before the review or years after it, and actions done before anything was found."""
    began = review.week_of or review.claimed_on
    if review.week_of and review.claimed_on and review.claimed_on > review.week_of + dt.timedelta(days=6):
        whole.refuse("the claims were written after the week of the review", "claimed_on")
    last = None if began is None else began + dt.timedelta(days=MOST_DAYS)
    found = {each.id: each.found_on for each in review.findings}
    for finding in review.findings:
        if began is not None and finding.found_on < began:
            whole.refuse("it was found before the review began", f"{finding.id}, found_on")
        _check_near(finding.found_on, whole, last=last, where=f"{finding.id}, found_on")
    for action in review.actions:
        _check_action(action, whole, first=min(found[each] for each in action.findings), last=last)


def _check_action(action: PeerAction, whole: Entry, *, first: dt.date, last: dt.date | None) -> None:
    """Refuse an action due or done before anything was found, or years after."""
    for name, day in (("due", action.due), ("done_on", action.done_on)):
        where = f"{action.id}, {name}"
        if day is not None and day < first:
            whole.refuse("it is earlier than the finding that the action follows from", where)
        _check_near(day, whole, last=last, where=where)


def _check_near(day: dt.date | None, whole: Entry, *, last: dt.date | None, where: str) -> None:
    """Refuse a day that is years after the review."""
    if day is not None and last is not None and day > last:
        whole.refuse("it is more than three years after the review", where)


def _check_indicators(review: PeerReview, whole: Entry, indicators: frozenset[str] | None) -> None:
    """Refuse an indicator that there is not."""
    named = [each.of for bullet in review.bullets for each in bullet.evidence if each.kind == "indicator"]
    named += [each.measured_by for each in review.actions if each.measured_by]
    unknown = next((each for each in named if indicators is not None and each not in indicators), None)
    if unknown is not None:
        whole.refuse(f"no indicator is called {unknown!r}: docs/indicators.md lists them")
