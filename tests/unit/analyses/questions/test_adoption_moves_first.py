"""What moves first is four measures over the same periods."""

import pytest

from tests.support.made_figures import COUNT, yearly
from turncurve.analyses.questions.adoption_moves_first import MEASURES, MovesFirst, moves_first


@pytest.mark.parametrize(("grain", "months"), [("year", 12), ("quarter", 3)])
def test_each_measure_is_over_periods_of_the_length_asked(adoption_records, grain, months):
    held = moves_first(adoption_records, grain=grain)
    assert [each.definition.id for each in held.figures] == list(MEASURES)
    assert {each.period.months for figures in held.figures for each in figures.measurements} == {months}


def test_the_days_are_those_of_the_children_placed(adoption_records):
    placed = moves_first(adoption_records).figures[0]
    routes = adoption_records.table("adoption_pathways")
    year = routes[routes["placed_on"].between("2012-04-01", "2013-03-31")]
    latest = placed.measurements[-1]
    assert latest.denominator == len(year)
    assert latest.numerator == (year["placed_on"] - year["entered_care_on"]).dt.days.sum()


def test_more_are_matched_within_more_months(adoption_records):
    shares = [each.value(each.measurements[-3]) for each in moves_first(adoption_records).figures[1:]]
    assert shares == sorted(shares)


def test_an_answer_over_other_figures_rests_on_those():
    other = (yearly([9], words=COUNT),)
    assert MovesFirst(()).over(other) == MovesFirst(other)
