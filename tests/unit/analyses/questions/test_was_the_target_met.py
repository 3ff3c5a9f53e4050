"""Whether a target was met, as a fact about counts."""

import datetime as dt

import pandas as pd
import pytest

from tests.support.made_council import keep_made_council
from tests.support.made_figures import COUNT, MEAN, monthly, on_dates, quarterly, yearly
from turncurve.analyses import series
from turncurve.analyses.questions.was_the_target_met import NO_TARGET, TargetMet, target_met
from turncurve.analyses.spread import inflation, interval_of
from turncurve.analyses.usual_spread import Usual
from turncurve.errors import RefusedInputError
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.reference.periods import Period
from turncurve.tables.records import Records
from turncurve.tables.story import Story, Target, keep

BY = dt.date(2013, 3, 31)
COUNTS = [(50, 400), (48, 380), (62, 388)]  # 12.5%, 12.6%, 16.0%
CHANCE = Usual(1.0)


def standing(counts, value, *, aim="at most", by=BY, as_at=BY, **changes):
    figures = yearly(counts, **changes)
    return TargetMet((figures,), Target(value, by, aim=aim), as_at, usual=CHANCE)


# A target is met exactly at its value, and one count beyond it is not.
@pytest.mark.parametrize(
    ("numerator", "aim", "expected"),
    [
        (51, "at most", "met"),
        (52, "at most", "met"),
        (53, "at most", "not met"),
        (51, "at least", "not met"),
        (52, "at least", "met"),
        (53, "at least", "met"),
    ],
)
def test_a_target_is_met_by_what_was_counted(numerator, aim, expected):
    found = standing([(50, 400), (numerator, 400)], 13.0, aim=aim)
    assert found.standing == expected
    assert found.value == pytest.approx(numerator / 4)
    assert found.reason == ""


def test_a_third_of_a_percent_meets_itself():
    assert standing([(1, 3)], 100 / 3).standing == "met"
    assert standing([(1, 3)], 100 / 3, aim="at least").standing == "met"


@pytest.mark.parametrize(
    ("polarity", "expected"), [("lower is better", "not met"), ("higher is better", "met"), ("neither", "cannot say")]
)
def test_where_the_target_does_not_say_its_side_the_definition_does(polarity, expected):
    found = standing(COUNTS, 13.0, aim=None, polarity=polarity)
    assert found.standing == expected
    assert ("at most or at least" in found.reason) is (expected == "cannot say")


@pytest.mark.parametrize(
    ("by", "year"),
    [
        (dt.date(2013, 3, 31), 2013),
        (dt.date(2013, 3, 30), 2012),
        (dt.date(2012, 12, 31), 2012),
        (dt.date(2011, 3, 31), 2011),
    ],
)
def test_the_year_judged_is_the_last_that_had_ended_by_the_targets_date(by, year):
    assert standing(COUNTS, 13.0, by=by).judged.period.end.year == year


def test_a_target_ahead_is_not_yet_due_and_the_latest_value_is_beside_it():
    found = standing(COUNTS, 13.0, by=dt.date(2015, 3, 31))
    assert found.standing == "not yet due"
    assert found.judged.period.end == BY
    assert found.on_the_right_side is False
    assert standing(COUNTS, 20.0, by=dt.date(2015, 3, 31)).on_the_right_side is True


def test_due_on_its_very_day_and_not_the_day_before():
    assert standing(COUNTS, 13.0, as_at=BY).due
    assert not standing(COUNTS, 13.0, as_at=BY - dt.timedelta(days=1)).due


@pytest.mark.parametrize(
    ("counts", "by", "reason"),
    [
        ([*COUNTS[:2], None], BY, "the value of year to March 2013 is not shown or not known"),
        ([*COUNTS[:2], (0, 0)], BY, "the value of year to March 2013 is not shown or not known"),
        (COUNTS, dt.date(2009, 3, 31), "no year up to the target's date is held"),
        ([], BY, "no year up to the target's date is held"),
    ],
)
def test_where_the_year_has_no_value_nothing_is_said_and_the_reason_is_given(counts, by, reason):
    found = standing(counts, 13.0, by=by)
    assert found.standing == "cannot say"
    assert found.reason == reason
    assert found.on_the_right_side is None


