import hashlib
import json

import pytest

from turncurve.errors import PublicationError
from turncurve.publish import manifest
from turncurve.publish.executed import Executed, Exhibit

BASIS = {
    "tables": {"cp_plans": "ab"},
    "inputs": {"madeshire/cin.xml": "cd"},
    "counts": {"cp_plans": {"refused": 3}},
    "versions": {"pandas": "3.1"},
}
EARLIER = {"reports/madeshire/2012-03-31/1/public/figures.csv": "12"}


@pytest.fixture
def composed(made, unit):
    """Return a function that writes and reads back the manifest of a made page."""

    def make(files=None, *, plan="", basis=BASIS, missing=()):
        page = Executed(unit(made.page()), None, (Exhibit("a", "Answer", "It rose."),), (), basis, missing)
        entries = [manifest.entry(page, question="Has it changed?")]
        held = {"index.html": b"<p>", **(files or {})}
        return manifest.compose([page], entries=entries, council=made.madeshire, files=held, plan=plan, earlier=EARLIER)

    return make


def test_it_names_every_file_by_its_hash_and_size(composed):
    held = json.loads(composed({"tables/a.csv": b"a,b"}))
    assert held["files"] == {
        "index.html": {"sha256": hashlib.sha256(b"<p>").hexdigest(), "bytes": 3},
        "tables/a.csv": {"sha256": hashlib.sha256(b"a,b").hexdigest(), "bytes": 3},
    }


def test_it_names_what_the_pages_were_made_from(composed, made):
    held = json.loads(composed(plan="ef"))
    assert held["council"] == {"folder": "madeshire", "name": "Madeshire", "synthetic": True}
    assert (held["as_at"], held["audience"], held["plan"]) == ("2013-03-31", "public", "ef")
    assert (held["inputs"], held["tables"]) == (BASIS["inputs"], BASIS["tables"])
    assert held["earlier"] == EARLIER
    assert (held["problems"], held["versions"]) == (BASIS["counts"], BASIS["versions"])
    notebook = (made.root / "notebooks" / "01_curve.ipynb").read_bytes()
    assert held["pages"] == [
        {
            "page": "01_curve",
            "question": "Has it changed?",
            "answer": "It rose.",
            "notebook": hashlib.sha256(notebook).hexdigest(),
            "parameters": {"council": "madeshire", "as_at": "2013-03-31", "audience": "public", "months": 12},
            "missing": [],
            "exhibits": [["a", "Answer", "It rose."]],
        }
    ]


def test_it_is_the_same_text_whenever_it_is_written(composed):
    assert composed({"b": b"2", "a": b"1"}) == composed({"a": b"1", "b": b"2"})


def test_it_holds_no_clock_and_no_machine(composed, made):
    text = composed()
    assert str(made.root) not in text
    assert not {"time", "date", "host", "user"} & set(json.loads(text))


def test_two_releases_of_the_same_content_are_the_same_at_any_commit(composed):
    held = json.loads(composed())
    later = {**held, "code": {"commit": "another"}}
    assert manifest.content(held) == manifest.content(later)
    assert manifest.content(held) != manifest.content({**later, "plan": "another"})


@pytest.mark.parametrize(
    ("tables", "already"),
    [
        ([["published_figures"]], True),
        ([["published_figures"], ["published_figures"]], True),
        ([["published_figures"], ["published_figures", "cp_plans"]], False),
        ([["cp_plans"]], False),
        ([[]], False),
        ([], False),
    ],
)
def test_a_release_is_public_already_where_published_figures_are_all_it_rests_on(tables, already):
    assert manifest.public_already([{"tables": dict.fromkeys(each, "ab")} for each in tables]) is already


@pytest.mark.parametrize(
    ("tables", "audience", "already"),
    [
        (["published_figures", "issued_forecasts"], "public", True),
        (["published_figures", "issued_forecasts"], "restricted", False),
        (["issued_forecasts"], "public", False),
        (["published_figures", "released_figures"], "public", False),
    ],
)
def test_forecasts_that_were_released_to_the_public_are_public_already(tables, audience, already):
    held = {"audience": audience, "tables": dict.fromkeys(tables, "ab")}
    assert manifest.public_already([held]) is already


@pytest.mark.parametrize("text", [None, "", "{"])
def test_a_missing_or_damaged_manifest_is_a_sentence(tmp_path, text):
    if text is not None:
        (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(PublicationError, match="the manifest is missing or damaged"):
        manifest.read(tmp_path)


def test_a_manifest_is_read_back(tmp_path, composed):
    (tmp_path / "manifest.json").write_text(composed(), encoding="utf-8")
    assert manifest.read(tmp_path) == json.loads(composed())
