"""The plan as it stood on a day is the last edition by then, and later editions change nothing in it."""

import datetime as dt
from functools import cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.canonical import canonical
from tests.support.made_plan import PARTS, WHOLE, changed, made_plan
from turncurve.tables.plan_as_at import SHEETS, UNKNOWN_SERVICE, editions, plan_as_at
from turncurve.tables.records import Records

FIRST, SECOND = dt.date(2012, 9, 13), dt.date(2012, 10, 25)
EARLIEST = dt.date(2013, 4, 1)  # after all that the plan says has happened


class Held:
    """Canonical tables in memory, without the editions after a date, as `cut` leaves them out."""

    def __init__(self, tables, as_at):
        self.tables, self.as_at = tables, as_at

    def table(self, name):
        """Return one table as it stood on the date."""
        rows = self.tables[name]
        return rows[rows["plan_on"] <= pd.Timestamp(self.as_at)]

    def once(self, work, *given):
        """Work something out, each time anew."""
        return work(self, *given)


@cache
def rows_of(part):
    """Return a part of the whole plan as a canonical table."""
    return canonical(f"improvement_{part}", [{"plan_on": EARLIEST, **row} for row in WHOLE[part]])


def edition(part, day, actions):
    """Return a part of the edition of a day, with actions of these numbers."""
    rows = rows_of(part).assign(plan_on=pd.Timestamp(day).as_unit("us"))
    if part != "actions":
        return rows
    return pd.concat([rows.assign(action_id=number) for number in actions], ignore_index=True)


def kept(written, *, as_at=dt.date(2013, 12, 31)):
    """Return the records of a date that hold editions, each a day with the numbers of its actions."""
    tables = {
        f"improvement_{part}": pd.concat([edition(part, *each) for each in written.items()], ignore_index=True)
        for part in PARTS
    }
    return Held(tables, as_at)


def test_the_last_edition_by_the_day_is_the_plan():
    records = kept({FIRST: ["A01"], SECOND: ["A01", "A02"]})
    assert editions(records) == (FIRST, SECOND)
    assert plan_as_at(records).actions["action_id"].tolist() == ["A01", "A02"]
    assert plan_as_at(records, by=FIRST).actions["action_id"].tolist() == ["A01"]


@pytest.mark.parametrize(
    ("by", "found"),
    [
        (FIRST - dt.timedelta(days=1), None),
        (FIRST, FIRST),
        (SECOND - dt.timedelta(days=1), FIRST),
        (SECOND, SECOND),
    ],
)
def test_an_edition_holds_from_its_own_day_to_the_day_before_the_next(by, found):
    plan = plan_as_at(kept({FIRST: ["A01"], SECOND: ["A02"]}), by=by)
    assert (plan and plan.plan_on) == found


def test_a_report_of_an_earlier_date_knows_no_later_edition():
    records = kept({FIRST: ["A01"], SECOND: ["A02"]}, as_at=SECOND - dt.timedelta(days=1))
    assert editions(records) == (FIRST,)
    assert plan_as_at(records).actions["action_id"].tolist() == ["A01"]


def test_a_council_without_a_plan_has_none(tmp_path):
    assert plan_as_at(Records("testshire", SECOND, folder=tmp_path)) is None


days = st.lists(st.integers(0, 200), min_size=1, max_size=4, unique=True).map(
    lambda offsets: sorted(EARLIEST + dt.timedelta(days=each) for each in offsets)
)
numbers = st.lists(st.integers(1, 9), min_size=1, max_size=4, unique=True)


@given(days=days, actions=st.lists(numbers, min_size=4, max_size=4), asked=st.integers(0, 220))
@settings(max_examples=25, deadline=None)
def test_what_the_plan_said_at_a_meeting_is_unchanged_by_later_editions(days, actions, asked):
    meeting = EARLIEST + dt.timedelta(days=asked)
    written = {day: [f"A{number}" for number in chosen] for day, chosen in zip(days, actions, strict=False)}
    by_then = {day: rows for day, rows in written.items() if day <= meeting}
    later = plan_as_at(kept(written), by=meeting)
    if not by_then:
        assert later is None
        return
    then = plan_as_at(kept(by_then, as_at=meeting))
    assert later.plan_on == then.plan_on == max(by_then)
    for part in PARTS:
        pd.testing.assert_frame_equal(later.sheet(part), then.sheet(part))


@pytest.mark.parametrize(
    ("number", "requirement"),
    [("N02", "N02"), ("O02", "N02"), ("I02", "N02"), ("A02", "N02"), ("E1", "N02"), ("S2", ""), ("Z9", "")],
)
def test_each_row_leads_to_the_requirement_that_it_serves(number, requirement):
    evidence = [{"evidence_id": "E1", "about_id": "A02", "kind": "page", "link": "06_workforce", "shows": "supports"}]
    assert made_plan(evidence=evidence).requirement_of(number) == requirement


def test_every_part_with_numbers_has_its_own_column_of_them():
    plan = made_plan()
    assert all(column in plan.sheet(part) for part, column in SHEETS.items())


@pytest.mark.parametrize(
    ("months", "served", "day", "reason"),
    [
        (None, "2012-09-01", dt.date(2013, 12, 31), ""),
        (None, None, dt.date(2013, 12, 31), ""),
        (1, "2012-09-01", dt.date(2012, 10, 1), ""),
        (1, "2012-08-31", dt.date(2012, 9, 30), ""),
        (0, "2012-09-01", dt.date(2012, 9, 1), ""),
        (1, None, None, UNKNOWN_SERVICE),
    ],
)
def test_when_the_notice_wants_a_requirement_counts_from_the_day_it_was_served(months, served, day, reason):
    plan = made_plan(**changed("requirements", months_allowed=months), **changed("notice", served_on=served))
    due = plan.due_by_notice("N02")
    assert (due.day, due.reason) == (day, reason)


def test_its_rows_are_those_of_its_tables_and_are_found_by_number():
    plan = made_plan()
    for part, number in SHEETS.items():
        numbers = plan.sheet(part)[number].tolist()
        assert [row[number] for row in plan.rows[part]] == numbers
        assert list(plan.by_number[part]) == numbers
    assert set(plan.rows) == set(PARTS)
    assert plan.by_number["meetings"]["S2"]["signed_off_on"] == pd.Timestamp("2013-03-22")
    assert plan.by_number["meetings"]["S2"]["held_on"] is None
