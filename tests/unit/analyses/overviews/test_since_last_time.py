"""Two periods in a row: what changed is found, dates keep the first agreed, and promises are followed up."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.support.made_progress import (
    AGREED,
    AS_AT,
    EARLIER,
    LAST_TIME,
    NOT_AGREED,
    NOW,
    PLAN,
    THEN,
    measure,
    promised,
)
from turncurve.analyses.overviews.since_last_time import (
    TAKEN_OUT,
    ChangedStatus,
    changed_statuses,
    first_due,
    promised_and_kept,
    revised_dates,
)
from turncurve.analyses.plan_items import Plan, Slip


def between(now=PLAN, before=EARLIER):
    return {each.identifier: each for each in promised_and_kept(now, before, since=LAST_TIME, as_at=AS_AT)}


def plan(*promises, measures=()):
    return Plan(AS_AT, AS_AT, promises=promises, measures=measures)


def test_what_got_worse_stands_first():
    found = changed_statuses(NOW, THEN)
    assert [(each.now.item.id, each.before, each.is_better) for each in found] == [
        ("N15", "on track", False),
        ("N01", "on track", True),
    ]


def test_nothing_has_changed_against_itself():
    assert changed_statuses(NOW, NOW) == ()


@pytest.mark.parametrize("status", ["no evidence", "cannot tell"])
def test_what_becomes_known_or_unknown_is_neither_better_nor_worse(status):
    now = NOW.requirements[0]
    unknown = replace(now, judgement=replace(now.judgement, status=status))
    assert ChangedStatus(now, status).is_better is None
    assert ChangedStatus(unknown, "on track").is_better is None


@pytest.mark.parametrize("before", ["no evidence", "cannot tell"])
@pytest.mark.parametrize(("status", "better"), [("off track", False), ("at risk", False), ("on track", None)])
def test_what_was_not_known_is_worse_where_it_goes_wrong_now(before, status, better):
    now = NOW.requirements[0]
    found = replace(now, judgement=replace(now.judgement, status=status))
    assert ChangedStatus(found, before).is_better is better
    assert ChangedStatus(found, before, is_one_target=False).is_better is None


def test_a_milestone_that_was_met_and_then_lost_is_worse():
    met = promised(
        "S1",
        objective="O4",
        kind="milestone",
        due=dt.date(2012, 12, 1),
        done_on=dt.date(2012, 11, 30),
        evidence="minutes",
    )
    lost = promised(
        "S1",
        objective="O4",
        kind="milestone",
        due=dt.date(2012, 12, 1),
        done_on=dt.date(2012, 11, 30),
        evidence="minutes",
        lost_on=dt.date(2013, 2, 1),
    )
    now, then = (replace(NOW, plan=replace(PLAN, promises=(each,))) for each in (lost, met))
    found = next(each for each in changed_statuses(now, then) if each.now.item.id == "N15")
    assert (found.is_better, found.now.judgement.rule) == (False, "met then lost")


def test_what_is_known_now_to_go_wrong_stands_before_what_else_is_known_now():
    before = replace(THEN, figures=(), plan=replace(EARLIER, promises=()))
    found = changed_statuses(NOW, before)
    assert [(each.now.item.id, each.before, each.now.judgement.status) for each in found] == [
        ("N02", "no evidence", "off track"),
        ("N12", "no evidence", "off track"),
        ("N15", "no evidence", "at risk"),
        ("N01", "no evidence", "met and sustained"),
    ]


def test_what_got_better_stands_last():
    now = NOW.requirements[0]
    assert ChangedStatus(now, "at risk").is_better is True
    assert changed_statuses(NOW, THEN)[-1].is_better is True


def test_a_requirement_that_is_new_is_neither_better_nor_worse():
    without = replace(THEN, plan=replace(EARLIER, requirements=EARLIER.requirements[:-1]))
    new = [each for each in changed_statuses(NOW, without) if each.now.item.id == "N19"]
    assert [(each.before, each.is_better) for each in new] == [("", None)]


def test_a_revised_date_stands_beside_the_first():
    (found,) = revised_dates(PLAN, EARLIER)
    assert found.item.id == "S1"
    assert (found.original, found.before, found.now) == (
        dt.date(2013, 1, 31),
        dt.date(2013, 1, 31),
        dt.date(2013, 6, 30),
    )


def test_a_date_revised_twice_keeps_the_first_agreed():
    once, twice = (promised("S1", due=dt.date(2012, 11, 30), slip=Slip(dt.date(2013, each, 28))) for each in (2, 6))
    (found,) = revised_dates(plan(twice), plan(once))
    assert (found.original, found.before, found.now) == (
        dt.date(2012, 11, 30),
        dt.date(2013, 2, 28),
        dt.date(2013, 6, 28),
    )


def test_a_first_date_that_was_changed_in_silence_is_told_as_revised():
    (found,) = revised_dates(plan(promised("S1", due=dt.date(2013, 9, 30))), plan(promised("S1", due=AS_AT)))
    assert (found.original, found.now) == (AS_AT, dt.date(2013, 9, 30))


def test_a_measures_date_is_followed_too():
    (found,) = revised_dates(
        plan(measures=(measure("M1", "referrals", slip=AGREED),)), plan(measures=(measure("M1", "referrals"),))
    )
    assert found.now == AGREED.to


@pytest.mark.parametrize(
    ("now", "before"),
    [
        (promised("S1", slip=AGREED), promised("S2")),
        (promised("S1", slip=AGREED), promised("S1", slip=NOT_AGREED)),
        (promised("S1", slip=AGREED, done_on=AS_AT), promised("S1")),
    ],
    ids=["another", "the same date", "done"],
)
def test_no_date_was_revised(now, before):
    assert revised_dates(plan(now), plan(before)) == ()


def test_what_was_promised_is_told_with_what_happened():
    found = between()
    assert list(found) == ["P1", "P2", "S1", "A1"]
    assert (found["P1"].kept_on, found["P1"].said) == (None, "It grew")
    assert found["P2"].kept_on == dt.date(2013, 2, 28)
    assert (found["S1"].due, found["S1"].now_due) == (dt.date(2013, 1, 31), dt.date(2013, 6, 30))
    assert (found["S1"].kept_on, found["S1"].said) == (None, "The post was vacant")
    assert (found["A1"].kept_on, found["A1"].now_due, found["A1"].said) == (
        dt.date(2013, 1, 20),
        None,
        "shown by the log",
    )


def test_what_had_been_kept_by_then_was_promised_no_more():
    done = replace(EARLIER, pledges=tuple(replace(each, kept_on=LAST_TIME) for each in EARLIER.pledges))
    assert not {"P1", "P2"} & set(between(before=done))


@pytest.mark.parametrize(("due", "told"), [(-1, False), (0, False), (1, True), (90, True), (91, False)])
def test_only_what_was_due_between_the_two_reports_is_told(due, told):
    day = LAST_TIME + dt.timedelta(days=due)
    held = plan(promised("A1", due=day))
    assert bool(between(held, held)) is told


def test_what_the_plan_leaves_out_now_is_not_told_as_kept():
    left = between(plan(), plan(promised("A1", due=AS_AT)))["A1"]
    assert (left.kept_on, left.said, left.now_due) == (None, TAKEN_OUT, None)


def test_a_promise_of_a_meeting_that_was_taken_out_is_told_as_that():
    left = promised_and_kept(replace(PLAN, pledges=()), EARLIER, since=LAST_TIME, as_at=AS_AT)
    told = {each.identifier: (each.kept_on, each.said) for each in left}
    assert told["P1"] == told["P2"] == (None, TAKEN_OUT)


def test_two_targets_are_never_compared_as_a_change_for_the_better():
    lowered = tuple(replace(each, target=40.0) if each.id == "M3" else each for each in PLAN.measures)
    now = replace(NOW, plan=replace(PLAN, measures=lowered))
    (change,) = [each for each in changed_statuses(now, THEN) if each.now.item.id == "N12"]
    assert change.before == "off track"
    assert change.is_better is None
    assert not change.is_one_target


def test_the_first_date_of_each_kind_of_thing():
    assert first_due(measure("M1", "referrals", due=AS_AT)) == AS_AT
    assert first_due(promised("A1", due=AS_AT, slip=AGREED)) == AS_AT


def test_a_measure_that_was_moved_makes_nothing_better_of_what_it_served_or_serves():
    moved = tuple(replace(each, objective="O1") if each.id == "M3" else each for each in PLAN.measures)
    items = tuple(replace(each, moved=("M3",)) if each.id == "N12" else each for each in PLAN.requirements)
    now = replace(NOW, plan=replace(PLAN, measures=moved, requirements=items))
    found = {each.item.id: each for each in now.requirements}
    assert found["N12"].judgement.status == "off track"
    assert "N12" not in {each.now.item.id for each in changed_statuses(now, THEN)}
    assert not ChangedStatus(found["N12"], "off track", is_one_target=False).is_better
    (receiving,) = [each for each in changed_statuses(now, THEN) if each.now.item.id == "N01"]
    assert (receiving.is_one_target, receiving.is_better) == (False, None)


def test_what_was_moved_out_of_the_plans_objectives_cannot_be_told():
    items = tuple(replace(each, moved=("M9",)) if each.id == "N01" else each for each in PLAN.requirements)
    (found,) = [
        each for each in replace(NOW, plan=replace(PLAN, requirements=items)).requirements if each.item.id == "N01"
    ]
    assert (found.judgement.status, found.judgement.rule) == ("cannot tell", "moved")
