"""Probabilities in words: the nearest plain fraction, and never a certainty."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from turncurve.present.chances import times


def fraction(text):
    """Return the fraction that the words state."""
    numbers = [int(word) for word in text.split() if word.isdigit()]
    return Fraction(*numbers)


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (0.0, "less than 1 time in 20"),
        (0.0499, "less than 1 time in 20"),
        (0.05, "about 1 time in 10"),
        (0.149, "about 1 time in 10"),
        (0.151, "about 1 time in 5"),
        (0.26, "about 1 time in 4"),
        (0.3, "about 1 time in 3"),
        (0.38, "about 2 times in 5"),
        (0.5, "about 1 time in 2"),
        (0.62, "about 3 times in 5"),
        (0.66, "about 2 times in 3"),
        (0.75, "about 3 times in 4"),
        (0.8, "about 4 times in 5"),
        (0.95, "about 9 times in 10"),
        (0.9501, "more than 19 times in 20"),
        (1.0, "more than 19 times in 20"),
    ],
)
def test_a_probability_is_said_as_the_nearest_plain_fraction(probability, said):
    assert times(probability) == said


@given(some.floats(0.05, 0.95))
def test_what_is_said_is_never_far_from_what_is_meant(probability):
    assert abs(fraction(times(probability)) - probability) <= 0.0501


@given(some.floats(0, 1))
def test_nothing_is_said_to_be_certain(probability):
    assert 0 < fraction(times(probability)) < 1


@given(some.floats(0, 1), some.floats(0, 1))
def test_the_likelier_is_never_said_to_be_the_less_likely(one, other):
    low, high = sorted((one, other))
    assert fraction(times(low)) <= fraction(times(high))
