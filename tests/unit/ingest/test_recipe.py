"""Each recipe turns columns that the standard has into columns that the canonical table has."""

import pytest

from turncurve.ingest.files import RECIPES
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
    assert {*recipe.fields.values(), *recipe.born} <= columns
    assert {*recipe.required, *recipe.kinds} <= set(recipe.fields)
    assert {name for pair in recipe.order for name in pair} <= set(recipe.fields)


@pytest.mark.parametrize(("format_key", "table", "recipe"), TABULAR)
def test_a_column_without_which_rows_are_refused_is_required_of_the_file(format_key, table, recipe):
    held = load(format_key).table(table)
    needed = {recipe.fields[name] for name in recipe.required if recipe.offered_where != name}
    assert all(held.column(name).required for name in needed)


@pytest.mark.parametrize("recipe", [each for tables in RECIPES.values() for some in tables.values() for each in some])
def test_the_canonical_table_has_the_columns_that_a_recipe_fills(recipe):
    if recipe.table not in {BIRTHS, DECISIONS, MATCHES}:
        assert {*recipe.fields, *((recipe.age[0],) if recipe.age else ())} <= set(store.empty(recipe.table).columns)
