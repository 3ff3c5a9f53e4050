"""What no peer review can say is refused with its place."""

import datetime as dt
from dataclasses import replace

import pytest

from turncurve.errors import RefusedInputError
from turncurve.ingest.own_words import Entry
from turncurve.ingest.peer_checks import MOST_DAYS, check
from turncurve.tables.peer_review import Bullet, Cited, Line, PeerAction, PeerFinding, PeerReview

WEEK = dt.date(2013, 1, 28)
SURVEY = Cited("survey", "I am heard", "", "at least", 60.0)
VACANT = Cited("indicator", "posts_vacant", "", "at most", 10.0)
FOUND = PeerFinding("R1", "K1.1", dt.date(2013, 2, 1), "strength", "Good")
ACTION = PeerAction("A1", ("R1",), "Teach it", "Head of service", dt.date(2013, 6, 30), dt.date(2013, 5, 1))


def review(*evidence, finding=FOUND, action=ACTION, **words):
    line = Line("K1", "Learning", (Bullet("K1.1", "Both ways", "All hear", evidence or (SURVEY,)),))
    held = PeerReview("Peer review", WEEK, dt.date(2013, 1, 21), (line,), (finding,), (action,))
    return replace(held, **words)


def refused(held, **known):
    with pytest.raises(RefusedInputError) as problem:
        check(held, Entry({}, "peer_review.yml"), **known)
    return str(problem.value)


def test_a_review_in_order_is_not_refused():
    known = {"indicators": frozenset({"posts_vacant"}), "shares": frozenset({"posts_vacant"})}
    given = review(SURVEY, VACANT, replace(SURVEY, of="I am asked"))
    assert check(given, Entry({}, "peer_review.yml"), **known) is None
    assert check(PeerReview(), Entry({}, "peer_review.yml")) is None


@pytest.mark.parametrize(
    ("cited", "known", "is_refused"),
    [
        (replace(SURVEY, value=150.0), {}, True),
        (replace(SURVEY, value=100.0), {}, False),
        (replace(VACANT, value=101.0), {"shares": frozenset({"posts_vacant"})}, True),
        (replace(VACANT, of="days_to_moving_in", value=426.0), {"shares": frozenset({"posts_vacant"})}, False),
        (replace(VACANT, value=101.0), {}, False),
    ],
)
def test_a_percentage_over_100_is_refused_where_percentages_are_meant(cited, known, is_refused):
    held = review(replace(SURVEY, of="Another"), cited)
    if is_refused:
        said = refused(held, **known)
        assert "percentage from 0 to 100" in said
        assert "K1.1, evidence, number 2" in said
    else:
        assert check(held, Entry({}, "peer_review.yml"), **known) is None


def test_evidence_cited_twice_for_one_claim_is_refused_and_for_two_claims_is_not():
    said = refused(review(SURVEY, VACANT, replace(SURVEY, value=70.0)))
    assert "cited twice for one claim" in said
    assert "K1.1, evidence, number 3" in said
    other = Line("K2", "Practice", (Bullet("K2.1", "Decisions", "All decide", (SURVEY,)),))
    held = review()
    assert check(replace(held, lines=(*held.lines, other)), Entry({}, "f")) is None


@pytest.mark.parametrize(
    ("held", "said", "where"),
    [
        (review(Cited("document", "Note", dated=dt.date(2099, 1, 1))), "dated after the day on which", "number 1"),
        (review(finding=replace(FOUND, found_on=dt.date(2099, 1, 1)), action=replace(ACTION, due=None, done_on=None)),
         "more than three years after", "R1, found_on"),
        (review(finding=replace(FOUND, found_on=dt.date(2013, 1, 27))), "before the review began", "R1, found_on"),
        (review(action=replace(ACTION, done_on=dt.date(2013, 1, 31))), "earlier than the finding", "A1, done_on"),
        (review(action=replace(ACTION, due=dt.date(2012, 1, 1))), "earlier than the finding", "A1, due"),
        (review(action=replace(ACTION, due=WEEK + dt.timedelta(days=MOST_DAYS + 1))), "three years", "A1, due"),
        (review(action=replace(ACTION, owner="Invented Person")), "written as a person", "A1"),
        (review(claimed_on=dt.date(2013, 2, 4)), "after the week of the review", "claimed_on"),
    ],
)  # fmt: skip
def test_days_out_of_order_and_persons_are_refused_by_place(held, said, where):
    told = refused(held)
    assert said in told
    assert where in told
    assert "Invented Person" not in told


def test_the_last_day_that_can_be_is_kept():
    last = WEEK + dt.timedelta(days=MOST_DAYS)
    held = review(Cited("document", "Note", dated=dt.date(2013, 1, 21)), action=replace(ACTION, due=last))
    assert check(held, Entry({}, "f")) is None
    assert check(replace(held, week_of=None, claimed_on=None), Entry({}, "f")) is None


def test_an_indicator_that_there_is_not_is_refused():
    assert "no indicator is called 'posts_vacant'" in refused(review(VACANT), indicators=frozenset({"other"}))
