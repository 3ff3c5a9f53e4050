"""The written rule for evidence, line by line, at each threshold and one either side."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.analyses.evidence_held import STALE_AFTER, STALE_BY_YEAR
from turncurve.analyses.evidence_weight import LOOSELY, STRENGTHS, Reading, Weighed, verdict, weigh
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.tables.peer_review import Cited

AS_AT = dt.date(2013, 3, 31)
LEAST = Cited("indicator", "x", "", "at least", 60.0)
MOST = Cited("indicator", "x", "", "at most", 60.0)
DOCUMENT = Cited("document", "Minutes", dated=AS_AT, shows="supports")
ALL = Reading("all cases", 60.0, None, 60, 100, AS_AT)


def between(lower, upper):
    return Interval(lower, upper, 0.95, "exact")


@pytest.mark.parametrize(
    ("cited", "value", "says"),
    [
        (LEAST, 59.9, "contradicts"), (LEAST, 60.0, "supports"), (LEAST, 60.1, "supports"),
        (MOST, 59.9, "supports"), (MOST, 60.0, "supports"), (MOST, 60.1, "contradicts"),
        (Cited("indicator", "x"), 99.0, "cannot tell"), (LEAST, None, "nothing"),
    ],
)  # fmt: skip
def test_where_all_cases_are_counted_the_value_decides(cited, value, says):
    assert weigh(cited, replace(ALL, value=value), as_at=AS_AT).says == says


@pytest.mark.parametrize(
    ("cited", "low", "high", "says"),
    [
        (LEAST, 60.0, 70.0, "supports"), (LEAST, 59.9, 70.0, "cannot tell"), (LEAST, 50.0, 60.0, "cannot tell"),
        (LEAST, 50.0, 59.9, "contradicts"), (MOST, 50.0, 60.0, "supports"), (MOST, 50.0, 60.1, "cannot tell"),
        (MOST, 60.0, 70.0, "cannot tell"), (MOST, 60.1, 70.0, "contradicts"),
    ],
)  # fmt: skip
def test_of_a_sample_the_whole_interval_decides(cited, low, high, says):
    reading = Reading("drawn at random", (low + high) / 2, between(low, high), 60, 100, AS_AT)
    assert weigh(cited, reading, as_at=AS_AT).says == says


@pytest.mark.parametrize(
    ("cases", "strength"), [(9, "weak"), (10, "fair"), (19, "fair"), (20, "strong"), (None, "strong")]
)
@pytest.mark.parametrize("basis", ["all cases", "drawn at random"])
def test_few_cases_are_weaker(basis, cases, strength):
    reading = replace(ALL, basis=basis, denominator=cases)
    found = weigh(LEAST, reading, as_at=AS_AT)
    assert found.strength == strength
    assert bool(found.because) == (strength != "strong")


@pytest.mark.parametrize(("answered", "strength"), [(None, "weak"), (0.49, "weak"), (0.5, "fair"), (1.0, "fair")])
def test_answers_are_fair_at_best_and_weak_where_fewer_than_half_answered(answered, strength):
    reading = replace(ALL, basis="answers", answered=answered)
    assert weigh(LEAST, reading, as_at=AS_AT).strength == strength


def test_files_that_were_chosen_and_documents_are_weak():
    chosen = replace(ALL, basis="chosen", bounds=NoInterval("chosen", "none"))
    assert (weigh(LEAST, chosen, as_at=AS_AT).strength, weigh(LEAST, chosen, as_at=AS_AT).says) == ("weak", "supports")
    paper = weigh(DOCUMENT, Reading("document", until=AS_AT), as_at=AS_AT)
    assert (paper.strength, paper.says) == ("weak", "supports")
    assert weigh(replace(DOCUMENT, shows="neither"), Reading("document"), as_at=AS_AT).says == "cannot tell"


@pytest.mark.parametrize(("by_year", "longest"), [(False, STALE_AFTER), (True, STALE_BY_YEAR)])
@pytest.mark.parametrize(("days", "stale"), [(-1, False), (0, False), (1, True)])
def test_what_is_stale_counts_for_one_step_less(by_year, longest, days, stale):
    reading = replace(ALL, until=AS_AT - longest - dt.timedelta(days=days), by_year=by_year)
    found = weigh(LEAST, reading, as_at=AS_AT)
    assert (found.is_stale, found.strength) == (stale, "fair" if stale else "strong")
    assert ("it is stale" in found.because) == stale


@pytest.mark.parametrize(
    ("reading", "strength"),
    [(ALL, "fair"), (replace(ALL, denominator=12), "fair"), (replace(ALL, denominator=5), "weak")],
)
def test_what_bears_on_a_claim_loosely_is_fair_at_best_and_says_so(reading, strength):
    loose = weigh(replace(LEAST, relates="loosely"), reading, as_at=AS_AT)
    assert (loose.strength, loose.because[-1]) == (strength, LOOSELY)
    assert LOOSELY not in weigh(LEAST, reading, as_at=AS_AT).because
    assert loose.says == weigh(LEAST, reading, as_at=AS_AT).says


def test_what_is_stale_and_weak_stays_weak_and_still_says_what_it_says():
    found = weigh(DOCUMENT, Reading("document", until=dt.date(2010, 1, 1)), as_at=AS_AT)
    assert (found.strength, found.says, found.is_stale) == ("weak", "supports", True)


def test_what_shows_nothing_has_no_strength_and_says_why():
    found = weigh(LEAST, Reading("all cases", why_not="a count is hidden"), as_at=AS_AT)
    assert (found.says, found.strength, found.because) == ("nothing", "none", ("a count is hidden",))


def pieces(*said):
    return [Weighed(LEAST, ALL, says, strength, is_stale=False) for says, strength in said]


@pytest.mark.parametrize(
    ("evidence", "comes_to"),
    [
        ([], "not shown"), ([("cannot tell", "strong")], "not shown"), ([("nothing", "none")], "not shown"),
        ([("supports", "strong")], "borne out"), ([("supports", "fair")], "borne out"),
        ([("supports", "weak")], "weak evidence only"), ([("contradicts", "weak")], "weak evidence only"),
        ([("supports", "weak"), ("supports", "fair")], "borne out"), ([("contradicts", "strong")], "not borne out"),
        ([("supports", "strong"), ("contradicts", "weak")], "contested"),
        ([("supports", "weak"), ("contradicts", "strong")], "not borne out"),
        ([("supports", "weak"), ("contradicts", "fair")], "not borne out"),
        ([("supports", "weak"), ("contradicts", "weak")], "contested"),
        ([("supports", "fair"), ("contradicts", "strong")], "contested"),
        ([("supports", "weak"), ("supports", "fair"), ("contradicts", "fair")], "contested"),
        ([("supports", "weak"), ("cannot tell", "strong")], "weak evidence only"),
    ],
)  # fmt: skip
def test_a_claim_comes_to_what_its_evidence_says(evidence, comes_to):
    assert verdict("A claim", pieces(*evidence)) == comes_to
    assert verdict("", pieces(*evidence)) == "no claim"


SAID = st.lists(
    st.tuples(st.sampled_from(["supports", "contradicts", "cannot tell", "nothing"]), st.sampled_from(STRENGTHS[1:]))
)


@given(SAID)
def test_a_claim_against_which_anything_speaks_is_never_borne_out(said):
    against = any(says == "contradicts" for says, _ in said)
    assert not against or verdict("A claim", pieces(*said)) in {"contested", "not borne out", "weak evidence only"}


@given(SAID, st.randoms(use_true_random=False))
def test_the_order_in_which_evidence_is_cited_changes_nothing(said, random):
    turned = said.copy()
    random.shuffle(turned)
    assert verdict("A claim", pieces(*said)) == verdict("A claim", pieces(*turned))
