import datetime as dt
import json
import logging

import pytest

from turncurve.disclosure.told import Told
from turncurve.errors import DisclosureError
from turncurve.indicators.cell import Cell, CellKey
from turncurve.publish.kept_plans import FOLDER, KeptPlans
from turncurve.reference.periods import Period

YEAR = Period(dt.date(2012, 4, 1), dt.date(2013, 3, 31))
OTHER_YEAR = Period(dt.date(2011, 4, 1), dt.date(2012, 3, 31))


@pytest.fixture
def plans(made):
    """Return a function that makes a release's plans, and the list of those that were worked out."""
    solved = []

    def solve(recorded, *, profile, earlier):
        solved.append((recorded, profile, earlier))
        return f"plan {len(solved)}"

    def make(**given):
        return KeptPlans("madeshire", "2013-03-31", **{"solve": solve, "program": "ab", **given})

    return make, solved


def told(period=YEAR, *, least=1, most=4, measure="plans", hidden_by=()):
    return Told(CellKey(measure, "Madeshire", period), least, most, hidden_by)


def cell(period=YEAR, *, value=1, public_already=False):
    return Cell(CellKey("plans", "Madeshire", period), value, public_already)


def test_a_plan_that_rests_on_the_same_is_not_worked_out_again(plans):
    make, solved = plans
    earlier = (told(), cell())
    assert make()(["a"], profile="nhs5", earlier=earlier) == "plan 1"
    assert make()(["a"], profile="nhs5", earlier=list(earlier)) == "plan 1"
    assert len(solved) == 1


@pytest.mark.parametrize(
    ("recorded", "profile", "earlier", "program"),
    [
        (["b"], "nhs5", (told(), cell()), "ab"),
        (["a", "a"], "nhs5", (told(), cell()), "ab"),
        (["a"], "dfe_now", (told(), cell()), "ab"),
        (["a"], "nhs5", (told(),), "ab"),
        (["a"], "nhs5", (told(OTHER_YEAR), cell()), "ab"),
        (["a"], "nhs5", (told(least=2), cell()), "ab"),
        (["a"], "nhs5", (told(most=None), cell()), "ab"),
        (["a"], "nhs5", (told(measure="others"), cell()), "ab"),
        (["a"], "nhs5", (told(hidden_by=("nhs5",)), cell()), "ab"),
        (["a"], "nhs5", (told(), cell(value=2)), "ab"),
        (["a"], "nhs5", (told(), cell(value=None)), "ab"),
        (["a"], "nhs5", (told(), cell(public_already=True)), "ab"),
        (["a"], "nhs5", (told(), cell()), "cd"),
    ],
)
def test_a_plan_is_worked_out_again_where_anything_that_it_rests_on_changed(plans, recorded, profile, earlier, program):
    make, _ = plans
    make()(["a"], profile="nhs5", earlier=(told(), cell()))
    assert make(program=program)(recorded, profile=profile, earlier=earlier) == "plan 2"


def test_a_release_may_need_two_plans_and_both_are_kept(plans):
    make, solved = plans
    for _ in range(2):
        made = make()
        found = [made(["a"], profile="nhs5", earlier=earlier) for earlier in ((), (told(),))]
        assert found == ["plan 1", "plan 2"]
    assert len(solved) == 2


def test_force_works_it_out_again(plans):
    make, _ = plans
    make()(["a"], profile="nhs5", earlier=())
    assert make(force=True)(["a"], profile="nhs5", earlier=()) == "plan 2"
    assert make()(["a"], profile="nhs5", earlier=()) == "plan 2"


@pytest.mark.parametrize("damage", ["", "{}", "[1, 2]", '["key", "digest", "plan"]', "half a pl"])
def test_what_is_not_what_was_written_is_never_used(plans, made, damage):
    make, _ = plans
    make()(["a"], profile="nhs5", earlier=())
    (path,) = (made.root / "data/processed/madeshire" / FOLDER).iterdir()
    path.write_text(damage, encoding="utf-8")
    assert make()(["a"], profile="nhs5", earlier=()) == "plan 2"


def test_a_plan_that_somebody_changed_is_never_used(plans, made):
    make, _ = plans
    make()(["a"], profile="nhs5", earlier=())
    (path,) = (made.root / "data/processed/madeshire" / FOLDER).iterdir()
    key, digest, _ = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps([key, digest, "another plan"]), encoding="utf-8")
    assert make()(["a"], profile="nhs5", earlier=()) == "plan 2"


def test_a_plan_that_leaks_is_not_kept(plans, made):
    def refuse(*_, **__):
        raise DisclosureError("a hidden count could be worked out", where="here", remedy="wait")

    make, solved = plans
    with pytest.raises(DisclosureError):
        make(solve=refuse)(["a"], profile="nhs5", earlier=())
    assert make()(["a"], profile="nhs5", earlier=()) == "plan 1"
    assert len(solved) == 1


def test_where_there_is_no_room_the_plan_is_had_all_the_same(plans, made, caplog):
    make, _ = plans
    folder = made.root / "data/processed/madeshire"
    (folder / FOLDER).write_text("a file where the folder would be", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        assert make()(["a"], profile="nhs5", earlier=()) == "plan 1"
    assert "A plan could not be kept, so it will be worked out again" in caplog.text


def test_only_who_works_there_can_read_what_is_kept(plans, made):
    make, _ = plans
    make()(["a"], profile="nhs5", earlier=())
    (path,) = (made.root / "data/processed/madeshire" / FOLDER).iterdir()
    assert path.name == "plan.2013-03-31.0.json"
    assert path.stat().st_mode & 0o077 == 0
