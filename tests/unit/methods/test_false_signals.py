"""How many points of a control chart chance alone calls special causes."""

import datetime as dt

import numpy as np
import pytest

from turncurve.methods.false_signals import CHARTS, LENGTHS, POINTS, false_signals
from turncurve.methods.spc import ANHOEJ, NHS_PLOT_THE_DOTS, RULE_SETS, ChartDesign, SpecialCause, xmr_chart

ORDINARY = {SpecialCause.COMMON, SpecialCause.CANNOT_TELL}


@pytest.mark.parametrize("rules", RULE_SETS.values(), ids=list(RULE_SETS))
@pytest.mark.parametrize("points", [12, 24, 48])
def test_charts_drawn_at_random_hold_as_many_false_signals_as_stated(rules, points):
    """Fewer series than the table was made of, from another seed: within four standard errors."""
    rng = np.random.default_rng([7, points])
    days = [(dt.date(2012, 1, 1) + dt.timedelta(days=day),) * 2 for day in range(points)]
    design = ChartDesign("neither", rules)
    charts = [xmr_chart(rng.normal(50, 3, points), days, design=design) for _ in range(250)]
    flagged = np.array([sum(each.special_cause not in ORDINARY for each in chart.points) for chart in charts])
    stated = false_signals(rules, points=points)
    error = max(flagged.std(), 0.2) / np.sqrt(len(charts))
    assert abs(flagged.mean() - stated.points) < 4 * error
    share = stated.probability
    assert abs((flagged > 0).mean() - share) < 4 * np.sqrt(share * (1 - share) / len(charts))


@pytest.mark.parametrize("rules", RULE_SETS.values(), ids=list(RULE_SETS))
def test_there_is_one_figure_for_each_length_simulated(rules):
    assert len(POINTS[rules.name]) == len(CHARTS[rules.name]) == len(LENGTHS)
    assert [false_signals(rules, points=each).points for each in LENGTHS] == pytest.approx(POINTS[rules.name])
    assert [false_signals(rules, points=each).probability for each in LENGTHS] == pytest.approx(CHARTS[rules.name])


@pytest.mark.parametrize("points", [0, 1, 3])
def test_points_too_few_for_limits_give_no_signal_true_or_false(points):
    assert false_signals(NHS_PLOT_THE_DOTS, points=points).points == 0
    assert false_signals(NHS_PLOT_THE_DOTS, points=points).probability == 0


def test_between_two_lengths_the_figure_lies_between_theirs():
    below, inside, above = (false_signals(NHS_PLOT_THE_DOTS, points=each) for each in (36, 42, 48))
    assert inside.points == pytest.approx((below.points + above.points) / 2)
    assert below.probability < inside.probability < above.probability


def test_a_chart_twice_the_longest_simulated_has_twice_its_false_signals():
    longest, double = (false_signals(ANHOEJ, points=each) for each in (120, 240))
    assert double.points == pytest.approx(2 * longest.points)
    assert 1 - double.probability == pytest.approx((1 - longest.probability) ** 2)


def test_more_rules_make_more_false_signals():
    assert false_signals(ANHOEJ, points=48).points < 0.5 * false_signals(NHS_PLOT_THE_DOTS, points=48).points
