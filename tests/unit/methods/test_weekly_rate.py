"""How fast something comes week by week, followed as it changes."""

import numpy as np
import pytest

from turncurve.methods.weekly_rate import GROWTHS, MEMORIES, draw_counts, draw_rates, follow_rate


def test_a_constant_rate_is_found_and_held_ever_more_surely():
    counts = np.random.default_rng(1).poisson(12, 300)
    history = follow_rate(counts)
    assert history.rate()[-1] == pytest.approx(12, abs=1.2)
    assert (history.weight[-1] * history.evidence[-1]).sum() > (history.weight[10] * history.evidence[10]).sum()


def test_every_setting_has_a_memory_and_a_growth_and_their_weights_sum_to_one():
    history = follow_rate(np.random.default_rng(2).poisson(5, 40))
    assert len(MEMORIES) == len(GROWTHS) == history.weight.shape[1]
    assert history.weight.sum(axis=1) == pytest.approx(np.ones(40))


def test_a_week_says_nothing_of_the_weeks_before_it():
    counts = np.random.default_rng(3).poisson(9, 60)
    whole, cut = follow_rate(counts), follow_rate(counts[:30])
    assert whole.evidence[:30] == pytest.approx(cut.evidence)
    assert whole.weight[:30] == pytest.approx(cut.weight)


def test_after_a_shock_the_quick_settings_take_over_and_the_rate_follows():
    rng = np.random.default_rng(4)
    counts = np.concatenate([rng.poisson(10, 100), rng.poisson(25, 12)])
    history = follow_rate(counts)
    assert history.rate()[-1] > 20
    assert history.weight[-1, :3].sum() > history.weight[95, :3].sum()


def test_weeks_that_say_nothing_are_passed_over():
    counts = np.array([4.0] * 20 + [0.0] * 20)
    known = np.arange(40) < 20
    history = follow_rate(counts, known=known)
    assert history.rate()[-1] == pytest.approx(history.rate()[19], rel=0.2)


def test_a_rate_is_by_what_is_exposed():
    exposure = np.array([1.0, 2.0] * 30)
    history = follow_rate(np.round(6 * exposure), exposure=exposure)
    assert history.rate()[-1] == pytest.approx(6, rel=0.05)


def test_scatter_beyond_chance_is_measured():
    rng = np.random.default_rng(5)
    pairs = 3 * rng.poisson(4, 400)
    assert follow_rate(pairs).scatter[-1] == pytest.approx(3, rel=0.35)
    assert follow_rate(rng.poisson(12, 400)).scatter[-1] == pytest.approx(1, rel=0.3)


def test_one_setting_alone_is_the_recursion_by_hand(monkeypatch):
    monkeypatch.setattr("turncurve.methods.weekly_rate.MEMORIES", (0.9,))
    monkeypatch.setattr("turncurve.methods.weekly_rate.GROWTHS", (0.0,))
    history = follow_rate([5, 8, 2])
    # Held at first: the mean of all three, 5, as one week's count. Scatter is 1.5 held as 15 weeks' worth.
    squares, number, evidence, exposed = 22.5, 15.0, 5.0, 1.0
    for week, count in enumerate((5, 8, 2)):
        evidence, exposed = 0.9 * evidence, 0.9 * exposed
        now, mean = squares / number, evidence / exposed
        squares += (count - mean) ** 2 / mean / (1 + mean / evidence / now)
        number += 1
        evidence, exposed = evidence + count / now, exposed + 1 / now
        assert history.evidence[week, 0] == pytest.approx(evidence)
        assert history.exposure[week, 0] == pytest.approx(exposed)
        assert history.scatter[week] == pytest.approx(squares / number)


def test_futures_spread_more_the_farther_they_lie():
    history = follow_rate(np.random.default_rng(6).poisson(10, 80))
    rates = draw_rates(history, 79, horizon=13, draws=4000, rng=np.random.default_rng(7))
    assert rates.shape == (4000, 13)
    assert rates[:, 12].std() > rates[:, 0].std()
    assert np.median(rates[:, 0]) == pytest.approx(history.rate()[-1], rel=0.05)


@pytest.mark.parametrize("scatter", [0.2, 0.7, 1.0, 1.8, 4.0])
def test_counts_have_the_mean_and_the_variance_asked_for(scatter):
    counts = draw_counts(np.full(60_000, 9.0), scatter=scatter, rng=np.random.default_rng(8))
    assert counts.mean() == pytest.approx(9, rel=0.02)
    assert counts.var() == pytest.approx(9 * scatter, abs=9 * 0.04 * scatter + 0.1)
    assert (counts == np.round(counts)).all()
    assert (counts >= 0).all()


def test_the_same_seed_draws_the_same():
    one, two = (draw_counts(np.full(9, 4.0), scatter=2.0, rng=np.random.default_rng(9)) for _ in range(2))
    assert one.tolist() == two.tolist()


def test_weeks_that_say_only_how_low_it_was_not_can_raise_the_rate_and_never_lower_it():
    unknown = np.zeros(30, dtype=bool)
    low = follow_rate([6.0] * 10 + [1.0] * 20, known=unknown).rate()
    high = follow_rate([6.0] * 10 + [9.0] * 20, known=unknown).rate()
    assert low[-1] == pytest.approx(low[9], rel=0.1)
    assert high[-1] > high[9] + 2


def test_a_rate_starts_without_looking_ahead():
    known = np.arange(60) >= 40
    counts = np.concatenate([np.full(40, 5.0), np.full(20, 9.0)])
    assert follow_rate(counts, known=known).rate()[:40] == pytest.approx(
        follow_rate(counts[:40], known=known[:40]).rate()
    )
