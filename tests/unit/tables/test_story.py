"""A council's stories are kept and told again word by word."""

import datetime as dt

import pytest

from turncurve.errors import RefusedInputError
from turncurve.tables.story import Action, Cause, Option, Partner, Story, keep, told

WHOLE = Story(
    "referrals",
    outcome="Children are safe",
    accountability="population",
    acceptable=False,
    baseline_as_at=dt.date(2012, 12, 31),
    causes=(Cause("C1", "A cause", "restricting", 1, "hunch"),),
    partners=(Partner("Police", "Share what they see", ("C1",)),),
    options=(Option("O1", "An option", ("C1",), "strong", "none", leverage=1, feasibility=2, specificity=3, values=4),),
    actions=(Action("A1", "Do it", "Head of service", dt.date(2013, 5, 31)),),
    research=("Why",),
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    made = tmp_path / "data" / "processed" / "exampleshire"
    made.mkdir(parents=True)
    return made


def test_a_story_kept_is_told_again_as_it_was(folder):
    keep((WHOLE, Story("contacts")), folder=folder)
    assert told("Exampleshire", "referrals") == WHOLE
    assert told("Exampleshire", "contacts") == Story("contacts")


def test_where_nothing_is_written_the_story_is_empty(folder):
    assert told("Exampleshire", "referrals") == Story("referrals")
    keep((WHOLE,), folder=folder)
    assert told("Exampleshire", "contacts") == Story("contacts")


def test_keeping_twice_gives_the_same_bytes(folder):
    keep((WHOLE,), folder=folder)
    first = (folder / "turning_the_curve.json").read_bytes()
    keep((WHOLE,), folder=folder)
    assert (folder / "turning_the_curve.json").read_bytes() == first


@pytest.mark.parametrize("text", ["{", '{"referrals": {"unknown": 1}}'])
def test_stories_that_were_damaged_are_a_sentence(folder, text):
    (folder / "turning_the_curve.json").write_text(text, encoding="utf-8")
    with pytest.raises(RefusedInputError, match="damaged"):
        told("exampleshire", "referrals")


@pytest.mark.parametrize(("missing", "score"), [({}, 10), ({"values": None}, None)])
def test_an_option_is_scored_only_where_all_four_scores_are_given(missing, score):
    scores = {"leverage": 1, "feasibility": 2, "specificity": 3, "values": 4, **missing}
    assert Option("O1", "x", **scores).score == score
