"""Chairs among one another: who lies outside the limits, of whom nobody can tell, and never a ranking."""

import pytest

from tests.support.made_figures import SHARE, definition
from tests.support.shown import column, everything, restricted
from turncurve.analyses.questions.chairs_apart import ChairsApart
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.present.chair_by_chair import NO_RANKING
from turncurve.present.chairs_apart import ABOUT_LIMITS, THE_QUESTION
from turncurve.present.funnel_layers import Limit, Places
from turncurve.reference.periods import year_ending

YEAR = year_ending(2013)
ALIKE = [(30, 100), (28, 100), (33, 100), (29, 100), (31, 100), (27, 100), (34, 100), (30, 100)]


def among(*counts):
    held = tuple(
        Measurement("E", YEAR, above, below, "measured" if below else "no cases", (("chair", f"Chair {letter}"),))
        for (above, below), letter in zip(counts, "ABCDEFGHIJKL", strict=False)
    )
    return ChairsApart((Figures(definition(SHARE, by=("chair",)), held, Source("chair return")),), YEAR)


def test_where_all_lie_inside_none_can_be_told_apart():
    exhibit = restricted(among(*ALIKE))
    assert exhibit.sentence == (
        "In the year to March 2013, all chairs together: 30.3% (242 of 800). All 8 chairs with 20 cases or more lie "
        "inside the limits: none can be told apart."
    )
    assert set(column(exhibit, "Where")) == {"inside"}
    assert [each.label for each in exhibit.picture.layers if isinstance(each, Places)] == ["Chairs inside the limits"]


@pytest.mark.parametrize(("count", "side"), [(2, "below"), (70, "above")])
def test_a_chair_outside_is_named_by_its_letter_and_the_rest_are_not(count, side):
    exhibit = restricted(among(*ALIKE, (count, 100)))
    assert f"Chair I, {count}.0% ({count} of 100), lies {side} the 99.8% limits" in exhibit.sentence
    assert exhibit.sentence.endswith("The other 8 lie inside the limits.")
    assert column(exhibit, "Where")[-1] == f"{side} 99.8%"
    marked = [each for each in exhibit.picture.layers if isinstance(each, Places) and each.own]
    assert [(each.label, each.y) for each in marked] == [("Chair I", (float(count),))]
    assert "Chair A" not in exhibit.sentence


def test_a_chair_with_few_cases_is_told_of_and_not_drawn():
    exhibit = restricted(among(*ALIKE, (5, 5)))
    assert exhibit.sentence.endswith("Cannot tell of Chair I (5 cases): fewer than 20.")
    assert exhibit.rows[-1][-1] == "cannot tell: few cases"
    assert exhibit.rows[-1][-3:-1] == ("–", "–")
    drawn = [x for each in exhibit.picture.layers if isinstance(each, Places) for x in each.x]
    assert 5.0 not in drawn


def test_too_few_chairs_have_a_table_and_a_reason_and_no_picture():
    exhibit = restricted(among(*ALIKE[:5]))
    assert exhibit.picture is None
    assert "cannot be told, because only 5 of 5 chairs have 20 cases or more" in exhibit.sentence
    assert set(column(exhibit, "Where")) == {"cannot tell"}
    assert "95% limits: low" not in [each.name for each in exhibit.columns]


def test_nobody_with_a_case_is_a_sentence():
    exhibit = restricted(among((0, 0)))
    assert exhibit.sentence == "In the year to March 2013 no chair had a case."
    assert exhibit.rows == ()


def test_chairs_stand_by_letter_and_the_table_cannot_be_sorted():
    exhibit = restricted(among(*ALIKE, (2, 100)))
    assert column(exhibit, "Chair") == tuple(f"Chair {letter}" for letter in "ABCDEFGHI")
    assert exhibit.as_given
    assert exhibit.notes[:2] == (NO_RANKING, THE_QUESTION)
    assert "as-given" in everything(exhibit)


def test_the_note_says_by_how_much_the_limits_are_widened():
    spread = [(10, 100), (50, 100), (20, 100), (45, 100), (15, 100), (40, 100), (25, 100), (35, 100)]
    assert restricted(among(*spread)).notes[-1] == (
        "The limits allow for what the 8 chairs differ by beyond chance, as measured among them: a variance 11.3 times "
        "that of chance, or a standard deviation of 14.7 percentage points whatever their size, of which the wider "
        "counts; brothers and sisters discussed together are one cause."
    )
    assert "differ no more than chance" in restricted(among(*ALIKE)).notes[-1]


def test_what_the_limits_are_about_and_how_rough_they_are_is_said_where_there_are_any():
    assert ABOUT_LIMITS in restricted(among(*ALIKE)).notes
    assert "normal approximation" in ABOUT_LIMITS
    assert ABOUT_LIMITS not in restricted(among(*ALIKE[:5])).notes


def test_the_limits_are_drawn_about_all_chairs_together():
    layers = restricted(among(*ALIKE)).picture.layers
    centre = next(each for each in layers if isinstance(each, Limit) and each.kind == "centre")
    assert (centre.label, centre.y[0]) == ("All chairs together", pytest.approx(30.25))
