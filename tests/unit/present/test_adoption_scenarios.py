"""The rise, the day it is back level, and the day the gain shows are said only where the futures tell them."""

import datetime as dt

import pytest

from tests.support.made_figures import MEAN, definition
from tests.support.made_forecasts import expected, figures_of, told, windows, years
from tests.support.shown import everything, restricted
from turncurve.analyses.case_forecast import not_told
from turncurve.analyses.questions.adoption_scenarios import CHANGE, CHANGE_PARTS, MORE_ADOPTED, AdoptionScenarios
from turncurve.present.picture import Line, Rule
from turncurve.reference.periods import Period

FIGURES = (figures_of(definition(MEAN, id="adoption_a1"), (630 * 48, 48), periods=windows(2013)),)
ROLLING = tuple(
    Period(dt.date(year - 3, month + 1, 1), dt.date(year, month, day))
    for year, month, day in [(2013, 6, 30), (2013, 9, 30), (2014, 3, 31), (2014, 6, 30), (2014, 9, 30), (2015, 3, 31)]
)
NAME = "waits over 12 months cleared"


def exhibit(*middles, spread=2.0, parts=True, scenario=NAME):
    held = [
        expected("adoption_a1", (673.0, 696.0), periods=windows(2014, 2015)),
        expected(CHANGE, middles, periods=ROLLING, spread=spread, scenario=scenario),
        expected(MORE_ADOPTED, (4.0, -1.0), periods=years(2014, 2015), unit="children", spread=1, scenario=scenario),
    ]
    if parts:
        held += [
            expected(CHANGE, values, periods=windows(2014, 2015), part=part, scenario=scenario)
            for part, values in zip(CHANGE_PARTS, ((12.0, -3.0), (-2.0, -9.0)), strict=True)
        ]
    return restricted(AdoptionScenarios(FIGURES, told(*held, notes=("As now.",))))


def test_the_rise_the_level_and_the_gain_are_said_with_what_they_are_made_of():
    assert exhibit(6, 14, 10, 4, -2, -12).sentence == (
        f"With {NAME}, A1 is up to 14 days higher for a time, most in the three years to September 2013, is back level "
        "by the three years to September 2014 and shows the gain from the three years to March 2015, and is 12 days "
        "lower by the three years to March 2015 (of the change in the last window, in days: -3 by backlog cleared and "
        "-9 by speed)."
    )


@pytest.mark.parametrize(
    ("middles", "said", "unsaid"),
    [
        ((6, 14, 10, 9, 8, 7), "is not back level by the three years to March 2015", "shows the gain from"),
        ((6, 14, 10, 9, 8, 7), "is up to 14 days higher, most in", "for a time"),
        ((0, 0, -1, -6, -8, -9), "shows the gain from the three years to June 2014", "higher for a time"),
        ((0, -6, 0, 0, 0, 0), "shows no gain that lasts within the five years", "higher"),
        ((6, -6, 6, 0, 0, 0), "shows no gain that lasts", "gain from"),
    ],
)
def test_each_course_is_said_as_it_is(middles, said, unsaid):
    sentence = exhibit(*middles).sentence
    assert said in sentence
    assert unsaid not in sentence


@pytest.mark.parametrize("middles", [(0, 0, 0, 0, 0, 0), (4, 4, -4, -4, 2, 1)])
def test_less_than_five_days_is_no_difference_that_can_be_told(middles):
    assert "differs by nothing that can be told" in exhibit(*middles).sentence


def test_a_change_that_the_number_of_futures_leaves_unsure_is_not_told():
    assert "differs by nothing that can be told" in exhibit(6, 8, 9, -6, -8, -9, spread=10.0).sentence


def test_what_it_is_made_of_is_said_only_where_that_is_told():
    assert "by speed" not in exhibit(6, 14, 10, 4, -2, -12, parts=False).sentence


def test_each_window_has_a_row_with_the_change_its_parts_and_the_adoptions_of_its_year():
    rows = exhibit(6, 14, 10, 4, -2, -12).rows
    assert rows == (
        (NAME, "three years to March 2014", "673", "10", "8", "12", "12", "-2", "4"),
        (NAME, "three years to March 2015", "696", "-12", "-14", "-10", "-3", "-9", "-1"),
    )


def test_the_picture_has_a_line_a_scenario_about_the_level_of_things_as_they_are():
    layers = exhibit(6, 14, 10, 4, -2, -12).picture.layers
    (rule,) = [each for each in layers if isinstance(each, Rule)]
    (line,) = [each for each in layers if isinstance(each, Line)]
    assert (rule.at, line.y) == (0.0, (6, 14, 10, 4, -2, -12))
    assert line.label == "Waits over 12 months cleared"


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (not_told("no setting of this page changes anything"), "because no setting of this page changes anything."),
        (told(expected("adoption_a1", (673.0,), periods=windows(2014))), "each would follow from few children."),
    ],
)
def test_why_there_is_no_scenario_is_said(held, said):
    exhibit = restricted(AdoptionScenarios(FIGURES, held))
    assert exhibit.sentence.endswith(said)
    assert everything(exhibit)


def test_what_the_change_rests_on_is_said():
    notes = exhibit(6, 14, 10, 4, -2, -12).notes
    assert any("mean over the futures" in each for each in notes)
    assert any(each.startswith("Backlog cleared:") for each in notes)


def test_the_public_is_told_what_is_for_a_board_alone():
    coarse = told(
        expected("adoption_a1", (675.0, 695.0), periods=windows(2014, 2015)),
        expected(CHANGE, (5, 15, 10, 5, 0, -10), periods=ROLLING, spread=5, scenario=NAME),
        rounded=True,
    )
    notes = restricted(AdoptionScenarios(FIGURES, coarse)).notes
    assert any(each.endswith("both are for a board alone.") for each in notes)
    assert not any(each.startswith("Backlog cleared:") for each in notes)
