"""A change of a rate is split into rates and composition as worked by hand, and the parts always sum."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.methods.das_gupta import standardise
from turncurve.methods.kitagawa import kitagawa


# Under 5: 10 of 100 then 30 of 200; over: 30 of 100 then 20 of 50. Rates .1 -> .15 and .3 -> .4; shares .5 -> .8 and
# .5 -> .2. Rate effect .65 * .05 + .35 * .1 = .0675; composition .125 * .3 - .35 * .3 = -.0675: nothing seems to move.
def test_two_effects_that_hide_each_other_are_told_apart():
    found = kitagawa([[10, 30], [30, 20]], [[100, 100], [200, 50]], groups=["under 5", "over 5"])
    assert found.first == pytest.approx(0.2)
    assert found.second == pytest.approx(0.2)
    assert found.rate_effect == pytest.approx(0.0675)
    assert found.composition_effect == pytest.approx(-0.0675)
    assert [group.rate_effect for group in found.groups] == pytest.approx([0.0325, 0.035])
    assert [group.composition_effect for group in found.groups] == pytest.approx([0.0375, -0.105])


counts = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 500)), min_size=2, max_size=8).filter(
    lambda groups: len(groups) % 2 == 0
)


@given(counts)
def test_it_is_das_gupta_with_two_factors(groups):
    pairs = np.array(groups, dtype=float).reshape(2, -1, 2)
    extra, missed = pairs[..., 0], pairs[..., 1]
    bottom = extra + missed
    names = [f"group {number}" for number in range(bottom.shape[1])]
    found = kitagawa(extra, bottom, groups=names)
    same = standardise(
        {"rate": extra / bottom, "share": bottom / bottom.sum(axis=1, keepdims=True)}, ["then", "now"]
    ).decompose("then", "now")
    assert found.rate_effect == pytest.approx(same.effects[0].effect, abs=1e-12)
    assert found.composition_effect == pytest.approx(same.effects[1].effect, abs=1e-12)
    assert found.rate_effect + found.composition_effect == pytest.approx(found.difference, abs=1e-12)


def test_a_group_that_is_new_differs_in_composition_only():
    found = kitagawa([[10, 0], [10, 20]], [[100, 0], [100, 100]], groups=["old", "new"])
    assert found.groups[1].rate_effect == 0
    assert found.difference == pytest.approx(0.05)
    assert found.rate_effect + found.composition_effect == pytest.approx(0.05)


@pytest.mark.parametrize(
    ("top", "bottom", "says"),
    [
        ([[1, 2]], [[1, 2]], "each of two periods"),
        ([[1, 2], [1, -2]], [[5, 5], [5, 5]], "missing or negative"),
        ([[1, 2], [1, 2]], [[5, 0], [5, 5]], "no denominator"),
        ([[0, 0], [1, 2]], [[0, 0], [5, 5]], "a period is empty"),
    ],
)
def test_what_cannot_be_split_is_refused_in_a_sentence(top, bottom, says):
    with pytest.raises(TurnCurveError, match=says):
        kitagawa(top, bottom, groups=["a", "b"])
