"""The contact log is the record of contacts; Annex A's list 1 adds only what the log does not hold."""

import datetime as dt

import pandas as pd

from turncurve.ingest import contacts
from turncurve.ingest.place import Place
from turncurve.ingest.recipe import Offer

LOG = ["child_key", "received_at", "route", "source", "reason"]
LIST = ["child_key", "received_at", "source"]


def offer(format_key, edition, columns, *rows):
    place = Place(
        f"{format_key}/{edition}", "", format_key, "x", f"{format_key}/{edition}", dt.date.fromisoformat(edition)
    )
    frame = pd.DataFrame(rows, columns=columns).astype({name: "str" for name in columns if name != "received_at"})
    frame = frame.assign(received_at=pd.to_datetime(frame["received_at"]).astype("datetime64[us]"))
    return Offer("contacts", place, frame.assign(row=range(2, len(rows) + 2)), len(rows), 0)


def merged(*offers):
    return contacts.merge(offers)


def rows_of(result, *columns):
    return [
        tuple(None if pd.isna(cell) else str(cell) for cell in row)
        for row in result.rows[list(columns)].itertuples(index=False, name=None)
    ]


# log     a  1 May 09:30  phone  6     list 1  a  1 May  6     the same contact
#                                      list 1  a  1 May  2A    another: not in the log
#                                      list 1  a  2 May  6     another: not in the log
def test_a_row_of_list_1_is_the_contact_of_the_log_of_that_child_day_and_source():
    result = merged(
        offer("contact_log", "2012-05-31", LOG, ("a", "2012-05-01 09:30", "phone", "6", "other")),
        offer(
            "annex_a", "2012-09-30", LIST, ("a", "2012-05-01", "6"), ("a", "2012-05-01", "2A"), ("a", "2012-05-02", "6")
        ),
    )
    assert rows_of(result, "received_at", "source", "route") == [
        ("2012-05-01 00:00:00", "2A", None),
        ("2012-05-01 09:30:00", "6", "phone"),
        ("2012-05-02 00:00:00", "6", None),
    ]
    assert list(result.loaded.values()) == [1, 2]
    assert [(each.rule, each.rows) for each in result.problems] == [("not_in_log", (3, 4))]


def test_list_1_of_months_without_a_log_is_loaded_without_remark():
    result = merged(
        offer("contact_log", "2012-05-31", LOG, ("a", "2012-05-01 09:30", "phone", "6", "other")),
        offer("annex_a", "2012-09-30", LIST, ("a", "2012-06-01", "6")),
    )
    assert len(result.rows) == 2
    assert result.problems == ()


def test_a_blank_source_of_the_log_is_filled_and_a_blank_source_of_the_list_matches_any():
    result = merged(
        offer(
            "contact_log",
            "2012-05-31",
            LOG,
            ("a", "2012-05-01 09:30", "phone", None, "other"),
            ("b", "2012-05-01 10:00", "phone", "6", "other"),
        ),
        offer("annex_a", "2012-09-30", LIST, ("a", "2012-05-01", "3A"), ("b", "2012-05-01", None)),
    )
    assert rows_of(result, "child_key", "source") == [("a", "3A"), ("b", "6")]


def test_a_contact_of_a_known_child_entered_twice_is_one_and_the_later_extract_decides_its_reason():
    result = merged(
        offer("contact_log", "2012-05-31", LOG, ("a", "2012-05-01 09:30", "phone", "6", "other")),
        offer("contact_log", "2012-06-30", LOG, ("a", "2012-05-01 09:30", "phone", "6", "reporting a concern")),
    )
    assert rows_of(result, "reason", "edition") == [("reporting a concern", "contact_log/2012-06-30")]


def test_two_routes_or_times_are_two_contacts():
    result = merged(
        offer(
            "contact_log",
            "2012-05-31",
            LOG,
            ("a", "2012-05-01 09:30", "phone", "6", "other"),
            ("a", "2012-05-01 09:30", "email", "6", "other"),
            ("a", "2012-05-01 09:31", "phone", "6", "other"),
        )
    )
    assert len(result.rows) == 3


# Three equal rows without a child in one file are three contacts; in the next extract they are the same ones.
def test_contacts_without_a_child_are_counted_as_often_as_the_fullest_extract_holds_them():
    row = (None, "2012-05-01 09:30", "phone", "6", "other")
    result = merged(
        offer("contact_log", "2012-05-31", LOG, row, row, row), offer("contact_log", "2012-06-30", LOG, row, row)
    )
    assert len(result.rows) == 3
    assert sum(result.loaded.values()) == 3


def test_list_1_alone_is_enough_and_editions_that_overlap_are_merged():
    result = merged(
        offer("annex_a", "2012-03-31", LIST, ("a", "2012-03-01", "6"), ("a", "2012-03-01", "6")),
        offer("annex_a", "2012-09-30", LIST, ("a", "2012-03-01", "6"), ("b", "2012-04-01", "6")),
    )
    assert rows_of(result, "child_key", "edition") == [("a", "annex_a/2012-09-30"), ("b", "annex_a/2012-09-30")]
