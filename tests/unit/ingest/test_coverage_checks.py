"""What the files together leave out is named, with a row that shows it, and never made up."""

import datetime as dt

import pandas as pd
import pytest

from turncurve.ingest.coverage_checks import check
from turncurve.ingest.place import Place
from turncurve.ingest.recipe import Offer


def offer(table, *, format_key, on, file="a", **columns):
    """Return an offer whose columns of dates are given as ISO texts; rows are numbered from 2."""
    held = {
        name: list(cells) if name == "child_key" else pd.to_datetime(pd.Series(cells)).astype("datetime64[us]")
        for name, cells in columns.items()
    }
    rows = pd.DataFrame(held)
    day = None if on is None else dt.date.fromisoformat(on)
    place = Place(file, "", format_key, "t", f"{format_key}/{on}", day)
    return Offer(table, place, rows.assign(row=range(2, len(rows) + 2)), len(rows), 0)


def log(*months, number=25, format_key="contact_log", file="log"):
    moments = [f"2012-{month:02d}-{1 + n % 28:02d}" for month in months for n in range(number)]
    return offer("contacts", format_key=format_key, on="2012-12-31", file=file, received_at=moments)


def found(**offers):
    return [(each.rule, each.file, each.rows, each.field) for each in check(offers)]


def tracker(on, children, *, adopted=(), changed=(), file="tracker"):
    ends = {name: [on if child in held else None for child in children]
            for name, held in (("adopted_on", adopted), ("plan_changed_on", changed)) if held}  # fmt: skip
    return offer("adoption_pathways", format_key="adoption_tracker", on=on, file=file, child_key=children, **ends)


def test_nothing_is_said_of_no_files():
    assert check({}) == ()


@pytest.mark.parametrize(("kind", "field"), [("contact_log", "Received"), ("ssd", "cont_contact_date")])
def test_the_first_contact_after_a_month_without_any_is_named(kind, field):
    assert found(contacts=[log(4, 5, 7, format_key=kind)]) == [("month_missing", "log", (52,), field)]


def test_a_month_that_another_log_holds_is_not_missing():
    assert found(contacts=[log(4, 5, 7), log(6, file="other")]) == []


def test_each_gap_is_named_in_the_file_that_comes_after_it():
    held = [log(4, 6, file="first"), log(9, file="second")]
    assert [(rule, file) for rule, file, _, _ in found(contacts=held)] == [
        ("month_missing", "first"),
        ("month_missing", "second"),
    ]


def test_a_log_of_few_contacts_may_have_a_month_without_any():
    assert found(contacts=[log(4, 5, 7, number=19)]) == []


def lists(table, moment, *days):
    return [offer(table, format_key="annex_a", on=on, file=on, **{moment: [first]}) for on, first in days]


TABLES = [("contacts", "received_at"), ("referrals", "referred_on"), ("assessments", "started_on")]


@pytest.mark.parametrize(("table", "moment"), TABLES)
def test_half_a_year_that_no_extract_holds_is_named(table, moment):
    held = lists(table, moment, ("2012-03-31", "2011-10-02"), ("2013-03-31", "2012-10-03"))
    (line,) = found(**{table: held})
    assert line[:3] == ("half_year_missing", "2013-03-31", (2,))


@pytest.mark.parametrize(("table", "moment"), TABLES)
def test_extracts_that_follow_one_another_within_six_months_leave_nothing_out(table, moment):
    held = lists(
        table, moment, ("2012-03-31", "2011-10-02"), ("2012-09-30", "2012-04-03"), ("2013-03-31", "2012-10-01")
    )
    assert found(**{table: held}) == []


def test_an_extract_of_more_than_six_months_leaves_nothing_out():
    held = lists("referrals", "referred_on", ("2012-03-31", "2011-10-02"), ("2013-03-31", "2012-04-02"))
    assert found(referrals=held) == []


def test_a_census_that_holds_what_lies_between_makes_up_for_it():
    held = lists("referrals", "referred_on", ("2012-03-31", "2011-10-02"), ("2013-03-31", "2012-10-03"))
    census = offer("referrals", format_key="cin_census", on="2013-03-31", file="cin", referred_on=["2012-06-01"])
    assert found(referrals=[*held, census]) == []
    other = offer("referrals", format_key="cin_census", on="2012-03-31", file="cin", referred_on=["2011-06-01"])
    assert [rule for rule, *_ in found(referrals=[*held, other])] == ["half_year_missing"]


def test_a_child_who_is_gone_from_the_newer_tracker_without_an_end_is_named():
    held = [tracker("2012-03-31", ["a", "b", "c", "d"], adopted="b", changed="c"), tracker("2012-09-30", ["a"])]
    assert found(adoption_pathways=held) == [("not_in_newer", "tracker", (5,), "Child ID")]


def test_a_child_who_is_gone_is_named_once_where_last_seen():
    days = ("2012-03-31", ["a", "b"]), ("2012-06-30", ["a", "b"]), ("2012-09-30", ["a"])
    held = [tracker(on, children, file=on) for on, children in days]
    assert found(adoption_pathways=held) == [("not_in_newer", "2012-06-30", (3,), "Child ID")]


def test_one_tracker_or_an_undated_one_cannot_show_who_is_gone():
    assert found(adoption_pathways=[tracker("2012-03-31", ["a"])]) == []
    assert found(adoption_pathways=[tracker(None, ["a"]), tracker("2012-03-31", ["b"])]) == []


@pytest.mark.parametrize(("on", "is_old"), [("2012-12-29", True), ("2012-12-30", True), ("2012-12-31", False)])
def test_a_tracker_a_quarter_older_than_other_extracts_is_named(on, is_old):
    younger = lists("referrals", "referred_on", ("2013-04-02", "2012-10-03"))
    said = found(adoption_pathways=[tracker(on, ["a"])], referrals=younger)
    assert said == ([("out_of_date", "tracker", (2,), "Extract date")] if is_old else [])


def test_a_log_that_goes_on_makes_no_tracker_old():
    assert found(adoption_pathways=[tracker("2012-03-31", ["a"])], contacts=[log(11)]) == []
