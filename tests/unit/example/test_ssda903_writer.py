"""The looked after return's files: layout of 2017, whole histories, and the adoption totals counted from them."""

import datetime as dt
import itertools

import pytest

from turncurve.reference.formats.specification import load

PLACED = {"A3", "A4", "A5", "A6"}


def _date(text):
    return dt.datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 - a date has no time zone


def _episodes(returns):
    """Join the years: an episode is its child and first day, and the latest return says how it ended."""
    found = {}
    for year in (2010, 2011, 2012, 2013):
        for row in returns[year, "episodes"]:
            found[row["CHILD"], _date(row["DECOM"])] = row
    return found


@pytest.fixture(scope="module")
def episodes(returns):
    return _episodes(returns)


@pytest.mark.parametrize(
    "table", ["header", "episodes", "reviews", "ad1", "placed_for_adoption", "previous_permanence"]
)
def test_the_columns_are_those_of_the_layout(returns, table):
    names = [c.name for c in load("ssda903").table(table).columns if (c.since or 0) <= 2017]
    assert all(list(returns[year, table][0]) == names for year in (2010, 2011, 2012, 2013))


def test_every_code_is_in_the_layouts_lists(returns):
    standard = load("ssda903")
    for (_, name), rows in returns.items():
        for column in standard.table(name).columns:
            if column.codes and column.name in rows[0]:
                assert {row[column.name] for row in rows} - {""} <= set(column.codes), (name, column.name)


def test_every_child_with_an_episode_has_a_header_row_once(returns):
    for year in (2010, 2011, 2012, 2013):
        children = [row["CHILD"] for row in returns[year, "header"]]
        assert len(children) == len(set(children))
        assert {row["CHILD"] for row in returns[year, "episodes"]} == set(children)


def test_about_405_children_are_in_care_at_the_end_of_each_year(returns):
    counts = [sum(row["DEC"] == "" for row in returns[year, "episodes"]) for year in (2010, 2011, 2012, 2013)]
    assert counts == [398, 402, 405, 405]


def test_the_episodes_of_a_child_follow_one_another_without_gap_or_overlap(episodes):
    by_child = {}
    for (child, started), row in sorted(episodes.items()):
        by_child.setdefault(child, []).append((started, row))
    for rows in by_child.values():
        assert rows[0][1]["RNE"] == "S"
        for (_, before), (started, after) in itertools.pairwise(rows):
            assert before["REC"] == "X1"
            assert _date(before["DEC"]) == started
            assert after["RNE"] in {"L", "P", "T", "B"}
            assert (before["LS"], before["PLACE"]) != (after["LS"], after["PLACE"]) or after["RNE"] == "P"


@pytest.mark.parametrize(("year", "adopted"), [(2011, 15), (2012, 19), (2013, 14)])
def test_the_published_number_of_children_is_adopted_each_year(returns, year, adopted):
    first, last = dt.date(year - 1, 4, 1), dt.date(year, 3, 31)
    left = [r for r in returns[year, "episodes"] if r["REC"] in {"E11", "E12"} and first <= _date(r["DEC"]) <= last]
    assert len(left) == adopted
    assert {row["CHILD"] for row in left} == {row["CHILD"] for row in returns[year, "ad1"]}
    assert all(row["PLACE"] in PLACED for row in left)


@pytest.mark.parametrize(("year", "in_time", "adopted"), [(2011, 13, 15), (2012, 13, 19), (2013, 12, 14)])
def test_the_published_number_is_placed_within_12_months_of_the_decision(returns, episodes, year, in_time, adopted):
    decided = {
        row["CHILD"]: _date(row["DATE_PLACED"])
        for each in (2010, 2011, 2012, 2013)
        for row in returns[each, "placed_for_adoption"]
    }
    waits = []
    for row in returns[year, "ad1"]:
        placed = min(
            day for (child, day), held in episodes.items() if child == row["CHILD"] and held["PLACE"] in PLACED
        )
        waits.append((placed - decided[row["CHILD"]]).days)
    assert (sum(days <= 365 for days in waits), len(waits)) == (in_time, adopted)
    assert not any(355 <= days <= 375 for days in waits)


@pytest.mark.parametrize(("year", "placed"), [(2012, 16), (2013, 30)])
def test_the_published_number_is_placed_for_adoption_on_31_march(returns, year, placed):
    now = [row for row in returns[year, "episodes"] if row["DEC"] == ""]
    assert sum(row["PLACE"] in PLACED for row in now) == placed


def test_47_children_are_under_a_placement_order_and_30_of_them_placed(returns):
    ordered = [row for row in returns[2013, "episodes"] if row["DEC"] == "" and row["LS"] == "E1"]
    assert len(ordered) == 47
    assert sum(row["PLACE"] in PLACED for row in ordered) == 30


def test_a1_is_630_days_and_a2_122_for_the_three_years(returns, episodes):
    care, match = [], []
    for year in (2011, 2012, 2013):
        for row in returns[year, "ad1"]:
            own = {day: held for (child, day), held in episodes.items() if child == row["CHILD"]}
            entered = max(day for day, held in own.items() if held["RNE"] == "S")
            care.append((min(day for day, held in own.items() if held["PLACE"] in PLACED) - entered).days)
            orders = [day for day, held in own.items() if held["LS"] == "E1"]
            if orders:
                match.append(max((_date(row["DATE_MATCH"]) - min(orders)).days, 0))
    assert (len(care), len(match)) == (48, 46)
    assert round(sum(care) / len(care)) == 630
    assert round(sum(match) / len(match)) == 122
    assert match.count(0) == 5


def test_a_few_children_are_adopted_by_their_foster_carers_from_the_placement_they_were_in(returns, episodes):
    fostered = {r["CHILD"] for year in (2011, 2012, 2013) for r in returns[year, "ad1"] if r["FOSTER_CARE"] == "1"}
    assert len(fostered) == 6
    steps = [held for (child, _), held in episodes.items() if child in fostered and held["PLACE"] in PLACED]
    assert {(held["PLACE"], held["RNE"]) for held in steps} <= {("A5", "T"), ("A5", "B"), ("A5", "L"), ("A5", "X")}
    assert len(steps) == 6


def test_plans_for_adoption_change_in_every_year(returns):
    for year in (2010, 2011, 2012, 2013):
        changed = [row for row in returns[year, "placed_for_adoption"] if row["DATE_PLACED_CEASED"]]
        assert len(changed) in {4, 5}
        assert {row["REASON_PLACED_CEASED"] for row in changed} <= {"RD1", "RD2", "RD3", "RD4"}


def test_reviews_of_a_year_are_held_in_it(returns):
    for year in (2010, 2013):
        days = [_date(row["REVIEW"]) for row in returns[year, "reviews"]]
        assert min(days) >= dt.date(year - 1, 4, 1)
        assert max(days) <= dt.date(year, 3, 31)
