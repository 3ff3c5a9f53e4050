"""A child's own identifier stays in the local map alone; the pseudonym is stable under one key and no other."""

import hmac
import re

import pandas as pd
import pytest

from tests.support.council_files import CHILD, CouncilFiles, day
from turncurve.ingest.pipeline import TABLES, ingest
from turncurve.publish.local import write_worklist
from turncurve.tables import store

IDENTIFIER = re.compile(rb"syn\d{6}|synf\d{3}|syna\d{3}", re.IGNORECASE)
PLAN = "Child Protection Plan Start Date"


@pytest.fixture
def stored(journey):
    """Return every file that the ingest stored, but for the map of identifiers."""
    return [path for path in sorted(journey.processed.rglob("*.*")) if path.name != "identifiers.csv"]


@pytest.fixture
def identifiers(journey):
    """Return the local map."""
    return pd.read_csv(journey.processed / "identifiers.csv", dtype="str")


def test_no_text_that_is_stored_holds_an_identifier(stored):
    texts = [path for path in stored if path.suffix in {".csv", ".json"}]
    assert len(texts) >= 3 + len(TABLES)
    for path in texts:
        assert not IDENTIFIER.search(path.read_bytes()), path.name


@pytest.mark.parametrize("table", TABLES)
def test_no_cell_of_a_table_holds_an_identifier(journey, identifiers, table):
    rows = store.read(table, folder=journey.processed)
    own = set(identifiers["identifier"])
    for name in rows.select_dtypes(include="str"):
        assert not own & set(rows[name].dropna().unique()), name
        assert not rows[name].dropna().str.contains(IDENTIFIER.pattern.decode(), case=False, regex=True).any(), name


def test_the_bytes_of_a_table_hold_no_identifier_in_their_margins(stored):
    # Parquet keeps the least and the greatest value of a column, and its metadata, as plain text.
    tables = [path for path in stored if path.suffix == ".parquet"]
    assert {path.stem for path in tables} == set(TABLES)
    for path in tables:
        assert not IDENTIFIER.search(path.read_bytes()), path.name


def test_a_table_keeps_no_date_of_birth_and_no_worker(journey):
    for table in TABLES:
        names = set(store.read(table, folder=journey.processed).columns)
        # Who a worker is stands in no table; the pseudonym by which work is counted does, as its neighbour tests.
        of_persons = {name for name in names if re.search(r"birth|born|dob|worker|postcode|upn|name", name)}
        assert of_persons <= {"worker_key"}, table


def test_every_key_of_a_table_is_a_pseudonym_of_the_map(journey, identifiers):
    known = set(identifiers["pseudonym"])
    for table in TABLES:
        rows = store.read(table, folder=journey.processed)
        for name in (each for each in rows if each.endswith("_key") or each == "sibling_group"):
            assert set(rows[name].dropna()) <= known, (table, name)


def test_no_two_children_share_a_pseudonym_and_none_has_two(identifiers):
    assert not identifiers.duplicated(["kind", "identifier"]).any()
    assert not identifiers["pseudonym"].duplicated().any()
    assert identifiers["pseudonym"].str.fullmatch("[0-9a-f]{24}").all()


def test_a_pseudonym_is_a_keyed_hash_that_another_program_can_make(journey, identifiers):
    secret = (journey.raw / "example.key").read_bytes().strip()
    for row in identifiers.sample(50, random_state=1).itertuples():
        made = hmac.new(secret, f"{row.kind}:{row.identifier}".encode(), "sha256").hexdigest()
        assert row.pseudonym == made[:24]


def test_padded_and_small_identifiers_are_those_of_the_same_child(identifiers):
    children = identifiers.query("kind == 'child'")["identifier"]
    assert children.str.fullmatch(r"SYN\d{6}").all()


def test_a_worklist_names_the_children_and_lies_beside_the_records(journey, identifiers):
    path, rows = write_worklist("repeat_child_protection_plans", council="exampleshire", as_at="2013-03-31")
    try:
        listed = pd.read_csv(path, dtype="str")
        assert path.is_relative_to(journey.processed / "worklists")
        assert rows == len(listed) == 388
        assert (listed["counted"] == "yes").sum() == 62
        assert set(listed["child_key"]) <= set(identifiers["identifier"])
    finally:
        path.unlink()
        path.parent.rmdir()


@pytest.fixture
def small(tmp_path):
    """Return a small council with one plan each of two children."""
    council = CouncilFiles(tmp_path)
    council.annex_a(list_7=[{CHILD: number, PLAN: day("2012-05-15")} for number in ("A1", "A2")])
    return council


def keys(council, folder):
    ingest("testshire", raw=council.raw, processed=folder)
    return store.read("cp_plans", folder=folder)["child_key"].tolist()


def test_a_pseudonym_is_the_same_in_every_run(small, tmp_path):
    assert keys(small, tmp_path / "first") == keys(small, tmp_path / "second")


def test_another_key_gives_other_pseudonyms(small, tmp_path):
    before = keys(small, tmp_path / "first")
    (small.raw / "example.key").write_text("SYNTHETIC: another key that protects nobody", encoding="utf-8")
    after = keys(small, tmp_path / "second")
    assert len(before) == len(after) == 2
    assert not set(before) & set(after)
