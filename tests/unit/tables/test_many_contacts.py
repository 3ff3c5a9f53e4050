"""Counts over files too large for memory are those that pandas makes of small ones."""

import sys

import duckdb
import pandas as pd
import pytest

from tests.support.canonical import canonical
from turncurve.errors import RefusedInputError, TurnCurveError, UnknownNameError
from turncurve.tables.many_contacts import DIMENSIONS, contacts_over

ROWS = [
    {"received_at": day, "route": route, "source": source, "outcome": outcome}
    for day, route, source, outcome in (
        ("2012-03-31 23:59", "phone", "6", "referral"),
        ("2012-04-01 00:00", "phone", None, "no further action"),
        ("2012-04-15 00:00", "email", "6", "referral"),
        ("2013-03-31 00:00", "phone", "2A", None),
        ("2013-03-02 00:00", None, "2A", "referral"),
    )
]


@pytest.fixture
def files(tmp_path):
    """Return two councils' tables of contacts."""
    paths = [tmp_path / "one.parquet", tmp_path / "two.parquet"]
    canonical("contacts", ROWS[:3], edition="one/2012").to_parquet(paths[0])
    canonical("contacts", ROWS[3:], edition="two/2013").to_parquet(paths[1])
    return paths


def test_months_are_counted_over_all_files(files):
    found = contacts_over(files)
    assert [(str(each)[:10], count, led) for each, count, led in found.itertuples(index=False)] == [
        ("2012-03-01", 1, 1), ("2012-04-01", 2, 1), ("2013-03-01", 2, 1),
    ]  # fmt: skip


def test_years_begin_in_april(files):
    found = contacts_over(files, grain="year")
    assert [(str(each)[:10], count) for each, count in zip(found["from"], found["contacts"], strict=True)] == [
        ("2011-04-01", 1), ("2012-04-01", 4),
    ]  # fmt: skip


@pytest.mark.parametrize("by", [(), ("route",), ("source", "outcome"), DIMENSIONS])
def test_counts_are_those_of_another_route(files, by):
    found = contacts_over(files, by=by)
    rows = pd.concat([pd.read_parquet(each).assign(filename=str(each)) for each in files])
    named = rows.assign(month=rows["received_at"].dt.strftime("%Y-%m"), **{
        each: rows[each].astype("str").fillna("not stated") for each in by
    })  # fmt: skip
    expected = named.groupby(["month", *by]).size()
    assert found["contacts"].tolist() == expected.tolist()
    assert found["contacts"].sum() == len(ROWS)
    assert found["referrals"].sum() == 3


def test_what_is_not_stated_is_a_group_of_its_own(files):
    assert "not stated" in set(contacts_over(files, by=("route",))["route"])


@pytest.mark.parametrize(("how", "named"), [
    ({"by": ("child_key",)}, "child_key"), ({"by": ("route; DROP TABLE x",)}, "DROP TABLE"), ({"grain": "day"}, "day"),
])  # fmt: skip
def test_only_known_columns_and_periods_are_counted_by(files, how, named):
    with pytest.raises(UnknownNameError, match=named):
        contacts_over(files, **how)


def test_no_file_and_a_file_of_something_else_are_refused_in_a_sentence(files, tmp_path):
    with pytest.raises(TurnCurveError, match="no file of contacts"):
        contacts_over([])
    pd.DataFrame({"a": [1]}).to_parquet(tmp_path / "other.parquet")
    for wrong in (tmp_path / "other.parquet", tmp_path / "missing.parquet"):
        with pytest.raises(RefusedInputError, match="no table of contacts"):
            contacts_over([wrong])


def test_a_limit_of_memory_changes_no_count(files):
    assert contacts_over(files, memory="64MB").equals(contacts_over(files))


def test_each_file_is_told_of_because_the_query_opens_it_past_the_interpreter(files):
    heard, on = [], [True]
    sys.addaudithook(lambda event, given: heard.append(given[0]) if on and event == "turncurve.read" else None)
    contacts_over(files)
    on.clear()
    assert heard == [str(each) for each in files]


def test_in_a_notebook_the_progress_bar_is_off_already_and_is_not_set(files, monkeypatch):
    real, asked = duckdb.connect, []

    class InNotebook:
        def __init__(self, **given):
            self._held = real(**given)

        def __enter__(self):
            return self

        def __exit__(self, *_):
            self._held.close()

        def execute(self, query, *given):
            asked.append(query.split()[0])
            if "current_setting" in query:
                return self._held.execute("SELECT false")
            return self._held.execute(query, *given)

    monkeypatch.setattr(duckdb, "connect", InNotebook)
    assert contacts_over(files)["contacts"].sum() == len(ROWS)
    assert asked == ["SELECT", "SELECT"]
