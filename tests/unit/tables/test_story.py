"""A council's stories are kept and told again word by word."""

import datetime as dt
import json

import pytest

from turncurve.errors import RefusedInputError
from turncurve.tables.story import Action, Cause, Option, Partner, Scenario, Story, Target, all_told, keep, told

AS_AT = dt.date(2013, 3, 31)
WHOLE = Story(
    "referrals",
    outcome="Children are safe",
    accountability="population",
    acceptable=False,
    baseline_as_at=dt.date(2012, 12, 31),
    target=Target(13.0, dt.date(2015, 3, 31), "at most", "The board"),
    causes=(Cause("C1", "A cause", "restricting", 1, "hunch"),),
    partners=(Partner("Police", "Share what they see", ("C1",)),),
    options=(Option("O1", "An option", ("C1",), "strong", "none", leverage=1, feasibility=2, specificity=3, values=4),),
    scenarios=(Scenario("S1", "It works", "O1", -20.0, dt.date(2013, 6, 1), dt.date(2014, 5, 31), "A guess"),),
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
    assert told("Exampleshire", "referrals", as_at=AS_AT) == WHOLE
    assert told("Exampleshire", "contacts", as_at=AS_AT) == Story("contacts")


def test_where_nothing_is_written_the_story_is_empty(folder):
    assert told("Exampleshire", "referrals", as_at=AS_AT) == Story("referrals")
    keep((WHOLE,), folder=folder)
    assert told("Exampleshire", "contacts", as_at=AS_AT) == Story("contacts")


def test_keeping_twice_gives_the_same_bytes(folder):
    keep((WHOLE,), folder=folder)
    first = (folder / "turning_the_curve.json").read_bytes()
    keep((WHOLE,), folder=folder)
    assert (folder / "turning_the_curve.json").read_bytes() == first


@pytest.mark.parametrize("text", ["{", '{"referrals": [{"unknown": 1}]}', '{"referrals": {"outcome": "x"}}', "[]"])
def test_stories_that_were_damaged_are_a_sentence(folder, text):
    (folder / "turning_the_curve.json").write_text(text, encoding="utf-8")
    with pytest.raises(RefusedInputError, match="damaged"):
        told("exampleshire", "referrals", as_at=AS_AT)


@pytest.mark.parametrize(("missing", "score"), [({}, 10), ({"values": None}, None)])
def test_an_option_is_scored_only_where_all_four_scores_are_given(missing, score):
    scores = {"leverage": 1, "feasibility": 2, "specificity": 3, "values": 4, **missing}
    assert Option("O1", "x", **scores).score == score


def test_a_story_without_target_or_scenarios_is_told_again_without_them(folder):
    keep((Story("referrals", outcome="Safe"),), folder=folder)
    again = told("exampleshire", "referrals", as_at=AS_AT)
    assert again.target is None
    assert again.scenarios == ()


def test_a_story_kept_before_there_were_targets_is_told_without_one(folder):
    keep((Story("referrals", outcome="Safe"),), folder=folder)
    path = folder / "turning_the_curve.json"
    held = json.loads(path.read_text(encoding="utf-8"))
    held["referrals"] = [{name: held["referrals"][0][name] for name in ("indicator", "outcome", "causes")}]
    path.write_text(json.dumps(held), encoding="utf-8")
    assert told("exampleshire", "referrals", as_at=AS_AT) == Story("referrals", outcome="Safe")


@pytest.mark.parametrize(
    ("known", "lacks"),
    [
        ({}, 5),
        ({"option": "O1"}, 4),
        ({"change": -20.0, "begins": dt.date(2013, 6, 1), "full_by": dt.date(2013, 6, 1)}, 2),
    ],
)
def test_what_a_scenario_does_not_say_yet_is_listed(known, lacks):
    assert len(Scenario("S1", "It works", **known).lacks) == lacks


def test_a_whole_scenario_lacks_nothing():
    assert WHOLE.scenarios[0].lacks == ()


def test_a_report_is_told_what_was_written_by_its_date_and_nothing_later(folder):
    days = (dt.date(2012, 3, 20), dt.date(2013, 3, 15))
    keep(tuple(Story("referrals", outcome=f"As of {day}", written_on=day) for day in reversed(days)), folder=folder)
    assert told("exampleshire", "referrals", as_at=dt.date(2012, 3, 19)) == Story("referrals")
    assert told("exampleshire", "referrals", as_at=dt.date(2012, 3, 20)).outcome == "As of 2012-03-20"
    assert told("exampleshire", "referrals", as_at=dt.date(2013, 3, 14)).outcome == "As of 2012-03-20"
    assert told("exampleshire", "referrals", as_at=AS_AT).outcome == "As of 2013-03-15"


def test_all_stories_are_told_together_without_those_of_later(folder):
    later = Story("contacts", outcome="Fewer", written_on=AS_AT + dt.timedelta(days=1))
    keep((WHOLE, later), folder=folder)
    assert all_told("exampleshire", as_at=AS_AT) == {"referrals": WHOLE}
    assert set(all_told("exampleshire", as_at=AS_AT + dt.timedelta(days=1))) == {"referrals", "contacts"}
