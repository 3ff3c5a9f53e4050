"""The cheapest choice that keeps all rules, against trying every choice."""

import itertools

import numpy as np
import pytest

from turncurve.disclosure.choice import Rules, cheapest, no_rules


def _all(count):
    return np.ones(count, dtype=bool)


def _none(count):
    return np.zeros(count, dtype=bool)


def test_without_rules_nothing_is_hidden():
    found = cheapest(np.array([3.0, 4.0]), rules=no_rules(2), hidden=_none(2), choosable=_all(2), whole=True)
    assert found.tolist() == [0, 0]


def test_the_cheaper_of_two_is_hidden():
    rules = Rules(np.array([[1.0, 1.0]]), np.ones(1))
    found = cheapest(np.array([3.0, 4.0]), rules=rules, hidden=_none(2), choosable=_all(2), whole=True)
    assert found.tolist() == [1, 0]


def test_a_row_that_may_not_be_hidden_is_not():
    rules = Rules(np.array([[1.0, 1.0]]), np.ones(1))
    found = cheapest(np.array([3.0, 4.0]), rules=rules, hidden=_none(2), choosable=np.array([False, True]), whole=True)
    assert found.tolist() == [0, 1]


def test_a_row_hidden_already_counts_towards_a_rule():
    rules = Rules(np.array([[1.0, 1.0]]), np.ones(1))
    found = cheapest(np.array([3.0, 4.0]), rules=rules, hidden=np.array([False, True]), choosable=_all(2), whole=True)
    assert found.tolist() == [0, 1]


def test_where_no_choice_keeps_the_rules_there_is_none():
    rules = Rules(np.array([[1.0, 0.0]]), np.array([2.0]))
    assert cheapest(np.ones(2), rules=rules, hidden=_none(2), choosable=_all(2), whole=True) is None


@pytest.mark.parametrize("seed", range(8))
def test_the_cheapest_choice_is_that_found_by_trying_all(seed):
    generator = np.random.default_rng(seed)
    cost = generator.integers(1, 20, 7).astype(float)
    weights = (generator.random((5, 7)) < 0.4).astype(float)
    weights[:, 0] = 1.0
    rules = Rules(weights, np.ones(5))
    tried = [np.array(each) for each in itertools.product((0, 1), repeat=7) if np.all(weights @ each >= 1)]
    found = cheapest(cost, rules=rules, hidden=_none(7), choosable=_all(7), whole=True)
    assert np.all(weights @ found >= 1)
    assert cost @ found == min(cost @ each for each in tried)
    in_part = cheapest(cost, rules=rules, hidden=_none(7), choosable=_all(7), whole=False)
    assert cost @ in_part <= cost @ found + 1e-6


def test_only_rules_that_are_broken_are_kept_and_each_once():
    rules = Rules(np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 1.0]]), np.ones(3))
    broken = rules.broken(np.array([1.0, 0.0]))
    assert broken.weights.tolist() == [[0.0, 1.0]]
    assert len(rules.broken(np.array([1.0, 1.0]))) == 0
    assert len(rules.joined(broken)) == 4
