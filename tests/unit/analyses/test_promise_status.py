"""The status of a milestone or an action, by the worked examples of the page that documents the rule."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.support.worked_tables import rows_of
from turncurve.analyses.promise_status import Promise, promise_status

AS_AT = dt.date(2013, 3, 31)
COLUMNS = ("example", "due", "revised", "agreed", "done", "lost", "evidence", "audit", "status", "rule")
EXAMPLES = rows_of(ROOT / "docs" / "status_rule.md", with_columns=COLUMNS)


def day(text):
    return dt.date.fromisoformat(text) if text else None


def promised(row):
    return Promise(
        day(row["due"]),
        day(row["revised"]),
        approved=row["agreed"] == "yes",
        done_on=day(row["done"]),
        lost_on=day(row["lost"]),
        evidence=row["evidence"],
        audit=row["audit"] or None,
    )


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row["example"])
def test_each_worked_example_has_the_status_and_the_rule_that_the_page_gives(row):
    found = promise_status(promised(row), as_at=AS_AT)
    assert (found.status, found.rule) == (row["status"], row["rule"])


def test_a_slip_is_told_with_the_first_date_and_who_did_not_agree():
    late = Promise(dt.date(2013, 1, 31), dt.date(2013, 6, 30))
    assert promise_status(late, as_at=AS_AT).sentence == (
        "Off track: not done; put back from 31 January 2013 to 30 June 2013, and the Board has not agreed to that."
    )


def test_what_was_done_late_says_by_how_much():
    late = Promise(dt.date(2013, 1, 31), done_on=dt.date(2013, 2, 10), evidence="minutes")
    assert promise_status(late, as_at=AS_AT).because == (
        "done on 10 February 2013, 10 days after the date first agreed, shown by minutes"
    )


def test_a_second_slip_says_that_it_was_the_second():
    again = Promise(dt.date(2012, 11, 30), dt.date(2013, 2, 28), approved=True)
    assert promise_status(again, as_at=AS_AT).because == (
        "not done by 28 February 2013, the date that the Board agreed to last"
    )


dates = st.none() | st.dates(dt.date(2012, 1, 1), dt.date(2014, 12, 31))


@given(
    st.builds(
        Promise,
        dates,
        dates,
        approved=st.booleans(),
        done_on=dates,
        lost_on=dates,
        evidence=st.sampled_from(["", "minutes"]),
        audit=st.sampled_from([None, "confirms", "contradicts"]),
    )
)
def test_only_what_is_done_and_shown_or_not_due_yet_is_green(promise):
    found = promise_status(promise, as_at=AS_AT)
    shown = promise.done_on is not None and promise.done_on <= AS_AT and bool(promise.evidence)
    in_time = promise.deadline is not None and promise.deadline >= AS_AT
    assert not found.is_green or shown or in_time
    assert not (found.is_green and promise.audit == "contradicts" and shown)


@pytest.mark.parametrize(
    ("due", "revised", "status", "rule"),
    [
        (dt.date(2013, 12, 31), None, "on track", "not due yet"),
        (dt.date(2014, 1, 1), None, "at risk", "after the aim"),
        (dt.date(2020, 1, 1), None, "at risk", "after the aim"),
        (dt.date(2013, 6, 30), dt.date(2014, 6, 30), "at risk", "put back"),
    ],
)
def test_what_is_due_after_the_aim_is_not_on_track_for_it(due, revised, status, rule):
    promise = Promise(due, revised, approved=revised is not None, aim=dt.date(2013, 12, 31))
    found = promise_status(promise, as_at=AS_AT)
    assert (found.status, found.rule) == (status, rule)
    assert ("which is after the aim of 31 December 2013" in found.sentence) is ((revised or due).year > 2013)


def test_what_is_done_may_have_been_due_after_the_aim():
    done = Promise(dt.date(2014, 6, 30), done_on=AS_AT, evidence="the minutes", aim=dt.date(2013, 12, 31))
    assert promise_status(done, as_at=AS_AT).status == "met"
