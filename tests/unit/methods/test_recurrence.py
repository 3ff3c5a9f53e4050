"""Recurrent events agree with R, and competing exits and siblings are carried into the shares."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


def drawn(seed, *, rows=40):
    """Draw exits with ties, late entries and three ways of ending, one of them still there."""
    seeded = np.random.default_rng(seed)
    entry = seeded.integers(0, 4, rows).astype(float)
    return entry, entry + seeded.integers(1, 9, rows), seeded.choice(["return", "moved", ""], rows, p=[0.4, 0.4, 0.2])


def by_loops(exits, ended_by, *, cause, entry):
    """Work out incidence and what is left by plain loops over the times."""
    left, share, shares = 1.0, 0.0, []
    for time in sorted({end for end, why in zip(exits, ended_by, strict=True) if why}):
        here = [(end, why) for begin, end, why in zip(entry, exits, ended_by, strict=True) if begin < time <= end]
        gone = [why for end, why in here if end == time and why]
        share += left * gone.count(cause) / len(here)
        left *= 1 - len(gone) / len(here)
        shares.append(share)
    return shares, left


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_incidence_is_that_of_plain_loops_and_the_ways_out_share_what_is_lost(seed):
    entry, exits, ended_by = drawn(seed)
    returned, moved = (cumulative_incidence(exits, ended_by, cause=one, entry=entry) for one in ("return", "moved"))
    shares, left = by_loops(exits, ended_by, cause="return", entry=entry)
    np.testing.assert_allclose(returned.incidence, shares, atol=1e-12)
    assert returned.incidence[-1] + moved.incidence[-1] + left == pytest.approx(1)
    assert (np.diff(returned.incidence) >= -1e-15).all()


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000))
def test_neither_the_order_of_rows_nor_the_names_of_clusters_matter(seed):
    entry, exits, ended_by = drawn(seed)
    members, mixed = np.arange(40) // 2, np.random.default_rng(seed).permutation(40)
    plain = cumulative_incidence(exits, ended_by, cause="return", entry=entry, clusters=members)
    names = [f"family {-one}" for one in members[mixed]]
    other = cumulative_incidence(exits[mixed], ended_by[mixed], cause="return", entry=entry[mixed], clusters=names)
    np.testing.assert_allclose(other.incidence, plain.incidence)
    np.testing.assert_allclose(other.standard_error, plain.standard_error, atol=1e-12)
    assert (other.at_risk == plain.at_risk).all()


# Ten seen to their end, none lost: each time's share is a plain proportion with a binomial error.
def test_where_nobody_is_lost_the_error_is_the_binomial_one():
    found = cumulative_incidence(range(1, 11), ["return", "moved"] * 5, cause="return")
    share = np.array([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]) / 10
    np.testing.assert_allclose(found.incidence, share)
    np.testing.assert_allclose(found.standard_error, np.sqrt(share * (1 - share) / 10), atol=1e-12)


def test_the_interval_holds_its_share_by_the_delta_method_and_widens_with_its_level():
    entry, exits, ended_by = drawn(4)
    found = cumulative_incidence(exits, ended_by, cause="return", entry=entry)
    share, narrow = found.at(6, level=0.5)
    wide = found.at(6, level=0.99)[1]
    assert 0 < wide.lower < narrow.lower < share < narrow.upper < wide.upper < 1
    place = int(np.searchsorted(found.times, 6, side="right")) - 1
    # a little either side on the log scale, carried back: the slope there is the standard error itself
    tight = found.at(6, level=0.0001)[1]
    reach = (tight.upper - tight.lower) / 2 / 0.00012533
    assert reach == pytest.approx(found.standard_error[place], rel=1e-3)


@pytest.mark.parametrize("time", [1.0, 1.5, 1.999999])
def test_between_two_times_the_share_of_the_earlier_holds(time):
    found = cumulative_incidence([1, 2, 3, 4], ["return", "return", "", ""], cause="return")
    assert found.at(time)[0] == pytest.approx(0.25)
    assert found.at(2.0)[0] == pytest.approx(0.5)


def test_a_share_of_all_has_no_interval_and_says_why():
    share, bounds = cumulative_incidence([1, 2], ["return", "return"], cause="return").at(2)
    assert share == pytest.approx(1)
    assert bounds.reason == "nobody, or everybody, had had the event by then"


@pytest.mark.parametrize("nothing", ["", None, float("nan"), pd.NA, pd.NaT])
def test_what_is_missing_is_no_event(nothing):
    found = cumulative_incidence([1, 2, 3, 4], ["return", nothing, "return", nothing], cause="return")
    assert found.times.tolist() == [1, 3]
    assert found.incidence == pytest.approx([1 / 4, 1 / 4 + 3 / 4 / 2])


@pytest.mark.parametrize("word", ["censored", "cens", "censor"])
def test_only_an_empty_word_means_that_nothing_came(word):
    found = cumulative_incidence([1, 2, 3, 4], ["return", word, "return", "return"], cause="return")
    competing = cumulative_incidence([1, 2, 3, 4], ["return", "moved", "return", "return"], cause="return")
    np.testing.assert_allclose(found.incidence, competing.incidence)
    np.testing.assert_allclose(found.standard_error, competing.standard_error)


def test_still_being_there_is_not_an_event_to_ask_for():
    with pytest.raises(TurnCurveError, match="Nothing ended by this event"):
        cumulative_incidence([1, 2], ["return", ""], cause="")


def test_on_the_clock_since_the_last_event_a_later_start_changes_nothing():
    seeded = np.random.default_rng(2)
    begin, length = seeded.integers(0, 50, 60).astype(float), seeded.integers(1, 20, 60).astype(float)
    events, given_, sequence = seeded.uniform(size=60) < 0.7, seeded.normal(size=(60, 1)), np.tile([1, 2], 30)
    how = {"characteristics": given_, "names": ["age"], "subject": np.arange(60) // 2, "sequence": sequence}
    plain = recurrent_events(length, events, model="pwp_gap_time", entry=np.zeros(60), **how)
    later = recurrent_events(begin + length, events, model="pwp_gap_time", entry=begin, **how)
    assert later.terms[0].coefficient == pytest.approx(plain.terms[0].coefficient)
    assert later.terms[0].robust_standard_error == pytest.approx(plain.terms[0].robust_standard_error)
    families = recurrent_events(
        length, events, model="pwp_gap_time", entry=begin * 0, clusters=np.arange(60) // 6, **how
    )
    assert families.clusters == 10
    assert families.terms[0].coefficient == pytest.approx(plain.terms[0].coefficient)
