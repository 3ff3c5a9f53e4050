"""A release's description names every file with its hash, every run with what went in and came out."""

import datetime as dt
import hashlib
import json

import pytest

from turncurve.publish.crate import CRATE, PROFILE, TERMS, crate
from turncurve.publish.manifest import PageEntry
from turncurve.tables.council import Council

FILES = {
    "01_turning_the_curve.html": b"page",
    "tables/01_turning_the_curve/plans.csv": b"table",
    "02_adoption_forecast.html": b"other",
    "index.html": b"index",
}
ENTRIES = [
    PageEntry("01_turning_the_curve", "Has the curve turned?", "Cannot tell.", "ab", {"as_at": "2013-03-31"}, ()),
    PageEntry("02_adoption_forecast", "How long?", "630 days.", "cd", {"draws": 400}, ()),
]
INPUTS = {"data/raw/exampleshire/x.csv": "a" * 64}


def described(audience="public", **more):
    return crate(
        FILES,
        council=Council("Exampleshire", "exampleshire", True),
        as_at=dt.date(2013, 3, 31),
        audience=audience,
        entries=ENTRIES,
        inputs=INPUTS,
        versions={"pandas": "3.1", "python": "3.11"},
        **more,
    )


@pytest.fixture
def parts():
    return {part["@id"]: part for part in json.loads(described())["@graph"]}


def test_every_file_is_named_with_its_hash_and_size(parts):
    assert {each["@id"] for each in parts["./"]["hasPart"]} == set(FILES)
    for path, data in FILES.items():
        assert parts[path]["sha256"] == hashlib.sha256(data).hexdigest()
        assert parts[path]["contentSize"] == str(len(data))


def test_each_run_is_an_action_with_its_own_results_and_parameters(parts):
    run = parts["#run-01_turning_the_curve"]
    assert run["@type"] == "CreateAction"
    assert {each["@id"] for each in run["result"]} == set(list(FILES)[:2])
    given = {each["@id"] for each in run["object"]}
    assert given == {f"#input-{'a' * 16}", "#parameter-01_turning_the_curve-as_at"}
    assert parts["#parameter-02_adoption_forecast-draws"]["value"] == "400"
    assert {each["@id"] for each in run["instrument"]} == {"#pandas", "#python"}


def test_inputs_are_named_by_their_hashes_and_are_no_part_of_the_release(parts):
    held = parts[f"#input-{'a' * 16}"]
    assert (held["name"], held["sha256"]) == (*INPUTS, "a" * 64)
    assert held["@id"] not in {each["@id"] for each in parts["./"]["hasPart"]}


def test_its_date_is_the_reports_and_it_follows_the_profile(parts):
    assert parts["./"]["datePublished"] == "2013-03-31"
    assert parts["./"]["conformsTo"] == {"@id": PROFILE}
    assert parts["./"]["name"] == "Exampleshire (SYNTHETIC), 2013-03-31, public"
    assert CRATE in parts


@pytest.mark.parametrize("audience", sorted(TERMS))
def test_the_terms_are_those_of_the_audience(audience):
    held = {part["@id"]: part for part in json.loads(described(audience))["@graph"]}
    assert held["#terms"]["text"] == TERMS[audience]


def test_it_is_the_same_to_the_byte():
    assert described() == described()


def test_the_manifest_is_a_part_though_it_cannot_be_told_by_its_hash():
    held = {part["@id"]: part for part in json.loads(described(manifest="manifest.json"))["@graph"]}
    assert {each["@id"] for each in held["./"]["hasPart"]} == {*FILES, "manifest.json"}
    assert held["manifest.json"]["encodingFormat"] == "application/json"
    assert "sha256" not in held["manifest.json"]
    assert all("manifest.json" not in str(part.get("result")) for part in held.values())
