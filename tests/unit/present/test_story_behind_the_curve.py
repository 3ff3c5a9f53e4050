"""A council's own words: each part as a table, what is not written said to be so, and nothing told for others."""

import datetime as dt
from typing import get_args

import pytest

from tests.support.shown import column, everything, public, restricted
from turncurve.analyses.questions.story_behind_the_curve import Part, Told
from turncurve.present.story_behind_the_curve import NOT_WRITTEN
from turncurve.tables.story import Action, Cause, Option, Partner, Story

PARTS = get_args(Part)
WHOLE = Story(
    "referrals",
    outcome="Children are safe",
    accountability="performance",
    quadrant="better off",
    headline_because="It says whether protection lasts",
    acceptable=False,
    acceptable_because="Too many return",
    causes=(
        Cause("C2", "Visits stop at once", "restricting", 2, "hunch"),
        Cause("C3", "Not ranked yet"),
        Cause("C1", "Plans end without a step down", "restricting", 1, "audit", "March audit"),
    ),
    partners=(Partner("Health visitors", "See the child monthly", ("C1", "C2", "C3")),),
    options=(
        Option("O1", "Visit after a plan", ("C1",), "moderate", "none"),
        Option("O2", "Family meeting", ("C2",), "strong", "low", leverage=4, feasibility=5, specificity=5, values=4),
        Option("O3", "A choir", (), None, "low", off_the_wall=True, leverage=1, feasibility=2, specificity=1, values=5),
    ),
    actions=(
        Action("A1", "Visit within a month", "Team managers", dt.date(2013, 5, 31), "Visits logged", "none", "S", "O1"),
        Action("A2", "Write to schools"),
    ),
    data_development=("Visits after a plan",),
    research=("Why families return",),
)


def shown(part, story=WHOLE, **options):
    return restricted(Told(part, story, **options))


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("story", [WHOLE, Story("referrals")], ids=["written", "not begun"])
def test_every_part_can_be_shown_written_or_not(part, story):
    exhibit = shown(part, story)
    assert exhibit.title
    assert exhibit.sentence
    assert exhibit.source == "the council's own words"
    assert all(len(row) == len(exhibit.columns) for row in exhibit.rows)
    assert all(text for row in exhibit.rows for text in row)
    assert "None" not in everything(exhibit).replace("picture=None", "")


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_lacks_something_lists_it(part):
    told = Told(part, Story("referrals"))
    assert told.missing
    assert restricted(told).missing == told.missing


@pytest.mark.parametrize("part", PARTS)
def test_nobody_tells_the_story_of_a_council_whose_records_are_not_held(part):
    exhibit = shown(part, ours_to_tell=False)
    assert exhibit.sentence == "Only published figures are held of this council, so its story is not told here."
    assert (exhibit.rows, exhibit.missing) == ((), ())
    assert "Children are safe" not in everything(exhibit)


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


@pytest.mark.parametrize(
    ("acceptable", "sentence", "cell"),
    [
        (True, "The council holds this future to be acceptable.", "yes"),
        (False, "The council holds this future not to be acceptable.", "no"),
        (None, "The council has not yet said whether this future is acceptable.", NOT_WRITTEN),
    ],
)
def test_a_judgement_not_made_is_not_a_no(acceptable, sentence, cell):
    exhibit = shown("future", Story("referrals", acceptable=acceptable))
    assert (exhibit.sentence, exhibit.rows[0][1]) == (sentence, cell)


@pytest.mark.parametrize(
    ("part", "story", "sentence"),
    [
        ("causes", WHOLE, "3 causes given."),
        ("causes", Story("referrals"), "No cause is given yet."),
        ("partners", WHOLE, "1 partner given."),
        ("actions", WHOLE, "2 actions given."),
        ("options", Story("referrals"), "No option is given yet."),
        ("agenda", WHOLE, "2 items given."),
        ("outcome", WHOLE, "Children are safe"),
        ("outcome", Story("referrals"), "The outcome is not written yet."),
    ],
)
def test_how_much_is_given_is_counted(part, story, sentence):
    assert shown(part, story).sentence == sentence


def test_what_must_be_found_out_is_data_first_and_then_questions():
    assert shown("agenda").rows == (
        ("Data to develop", "Visits after a plan"),
        ("Question to research", "Why families return"),
    )


def test_an_empty_part_has_no_table():
    assert (shown("causes", Story("referrals")).columns, shown("causes", Story("referrals")).rows) == ((), ())


@pytest.mark.parametrize("part", PARTS)
def test_the_public_reads_the_same_words_as_the_board(part):
    assert public(Told(part, WHOLE)) == restricted(Told(part, WHOLE))


def test_the_councils_words_are_words_and_never_markup():
    text = everything(shown("outcome", Story("referrals", outcome="<b>Safe</b>"))).split("<figure")[1]
    assert "&lt;b&gt;Safe&lt;/b&gt;" in text
    assert "<b>" not in text
