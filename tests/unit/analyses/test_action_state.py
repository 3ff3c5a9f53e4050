"""How an action stands, on the day itself and a day either side."""

import datetime as dt

import pytest

from turncurve.analyses.action_state import state_on

DAY = dt.date(2013, 3, 31)
BEFORE, AFTER = DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("due", "done_on", "state"),
    [
        (DAY, DAY, "done"), (BEFORE, DAY, "done late"), (DAY, BEFORE, "done"), (None, BEFORE, "done"),
        (DAY, AFTER, "not done yet"), (BEFORE, AFTER, "not done, overdue"), (None, None, "not done; no date is set"),
        (AFTER, None, "not done yet"), (DAY, None, "not done yet"), (BEFORE, None, "not done, overdue"),
    ],
)  # fmt: skip
def test_an_action_stands_as_its_days_say(due, done_on, state):
    assert state_on(DAY, due=due, done_on=done_on) == state
