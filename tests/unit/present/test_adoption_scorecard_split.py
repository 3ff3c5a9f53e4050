"""Whose days A1 will be: in rows and a sentence, or why not."""

import pytest

from tests.support.made_figures import MEAN, definition
from tests.support.made_forecasts import expected, figures_of, told, windows
from tests.support.shown import everything, restricted
from turncurve.analyses.case_forecast import CaseForecast, not_told
from turncurve.analyses.questions.adoption_scorecard_ahead import COUNTED, ScorecardSplit
from turncurve.analyses.scorecard_draws import PART_NAMES

AHEAD = windows(2014, 2015)
FIGURES = (figures_of(definition(MEAN, id="adoption_a1"), (630 * 48, 48), periods=windows(2013)),)
FIXED, PIPELINE, COMING = PART_NAMES


def split(*, coming=((0.0, 10.0), ())):
    counts, days = coming
    parts = [
        expected(COUNTED, (60.0, 30.0), periods=AHEAD, unit="children", spread=3, part=FIXED),
        expected("adoption_a1", (658.0, 672.0), periods=AHEAD, part=FIXED),
        expected(COUNTED, (20.0, 40.0), periods=AHEAD, unit="children", spread=3, part=PIPELINE),
        expected("adoption_a1", (870.0, 747.0), periods=AHEAD, part=PIPELINE),
        expected(COUNTED, counts, periods=AHEAD, unit="children", spread=0, part=COMING),
    ]
    parts += [expected("adoption_a1", days, periods=AHEAD[1:], part=COMING)] if days else []
    return restricted(ScorecardSplit(FIGURES, told(*parts, notes=("As now.",))))


def test_the_share_that_is_fixed_is_said_for_each_window():
    assert split().sentence == (
        "Of the children whom A1 will count, those placed or adopted already make 75% of the three years to March 2014 "
        "and 38% of the three years to March 2015."
    )


def test_each_window_has_a_row_for_each_part():
    rows = split(coming=((0.0, 10.0), (479.0,))).rows
    assert rows[0] == ("three years to March 2014", FIXED, "60", "57", "63", "658")
    assert rows[2] == ("three years to March 2014", COMING, "0", "0", "0", "–")
    assert rows[5] == ("three years to March 2015", COMING, "10", "10", "10", "479")
    assert len(rows) == 6


def test_what_the_parts_are_is_said():
    notes = split().notes
    assert any(each.startswith("Already fixed:") for each in notes)
    assert "As now." not in notes  # it is said beside A1


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (not_told("only 9 adoptions are on record"), "because only 9 adoptions are on record."),
        (CaseForecast((expected("adoption_a1", (1.0, 2.0), periods=AHEAD),)), "would follow from few children."),
    ],
)
def test_where_it_is_not_told_the_reason_is_said(held, said):
    exhibit = restricted(ScorecardSplit(FIGURES, held))
    assert exhibit.sentence.endswith(said)
    assert exhibit.rows == ()
    assert everything(exhibit)


def test_nobody_to_count_is_nought_and_no_fault():
    none = (0.0, 0.0)
    parts = [expected(COUNTED, none, periods=AHEAD, unit="children", spread=0, part=name) for name in PART_NAMES]
    exhibit = restricted(ScorecardSplit(FIGURES, told(*parts)))
    assert "make 0% of the three years to March 2014" in exhibit.sentence
    assert {row[-1] for row in exhibit.rows} == {"–"}
