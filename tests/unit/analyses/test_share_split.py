"""What the change of a share between two years is made of."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.made_figures import yearly
from turncurve.analyses.share_split import count_split, parts_of, return_parts
from turncurve.analyses.two_periods import last_step

COUNTS = st.tuples(st.integers(0, 300), st.integers(1, 300)).map(lambda pair: (pair[0], pair[0] + pair[1]))


def step_of(before, latest):
    return last_step(yearly([before, latest]), since=None)


def test_wiltshire_s_fall_of_2014_comes_of_first_plans_and_repeats_worked_against_it():
    """By hand: the mean of what each change does with the other as it was before, and as it was after."""
    counted, others = parts_of(step_of((62, 388), (64, 512)))
    repeats = ((64 / (64 + 326) - 62 / 388) + (64 / 512 - 62 / (62 + 448))) / 2
    first = ((62 / (62 + 448) - 62 / 388) + (64 / 512 - 64 / (64 + 326))) / 2
    assert (counted.before, counted.latest, others.before, others.latest) == (62, 64, 326, 448)
    assert counted.effect == pytest.approx(100 * repeats)
    assert others.effect == pytest.approx(100 * first)
    assert counted.effect > 0 > others.effect
    assert counted.effect + others.effect == pytest.approx(100 * (64 / 512 - 62 / 388))


def test_two_more_repeats_are_eighteen_for_more_plans_and_sixteen_fewer_for_a_lower_share():
    found = count_split(step_of((62, 388), (64, 512)))
    assert found.change == 2
    assert found.of_size == pytest.approx((512 - 388) * (62 / 388 + 64 / 512) / 2)
    assert found.of_share == pytest.approx((64 / 512 - 62 / 388) * (388 + 512) / 2)


@given(COUNTS, COUNTS)
def test_the_parts_of_a_share_always_sum_to_its_change(before, latest):
    step = step_of(before, latest)
    change = 100 * (latest[0] / latest[1] - before[0] / before[1])
    assert sum(part.effect for part in parts_of(step)) == pytest.approx(change, abs=1e-9)


@given(COUNTS, COUNTS)
def test_the_parts_of_a_count_always_sum_to_its_change(before, latest):
    found = count_split(step_of(before, latest))
    assert found.of_size + found.of_share == pytest.approx(found.change, abs=1e-6)


@given(COUNTS, COUNTS, st.integers(1, 500), st.integers(1, 500))
def test_the_parts_of_returns_always_sum_to_the_change_of_the_share(before, latest, one, two):
    soon = (before[0] // 2, latest[0] // 3)
    parts = return_parts(step_of(before, latest), soon=soon, could=(one, two))
    change = 100 * (latest[0] / latest[1] - before[0] / before[1])
    assert sum(part.effect for part in parts) == pytest.approx(change, abs=1e-9)


def test_more_children_who_could_return_raise_the_share_and_first_plans_lower_it():
    parts = {each.factor: each for each in return_parts(step_of((30, 200), (40, 300)), soon=(10, 15), could=(100, 150))}
    assert (parts["could return"].before, parts["could return"].latest) == (100, 150)
    assert parts["how often"].before == parts["how often"].latest == 0.1
    assert parts["how often"].effect == pytest.approx(0, abs=1e-12)
    assert parts["could return"].effect > 0 > parts["others"].effect
    assert (parts["older returns"].before, parts["older returns"].latest) == (20, 25)


def test_returns_and_their_exposure_together_do_what_repeats_do_where_none_is_old():
    """By another route: with no older returns, exposure and hazard share out the effect of the repeats."""
    step = step_of((30, 200), (40, 300))
    parts = {each.factor: each.effect for each in return_parts(step, soon=(30, 40), could=(100, 150))}
    counted, others = parts_of(step)
    assert parts["older returns"] == pytest.approx(0, abs=1e-12)
    assert parts["could return"] + parts["how often"] + parts["others"] == pytest.approx(counted.effect + others.effect)


def rows_of(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_a_count_splits_as_the_reference_example_does(shared):
    """Das Gupta (1993), example 2.1: mean earnings as earners' earnings times their share, to the printed decimals."""
    folder = shared / "reference/decomposition"
    sizes, shares = (
        [round(float(row[name]) * scale) for row in rows_of(folder / "dasgupta_eg2.1_input.csv")]
        for name, scale in (("avg_earnings", 1), ("earner_prop", 1_000_000))
    )
    whole = [(size * share, size * 1_000_000) for size, share in zip(sizes, shares, strict=True)]
    found = count_split(step_of(*whole))
    expected = {row["row"]: float(row["diff"]) for row in rows_of(folder / "dasgupta_eg2.1_expected_01.csv")}
    assert found.of_size / 1_000_000 == pytest.approx(expected["avg_earnings"], abs=1e-6)
    assert found.of_share / 1_000_000 == pytest.approx(expected["earner_prop"], abs=1e-6)
    assert found.change / 1_000_000 == pytest.approx(expected["crude"], abs=1e-6)
