"""A canonical table takes exactly its columns, in its order, in its types, and converts nothing."""

import importlib
import sys

import pandas as pd
import pandera.pandas as pa
import pytest

from tests.support.canonical import plans
from turncurve.tables import model
from turncurve.tables.child_protection import CpPlans
from turncurve.tables.model import CanonicalTable
from turncurve.tables.registry import TABLES

PLANS = plans(("child-1", "2012-04-03", "2012-09-01", 0, 4), ("child-2", "2012-05-07", None, 1, -1))


def refused(rows):
    """Return the kinds of failure of a table."""
    with pytest.raises(pa.errors.SchemaErrors) as caught:
        CpPlans.validate(rows, lazy=True)
    return set(caught.value.failure_cases["check"].astype("str"))


def test_a_table_as_its_model_says_passes_unchanged():
    pd.testing.assert_frame_equal(CpPlans.validate(PLANS, lazy=True), PLANS)


def test_a_column_that_the_model_does_not_know_is_refused():
    assert "column_in_schema" in refused(PLANS.assign(surname="x"))


def test_a_column_that_is_missing_is_refused():
    assert "column_in_dataframe" in refused(PLANS.drop(columns="ended_on"))


def test_columns_in_another_order_are_refused():
    assert "column_ordered" in refused(PLANS[list(PLANS.columns)[::-1]])


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("started_on", ["04/03/2012", "05/04/2012"]),
        ("previous_plans", [0.5, 1.0]),
        ("age_at_start", ["4", "5"]),
        ("child_key", [1, 2]),
    ],
)
def test_a_value_of_another_type_is_refused_and_never_converted(name, values):
    assert any(check.startswith("dtype") for check in refused(PLANS.assign(**{name: values})))


def test_what_may_not_be_blank_is_refused_where_it_is():
    assert "not_nullable" in refused(PLANS.assign(started_on=pd.Series([pd.NaT] * 2, dtype="datetime64[us]")))


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_strict_ordered_and_never_converts(table):
    model = TABLES[table]
    schema = model.to_schema()
    assert issubclass(model, CanonicalTable)
    assert (schema.strict, schema.coerce, schema.ordered) == (True, False, True)
    assert not any(field.coerce for field in schema.columns.values())


@pytest.mark.parametrize("held", [(), ("dask",)])
def test_a_check_loads_no_tables_of_a_cluster(monkeypatch, held):
    for name in [each for each in sys.modules if each.split(".")[0] == "dask"]:
        monkeypatch.delitem(sys.modules, name)
    for name in held:
        monkeypatch.setitem(sys.modules, name, importlib.import_module("types"))
    before = set(sys.modules)
    monkeypatch.delitem(sys.modules, "pandera.typing.dask")
    with model._without_dask():
        assert not importlib.import_module("pandera.typing.dask").DASK_INSTALLED
    assert {name for name in set(sys.modules) - before if "dask" in name} == set()


def test_tables_of_a_cluster_that_are_loaded_already_stay_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "dask.dataframe", importlib.import_module("types"))
    with model._without_dask():
        assert "dask.dataframe" in sys.modules
    assert "dask.dataframe" in sys.modules
