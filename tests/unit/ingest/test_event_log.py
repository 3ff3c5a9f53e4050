"""What an event log offers."""

import pytest

from turncurve.ingest.event_log import RECIPES
from turncurve.reference.formats.specification import load, templates
from turncurve.tables.column import words_of
from turncurve.tables.registry import model_of


@pytest.mark.parametrize("sheet", RECIPES)
def test_every_field_is_a_column_of_the_format_and_of_the_table(sheet):
    columns = {each.name for each in load("event_log").table(sheet).columns}
    for recipe in RECIPES[sheet]:
        assert set(recipe.wanted) == columns
        assert set(recipe.fields) | {"edition"} == set(words_of(model_of(recipe.table)))


@pytest.mark.parametrize("sheet", RECIPES)
def test_a_row_needs_what_the_table_may_not_lack(sheet):
    for recipe in RECIPES[sheet]:
        words = words_of(model_of(recipe.table))
        assert {name for name in recipe.fields if not words[name]["nullable"]} == set(recipe.required)


def test_cases_are_pseudonymised_as_cases_and_nobody_is_named():
    (recipe,) = RECIPES["events"]
    assert recipe.kinds == {"case_key": "case"}
    assert "worker_key" not in recipe.fields


def test_a_step_that_ended_before_it_began_is_out_of_order():
    (recipe,) = RECIPES["events"]
    assert recipe.order == (("started_at", "ended_at"),)
    assert recipe.happened == ("ended_at",)


def test_an_empty_log_can_be_asked_for():
    assert templates()["events"].key == "event_log"
