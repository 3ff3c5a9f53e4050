"""State probabilities, standard errors and stays: against R, against hand-worked tables, and by independent routes."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.methods.aalen_johansen import expected_stay, state_occupation, transition_probabilities
from turncurve.methods.multi_state_history import history_from_moves, history_from_stays

EXACT = 1e-9


@pytest.fixture(scope="module")
def multistate(shared):
    return shared / "reference" / "multistate"


def transplant_stays(patients):
    """Read the dates of the transplant data as stays; states 1 to 6 are Tx, Rec, AE, Rec+AE, Rel and Death."""
    onward = {1: [2, 3, 5, 6], 2: [4, 5, 6], 3: [4, 5, 6], 4: [5, 6]}
    stays = []
    for patient in patients.itertuples():
        reached = dict(zip(range(2, 7), zip(patient[2:12:2], patient[3:12:2], strict=True), strict=True))
        state, time = 1, 0
        while state in onward:
            happened = [(reached[to][0], to) for to in onward[state] if reached[to][1]]
            last = min(reached[to][0] for to in onward[state])
            exit_, to = min(happened) if happened else (last, "")
            if exit_ > time:
                stays.append((patient.id, state, to, time, exit_))
            if not happened:
                break
            state, time = to, exit_
    return pd.DataFrame(stays, columns=["subject", "origin", "destination", "entry", "exit"])


def test_the_hand_worked_table_of_moves_back_and_forth_is_reproduced(multistate):
    data = pd.read_csv(multistate / "tiny_mtest_data.csv").sample(frac=1, random_state=1)
    expected = pd.read_csv(multistate / "tiny_mtest_expected.csv")
    history = history_from_moves(
        subject=data["id"], destination=data["state"], entry=data["t1"], exit=data["t2"], initial_state="(s0)"
    )
    probability, _ = state_occupation(history).at(expected["time"])
    np.testing.assert_allclose(probability, expected.iloc[:, 1:], atol=EXACT, rtol=0)


@pytest.mark.parametrize("stratum", ["all", "sex=F", "sex=M"])
def test_competing_risks_with_ties_equal_survfit_and_its_jackknife(multistate, stratum):
    data = pd.read_csv(multistate / "mgus2_data.csv")
    chosen = data if stratum == "all" else data[data["sex"] == stratum[-1]]
    expected = pd.read_csv(multistate / "mgus2_AJ_expected.csv").query("strata == @stratum")
    history = history_from_moves(
        subject=chosen["id"],
        destination=chosen["event"],
        entry=np.zeros(len(chosen)),
        exit=chosen["etime"],
        initial_state="(s0)",
        states=["(s0)", "pcm", "death"],
    )
    probability, error = state_occupation(history).at(expected["time"])
    np.testing.assert_allclose(probability, expected.iloc[:, 2:5], atol=EXACT, rtol=0)
    np.testing.assert_allclose(error, expected.iloc[:, 5:8], atol=EXACT, rtol=0)


def test_left_truncated_data_from_two_starting_states_equal_etm_and_its_greenwood_variance(multistate):
    data = pd.read_csv(multistate / "etm_abortion_long.csv").sample(frac=1, random_state=2)
    expected = pd.read_csv(multistate / "etm_abortion_expected.csv")
    history = history_from_stays(
        subject=data["id"], origin=data["from"], destination=data["to"], entry=data["entry"], exit=data["exit"]
    )
    estimate = transition_probabilities(history)
    for trans, rows in expected.groupby("trans"):
        origin, destination = (history.states.index(state) for state in trans.split())
        probability, error = (values[:, origin, destination] for values in estimate.at(rows["time"]))
        np.testing.assert_allclose(probability, rows["P"], atol=EXACT, rtol=0)
        np.testing.assert_allclose(error**2, rows["var"], atol=EXACT, rtol=0)


def test_six_states_equal_the_counts_and_expected_stays_of_mstate(multistate):
    stays = transplant_stays(pd.read_csv(multistate / "ebmt4_data.csv"))
    counts = pd.read_csv(multistate / "ebmt4_events_expected.csv").iloc[:, 1:7]
    expected = pd.read_csv(multistate / "ebmt4_ELOS10_expected.csv").iloc[:, 1:]
    years = stays[["entry", "exit"]] / 365.25
    history = history_from_stays(**stays[["subject", "origin", "destination"]], **years, states=list("123456"))
    assert history.counts().tolist() == counts.to_numpy().tolist()
    estimate = expected_stay(history, horizon=10.0)
    np.testing.assert_allclose(estimate.duration, expected, atol=EXACT, rtol=0)


def weighted_product(history, weight, start, initial):
    """Multiply the steps the plain way, with a weight for each subject: an independent route to the same number."""
    current, size = initial.astype(float), len(history.states)
    for time in np.unique(history.exit[history.moved & (history.exit > start)]):
        step = np.eye(size)
        for origin in range(size):
            here = (history.origin == origin) & (history.entry < time) & (history.exit >= time)
            for to in range(size):
                gone = here & (history.exit == time) & (history.destination == to)
                if gone.any():
                    share = weight[history.subject[gone]].sum() / weight[history.subject[here]].sum()
                    step[origin, to] += share
                    step[origin, origin] -= share
        current = current @ step
    return current


BACK_AND_FORTH = history_from_stays(
    subject=[1, 1, 1, 2, 3, 3, 4, 4, 5, 6, 7],
    origin=["a", "b", "a", "a", "b", "a", "b", "b", "a", "b", "a"],
    destination=["b", "a", "c", "b", "a", "c", "", "c", "", "c", "c"],
    entry=[0, 3, 5, 1, 0, 3, 0, 4, 0, 2, 4],
    exit=[3, 5, 8, 3, 3, 7, 4, 8, 6, 8, 9],
)


def test_the_jackknife_is_the_root_of_summed_squares_of_numerical_influences():
    estimate = transition_probabilities(BACK_AND_FORTH, standard_error="infinitesimal_jackknife")
    one, small = np.ones(BACK_AND_FORTH.subjects), 1e-6
    squares = np.zeros((3, 3))
    for subject in range(BACK_AND_FORTH.subjects):
        nudge = small * np.eye(BACK_AND_FORTH.subjects)[subject]
        more, less = (weighted_product(BACK_AND_FORTH, one + sign * nudge, 0.0, np.eye(3)) for sign in (1, -1))
        squares += ((more - less) / (2 * small)) ** 2
    np.testing.assert_allclose(estimate.probability[-1], weighted_product(BACK_AND_FORTH, one, 0.0, np.eye(3)))
    np.testing.assert_allclose(estimate.standard_error[-1], np.sqrt(squares), atol=1e-8)


def initial_shares(history, weight):
    """Return the weighted share of each state just before the first move of BACK_AND_FORTH, at 3."""
    here = (history.entry < 3) & (history.exit >= 3)
    shares = np.bincount(history.origin[here], weights=weight[history.subject[here]], minlength=3)
    return shares / shares.sum()


def test_estimated_initial_shares_add_their_own_influence_to_the_jackknife():
    estimated = state_occupation(BACK_AND_FORTH)
    assert estimated.initial.tolist() == [3 / 6, 3 / 6, 0.0]
    np.testing.assert_allclose(estimated.initial_standard_error, [np.sqrt(0.25 / 6)] * 2 + [0])
    one, small, squares = np.ones(BACK_AND_FORTH.subjects), 1e-6, np.zeros(3)
    for subject in range(BACK_AND_FORTH.subjects):
        nudged = [one + sign * small * np.eye(len(one))[subject] for sign in (1, -1)]
        more, less = (weighted_product(BACK_AND_FORTH, w, 0.0, initial_shares(BACK_AND_FORTH, w)) for w in nudged)
        squares += ((more - less) / (2 * small)) ** 2
    np.testing.assert_allclose(estimated.standard_error[-1], np.sqrt(squares), atol=1e-8)


def test_given_initial_shares_are_certain():
    known = state_occupation(BACK_AND_FORTH, initial={"a": 0.5, "b": 0.5})
    np.testing.assert_allclose(known.probability, state_occupation(BACK_AND_FORTH).probability)
    assert known.initial_standard_error.tolist() == [0, 0, 0]


def test_at_risk_counts_late_entries_and_returns():
    estimate = transition_probabilities(BACK_AND_FORTH)
    at_risk = dict(zip(estimate.times.tolist(), estimate.at_risk.tolist(), strict=True))
    assert at_risk[3.0] == [3, 3, 0]
    assert at_risk[5.0] == [3, 3, 0]
    assert at_risk[8.0] == [2, 2, 0]
    assert at_risk[9.0] == [1, 0, 0]


@pytest.mark.parametrize("number", [5, 20])
def test_without_censoring_greenwood_is_the_binomial_standard_error(number):
    history = history_from_moves(
        subject=range(number),
        destination=["gone" if row % 2 else "away" for row in range(number)],
        entry=np.zeros(number),
        exit=1 + np.arange(number),
        initial_state="here",
    )
    half = number // 2 - 1
    probability, error = transition_probabilities(history).at([half + 1])
    left = 1 - (half + 1) / number
    assert probability[0, 0, 0] == pytest.approx(left)
    assert error[0, 0, 0] == pytest.approx(np.sqrt(left * (1 - left) / number))


def test_without_truncation_both_standard_errors_agree_for_one_absorbing_state():
    history = history_from_moves(
        subject=range(6),
        destination=["gone", "gone", "", "gone", "gone", ""],
        entry=np.zeros(6),
        exit=[1, 2, 2, 3, 3, 5],
        initial_state="here",
    )
    greenwood = state_occupation(history, standard_error="greenwood")
    jackknife = state_occupation(history, standard_error="infinitesimal_jackknife")
    np.testing.assert_allclose(greenwood.standard_error, jackknife.standard_error)


def test_greenwood_of_an_occupation_from_one_state_is_that_of_its_row():
    rows = transition_probabilities(BACK_AND_FORTH)
    occupation = state_occupation(BACK_AND_FORTH, start=0.0, initial={"b": 1.0}, standard_error="greenwood")
    np.testing.assert_allclose(occupation.probability, rows.probability[:, 1])
    np.testing.assert_allclose(occupation.standard_error, rows.standard_error[:, 1])


def test_only_moves_after_the_start_count():
    later = transition_probabilities(BACK_AND_FORTH, start=5.0)
    assert later.times.tolist() == [7.0, 8.0, 9.0]
    np.testing.assert_allclose(
        later.probability[-1], weighted_product(BACK_AND_FORTH, np.ones(7), 5.0, np.eye(3)), atol=1e-15
    )


def test_a_probability_holds_from_its_time_to_the_next():
    estimate = transition_probabilities(BACK_AND_FORTH)
    probability, error = estimate.at([0.0, 2.999, 3.0, 4.9])
    assert probability[0].tolist() == probability[1].tolist() == np.eye(3).tolist()
    assert not error[:2].any()
    assert probability[2].tolist() == probability[3].tolist() == estimate.probability[0].tolist()


def test_an_expected_stay_is_the_area_under_the_probabilities():
    estimate = expected_stay(BACK_AND_FORTH, horizon=8.5, start=1.0)
    fine = np.arange(1.0, 8.5, 0.001) + 0.0005
    area = transition_probabilities(BACK_AND_FORTH, start=1.0).at(fine)[0].mean(axis=0) * 7.5
    np.testing.assert_allclose(estimate.duration, area, atol=1e-3)
    np.testing.assert_allclose(estimate.duration.sum(axis=1), 7.5)


def test_the_standard_error_of_a_stay_is_that_of_a_mean_where_nothing_is_censored():
    time = np.array([1.0, 2.0, 4.0, 7.0])
    history = history_from_moves(
        subject=range(4), destination=["gone"] * 4, entry=np.zeros(4), exit=time, initial_state="here"
    )
    estimate = expected_stay(history, horizon=7.0)
    assert estimate.duration[0, 0] == pytest.approx(time.mean())
    assert estimate.standard_error[0, 0] == pytest.approx(time.std() / np.sqrt(4))


def test_what_cannot_be_answered_is_refused_in_a_sentence():
    with pytest.raises(TurnCurveError, match="later than anyone was observed"):
        expected_stay(BACK_AND_FORTH, horizon=9.5)
    with pytest.raises(TurnCurveError, match="no such standard error"):
        transition_probabilities(BACK_AND_FORTH, standard_error="bootstrap")
    with pytest.raises(TurnCurveError, match="sum to 1"):
        state_occupation(BACK_AND_FORTH, initial={"a": 0.5})
    with pytest.raises(TurnCurveError, match="Nobody is under observation"):
        state_occupation(BACK_AND_FORTH, start=20.0)


@st.composite
def wanderings(draw):
    """Draw a few subjects who enter late, go round three states at whole times, and may leave observation."""
    rows = []
    for subject in range(draw(st.integers(2, 6))):
        time, state = draw(st.integers(0, 3)), draw(st.integers(0, 2))
        for _ in range(draw(st.integers(1, 4))):
            end = time + draw(st.integers(1, 3))
            to = draw(st.sampled_from([s for s in range(3) if s != state] + [None]))
            rows.append((subject, state, to, time, end))
            if to is None:
                break
            state, time = to, end
    return pd.DataFrame(rows, columns=["subject", "origin", "destination", "entry", "exit"])


@settings(max_examples=40, deadline=None)
@given(wanderings(), st.randoms(use_true_random=False))
def test_probabilities_are_probabilities_and_the_order_of_rows_is_nothing(stays, random):
    history = history_from_stays(**stays, states=["0", "1", "2"])
    order = random.sample(range(len(stays)), len(stays))
    shuffled = history_from_stays(**stays.iloc[order], states=["0", "1", "2"])
    for kind in ("greenwood", "infinitesimal_jackknife"):
        estimate = transition_probabilities(history, standard_error=kind)
        assert (estimate.probability > -1e-12).all()
        np.testing.assert_allclose(estimate.probability.sum(axis=2), 1.0)
        again = transition_probabilities(shuffled, standard_error=kind)
        np.testing.assert_allclose(estimate.probability, again.probability)
        np.testing.assert_allclose(estimate.standard_error, again.standard_error, atol=1e-7)
