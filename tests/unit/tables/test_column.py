"""Every column of every canonical table says what it is, where it comes from, and whom it could reveal."""

import subprocess
import sys
from typing import get_args

import pandas as pd
import pandera.pandas as pa
import pytest
from pandera.typing import Series

from turncurve.tables.column import Sensitivity, column, words_of
from turncurve.tables.model import CanonicalTable
from turncurve.tables.registry import TABLES

COLUMNS = [(table, name) for table, model in TABLES.items() for name in model.to_schema().columns]


class Visits(CanonicalTable):
    """One row is one visit."""

    visited_on: Series[pa.DateTime] = column(
        "Visited", "Date of the visit.", source_item="visits", sensitivity="child", event=True
    )
    minutes: Series[pd.Int64Dtype] = column(
        "Length", "Minutes.", source_item="visits", sensitivity="restricted", unit="minutes", nullable=True, ge=0
    )


def test_the_words_given_come_back():
    found = words_of(Visits)
    assert list(found) == ["visited_on", "minutes"]
    assert found["minutes"] == {
        "title": "Length",
        "description": "Minutes.",
        "dtype": "Int64",
        "nullable": True,
        "source_item": "visits",
        "sensitivity": "restricted",
        "unit": "minutes",
        "event": False,
        "told_with": "",
        "before": False,
        "ahead": False,
    }
    assert found["visited_on"]["event"] is True
    assert found["visited_on"]["nullable"] is False


@pytest.mark.parametrize("table", TABLES)
def test_they_are_what_the_schema_that_checks_the_table_says(dictionary, table):
    schema = TABLES[table].to_schema()
    assert list(dictionary[table]) == list(schema.columns)
    for name, field in schema.columns.items():
        own = {key: dictionary[table][name][key] for key in ("title", "description", "dtype", "nullable")}
        told = {"title": field.title, "description": field.description, "dtype": str(field.dtype)}
        assert own == {**told, "nullable": field.nullable}
        assert {**own, **field.metadata} == dictionary[table][name]


def test_to_read_them_loads_no_other_library_of_tables():
    """Reading a table's words once cost two thirds of a second, because every such library was loaded for it."""
    words = "import sys; from turncurve.tables import column, registry; column.words_of(registry.model_of('contacts'))"
    program = [sys.executable, "-c", f"{words}; print('dask.dataframe' in sys.modules)"]
    loaded = subprocess.run(program, capture_output=True, text=True, check=True)  # noqa: S603 - our own words
    assert loaded.stdout == "False\n"


def test_a_further_check_is_made():
    rows = pd.DataFrame({"visited_on": pd.to_datetime(["2013-01-01"]), "minutes": pd.array([-1], dtype="Int64")})
    with pytest.raises(pa.errors.SchemaErrors):
        Visits.validate(rows.astype({"visited_on": "datetime64[us]"}), lazy=True)


@pytest.mark.parametrize(("table", "name"), COLUMNS)
def test_every_column_has_a_title_a_description_a_source_item_and_a_sensitivity(dictionary, table, name):
    words = dictionary[table][name]
    assert words["title"][:1].isupper()
    assert words["description"].endswith(".")
    assert words["source_item"]
    assert words["sensitivity"] in get_args(Sensitivity)


@pytest.mark.parametrize("table", TABLES)
def test_no_two_columns_of_a_table_have_one_title(dictionary, table):
    titles = [words["title"] for words in dictionary[table].values()]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize(("table", "name"), COLUMNS)
def test_a_number_of_a_child_has_a_unit(dictionary, table, name):
    words = dictionary[table][name]
    if words["dtype"] == "Int64" and words["sensitivity"] == "child":
        assert words["unit"]
    if words["dtype"].startswith(("str", "datetime", "boolean")):
        assert words["unit"] == ""


@pytest.mark.parametrize(("table", "name"), COLUMNS)
def test_what_became_known_with_a_date_names_a_date_that_may_be_blank(dictionary, table, name):
    date = dictionary[table][name]["told_with"]
    if date:
        assert dictionary[table][date]["dtype"].startswith("datetime")
        assert dictionary[table][date]["nullable"]
        assert dictionary[table][name]["nullable"]


def test_the_reasons_for_an_end_are_told_with_the_end(dictionary):
    told = {f"{t}.{n}": w["told_with"] for t, columns in dictionary.items() for n, w in columns.items()}
    assert {name: date for name, date in told.items() if date} == {
        "referrals.closure_reason": "closed_on",
        "care_episodes.ended_because": "ended_on",
        "adoption_pathways.plan_changed_because": "plan_changed_on",
        "adoption_pathways.left_care_because": "left_care_on",
        "adopters.children_placed": "placed_on",
        "adopters.left_because": "left_on",
        "workers.leaving_reason": "ended_on",
        "allocations.worker_key": "allocated_at",
        "early_help.outcome": "ended_on",
    }


def _is_about_one_child(table, name, words):
    """Tell by its name and kind alone whether a column can single a child out."""
    of_children = {"child_key", "file_key"} & set(TABLES[table].to_schema().columns)
    dated = words["dtype"].startswith("datetime") and "child_key" in of_children
    return dated or name.endswith(("child_key", "file_key", "sibling_group", "previous_plans")) or "age_" in name


@pytest.mark.parametrize(("table", "name"), COLUMNS)
def test_what_can_single_a_child_out_is_of_the_sensitivity_child(dictionary, table, name):
    words = dictionary[table][name]
    assert (words["sensitivity"] == "child") >= _is_about_one_child(table, name, words)


@pytest.mark.parametrize("table", [name for name in TABLES if "child_key" in TABLES[name].to_schema().columns])
def test_nothing_that_a_source_says_of_a_child_is_public(dictionary, table):
    public = {name for name, words in dictionary[table].items() if words["sensitivity"] == "public"}
    assert public == {"edition"}


@pytest.mark.parametrize(("table", "name"), COLUMNS)
def test_no_table_has_room_for_who_a_child_is(table, name):
    assert not {"name", "surname", "born", "birth", "dob", "upn", "postcode", "address", "nhs", "text"} & set(
        name.split("_")
    )
