"""Of the plan's items only one thing is worked out: whether the Board agreed to a later date."""

import datetime as dt

import pytest

from turncurve.analyses.plan_items import Plan, Slip
from turncurve.tables.improvement_plan import APPROVERS, BOARD


@pytest.mark.parametrize("approver", APPROVERS)
def test_only_the_board_approves(approver):
    assert Slip(dt.date(2013, 6, 30), "Why", approver).is_approved is (approver == BOARD)


def test_nobody_has_approved_what_nobody_signed():
    assert not Slip().is_approved


def test_plans_of_the_same_items_are_one_and_the_same():
    assert hash(Plan(dt.date(2013, 3, 15), dt.date(2013, 12, 31))) == hash(
        Plan(dt.date(2013, 3, 15), dt.date(2013, 12, 31))
    )
