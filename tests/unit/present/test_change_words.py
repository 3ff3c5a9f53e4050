"""A change and its parts as a reader says them."""

import pytest

from tests.support.made_figures import SHARE, definition
from turncurve.analyses.share_split import Part
from turncurve.present.change_words import more_or_fewer, nouns_of, points, rise_or_fall, signed


@pytest.mark.parametrize(("change", "way"), [(-3.5, "fall"), (2.0, "rise"), (0.0, "rise")])
def test_a_change_has_a_direction(change, way):
    assert rise_or_fall(change) == way


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (-3.87, "3.9 points of fall"),
        (0.39, "0.4 points of rise"),
        (0.049, "no points"),
        (-0.049, "no points"),
        (0.05, "0.1 points of rise"),
    ],
)
def test_points_are_told_by_a_word_and_not_by_a_sign(change, text):
    assert points(change) == text


@pytest.mark.parametrize(
    ("change", "text"), [(0.39, "+0.4"), (-3.87, "-3.9"), (0.0, "0.0"), (0.04, "0.0"), (-0.04, "0.0")]
)
def test_a_table_has_signs_and_no_signed_nought(change, text):
    assert signed(change) == text


@pytest.mark.parametrize(
    ("before", "latest", "text"),
    [
        (326, 448, "more first plans (448 after 326)"),
        (62, 35, "fewer first plans (35 after 62)"),
        (9, 9, "as many first plans (9 after 9)"),
    ],
)
def test_more_and_fewer_are_told_with_both_counts(before, latest, text):
    assert more_or_fewer(Part("others", before, latest, 0.0), "first plans") == text


def test_repeats_have_words_of_their_own_and_other_shares_plain_ones():
    own = nouns_of(definition(SHARE, id="repeat_child_protection_plans"))
    assert (own.counted, own.others) == ("second or later plans", "first plans")
    assert nouns_of(definition(SHARE)).others == "cases that do not"
