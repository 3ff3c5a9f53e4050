"""A council's own words: each part as a table, what is not written said to be so, and nothing told for others."""

import pytest

from tests.support.made_story import WHOLE, shown
from tests.support.shown import column, everything, public, restricted
from turncurve.analyses.questions.story_behind_the_curve import Told
from turncurve.analyses.story_gaps import PARTS
from turncurve.present.story_tables import NOT_WRITTEN
from turncurve.tables.story import Action, Option, Story


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
    ("part", "sentence"),
    [
        (
            "outcome",
            (
                "Children are safe. This is performance accountability: how well a service does for those it serves, "
                "for which it answers."
            ),
        ),
        ("future", "The council holds this future not to be acceptable. Too many return."),
        ("quadrant", "Of the three questions that a service can be asked, it answers: Is anyone better off?"),
        ("causes", "3 causes given: 0 contributing and 2 restricting. The first is C1: Plans end without a step down."),
        ("partners", "1 partner given: Health visitors."),
        ("options", "3 options given. The highest score, 18 of 20, is that of O2: Family meeting."),
        ("actions", "2 actions given. The first is due by 31 May 2013 (Team managers): Visit within a month."),
        ("agenda", "1 kind of data to develop and 1 question to research."),
    ],
)
def test_a_part_says_its_gist_in_a_sentence(part, sentence):
    assert shown(part).sentence == sentence


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ("outcome", "The outcome is not written yet."),
        ("quadrant", "It is not written yet what kind of measure this is."),
        ("causes", "No cause is given yet."),
        ("partners", "No partner is given yet."),
        ("options", "No option is given yet."),
        ("actions", "No action is given yet."),
        ("agenda", "Nothing is given yet that must be found out."),
    ],
)
def test_a_part_not_begun_says_so(part, sentence):
    assert shown(part, Story("referrals")).sentence == sentence


def test_an_indicator_of_a_population_is_no_measure_of_a_service():
    exhibit = shown("quadrant", Story("referrals", accountability="population", headline_because="It matters"))
    assert "has no place among a service's own measures" in exhibit.sentence
    assert exhibit.missing == ()
    assert column(exhibit, "Answered by") == ("–", "–", "–", "It matters")


def test_options_say_which_cost_little_and_whether_one_is_off_the_wall():
    notes = shown("options").notes
    assert "O2, O3 and O1 cost nothing or little." in notes or "O1, O2 and O3 cost nothing or little." in notes
    assert "Off the wall: O3." in notes
    plain = Story("referrals", options=(Option("O1", "A choir", ("C1",), "weak", "high"),))
    assert "No off-the-wall option is given: there is room for one." in shown("options", plain).notes
    assert "None is of no cost or low cost." in shown("options", plain).notes
    assert shown("options", plain).sentence == "1 option given, none of them scored yet."


def test_a_hunch_is_said_to_be_none_and_counted():
    assert any("1 cause rests on one." in note for note in shown("causes").notes)


def test_actions_without_a_date_are_said_to_have_none():
    story = Story("referrals", actions=(Action("A1", "Write to schools"),))
    assert shown("actions", story).sentence == "1 action given, none of them with a date."


def test_an_empty_part_has_no_table():
    assert (shown("causes", Story("referrals")).columns, shown("causes", Story("referrals")).rows) == ((), ())


@pytest.mark.parametrize("part", PARTS)
def test_the_public_reads_the_same_words_as_the_board(part):
    assert public(Told(part, WHOLE)) == restricted(Told(part, WHOLE))


def test_the_councils_words_are_words_and_never_markup():
    text = everything(shown("outcome", Story("referrals", outcome="<b>Safe</b>"))).split("<figure")[1]
    assert "&lt;b&gt;Safe&lt;/b&gt;" in text
    assert "<b>" not in text
