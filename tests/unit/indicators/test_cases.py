import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turncurve.indicators.cases import TablesHeld, happened, open_on, whether, whole_days
from turncurve.reference.periods import Period, at, month, spans, year_ending
from turncurve.tables import store

FIRST, LAST = dt.date(2009, 4, 1), dt.date(2013, 3, 31)
DAYS = st.dates(min_value=dt.date(2008, 1, 1), max_value=dt.date(2014, 12, 31))


def column(days):
    return pd.Series(pd.to_datetime(days)).astype("datetime64[us]")


def test_an_event_is_in_the_period_that_holds_its_day_whatever_the_hour():
    rows = pd.DataFrame({"on": column(["2012-04-01 00:00:00", "2012-04-30 23:59:59", "2012-05-01 00:00:00", None])})
    found = happened(rows, "on", periods=(month(2012, 4), month(2012, 5)))
    assert found["period"].tolist() == [0, 0, 1]


def test_overlapping_periods_each_have_the_event():
    rows = pd.DataFrame({"on": column(["2011-06-01"])})
    windows = spans("three_years", first=FIRST, last=LAST)
    assert happened(rows, "on", periods=windows)["period"].tolist() == [0, 1]


@settings(max_examples=50, deadline=None)
@given(days=st.lists(DAYS, max_size=30))
def test_counting_by_search_agrees_with_looking_at_each_day(days):
    periods = spans("month", first=FIRST, last=LAST)
    rows = pd.DataFrame({"on": column(days)})
    found = happened(rows, "on", periods=periods)["period"].tolist()
    expected = [number for number, each in enumerate(periods) for day in days if each.start <= day <= each.end]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(
    ("day", "is_open"),
    [("2012-03-30", False), ("2012-03-31", True), ("2012-04-10", True), ("2012-04-11", False), ("2012-04-12", False)],
)
def test_a_spell_is_open_from_its_first_day_to_the_day_before_it_ends(day, is_open):
    rows = pd.DataFrame({"start": column(["2012-03-31"]), "end": column(["2012-04-11"])})
    found = open_on(rows, "start", ended="end", periods=(at(dt.date.fromisoformat(day)),))
    assert len(found) == int(is_open)


def test_what_is_open_at_the_end_of_a_longer_period_is_what_is_open_on_its_last_day():
    rows = pd.DataFrame({"start": column(["2012-03-31"]), "end": column([None])})
    found = open_on(rows, "start", ended="end", periods=(year_ending(2013),))
    assert found["open_on"].tolist() == [pd.Timestamp("2013-03-31")]


@settings(max_examples=50, deadline=None)
@given(spells=st.lists(st.tuples(DAYS, st.integers(0, 900)), max_size=25))
def test_open_before_and_started_less_ended_is_open_after(spells):
    starts = [start for start, _ in spells]
    ends = [start + dt.timedelta(days=length) for start, length in spells]
    rows = pd.DataFrame({"start": column(starts), "end": column(ends)})
    before, after = at(dt.date(2012, 3, 31)), at(dt.date(2013, 3, 31))
    counted = open_on(rows, "start", ended="end", periods=(before, after))["period"].value_counts()
    started = len(happened(rows, "start", periods=(year_ending(2013),)))
    ended = len(happened(rows, "end", periods=(year_ending(2013),)))
    assert counted.get(1, 0) == counted.get(0, 0) + started - ended


def test_no_periods_give_no_cases():
    rows = pd.DataFrame({"on": column(["2012-04-01"])})
    assert happened(rows, "on", periods=()).empty


def test_an_answer_that_is_not_known_is_missing():
    answers = whether(np.array([True, False, True]), known=np.array([True, True, False]))
    assert answers.tolist() == [True, False, pd.NA]


def test_days_are_counted_forwards_only():
    days = whole_days(
        column(["2012-02-28", "2012-03-02", None, "2012-03-01"]),
        column(["2012-03-01", "2012-03-01", "2012-03-01", None]),
    )
    assert days.fillna(-1).tolist() == [2, -1, -1, -1]


def test_a_table_that_is_not_held_is_empty_with_its_columns():
    held = TablesHeld({})
    assert list(held.table("cp_plans").columns) == list(store.empty("cp_plans").columns)
    assert held.table("cp_plans").empty


def test_a_period_given_as_days_counts_both_ends():
    rows = pd.DataFrame({"on": column(["2012-04-05", "2012-04-06", "2012-04-07", "2012-04-08"])})
    assert len(happened(rows, "on", periods=(Period(dt.date(2012, 4, 6), dt.date(2012, 4, 7)),))) == 2


@given(st.lists(st.integers(0, 89), max_size=20))
def test_a_log_in_order_of_time_gives_the_rows_that_the_same_log_in_any_order_gives(days):
    ordered = pd.DataFrame({"on": pd.Timestamp("2013-01-01") + pd.to_timedelta(sorted(days), unit="D")})
    ordered["number"] = np.arange(len(days))
    periods = [month(2013, each) for each in (1, 2, 3)]
    found = happened(ordered, "on", periods=periods)
    mixed = happened(ordered.iloc[::-1].reset_index(drop=True), "on", periods=periods)
    assert found.index.tolist() == list(range(len(found)))
    assert sorted(zip(found["period"], found["number"], strict=True)) == sorted(
        zip(mixed["period"], mixed["number"], strict=True)
    )
    assert found["number"].tolist() == [each for each in range(len(days)) if sorted(days)[each] < 90]


def test_what_is_done_to_rows_found_leaves_the_table_as_it_was():
    table = pd.DataFrame({"on": pd.to_datetime(["2013-01-01", "2013-01-02"]), "route": ["phone", "email"]})
    found = happened(table, "on", periods=[month(2013, 1)])
    found.loc[0, "route"] = "letter"
    assert table["route"].tolist() == ["phone", "email"]


def test_tables_in_memory_work_a_thing_out_anew_for_they_may_change():
    held = {"referrals": store.empty("referrals")}
    tables = TablesHeld(held)

    def rows(read, more):
        return len(read.table("referrals")) + more

    assert tables.once(rows, 1) == 1
    held["referrals"] = pd.DataFrame({"child_key": ["a"]})
    assert tables.once(rows, 1) == 2
