"""What followed what on each case."""

import pandas as pd
import pytest

from tests.support.canonical import canonical
from turncurve.indicators.case_passages import event_log, passages_of, steps_of, whole
from turncurve.indicators.cases import TablesHeld


def log(*rows):
    """Hold steps by case, activity, beginning, end and team."""
    names = ("case_key", "activity", "started_at", "ended_at", "team")
    return TablesHeld({"case_events": canonical("case_events", [dict(zip(names, row, strict=True)) for row in rows])})


def test_steps_stand_in_the_order_in_which_they_were_begun():
    held = log(("a", "referral", "2012-07-03 09:00", None, "x"), ("a", "contact", "2012-07-02 09:00", None, "x"))
    assert steps_of(held)["activity"].tolist() == ["contact", "referral"]


def test_a_step_without_a_time_stands_after_those_of_its_day_that_it_should_follow():
    held = log(
        ("a", "screening", "2012-07-02 00:00", None, "x"),
        ("a", "contact", "2012-07-02 09:00", None, "x"),
        ("a", "referral", "2012-07-02 11:00", None, "x"),
    )
    assert steps_of(held)["activity"].tolist() == ["contact", "screening", "referral"]
    assert not passages_of(held)["goes_back"].any()
    assert passages_of(held)["minutes"].isna().all()


def test_a_step_without_a_time_whose_day_has_nothing_before_it_stays_where_it_is():
    held = log(("a", "contact", "2012-07-02 00:00", None, "x"), ("a", "screening", "2012-07-03 09:00", None, "x"))
    assert steps_of(held)["activity"].tolist() == ["contact", "screening"]


def test_what_was_done_before_is_known_by_the_case():
    held = log(
        ("a", "contact", "2012-07-02 09:00", None, "x"),
        ("b", "contact", "2012-07-02 10:00", None, "x"),
        ("a", "contact", "2012-07-04 10:00", None, "x"),
    )
    assert dict(zip(steps_of(held)["case_key"], steps_of(held)["again"], strict=False))["a"]
    assert steps_of(held)["again"].sum() == 1


@pytest.mark.parametrize(
    ("ended", "began", "minutes"),
    [
        ("2012-07-02 09:10", "2012-07-02 11:00", 110),
        ("2012-07-02 11:30", "2012-07-02 11:00", 0),
        (None, "2012-07-02 11:00", None),
        ("2012-07-02 00:00", "2012-07-02 11:00", None),
        ("2012-07-02 09:10", "2012-07-04 00:00", None),
    ],
)
def test_a_wait_is_known_where_both_its_ends_have_a_time(ended, began, minutes):
    held = log(("a", "contact", "2012-07-02 08:00", ended, "x"), ("a", "screening", began, None, "x"))
    (found,) = passages_of(held)["minutes"]
    assert (None if pd.isna(found) else found) == minutes


@pytest.mark.parametrize(
    ("first", "second", "known", "over"),
    [("x", "x", True, False), ("x", "y", True, True), (None, "y", False, False), (None, None, False, False)],
)
def test_a_case_changes_hands_where_both_teams_are_known_and_differ(first, second, known, over):
    held = log(("a", "contact", "2012-07-02 08:00", None, first), ("a", "screening", "2012-07-02 09:00", None, second))
    found = passages_of(held).iloc[0]
    assert (found["known_hands"], found["hands_over"]) == (known, over)


def test_nothing_follows_where_nothing_is_held():
    assert passages_of(TablesHeld({})).empty
    assert len(event_log(steps_of(TablesHeld({}))).case) == 0


def test_amounts_are_whole_and_missing_where_not_known():
    assert whole(pd.Series([1.4, None, 2.6]).to_numpy()).tolist() == [1, pd.NA, 3]
