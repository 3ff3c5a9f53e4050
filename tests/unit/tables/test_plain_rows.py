"""Plain rows say what the table says, in its order, and every blank is None."""

import datetime as dt

import pandas as pd
import pytest

from tests.support.canonical import canonical
from turncurve.tables.plain_rows import plain_rows


def test_each_row_is_told_by_its_columns_in_the_tables_order():
    table = pd.DataFrame({"words": ["b", "a"], "many": [2.0, 1.5], "on": pd.to_datetime(["2013-01-17", "2012-12-31"])})
    assert plain_rows(table) == (
        {"words": "b", "many": 2.0, "on": pd.Timestamp("2013-01-17")},
        {"words": "a", "many": 1.5, "on": pd.Timestamp("2012-12-31")},
    )


@pytest.mark.parametrize(
    "blank",
    [
        pd.Series([None], dtype="str"),
        pd.Series([None], dtype="Float64"),
        pd.Series([None], dtype="Int64"),
        pd.Series([float("nan")]),
        pd.Series([pd.NaT], dtype="datetime64[us]"),
        pd.Series([None], dtype=object),
    ],
    ids=lambda column: str(column.dtype),
)
def test_a_blank_of_whatever_kind_is_none(blank):
    assert plain_rows(pd.DataFrame({"column": blank})) == ({"column": None},)


def test_cells_of_a_canonical_table_are_plain_values():
    table = canonical(
        "improvement_measures", [{"plan_on": "2013-03-22", "measure_id": "I02", "target": 30, "due_on": "2012-12-31"}]
    )
    (row,) = plain_rows(table)
    assert type(row["target"]) is float
    assert type(row["measure_id"]) is str
    assert row["due_on"].date() == dt.date(2012, 12, 31)
    assert {name for name, cell in row.items() if cell is not None} == {
        "plan_on", "measure_id", "target", "due_on", "edition",
    }  # fmt: skip


@pytest.mark.parametrize("table", [pd.DataFrame(), pd.DataFrame({"words": []})], ids=["no column", "no row"])
def test_a_table_without_rows_has_none(table):
    assert plain_rows(table) == ()
