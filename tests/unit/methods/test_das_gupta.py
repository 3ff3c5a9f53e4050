"""Standardised rates agree with Das Gupta's worked examples, and effects always sum to the difference."""

from itertools import pairwise, permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.methods.das_gupta import consistent_rates, product_of_factors, standardise


def births_outside_marriage(factors):
    """Return births outside marriage per 1,000 births: women by age, unmarried, and fertility of either."""
    outside = factors["A"] * factors["B"] * factors["C"]
    within = factors["A"] * (1 - factors["B"]) * factors["D"]
    return 1000 * outside.sum() / (outside.sum() + within.sum())


def natural_increase(factors):
    return factors["crude_birth"] - factors["crude_death"]


RATES = {"3.1": natural_increase, "4.4": births_outside_marriage, "6.5": births_outside_marriage}
EXPECTED = {"2.1": "01", "2.2": "02", "3.1": "06", "4.3": "05"}
FACTORS = {
    "2.1": ["avg_earnings", "earner_prop"],
    "2.2": ["birthsw1549", "propw1549", "propw"],
    "2.3": ["birth_preg", "preg_actw", "actw_prop", "w_prop"],
    "2.4": ["prop_m", "noncontr", "abort", "lact", "fecund"],
    "3.1": ["crude_birth", "crude_death"],
    "4.3": ["bm", "mw", "wp"],
    "4.4": ["A", "B", "C", "D"],
    "6.5": ["A", "B", "C", "D"],
}


def worked_example(shared, number):
    """Read one of Das Gupta's examples: its populations and its factors, one row a population."""
    data = pd.read_csv(shared / "reference" / "decomposition" / f"dasgupta_eg{number}_input.csv")
    populations = sorted(data["pop"].unique())
    rows = {name: np.stack([data.loc[data["pop"] == one, name] for one in populations]) for name in FACTORS[number]}
    return [str(name) for name in populations], {name: np.squeeze(values) for name, values in rows.items()}


@pytest.mark.parametrize("number", list(EXPECTED))
def test_the_worked_examples_are_reproduced(shared, number):
    populations, factors = worked_example(shared, number)
    expected = pd.read_csv(
        shared / "reference" / "decomposition" / f"dasgupta_eg{number}_expected_{EXPECTED[number]}.csv"
    ).set_index("row")
    found = standardise(factors, populations, rate=RATES.get(number, product_of_factors))
    whole = found.decompose(*populations)
    for effect in whole.effects:
        row = expected.loc[effect.factor]
        assert effect.first == pytest.approx(row[populations[0]], abs=1e-9)
        assert effect.second == pytest.approx(row[populations[1]], abs=1e-9)
        assert abs(effect.effect) == pytest.approx(abs(row["diff"]), abs=1e-9)
        assert round(100 * effect.share, 2) == row["decomp"]
    assert [whole.first, whole.second] == pytest.approx(list(expected.loc["crude", populations]), abs=1e-9)


def one_at_a_time(values, rate):
    """Average each factor's effect over every order in which the factors could have changed one after another."""
    names = list(values)
    orders = list(permutations(names))
    effects = dict.fromkeys(names, 0.0)
    for order in orders:
        now = {name: values[name][0] for name in names}
        for name in order:
            before = float(np.sum(rate(now)))
            now[name] = values[name][1]
            effects[name] += (float(np.sum(rate(now))) - before) / len(orders)
    return effects


@pytest.mark.parametrize("number", ["2.2", "2.3", "2.4", "3.1", "4.3", "4.4"])
def test_an_effect_is_the_mean_over_all_orders_of_changing_one_factor_after_another(shared, number):
    populations, factors = worked_example(shared, number)
    rate = RATES.get(number, product_of_factors)
    found = standardise(factors, populations, rate=rate).decompose(*populations)
    expected = one_at_a_time(factors, rate)
    assert {effect.factor: effect.effect for effect in found.effects} == pytest.approx(expected)


