"""Whatever is hidden, the page is the same to the last letter and bar: nothing that it says rests on a hidden count.

Two councils differ only in counts that are hidden. What the public is shown of either, its sentences, table, notes,
picture with every bar's height, and the page around them, is compared whole.
"""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import shown
from tests.support.made_figures import COUNT, MEAN, SHARE, monthly, quarterly
from turncurve.analyses.questions.has_it_turned import Change, Turned
from turncurve.analyses.questions.if_nothing_changes import Projection
from turncurve.analyses.questions.special_causes import SpecialCauses
from turncurve.analyses.questions.the_curve_so_far import History
from turncurve.analyses.questions.why_it_changed import WhyItChanged
from turncurve.disclosure.plan import make_plan
from turncurve.disclosure.recorded import record
from turncurve.disclosure.release import release
from turncurve.disclosure.rule import PROFILES
from turncurve.present.exhibit import exhibit_of

ANSWERS = (History, Change, SpecialCauses, Turned, Projection, WhyItChanged)
SMALL = st.integers(1, 5)


def _told(figures, kind, *, profile, plan=None):
    """All that the public is shown of an answer, and the plan that it was shown under."""
    answer = kind((figures,))
    made = make_plan([record(answer)], profile=profile)
    if plan is not None:
        made = dataclasses.replace(plan, tables=made.tables)
    released = release(answer, audience="public", plan=made)
    treatment = " ".join(released.treatment.sentences)
    return f"{shown.everything(exhibit_of(released))} {treatment}", made


def _assert_the_same(one, other, kind, *, profile):
    told, plan = _told(one, kind, profile=profile)
    again, _ = _told(other, kind, profile=profile, plan=plan)
    assert plan.hidden, "nothing was hidden, so that nothing is shown by this"
    assert told == again


@pytest.mark.parametrize("kind", ANSWERS, ids=lambda kind: kind.__name__)
@settings(max_examples=3, deadline=None)
@given(data=st.data())
def test_shares_are_told_alike_whatever_the_hidden_ones_are(kind, data):
    large = [(20 + 3 * (n % 5), 90 + n) for n in range(20)]
    places = (4, 11, 17)
    one, other = list(large), list(large)
    for place in places:
        one[place] = (data.draw(SMALL), 60)
        other[place] = (data.draw(SMALL), 60)
    _assert_the_same(quarterly(one, words=SHARE), quarterly(other, words=SHARE), kind, profile="dfe_now")


@pytest.mark.parametrize("kind", ANSWERS, ids=lambda kind: kind.__name__)
@settings(max_examples=3, deadline=None)
@given(data=st.data())
def test_counts_are_told_alike_whatever_the_hidden_ones_are(kind, data):
    one, other = ([30 + 7 * (n % 4) for n in range(36)] for _ in range(2))
    for place in (3, 20, 29):
        one[place], other[place] = data.draw(SMALL), data.draw(SMALL)
    _assert_the_same(monthly(one, words=COUNT), monthly(other, words=COUNT), kind, profile="dfe_now")


@settings(max_examples=4, deadline=None)
@given(data=st.data())
def test_means_are_told_alike_whatever_the_hidden_counts_and_days_are(data):
    one, other = ([(3100 + 40 * n, 12 + n % 3) for n in range(12)] for _ in range(2))
    for place in (2, 7):
        one[place] = (data.draw(st.integers(0, 900)), data.draw(SMALL))
        other[place] = (data.draw(st.integers(0, 900)), data.draw(SMALL))
    words = {**MEAN, "window": "flow"}
    _assert_the_same(quarterly(one, words=words), quarterly(other, words=words), History, profile="dfe_now")


@pytest.mark.parametrize("profile", sorted(PROFILES))
def test_under_every_rule_the_page_is_the_same_and_names_the_rule(profile):
    one, other = ([(20 + 3 * (n % 5), 90 + n) for n in range(16)] for _ in range(2))
    one[5], other[5] = (1, 60), (5, 60)
    one[9], other[9] = (4, 60), (2, 60)
    _assert_the_same(quarterly(one), quarterly(other), History, profile=profile)
    told, plan = _told(quarterly(one), History, profile=profile)
    assert plan.profile == profile
    assert f"({profile})" in told


def test_a_count_that_is_shown_is_told_otherwise_when_it_differs():
    """So that it is known that the comparison can fail."""
    one, other = ([(20, 90 + n) for n in range(16)] for _ in range(2))
    one[5], other[5] = (3, 60), (3, 60)
    other[8] = (21, 98)
    (told, plan), (again, _) = (_told(quarterly(each), History, profile="dfe_now") for each in (one, other))
    assert plan.hidden
    assert told != again
