"""The first page: one word, what moved, how likely the end is, and what is asked for."""

from dataclasses import replace

import pytest

from tests.support.made_progress import AS_AT, EARLIER, FIGURES, NOW, PLAN, THEN, by_quarter, part
from tests.support.shown import cells, column, everything, public, restricted
from turncurve.analyses.overviews.position import Position
from turncurve.analyses.overviews.progress_report import NO_REQUIREMENT, Asked, Lacking, Overall
from turncurve.analyses.plan_items import Plan
from turncurve.present.progress_overall import AS_SHOWN, moved

PART = part(Overall)


def with_plan(kind, **changes):
    return part(kind, position=replace(NOW, plan=replace(PLAN, **changes)))


def test_the_answer_is_the_worst_status_and_how_many_have_it():
    assert restricted(PART).answer == "■ Off track: 2 of 5 requirements are."


def test_one_requirement_is_not_many():
    plan = replace(PLAN, requirements=PLAN.requirements[:2])
    assert restricted(part(Overall, position=Position(FIGURES, plan, AS_AT))).answer == (
        "■ Off track: 1 of 2 requirements is."
    )


def test_the_sentence_says_the_rest_what_moved_how_likely_and_what_is_asked():
    sentence = restricted(PART).sentence
    assert "Of the rest, 1 at risk, 1 no evidence and 1 met and sustained." in sentence
    assert "Since 31 December 2012, 1 requirement got better and 1 got worse." in sentence
    assert "by 31 December 2013 is no more than that of the least likely: less than 5%" in sentence
    assert sentence.endswith("Asked for: Leave to hold the review in July.")


def test_every_status_is_counted_and_the_requirements_named():
    exhibit = restricted(PART)
    assert column(exhibit, "Requirements") == ("2", "1", "1", "0", "0", "0", "1")
    assert column(exhibit, "Which")[:4] == ("N02 and N12", "N15", "N19", "–")


def test_the_public_is_told_that_the_board_may_know_more():
    assert AS_SHOWN in public(PART).notes
    assert AS_SHOWN not in restricted(PART).notes


def test_what_is_hidden_from_the_public_changes_its_status_and_is_nowhere_on_the_page():
    small = by_quarter("assessments_on_time", [(97, 100)] * 16)
    answer = part(Overall, position=replace(NOW, figures=(small, *FIGURES[1:])))
    exhibit = public(answer)
    assert "N01" in cells(restricted(answer)) | {"N01"}
    assert column(exhibit, "Which")[3] == "N01"
    assert "388" not in everything(exhibit)


def test_without_a_plan_of_last_time_that_is_said():
    assert "No plan is held of 31 December 2012 to compare with." in restricted(part(Overall, before=None)).sentence


def test_where_nothing_moved_that_is_said():
    assert "no requirement has another status" in restricted(part(Overall, before=NOW)).sentence


@pytest.mark.parametrize(
    ("position", "before", "said"),
    [
        (NOW, THEN, "1 requirement got better and 1 got worse"),
        (THEN, NOW, "1 requirement got better and 1 got worse"),
        (NOW, NOW, "no requirement has another status"),
    ],
)
def test_what_moved_is_counted(position, before, said):
    assert moved(part(Overall, position=position, before=before)) == said


def test_what_is_known_now_is_counted_apart():
    unknown = replace(THEN, figures=FIGURES[1:])
    assert moved(part(Overall, before=unknown)) == ("1 requirement got worse and of 1 it is now known where it stands")
    assert moved(part(Overall, position=unknown, before=NOW)).endswith("of 1 it is no longer known where it stands")


def test_what_was_not_known_and_goes_wrong_now_got_worse():
    nothing = replace(THEN, figures=(), plan=replace(EARLIER, promises=()))
    assert moved(part(Overall, before=nothing)) == ("3 requirements got worse and of 1 it is now known where it stands")


def test_a_new_requirement_cannot_be_compared():
    fewer = replace(THEN, plan=replace(EARLIER, requirements=EARLIER.requirements[:-1]))
    assert "of 1 the two statuses cannot be compared" in moved(part(Overall, before=fewer))


def test_without_a_measure_no_chance_is_given():
    assert "chance" not in restricted(with_plan(Overall, measures=())).sentence


def test_with_a_plan_without_requirements_the_page_is_a_draft():
    exhibit = restricted(part(Overall, position=Position((), Plan(AS_AT, AS_AT, gaps=(NO_REQUIREMENT,)), AS_AT)))
    assert exhibit.missing == (NO_REQUIREMENT,)
    assert exhibit.answer == "No evidence."


def test_what_is_asked_for_is_in_the_plans_words():
    assert restricted(part(Asked)).sentence == "Leave to hold the review in July."
    assert restricted(with_plan(Asked, meetings=(replace(PLAN.meetings[1], asked_for=""),))).sentence == (
        "Nothing is asked for."
    )


def test_an_occasion_that_the_plan_does_not_name_makes_a_draft():
    assert restricted(part(Asked, occasion="department review")).missing == (
        "The plan names no department review up to this date",
    )
    assert restricted(part(Asked)).missing == ()


def test_what_the_plan_lacks_makes_a_draft_and_what_it_leaves_open_does_not():
    exhibit = restricted(with_plan(Lacking, gaps=("A1 has no owner",), left_open=("N11 has a date that is not known",)))
    assert exhibit.missing == ("A1 has no owner",)
    assert exhibit.rows == (("N11 has a date that is not known",),)
    assert exhibit.sentence == "The plan leaves 1 thing open; 1 thing must still be written."


def test_a_plan_that_lacks_nothing_says_so():
    exhibit = restricted(part(Lacking))
    assert exhibit.sentence == "The plan leaves 0 things open; nothing must still be written."
    assert exhibit.columns == ()
