"""Tables are checked, stored with their lineage, and read back the same."""

import hashlib
import json

import pandas as pd
import pandera.errors
import pytest

from turncurve.errors import RefusedInputError
from turncurve.tables import store
from turncurve.tables.registry import TABLES, model_of


def reviews(*rows):
    empty = store.empty("cp_reviews")
    return pd.DataFrame(rows, columns=list(empty.columns)).astype(empty.dtypes.to_dict())


TWO = [
    ("a", pd.Timestamp("2012-01-10"), pd.Timestamp("2012-04-01"), "annex_a/2012"),
    ("b", pd.Timestamp("2012-02-10"), pd.Timestamp("2012-05-01"), "annex_a/2012"),
]


def write(rows, folder):
    return store.write("cp_reviews", rows, folder=folder, sources={"b.csv": "2", "a.csv": "1"}, counts={"read": 3})


def test_what_is_written_is_read_back_the_same(tmp_path):
    write(reviews(*TWO), tmp_path)
    pd.testing.assert_frame_equal(store.read("cp_reviews", folder=tmp_path), reviews(*TWO))


def test_the_lineage_holds_the_hash_of_the_file_its_sources_and_counts(tmp_path):
    lineage = write(reviews(*TWO), tmp_path)
    assert lineage.sha256 == hashlib.sha256((tmp_path / "cp_reviews.parquet").read_bytes()).hexdigest()
    assert (lineage.rows, dict(lineage.sources), dict(lineage.counts)) == (2, {"a.csv": "1", "b.csv": "2"}, {"read": 3})
    assert store.lineage("cp_reviews", folder=tmp_path) == lineage
    assert list(json.loads((tmp_path / "cp_reviews.lineage.json").read_text())["sources"]) == ["a.csv", "b.csv"]


def test_writing_the_same_rows_again_gives_the_same_bytes(tmp_path):
    first = write(reviews(*TWO), tmp_path / "one")
    assert write(reviews(*TWO), tmp_path / "two") == first


@pytest.mark.parametrize(
    "spoil",
    [
        lambda rows: rows.assign(extra=1),
        lambda rows: rows.drop(columns="edition"),
        lambda rows: rows.assign(reviewed_on=rows["reviewed_on"].astype("str")),
        lambda rows: rows.assign(child_key=[None, "b"]),
        lambda rows: rows[["edition", "child_key", "plan_started_on", "reviewed_on"]],
    ],
    ids=["a column more", "a column less", "text for a date", "a blank that may not be", "another order"],
)
def test_a_table_that_is_not_as_its_model_says_is_not_stored(tmp_path, spoil):
    with pytest.raises(pandera.errors.SchemaErrors):
        write(spoil(reviews(*TWO)), tmp_path)
    assert not (tmp_path / "cp_reviews.parquet").exists()


def test_a_table_that_fails_leaves_the_stored_one_as_it_was(tmp_path):
    write(reviews(*TWO), tmp_path)
    before = (tmp_path / "cp_reviews.parquet").read_bytes()
    with pytest.raises(pandera.errors.SchemaErrors):
        write(reviews(*TWO).assign(extra=1), tmp_path)
    assert (tmp_path / "cp_reviews.parquet").read_bytes() == before
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["cp_reviews.lineage.json", "cp_reviews.parquet"]


def test_a_table_that_is_not_stored_is_empty_and_has_no_lineage(tmp_path):
    assert store.read("cp_reviews", folder=tmp_path).empty
    assert store.lineage("cp_reviews", folder=tmp_path) is None


@pytest.mark.parametrize("text", ["{", "[]", '{"table": "cp_reviews"}'])
def test_a_damaged_lineage_is_named_with_what_to_do(tmp_path, text):
    (tmp_path / "cp_reviews.lineage.json").write_text(text, encoding="utf-8")
    with pytest.raises(RefusedInputError, match=r"lineage file is damaged.*turncurve ingest"):
        store.lineage("cp_reviews", folder=tmp_path)


@pytest.mark.parametrize("table", sorted(TABLES))
def test_an_empty_table_is_as_its_model_says(table):
    model_of(table).validate(store.empty(table))
