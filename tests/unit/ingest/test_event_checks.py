"""Rows of an event log that only the other rows of their case, or the time of day, show to be wrong."""

import pandas as pd
import pytest

from turncurve.ingest.event_checks import check
from turncurve.ingest.place import Place
from turncurve.ingest.problems import SENTENCES
from turncurve.ingest.recipe import Offer

PLACE = Place("event_log/a.csv", "", "event_log", "events", "event_log/2013-03-31", None)


def log(*rows):
    """Offer steps by case, activity, beginning and end, in the rows from 2 on."""
    frame = pd.DataFrame(rows, columns=["case_key", "activity", "started_at", "ended_at"])
    frame = frame.assign(
        started_at=pd.to_datetime(frame["started_at"], format="ISO8601").astype("datetime64[us]"),
        ended_at=pd.to_datetime(frame["ended_at"], format="ISO8601").astype("datetime64[us]"),
        row=range(2, 2 + len(rows)),
    )
    return {"case_events": [Offer("case_events", PLACE, frame, len(frame), 0)]}


def said(checked):
    """Return rule, field and rows of each problem."""
    return [(each.rule, each.field, each.rows) for each in checked.problems]


def left(checked):
    """Return the rows that are left, and how many were refused."""
    (offer,) = checked.offers["case_events"]
    return offer.rows["row"].tolist(), offer.refused


CONTACT = ("a", "contact", "2013-03-04 09:00", "2013-03-04 09:10")
REFERRAL = ("a", "referral", "2013-03-04 11:00", "2013-03-04 11:30")


def test_steps_in_order_are_left_as_they_are():
    checked = check(log(CONTACT, REFERRAL, ("a", "allocation", "2013-03-05 10:00", None)))
    assert said(checked) == []
    assert left(checked) == ([2, 3, 4], 0)


@pytest.mark.parametrize(
    ("ended", "refused"), [("2013-03-04 08:59", 1), ("2013-03-04 09:00", 0), ("2013-03-04", 0), ("2013-03-03", 1)]
)
def test_a_step_that_ended_before_it_began_is_refused_by_row(ended, refused):
    checked = check(log(CONTACT, ("b", "contact", "2013-03-04 09:00", ended)))
    assert left(checked)[1] == refused
    assert [rule for rule, _, _ in said(checked) if not rule.startswith("no_time")] == ["order"] * refused


@pytest.mark.parametrize(
    ("allocated", "refused"),
    [("2013-03-04 10:59", 1), ("2013-03-04 11:00", 0), ("2013-03-04", 0), ("2013-03-03 23:00", 1)],
)
def test_an_allocation_before_its_referral_is_refused_by_row(allocated, refused):
    checked = check(log(CONTACT, REFERRAL, ("a", "allocation", allocated, None)))
    assert left(checked)[1] == refused
    assert [each for each in said(checked) if not each[0].startswith("no_time")] == [
        ("before_referral", "Activity started", (4,))
    ] * refused


def test_an_allocation_is_held_against_the_first_referral_of_its_own_case():
    again = ("a", "referral", "2013-03-08 11:00", None)
    other = ("b", "allocation", "2013-03-01 10:00", None)
    assert said(check(log(CONTACT, REFERRAL, ("a", "allocation", "2013-03-05 10:00", None), again, other))) == []


def test_a_step_first_done_before_one_that_it_should_follow_is_kept_and_named_once():
    late = ("a", "contact", "2013-03-04 12:00", None)
    checked = check(log(late, ("a", "screening", "2013-03-04 10:00", None), REFERRAL))
    assert said(checked) == [("out_of_order", "Activity started", (3, 4))]
    assert left(checked) == ([2, 3, 4], 0)


def test_going_back_to_a_step_that_was_done_in_order_is_no_fault():
    back = ("a", "contact", "2013-03-06 12:00", None)
    assert said(check(log(CONTACT, REFERRAL, back))) == []


def test_a_row_without_a_time_is_kept_and_named_where_others_have_one():
    checked = check(log(CONTACT, ("b", "contact", "2013-03-04", None)))
    assert said(checked) == [("no_time_in_order", "Activity started", (3,))]
    assert left(checked) == ([2, 3], 0)


def test_a_log_without_any_time_lacks_none_and_is_held_by_its_days():
    checked = check(log(("a", "referral", "2013-03-04", None), ("a", "allocation", "2013-03-04", None)))
    assert said(checked) == []


def in_two_files(first, second):
    """Offer two files of one log."""
    return {"case_events": [*log(*first)["case_events"], *log(*second)["case_events"]]}


@pytest.mark.parametrize("swapped", [False, True])
def test_an_allocation_is_held_against_a_referral_in_another_file(swapped):
    files = [
        (CONTACT, REFERRAL),
        (("b", "contact", "2013-03-01 09:00", None), ("a", "allocation", "2013-03-02 10:00", None)),
    ]
    checked = check(in_two_files(*(reversed(files) if swapped else files)))
    assert said(checked) == [("before_referral", "Activity started", (3,))]
    assert sorted((each.rows["row"].tolist(), each.refused) for each in checked.offers["case_events"]) == [
        ([2], 1),
        ([2, 3], 0),
    ]


def test_a_step_back_in_another_file_is_told_and_going_on_is_none():
    on, again = ("a", "referral", "2013-03-05 11:00", None), ("a", "contact", "2013-03-06 12:00", None)
    assert said(check(in_two_files([CONTACT], [on, again]))) == []
    late = ("a", "contact", "2013-03-04 12:00", None)
    assert said(check(in_two_files([late], [REFERRAL]))) == [("out_of_order", "Activity started", (2,))]


def test_a_row_without_a_time_is_said_to_stand_where_the_map_has_it_and_not_at_midnight():
    timeless = ("a", "referral", "2013-03-04", "2013-03-04")
    began, ended = check(log(CONTACT, timeless)).problems
    assert (began.field, ended.field) == ("Activity started", "Activity ended")
    assert "it comes after what it should follow that day" in began.sentence
    assert "not known how long the step took" in ended.sentence
    assert "midnight" not in began.sentence + ended.sentence


def test_every_rule_is_said_in_a_sentence():
    assert "refused" in SENTENCES["before_referral"]
    assert "kept" in SENTENCES["out_of_order"]


def test_what_others_offer_is_passed_on():
    assert check({"referrals": []}).offers == {"referrals": []}
    assert check({}).problems == ()
