"""Sample sizes agree with published ones; allocations and draws keep their promises whatever the frame."""

import csv
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.methods.sampling import allocate, sample_size, stratified_draw

FRAMES = st.dictionaries(st.text("abcdefg", min_size=1, max_size=3), st.integers(0, 40), min_size=1, max_size=6)


def drawn(allocation):
    return {share.stratum: share.drawn for share in allocation}


def frame_of(sizes):
    rows = [(f"{stratum}-{number:03}", stratum) for stratum, size in sizes.items() for number in range(size)]
    return [unit for unit, _ in rows], [stratum for _, stratum in rows]


def test_each_sample_size_is_the_one_that_base_r_prints(shared):
    with (shared / "reference/sampling/sample_size_fpc_expected.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for row in rows:
        found = sample_size(int(row["N"]), expected=float(row["p"]), margin=float(row["e"]))
        assert found.size == int(row["n"]), row
        assert found.without_correction == pytest.approx(float(row["n0"]), abs=1e-9)


@pytest.mark.parametrize(("population", "size"), [(0, 0), (1, 1), (2, 2), (10**9, 385)])
def test_a_sample_is_never_larger_than_its_population_nor_than_an_endless_one_needs(population, size):
    assert sample_size(population).size == size


@given(st.integers(1, 5000), st.floats(0.01, 0.3))
def test_a_wider_margin_never_needs_more_units(population, margin):
    assert sample_size(population, margin=margin).size >= sample_size(population, margin=margin * 2).size


@pytest.mark.parametrize("wrong", [{"margin": 0}, {"margin": 1}, {"expected": 0}, {"expected": 1}, {"level": 0}])
def test_a_margin_or_expectation_outside_nought_to_one_is_refused(wrong):
    with pytest.raises(TurnCurveError, match="between 0 and 1"):
        sample_size(100, **wrong)


# 60, 30 and 10 of 100 with a sample of 10: 6, 3 and 1. With 11: 6.6, 3.3, 1.1: the largest remainder is the first's.
@pytest.mark.parametrize(
    ("size", "minimum", "always", "expected"),
    [
        (10, 1, {}, {"a": 6, "b": 3, "c": 1}),
        (11, 1, {}, {"a": 7, "b": 3, "c": 1}),
        (10, 3, {}, {"a": 4, "b": 3, "c": 3}),
        (10, 1, {"c": 4}, {"a": 4, "b": 2, "c": 4}),
        (3, 1, {}, {"a": 1, "b": 1, "c": 1}),
        (100, 1, {}, {"a": 60, "b": 30, "c": 10}),
        (500, 1, {}, {"a": 60, "b": 30, "c": 10}),
    ],
)
def test_an_allocation_is_the_one_worked_by_hand(size, minimum, always, expected):
    assert drawn(allocate({"c": 10, "a": 60, "b": 30}, size, minimum=minimum, always=always)) == expected


def test_a_stratum_smaller_than_the_minimum_gives_all_it_has():
    assert drawn(allocate({"a": 50, "b": 2, "none": 0}, 10, minimum=5)) == {"a": 8, "b": 2, "none": 0}


@given(FRAMES, st.integers(0, 250), st.integers(0, 4))
def test_an_allocation_adds_up_and_keeps_its_bounds(frame, size, minimum):
    floor = sum(min(minimum, units) for units in frame.values())
    if floor > min(size, sum(frame.values())):
        with pytest.raises(TurnCurveError, match="more than the sample"):
            allocate(frame, size, minimum=minimum)
        return
    found = drawn(allocate(frame, size, minimum=minimum))
    assert sum(found.values()) == min(size, sum(frame.values()))
    assert all(min(minimum, frame[name]) <= found[name] <= frame[name] for name in frame)


def test_minimums_over_the_size_are_refused_with_the_size_that_would_do():
    with pytest.raises(TurnCurveError, match="at least 6 units"):
        allocate({"a": 10, "b": 10}, 5, minimum=3)


@pytest.mark.parametrize("always", [{"a": 11}, {"unknown": 1}])
def test_more_units_always_included_than_a_stratum_has_are_refused(always):
    with pytest.raises(TurnCurveError, match="always included than a stratum has"):
        allocate({"a": 10}, 10, always=always)


@pytest.mark.parametrize("wrong", [{"size": -1}, {"size": 1.5}, {"size": 3, "minimum": -1}])
def test_a_count_that_is_not_whole_is_refused(wrong):
    with pytest.raises(TurnCurveError, match="whole number of 0 or more"):
        allocate({"a": 10}, **wrong)


@given(FRAMES, st.integers(0, 10**6), st.randoms(use_true_random=False))
def test_the_same_seed_and_frame_in_any_order_draw_the_same_sample(sizes, seed, shuffler):
    units, strata = frame_of(sizes)
    shuffled = list(zip(units, strata, strict=True))
    shuffler.shuffle(shuffled)
    again = stratified_draw(
        [unit for unit, _ in shuffled], [stratum for _, stratum in shuffled], size=15, seed=seed, minimum=1
    )
    assert stratified_draw(units, strata, size=15, seed=seed, minimum=1) == again


def test_a_draw_is_the_same_on_every_machine():
    units, strata = frame_of({"north": 8, "south": 8})
    found = stratified_draw(units, strata, size=4, seed=2012)
    assert [unit.unit for unit in found.units] == ["north-002", "north-003", "south-003", "south-007"]


def test_another_seed_draws_another_sample():
    units, strata = frame_of({"a": 40, "b": 40})
    draws = {tuple(u.unit for u in stratified_draw(units, strata, size=10, seed=seed).units) for seed in range(20)}
    assert len(draws) == 20


def test_the_units_drawn_are_those_allocated_each_once_and_from_its_own_stratum():
    units, strata = frame_of({"a": 31, "b": 17, "c": 3})
    found = stratified_draw(units, strata, size=14, seed=7, minimum=2)
    assert Counter(unit.stratum for unit in found.units) == Counter(drawn(found.allocation))
    assert len({unit.unit for unit in found.units}) == 14
    assert all(unit.unit.startswith(unit.stratum) for unit in found.units)


def test_units_always_included_are_in_every_draw_with_certainty():
    units, strata = frame_of({"a": 30, "b": 10})
    for seed in range(25):
        found = stratified_draw(units, strata, size=8, seed=seed, always=["b-001", "b-002", "b-003"])
        certain = {unit.unit for unit in found.units if unit.always}
        assert certain == {"b-001", "b-002", "b-003"}
        assert {unit.probability for unit in found.units if unit.always} == {1.0}


# Of 30 and 10 with 8 drawn, 3 always: b gives its 3, a gives 5 of 30.
def test_the_chance_of_inclusion_is_the_one_worked_by_hand():
    units, strata = frame_of({"a": 30, "b": 10})
    found = stratified_draw(units, strata, size=8, seed=1, always=["b-001", "b-002", "b-003"])
    assert {unit.probability for unit in found.units if unit.stratum == "a"} == {5 / 30}


def test_over_many_seeds_every_unit_is_drawn_about_as_often_as_its_chance_says():
    units, strata = frame_of({"a": 12, "b": 6})
    times = Counter(
        unit.unit for seed in range(3000) for unit in stratified_draw(units, strata, size=6, seed=seed).units
    )
    # One third of 3,000 is 1,000, with a standard deviation near 26.
    assert all(abs(times[unit] - 1000) < 130 for unit in units)


def test_a_weighted_sample_estimates_the_frame_without_bias():
    units, strata = frame_of({"a": 40, "b": 8})
    having = set(units[::3]) | set(units[40:44])
    estimates = [
        sum(
            1 / unit.probability
            for unit in stratified_draw(units, strata, size=12, seed=seed, minimum=4).units
            if unit.unit in having
        )
        for seed in range(1500)
    ]
    assert sum(estimates) / len(estimates) == pytest.approx(len(having), abs=0.6)


def test_a_unit_that_leaves_the_frame_changes_no_other_unless_its_place_falls_free():
    units, strata = frame_of({"a": 20})
    before = {unit.unit for unit in stratified_draw(units, strata, size=5, seed=9).units}
    leaver = min(set(units) - before)
    kept = [unit for unit in units if unit != leaver]
    after = {unit.unit for unit in stratified_draw(kept, ["a"] * 19, size=5, seed=9).units}
    assert after == before


@pytest.mark.parametrize(
    ("units", "strata", "always", "sentence"),
    [
        (["x", "x"], ["a", "a"], [], "more than once"),
        (["x"], ["a", "a"], [], "differ in length"),
        (["x", "y"], ["a", "a"], ["z"], "not in the frame: 1 of them"),
    ],
)
def test_a_wrong_frame_is_refused_without_naming_a_unit(units, strata, always, sentence):
    with pytest.raises(TurnCurveError, match=sentence) as refused:
        stratified_draw(units, strata, size=1, seed=1, always=always)
    assert "z" not in str(refused.value).split()


def test_an_empty_frame_gives_an_empty_sample():
    assert stratified_draw([], [], size=5, seed=1).units == ()
