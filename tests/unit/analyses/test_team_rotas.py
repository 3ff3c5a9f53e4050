"""What the rota promised a team."""

import numpy as np
import pandas as pd
import pytest

from tests.support.canonical import canonical
from tests.support.kept_teams import EDITION, START, WEEK, rota
from turncurve.analyses.team_rotas import LEARNT_OVER, NO_WORK, NONE_HELD, STALE, held_to, team_rota

WEEKS = 30
AHEAD = 13


def found(*pieces, team="G", weeks=WEEKS):
    """Return what the rows of a rota promise the team."""
    rows = canonical("availability", [row for piece in pieces for row in piece], edition=EDITION)
    return team_rota(rows, team, first=START, weeks=weeks)


def whole(days=(5, 5, 5, 5), weeks=WEEKS + AHEAD, **given):
    """Return a rota that names everybody in every week, known beforehand."""
    return rota("G", weeks=weeks, days=days, **given)


def test_a_whole_rota_is_taken_as_written():
    held = found(whole())
    assert set(held.available) == {20.0}
    assert np.unique(held.planned).tolist() == [20.0]
    assert held.planned.shape == (WEEKS, AHEAD)
    assert held.reason == ""


def test_a_week_is_what_was_known_of_it_at_its_end_and_before():
    sick = rota("G", weeks=1, days=(0,), first=START + 20 * WEEK, known=START + 19 * WEEK)
    held = found(whole(), sick)
    assert held.available[19:22].tolist() == [20, 15, 20]
    assert held.planned[18, 1] == 20
    assert held.planned[19, 0] == 15


def test_what_became_known_after_its_week_changes_nothing_before():
    late = rota("G", weeks=1, days=(0,), first=START + 20 * WEEK, known=START + 25 * WEEK)
    assert found(whole(), late).available.tolist() == found(whole()).available.tolist()


def test_the_last_row_of_one_week_holds():
    changed = [
        *rota("G", weeks=1, days=(1,), first=START + 20 * WEEK, known=START + 19 * WEEK),
        *rota("G", weeks=1, days=(3,), first=START + 20 * WEEK, known=START + 19 * WEEK + pd.Timedelta(days=2)),
    ]
    assert found(whole(), changed).available[20] == found(whole(), changed[::-1]).available[20] == 18


def test_leave_alone_is_not_the_whole_rota_of_a_week():
    leave = rota("G", weeks=AHEAD, days=(3,), first=START + WEEKS * WEEK, known=START + (WEEKS - 1) * WEEK)
    held = found(whole(weeks=WEEKS), leave)
    assert held.planned[-1].tolist() == [18.0] * AHEAD
    # A week before, nothing was stated for the weeks ahead but the next, which names everybody.
    assert held.planned[-2].tolist() == [20.0] * AHEAD


def test_leave_of_some_beside_one_who_works_as_usual_is_half_a_rota_and_names_the_team():
    ahead = rota("G", weeks=AHEAD, days=(5, 3), first=START + WEEKS * WEEK, known=START + (WEEKS - 1) * WEEK)
    assert found(whole(weeks=WEEKS), ahead).planned[-1].tolist() == [8.0] * AHEAD
    one = rota("G", weeks=AHEAD, days=(5,), first=START + WEEKS * WEEK, known=START + (WEEKS - 1) * WEEK)
    assert found(whole(weeks=WEEKS), one).planned[-1].tolist() == [20.0] * AHEAD


def test_who_is_no_longer_named_beside_the_others_has_left():
    left = rota("G", weeks=10, days=(5, 5, 5), first=START + WEEKS * WEEK)
    held = found(whole(weeks=WEEKS), left, weeks=WEEKS + 10)
    assert held.available[WEEKS - 1 : WEEKS + 1].tolist() == [20, 15]
    assert held.planned[WEEKS - 1, 0] == 15
    assert held.planned[-1].tolist() == [15.0] * AHEAD


def test_in_a_week_of_bank_holidays_fewer_days_are_as_usual():
    # The week of Monday 25 April 2011 had Easter Monday and the royal wedding.
    easter = 3
    rows = [row for row in whole() if row["week_starting"] != START + easter * WEEK]
    three = rota("G", weeks=1, days=(3, 3, 3), first=START + easter * WEEK)
    assert found(rows, three).available[easter] == 9
    two = rota("G", weeks=1, days=(2, 2, 2), first=START + easter * WEEK)
    assert found(rows, two).available[easter] == 6 + 5


def test_weeks_after_the_rota_ends_count_as_the_last_four():
    days = [*whole(days=(5, 5, 5, 5), weeks=16), *rota("G", weeks=4, days=(5, 5, 5, 3), first=START + 16 * WEEK)]
    held = found(days)
    assert held.available[16:].tolist() == [18.0] * 14
    assert held.planned[-1].tolist() == [18.0] * AHEAD


def test_a_worker_whom_no_week_of_others_names_lapses_after_a_quarter():
    # Three of four are never named again, beside one who is: too few to name the team, so they stay a quarter.
    one = rota("G", weeks=WEEKS, days=(5,), first=START + WEEKS * WEEK)
    held = found(whole(weeks=WEEKS), one, weeks=2 * WEEKS)
    assert held.available[WEEKS + 11 : WEEKS + 15].tolist() == [20, 20, 5, 5]


