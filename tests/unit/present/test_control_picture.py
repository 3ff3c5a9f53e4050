"""The picture of a control chart."""

import datetime as dt

import pytest

from tests.support.made_figures import COUNT, SHARE, STOCK, monthly, on_dates, yearly
from turncurve.analyses.questions.special_causes import SpecialCauses
from turncurve.analyses.rare_events import Occasion
from turncurve.methods.spc import Rebase
from turncurve.present.control_layers import Marks, Steps
from turncurve.present.control_picture import between, control_picture, scale, target_fits
from turncurve.present.picture import Line, Rule
from turncurve.reference.periods import year_ending
from turncurve.tables.story import Target

STEADY = [40, 44, 37, 41, 39, 45, 42, 38, 40, 43, 41, 39]
DAYS = [dt.date(2012, 4, 1) + dt.timedelta(days=40 * step) for step in range(8)]
OCCASIONS = tuple(Occasion(day, 20) for day in DAYS)
TARGET = Target(30.0, dt.date(2014, 3, 31), aim="at most")


def layers(found, kind):
    return [each for each in control_picture(found).layers if isinstance(each, kind)]


def of(counts, *, words=COUNT, changes=(), **fields):
    return SpecialCauses((monthly(counts, words=words, **dict(changes)),), **fields)


def test_the_centre_and_both_limits_are_drawn_over_every_point():
    centre, low, high = layers(of(STEADY), Steps)
    assert (centre.label, low.label, high.label) == ("Centre", "Limits", "")
    assert centre.centre
    assert len(centre.x) == len(low.x) == len(STEADY)
    assert all(one < middle < two for one, middle, two in zip(low.y, centre.y, high.y, strict=True))


def test_limits_that_start_anew_are_drawn_apart_and_named_once_in_the_key():
    found = of([*STEADY, *STEADY], rebases=(Rebase(dt.date(2013, 4, 1), "a new team", "Director"),))
    drawn = layers(found, Steps)
    assert len(drawn) == 6
    assert [each.label for each in drawn if each.label] == ["Centre", "Limits"]
    assert drawn[3].x[0] > drawn[0].x[-1]


def test_a_share_is_drawn_in_percent():
    found = of([(16, 100)] * 12, words=SHARE)
    assert scale(found) == 100
    assert layers(found, Steps)[0].y == pytest.approx((16.0,) * 12)
    assert layers(found, Line)[0].y == (16.0,) * 12


@pytest.mark.parametrize(
    ("polarity", "kinds"),
    [
        ("higher is better", ["better", "worse"]),
        ("lower is better", ["better", "worse"]),
        ("neither", ["neither"]),
    ],
)
def test_special_causes_are_marked_by_what_they_mean(polarity, kinds):
    counts = [*STEADY, 90, *STEADY, 2, *STEADY]
    drawn = layers(of(counts, changes={"polarity": polarity}), Marks)
    assert [each.kind for each in drawn] == kinds
    assert sorted(value for each in drawn for value in each.y) == [2, 90]
    if polarity == "lower is better":
        assert drawn[0].y == (2.0,)


def test_without_a_chart_the_curve_is_drawn_alone():
    found = of([(16, 100), None, (15, 90)], words=SHARE)
    (line,) = control_picture(found).layers
    assert line.y == (16.0, None, pytest.approx(16.667, abs=0.001))


@pytest.mark.parametrize(
    ("figures", "fits"),
    [
        (monthly(STEADY, words=COUNT), False),
        (yearly(STEADY, words=COUNT), True),
        (monthly([(16, 100)] * 12), True),
        (on_dates([300, 310, 305, 299], [year_ending(each).end for each in range(2010, 2014)], words=STOCK), True),
    ],
)
def test_a_count_s_target_is_for_a_year_and_is_not_drawn_across_months(figures, fits):
    found = SpecialCauses((figures,), target=TARGET)
    assert target_fits(found) is fits
    assert [each.at for each in layers(found, Rule)] == ([30.0] if fits else [])


@pytest.mark.parametrize(
    ("words", "counts", "heading", "values"),
    [
        (COUNT, [0] * 12, "Days since the one before", (40.0,) * 7),
        (SHARE, [(0, 9)] * 12, "Cases since the one before", (20.0,) * 7),
    ],
)
def test_what_lies_between_rare_events_is_drawn_in_its_own_unit(words, counts, heading, values):
    found = of(counts, words=words, occasions=OCCASIONS)
    assert between(found) == heading
    assert control_picture(found).unit == heading
    assert layers(found, Line)[0].y == values
    assert scale(found) == 1
