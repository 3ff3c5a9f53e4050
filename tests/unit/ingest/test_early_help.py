"""What an early help return offers."""

import pytest

from turncurve.ingest.early_help import RECIPES
from turncurve.reference.formats.specification import load, templates
from turncurve.tables.column import words_of
from turncurve.tables.registry import model_of


@pytest.mark.parametrize("sheet", RECIPES)
def test_every_field_is_a_column_of_the_format_and_of_the_table(sheet):
    columns = {each.name for each in load("early_help").table(sheet).columns}
    for recipe in RECIPES[sheet]:
        assert set(recipe.wanted) == columns
        assert set(recipe.fields) | {"edition"} == set(words_of(model_of(recipe.table)))


@pytest.mark.parametrize("sheet", RECIPES)
def test_a_row_needs_what_the_table_may_not_lack(sheet):
    for recipe in RECIPES[sheet]:
        words = words_of(model_of(recipe.table))
        assert {name for name in recipe.fields if not words[name]["nullable"]} == set(recipe.required)


def test_a_spell_that_ended_before_it_began_is_out_of_order():
    (recipe,) = RECIPES["early_help"]
    assert ("began_on", "ended_on") in recipe.order
    assert ("ended_on", "outcome") in recipe.dated


def test_an_empty_return_can_be_asked_for():
    assert templates()["early_help"].key == "early_help"
