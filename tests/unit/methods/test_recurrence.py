"""Recurrent events agree with R, and competing exits and siblings are carried into the shares."""

import numpy as np
import pandas as pd
import pytest

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.methods.recurrence import cumulative_incidence, kaplan_meier, recurrent_events

NAMES = ["rx", "size", "number"]


@pytest.mark.parametrize("model", ["andersen_gill", "pwp_total_time", "pwp_gap_time", "wlw_marginal"])
def test_each_model_of_the_bladder_data_is_that_of_r(shared, model):
    folder = shared / "reference" / "survival"
    expected = pd.read_csv(folder / "bladder_recurrent_expected.csv").query("model == @model")
    marginal = model == "wlw_marginal"
    data = pd.read_csv(folder / ("bladder.csv" if marginal else "bladder2.csv"))
    found = recurrent_events(
        data["stop"],
        data["event"],
        subject=data["id"],
        characteristics=data[NAMES],
        names=NAMES,
        model=model,
        entry=None if marginal else data["start"],
        sequence=None if model == "andersen_gill" else data["enum"],
    )
    for term, row in zip(found.terms, expected.itertuples(), strict=True):
        ours = [
            term.coefficient,
            term.hazard_ratio,
            term.standard_error,
            term.robust_standard_error,
            term.z,
            term.p_value,
        ]
        assert ours == pytest.approx([row.coef, row.exp_coef, row.se, row.robust_se, row.z, row.p], rel=1e-6)
    assert found.clusters == 85


@pytest.mark.parametrize("stratum", ["all", "sex=F", "sex=M"])
def test_incidence_with_a_competing_death_and_its_error_are_those_of_r(shared, stratum):
    folder = shared / "reference" / "multistate"
    data = pd.read_csv(folder / "mgus2_data.csv")
    data = data if stratum == "all" else data[data["sex"] == stratum[-1]]
    expected = pd.read_csv(folder / "mgus2_AJ_expected.csv").query("strata == @stratum")
    found = cumulative_incidence(data["etime"], data["event"].replace("censor", "").tolist(), cause="pcm")
    place = np.searchsorted(found.times, expected["time"], side="right") - 1
    there = place >= 0
    np.testing.assert_allclose(found.incidence[place[there]], expected["p_pcm"][there], atol=1e-9)
    np.testing.assert_allclose(found.standard_error[place[there]], expected["se_ij_pcm"][there], atol=1e-9)


# Of four: one returns at 1, one moves away at 2, one returns at 3, one is still there at 4: 1/4, then 1/4 + 1/2 * 1/2.
def test_incidence_is_as_worked_by_hand():
    found = cumulative_incidence([1, 2, 3, 4], ["return", "moved", "return", ""], cause="return")
    assert found.incidence == pytest.approx([1 / 4, 1 / 4, 1 / 2])
    assert found.events == 2
    share, bounds = found.at(3)
    assert share == pytest.approx(1 / 2)
    assert isinstance(bounds, Interval)
    assert 0 < bounds.lower < 0.5 < bounds.upper < 1
    assert isinstance(found.at(0.5)[1], NoInterval)


def test_siblings_who_are_all_alike_widen_the_error_by_the_root_of_their_number():
    seeded = np.random.default_rng(8)
    exits = seeded.integers(1, 30, size=200).astype(float)
    causes = np.where(seeded.uniform(size=200) < 0.4, "return", "moved")
    alone = cumulative_incidence(exits, causes.tolist(), cause="return")
    together = cumulative_incidence(
        np.repeat(exits, 3), np.repeat(causes, 3).tolist(), cause="return", clusters=np.repeat(np.arange(200), 3)
    )
    np.testing.assert_allclose(together.incidence, alone.incidence)
    np.testing.assert_allclose(together.standard_error, alone.standard_error, rtol=1e-9)


def test_without_competition_incidence_is_one_less_survival_under_late_entry():
    entry, exits, events = [0, 0, 1, 2, 2], [3.0, 4, 5, 6, 7], [1, 0, 1, 1, 0]
    found = cumulative_incidence(exits, ["x" if one else "" for one in events], cause="x", entry=entry)
    curve = kaplan_meier(exits, events, entry=entry)
    np.testing.assert_allclose(found.incidence, 1 - curve.survival)
    np.testing.assert_allclose(found.at_risk, curve.at_risk)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"model": "frailty"}, "no such model"),
        ({"model": "pwp_gap_time", "sequence": None}, "number of the event"),
        ({"entry": None}, "time at which each row came"),
    ],
)
def test_a_model_without_what_it_needs_is_refused(changed, says):
    given = {"model": "andersen_gill", "entry": [0.0, 0.0], "sequence": [1, 1]} | changed
    with pytest.raises(TurnCurveError, match=says):
        recurrent_events([1.0, 2.0], [1, 0], subject=[1, 2], characteristics=[[1.0], [0.0]], names=["x"], **given)


@pytest.mark.parametrize(
    ("cause", "clusters", "says"), [("y", None, "Nothing ended by this"), ("x", [1], "one cluster for each row")]
)
def test_incidence_of_nothing_is_refused(cause, clusters, says):
    with pytest.raises(TurnCurveError, match=says):
        cumulative_incidence([1.0, 2.0], ["x", ""], cause=cause, clusters=clusters)
