"""Without evidence that is there, fresh and of one voice, nothing is said to go well."""

import datetime as dt
from itertools import product

import pytest

from turncurve.analyses.evidence_held import STALE_AFTER, Evidence, weighed
from turncurve.analyses.status import STATUSES, Judgement

AS_AT = dt.date(2013, 3, 31)
FRESH = Evidence(AS_AT)
FAULTS = {
    "missing": Evidence(AS_AT, missing="nothing shows it"),
    "stale": Evidence(AS_AT - STALE_AFTER - dt.timedelta(days=1)),
    "contradictory": Evidence(AS_AT, against=("an audit found otherwise",)),
}


def judged(status):
    return Judgement(status, "made up", "so it is")


@pytest.mark.parametrize("status", STATUSES)
def test_good_evidence_changes_nothing(status):
    assert weighed(judged(status), FRESH, as_at=AS_AT) == judged(status)


@pytest.mark.parametrize(("status", "fault"), list(product(STATUSES, FAULTS)))
def test_no_status_is_green_where_anything_is_wrong_with_the_evidence(status, fault):
    assert not weighed(judged(status), FAULTS[fault], as_at=AS_AT).is_green


@pytest.mark.parametrize(("status", "fault"), list(product(("off track", "at risk"), FAULTS)))
def test_what_goes_wrong_is_still_said_to(status, fault):
    found = weighed(judged(status), FAULTS[fault], as_at=AS_AT)
    assert found.status == status
    assert len(found.cautions) == 1


@pytest.mark.parametrize(("days", "stale"), [(182, False), (183, False), (184, True)])
def test_evidence_is_stale_from_the_day_after_half_a_year(days, stale):
    assert Evidence(AS_AT - dt.timedelta(days=days)).is_stale(AS_AT) is stale


def test_what_comes_once_a_year_is_stale_half_a_year_after_the_next_was_due():
    assert not Evidence(AS_AT - dt.timedelta(days=549), by_year=True).is_stale(AS_AT)
    assert Evidence(AS_AT - dt.timedelta(days=550), by_year=True).is_stale(AS_AT)


def test_evidence_that_is_not_held_is_missing_and_not_stale():
    assert not Evidence(None).is_stale(AS_AT)


def test_all_that_is_wrong_is_said_together():
    all_wrong = Evidence(dt.date(2012, 6, 30), ("an audit found otherwise",), "no count is held")
    found = weighed(judged("met"), all_wrong, as_at=AS_AT)
    assert found.status == "no evidence"
    assert found.sentence == (
        "No evidence: no count is held; so it is; the evidence is stale: it ends on 30 June 2012; the evidence does "
        "not agree: an audit found otherwise."
    )
