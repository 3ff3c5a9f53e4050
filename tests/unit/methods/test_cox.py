"""Hazard ratios agree with R's coxph, and a fit that does not exist is said not to."""

from dataclasses import FrozenInstanceError

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from statsmodels.duration.hazard_regression import PHReg

from turncurve.errors import TurnCurveError
from turncurve.methods.cox import cox


def test_age_and_sex_in_the_lung_data_are_those_of_r(shared):
    data = pd.read_csv(shared / "reference" / "survival" / "lung.csv")
    expected = pd.read_csv(shared / "reference" / "survival" / "lung_cox_age_sex_expected_efron.csv")
    found = cox(
        data["time"], data["status"] == 2, characteristics=data[["age", "sex"]].to_numpy(), names=["age", "sex"]
    )
    for term, row in zip(found.terms, expected.itertuples(index=False), strict=True):
        assert term.name == row[0]
        ours = [term.coefficient, term.hazard_ratio, term.standard_error, term.z, term.p_value]
        assert ours == pytest.approx(list(row[1:]), rel=1e-6)
        assert term.robust_standard_error is None
        assert term.interval.lower < term.hazard_ratio < term.interval.upper
    assert found.events == 165


# Rows cut in two at an arbitrary time say the same as whole ones.
def test_a_row_cut_in_two_changes_nothing(shared):
    data = pd.read_csv(shared / "reference" / "survival" / "lung.csv")
    whole = cox(data["time"], data["status"] == 2, characteristics=data[["sex"]], names=["sex"])
    early = pd.DataFrame({"entry": 0, "exit": data["time"].clip(upper=200), "event": 0, "sex": data["sex"]})
    early["event"] = ((data["status"] == 2) & (data["time"] <= 200)).astype(int)
    late = data[data["time"] > 200]
    late = pd.DataFrame({"entry": 200, "exit": late["time"], "event": (late["status"] == 2) * 1, "sex": late["sex"]})
    cut = pd.concat([early, late])
    found = cox(cut["exit"], cut["event"], characteristics=cut[["sex"]], names=["sex"], entry=cut["entry"])
    assert found.terms[0].coefficient == pytest.approx(whole.terms[0].coefficient)
    assert found.terms[0].standard_error == pytest.approx(whole.terms[0].standard_error)


def test_each_row_doubled_in_its_cluster_leaves_the_robust_error_as_it_is():
    seeded = np.random.default_rng(5)
    given = seeded.normal(size=(80, 1))
    exit_ = seeded.exponential(np.exp(-0.5 * given[:, 0]))
    once = cox(exit_, np.ones(80), characteristics=given, names=["x"], clusters=np.arange(80))
    strata = np.repeat([0, 1], 80)
    twice = cox(
        np.tile(exit_, 2),
        np.ones(160),
        characteristics=np.tile(given, (2, 1)),
        names=["x"],
        strata=strata,
        clusters=np.tile(np.arange(80), 2),
    )
    assert twice.terms[0].coefficient == pytest.approx(once.terms[0].coefficient)
    assert twice.terms[0].robust_standard_error == pytest.approx(once.terms[0].robust_standard_error)
    assert twice.terms[0].standard_error == pytest.approx(once.terms[0].standard_error / np.sqrt(2))


@pytest.mark.parametrize(
    ("events", "given", "says"),
    [
        ([0, 0, 0, 0], [[1.0], [2.0], [1.0], [2.0]], "no event was observed"),
        ([1, 1, 0, 0], [[1.0], [1.0], [1.0], [1.0]], "the same for all"),
        ([1, 1, 0, 0], [[1.0], [1.0], [0.0], [0.0]], "no finite hazard ratio"),
        ([1, 1, 1, 1], [[1.0, 2.0], [2.0, 4.0], [0.0, 0.0], [1.0, 2.0]], "no finite hazard ratio"),
    ],
)
def test_what_cannot_be_estimated_is_a_reason_and_not_a_number(events, given, says):
    found = cox([1.0, 2.0, 3.0, 4.0], events, characteristics=given, names=["x", "y"][: len(given[0])])
    assert not found.terms
    assert says in found.reason


