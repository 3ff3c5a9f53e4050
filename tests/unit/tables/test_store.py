"""Tables come back as they were stored, with what they were made from."""

import hashlib
import json

import pandas as pd
import pandera.pandas as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.canonical import canonical, plans
from tests.support.made_council import made_tables
from turncurve.errors import RefusedInputError, StorageError, UnknownNameError
from turncurve.tables import lineage, store
from turncurve.tables.lineage import Lineage
from turncurve.tables.registry import TABLES, model_of

PLANS = plans(("child-1", "2012-04-03", "2012-09-01", 0, 4), ("child-2", "2012-05-07", None, None, -1))
SOURCES = {"cin_census/2013/cin.xml": "ab" * 32, "annex_a/2012-09-30/list.xlsx": "cd" * 32}


def written(folder, rows=PLANS, table="cp_plans", **counts):
    return store.write(table, rows, folder=folder, sources=SOURCES, counts=counts or {"read": 2})


@pytest.mark.parametrize("table", made_tables(months=pd.date_range("2012-04-01", "2012-05-01", freq="MS")))
def test_a_table_comes_back_as_it_was_stored(table, tmp_path):
    rows = made_tables(months=pd.date_range("2012-04-01", "2012-05-01", freq="MS"))[table]
    written(tmp_path, rows, table)
    pd.testing.assert_frame_equal(store.read(table, folder=tmp_path), rows)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8),
            st.dates(min_value=pd.Timestamp("1990-01-01").date(), max_value=pd.Timestamp("2030-01-01").date()),
            st.none() | st.integers(0, 9),
        ),
        max_size=6,
    )
)
def test_any_plan_comes_back(tmp_path_factory, drawn):
    folder = tmp_path_factory.mktemp("kept")
    rows = plans(*((key, day, None, before) for key, day, before in drawn))
    assert written(folder, rows).rows == len(drawn)
    pd.testing.assert_frame_equal(store.read("cp_plans", folder=folder), rows)


def test_the_lineage_has_the_hash_of_the_bytes_on_disk(tmp_path):
    made = written(tmp_path)
    assert made.sha256 == hashlib.sha256((tmp_path / "cp_plans.parquet").read_bytes()).hexdigest()


def test_the_lineage_comes_back_with_its_files_in_order(tmp_path):
    made = written(tmp_path, read=3, refused=1)
    assert lineage.known("cp_plans", folder=tmp_path) == made
    assert list(made.sources) == sorted(SOURCES)
    assert made == Lineage("cp_plans", 2, made.sha256, SOURCES, {"read": 3, "refused": 1})


def test_the_same_table_is_the_same_to_the_byte(tmp_path):
    one, two = (written(tmp_path / name) for name in ("one", "two"))
    assert one.sha256 == two.sha256
    texts = {(tmp_path / name / "cp_plans.lineage.json").read_bytes() for name in ("one", "two")}
    assert len(texts) == 1
    assert b"\r" not in texts.pop()


def test_another_value_is_another_hash(tmp_path):
    other = PLANS.assign(previous_plans=pd.array([1, None], dtype="Int64"))
    assert written(tmp_path / "one").sha256 != written(tmp_path / "two", other).sha256


def test_rows_are_numbered_anew(tmp_path):
    written(tmp_path, PLANS.iloc[::-1])
    found = store.read("cp_plans", folder=tmp_path)
    assert found.index.tolist() == [0, 1]
    assert found["child_key"].tolist() == ["child-2", "child-1"]


def test_a_table_that_its_model_refuses_is_not_stored_and_what_was_there_stays(tmp_path):
    before = written(tmp_path)
    with pytest.raises(pa.errors.SchemaErrors):
        written(tmp_path, PLANS.assign(surname="x"))
    assert lineage.known("cp_plans", folder=tmp_path) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cp_plans.lineage.json", "cp_plans.parquet"]


def test_the_table_given_is_left_as_it_was(tmp_path):
    rows, before = PLANS.iloc[::-1].copy(), PLANS.iloc[::-1].copy()
    written(tmp_path, rows)
    pd.testing.assert_frame_equal(rows, before)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_that_is_not_stored_is_empty_and_as_its_model_says(table, tmp_path):
    found = store.read(table, folder=tmp_path)
    assert found.empty
    assert len(model_of(table).validate(found, lazy=True)) == 0
    assert lineage.known(table, folder=tmp_path) is None


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_table_has_the_types_that_a_full_one_has(table, tmp_path):
    store.write(table, store.empty(table), folder=tmp_path, sources={}, counts={})
    assert store.read(table, folder=tmp_path).dtypes.to_dict() == store.empty(table).dtypes.to_dict()
    assert canonical(table, []).dtypes.to_dict() == store.empty(table).dtypes.to_dict()


def test_a_table_that_nobody_knows_is_a_sentence(tmp_path):
    for act in (store.empty, lambda name: store.read(name, folder=tmp_path)):
        with pytest.raises(UnknownNameError, match="no canonical table called 'surnames'"):
            act("surnames")


@pytest.mark.parametrize("content", [b"", b"PAR1", b"not a table"])
def test_a_damaged_table_is_a_sentence(tmp_path, content):
    written(tmp_path)
    (tmp_path / "cp_plans.parquet").write_bytes(content)
    with pytest.raises(RefusedInputError, match="a stored table is damaged") as refused:
        store.read("cp_plans", folder=tmp_path)
    assert refused.value.where == "cp_plans.parquet"


def test_the_lineage_is_text_that_a_person_can_read(tmp_path):
    written(tmp_path)
    held = json.loads((tmp_path / "cp_plans.lineage.json").read_text(encoding="utf-8"))
    assert held["sources"] == SOURCES
    assert "child-1" not in json.dumps(held)


def test_a_table_and_its_lineage_are_changed_together_or_not_at_all(tmp_path, monkeypatch):
    folder = tmp_path / "madeshire"
    written(folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def stop(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(lineage, "keep", stop)
        with pytest.raises(KeyboardInterrupt):
            written(folder, PLANS.head(1))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["madeshire"]


def test_tables_half_changed_are_not_read(tmp_path):
    folder = tmp_path / "madeshire"
    written(folder)
    (tmp_path / ".madeshire.next").mkdir()
    with pytest.raises(RefusedInputError, match=r"being changed, .*\(madeshire\)\. Wait until the other run has ended"):
        store.read("cp_plans", folder=folder)
    with pytest.raises(RefusedInputError):
        store.read("contacts", folder=folder)


def test_what_the_disk_refuses_is_a_sentence(tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pd.DataFrame, "to_parquet", full)
    with pytest.raises(StorageError, match=r"the disk is full \(.*cp_plans\.parquet\)"):
        store.put("cp_plans", PLANS, folder=tmp_path, sources=SOURCES, counts={})
