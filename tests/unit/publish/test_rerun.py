"""An edition is made again and compared file by file; what differs is named with its likely reason."""

import json

import pytest

from turncurve.errors import PublicationError, RefusedInputError
from turncurve.publish import stage as staging
from turncurve.publish.executed import SOURCES
from turncurve.publish.release import release
from turncurve.publish.request import ask
from turncurve.publish.rerun import rerun
from turncurve.publish.stage import folder_of, stage


@pytest.fixture
def shows(monkeypatch, run, bundle, basis):
    """Replace kernels: each unit shows one table with the number given, which may be changed between runs."""
    held = {"number": "12", "table": "ab" * 32}

    def pretend(units, *, workers, limits, tell, meanwhile):
        meanwhile()
        rests = {**basis, SOURCES: {**basis[SOURCES], "tables": {"cp_plans": held["table"]}}}
        cells = (("# Q?",), ("a", bundle("answer", rows=[("May", held["number"])])), ("b", rests))
        return tuple(run(*cells, one=unit) for unit in units)

    monkeypatch.setattr(staging, "run_all", pretend)
    return held


@pytest.fixture
def edition(made, shows):
    """Return a released edition."""
    made.page("01_curve")
    stage([ask(["01_curve"], council="madeshire", as_at="2013-03-31", audiences=["restricted"])])
    return release("madeshire", "2013-03-31").folder


def test_what_comes_out_the_same_is_said_to(edition):
    found = rerun(edition)
    assert found.differing == ()
    assert found.inputs == ()
    assert found.files == len(json.loads((edition / "restricted/manifest.json").read_text())["files"]) + 1


def test_a_number_that_comes_out_otherwise_is_found_in_every_file_that_holds_it(edition, shows):
    shows["number"] = "13"
    found = rerun(edition).differing
    assert "restricted/tables/01_curve/answer.csv" in found
    assert "restricted/manifest.json" in found


def test_what_is_staged_and_what_is_released_stay_as_they_are(edition, shows):
    before = {path: path.read_bytes() for path in edition.rglob("*") if path.is_file()}
    staged = folder_of("madeshire", "2013-03-31")
    held = {path: path.read_bytes() for path in staged.rglob("*") if path.is_file()}
    shows["number"] = "13"
    rerun(edition)
    assert {path: path.read_bytes() for path in edition.rglob("*") if path.is_file()} == before
    assert {path: path.read_bytes() for path in staged.rglob("*") if path.is_file()} == held
    assert sorted(path.name for path in staged.parent.iterdir() if path.is_dir()) == ["2013-03-31"]


def test_an_edition_that_was_changed_is_refused_before_anything_runs(edition):
    (edition / "restricted/01_curve.ipynb").unlink()
    with pytest.raises(RefusedInputError, match="changed after it was signed"):
        rerun(edition)


def test_a_folder_that_is_no_edition_is_refused(tmp_path, made):
    with pytest.raises(PublicationError, match="not an edition of a release"):
        rerun(tmp_path / "nowhere")


def test_a_table_that_has_changed_since_is_named_as_the_likely_reason(edition, shows):
    shows["table"] = "00" * 32
    found = rerun(edition)
    assert found.inputs == ("cp_plans",)
    assert "restricted/manifest.json" in found.differing


def test_a_page_for_the_board_alone_is_made_again_with_the_others(made, shows):
    made.page("01_curve")
    made.notebook("02_chairs", "1", audiences=("restricted",))
    asked = ask(["01_curve", "02_chairs"], council="madeshire", as_at="2013-03-31", audiences=["public", "restricted"])
    (staged,) = stage([asked])
    assert staged.error is None
    found = rerun(release("madeshire", "2013-03-31").folder)
    assert found.differing == ()
    shows["number"] = "13"
    again = rerun(release("madeshire", "2013-03-31").folder).differing
    assert "restricted/02_chairs.xlsx" in again
    assert not [name for name in again if name.startswith("public/02")]


def test_an_edition_is_made_again_by_the_rule_that_it_was_made_by(made, shows):
    made.page("01_curve")
    stage([ask(["01_curve"], council="madeshire", as_at="2013-03-31", audiences=["public"], profile="nhs5")])
    edition = release("madeshire", "2013-03-31").folder
    assert json.loads((edition / "public/manifest.json").read_text(encoding="utf-8"))["profile"] == "nhs5"
    assert rerun(edition).differing == ()


def test_a_page_with_a_name_of_its_own_is_made_again_from_its_notebook(made, shows):
    made.page("01_curve")
    asked = [{"notebook": "01_curve", "page": "01_half_years", "parameters": {"months": 6}}]
    stage([ask(asked, council="madeshire", as_at="2013-03-31", audiences=["restricted"])])
    assert rerun(release("madeshire", "2013-03-31").folder).differing == ()


def test_a_release_that_follows_another_is_made_again_the_same(made, shows):
    made.page("01_curve")
    for day in ("2012-03-31", "2013-03-31"):
        stage([ask(["01_curve"], council="madeshire", as_at=day, audiences=["restricted"])])
        last = release("madeshire", day).folder
    assert rerun(last).differing == ()
