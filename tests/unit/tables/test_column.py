"""Every column of every table says what it means, where it comes from and what it may reveal."""

import pytest

from turncurve.tables.column import words_of
from turncurve.tables.registry import TABLES, model_of

COLUMNS = [(table, name, words) for table in TABLES for name, words in words_of(model_of(table)).items()]
IDENTIFYING = ("child_key", "file_key", "auditor_key", "sibling_group")


@pytest.mark.parametrize(("table", "name", "words"), COLUMNS, ids=[f"{table}.{name}" for table, name, _ in COLUMNS])
def test_a_column_has_all_its_words(table, name, words):
    assert words["title"]
    assert words["description"].endswith(".")
    assert words["source_item"]
    assert words["sensitivity"] in {"child", "staff", "restricted", "public"}


@pytest.mark.parametrize("table", sorted(TABLES))
def test_a_table_has_one_date_that_says_when_the_row_happened(table):
    events = [name for name, words in words_of(model_of(table)).items() if words["event"]]
    assert len(events) == 1
    assert words_of(model_of(table))[events[0]]["dtype"].startswith("datetime")
    assert not words_of(model_of(table))[events[0]]["nullable"]


@pytest.mark.parametrize("table", sorted(TABLES))
def test_a_table_says_in_its_first_line_what_one_row_is(table):
    assert model_of(table).__doc__.startswith("One row is one ")


def test_whoever_may_be_told_from_a_column_it_is_not_public():
    named = [words["sensitivity"] for _, name, words in COLUMNS if name in IDENTIFYING]
    assert named
    assert set(named) <= {"child", "staff"}


def test_a_whole_number_has_a_unit():
    counted = [(table, name) for table, name, words in COLUMNS if words["dtype"] == "Int64" and not words["unit"]]
    assert {table for table, _ in counted} <= {"published_figures", "released_figures", "issued_forecasts"}
