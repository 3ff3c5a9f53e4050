"""Hazard ratios agree with R's coxph, and a fit that does not exist is said not to."""

import numpy as np
import pandas as pd
import pytest

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
