"""The public is told of posts, and of no person, wherever a plan says who."""

from dataclasses import replace

import pytest

from tests.support.made_progress import PLAN, promised
from turncurve.analyses.plan_items import Meeting, ObjectiveItem, Risk, Slip
from turncurve.analyses.plan_names import NOT_NAMED, without_names
from turncurve.tables.posts import names_a_person

NAME = "Mrs A. Example"


def with_who(who):
    """Return a plan that says one thing wherever it says who."""
    return replace(
        PLAN,
        chair=who,
        objectives=(ObjectiveItem("O1", "N01", "Assess in time", who),),
        measures=tuple(replace(each, slip=Slip(approved_by=who)) for each in PLAN.measures),
        promises=(promised("A1", owner=who, slip=Slip(approved_by=who)),),
        meetings=(Meeting("S1", "Information to ministers", "2013-03", signed_off_by=who),),
        risks=(Risk("R1", "N01", "Staff leave", 3, 4, "Hire", who),),
    )


def test_a_name_is_nowhere_in_what_the_public_reads_and_all_else_stays():
    found = without_names(with_who(NAME))
    assert NAME not in repr(found)
    assert found == with_who(NOT_NAMED)


@pytest.mark.parametrize("post", ["Head of adoption", "Director", "Improvement board", "Caldicott Guardian", ""])
def test_a_post_stays(post):
    assert without_names(with_who(post)) == with_who(post)


def test_what_stands_for_a_name_is_none_itself():
    assert not names_a_person(NOT_NAMED)
    once = without_names(with_who(NAME))
    assert without_names(once) == once


def test_the_plan_that_was_given_is_not_changed():
    held = with_who(NAME)
    without_names(held)
    assert held.promises[0].owner == NAME
