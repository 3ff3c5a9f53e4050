"""Chances and ranges as a reader is told them."""

import pytest

from tests.support.made_forecasts import chance, expected, told, windows, years
from turncurve.analyses.case_forecast import FOLLOWED, not_told
from turncurve.present import ahead_words
from turncurve.tables.issued import DO_NOTHING

A1 = expected("adoption_a1", (673.4, 696.2), periods=windows(2014, 2015))


@pytest.mark.parametrize(
    ("share", "exact", "coarse"),
    [
        (0.0, "fewer than 1 in 100", "fewer than 1 in 20"),
        (0.004, "fewer than 1 in 100", "fewer than 1 in 20"),
        (0.005, "1 in 100", "fewer than 1 in 20"),
        (0.1, "10 in 100", "about 1 in 10"),
        (0.667, "67 in 100", "about 7 in 10"),
        (0.996, "more than 99 in 100", "more than 19 in 20"),
        (1.0, "more than 99 in 100", "more than 19 in 20"),
        (None, "–", "–"),
    ],
)
def test_a_chance_is_never_said_to_be_certain(share, exact, coarse):
    assert ahead_words.chance(share, rounded=False) == exact
    assert ahead_words.chance(share, rounded=True) == coarse


@pytest.mark.parametrize(
    ("share", "likely", "unlikely"),
    [(0.75, True, False), (0.74, False, False), (0.26, False, False), (0.25, False, True), (None, False, False)],
)
def test_between_one_in_four_and_three_in_four_it_cannot_be_told(share, likely, unlikely):
    assert (ahead_words.likely(share), ahead_words.unlikely(share)) == (likely, unlikely)


@pytest.mark.parametrize("share", [0.70, 0.74, 0.76, 0.80, 0.24, 0.26])
def test_rounding_to_a_tenth_never_changes_what_is_called_probable(share):
    rounded = round(share + 1e-9, 1)
    assert ahead_words.likely(share) == ahead_words.likely(rounded)
    assert ahead_words.unlikely(share) == ahead_words.unlikely(rounded)


def test_a_range_is_said_with_its_middle():
    assert ahead_words.span(A1, 1) == "673 days (663 to 683 four times in five)"
    assert ahead_words.ends(A1, 2) == pytest.approx((686.2, 706.2))
    assert ahead_words.range_texts(A1, 2) == ("696", "686", "706", "676", "716")
    assert len(ahead_words.range_columns("days")) == 5


def test_children_are_counted_without_a_unit():
    held = expected("children_adopted", (31.0,), periods=years(2014), unit="children", spread=6)
    assert ahead_words.span(held, 1) == "31 (25 to 37 four times in five)"


def test_why_nothing_is_forecast_is_a_sentence():
    assert ahead_words.no_forecast(not_told("only 9 adoptions are on record")) == (
        "No forecast from the children on the way, because only 9 adoptions are on record."
    )
    assert ahead_words.no_forecast(told(A1)) == ""


def test_that_numbers_are_coarse_is_said_where_they_are():
    whole = told(A1, notes=("As now.",), limits=("3 rows.",))
    assert ahead_words.notes(whole) == ("As now.", "3 rows.")
    assert ahead_words.notes(whole, assumed=False) == ()
    coarse = told(A1, notes=("As now.",), rounded=True)
    assert "rounded outwards" in ahead_words.notes(coarse)[-1]


def test_what_is_told_is_issued_under_its_name():
    (issued,) = ahead_words.issued(told(A1), "adoption_a1")
    assert issued.name[:3] == ("adoption_a1", DO_NOTHING, "three_years")
    assert issued.forecast is A1.forecast
    adopted = expected("children_adopted", (31.0,), periods=years(2014), unit="children")
    (yearly,) = ahead_words.issued(told(adopted), "children_adopted")
    assert yearly.name[:3] == ("children_adopted", FOLLOWED, "year")
    assert ahead_words.issued(told(A1), "adoption_a2") == ()
    assert ahead_words.issued(told(chances=(chance("adoption_a1", 0.5),)), "adoption_a1") == ()
