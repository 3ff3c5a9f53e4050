"""The first date ever given counts, and a later one where the Board agreed to it at one of its meetings."""

import datetime as dt

import pytest

from tests.support.made_plan import changed, made_plan
from turncurve.analyses.plan_dates import day_of, plan_dates

FIRST, LATER = dt.date(2013, 4, 30), dt.date(2013, 6, 30)
AGREED = {"revised_due_on": "2013-06-30", "reason": "Leave", "approved_by": "improvement board"}


def dates_of(then, now):
    """Return the dates of a plan with one edition before it, and its one action."""
    earlier = made_plan(day=dt.date(2013, 2, 28), **changed("actions", **then))
    plan = made_plan(earlier=[earlier], **changed("actions", **now))
    return plan_dates(plan), plan.actions.iloc[0]


@pytest.mark.parametrize(
    ("written", "counts"),
    [("2013-04-30", FIRST), ("2013-06-30", FIRST), (None, FIRST), ("2013-03-31", dt.date(2013, 3, 31))],
)
def test_the_date_first_given_counts_unless_it_was_brought_forward(written, counts):
    dates, row = dates_of({}, {"due_on": written})
    assert dates.due("A02", day_of(row["due_on"])) == counts


def test_a_date_that_was_written_over_is_a_later_date_that_nobody_agreed_to():
    dates, row = dates_of({}, {"due_on": "2013-06-30"})
    slip = dates.slip("A02", row)
    assert (slip.to, slip.is_approved, slip.approved_by) == (LATER, False, "")


@pytest.mark.parametrize(
    ("approved_on", "approved"), [("2013-01-17", True), ("2013-01-18", False), ("2010-01-01", False), (None, False)]
)
def test_an_agreement_counts_on_a_day_of_the_boards_alone(approved_on, approved):
    dates, row = dates_of({}, {**AGREED, "approved_on": approved_on})
    slip = dates.slip("A02", row)
    assert slip.is_approved is approved
    assert bool(slip.doubt) is not approved


def test_an_agreement_to_one_date_does_not_carry_over_to_the_next():
    then = {**AGREED, "approved_on": "2013-01-17"}
    dates, row = dates_of(then, {**then, "revised_due_on": "2013-09-30"})
    assert dates.slip("A02", row).doubt == "that was to an earlier date"
    same, row = dates_of(then, then)
    assert same.slip("A02", row).doubt == ""


@pytest.mark.parametrize(
    ("of_meeting", "doubt"),
    [
        ({}, "the plan of that meeting does not say so"),
        ({"revised_due_on": "2013-05-31"}, "the plan of that meeting does not say so"),
        ({"revised_due_on": "2013-06-30"}, ""),
        ({"action_id": "A99"}, "the plan of that meeting does not say so"),
    ],
)
def test_an_agreement_is_not_believed_where_the_plan_of_that_meeting_does_not_give_the_date(of_meeting, doubt):
    earlier = made_plan(day=dt.date(2013, 1, 17), **changed("actions", **of_meeting))
    plan = made_plan(earlier=[earlier], **changed("actions", **AGREED, approved_on="2013-01-17"))
    slip = plan_dates(plan).slip("A02", plan.actions.iloc[0])
    assert (slip.doubt, slip.is_approved) == (doubt, not doubt)


def test_a_plan_knows_the_boards_days_and_the_notices():
    held = plan_dates(made_plan(**changed("notice", reported_on="2012-09-20")))
    assert held.meetings == {dt.date(2013, 1, 17)}
    assert held.noticed_on == dt.date(2012, 9, 20)
    assert day_of(None) is None
