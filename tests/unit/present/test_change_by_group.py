"""How much of a change came of each group, as it is shown."""

import pytest

from tests.support.made_figures import COUNT, SHARE, definition, yearly
from tests.support.shown import cells, column, public, restricted
from turncurve.analyses.questions.change_by_group import ChangeByGroup
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.reference.periods import year_ending

YEARS = (year_ending(2012), year_ending(2013))
AGES = {"1 to 4": ((10, 100), (12, 60)), "5 to 9": ((20, 100), (30, 150))}


def split(counts, *, words=SHARE, by="age_group"):
    """Return a split by groups: a name and two years' counts each."""
    held, whole = [], []
    for name, pair in counts.items():
        for period, count in zip(YEARS, pair, strict=True):
            top, below = count if isinstance(count, tuple) else (count, None)
            held.append(Measurement("X", period, top, below, "measured", ((by.replace("_", " "), name),)))
    for place in range(2):
        known = [pair[place] for pair in counts.values()]
        whole.append(tuple(map(sum, zip(*known, strict=True))) if words is SHARE else sum(known))
    grouped = Figures(definition(words, by=(by,)), tuple(held), Source("Made"))
    return ChangeByGroup((yearly(whole, words=words, area="X"), grouped))


def test_a_change_of_a_share_is_told_as_rates_and_as_who_was_counted():
    exhibit = restricted(split(AGES))
    assert exhibit.sentence == (
        "Repeat plans, by age group: of a rise of 5.0 points, 3.9 points of rise come of the groups' own rates and 1.1 "
        "points of rise of who was counted. The rates that moved it most: 1 to 4 (+3.9) and 5 to 9 (0.0)."
    )
    assert exhibit.answer == "Most of the rise comes of the groups' own rates."


@pytest.mark.parametrize(
    ("counts", "answer"),
    [
        (AGES, "Most of the rise comes of the groups' own rates."),
        (
            {"1 to 4": ((10, 100), (15, 150)), "5 to 9": ((40, 100), (20, 50))},
            "The fall comes of who was counted, not of the groups' own rates.",
        ),
        (
            {"1 to 4": ((10, 100), (20, 100)), "5 to 9": ((40, 100), (50, 100))},
            "The rise comes of the groups' own rates, not of who was counted.",
        ),
        (
            {"1 to 4": ((10, 100), (18, 150)), "5 to 9": ((40, 100), (15, 50))},
            "Most of the fall comes of who was counted.",
        ),
        ({"1 to 4": ((10, 100), (10, 100)), "5 to 9": ((40, 100), (40, 100))}, "The share is the same."),
    ],
)
def test_the_shortest_answer_names_the_larger_part(counts, answer):
    assert restricted(split(counts)).answer == answer


def test_the_table_holds_each_group_and_all():
    exhibit = restricted(split(AGES))
    assert column(exhibit, "Age group") == ("1 to 4", "5 to 9", "All")
    assert column(exhibit, "Year to March 2013, of") == ("60", "150", "210")
    assert column(exhibit, "Year to March 2013, %") == ("20.0", "20.0", "20.0")
    assert column(exhibit, "Points by its rate") == ("+3.9", "0.0", "+3.9")
    assert any("Kitagawa" in note for note in exhibit.notes)


def test_a_change_of_a_count_is_told_by_the_groups_that_make_most_of_it():
    counts = {"phone": (100, 140), "email": (50, 40), "letter": (9, 9), "visit": (20, 26)}
    exhibit = restricted(split(counts, words=COUNT, by="route"))
    assert exhibit.sentence == "Plans started, by route: +36 in all; most by phone +40, email -10 and visit +6."
    assert column(exhibit, "Change") == ("-10", "0", "+40", "+6")


def test_a_count_whose_groups_did_not_change_says_so():
    exhibit = restricted(split({"phone": (100, 100)}, words=COUNT, by="route"))
    assert exhibit.sentence == "Plans started, by route: 0 in all, and no group changed."


def test_a_public_split_with_a_small_group_shows_no_count_of_it():
    exhibit = public(split({**AGES, "16 and over": ((2, 40), (3, 50))}))
    assert "cannot be split by group, because" in exhibit.sentence
    assert cells(exhibit) == set()


def test_where_there_are_no_groups_the_reason_is_told():
    found = ChangeByGroup((yearly([(62, 388), (64, 512)]),), no_groups="no indicator breaks them down")
    exhibit = restricted(found)
    assert exhibit.sentence == (
        "Repeat plans: the change cannot be split by group, because no indicator breaks them down."
    )
    assert exhibit.answer == "The change cannot be split by group."
