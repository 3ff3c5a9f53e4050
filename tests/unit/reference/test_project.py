import json

import pytest

from turncurve.errors import TurnCurveError
from turncurve.reference import project


@pytest.fixture(autouse=True)
def _no_named_root(monkeypatch):
    monkeypatch.delenv(project.ROOT_VARIABLE, raising=False)


@pytest.fixture
def elsewhere(tmp_path):
    marker = tmp_path / project.MARKER
    marker.parent.mkdir(parents=True)
    marker.write_text("here", encoding="utf-8")
    return tmp_path.resolve()


def test_the_root_is_found_from_a_folder_inside_it(elsewhere, monkeypatch):
    inside = elsewhere / "notebooks" / "drafts"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    assert project.root() == elsewhere


def test_a_named_root_wins_over_the_working_directory(elsewhere, monkeypatch, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    monkeypatch.chdir(elsewhere)
    monkeypatch.setenv(project.ROOT_VARIABLE, str(other))
    assert project.root() == other.resolve()


def test_outside_any_project_the_one_that_holds_the_package_is_used(tmp_path, monkeypatch, root):
    if not (root / project.MARKER).is_file():
        pytest.skip("the project's marker is not there yet")
    monkeypatch.chdir(tmp_path)
    assert project.root() == root


def test_where_there_is_no_project_above_the_folder_looked_for_is_said(tmp_path):
    with pytest.raises(TurnCurveError, match=r"data/raw/README\.md"):
        project._root_above(tmp_path)


@pytest.mark.parametrize(
    ("council", "folder"),
    [
        ("Exampleshire", "exampleshire"),
        ("Bath and North East Somerset", "bath_and_north_east_somerset"),
        ("  St. Helens ", "st_helens"),
        ("exampleshire", "exampleshire"),
        ("../../etc", "etc"),
    ],
)
def test_a_councils_folder_is_its_name_in_plain_letters(council, folder):
    assert project.slug(council) == folder


def test_every_stage_has_its_folder(elsewhere, monkeypatch):
    monkeypatch.setenv(project.ROOT_VARIABLE, str(elsewhere))
    found = {
        "raw": project.raw_folder("Example Shire"),
        "published": project.published_folder(),
        "processed": project.processed_folder("Example Shire"),
        "reports": project.reports_folder("Example Shire"),
    }
    assert {name: path.relative_to(elsewhere).as_posix() for name, path in found.items()} == {
        "raw": "data/raw/example_shire",
        "published": "data/raw/published",
        "processed": "data/processed/example_shire",
        "reports": "reports/example_shire",
    }


def test_the_sections_of_a_page_are_those_of_its_notebook(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    folder = tmp_path / "notebooks"
    folder.mkdir()
    words = {"cell_type": "markdown", "source": ["## Who waits, & for how long?\n", "\n", "Look."]}
    code = {"cell_type": "code", "source": ["## no heading"]}
    (folder / "05_waits.ipynb").write_text(json.dumps({"cells": [words, code]}), encoding="utf-8")
    (folder / "06_broken.ipynb").write_text("{", encoding="utf-8")
    (folder / "00_explore.ipynb").write_text(json.dumps({"cells": [words]}), encoding="utf-8")
    assert project.page_sections() == {
        "05_waits": frozenset({"section-who-waits-for-how-long"}), "06_broken": frozenset(),
    }  # fmt: skip
    assert "05_waits" in project.page_names()
    assert "00_explore" not in project.page_names()


@pytest.mark.parametrize(
    ("given", "named"), [("made_council_*", "made_council_*"), ("Bath and *", "bath_and_*"), ("../../*", "*"), ("", "")]
)
def test_names_with_stars_lead_out_of_no_folder(given, named):
    assert project.slug_pattern(given) == named
