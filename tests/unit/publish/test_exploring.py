"""The analyst's own page."""

import json

import pytest

from turncurve.__main__ import main
from turncurve.errors import UnknownNameError
from turncurve.publish import exploring, notebook
from turncurve.publish.exploring import NOTEBOOK, explore
from turncurve.publish.stage import folder_of


@pytest.fixture
def explored(made):
    """Return a made project whose notebook for exploring says what it was given."""
    given = 'council: str = "x"  # a\nas_at: str = "2013-03-31"  # b\naudience: str = "restricted"  # c\n'
    made.notebook(
        NOTEBOOK,
        "import showing",
        "## What stands out\n\nLook first.",
        'showing.show("answer", "Answer", f"Of {council}, closer: {indicator}.")',
        "showing.rest()",
        parameters=f'{given}indicator: str = "contacts"  # d',
        audiences=("restricted",),
    )
    return made


def test_the_page_looks_closer_at_what_was_asked_for_and_stays_beside_the_records(explored):
    page = explore("madeshire", as_at="2013-03-31", indicator="social_workers_left")
    assert page == explored.root / f"data/processed/madeshire/explore/2013-03-31/restricted/{NOTEBOOK}.html"
    assert "Of madeshire, closer: social_workers_left." in page.read_text(encoding="utf-8")
    assert not folder_of("madeshire", "2013-03-31").exists()
    assert not list((explored.root / "reports").iterdir())


def test_an_indicator_that_there_is_not_is_refused_before_anything_is_run(explored, monkeypatch):
    monkeypatch.setattr(exploring, "publish_pages", None)
    with pytest.raises(UnknownNameError, match="no indicator called 'weather'"):
        explore("madeshire", as_at="2013-03-31", indicator="weather")


def test_the_command_says_where_the_page_is_and_how_to_go_on(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(exploring, "publish_pages", lambda *names, **asked: tmp_path)
    assert main(["explore", "--council", "madeshire", "--as-at", "2013-03-31"]) == 0
    said = capsys.readouterr().out
    assert f"{NOTEBOOK}.html" in said
    assert "make lab" in said


def test_the_notebook_is_for_those_alone_who_may_see_every_count(root):
    path = root / "notebooks" / f"{NOTEBOOK}.ipynb"
    assert notebook.read(path).audiences == ("restricted",)
    asked = "".join("".join(cell["source"]) for cell in json.loads(path.read_text(encoding="utf-8"))["cells"])
    assert asked.count("every_indicator.every_indicator(page.records") == 7
