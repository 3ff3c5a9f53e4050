"""What an allocation return offers."""

import pytest

from turncurve.ingest.allocation import RECIPES
from turncurve.reference.formats.specification import load
from turncurve.tables.column import words_of
from turncurve.tables.registry import model_of


@pytest.mark.parametrize("sheet", RECIPES)
def test_every_field_is_a_column_of_the_format_and_of_the_table(sheet):
    columns = {each.name for each in load("allocation").table(sheet).columns}
    for recipe in RECIPES[sheet]:
        assert set(recipe.wanted) == columns
        assert set(recipe.fields) | {"edition"} == set(words_of(model_of(recipe.table)))


@pytest.mark.parametrize("sheet", RECIPES)
def test_a_row_needs_what_the_table_may_not_lack(sheet):
    for recipe in RECIPES[sheet]:
        words = words_of(model_of(recipe.table))
        assert {name for name in recipe.fields if not words[name]["nullable"]} == set(recipe.required)


def test_an_allocation_before_its_referral_is_out_of_order():
    (recipe,) = RECIPES["allocations"]
    assert ("referred_on", "allocated_at") in recipe.order
    assert ("ready_at", "allocated_at") in recipe.order


def test_workers_are_pseudonymised_as_workers():
    assert {recipe.kinds["worker_key"] for recipes in RECIPES.values() for recipe in recipes} == {"worker"}