def test_a_worker_who_moves_counts_in_the_new_team_alone():
    moved = rota("H", weeks=WEEKS + AHEAD - 10, days=(4,), first=START + 10 * WEEK, known=START, names="G")
    assert found(whole(), moved).available[9:11].tolist() == [20, 15]
    other = found(whole(), rota("H", weeks=WEEKS + AHEAD), moved, team="H")
    assert other.available[9:11].tolist() == [20, 24]
    assert other.planned[0, 8:10].tolist() == [20, 24]


def test_a_rota_that_begins_late_stands_for_the_weeks_before_it():
    begun = 12
    late = rota("G", weeks=WEEKS - begun + AHEAD, days=(5, 5, 4), first=START + begun * WEEK)
    sick = rota("G", weeks=1, days=(0,), first=START + 25 * WEEK, known=START + 24 * WEEK)
    held = found(late, sick)
    used = begun + LEARNT_OVER
    assert set(held.available[:used]) == {14.0}
    assert set(held.planned[: used - 1].ravel()) == {14.0}
    assert held.available[25] == 9
    assert held.planned[24, 0] == 9


def test_what_stands_for_the_weeks_before_is_the_mean_of_eight():
    eight = [rota("G", weeks=1, days=(5, week % 2), first=START + (12 + week) * WEEK) for week in range(8)]
    rest = rota("G", weeks=10 + AHEAD, days=(5, 5), first=START + 20 * WEEK)
    assert found(*eight, rest).available[[0, 19, 20]].tolist() == [5.5, 5.5, 10]


@pytest.mark.parametrize(("begun", "said"), [(WEEKS - 2, "tells of 2 of its"), (WEEKS, "tells of 0 of its")])
def test_a_rota_that_has_just_begun_is_not_used(begun, said):
    held = found(rota("G", weeks=WEEKS - begun + AHEAD, first=START + begun * WEEK))
    assert (held.available, held.planned) == (None, None)
    assert said in held.reason


def test_the_eighth_week_is_the_first_in_which_it_is_used():
    assert found(rota("G", weeks=30, first=START + (WEEKS - 7) * WEEK)).available is None
    eighth = found(rota("G", weeks=30, first=START + (WEEKS - 8) * WEEK))
    assert set(eighth.available) == {20.0}


def test_a_young_team_with_a_rota_from_its_first_week_is_followed_with_it():
    assert found(whole(), weeks=3).available.tolist() == [20.0] * 3


def test_nothing_but_leave_is_no_rota():
    assert found(whole(days=(3, 0), leave=2)).reason == NO_WORK


def test_a_team_that_the_rota_has_not_has_none():
    assert found(whole(), team="H").reason == NONE_HELD


def test_rows_before_the_teams_first_week_are_left_out():
    assert found(rota("G", weeks=10, first=START - 20 * WEEK)).available is None
    longer = found(rota("G", weeks=20 + WEEKS + AHEAD, first=START - 20 * WEEK))
    assert longer.available.tolist() == [20.0] * WEEKS


def test_a_team_whose_workers_all_move_away_has_none_left():
    away = rota("H", weeks=WEEKS + AHEAD - 15, first=START + 15 * WEEK, names="G")
    held = found(whole(weeks=15), away)
    assert held.available[14:17].tolist() == [20, 0, 0]


def test_a_rota_that_ended_more_than_a_quarter_ago_is_not_used():
    assert found(whole(weeks=WEEKS - 13)).reason == STALE
    assert found(whole(weeks=WEEKS - 12)).available.tolist() == [20.0] * WEEKS


def test_somebody_was_at_work_in_a_week_in_which_cases_were_taken_on():
    away = rota("G", weeks=2, days=(0, 0, 0, 0), first=START + 20 * WEEK, known=START)
    less = rota("G", weeks=1, days=(0,), first=START + 19 * WEEK, known=START)
    held = found(whole(), away, less)
    assert held.available[19:23].tolist() == [15, 0, 0, 20]
    taken = np.full(WEEKS, 8.0)
    taken[21] = 0
    assert held_to(held, taken).available[19:23].tolist() == [15, 18.75, 0, 20]
    assert held.available[20] == 0
    assert held_to(held, np.zeros(WEEKS)).available.tolist() == held.available.tolist()


def test_a_rota_that_what_was_taken_on_contradicts_is_not_used():
    away = rota("G", weeks=10, days=(0, 0, 0, 0), first=START + 10 * WEEK, known=START)
    held = held_to(found(whole(), away), np.full(WEEKS, 8.0))
    assert held.available is None
    assert held.reason == "its rota has nobody at work in 10 weeks in which cases were taken on"
    assert held_to(held, np.full(WEEKS, 8.0)) is held


def test_in_the_first_week_the_mean_of_all_stands():
    away = rota("G", weeks=1, days=(0, 0, 0, 0), known=START - 2 * WEEK)
    held = held_to(found([*whole(first=START)[4:], *away]), np.full(WEEKS, 8.0))
    assert held.available[0] == pytest.approx(20 * 29 / 30)
