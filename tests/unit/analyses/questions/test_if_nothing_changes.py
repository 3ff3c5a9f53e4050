"""Where the curve goes if nothing changes, and where it would go if something did."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from tests.support.made_council import A_MONTH, keep_made_council, published_figures
from tests.support.made_figures import COUNT, MEAN, STOCK, monthly, on_dates, yearly
from turncurve.analyses.questions.if_nothing_changes import Projection, projection
from turncurve.errors import RefusedInputError
from turncurve.methods.frozen_forecast import freeze
from turncurve.reference.periods import month, year_ending
from turncurve.tables import store
from turncurve.tables.issued import DO_NOTHING
from turncurve.tables.records import Records
from turncurve.tables.story import Scenario, Story, Target, keep

SHARES = [(50, 380), (55, 400), (60, 390), (62, 388)]
REPEAT = "repeat_child_protection_plans"
PLAN = Scenario("S1", "Visits begin", "", -20.0, dt.date(2013, 4, 1), dt.date(2014, 3, 31))


def others(count):
    """Return the published years of some other areas."""
    each = [yearly([(40 + place, 300)] * 4, area=f"Area {place}", published=True) for place in range(count)]
    return replace(each[0], measurements=tuple(item for one in each for item in one.measurements))


@pytest.fixture
def council(tmp_path, monkeypatch):
    """Keep a made council, and published figures of six other areas."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    folder = keep_made_council(tmp_path)
    areas = ["Devon", "Dorset", "Hampshire", "Shropshire", "West Sussex", "Worcestershire"]
    rows = [(REPEAT, area, year, 20 + year % 5, 100) for area in areas for year in range(2009, 2014)]
    apart = tmp_path / "data" / "processed" / "published"
    apart.mkdir(parents=True)
    store.write("published_figures", published_figures(*rows), folder=apart, sources={"d3.csv": "a" * 64}, counts={})
    return folder


def test_a_monthly_projection_runs_for_a_year_from_the_month_after_the_last():
    made = Projection((monthly([8, 9, 10, 9, 8, 11, 10, 9, 12, 8, 9, 10], words=COUNT),), years_ahead=1)
    assert made.periods[0] == month(2013, 4)
    assert made.periods[-1] == month(2014, 3)
    assert made.forecast.median.shape == (12,)
    assert (made.forecast.interval_80[:, 0] >= 0).all()


def test_a_projection_is_the_same_each_time():
    counts = monthly([8, 9, 10, 9, 8, 11, 10, 9, 12, 8, 9, 10], words=COUNT)
    assert np.array_equal(Projection((counts,)).forecast.draws, Projection((counts,)).forecast.draws)


def test_a_share_is_projected_in_percent_between_nought_and_a_hundred():
    made = Projection((yearly(SHARES),), years_ahead=2)
    assert [period.label for period in made.periods] == ["year to March 2014", "year to March 2015"]
    assert (made.forecast.draws >= 0).all()
    assert (made.forecast.draws <= 100).all()
    assert 8 < made.forecast.median[0] < 24


def test_fewer_than_four_known_values_give_no_projection_and_say_why():
    made = Projection((yearly([(62, 388), None, (64, 512), (69, 504)]),), plans=(PLAN,))
    assert "only 3 of the 4" in made.forecast.reason
    assert made.scenarios == ()
    assert made.issued == ()


def test_pooled_means_are_not_projected_as_a_series():
    forecast = Projection((yearly([(30240, 48)] * 6, words=MEAN),)).forecast
    assert not forecast.known
    assert "share children" in forecast.reason


def test_a_count_at_a_date_is_projected_to_later_dates():
    dates = [each.end for each in (month(2012, 12), month(2013, 1), month(2013, 2), month(2013, 3))]
    made = Projection((on_dates([300, 310, 320, 328], dates),))
    assert made.figures[0].definition.window == STOCK["window"]
    assert [period.end for period in made.periods[:2]] == [dt.date(2013, 4, 30), dt.date(2013, 5, 31)]
    assert all(period.is_one_date for period in made.periods)


def test_nothing_to_project_is_said():
    assert Projection((yearly([], words=COUNT),)).forecast.reason == "no forecast, because no period is held"


def test_other_areas_teach_a_yearly_share_and_are_counted():
    assert Projection((yearly(SHARES), others(8))).expected.taught_by == 8
    assert Projection((yearly(SHARES),)).expected.taught_by == 0


def test_where_too_much_of_the_quarters_is_hidden_the_years_are_carried_forward():
    quarters = monthly([(5, 30)] * 48, first=dt.date(2009, 4, 1)).coarser()
    whole = Projection((quarters, yearly(SHARES), others(8)), own=2)
    assert (whole.series, whole.fell_back) == (quarters, False)
    small = frozenset(key for each in quarters.measurements[:3] for key in quarters.keys_of(each))
    hidden = whole.over((quarters.hiding(small), yearly(SHARES), others(8)))
    assert (hidden.series, hidden.fell_back) == (yearly(SHARES), True)
    assert hidden.periods[0] == year_ending(2014)
    assert hidden.expected.taught_by == 8