@pytest.mark.parametrize(
    ("given", "more", "says"),
    [
        ([[1.0], [2.0]], {}, "one value for each row"),
        ([[1.0], [float("nan")], [2.0]], {}, "characteristic is missing .row 2."),
        ([[1.0], [0.0], [2.0]], {"strata": [1, 2]}, "one label for each row"),
    ],
)
def test_rows_that_do_not_fit_are_refused_in_a_sentence(given, more, says):
    with pytest.raises(TurnCurveError, match=says):
        cox([1.0, 2.0, 3.0], [1, 1, 1], characteristics=given, names=["x"], **more)


@pytest.fixture(scope="module")
def drawn():
    """Return exits with many ties, events, and two characteristics, of 90 rows."""
    seeded = np.random.default_rng(21)
    given = np.column_stack([seeded.integers(0, 2, 90), seeded.normal(size=90)])
    exits = np.ceil(seeded.exponential(8 * np.exp(-0.6 * given[:, 0] + 0.3 * given[:, 1])))
    return exits, seeded.uniform(size=90) < 0.8, given


def fitted(drawn, **more):
    exits, events, given = drawn
    return cox(exits, events, characteristics=given, names=["sibling group", "age"], **more)


def test_ties_are_handled_as_statsmodels_does_by_efrons_method(drawn):
    exits, events, given = drawn
    theirs = PHReg(exits, given, status=events.astype(int), ties="efron").fit()
    found = fitted(drawn)
    assert [term.coefficient for term in found.terms] == pytest.approx(list(theirs.params), rel=1e-5)
    assert [term.standard_error for term in found.terms] == pytest.approx(list(theirs.bse), rel=1e-4)
    assert [term.p_value for term in found.terms] == pytest.approx(list(theirs.pvalues), rel=1e-3)
    assert found.log_likelihood[1] == pytest.approx(theirs.llf, rel=1e-6)


# Without ties the score test of two groups is the log-rank test; the three tests agree where the effect is small.
def test_near_no_effect_the_fit_says_what_the_log_rank_test_says():
    seeded = np.random.default_rng(3)
    first, second = seeded.exponential(size=200), seeded.exponential(size=200)
    rank = stats.logrank(first, second)
    member = np.repeat([[1.0], [0.0]], 200, axis=0)
    found = cox(np.concatenate([first, second]), np.ones(400), characteristics=member, names=["first"])
    assert abs(found.terms[0].z) == pytest.approx(abs(rank.statistic), rel=0.02)
    assert 2 * np.diff(found.log_likelihood)[0] == pytest.approx(rank.statistic**2, rel=0.02)


# At each time one with the characteristic and one without, tied: to swap them changes nothing, so the ratio is 1.
def test_two_groups_that_fare_alike_have_a_ratio_of_one():
    found = cox([1, 2, 1, 2], [1, 1, 1, 1], characteristics=[[1.0], [1.0], [0.0], [0.0]], names=["x"])
    (term,) = found.terms
    assert term.coefficient == pytest.approx(0, abs=1e-9)
    assert term.hazard_ratio == pytest.approx(1)
    assert term.p_value == pytest.approx(1)
    assert found.log_likelihood[0] == pytest.approx(found.log_likelihood[1])


# Three without ties, x = 1, 0, 1: the likelihood r/(2r + 1) * 1/(1 + r) is at its best where r * r = 1/2.
def test_a_ratio_that_can_be_found_by_hand_is_found():
    found = cox([1.0, 2.0, 3.0], [1, 1, 1], characteristics=[[1.0], [0.0], [1.0]], names=["x"])
    ratio = np.sqrt(0.5)
    assert found.terms[0].hazard_ratio == pytest.approx(ratio, rel=1e-6)
    assert found.log_likelihood[1] == pytest.approx(np.log(ratio / (2 * ratio + 1) / (1 + ratio)))
    assert found.log_likelihood[0] == pytest.approx(-np.log(3) - np.log(2))


