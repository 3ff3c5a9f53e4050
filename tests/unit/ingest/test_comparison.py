"""Counts are compared from year to year, and a jump or a missing month is named."""

import pandas as pd
import pytest

from turncurve.ingest.comparison import COLUMNS, DATES, compare
from turncurve.ingest.merge import Merged
from turncurve.tables import store


def referrals(**by_month):
    """Return a merged table of referrals: so many in each month, such as m2012_04=5."""
    days = [f"{month[1:5]}-{month[6:]}-15" for month, count in by_month.items() for _ in range(count)]
    return Merged("referrals", pd.DataFrame({"referred_on": pd.to_datetime(days)}))


def whole_year(ending, *, a_month, **others):
    """Return counts of each month of a reporting year."""
    months = [f"m{ending - 1}_{month:02d}" for month in range(4, 13)] + [
        f"m{ending}_{month:02d}" for month in (1, 2, 3)
    ]
    return {month: others.get(month, a_month) for month in months}


def lines(merged):
    return compare([merged]).astype("object").where(lambda frame: frame.notna(), None).to_numpy().tolist()


def test_two_whole_years_are_compared():
    found = lines(referrals(**whole_year(2012, a_month=10), **whole_year(2013, a_month=11)))
    assert found == [
        ["referrals", "2012-03-31", 120, None, None, ""],
        ["referrals", "2013-03-31", 132, 120, 10.0, ""],
    ]


# a month before, a month after     is it a jump (a quarter, and four times the root of both counts together)
JUMPS = [
    (40, 52, "jump: more than chance"),
    (40, 28, "jump: fewer than chance"),
    (40, 49, ""),
    (5, 7, ""),
    (5, 11, "jump: more"),
]


@pytest.mark.parametrize(("before", "after", "note"), JUMPS)
def test_a_jump_is_a_quarter_and_beyond_chance(before, after, note):
    found = lines(referrals(**whole_year(2012, a_month=before), **whole_year(2013, a_month=after)))
    assert found[1][5].startswith(note)
    assert bool(found[1][5]) == bool(note)


def test_a_year_that_is_not_whole_is_named_and_not_compared():
    found = lines(referrals(**whole_year(2012, a_month=10), m2012_04=3, m2012_05=4))
    assert found[1] == ["referrals", "2013-03-31", 7, None, None, "part of a year: 2 months"]


def test_a_year_after_a_part_of_one_is_not_compared_with_it():
    found = lines(referrals(m2011_03=9, **whole_year(2012, a_month=9)))
    assert found[0][5] == "part of a year: 1 months"
    assert found[1][2:5] == [108, None, None]


def test_a_month_without_a_row_is_named_where_five_are_usual():
    assert "no row in 2011-12" in lines(referrals(**whole_year(2012, a_month=5, m2011_12=0)))[0][5]
    assert lines(referrals(**whole_year(2012, a_month=4, m2011_12=0)))[0][5] == ""


def test_a_table_without_rows_or_without_a_date_gives_no_line():
    assert compare([referrals(), Merged("adopters", pd.DataFrame({"x": [1]}))]).columns.to_list() == COLUMNS
    assert len(compare([referrals()])) == 0


@pytest.mark.parametrize("table", DATES)
def test_the_date_of_each_table_is_a_column_of_its_model(table):
    assert str(store.empty(table)[DATES[table]].dtype).startswith("datetime64")
