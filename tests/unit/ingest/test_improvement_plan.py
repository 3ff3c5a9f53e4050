"""The recipes of a plan take every column of its workbook to its table, and no table misses a sheet."""

import pytest

from turncurve.ingest.improvement_plan import FORMAT, HEADERS, NUMBERS, RECIPES
from turncurve.reference.formats.specification import load
from turncurve.tables import store
from turncurve.tables.registry import TABLES

SHEETS = {table.key: table for table in load(FORMAT).tables}
OWN = {"plan_on", "edition"}


def test_every_sheet_is_read_and_every_table_is_filled():
    assert set(RECIPES) == set(SHEETS)
    assert set(HEADERS) == {name for name in TABLES if name.startswith("improvement_")}


@pytest.mark.parametrize("sheet", RECIPES)
def test_every_column_of_a_sheet_becomes_a_column_of_its_table_and_none_is_left(sheet):
    (recipe,) = RECIPES[sheet]
    assert sorted(recipe.fields.values()) == sorted(column.name for column in SHEETS[sheet].columns)
    assert set(store.empty(recipe.table).columns) - OWN == set(recipe.fields) - OWN


@pytest.mark.parametrize("sheet", [name for name, (recipe,) in RECIPES.items() if "revised_due_on" in recipe.fields])
def test_a_revised_date_may_not_be_before_the_first(sheet):
    assert ("due_on", "revised_due_on") in RECIPES[sheet][0].order


def test_a_rows_number_is_its_first_column_on_every_sheet_that_has_numbers():
    assert NUMBERS["improvement_actions"] == "action_id"
    assert {table for table in HEADERS if table not in NUMBERS} == {"improvement_notice", "improvement_disagreements"}
    assert all(column.endswith("_id") for column in NUMBERS.values())