# Das Gupta (1993), example 2.3: the rise of the rate is the sum of four effects, by the definition of the rate.
def test_a_rate_of_four_factors_is_their_product_in_each_population(shared):
    populations, factors = worked_example(shared, "2.3")
    found = standardise(factors, populations)
    assert found.crude == pytest.approx([25.3 * 0.214 * 0.279 * 0.949, 32.7 * 0.290 * 0.473 * 0.986])


def test_five_years_have_one_rate_a_factor_each_and_effects_that_add_up_along_the_series(shared):
    populations, factors = worked_example(shared, "6.5")
    found = standardise(factors, populations, rate=births_outside_marriage)
    assert found.standardised.shape == (5, 4)
    for one, two in pairwise(populations):
        step = found.decompose(one, two)
        assert sum(effect.effect for effect in step.effects) == pytest.approx(step.difference)
    steps = [found.decompose(one, two).effects[1].effect for one, two in pairwise(populations)]
    assert sum(steps) == pytest.approx(found.decompose("1963", "1983").effects[1].effect)


def test_populations_that_already_agree_in_pairs_are_left_as_they_are():
    levels = np.array([[1.0, 10.0], [2.0, 9.0], [4.0, 12.0]])
    pairs = np.repeat(levels[:, None, :], 3, axis=1)
    np.testing.assert_allclose(consistent_rates(pairs), levels)


# Equation 6.11 by hand for three populations: the mean of population 1's two rates, 5 and 7, is 6; then
# (b13 - b12 ... ) = [(8 - 1 * 6) + (9 - 1 * 4)] / (3 * 2) = 7 / 6.
def test_three_populations_are_made_consistent_as_worked_by_hand():
    pairs = np.array([[[0.0], [5.0], [7.0]], [[6.0], [0.0], [8.0]], [[4.0], [9.0], [0.0]]])
    assert consistent_rates(pairs)[0, 0] == pytest.approx(6 + 7 / 6)


numbers = st.floats(0.01, 100, allow_nan=False)


@given(st.lists(st.tuples(numbers, numbers, numbers), min_size=2, max_size=5))
def test_effects_always_sum_to_the_difference(rows):
    values = np.array(rows)
    names = [str(number) for number in range(len(rows))]
    found = standardise({"a": values[:, 0], "b": values[:, 1], "c": values[:, 2]}, names)
    whole = found.decompose(names[0], names[-1])
    assert sum(effect.effect for effect in whole.effects) == pytest.approx(whole.difference, rel=1e-6, abs=1e-4)


def test_equal_rates_have_no_shares():
    found = standardise({"a": [1.0, 2.0], "b": [2.0, 1.0]}, ["then", "now"]).decompose("then", "now")
    assert [effect.share for effect in found.effects] == [None, None]
    assert [effect.effect for effect in found.effects] == pytest.approx([1.5, -1.5])


@pytest.mark.parametrize(
    ("factors", "populations", "says"),
    [
        ({"a": [1.0]}, ["then"], "Two or more populations"),
        ({"a": [1.0, 2.0]}, ["then", "then"], "Two or more populations"),
        ({}, ["then", "now"], "at least one factor"),
        ({"a": [1.0, 2.0], "b": [1.0]}, ["then", "now"], "one value for each population"),
        ({"a": [1.0, float("nan")]}, ["then", "now"], "missing or not finite"),
    ],
)
def test_what_cannot_be_standardised_is_refused_in_a_sentence(factors, populations, says):
    with pytest.raises(TurnCurveError, match=says):
        standardise(factors, populations)


def test_a_rate_that_divides_by_zero_is_refused():
    with np.errstate(divide="ignore"), pytest.raises(TurnCurveError, match="not a finite number"):
        standardise({"a": [1.0, 2.0], "b": [0.0, 1.0]}, ["then", "now"], rate=lambda of: of["a"] / of["b"])


def test_a_population_that_was_not_standardised_is_refused():
    found = standardise({"a": [1.0, 2.0]}, ["then", "now"])
    with pytest.raises(TurnCurveError, match="no such population"):
        found.decompose("then", "later")
