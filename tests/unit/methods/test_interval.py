"""Intervals agree with published figures, with an independent route, and with the edges worked by hand."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from turncurve.errors import TurnCurveError
from turncurve.methods.interval import (
    Interval,
    NoInterval,
    byar,
    clopper_pearson,
    finite_population_exact,
    jeffreys,
    over_dispersed_count,
    over_dispersed_proportion,
    wilson,
)


def read(path):
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


@st.composite
def part_and_whole(draw, most=300):
    whole = draw(st.integers(1, most))
    return draw(st.integers(0, whole)), whole


@pytest.mark.parametrize(("method", "column"), [(wilson, "wilson"), (clopper_pearson, "cp"), (jeffreys, "jeffreys")])
def test_each_binomial_interval_is_the_one_that_base_r_prints(shared, method, column):
    for row in read(shared / "reference/sampling/binomial_intervals_expected.csv"):
        found = method(int(row["x"]), int(row["n"]))
        assert found.lower == pytest.approx(float(row[f"{column}_lo"]), abs=1e-12), row
        assert found.upper == pytest.approx(float(row[f"{column}_hi"]), abs=1e-12), row


def test_each_finite_population_interval_is_the_one_that_base_r_prints(shared):
    for row in read(shared / "reference/sampling/finite_population_exact_ci_expected.csv"):
        found = finite_population_exact(int(row["x"]), int(row["n"]), population=int(row["N"]))
        assert (found.number.lower, found.number.upper) == (int(row["D_lo"]), int(row["D_hi"])), row
        assert found.proportion.lower == pytest.approx(float(row["p_lo"]), abs=1e-12)
        assert found.proportion.upper == pytest.approx(float(row["p_hi"]), abs=1e-12)


def test_four_of_fourteen_files_sampled_from_forty_is_an_eighth_to_just_over_a_half():
    found = finite_population_exact(4, 14, population=40)
    assert found.proportion == Interval(lower=0.125, upper=0.525, level=0.95, method="exact finite population")


@given(part_and_whole(most=40), st.integers(0, 30), st.sampled_from([0.8, 0.95, 0.99]))
def test_the_finite_population_interval_holds_just_the_numbers_that_no_tail_rejects(counts, unseen, level):
    x, n = counts
    population, tail = n + unseen, (1 - level) / 2 - 1e-10  # a tie with the tail is kept
    kept = [
        holders
        for holders in range(population + 1)
        if stats.hypergeom.sf(x - 1, population, holders, n) > tail
        and stats.hypergeom.cdf(x, population, holders, n) > tail
    ]
    found = finite_population_exact(x, n, population=population, level=level)
    assert (found.number.lower, found.number.upper) == (kept[0], kept[-1])


@given(part_and_whole())
def test_a_sample_of_everyone_leaves_no_uncertainty(counts):
    x, n = counts
    found = finite_population_exact(x, n, population=n)
    assert found.number.lower == found.number.upper == x


@given(part_and_whole(), st.sampled_from([wilson, clopper_pearson, jeffreys]), st.floats(0.5, 0.999))
def test_a_binomial_interval_mirrors_when_the_count_is_of_those_without(counts, method, level):
    x, n = counts
    having, without = method(x, n, level=level), method(n - x, n, level=level)
    assert having.lower == pytest.approx(1 - without.upper, abs=1e-9)
    assert 0 <= having.lower < having.upper <= 1


@given(part_and_whole(), st.floats(1, 20))
def test_over_dispersion_never_narrows_an_interval(counts, inflation):
    plain, wide = wilson(*counts), over_dispersed_proportion(*counts, inflation=inflation)
    assert wide.lower <= plain.lower + 1e-12
    assert wide.upper >= plain.upper - 1e-12


def test_an_inflation_of_two_is_the_interval_of_half_the_denominator():
    found = over_dispersed_proportion(20, 100, inflation=2)
    assert (found.lower, found.upper) == pytest.approx((wilson(10, 50).lower, wilson(10, 50).upper))
    assert found.method == "Wilson, over-dispersed"
    assert over_dispersed_proportion(20, 100, inflation=1) == wilson(20, 100)


@pytest.mark.parametrize("inflation", [0.999, 0.0, -1.0, float("nan"), float("inf")])
def test_an_inflation_under_one_is_refused(inflation):
    with pytest.raises(TurnCurveError, match="inflation is a number of 1 or more"):
        over_dispersed_proportion(1, 2, inflation=inflation)


# By hand for 10: 10 x (1 - 1/90 - 1.959964 / 9.486833)^3 = 4.7874; from 11: 11 x (1 - 1/99 + 1.959964 / 9.949874)^3.
@pytest.mark.parametrize(
    ("count", "lower", "upper"), [(10, 4.7874, 18.3915), (0, 0.0, 3.6680), (100, 81.3621, 121.6279)]
)
def test_byars_bounds_are_those_worked_by_hand(count, lower, upper):
    found = byar(count)
    assert (found.lower, found.upper) == pytest.approx((lower, upper), abs=2e-4)


@given(st.integers(5, 2000))
def test_byars_bounds_are_within_a_fiftieth_of_the_exact_poisson_bounds(count):
    found = byar(count)
    assert found.lower == pytest.approx(stats.chi2.ppf(0.025, 2 * count) / 2, rel=0.02)
    assert found.upper == pytest.approx(stats.chi2.ppf(0.975, 2 * count + 2) / 2, rel=0.02)


def test_a_rate_is_the_counts_bounds_over_the_exposure():
    count, rate = byar(50), byar(50, 104_000, per=10_000)
    assert rate.lower == pytest.approx(count.lower / 10.4)
    assert rate.upper == pytest.approx(count.upper / 10.4)


@pytest.mark.parametrize(
    "result",
    [
        wilson(0, 0),
        clopper_pearson(0, 0),
        jeffreys(0, 0),
        over_dispersed_proportion(0, 0, inflation=2),
        finite_population_exact(0, 0, population=10),
    ],
)
def test_no_denominator_gives_a_reason_and_no_interval(result):
    assert isinstance(result, NoInterval)
    assert result.reason == "the denominator is 0, so there is no proportion to bound"


def test_no_exposure_gives_a_reason_and_no_rate():
    assert byar(3, 0) == NoInterval(reason="there was no exposure, so there is no rate to bound", method="Byar")


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: wilson(3, 2), "A numerator is larger than its denominator"),
        (lambda: clopper_pearson(-1, 2), "A count is a whole number of 0 or more"),
        (lambda: jeffreys(1.5, 2), "A count is a whole number of 0 or more"),
        (lambda: byar(-1), "A count is a whole number of 0 or more"),
        (lambda: byar(1, -1), "An exposure is 0 or more"),
        (lambda: byar(1, 1, per=0), "a rate's base above 0"),
        (lambda: wilson(1, 2, level=1), "A confidence level lies between 0 and 1"),
        (lambda: wilson(0, 0, level=95), "A confidence level lies between 0 and 1"),
        (lambda: finite_population_exact(1, 5, population=4), "More units were sampled than the population has"),
        (lambda: finite_population_exact(6, 5, population=9), "A numerator is larger than its denominator"),
    ],
)
def test_wrong_counts_are_refused_in_a_sentence(call, sentence):
    with pytest.raises(TurnCurveError, match=sentence):
        call()


@given(part_and_whole(most=60), st.floats(0.02, 0.98))
def test_the_exact_interval_leaves_out_just_the_shares_that_a_tail_rejects(counts, share):
    x, n = counts
    found = clopper_pearson(x, n)
    rejected = stats.binom.sf(x - 1, n, share) < 0.025 or stats.binom.cdf(x, n, share) < 0.025
    assert rejected == (not found.lower <= share <= found.upper)


def test_a_large_population_gives_the_exact_binomial_interval_near_enough():
    exact = clopper_pearson(40, 300)
    found = finite_population_exact(40, 300, population=5_000_000)
    assert found.proportion.lower == pytest.approx(exact.lower, abs=1e-4)
    assert found.proportion.upper == pytest.approx(exact.upper, abs=1e-4)


@given(part_and_whole(most=80), st.sampled_from([wilson, clopper_pearson, jeffreys]))
def test_a_surer_interval_holds_a_less_sure_one(counts, method):
    sure, less_sure = method(*counts, level=0.99), method(*counts, level=0.8)
    assert sure.lower <= less_sure.lower
    assert sure.upper >= less_sure.upper


def test_the_exact_interval_holds_the_truth_at_least_as_often_as_it_says():
    # Every sample of 14 from 40 of whom 12 have the property, weighted by its probability.
    held = sum(
        stats.hypergeom.pmf(x, 40, 12, 14)
        for x in range(15)
        if finite_population_exact(x, 14, population=40).number.lower
        <= 12
        <= finite_population_exact(x, 14, population=40).number.upper
    )
    assert held >= 0.95


@given(st.integers(0, 5000), st.floats(1, 60))
def test_a_count_that_varies_more_has_byars_bounds_or_wider_ones(count, inflation):
    plain, wide = byar(count), over_dispersed_count(count, inflation=inflation)
    assert 0 <= wide.lower <= plain.lower + 1e-9
    assert wide.upper >= plain.upper - 1e-9


@pytest.mark.parametrize("count", [0, 1, 40, 388])
def test_a_count_that_varies_as_chance_does_has_byars_interval(count):
    assert over_dispersed_count(count, inflation=1) == byar(count)


def test_a_count_of_whole_families_is_bounded_as_that_many_families():
    families, people = byar(40), over_dispersed_count(120, inflation=3)
    assert (people.lower, people.upper) == pytest.approx((3 * families.lower, 3 * families.upper))
    assert people.method == "Byar, over-dispersed"


@pytest.mark.parametrize("inflation", [0.99, 0, float("nan"), float("inf")])
def test_a_count_with_an_impossible_inflation_is_refused(inflation):
    with pytest.raises(TurnCurveError, match="1 or more"):
        over_dispersed_count(10, inflation=inflation)


def test_a_count_that_is_not_whole_is_refused_whatever_its_inflation():
    with pytest.raises(TurnCurveError, match="whole number"):
        over_dispersed_count(2.5, inflation=2)
