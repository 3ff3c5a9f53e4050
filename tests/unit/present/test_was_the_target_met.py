"""How the counts stand to the target, in words."""

import datetime as dt

import pytest

from tests.support.made_figures import COUNT, yearly
from tests.support.shown import cells, public, restricted
from turncurve.analyses.questions.was_the_target_met import TargetMet
from turncurve.analyses.usual_spread import Usual
from turncurve.present.picture import Rule
from turncurve.present.was_the_target_met import APART
from turncurve.present.words import WHY_AN_INTERVAL
from turncurve.tables.story import Target

BY = dt.date(2013, 3, 31)
COUNTS = [(50, 400), (48, 380), (62, 388)]  # 12.5%, 12.6%, 16.0%
CHANCE = Usual(1.0)


def exhibit(value, *, counts=COUNTS, by=BY, aim="at most", as_at=BY, set_by="", **changes):
    target = Target(value, by, aim=aim, set_by=set_by)
    return restricted(TargetMet((yearly(counts, **changes),), target, as_at, usual=CHANCE))


@pytest.mark.parametrize(
    ("value", "by", "answer"),
    [
        (16.5, BY, "The target was met."),
        (13.0, BY, "The target was not met."),
        (13.0, dt.date(2015, 3, 31), "The target is not yet due."),
        (13.0, dt.date(2001, 3, 31), "It cannot be said."),
    ],
)
def test_the_answer_is_a_fact_about_counts(value, by, answer):
    assert exhibit(value, by=by).answer == answer


def test_a_target_not_met_is_told_with_its_counts_and_what_chance_could_do():
    assert exhibit(13.0).sentence == (
        "Repeat plans: the target is at most 13.0% by 31 March 2013. The value was 16.0% (62 of 388) in the year to "
        "March 2013, on the other side of it. By chance alone the same service could have come to anything from 12.7% "
        "to 20.0%, on either side."
    )


def test_a_target_met_beyond_chance_says_that_all_is_on_one_side():
    sentence = exhibit(25.0).sentence
    assert "The value was 16.0% (62 of 388) in the year to March 2013, as wanted." in sentence
    assert (
        "Chance alone would have made it anything from 12.7% to 20.0%, all on the same side of the target." in sentence
    )


@pytest.mark.parametrize(
    ("value", "said"), [(13.0, "not yet where it is wanted"), (20.0, "already where it is wanted")]
)
def test_a_target_ahead_has_the_latest_value_beside_it(value, said):
    sentence = exhibit(value, by=dt.date(2015, 3, 31)).sentence
    assert f"The latest value is 16.0% (62 of 388) in the year to March 2013, {said}." in sentence


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"counts": [*COUNTS[:2], None]}, "because the value of year to March 2013 is not shown or not known."),
        ({"aim": None}, "because the target does not say whether at most or at least so much was aimed at."),
        ({"by": dt.date(2001, 3, 31)}, "because no year up to the target's date is held."),
    ],
)
def test_what_cannot_be_said_has_its_reason(options, reason):
    shown = exhibit(13.0, **options)
    assert shown.sentence.endswith(reason)
    assert WHY_AN_INTERVAL not in shown.notes


def test_met_and_really_changed_are_held_apart_and_the_interval_is_explained():
    notes = exhibit(13.0, set_by="The improvement plan").notes
    assert notes == (APART, WHY_AN_INTERVAL, "Set by: The improvement plan.")


def test_a_count_has_a_target_without_decimals():
    shown = exhibit(100, counts=[90, 104], words=COUNT)
    assert "the target is at most 100 by" in shown.sentence
    assert "The value was 104 in the year to March 2013" in shown.sentence
    assert "at most 99.5 by" in exhibit(99.5, counts=[90, 104], words=COUNT).sentence


def test_the_targets_level_is_drawn_and_the_years_are_tabled():
    shown = exhibit(13.0)
    (level,) = (layer for layer in shown.picture.layers if isinstance(layer, Rule))
    assert (level.at, level.label) == (13.0, "at most 13.0%")
    assert {"year to March 2013", "62", "388", "16.0"} <= cells(shown)


def test_without_a_target_there_is_none_to_judge():
    shown = restricted(TargetMet((yearly(COUNTS),), None, BY))
    assert shown.answer == "There is no target to judge."
    assert shown.sentence == "Repeat plans: no target is written down in the council's story."
    assert (shown.picture, shown.notes) == (None, ())


def test_the_public_is_not_told_from_a_hidden_value_whether_a_target_was_met():
    figures = yearly([(50, 400), (40, 380), (2, 388)])
    shown = public(TargetMet((figures,), Target(13.0, BY, aim="at most"), BY))
    assert shown.answer == "It cannot be said."
    assert "is not shown or not known" in shown.sentence
