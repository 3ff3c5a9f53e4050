"""Ratings become counts on the whole scale, and weights fall from 1 as answers move apart."""

import numpy as np
import pytest

from turncurve.errors import TurnCurveError
from turncurve.methods.agreement_table import rating_counts, weights_of


def test_raters_are_counted_by_case_on_the_whole_scale():
    counts = rating_counts(
        [("met", "met", None), ("not", "partly", "not"), (None, None, None)], ["met", "partly", "not"]
    )
    assert counts.tolist() == [[2, 0, 0], [0, 1, 2]]


def test_an_answer_outside_the_scale_is_refused_with_its_case():
    with pytest.raises(TurnCurveError, match=r"outside the scale.*case 2"):
        rating_counts([("met", "met"), ("met", "perhaps")], ["met", "not"])


@pytest.mark.parametrize("scale", [["met"], [], ["met", "met"]])
def test_a_scale_has_two_answers_at_least(scale):
    with pytest.raises(TurnCurveError, match="at least two answers"):
        rating_counts([], scale)


@pytest.mark.parametrize(
    ("kind", "first_row"),
    [
        ("identity", [1, 0, 0, 0]),
        ("linear", [1, 2 / 3, 1 / 3, 0]),
        ("quadratic", [1, 8 / 9, 5 / 9, 0]),
        ("ordinal", [1, 5 / 6, 1 / 2, 0]),
    ],
)
def test_weights_of_four_answers_are_these(kind, first_row):
    weights = weights_of(4, kind=kind)
    assert weights[0].tolist() == pytest.approx(first_row)
    assert np.array_equal(weights, weights.T)
    assert np.array_equal(np.diag(weights), np.ones(4))


def test_unknown_weights_are_refused():
    with pytest.raises(TurnCurveError, match="no weights called 'cubic'"):
        weights_of(3, kind="cubic")
