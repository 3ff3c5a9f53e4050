"""One indicator of many councils: by its own code council by council, and by one query that gives the same."""

import datetime as dt
import sys

import pytest

from tests.support.made_nation import COVERED, TOGETHER, UNNAMED, keep_council, keep_rows, keep_together
from turncurve.analyses import many_councils
from turncurve.analyses.many_councils import TAKEN_ON, compared, last_year, measured_of_each, taken_on_of_each
from turncurve.reference.periods import year_ending
from turncurve.tables.records import Records

AS_AT = dt.date(2013, 3, 31)
REPEATS = "repeat_child_protection_plans"


@pytest.fixture
def root(tmp_path, monkeypatch):
    """Return a project whose councils are compared; none is kept yet."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    keep_together(tmp_path)
    return tmp_path


def records(as_at=AS_AT):
    return Records(TOGETHER, as_at)


def counts(figures):
    (place,) = figures.measurements
    return (place.area, place.numerator, place.denominator, place.status)


@pytest.mark.parametrize(
    ("as_at", "year"), [("2013-03-30", 2012), ("2013-03-31", 2013), ("2013-04-01", 2013), ("2014-01-15", 2013)]
)
def test_the_year_is_the_last_that_has_ended(as_at, year):
    assert last_year(dt.date.fromisoformat(as_at)) == year_ending(year)


def test_each_council_is_measured_by_the_indicators_own_code(root):
    keep_council(root, 1, plans=(3, 12))
    keep_council(root, 2, plans=(0, 4))
    keep_council(root, 3)
    assert [counts(each) for each in measured_of_each(records(), REPEATS)] == [
        ("Made Council 001", 3, 12, "measured"),
        ("Made Council 002", 0, 4, "measured"),
        ("Made Council 003", None, None, "not available"),
    ]


def test_the_query_gives_what_the_indicators_own_code_gives_of_each_council(root):
    keep_council(root, 1, contacts=(4, 30))
    keep_council(root, 2, contacts=(0, 5))
    keep_council(root, 3, contacts=None)
    keep_council(root, 4, contacts=(3, 9), edition="made/2012-05-01_2013-03-31")
    keep_council(root, 5, contacts=(3, 9), edition=UNNAMED)
    keep_council(root, 6, contacts=(1, 1), edition=UNNAMED)
    keep_council(root, 7)
    keep_rows(root, "made_council_007", {"contacts": [
        {"received_at": day, "child_key": "c", "outcome": outcome} for day, outcome in (
            ("2012-03-31 23:59:59", "referral"), ("2012-04-01 00:00:00", "referral"),
            ("2013-03-31 23:59:59", "referral"), ("2012-07-01 00:00:00", "no further action"),
            ("2013-04-01 00:00:00", "referral"),
        )
    ]})  # fmt: skip
    for as_at in (AS_AT, dt.date(2013, 3, 30), dt.date(2013, 9, 30)):
        own, query = records(as_at), records(as_at)
        assert taken_on_of_each(query) == measured_of_each(own, TAKEN_ON), as_at
        assert query.read_so_far == own.read_so_far
    assert [counts(each)[1:] for each in taken_on_of_each(records())] == [
        (4, 30, "measured"), (0, 5, "measured"), (None, None, "not available"), (None, None, "not available"),
        (3, 9, "measured"), (None, None, "not available"), (2, 3, "measured"),
    ]  # fmt: skip


def test_a_year_in_which_the_log_has_nobody_is_a_year_without_cases(root):
    keep_council(root, 1, contacts=(1, 1))
    keep_rows(root, "made_council_001", {"contacts": [{"received_at": "2011-05-01", "child_key": "c"}]})
    assert counts(taken_on_of_each(records())[0])[1:] == (0, 0, "no cases")
    assert taken_on_of_each(records()) == measured_of_each(records(), TAKEN_ON)


def test_without_a_log_of_any_council_there_is_no_query(root, monkeypatch):
    keep_council(root, 1, contacts=None)
    monkeypatch.setattr(many_councils, "contacts_over", None)
    assert [counts(each)[1:] for each in taken_on_of_each(records())] == [(None, None, "not available")]


def test_what_was_read_of_each_council_is_noted_as_one_line(root):
    keep_council(root, 1, plans=(1, 5))
    held = records()
    measured_of_each(held, REPEATS)
    alone = held.read_so_far["made_council_001"]
    assert list(alone.sources) == ["made_council_001/cp_plans.parquet"]
    for _ in range(2):  # what was read twice is noted once
        taken_on_of_each(held)
        both = held.read_so_far["made_council_001"]
        assert list(both.sources) == ["made_council_001/contacts.parquet", "made_council_001/cp_plans.parquet"]
        assert (both.rows, both.counts) == (15, {"read": 15, "loaded": 15})
        assert both.sha256 != alone.sha256


def test_every_file_is_told_of_by_whichever_way_it_is_counted(root):
    keep_council(root, 1, plans=(1, 5))
    heard, on = [], [True]
    sys.addaudithook(lambda event, given: heard.append(given[0]) if on and event == "turncurve.read" else None)
    taken_on_of_each(records())
    measured_of_each(records(), REPEATS)
    on.clear()
    found = {each.removeprefix(f"{root}/data/processed/") for each in heard}
    assert found == {
        "made_council_*/council.json", "made_council_001/contacts.parquet", "made_council_001/cp_plans.parquet",
    }  # fmt: skip


def test_one_council_compares_none(root):
    name = keep_council(root, 1)
    assert compared(Records(name, AS_AT)) == ()
    assert COVERED.startswith("made/")
