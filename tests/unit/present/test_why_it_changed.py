"""What made up the change of a share between two years, as it is shown."""

import pytest

from tests.support.made_figures import COUNT, SHARE, on_dates, yearly
from tests.support.shown import column, public, restricted
from turncurve.analyses.questions.why_it_changed import WhyItChanged
from turncurve.analyses.usual_spread import Usual
from turncurve.reference.periods import year_ending

REPEAT = {**SHARE, "id": "repeat_child_protection_plans"}
SOON = {**SHARE, "id": "soon", "subset": (("previous plan", "yes"), ("previous plan ended", "within two years"))}
ENDS = [year_ending(each).end for each in (2011, 2012, 2013)]
RIDER = "it does not say that the change is more than chance"


def repeats(counts, *, last=2013, usual=None):
    return WhyItChanged((yearly(counts, words=REPEAT, last=last, published=True),), usual=usual)


def with_returns():
    whole = yearly([(35, 250), (62, 388)], words=REPEAT)
    return WhyItChanged((whole, yearly([(4, 250), (16, 388)], words=SOON), on_dates((380, 450, 463), ENDS)))


def test_wiltshire_s_fall_is_told_rightly():
    """DfE, Characteristics of children in need 2024: 62 of 388 in the year to March 2013, 64 of 512 in the next."""
    exhibit = restricted(repeats([(62, 388), (64, 512)], last=2014))
    assert exhibit.answer == "The fall comes of more first plans, not of fewer second or later plans."
    assert exhibit.sentence == (
        "Repeat plans: 16.0% (62 of 388) in the year to March 2013, and 12.5% (64 of 512) in the year to March 2014. "
        "Of the fall of 3.5 points, 3.9 points of fall are because more first plans (448 after 326) began and 0.4 "
        "points of rise are because more second or later plans (64 after 62) began. This splits the counts; it does "
        "not say that the change is more than chance: the whole of it is within what chance makes."
    )
    assert exhibit.notes[0] == (
        "There were 2 more second or later plans: the change of all that began makes +17.7 of them, that of the share "
        "-15.7."
    )


@pytest.mark.parametrize(
    ("counts", "answer"),
    [
        ([(62, 388), (64, 512)], "The fall comes of more first plans, not of fewer second or later plans."),
        ([(64, 512), (62, 388)], "The rise comes of fewer first plans, not of more second or later plans."),
        ([(62, 388), (62, 512)], "The fall comes of more first plans, not of fewer second or later plans."),
        ([(62, 388), (40, 300)], "The fall comes of fewer second or later plans."),
        (
            [(62, 388), (30, 380)],
            "Most of the fall comes of fewer second or later plans, the rest of more first plans.",
        ),
        (
            [(62, 388), (60, 500)],
            "Most of the fall comes of more first plans, the rest of fewer second or later plans.",
        ),
        ([(62, 388), (124, 776)], "The share is the same."),
    ],
)
def test_the_shortest_answer_says_where_the_change_comes_from(counts, answer):
    assert restricted(repeats(counts)).answer == answer


def test_a_change_beyond_chance_is_still_no_cause():
    sentence = restricted(repeats([(62, 388), (132, 388)], usual=Usual(2.8))).sentence
    assert RIDER not in sentence
    assert sentence.endswith("This splits the counts; it does not say what caused them.")


def test_the_table_holds_both_years_and_adds_up():
    exhibit = restricted(repeats([(62, 388), (64, 512)], last=2014))
    assert column(exhibit, "Year to March 2013") == ("62", "326", "16.0%")
    assert column(exhibit, "Year to March 2014") == ("64", "448", "12.5%")
    assert column(exhibit, "Percentage points of the change") == ("+0.4", "-3.9", "-3.5")


def test_returns_are_split_into_who_could_return_and_how_often():
    exhibit = restricted(with_returns())
    assert "more children who could return within two years (457 after 415) make" in exhibit.sentence
    assert "their returning 3.5 times for each hundred of them, after 1.0, makes" in exhibit.sentence
    assert "more returns after more than two years (46 after 31) make" in exhibit.sentence
    rows = [row for row in exhibit.rows if row[0].startswith("Split further: ")]
    effects = [float(row[3]) for row in rows]
    assert len(rows) == 4
    assert sum(effects) == pytest.approx(100 * (62 / 388 - 35 / 250), abs=0.2)
    assert any("some of them have moved away" in note for note in exhibit.notes)


def test_where_returns_are_not_split_the_reason_is_told():
    own = restricted(repeats([(62, 388), (64, 512)]))
    assert any("known from the council's own records only" in note for note in own.notes)
    hidden = public(with_returns())
    assert any("not known or not shown in one of the years" in note for note in hidden.notes)
    assert not any(row[0].startswith("Split further") for row in hidden.rows)
    plain = restricted(WhyItChanged((yearly([(62, 388), (64, 512)]),)))
    assert not any("Returns are not split" in note for note in plain.notes)


def test_a_share_without_words_of_its_own_is_told_in_plain_ones():
    exhibit = restricted(WhyItChanged((yearly([(300, 400), (320, 500)]),)))
    assert "more cases that do not (180 after 100) were counted" in exhibit.sentence


@pytest.mark.parametrize(
    ("figures", "reason"),
    [
        (yearly([10, 12], words=COUNT), "it is no share, so there is nothing below the line to split it by"),
        (yearly([(62, 388)]), "there are not two years to compare"),
        (yearly([(62, 388), None]), "one of the two values is not shown or not known"),
    ],
)
def test_where_nothing_can_be_split_the_reason_is_told(figures, reason):
    exhibit = restricted(WhyItChanged((figures,)))
    assert exhibit.sentence.endswith(f"the change cannot be split, because {reason}.")
    assert exhibit.answer == "The change cannot be split."
    assert exhibit.rows == ()


def test_a_share_that_did_not_move_is_not_split_in_words():
    exhibit = restricted(repeats([(62, 388), (124, 776)]))
    assert "The share is the same, to one decimal." in exhibit.sentence
    assert "Of the" not in exhibit.sentence
