"""Before and after each change: found where there is one, "cannot tell" where months are few, and never made up."""

import datetime as dt

import numpy as np
import pytest

from tests.support.door_council import CALL, CONCERN, POLICE, contact_rows, keep_door
from turncurve.analyses.questions.effect_of_changes import effect_of_changes
from turncurve.tables.initial_access import DoorChange, InitialAccess

REASON = CALL["reason"]


@pytest.fixture
def answered(tmp_path, monkeypatch):
    """Return what answers for changes, with calls that fall off at one of them."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))

    def answer(*changes, falls_on=dt.date(2012, 1, 1), left=4):
        rng = np.random.default_rng(11)

        def a_day(day):
            calls = rng.poisson(left if day >= falls_on else 8)
            return [CALL] * calls + [CONCERN] * rng.poisson(3) + [POLICE]

        records = keep_door(tmp_path, contact_rows(a_day), words=InitialAccess(changes=changes))
        return effect_of_changes(records)

    return answer


def test_a_change_that_halved_the_calls_it_bears_on_is_found(answered):
    (found,) = answered(DoorChange("D1", dt.date(2012, 1, 1), "Calls go to the worker", REASON)).effects
    assert (found.verdict, found.before, found.after, found.reason) == ("fewer", 21, 15, "")
    assert found.ratio.interval.lower < 0.5 < found.ratio.interval.upper < 1


def test_a_change_that_did_nothing_is_not_said_to_have_done_something(answered):
    """The calls fell, and the change bears on notifications alone."""
    change = DoorChange("D1", dt.date(2012, 1, 1), "Notifications come once a day", POLICE["reason"])
    (found,) = answered(change).effects
    assert found.verdict == "no change shown"
    assert found.ratio.ratio == pytest.approx(1.0, abs=0.02)


def test_a_change_that_came_too_lately_cannot_be_told(answered):
    (found,) = answered(DoorChange("D1", dt.date(2012, 11, 1), "Calls go to the worker", REASON)).effects
    assert (found.verdict, found.before, found.after) == ("cannot tell", 31, 5)
    assert found.reason == "5 whole months lie after it, and 6 are needed"
    assert found.ratio is None


def test_six_months_after_are_enough_and_a_month_it_came_within_counts_on_neither_side(answered):
    exact = answered(DoorChange("D1", dt.date(2012, 10, 1), "One", REASON)).effects[0]
    within = answered(DoorChange("D1", dt.date(2012, 9, 20), "One", REASON)).effects[0]
    assert (exact.before, exact.after) == (30, 6)
    assert (within.before, within.after) == (29, 6)
    assert exact.verdict != "cannot tell"


def test_a_change_with_too_little_before_it_cannot_be_told(answered):
    (found,) = answered(DoorChange("D1", dt.date(2010, 5, 1), "Early", "")).effects
    assert found.reason == "1 whole month lies before it, and 12 are needed"


def test_a_change_that_had_not_been_made_by_the_reports_date_is_no_change(answered):
    assert answered(DoorChange("D1", dt.date(2013, 4, 1), "Later", "")).effects == ()


def test_a_reason_that_the_log_does_not_have_is_named(answered):
    (found,) = answered(DoorChange("D1", dt.date(2012, 1, 1), "Something", "about pets")).effects
    assert found.reason == "the log has no contact of the reason 'about pets'"


def test_other_changes_of_the_same_half_year_are_told_beside_it(answered):
    one = DoorChange("D1", dt.date(2012, 1, 1), "Calls go to the worker", REASON)
    near = DoorChange("D2", dt.date(2012, 3, 1), "Website")
    other = DoorChange("D3", dt.date(2012, 2, 1), "Notifications", POLICE["reason"])
    far = DoorChange("D4", dt.date(2011, 5, 1), "Leaflet")
    effects = {each.change.id: each.beside for each in answered(one, near, other, far).effects}
    assert effects["D1"] == ("Website",)
    assert effects["D3"] == ("Website",)
    assert effects["D4"] == ()


def test_the_season_is_not_taken_for_an_effect(tmp_path, monkeypatch):
    """Contacts fall each August: a change made in July has not made them fall."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))

    def a_day(day):
        return [CALL] * (4 if day.month in {8, 9, 10} else 8) + [CONCERN]

    words = InitialAccess(changes=(DoorChange("D1", dt.date(2012, 8, 1), "Something", REASON),))
    (found,) = effect_of_changes(keep_door(tmp_path, contact_rows(a_day), words=words)).effects
    assert found.verdict == "no change shown"


def test_hidden_months_leave_nothing_to_tell(answered):
    answer = answered(DoorChange("D1", dt.date(2012, 1, 1), "Calls go to the worker", REASON))
    hidden = tuple(each.hiding(frozenset(cell.key for cell in each.cells()[:1])) for each in answer.figures)
    (found,) = answer.over(hidden).effects
    assert (found.verdict, found.reason) == ("cannot tell", "1 of 36 months are not known or not shown")