def test_the_order_of_rows_does_not_matter(drawn):
    exits, events, given = drawn
    mixed = np.random.default_rng(1).permutation(len(exits))
    plain = fitted(drawn, clusters=np.arange(90) // 3)
    other = fitted((exits[mixed], events[mixed], given[mixed]), clusters=mixed // 3)
    for one, two in zip(plain.terms, other.terms, strict=True):
        assert two.coefficient == pytest.approx(one.coefficient)
        assert two.robust_standard_error == pytest.approx(one.robust_standard_error)


def test_only_the_order_of_times_counts_and_not_their_unit(drawn):
    exits, events, given = drawn
    plain, other = fitted(drawn), fitted((exits**2 / 365.25, events, given))
    assert [term.z for term in other.terms] == pytest.approx([term.z for term in plain.terms])


@pytest.mark.parametrize(("factor", "shift"), [(-1.0, 0.0), (10.0, 0.0), (0.01, 500.0)])
def test_a_characteristic_in_another_unit_has_its_coefficient_in_that_unit(drawn, factor, shift):
    exits, events, given = drawn
    plain, other = fitted(drawn), fitted((exits, events, given * factor + shift))
    for one, two in zip(plain.terms, other.terms, strict=True):
        assert two.coefficient * factor == pytest.approx(one.coefficient)
        assert two.standard_error * abs(factor) == pytest.approx(one.standard_error)
        assert two.p_value == pytest.approx(one.p_value)
    assert other.log_likelihood == pytest.approx(plain.log_likelihood)


def test_a_stratum_on_another_clock_changes_nothing_within_it(drawn):
    exits, events, given = drawn
    strata = np.where(np.arange(90) % 2, "long", "short")
    plain = fitted(drawn, strata=strata)
    later = fitted((exits + 1000 * (strata == "long"), events, given), strata=strata)
    assert [term.z for term in later.terms] == pytest.approx([term.z for term in plain.terms])


def test_a_row_that_ends_before_any_event_carries_no_weight():
    first = cox([2, 3, 4, 5], [1, 1, 1, 0], characteristics=[[1.0], [0.0], [1.0], [0.0]], names=["x"])
    more = cox([1, 2, 3, 4, 5], [0, 1, 1, 1, 0], characteristics=[[9.0], [1.0], [0.0], [1.0], [0.0]], names=["x"])
    assert more.terms[0].coefficient == pytest.approx(first.terms[0].coefficient)
    assert (more.rows, more.events) == (5, 3)


@pytest.mark.parametrize("level", [0.5, 0.9, 0.99])
def test_the_interval_is_walds_and_holds_its_level(drawn, level):
    for term in fitted(drawn, level=level).terms:
        reach = stats.norm.ppf((1 + level) / 2) * term.standard_error
        assert np.log(term.interval.upper / term.hazard_ratio) == pytest.approx(reach)
        assert np.log(term.hazard_ratio / term.interval.lower) == pytest.approx(reach)
        assert term.interval.level == level
        assert "robust" not in term.interval.method


def test_each_row_its_own_cluster_is_about_as_sure_as_the_information_and_is_named_robust(drawn):
    found = fitted(drawn, clusters=np.arange(90))
    assert found.clusters == 90
    for term in found.terms:
        assert term.robust_standard_error == pytest.approx(term.standard_error, rel=0.3)
        assert term.z == pytest.approx(term.coefficient / term.robust_standard_error)
        assert "robust" in term.interval.method


def test_labels_of_clusters_and_strata_are_but_names(drawn):
    clusters, strata = np.arange(90) // 4, np.arange(90) % 2
    plain = fitted(drawn, clusters=clusters, strata=strata)
    named = fitted(drawn, clusters=[f"family {98 - one}" for one in clusters], strata=np.where(strata, "a", "b"))
    for one, two in zip(plain.terms, named.terms, strict=True):
        assert two.robust_standard_error == pytest.approx(one.robust_standard_error)
        assert two.coefficient == pytest.approx(one.coefficient)


def test_what_was_given_is_not_changed_and_what_was_found_cannot_be(drawn):
    before = [values.copy() for values in drawn]
    found = fitted(drawn)
    for now, then in zip(drawn, before, strict=True):
        np.testing.assert_array_equal(now, then)
    assert found == fitted(drawn)
    with pytest.raises(FrozenInstanceError):
        found.terms[0].coefficient = 0.0
