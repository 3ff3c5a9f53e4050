"""Concerns that come back: by another route, for the worklist, and where the records are too short."""

import datetime as dt

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.canonical import canonical
from turncurve.indicators.contact_returns import contacts_back_within_3_months
from turncurve.indicators.registry import children_behind, measure
from turncurve.reference.periods import Period, year_ending

DAYS = st.dates(min_value=dt.date(2011, 1, 1), max_value=dt.date(2012, 6, 30))
WHOLE = Period(dt.date(2010, 1, 1), dt.date(2013, 3, 31))


def log(*rows):
    """Return a contact log: child, day and, where not closed without more, outcome."""
    return canonical(
        "contacts",
        [
            {"child_key": child, "received_at": str(day), "reason": "reporting a concern", "outcome": outcome}
            for child, day, outcome in ((*row, "no further action")[:3] for row in rows)
        ],
    )


class Held:
    """Tables with a contact log alone."""

    def __init__(self, contacts):
        self.contacts = contacts

    def table(self, name):
        return {"contacts": self.contacts}[name]


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(st.tuples(st.sampled_from("abc"), DAYS), max_size=12))
def test_a_concern_comes_back_where_another_of_the_child_lies_in_the_three_months_after_it(rows):
    found = contacts_back_within_3_months(Held(log(*rows)), (WHOLE,))
    assert len(found) == len(rows)
    for each in found.itertuples():
        until = (each.received_at + pd.DateOffset(months=3)).date()
        day = each.received_at.date()
        assert each.followed_until.date() == until
        assert bool(each.meets) is any(child == each.child_key and day < other <= until for child, other in rows)


def test_the_last_day_of_the_three_months_counts_and_the_next_does_not():
    for second, back in (("2012-04-15", True), ("2012-04-16", False)):
        found = contacts_back_within_3_months(Held(log(("a", "2012-01-15"), ("a", second))), (WHOLE,))
        assert bool(found["meets"].iloc[0]) is back


def test_three_months_from_the_end_of_november_end_with_february():
    found = contacts_back_within_3_months(Held(log(("a", "2011-11-30"))), (WHOLE,))
    assert found["followed_until"].iloc[0] == pd.Timestamp("2012-02-29")


def test_a_concern_that_became_a_referral_is_not_closed_but_is_a_return():
    found = contacts_back_within_3_months(Held(log(("a", "2012-01-10"), ("a", "2012-02-10", "referral"))), (WHOLE,))
    assert found["meets"].tolist() == [True]


def test_other_reasons_and_children_without_a_name_are_left_out():
    held = canonical(
        "contacts",
        [
            {"child_key": "a", "received_at": "2012-01-10", "reason": "about an allocated case"},
            {"child_key": None, "received_at": "2012-01-10", "reason": "reporting a concern"},
        ],
    )
    assert contacts_back_within_3_months(Held(held), (WHOLE,)).empty


def test_a_year_is_told_only_where_the_log_reaches_three_months_further_back():
    contacts = log(("a", "2010-12-20"), ("b", "2011-06-01"), ("b", "2011-07-01"), ("c", "2012-02-01"))
    contacts["edition"] = "contact_log/2010-04-01_2012-12-31"
    figures = measure(
        "contacts_back_within_3_months",
        {"contacts": contacts},
        periods=[year_ending(2011), year_ending(2012)],
        area="X",
    )
    early, late = figures.measurements
    assert early.status == "not available"
    # Of b's two concerns the first came back; c's three months are not up by March.
    assert (late.numerator, late.denominator) == (1, 2)


def test_the_worklist_names_the_day_until_which_each_was_followed():
    contacts = log(("a", "2011-06-01"), ("a", "2011-07-01"))
    listed = children_behind("contacts_back_within_3_months", {"contacts": contacts}, year_ending(2012))
    assert listed["counted"].tolist() == ["yes", "no"]
    assert str(listed["followed_until"].iloc[0].date()) == "2011-09-01"
