"""A status is a word, a rule and a reason; it can be held back and never lifted."""

from itertools import product

import pytest

from turncurve.analyses.status import GREEN, STATUSES, Judgement, no_better_than, worst


def told(status, because="so it is"):
    return Judgement(status, "made up", because)


def test_what_is_known_to_go_wrong_is_worse_than_what_is_not_known_and_that_than_what_goes_well():
    assert STATUSES == ("off track", "at risk", "no evidence", "cannot tell", "on track", "met", "met and sustained")
    assert frozenset(STATUSES[4:]) == GREEN
    assert [told(status).is_green for status in STATUSES] == [False] * 4 + [True] * 3


@pytest.mark.parametrize(("one", "other"), list(product(STATUSES, STATUSES)))
def test_the_worst_of_two_is_the_one_that_stands_first(one, other):
    place = min(STATUSES.index(one), STATUSES.index(other))
    assert worst([told(one), told(other)]).status == STATUSES[place]


def test_of_two_alike_the_first_is_kept():
    assert worst([told("met", "first"), told("met", "second")]).because == "first"


@pytest.mark.parametrize(("status", "ceiling"), list(product(STATUSES, STATUSES)))
def test_holding_back_never_lifts_a_status(status, ceiling):
    held = no_better_than(told(status), ceiling, rule="held back", because="of something")
    assert STATUSES.index(held.status) == min(STATUSES.index(status), STATUSES.index(ceiling))
    said = (held.because, *held.cautions)
    assert set(said) == {"so it is", "of something"}


def test_what_holds_a_status_back_becomes_the_reason_and_the_old_reason_a_caution():
    held = no_better_than(told("met"), "cannot tell", rule="evidence stale", because="it is old")
    assert held == Judgement("cannot tell", "evidence stale", "it is old", ("so it is",))


def test_the_sentence_says_the_status_the_reason_and_the_cautions():
    judged = Judgement("at risk", "put back", "it was put back", ("an audit is due",))
    assert judged.sentence == "At risk: it was put back; an audit is due."
