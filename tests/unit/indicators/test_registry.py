import datetime as dt
import inspect

import pytest

from tests.support.canonical import canonical, plans
from turncurve.errors import TurnCurveError, UnknownNameError
from turncurve.indicators.registry import INDICATORS, TOPICS, children_behind, covered, definition, measure
from turncurve.reference.periods import Period, at, month, spans, year_ending
from turncurve.tables import store
from turncurve.tables.records import Records
from turncurve.tables.registry import TABLES

HELD = {"cp_plans": plans(("a", "2012-04-02", None, 0), ("b", "2012-05-02", "2012-06-01", 1))}


def test_every_entry_of_a_topic_has_a_function_and_every_public_function_that_finds_cases_an_entry():
    named = {
        name
        for topic in TOPICS
        for name, function in inspect.getmembers(topic, inspect.isfunction)
        if not name.startswith("_")
        and function.__module__ == topic.__name__
        and list(inspect.signature(function).parameters) == ["tables", "periods"]
    }
    assert named == set(INDICATORS)


@pytest.mark.parametrize("name", sorted(INDICATORS))
def test_every_definition_is_complete_and_rests_on_tables_that_exist(name):
    words = definition(name)
    assert words.id == name
    for text in (words.title, words.counts, words.numerator, words.why, words.owner, words.base, words.unit):
        assert text
    assert words.counts.endswith(".")
    assert words.why.endswith(".")
    assert words.caveats
    assert words.source_fields
    assert set(words.tables) <= set(TABLES)
    assert bool(words.denominator) == (words.kind != "count")
    assert bool(words.subset) >= (words.kind == "proportion")


@pytest.mark.parametrize("name", sorted(INDICATORS))
def test_where_nothing_is_held_nothing_is_available_and_nothing_is_nought(name):
    figures = measure(name, {}, periods=(year_ending(2013),), area="X")
    assert all(each.status == "not available" and each.numerator is None for each in figures.measurements)
    assert children_behind(name, {}, year_ending(2013)).empty


def test_figures_say_what_they_come_from():
    figures = measure("child_protection_plans_started", HELD, periods=(year_ending(2013),), area="Exampleshire")
    assert figures.source.title == "worked example"
    assert figures.source.editions == ("worked_example/2009-04-01_2013-03-31",)
    assert figures.measurements[0].area == "Exampleshire"


def test_monthly_figures_pool_to_the_same_year():
    months = spans("month", first=dt.date(2012, 4, 1), last=dt.date(2013, 3, 31))
    monthly = measure("repeat_child_protection_plans", HELD, periods=months, area="X")
    (yearly,) = measure("repeat_child_protection_plans", HELD, periods=(year_ending(2013),), area="X").measurements
    assert monthly.coarser().coarser().measurements == (yearly,)


def test_counts_and_shares_of_the_same_plans_share_their_cells():
    started = measure("child_protection_plans_started", HELD, periods=(year_ending(2013),), area="X").cells()
    repeat = measure("repeat_child_protection_plans", HELD, periods=(year_ending(2013),), area="X").cells()
    assert started[0].key == repeat[0].key
    assert started[0].value == repeat[0].value


def test_records_cover_what_all_the_tables_that_an_indicator_reads_cover():
    reviews = canonical(
        "cp_reviews",
        [{"child_key": "a", "plan_started_on": "2012-04-02", "reviewed_on": "2012-06-02"}],
        edition="cin_census/2013",
    )
    found = covered("child_protection_reviews_on_time", {**HELD, "cp_reviews": reviews})
    assert found == year_ending(2013)


def test_tables_that_share_no_day_are_refused_in_a_sentence():
    reviews = canonical(
        "cp_reviews",
        [{"child_key": "a", "plan_started_on": "2014-04-02", "reviewed_on": "2014-06-02"}],
        edition="cin_census/2015",
    )
    with pytest.raises(TurnCurveError, match="no day in common"):
        covered("child_protection_reviews_on_time", {**HELD, "cp_reviews": reviews})


def test_an_unknown_indicator_is_refused_with_the_names_that_there_are():
    with pytest.raises(UnknownNameError, match="repeat_child_protection_plans"):
        measure("repeat_plan", HELD, periods=(year_ending(2013),), area="X")


def test_the_children_behind_a_share_are_listed_with_how_each_was_counted():
    listed = children_behind("repeat_child_protection_plans", HELD, year_ending(2013))
    assert listed["child_key"].tolist() == ["a", "b"]
    assert listed["counted"].tolist() == ["no", "yes"]
    assert "edition" not in listed
    assert children_behind("repeat_child_protection_plans", HELD, month(2012, 5))["child_key"].tolist() == ["b"]


def test_the_children_behind_a_date_are_those_open_on_it():
    listed = children_behind("child_protection_plans_open", HELD, at(dt.date(2012, 6, 1)))
    assert listed["child_key"].tolist() == ["a"]


def test_records_are_measured_as_they_stood_on_the_reports_date(tmp_path):
    store.write("cp_plans", HELD["cp_plans"], folder=tmp_path, sources={}, counts={})
    records = Records("exampleshire", dt.date(2012, 5, 31), folder=tmp_path)
    assert covered("child_protection_plans_open", records) == Period(dt.date(2009, 4, 1), dt.date(2012, 5, 31))
    dates = (at(dt.date(2012, 5, 31)), at(dt.date(2012, 6, 30)))
    figures = measure("child_protection_plans_open", records, periods=dates, area="X")
    assert [(each.numerator, each.status) for each in figures.measurements] == [
        (2, "measured"),
        (None, "not available"),
    ]


def test_nothing_given_is_changed():
    before = {name: table.copy() for name, table in HELD.items()}
    for name in ("repeat_child_protection_plans", "child_protection_plans_open_two_years_or_more"):
        measure(name, HELD, periods=(year_ending(2013),), area="X")
        children_behind(name, HELD, year_ending(2013))
    assert all(HELD[name].equals(before[name]) for name in HELD)