def test_where_the_years_are_hidden_too_the_reason_is_that_of_the_periods_asked_for():
    hidden = yearly([None, None, *SHARES])
    quarters = monthly([None] * 12 + [(5, 30)] * 36, first=dt.date(2009, 4, 1)).coarser()
    made = Projection((quarters, hidden), own=2)
    assert not made.fell_back
    assert "4 of 16 values are hidden" in made.forecast.reason


def test_another_areas_figures_are_never_carried_forward_as_the_councils_own():
    made = Projection((yearly([None] * 6), others(8)))
    assert made.series == yearly([None] * 6)
    assert not made.forecast.known


def test_the_do_nothing_forecast_alone_is_issued_as_it_is_shown():
    made = Projection((yearly(SHARES),), plans=(PLAN,))
    (issued,) = made.issued
    assert (issued.indicator, issued.scenario, issued.grain) == ("repeat_plans", DO_NOTHING, "year")
    assert issued.periods == made.periods
    assert issued.forecast == freeze(made.forecast)


@pytest.mark.parametrize(
    ("polarity", "better"), [("lower is better", True), ("higher is better", True), ("neither", False)]
)
def test_whether_one_way_is_better_is_known(polarity, better):
    made = Projection((yearly(SHARES, polarity=polarity),))
    assert made.one_way_is_better == better
    assert len(made.scenarios) == 1


def test_the_chance_of_a_target_is_asked_of_the_forecast_and_of_each_scenario():
    made = Projection((yearly(SHARES),), target=Target(13.0, dt.date(2015, 3, 31), "at most"), plans=(PLAN,))
    as_is, lower = made.chance(made.forecast), made.chance(made.scenarios[-1].forecast)
    assert as_is.probability == pytest.approx(float((made.forecast.draws[:, 1] <= 13.0).mean()))
    assert lower.probability > as_is.probability
    assert Projection((yearly(SHARES),)).chance(made.forecast) is None


@pytest.mark.parametrize(
    ("target", "lacks"),
    [(None, False), (Target(9, dt.date(2015, 3, 31)), True), (Target(9, dt.date(2015, 3, 31), "at most"), False)],
)
def test_a_target_that_does_not_say_its_side_is_noticed(target, lacks):
    assert Projection((yearly(SHARES, polarity="neither"),), target=target).target_lacks_aim == lacks


def test_the_councils_records_are_projected_by_quarters_for_two_years_with_its_years_and_others_beside(council):
    made = projection(Records("madeshire", dt.date(2014, 1, 1)), REPEAT)
    assert (made.series.grain(), len(made.periods), made.own) == ("quarter", 8, 2)
    assert [each.grain() for each in made.figures] == ["quarter", "year", "year"]
    assert made.figures[0].measurements[0].denominator == 3 * A_MONTH
    assert made.figures[1].measurements[0].denominator == 12 * A_MONTH
    assert len({each.area for each in made.figures[2].measurements}) == 6


def test_a_share_by_years_learns_from_what_was_published_by_the_reports_date(council):
    later, before = (
        projection(Records("madeshire", as_at), REPEAT, grain="year")
        for as_at in (dt.date(2013, 10, 31), dt.date(2013, 10, 30))
    )
    assert (later.own, later.expected.taught_by) == (1, 6)
    assert (len(before.figures), before.expected.taught_by) == (1, 0)


def test_the_councils_own_target_and_scenarios_are_set_beside(council):
    target = Target(13.0, dt.date(2015, 3, 31), "at most", "The board")
    keep((Story(REPEAT, target=target, scenarios=(PLAN,)),), folder=council)
    made = projection(Records("madeshire", dt.date(2013, 3, 31)), REPEAT)
    assert (made.target, made.plans) == (target, (PLAN,))
    assert projection(Records("madeshire", dt.date(2013, 3, 31)), "referrals").target is None


def test_a_target_over_100_percent_is_refused_by_name(council):
    keep((Story(REPEAT, target=Target(130.0, dt.date(2015, 3, 31), "at most")),), folder=council)
    with pytest.raises(RefusedInputError, match=rf"more than 100 percent.*{REPEAT}, target"):
        projection(Records("madeshire", dt.date(2013, 3, 31)), REPEAT)


def test_of_a_council_known_by_published_figures_alone_the_others_teach_and_no_story_is_told(council):
    made = projection(Records("devon", dt.date(2014, 1, 1)), REPEAT)
    assert (made.series.grain(), made.own, made.expected.taught_by) == ("year", 1, 5)
    assert (made.target, made.plans) == (None, ())
    assert "Devon" not in {each.area for each in made.figures[1].measurements}
