"""How well an early warning did."""

import numpy as np
import pytest

from tests.support.simulated_teams import FIRST_JUDGED, KINDS, simulated_team
from turncurve.methods.early_warning import EarlyWarning, WarningHistory, early_warnings
from turncurve.methods.warning_score import WEEKS_A_YEAR, score_warnings, threshold_chance


def history(warnings, breaches, judged=104):
    """Make one team's history; a warning is its weeks raised and lifted, and its breach."""
    made = tuple(EarlyWarning(raised, lifted, 0.5, breach) for raised, lifted, breach in warnings)
    return WarningHistory(np.zeros(judged), tuple(breaches), made, judged)


def test_the_missed_count_as_no_warning():
    one = history([(10, 16, 16), (30, 33, None)], [16, 60])
    two = history([(5, 45, 45), (80, None, None)], [45])
    score = score_warnings([one, two])
    assert score.leads == (6, 0, 13)
    assert (score.breaches, score.warned, score.false_alarms, score.standing) == (3, 2, 1, 1)
    assert score.warned_share == pytest.approx(2 / 3)
    assert score.median_lead == 6
    assert score.false_alarms_a_year == pytest.approx(1 / (208 / WEEKS_A_YEAR))
    assert score.teams == 2


def test_a_longest_lead_of_its_own_is_used():
    assert score_warnings([history([(5, 45, 45)], [45])], longest_lead=26).leads == (26,)


def test_no_breach_and_no_time_are_no_answer():
    score = score_warnings([history([], [], judged=0)])
    assert (score.warned_share, score.median_lead, score.false_alarms_a_year) == (None, None, None)


def test_how_full_a_queue_is_stands_in_the_place_of_the_chance():
    assert threshold_chance([0, 5, 20], limit=10).tolist() == [0, 0.5, 2]
    assert threshold_chance([5, 5], limit=[5, 10]).tolist() == [1, 0.5]


def test_a_small_run_on_other_teams_keeps_what_was_promised():
    found = []
    for at, kind in enumerate(KINDS):
        for number in range(2):
            team = simulated_team(kind, np.random.default_rng([777, at, number]))
            found.append(
                early_warnings(
                    team.arrivals,
                    team.allocated,
                    limit=team.limit,
                    queue=team.queue,
                    available=team.available,
                    planned=team.planned,
                    first_week=FIRST_JUDGED,
                    draws=120,
                )
            )
    score = score_warnings(found)
    assert score.breaches > 10
    assert score.warned_share >= 0.8
    assert score.median_lead >= 4
    assert score.false_alarms_a_year <= 1
