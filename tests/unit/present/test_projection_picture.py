"""The picture of a projection: the past, the forecast with its ranges, and what is set beside it."""

import datetime as dt

import pytest

from tests.support.made_figures import COUNT, monthly, on_dates, yearly
from turncurve.analyses.questions.if_nothing_changes import Projection
from turncurve.present.picture import Band, Line, Rule, svg
from turncurve.present.projection_picture import MOST_DRAWN, naive_name, projection_picture
from turncurve.reference.periods import month
from turncurve.tables.story import Scenario, Target

SHARES = [(50, 380), (55, 400), (60, 390), (62, 388)]
TARGET = Target(13.0, dt.date(2015, 3, 31), "at most", "the improvement plan")
PLANS = tuple(
    Scenario(f"S{number}", "x", "O1", -10.0 * number, dt.date(2013, 4, 1), dt.date(2014, 3, 31)) for number in (1, 2, 3)
)


def layers(projection, kind):
    """Return a picture's layers of one kind."""
    return [each for each in projection_picture(projection).layers if isinstance(each, kind)]


def test_the_lines_are_the_past_the_forecast_the_plainest_one_and_the_scenarios():
    made = Projection((yearly(SHARES, polarity="neither"),), plans=PLANS[:2])
    lines = {each.label: each for each in layers(made, Line)}
    assert list(lines) == ["Last value again", "So far", "If nothing changes", "Scenario S1", "Scenario S2"]
    assert lines["So far"].y == pytest.approx([100 * above / below for above, below in SHARES])
    assert lines["If nothing changes"].y == tuple(made.forecast.median)
    assert lines["Last value again"].y == pytest.approx([100 * 62 / 388] * 2)
    assert lines["Scenario S1"].y == tuple(made.scenarios[0].forecast.median)
    assert len({each.rank for each in lines.values()}) == len(lines)


def test_the_ranges_lie_within_one_another_about_the_middle():
    made = Projection((yearly(SHARES, polarity="neither"),), years_ahead=3)
    outer, inner = layers(made, Band)
    middle = next(each for each in layers(made, Line) if each.label == "If nothing changes")
    assert outer.x == inner.x == middle.x == tuple(period.end for period in made.periods)
    ends = zip(outer.low, inner.low, middle.y, inner.high, outer.high, strict=True)
    assert all(list(each) == sorted(each) for each in ends)


def test_no_more_scenarios_are_drawn_than_can_be_told_apart():
    made = Projection((yearly(SHARES, polarity="neither"),), plans=PLANS)
    assert [each.label for each in layers(made, Line)].count("Scenario S3") == 0
    assert len(layers(made, Line)) == 3 + MOST_DRAWN


def test_the_date_that_the_forecast_is_made_from_is_marked():
    (origin,) = layers(Projection((yearly(SHARES, polarity="neither"),)), Rule)
    assert origin == Rule(dt.date(2013, 3, 31), "Forecast from the year to March 2013")


def test_the_target_is_a_line_with_its_side_and_date():
    made = Projection((yearly(SHARES, polarity="neither"),), target=TARGET)
    assert Rule(13.0, "Target: at most 13.0% by March 2015") in layers(made, Rule)


@pytest.mark.parametrize(
    ("figures", "drawn"),
    [
        (monthly([20] * 24, words=COUNT), False),
        (yearly([240] * 6, words=COUNT), True),
        (on_dates([300, 310, 320, 328], [month(2012, number).end for number in (3, 6, 9, 12)]), True),
    ],
)
def test_a_years_target_of_a_count_is_not_drawn_across_shorter_periods(figures, drawn):
    made = Projection((figures,), target=Target(240, dt.date(2015, 3, 31), "at most"))
    assert any(each.label.startswith("Target") for each in layers(made, Rule)) == drawn


def test_without_a_forecast_the_past_and_the_target_are_drawn():
    made = Projection((yearly(SHARES[:2]),), target=TARGET)
    assert [type(each) for each in projection_picture(made).layers] == [Rule, Line]


@pytest.mark.parametrize(
    ("figures", "name"),
    [(yearly(SHARES), "Last value again"), (monthly([9] * 24, words=COUNT), "Same as a year before")],
)
def test_the_plainest_forecast_has_a_name_that_says_what_it_is(figures, name):
    assert naive_name(Projection((figures,))) == name


def test_every_line_and_mark_of_it_is_drawn():
    made = Projection((yearly(SHARES, polarity="neither"),), target=TARGET, plans=PLANS[:2])
    drawn = svg(projection_picture(made), footer="Exampleshire (SYNTHETIC)")
    for words in ("Forecast from the year to March 2013", "Target: at most 13.0%", "Scenario S2", "Last value again"):
        assert words in drawn, words


def test_there_is_room_above_the_highest_value_for_words():
    made = Projection((yearly([(95, 100), (92, 100), (94, 100), (99, 100)], polarity="higher is better"),))
    assert projection_picture(made).top > 109
    high = Projection((yearly(SHARES, polarity="neither"),), target=Target(60.0, dt.date(2015, 3, 31), "at least"))
    assert projection_picture(high).top == pytest.approx(1.12 * 60)


def test_where_all_is_nought_the_axis_is_left_to_itself():
    assert projection_picture(Projection((yearly([None, *[(0, 0)] * 5]),))).top is None
