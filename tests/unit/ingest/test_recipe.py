"""Each recipe turns columns that the standard has into columns that the canonical table has."""

import pytest

from turncurve.ingest.files import RECIPES
from turncurve.ingest.recipe import Recipe
from turncurve.ingest.ssd import CARE_STARTS, OTHERS, PERMANENCE, PLAN_STARTS, REVIEWS
from turncurve.ingest.ssda903 import BIRTHS, DECISIONS, MATCHES
from turncurve.reference.formats.specification import load
from turncurve.tables import store

TABULAR = [
    (format_key, table, recipe)
    for format_key, tables in RECIPES.items()
    if format_key != "cin_census"
    for table, recipes in tables.items()
    for recipe in recipes
]


@pytest.mark.parametrize(("format_key", "table", "recipe"), TABULAR)
def test_the_standard_has_the_columns_that_a_recipe_uses(format_key, table, recipe):
    columns = {column.name for column in load(format_key).table(table).columns}
    assert set(recipe.wanted) <= columns
    assert set(recipe.instead) <= set(recipe.fields)
    assert {*recipe.required, *recipe.kinds} <= set(recipe.fields)
    assert {name for pair in (*recipe.order, *recipe.steps, *recipe.ends) for name in pair} <= set(recipe.fields)
    assert {*recipe.happened, *recipe.only_where} <= set(recipe.fields)


@pytest.mark.parametrize(("format_key", "table", "recipe"), TABULAR)
def test_a_column_without_which_rows_are_refused_is_required_of_the_file(format_key, table, recipe):
    held = load(format_key).table(table)
    given = {recipe.offered_where, *recipe.instead, "key" if recipe.table in {PLAN_STARTS, CARE_STARTS} else ""}
    if recipe.table == "audits":  # what stands above the header says them of every row
        given |= {"programme", "standard"}
    needed = {recipe.fields[name] for name in recipe.required if name not in given}
    assert all(held.column(name).required for name in needed)


@pytest.mark.parametrize("recipe", [each for tables in RECIPES.values() for some in tables.values() for each in some])
def test_the_canonical_table_has_the_columns_that_a_recipe_fills(recipe):
    if recipe.table not in {BIRTHS, DECISIONS, MATCHES, REVIEWS, PLAN_STARTS, PERMANENCE, CARE_STARTS}:
        filled = {*recipe.fields, *((recipe.age[0],) if recipe.age else ())} - {OTHERS}
        assert filled <= set(store.empty(recipe.table).columns)


def test_a_recipe_wants_the_columns_of_its_fields_of_their_stand_ins_and_of_the_birth():
    recipe = Recipe(
        table="adopters", fields={"a": "A", "b": "B"}, required=("a",), instead={"b": "C"}, born=("Date of Birth",)
    )
    assert recipe.wanted == ("A", "B", "C", "Date of Birth")
