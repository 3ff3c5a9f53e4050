"""The tables of a council's own words: in the order that matters, with evidence stated from figures."""

import pytest

from tests.support.made_figures import COUNT, yearly
from tests.support.made_story import WHOLE, shown
from tests.support.shown import column, public, restricted
from turncurve.analyses.questions.story_behind_the_curve import Told
from turncurve.present.story_tables import NOT_WRITTEN, day
from turncurve.tables.story import Action, Cause, Story

STARTED = "child_protection_plans_started"
TITLE = "Child protection plans started"


def test_causes_stand_by_rank_and_those_not_ranked_last():
    exhibit = shown("causes")
    assert column(exhibit, "Cause") == ("C1", "C2", "C3")
    assert column(exhibit, "Rank") == ("1", "2", "–")
    assert column(exhibit, "Effect") == ("restricting", "restricting", NOT_WRITTEN)


def test_a_hunch_is_labelled_so_and_evidence_says_where_it_stands():
    assert column(shown("causes"), "Evidence") == ("audit finding: March audit", "hunch: not evidence", NOT_WRITTEN)


def test_options_stand_by_their_score_and_the_odd_one_says_so():
    exhibit = shown("options")
    assert column(exhibit, "Option") == ("O2", "O3", "O1")
    assert column(exhibit, "Total") == ("18", "9", "–")
    assert column(exhibit, "What would work")[1] == "A choir (off the wall)"
    assert column(exhibit, "Acts on") == ("C2", NOT_WRITTEN, "C1")


def test_an_action_says_who_does_what_by_when():
    exhibit = shown("actions")
    assert exhibit.rows[0] == (
        *("A1", "Visit within a month", "Team managers", "31 May 2013", "Visits logged", "none", "S", "O1"),
    )
    assert set(exhibit.rows[1][2:]) == {NOT_WRITTEN}


def test_a_partner_bears_on_causes_by_name():
    assert shown("partners").rows == (("Health visitors", "See the child monthly", "C1, C2 and C3"),)


def test_what_must_be_found_out_is_data_first_and_then_questions():
    assert shown("agenda").rows == (
        ("Data to develop", "Visits after a plan"),
        ("Question to research", "Why families return"),
    )


def citing(*counts, evidence=STARTED):
    """Return the causes of a story that cites yearly counts of plans."""
    cause = Cause("C1", "More first plans", "contributing", 1, "figure", evidence)
    figures = yearly(list(counts), words={**COUNT, "id": STARTED, "title": TITLE})
    return Told("causes", Story("referrals", causes=(cause,)), (figures,))


def test_a_figure_is_stated_from_the_records_with_its_title():
    (said,) = column(restricted(citing(250, 388, evidence=f"{STARTED}, which rose.")), "Evidence")
    assert said == f"figure: {TITLE} (250 in the year to March 2012 and 388 in the year to March 2013), which rose"


def test_a_small_figure_is_hidden_from_the_public_in_the_words_too():
    (said,) = column(public(citing(3, 388)), "Evidence")
    assert "hidden, to protect individuals in the year to March 2012" in said
    assert "(3 " not in said


def test_a_figure_of_which_nothing_is_held_is_named_by_its_title():
    cause = Cause("C1", "More first plans", "contributing", 1, "figure", STARTED)
    exhibit = restricted(Told("causes", Story("referrals", causes=(cause,))))
    assert column(exhibit, "Evidence") == (f"figure: {TITLE}",)


@pytest.mark.parametrize(("quadrant", "place"), [("how much", 0), ("how well", 1), ("better off", 2), (None, None)])
def test_a_measure_stands_at_the_question_that_it_answers(quadrant, place):
    cells = column(
        shown("quadrant", Story("referrals", accountability="performance", quadrant=quadrant)), "Answered by"
    )
    expected = ["–", "–", "–"] if place is not None else [NOT_WRITTEN] * 3
    if place is not None:
        expected[place] = "Referrals"
    assert list(cells) == [*expected, NOT_WRITTEN]


def test_a_population_and_a_service_are_told_apart_in_words():
    cells = column(shown("outcome"), "Words")
    assert cells[0] == "Children are safe"
    assert cells[1].startswith("performance: how well a service does")


def test_a_day_is_written_out_and_one_not_given_is_said_to_be_so():
    assert day(Action("A1", "Write", due=None)) == NOT_WRITTEN
    assert day(WHOLE.actions[0]) == "31 May 2013"
