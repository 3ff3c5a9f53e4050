"""Survival curves agree with R's survfit, point by point, and with Aalen and Johansen under late entry."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.methods.aalen_johansen import transition_probabilities
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.methods.multi_state_history import history_from_stays
from turncurve.methods.survival import kaplan_meier


@pytest.fixture(scope="module")
def patients(shared):
    return pd.read_csv(shared / "reference" / "survival" / "lung.csv")


@pytest.mark.parametrize("sex", [1, 2])
def test_every_point_and_bound_is_that_of_r(shared, patients, sex):
    expected = pd.read_csv(shared / "reference" / "survival" / "lung_km_by_sex_expected.csv")
    expected = expected[expected["strata"] == f"sex={sex}"]
    chosen = patients[patients["sex"] == sex]
    found = kaplan_meier(chosen["time"], chosen["status"] == 2)
    assert found.times.tolist() == expected["time"].tolist()
    assert found.at_risk.tolist() == expected["n_risk"].tolist()
    assert found.events.tolist() == expected["n_event"].tolist()
    for ours, theirs in (("survival", "surv"), ("standard_error", "se"), ("lower", "lower"), ("upper", "upper")):
        np.testing.assert_allclose(getattr(found, ours), expected[theirs], atol=1e-12, rtol=0)


# Therneau's lung data: the medians that R prints are 270 (212 to 310) for men and 426 (348 to 550) for women.
@pytest.mark.parametrize(("sex", "median", "low", "high"), [(1, 270, 212, 310), (2, 426, 348, 550)])
def test_the_median_and_its_bounds_are_those_of_r(patients, sex, median, low, high):
    chosen = patients[patients["sex"] == sex]
    time, bounds = kaplan_meier(chosen["time"], chosen["status"] == 2).quantile()
    assert time == median
    assert bounds == Interval(lower=low, upper=high, level=0.95, method="Kaplan-Meier quantile")


# Times 1, 2+, 3, 3, 5+: 4/5, then of three left two go: 4/15.
def test_a_curve_with_ties_and_losses_is_as_worked_by_hand():
    found = kaplan_meier([1, 2, 3, 3, 5], [1, 0, 1, 1, 0])
    assert found.survival == pytest.approx([4 / 5, 4 / 15])
    assert found.at_risk.tolist() == [5, 3]
    assert found.standard_error[1] == pytest.approx(4 / 15 * np.sqrt(1 / 20 + 2 / 3))
    assert [found.at(time) for time in (0.5, 1, 2.9, 3, 9)] == pytest.approx([1, 0.8, 0.8, 4 / 15, 4 / 15])


@pytest.mark.parametrize(
    ("kind", "lower", "upper"),
    [
        ("plain", 0.8 - 1.959964 * 0.8 * np.sqrt(0.05), 1.0),
        ("log", 0.8 * np.exp(-1.959964 * np.sqrt(0.05)), 1.0),
        (
            "log-log",
            0.8 ** np.exp(1.959964 * np.sqrt(0.05) / -np.log(0.8)),
            0.8 ** np.exp(-1.959964 * np.sqrt(0.05) / -np.log(0.8)),
        ),
    ],
)
def test_each_kind_of_bounds_is_its_formula(kind, lower, upper):
    found = kaplan_meier([1, 2, 3, 3, 5], [1, 0, 1, 1, 0], kind=kind)
    assert found.lower[0] == pytest.approx(lower, abs=1e-6)
    assert found.upper[0] == pytest.approx(upper, abs=1e-6)


rows = st.lists(st.tuples(st.integers(0, 8), st.integers(1, 9), st.booleans()), min_size=1, max_size=30)


@given(rows)
def test_late_entry_gives_what_aalen_and_johansen_give(observed):
    entry = np.array([row[0] for row in observed], dtype=float)
    exit_ = entry + [row[1] for row in observed]
    event = np.array([row[2] for row in observed])
    found = kaplan_meier(exit_, event, entry=entry)
    history = history_from_stays(
        subject=np.arange(len(entry)),
        origin=["in"] * len(entry),
        destination=np.where(event, "out", ""),
        entry=entry,
        exit=exit_,
        states=["in", "out"],
    )
    expected = transition_probabilities(history, start=-1.0)
    np.testing.assert_allclose(found.survival, expected.probability[:, 0, 0], atol=1e-12)
    assert bool(found.caution) == bool((found.survival[:-1] == 0).any())


def test_a_share_that_was_not_reached_has_no_time_and_says_why():
    time, bounds = kaplan_meier([1, 2, 3], [1, 0, 0]).quantile(0.9)
    assert time is None
    assert isinstance(bounds, NoInterval)


def test_without_any_event_the_curve_stays_at_one():
    found = kaplan_meier([1, 2], [0, 0])
    assert found.at(2) == 1
    assert not len(found.times)


def test_an_unknown_kind_of_bounds_is_refused():
    with pytest.raises(TurnCurveError, match="no such kind"):
        kaplan_meier([1.0], [1], kind="logit")
