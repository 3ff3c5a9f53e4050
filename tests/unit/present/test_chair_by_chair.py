"""Each chair's counts as a table in the order of letters, which a reader cannot turn into a ranking."""

import pytest

from tests.support.made_figures import COUNT, SHARE, definition
from tests.support.shown import column, everything, restricted
from turncurve.analyses.questions.chair_by_chair import INDICATORS, ChairByChair
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.present.chair_by_chair import NO_RANKING, SMALL
from turncurve.reference.periods import month

MARCH = month(2013, 3)


def figures(name, counts):
    words = COUNT if name == "conferences_chaired" else SHARE
    held = []
    for letter, count in counts.items():
        above, below = count if isinstance(count, tuple) else (count, None)
        status = "no cases" if below == 0 else "measured" if above is not None else "not available"
        held.append(Measurement("E", MARCH, above, below, status, (("chair", f"Chair {letter}"),)))
    return Figures(definition(words, id=name, by=("chair",)), tuple(held), Source("chair return"))


def answer(**changed):
    usual = {"A": (3, 9), "B": (6, 11)}
    made = [
        figures(name, changed.get(name, {"A": 10, "B": 12} if name == "conferences_chaired" else usual))
        for name in INDICATORS
    ]
    return ChairByChair(tuple(made), MARCH)


def test_each_chair_is_a_row_of_counts_without_a_percentage():
    exhibit = restricted(answer())
    assert exhibit.rows[0] == ("Chair A", "10", *["3 of 9"] * 6)
    assert column(exhibit, "Chair") == ("Chair A", "Chair B")
    assert "%" not in everything(exhibit)


def test_it_says_that_it_is_no_ranking_and_cannot_be_sorted():
    exhibit = restricted(answer())
    assert exhibit.notes == (NO_RANKING, SMALL)
    assert exhibit.as_given
    assert 'class="wide as-given"' in everything(exhibit)


def test_the_sentence_says_how_many_chairs_there_were_and_how_much_each_had():
    sentence = restricted(answer()).sentence
    assert sentence == "In March 2013, 2 chairs returned 22 conferences and reviews of a child, from 10 to 12 each."


@pytest.mark.parametrize(
    ("counts", "said"),
    [({"A": 10}, "1 chair returned 10 conferences and reviews of a child, 10 each."), ({}, "chairs returned nothing.")],
)
def test_one_chair_or_none_is_a_sentence_too(counts, said):
    others = {name: {} for name in INDICATORS[1:]}
    assert restricted(answer(conferences_chaired=counts, **others)).sentence == f"In March 2013, {said}"


def test_a_chair_without_a_case_or_an_answer_has_a_dash():
    exhibit = restricted(answer(non_compliance_raised={"A": (0, 0)}, unassessed_risk_recorded={"A": (None, None)}))
    assert column(exhibit, "Non-compliance") == ("–", "–")
    assert column(exhibit, "Unassessed risk") == ("–", "–")
