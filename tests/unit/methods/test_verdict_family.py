"""Many verdicts read together: headlines are held to one allowance, and chance is counted for the rest."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from turncurve.errors import TurnCurveError
from turncurve.methods.turned import TurnTest, Verdict, has_it_turned, scale_counts
from turncurve.methods.verdict_family import Allowances, hold_together, holm


@pytest.fixture(scope="module")
def turned():
    seeded = np.random.default_rng(1)
    counts = np.concatenate([seeded.poisson(40, 24), seeded.poisson(26, 6)])
    return has_it_turned(scale_counts(counts), TurnTest("lower"), origin=24)


# Holm's own example of steps: .01, .02, .03, .04 of four tests become .04, .06, .06, .06.
@pytest.mark.parametrize(
    ("given", "adjusted"),
    [
        ([0.01, 0.02, 0.03, 0.04], [0.04, 0.06, 0.06, 0.06]),
        ([0.04, 0.01], [0.04, 0.02]),
        ([0.5, 0.6], [1.0, 1.0]),
        ([0.03], [0.03]),
        ([], []),
    ],
)
def test_steps_are_as_worked_by_hand(given, adjusted):
    assert holm(given) == pytest.approx(adjusted)


def test_whatever_hangs_together_any_false_alarm_is_held():
    seeded = np.random.default_rng(2)
    common = seeded.standard_normal((20_000, 1))
    apart = seeded.standard_normal((20_000, 5))
    drawn = 0.6 * common + 0.8 * apart
    alarms = np.mean([(holm(row) <= 0.05).any() for row in 2 * stats.norm.sf(np.abs(drawn[:4000]))])
    assert alarms <= 0.055


def test_a_headline_that_could_be_chance_among_so_many_does_not_stand(turned):
    weak = replace(turned, p_value=0.03)
    quiet = replace(turned, verdict=Verdict.CANNOT_TELL_YET, p_value=0.5)
    found = hold_together({"a": weak, "b": quiet, "c": quiet}, ["a", "b", "c"])
    first = dict(found.verdicts)["a"]
    assert first.verdict is Verdict.CANNOT_TELL_YET
    assert "so many headlines" in first.reason
    assert dict(found.adjusted_p_values)["a"] == pytest.approx(0.09)


def test_a_strong_headline_stands_and_what_is_no_headline_is_left_as_it_is(turned):
    strong, weak = replace(turned, p_value=0.001), replace(turned, p_value=0.04)
    found = dict(hold_together({"a": strong, "b": weak, "c": weak}, ["a", "b"]).verdicts)
    assert found["a"].verdict is Verdict.TURNED_FOR_THE_BETTER
    assert found["b"].verdict is Verdict.TURNED_FOR_THE_BETTER
    assert found["c"] == weak


# Twenty indicators behind two headlines: 20 * .05 + .05 = 1.05 false alarms, and 1 - .95 ** 21 = .66 of any.
def test_the_false_alarms_to_expect_are_counted(turned):
    verdicts = {f"indicator {number}": turned for number in range(22)}
    found = hold_together(verdicts, ["indicator 0", "indicator 1"])
    assert found.expected_false_alarms == pytest.approx(1.05)
    assert found.any_false_alarm == pytest.approx(1 - 0.95**21)
    alone = hold_together({"a": turned}, ["a"])
    assert alone.expected_false_alarms == pytest.approx(0.05)
    assert alone.any_false_alarm == pytest.approx(0.05)


def test_a_headline_without_a_verdict_is_refused(turned):
    with pytest.raises(TurnCurveError, match="has no verdict"):
        hold_together({"a": turned}, ["a", "b"])


def test_a_p_value_that_is_none_is_refused():
    with pytest.raises(TurnCurveError, match="between 0 and 1"):
        holm([0.5, 1.5])


@pytest.mark.parametrize(
    ("front", "others", "share", "expected", "any_at_all"),
    [
        ((), 1, 0.05, 0.05, 0.05),
        (("a",), 0, 0.05, 0.05, 0.05),
        (("a", "b"), 0, 0.025, 0.05, 0.05),
        (("a", "b", "c", "d"), 19, 0.0125, 1.0, 1 - 0.95**20),
    ],
)
def test_headlines_share_one_allowance_and_each_other_has_its_own(front, others, share, expected, any_at_all):
    shared = Allowances(front, others)
    assert shared.share_of("a") == pytest.approx(share)
    assert shared.share_of("elsewhere") == 0.05
    assert shared.expected_false_alarms == pytest.approx(expected)
    assert shared.any_false_alarm == pytest.approx(any_at_all)


def test_without_an_indicator_nothing_is_expected():
    assert (Allowances().expected_false_alarms, Allowances().any_false_alarm) == (0, 0)


# A share of the allowance each is Bonferroni's step: whatever passes it passes Holm's steps too.
def test_what_passes_its_even_share_stands_when_all_are_read_together(turned):
    seeded = np.random.default_rng(4)
    shared = Allowances(tuple("abcde"))
    for row in seeded.uniform(0, 0.03, size=(200, 5)):
        verdicts = {name: replace(turned, p_value=p) for name, p in zip("abcde", row, strict=True)}
        stands = dict(hold_together(verdicts, list("abcde")).verdicts)
        for name, p in zip("abcde", row, strict=True):
            assert p > shared.share_of(name) or stands[name].verdict is turned.verdict


@pytest.mark.parametrize(
    ("family", "says"),
    [
        ({"headlines": ("a", "a")}, "named twice"),
        ({"others": -1}, "fewer than no"),
        ({"level": 0.0}, "level"),
    ],
)
def test_a_family_that_cannot_be_counted_is_refused(family, says):
    with pytest.raises(TurnCurveError, match=says):
        Allowances(**family)
