"""Segmented regressions agree with R on the Sicilian smoking ban, and with plain algebra elsewhere."""

import numpy as np
import pandas as pd
import pytest
from scipy import linalg

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import NoInterval
from turncurve.methods.turning_point import (
    SegmentedDesign,
    restricted_deviance,
    segmented_counts,
    segmented_values,
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
