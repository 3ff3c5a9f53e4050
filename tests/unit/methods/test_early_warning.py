"""When to warn that a queue is about to pass its limit."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.simulated_teams import FIRST_JUDGED, simulated_team
from turncurve.errors import TurnCurveError
from turncurve.methods.early_warning import (
    RULE,
    ChancesAhead,
    EarlyWarning,
    WarningRule,
    apply_rule,
    early_warnings,
    new_breaches,
    warning_now,
    warnings_so_far,
)
from turncurve.methods.queue_forecast import checked_history, queue_rates

SHORT = WarningRule(raise_at=0.5, lift_below=0.2, stands=4, apart=2)


def ruled(chance, over=(), rule=SHORT, first=0):
    """Apply a rule to chances; the weeks that end over the limit are numbered."""
    marks = np.isin(np.arange(len(chance)), list(over))
    return apply_rule(np.array(chance, float), marks, rule=rule, first_week=first)


@pytest.mark.parametrize(
    ("over", "expected"),
    [
        ([3], [3]),
        ([3, 4, 5], [3]),
        ([3, 5], [3]),
        ([3, 6], [3, 6]),
        ([0, 1], [0]),
        ([], []),
        ([9], [9]),
    ],
)
def test_a_breach_is_new_only_after_weeks_below_the_limit(over, expected):
    marks = np.isin(np.arange(10), over)
    assert np.flatnonzero(new_breaches(marks, apart=2)).tolist() == expected


def test_a_warning_is_raised_at_the_chance_and_meets_its_breach():
    warnings, breaches = ruled([0.1, 0.49, 0.5, 0.4, 0.6, 0.9, 0.0], over=[5])
    assert warnings == (EarlyWarning(raised=2, lifted=5, chance=0.5, breach=5),)
    assert warnings[0].lead == 3
    assert breaches == (5,)


def test_a_warning_is_lifted_below_the_lower_chance_and_not_at_it():
    warnings, _ = ruled([0.6, 0.2, 0.19, 0.1])
    assert warnings == (EarlyWarning(0, 2, 0.6, None),)
    assert warnings[0].lead is None


def test_a_warning_lapses_when_the_chance_was_last_high_so_many_weeks_ago():
    warnings, _ = ruled([0.6, 0.6, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3])
    assert [(each.raised, each.lifted) for each in warnings] == [(0, 5)]


def test_without_renewal_it_lapses_so_many_weeks_after_it_was_raised_and_is_raised_anew():
    rule = WarningRule(raise_at=0.5, lift_below=0.2, stands=4, apart=2, renews=False)
    warnings, _ = ruled([0.6] * 8, rule=rule)
    assert [(each.raised, each.lifted) for each in warnings] == [(0, 4), (5, None)]
    assert [(each.raised, each.lifted) for each in ruled([0.6] * 8)[0]] == [(0, None)]


def test_nobody_is_warned_of_what_has_come_or_has_just_passed():
    warnings, _ = ruled([0.9] * 8, over=[0, 1])
    assert [each.raised for each in warnings] == [3]


def test_a_breach_without_a_warning_is_a_breach():
    warnings, breaches = ruled([0.1] * 6, over=[4])
    assert warnings == ()
    assert breaches == (4,)


def test_weeks_before_the_first_judged_count_for_nothing():
    warnings, breaches = ruled([0.9, 0.9, 0.1, 0.1, 0.1, 0.9], over=[1], first=2)
    assert [each.raised for each in warnings] == [5]
    assert breaches == ()


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60))
def test_warnings_follow_one_another_and_every_breach_met_is_a_breach(weeks):
    chance, over = (list(each) for each in zip(*weeks, strict=True))
    warnings, breaches = apply_rule(np.array(chance), np.array(over))
    for one, two in pairwise(warnings):
        assert one.lifted is not None
        assert one.lifted < two.raised
    assert {each.breach for each in warnings if each.breach is not None} <= set(breaches)
    assert all(each.chance >= RULE.raise_at for each in warnings)


def watched(kind="slow drift", seed=1, **changes):
    """Run the early warning through a simulated team."""
    team = simulated_team(kind, np.random.default_rng(seed))
    given_all = {
        "limit": team.limit,
        "queue": team.queue,
        "available": team.available,
        "planned": team.planned,
        "first_week": FIRST_JUDGED,
        "draws": 60,
    }
    return team, early_warnings(team.arrivals, team.allocated, **(given_all | changes))


def test_the_same_seed_gives_the_same_warnings():
    one, two = (watched()[1] for _ in range(2))
    assert one.chance[FIRST_JUDGED:].tolist() == two.chance[FIRST_JUDGED:].tolist()
    assert one.warnings == two.warnings


def test_no_week_knows_what_came_later():
    team, whole = watched()
    cut = early_warnings(
        team.arrivals[:120],
        team.allocated[:120],
        limit=team.limit,
        queue=team.queue[:120],
        available=team.available[:120],
        planned=team.planned[:120],
        first_week=FIRST_JUDGED,
        draws=60,
    )
    assert cut.chance[FIRST_JUDGED:].tolist() == whole.chance[FIRST_JUDGED:120].tolist()


def test_a_limit_that_is_never_near_is_never_warned_of():
    _, found = watched("steady", limit=5000.0)
    assert (found.warnings, found.breaches) == ((), ())
    assert found.judged == 130


def test_a_backlog_that_grows_steadily_is_warned_of_in_time():
    arrivals = np.concatenate([np.full(60, 10.0), np.full(40, 13.0)])
    allocated = np.concatenate([np.full(60, 10.0), np.full(40, 11.0)])
    found = early_warnings(arrivals, allocated, limit=40.0, first_week=30, draws=200)
    # Two more a week than are taken on from week 60: the 21st week after is the first above 40.
    assert found.breaches == (80,)
    assert found.warnings[-1].breach == 80
    assert found.warnings[-1].lead >= 4


def test_a_limit_may_change_from_week_to_week():
    team, fixed = watched()
    _, same = watched(limit=np.full(len(team.arrivals), team.limit))
    assert same.warnings == fixed.warnings


def test_bad_histories_are_refused_in_a_sentence():
    with pytest.raises(TurnCurveError, match="not all numbers of 0 or more"):
        early_warnings([1.0, float("nan")], [1.0, 1.0], limit=5.0)


class Foretold:
    """Chances that are known beforehand, and which of them were asked for."""

    def __init__(self, chance, over):
        """Hold them."""
        self.chance, self.over, self.asked = chance, np.array(over), set()

    def __getitem__(self, week):
        """Return one."""
        self.asked.add(week)
        return self.chance[week]


@pytest.mark.parametrize("rule", [RULE, SHORT, WarningRule(0.3, 0.35, stands=3, apart=1), WarningRule(renews=False)])
@given(weeks=st.lists(st.tuples(st.sampled_from([0.0, 0.1, 0.25, 0.4, 0.6]), st.integers(0, 9)), min_size=8))
def test_the_warning_that_stands_is_the_last_of_all_that_there_were(rule, weeks):
    chance, over = [each for each, _ in weeks], [number == 0 for _, number in weeks]
    warnings, _ = apply_rule(np.array(chance), np.array(over), rule=rule, first_week=7)
    standing = next((each for each in warnings if each.lifted is None), None)
    assert warning_now(Foretold(chance, over), rule=rule) == standing


@pytest.mark.parametrize(
    ("chance", "over", "asked"),
    [
        ([0.6] * 20 + [0.0] + [0.6] * 9, [], range(20, 30)),  # one chance that lifts any warning
        ([0.6] * 30, [20], range(21, 30)),  # one week over the limit
        ([0.6] * 10 + [0.3] * 20, [], range(26, 30)),  # as many low weeks as let any warning lapse
    ],
)
def test_no_week_is_looked_at_before_the_last_that_ends_any_warning(chance, over, asked):
    ahead = Foretold(chance, np.isin(np.arange(30), over))
    warning_now(ahead, rule=SHORT)
    assert min(ahead.asked) == min(asked)


def test_only_chances_that_decide_are_worked_out_and_each_as_ever():
    team, whole = watched()
    history = checked_history(
        team.arrivals, team.allocated, queue=team.queue, available=team.available, planned=team.planned
    )
    limits = np.full(history.weeks, float(team.limit))
    ahead = ChancesAhead(history, limits, rates=queue_rates(history), draws=60)
    found = warnings_so_far(ahead, first_week=FIRST_JUDGED)
    assert (found.warnings, found.breaches, found.judged) == (whole.warnings, whole.breaches, whole.judged)
    known = np.isfinite(found.chance)
    assert found.chance[known].tolist() == whole.chance[known].tolist()
    assert not known[found.breaches[0] : found.breaches[0] + RULE.apart].any()
    assert 0 < known.sum() < found.judged
