"""What is said beneath a projection: method, target, scenarios and what they lack."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.support.made_figures import COUNT, monthly, yearly
from turncurve.analyses.questions.if_nothing_changes import Projection
from turncurve.present import chances
from turncurve.present.projection_words import (
    COUNTS_OF_EVERY_SIZE,
    FELL_BACK,
    HOW_SCENARIOS_ARE_MADE,
    WHAT_IT_IS,
    WHAT_SCENARIOS_ARE,
    missing,
    notes,
    short_name,
    target_sentence,
)
from turncurve.tables.story import Scenario, Target

SHARES = [(50, 380), (55, 400), (60, 390), (62, 388)]
TARGET = Target(13.0, dt.date(2015, 3, 31), "at most", "the improvement plan")
PLAN = Scenario("S1", "Visits begin", "O1", -20.0, dt.date(2013, 4, 1), dt.date(2014, 3, 31), "A guess")


def made(figures=None, **changes):
    """Return a projection of a share of which neither more nor less is better."""
    return Projection((figures or yearly(SHARES, polarity="neither"),), **changes)


def note(projection, beginning):
    """Return the one note that begins so."""
    (found,) = [each for each in notes(projection) if each.startswith(beginning)]
    return found


def others(count):
    """Return the published years of some other areas."""
    each = [yearly([(40 + place, 300)] * 4, area=f"Area {place}", published=True) for place in range(count)]
    return replace(each[0], measurements=tuple(item for one in each for item in one.measurements))


def test_how_it_was_made_says_from_what_and_up_to_when():
    said = note(made(), "Method:")
    assert "made from 4 values to the year to March 2013" in said
    assert "of this area alone, because too few other areas' figures were held" in said


def test_who_taught_it_is_said():
    taught = Projection((yearly(SHARES, polarity="neither"), others(8)))
    assert note(taught, "Method:").endswith("and learnt from 8 other areas' published figures.")


def test_of_quarters_and_counts_no_other_area_is_missed():
    quarters = monthly([(5, 30)] * 48, first=dt.date(2009, 4, 1), polarity="neither").coarser()
    assert note(made(quarters), "Method:").endswith("of this area alone.")
    counts = monthly([9] * 24, words=COUNT, polarity="neither")
    assert note(made(counts), "Method:").endswith("of this area alone.")
    assert COUNTS_OF_EVERY_SIZE in notes(made(counts))
    assert COUNTS_OF_EVERY_SIZE not in notes(made(quarters))


def test_it_is_said_to_be_no_promise_and_to_stand_beside_the_plainest_forecast():
    assert notes(made())[0] == f"{WHAT_IT_IS} {WHAT_SCENARIOS_ARE}"
    nobody = yearly([*SHARES, *SHARES, (0, 0), (0, 0), (0, 0)], polarity="neither")
    assert notes(made(nobody))[0] == WHAT_IT_IS
    assert note(made(), "Beside it").endswith("the last value again.")
    quarters = monthly([(5, 30)] * 48, first=dt.date(2009, 4, 1), polarity="neither").coarser()
    assert note(made(quarters), "Beside it").endswith("each period as the same period of the last year known.")


def test_falling_back_to_years_is_said_among_the_first():
    quarters = monthly([None] * 12 + [(5, 30)] * 36, first=dt.date(2009, 4, 1), polarity="neither").coarser()
    fallen = Projection((quarters, yearly(SHARES, polarity="neither")), own=2)
    assert notes(fallen)[1] == FELL_BACK
    assert FELL_BACK not in notes(made())


def test_the_target_is_named_with_who_set_it():
    assert note(made(target=TARGET), "The target") == (
        "The target of at most 13.0% by 31 March 2015 was set by the improvement plan."
    )
    unsigned = replace(TARGET, set_by="")
    assert note(made(target=unsigned), "The target") == (
        "The target is at most 13.0% by 31 March 2015; who set it is not said."
    )


def test_the_chance_of_the_target_is_said_for_its_year():
    projection = made(target=TARGET)
    chance = chances.times(projection.chance(projection.forecast).probability)
    assert target_sentence(projection) == (
        f" The target of at most 13.0% would be met {chance} in the year to March 2015."
    )


def test_a_target_due_later_is_said_to_be_judged_early():
    later = made(target=replace(TARGET, by=dt.date(2019, 3, 31)))
    assert target_sentence(later).endswith("in the year to March 2015, short of the target's date (31 March 2019).")


@pytest.mark.parametrize(
    ("target", "why"),
    [
        (replace(TARGET, by=dt.date(2013, 3, 31)), "its date is not ahead of what is known"),
        (replace(TARGET, aim=None), "it is not said on which side of its value the target is met"),
    ],
)
def test_where_no_chance_is_said_the_reason_is(target, why):
    projection = made(target=target)
    assert target_sentence(projection) == ""
    assert note(projection, "How likely") == f"How likely it is to be met is not said, because {why}."


def test_without_a_target_nothing_is_said_of_one():
    assert target_sentence(made()) == ""
    assert not [each for each in notes(made()) if "target" in each and WHAT_IT_IS not in each]


def test_the_councils_own_scenario_is_said_with_its_option_its_size_and_what_that_rests_on():
    projection = made(target=TARGET, plans=(PLAN,))
    then = chances.times(projection.chance(projection.scenarios[0].forecast).probability)
    assert note(projection, "Scenario S1") == (
        "Scenario S1, option O1 (Visits begin): assumes that the level came to be 20% lower than it would have been, "
        f"evenly from 1 April 2013 to 31 March 2014; the target would then be met {then}. "
        "The size rests on this: A guess."
    )
    assert HOW_SCENARIOS_ARE_MADE in notes(projection)
    assert short_name(projection.scenarios[0]) == "Scenario S1"


def test_where_no_direction_is_better_that_is_said_and_what_is_shown_instead():
    assert note(made(), "Of this measure").endswith("what would follow if the last three years' level came back.")
    assert note(made(plans=(PLAN,)), "Of this measure").endswith("so no turn for the better is drawn.")
    lower = made(yearly(SHARES, polarity="lower is better"))
    assert not [each for each in notes(lower) if each.startswith("Of this measure")]
    assert note(lower, "If the curve turned").startswith("If the curve turned: assumes that the level came to be a")


def test_within_its_band_no_turn_is_sought():
    within = made(yearly(SHARES, polarity="a band", band=(5.0, 40.0)))
    assert note(within, "The level expected").startswith("The level expected is within what is held to be sound")


def test_what_the_councils_words_lack_is_listed():
    bare = Scenario("S2", "Letters begin")
    projection = made(target=Target(13.0, dt.date(2015, 3, 31)), plans=(PLAN, bare))
    scenario, *target = missing(projection)
    assert scenario == (
        "Scenario S2 does not say the option that it carries out, the change that it would bring, the date from which "
        "it would begin, the date by which it would be complete and what its size rests on"
    )
    assert target == [
        "It is not said whether the target is met at most or at least at its value",
        "It is not said who set the target",
    ]
    assert missing(made(target=TARGET, plans=(PLAN,))) == ()
    assert missing(made()) == ()
