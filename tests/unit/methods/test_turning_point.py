"""Segmented regressions agree with R on the Sicilian smoking ban, and with plain algebra elsewhere."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import linalg, stats

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import NoInterval
from turncurve.methods.turning_point import (
    SegmentedDesign,
    restricted_deviance,
    segmented_counts,
    segmented_values,
    whitened,
)

THEIRS = {"(Intercept)": "level", "time": "trend", "smokban": "level change", "smokban:I(time - 36)": "slope change"}
THEIRS |= {
    f"harmonic(month, 2, 12){short}{n}": f"season, {long} {n}"
    for short, long in (("sin", "sine"), ("cos", "cosine"))
    for n in (1, 2)
}
MODELS = {
    "m2_quasi": SegmentedDesign(36, slope_change=False),
    "m3_quasi_seasonal": SegmentedDesign(36, slope_change=False, season_length=12),
    "m4_quasi_seasonal_slope": SegmentedDesign(36, season_length=12),
}


@pytest.fixture(scope="module")
def folder(shared):
    return shared / "reference" / "its"


@pytest.fixture(scope="module")
def sicily(folder):
    return pd.read_csv(folder / "sicily.csv")


@pytest.mark.parametrize("model", list(MODELS))
def test_ratios_bounds_and_dispersion_are_those_of_r(folder, sicily, model):
    expected = pd.read_csv(folder / "sicily_expected_coefficients.csv").query("model == @model")
    found = segmented_counts(sicily["aces"], MODELS[model], exposure=sicily["stdpop"], quantile="normal")
    for row in expected.itertuples():
        term = found.term(THEIRS[row.term])
        ours = [term.estimate, term.standard_error, term.ratio, term.ratio_interval.lower, term.ratio_interval.upper]
        assert ours == pytest.approx([row.est, row.se, row.exp, row.lo, row.hi], rel=1e-9)
        assert term.p_value == pytest.approx(row.p, rel=1e-8)
        assert found.dispersion == pytest.approx(row.dispersion, rel=1e-9)
    assert found.degrees_of_freedom == expected["df"].iloc[0]
    assert len(found.terms) == len(expected)


# The published figures: .8851 (.8394 to .9332), dispersion 2.262 (reference results made with R).
def test_the_headline_ratio_is_the_published_one(sicily):
    found = segmented_counts(sicily["aces"], MODELS["m3_quasi_seasonal"], exposure=sicily["stdpop"], quantile="normal")
    change = found.term("level change")
    figures = [change.ratio, change.ratio_interval.lower, change.ratio_interval.upper]
    assert [round(figure, 4) for figure in figures] == [0.8851, 0.8394, 0.9332]
    assert round(found.dispersion, 3) == 2.262


def test_the_counterfactual_is_that_of_r(folder, sicily):
    expected = pd.read_csv(folder / "sicily_expected_m3_counterfactual.csv")
    found = segmented_counts(sicily["aces"], MODELS["m3_quasi_seasonal"], exposure=sicily["stdpop"])
    np.testing.assert_allclose(found.fitted, expected["fitted"], rtol=1e-10)
    np.testing.assert_allclose(found.counterfactual, expected["counterfactual"], rtol=1e-10)


def test_short_series_have_wider_bounds_than_the_normal_ones(sicily):
    wide = segmented_counts(sicily["aces"], MODELS["m2_quasi"]).term("level change").interval
    narrow = segmented_counts(sicily["aces"], MODELS["m2_quasi"], quantile="normal").term("level change").interval
    assert wide.lower < narrow.lower < narrow.upper < wide.upper


def test_newey_west_errors_are_those_of_r(folder, sicily):
    expected = pd.read_csv(folder / "sicily_expected_ols_neweywest_lag1.csv")
    found = segmented_values(sicily["aces"] / sicily["stdpop"] * 1e5, SegmentedDesign(36), errors="newey_west")
    for term, row in zip(found.terms, expected.itertuples(index=False), strict=True):
        assert [term.estimate, term.standard_error, term.statistic] == pytest.approx(list(row[1:4]), rel=1e-9)
        assert term.p_value == pytest.approx(row[4], rel=1e-8)


def test_without_a_lag_newey_west_is_whites_and_hc3_is_wider(sicily):
    rates, design = sicily["aces"] / sicily["stdpop"], SegmentedDesign(36)
    white = segmented_values(rates, design, errors="newey_west", lag=0)
    wider = segmented_values(rates, design, errors="hc3")
    names, matrix = design.matrix(len(rates))
    estimates = np.linalg.lstsq(matrix, rates, rcond=None)[0]
    left = (rates - matrix @ estimates).to_numpy()
    hat = np.diag(matrix @ np.linalg.inv(matrix.T @ matrix) @ matrix.T)
    bread = np.linalg.inv(matrix.T @ matrix)
    for found, residual in ((white, left), (wider, left / (1 - hat))):
        expected = np.sqrt(np.diag(bread @ matrix.T @ np.diag(residual**2) @ matrix @ bread))
        assert [term.standard_error for term in found.terms] == pytest.approx(list(expected))
    assert len(names) == len(white.terms)


@pytest.mark.parametrize("rho", [-0.4, 0.0, 0.3, 0.8])
def test_the_restricted_likelihood_is_the_textbook_one(rho):
    seeded = np.random.default_rng(2)
    series, (_, matrix) = seeded.normal(size=20), SegmentedDesign(12).matrix(20)

    def textbook(correlation):
        inverse = np.linalg.inv(linalg.toeplitz(correlation ** np.arange(20)))
        middle = matrix.T @ inverse @ matrix
        estimates = np.linalg.solve(middle, matrix.T @ inverse @ series)
        left = series - matrix @ estimates
        size = np.linalg.slogdet(linalg.toeplitz(correlation ** np.arange(20)))[1]
        return 16 * np.log(left @ inverse @ left) + size + np.linalg.slogdet(middle)[1]

    ours = restricted_deviance(series, matrix, rho=rho) - restricted_deviance(series, matrix, rho=0.5)
    assert ours == pytest.approx(textbook(np.float64(rho)) - textbook(np.float64(0.5)))


def test_from_twelve_points_on_autocorrelation_is_estimated_and_under_that_it_is_not():
    seeded = np.random.default_rng(7)
    noise = np.zeros(400)
    for place in range(1, 400):
        noise[place] = 0.6 * noise[place - 1] + seeded.normal()
    long = segmented_values(noise, SegmentedDesign(200, trend=False, slope_change=False))
    assert long.autocorrelation == pytest.approx(0.6, abs=0.08)
    assert "REML" in long.method
    assert "Newey-West" in segmented_values(noise[:11], SegmentedDesign(6)).method
    assert "REML" in segmented_values(noise[:12], SegmentedDesign(6)).method


def test_plain_least_squares_is_a_two_sample_comparison():
    found = segmented_values([1.0, 2, 3, 6, 7, 8], SegmentedDesign(3, trend=False, slope_change=False), errors="plain")
    change = found.term("level change")
    assert change.estimate == pytest.approx(5)
    assert change.standard_error == pytest.approx(np.sqrt(2 / 3))
    assert found.counterfactual == pytest.approx([2] * 6)


@pytest.mark.parametrize(
    ("values", "design", "says"),
    [
        ([1.0, 2, 3, 4], SegmentedDesign(2), "4 periods for 4 terms"),
        ([1.0, 2, 3, 4, 5, 6], SegmentedDesign(5), "too few periods on one side"),
        ([1.0] * 6, SegmentedDesign(3), "do not vary"),
    ],
)
def test_what_cannot_be_fitted_is_a_reason_and_not_a_number(values, design, says):
    found = segmented_values(values, design)
    assert says in found.reason
    assert isinstance(found.term("level change"), NoInterval)


def test_a_side_without_events_has_no_ratio():
    found = segmented_counts([3, 2, 4, 0, 0, 0], SegmentedDesign(3, trend=False, slope_change=False))
    assert "no event was counted on one side" in found.reason


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: segmented_counts([1, -1, 2], SegmentedDesign(1)), "period 2 of 3"),
        (lambda: segmented_counts([1, 1, 2], SegmentedDesign(1), exposure=[1, 0, 1]), "above 0"),
        (lambda: segmented_values([1, float("nan"), 2], SegmentedDesign(1)), "period 2 of 3"),
        (lambda: segmented_values([[1.0]], SegmentedDesign(1)), "one row of values"),
        (lambda: segmented_values([1.0, 2, 3, 4, 5], SegmentedDesign(2), errors="boot"), "no such kind"),
        (lambda: segmented_values([1.0, 2, 4, 4, 7, 5], SegmentedDesign(2)).term("season"), "no such term"),
    ],
)
def test_bad_input_is_refused_in_a_sentence(call, says):
    with pytest.raises(TurnCurveError, match=says):
        call()


@pytest.fixture(scope="module")
def drawn():
    """Return 24 values that fall by 4 after the 14th and lean on the value before them."""
    seeded, values = np.random.default_rng(17), np.zeros(24)
    for place in range(1, 24):
        values[place] = 0.4 * values[place - 1] + seeded.normal()
    return 30 + 0.2 * np.arange(24) + values - 4 * (np.arange(24) >= 14)


@pytest.mark.parametrize(
    ("errors", "theirs"),
    [
        ("plain", {"cov_type": "nonrobust"}),
        ("hc3", {"cov_type": "HC3"}),
        ("newey_west", {"cov_type": "HAC", "cov_kwds": {"maxlags": 1}}),
    ],
)
def test_least_squares_and_its_errors_are_those_of_statsmodels(drawn, errors, theirs):
    design = SegmentedDesign(14, season_length=4, harmonics=1)
    expected = sm.OLS(drawn, design.matrix(24)[1]).fit(**theirs)
    found = segmented_values(drawn, design, errors=errors)
    assert [term.estimate for term in found.terms] == pytest.approx(list(expected.params))
    assert [term.standard_error for term in found.terms] == pytest.approx(list(expected.bse))
    np.testing.assert_allclose(found.fitted, expected.fittedvalues)
    assert found.degrees_of_freedom == expected.df_resid


def test_given_its_autocorrelation_the_fit_is_generalised_least_squares(drawn):
    design = SegmentedDesign(14)
    found = segmented_values(drawn, design, errors="reml")
    sigma = linalg.toeplitz(found.autocorrelation ** np.arange(24))
    expected = sm.GLS(drawn, design.matrix(24)[1], sigma=sigma).fit()
    assert [term.estimate for term in found.terms] == pytest.approx(list(expected.params))
    assert [term.standard_error for term in found.terms] == pytest.approx(list(expected.bse))
    assert [term.p_value for term in found.terms] == pytest.approx(list(expected.pvalues))


def test_the_autocorrelation_found_is_the_likeliest_of_a_fine_grid(drawn):
    design = SegmentedDesign(14)
    found = segmented_values(drawn, design, errors="reml").autocorrelation
    grid = np.linspace(-0.94, 0.94, 189)
    tried = [restricted_deviance(drawn, design.matrix(24)[1], rho=rho) for rho in grid]
    assert found == pytest.approx(grid[int(np.argmin(tried))], abs=0.011)


def test_counts_and_their_dispersion_are_those_of_statsmodels():
    seeded = np.random.default_rng(8)
    exposure = seeded.uniform(800, 1200, size=30)
    counts = seeded.poisson(exposure * 0.02 * np.where(np.arange(30) >= 16, 0.7, 1.0))
    design = SegmentedDesign(16, season_length=4, harmonics=2)
    names, matrix = design.matrix(30)
    expected = sm.GLM(counts, matrix, family=sm.families.Poisson(), offset=np.log(exposure)).fit(scale="X2")
    found = segmented_counts(counts, design, exposure=exposure)
    assert [term.name for term in found.terms] == list(names)
    assert [term.estimate for term in found.terms] == pytest.approx(list(expected.params), abs=1e-6)
    assert [term.standard_error for term in found.terms] == pytest.approx(list(expected.bse), rel=1e-5)
    assert found.dispersion == pytest.approx(expected.scale, rel=1e-5)
    reach = stats.t.ppf(0.975, 30 - len(names))
    change = found.term("level change")
    assert change.interval.upper - change.estimate == pytest.approx(reach * change.standard_error)


# 12 in 3 years before, 6 in 3 years after; with a level alone on either side the ratio is that of the totals.
def test_two_levels_of_counts_have_the_ratio_of_their_rates():
    found = segmented_counts([3, 5, 4, 1, 2, 3], SegmentedDesign(3, trend=False, slope_change=False))
    assert found.term("level change").ratio == pytest.approx(6 / 12)
    assert found.term("level").ratio == pytest.approx(4)
    assert found.fitted == pytest.approx([4, 4, 4, 2, 2, 2])
    assert found.counterfactual == pytest.approx([4] * 6)
    squares = ((np.array([3, 5, 4]) - 4) ** 2).sum() / 4 + ((np.array([1, 2, 3]) - 2) ** 2).sum() / 2
    assert found.dispersion == pytest.approx(squares / 4, rel=1e-5)  # weighed as R does, by the step before the last


@settings(max_examples=20, deadline=None)
@given(st.sampled_from([1e-10, 1e-4, 365.25, 1e8, -2.0]), st.sampled_from(["plain", "hc3", "newey_west", "reml"]))
def test_a_change_of_unit_changes_nothing_else(factor, errors):
    values = np.random.default_rng(5).normal(size=18) + 3 * (np.arange(18) >= 9)
    plain, other = (segmented_values(one, SegmentedDesign(9), errors=errors) for one in (values, values * factor))
    assert not other.reason
    for one, two in zip(plain.terms, other.terms, strict=True):
        assert two.estimate == pytest.approx(one.estimate * factor)
        assert two.p_value == pytest.approx(one.p_value, rel=1e-5)
    assert other.autocorrelation == pytest.approx(plain.autocorrelation, abs=1e-5)


@settings(max_examples=20, deadline=None)
@given(st.floats(0.01, 1000))
def test_exposure_in_another_unit_moves_the_level_alone(factor):
    counts, exposure = np.array([8, 9, 7, 12, 5, 4, 6, 3, 5, 2]), np.arange(10, 20, dtype=float)
    plain, other = (segmented_counts(counts, SegmentedDesign(5), exposure=one) for one in (exposure, exposure * factor))
    for one, two in zip(plain.terms, other.terms, strict=True):
        shift = np.log(factor) if one.name == "level" else 0.0
        assert two.estimate + shift == pytest.approx(one.estimate, abs=1e-6)
        assert two.standard_error == pytest.approx(one.standard_error, rel=1e-5)
    np.testing.assert_allclose(other.fitted, plain.fitted, rtol=1e-6)


@pytest.mark.parametrize("values", [[0.0] * 14, [1 / 3] * 14, list(range(14)), [2.5] * 7 + [9.1] * 7, [1e6] * 14])
@pytest.mark.parametrize("errors", ["automatic", "plain", "newey_west"])
def test_a_series_that_lies_on_the_fit_has_no_errors_and_says_so(values, errors):
    found = segmented_values(values, SegmentedDesign(7), errors=errors)
    assert found.reason == "the values do not vary about the fit"
    assert not found.terms


@pytest.mark.parametrize("before", [1, 5])
def test_a_period_that_decides_a_term_alone_has_no_error_by_hc3(before):
    values = [4.0, 6, 5, 7, 4, 6]
    found = segmented_values(values, SegmentedDesign(before, trend=False, slope_change=False), errors="hc3")
    assert found.reason == "a period decides a term on its own, so nothing is left to measure its error by"


def test_counts_that_lie_on_the_fit_have_no_dispersion_and_say_so():
    found = segmented_counts([4, 4, 4, 2, 2, 2], SegmentedDesign(3, trend=False, slope_change=False))
    assert found.reason == "the counts do not vary about the fit"


@pytest.mark.parametrize("rho", [-0.5, 0.0, 0.9])
def test_whitening_is_the_inverse_root_of_the_errors_covariance(rho):
    series, matrix = np.arange(6.0) ** 2, SegmentedDesign(3).matrix(6)[1]
    whole, square = whitened(series, matrix, rho=rho)
    root = np.linalg.inv(np.linalg.cholesky(linalg.toeplitz(np.float64(rho) ** np.arange(6)))) * np.sqrt(1 - rho**2)
    np.testing.assert_allclose(whole, root @ series, atol=1e-9)
    np.testing.assert_allclose(square, root @ matrix, atol=1e-9)


@pytest.mark.parametrize(("level", "quantile"), [(0.5, "t"), (0.99, "t"), (0.99, "normal")])
def test_intervals_hold_the_level_that_was_asked(level, quantile):
    counts = [8, 9, 7, 12, 5, 4, 6, 3, 5, 2]
    term = segmented_counts(counts, SegmentedDesign(5), level=level, quantile=quantile).term("level change")
    tail = stats.norm if quantile == "normal" else stats.t(6)
    reach = tail.ppf((1 + level) / 2) * term.standard_error
    assert (term.interval.lower, term.interval.upper) == pytest.approx((term.estimate - reach, term.estimate + reach))
    assert term.ratio_interval.lower == pytest.approx(np.exp(term.estimate - reach))


def test_the_series_is_not_changed_and_the_same_series_gives_the_same_bytes(drawn):
    before = drawn.copy()
    first, second = (segmented_values(drawn, SegmentedDesign(14)) for _ in range(2))
    np.testing.assert_array_equal(drawn, before)
    assert first.terms == second.terms
    assert first.counterfactual.tobytes() == second.counterfactual.tobytes()
    # before the change nothing differs from what was expected without it
    np.testing.assert_array_equal(first.fitted[:14], first.counterfactual[:14])
