"""Which canonical tables there are."""

import pytest

from turncurve.errors import UnknownNameError
from turncurve.tables.registry import TABLES, model_of


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_found_by_its_name(table):
    assert model_of(table) is TABLES[table]


def test_every_table_has_a_model_of_its_own():
    assert len(set(TABLES.values())) == len(TABLES) == 45


@pytest.mark.parametrize("table", TABLES)
def test_a_tables_name_is_its_models_in_small_letters(table):
    assert TABLES[table].__name__.lower() == table.replace("_", "")


@pytest.mark.parametrize("table", TABLES)
def test_every_model_says_what_one_row_is(table):
    assert (TABLES[table].__doc__ or "").startswith("One row is one ")


@pytest.mark.parametrize("name", ["", "plans", "CP_PLANS", "cp_plans.parquet"])
def test_a_name_that_is_not_known_is_answered_with_those_that_are(name):
    with pytest.raises(UnknownNameError, match="there is no canonical table called") as refused:
        model_of(name)
    assert "cp_plans" in refused.value.remedy
    assert "audits" in refused.value.remedy