def test_figures_that_stop_short_of_the_targets_date_do_not_meet_it():
    found = standing(COUNTS, 20.0, by=dt.date(2015, 3, 31), as_at=dt.date(2015, 6, 30))
    assert found.due
    assert found.standing == "cannot say"


def test_without_a_target_there_is_nothing_to_judge():
    found = TargetMet((yearly(COUNTS),), None, BY)
    assert (found.standing, found.reason) == ("cannot say", NO_TARGET)
    assert (found.judged, found.value, found.aim, found.due) == (None, None, None, False)
    assert isinstance(found.interval, NoInterval)
    assert found.chance_could_undo is None


def test_three_years_together_are_not_held_to_a_target_for_one():
    windows = [Period(dt.date(year - 3, 4, 1), dt.date(year, 3, 31)) for year in (2012, 2013)]
    held = tuple(Measurement("Exampleshire", each, 60, 388) for each in windows)
    figures = Figures(yearly(COUNTS).definition, held, Source("Made"))
    found = TargetMet((yearly(COUNTS),), Target(13.0, BY, aim="at most"), BY).over((figures,))
    assert found.standing == "cannot say"
    assert "three years together" in found.reason


def test_a_count_on_a_date_is_held_to_its_target():
    figures = on_dates([340, 330], [dt.date(2012, 3, 31), BY])
    assert TargetMet((figures,), Target(330, BY, aim="at most"), BY).standing == "met"


def test_a_target_is_for_a_year_and_not_for_a_part_of_one():
    for figures in (monthly([5, 6, 4], words=COUNT), quarterly([15, 16, 14, 12], words=COUNT)):
        found = TargetMet((figures,), Target(60, BY, aim="at most"), BY)
        assert found.standing == "cannot say"
        assert "parts of a year" in found.reason


@pytest.mark.parametrize(("value", "could"), [(13.0, True), (25.0, False), (5.0, False)])
def test_chance_could_undo_what_is_within_its_interval(value, could):
    found = standing(COUNTS, value)
    bounds = interval_of(found.figures[0], found.judged, factor=1.0)
    assert found.interval == bounds
    assert isinstance(bounds, Interval)
    assert found.chance_could_undo is could
    assert (bounds.lower <= value <= bounds.upper) is could


def test_a_mean_has_no_interval_to_undo_it():
    figures = yearly([(30240, 48)], words=MEAN, window="flow")
    found = TargetMet((figures,), Target(639, BY, aim="at most"), BY)
    assert found.standing == "met"
    assert found.chance_could_undo is None


def test_what_is_usual_among_authorities_widens_the_interval():
    wide = TargetMet((yearly(COUNTS),), Target(13.0, BY, aim="at most"), BY, usual=Usual(3.5))
    assert inflation(yearly(COUNTS), usual=Usual(3.5)) == 3.5
    assert wide.interval.upper - wide.interval.lower > 1.5 * (
        standing(COUNTS, 13.0).interval.upper - standing(COUNTS, 13.0).interval.lower
    )


def test_the_target_is_that_of_the_councils_story_and_the_figures_are_yearly(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    folder = keep_made_council(tmp_path, months=pd.date_range("2011-04-01", "2013-03-01", freq="MS"))
    target = Target(10.0, BY, aim="at most")
    keep((Story("repeat_child_protection_plans", target=target),), folder=folder)
    records = Records("madeshire", BY)
    found = target_met(records, "repeat_child_protection_plans")
    assert found.target == target
    assert found.figures == (series.measured(records, "repeat_child_protection_plans", grain="year"),)
    assert found.standing == "not met"
    assert target_met(records, "referrals").target is None


def test_a_target_that_the_indicator_cannot_have_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    folder = keep_made_council(tmp_path, months=pd.date_range("2012-04-01", "2013-03-01", freq="MS"))
    keep((Story("repeat_child_protection_plans", target=Target(113.0, BY, aim="at most")),), folder=folder)
    with pytest.raises(RefusedInputError, match="more than 100 percent"):
        target_met(Records("madeshire", BY), "repeat_child_protection_plans")
