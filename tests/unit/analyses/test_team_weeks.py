"""Which weeks of a queue its rows tell of."""

import pandas as pd
import pytest

from turncurve.analyses.team_weeks import (
    LOOKED_BACK,
    WEEK,
    alike,
    commonest,
    fallen_silent,
    folded,
    known_weeks,
    last_moment,
)

MONDAY = pd.Timestamp("2012-01-09")
UNTIL = MONDAY + 52 * WEEK


def daily(weeks=52, *, each=3, days=(0, 1, 2, 3, 4), first=MONDAY):
    """Return cases that come on some days of every week and leave the queue at once."""
    ready = [first + week * WEEK + pd.Timedelta(days=day, hours=9) for week in range(weeks) for day in days] * each
    held = pd.Series(sorted(ready), dtype="datetime64[us]")
    return pd.DataFrame({"ready_at": held, "left_at": held + pd.Timedelta(hours=1)})


def cut(cases, day):
    """Return the cases as an extract of a day holds them."""
    known = cases[cases["ready_at"] < day].reset_index(drop=True)
    return known.assign(left_at=known["left_at"].where(known["left_at"] < day))


@pytest.mark.parametrize("written", ["Team North", " team north", "TEAM  NORTH ", "Team\u00a0North"])
def test_case_and_spaces_make_no_other_team(written):
    assert folded(written) == "team north"


def test_teams_are_folded_row_by_row_and_keep_their_places():
    teams = pd.Series(["North", "south", "NORTH "], index=[5, 3, 9])
    assert alike(teams).to_dict() == {5: "north", 3: "south", 9: "north"}
    assert alike(teams.iloc[:0]).empty


def test_a_team_is_called_as_it_is_written_most_often():
    assert commonest(pd.Series(["north", "North", "North"])) == "North"
    assert commonest(pd.Series(["b", "a", "b", "a"])) == "a"


def test_rows_to_the_end_tell_of_every_week():
    known = known_weeks(daily(), until=UNTIL)
    assert (known.first, known.number, known.ended) == (MONDAY, 52, False)
    assert known.last_row == last_moment(daily()) == UNTIL - pd.Timedelta(days=3) + pd.Timedelta(hours=10)


def test_an_extract_cut_on_a_monday_does_not_tell_of_its_week():
    cases = cut(daily(), UNTIL - WEEK + pd.Timedelta(days=1))
    known = known_weeks(cases, until=UNTIL)
    assert (known.number, known.ended) == (51, True)


@pytest.mark.parametrize("days", [4, 5, 7])
def test_an_extract_cut_late_in_a_week_tells_of_it(days):
    cases = cut(daily(), UNTIL - WEEK + pd.Timedelta(days=days))
    assert known_weeks(cases, until=UNTIL).number == 52


def test_rows_that_end_weeks_before_tell_of_none_of_them():
    known = known_weeks(daily(weeks=42), until=UNTIL)
    assert (known.number, known.ended) == (42, True)
    in_its_week = known_weeks(cut(daily(weeks=42), MONDAY + 41 * WEEK + pd.Timedelta(days=2)), until=UNTIL)
    assert in_its_week.number == 41


def test_a_team_whose_rows_come_on_one_day_of_the_week_is_not_silent_on_the_others():
    meeting = daily(each=12, days=(0,))
    assert not fallen_silent(meeting, until=UNTIL)
    assert fallen_silent(meeting, until=UNTIL + WEEK)


def test_where_little_happens_a_quiet_month_is_no_end():
    rare = daily(each=1).iloc[::18].reset_index(drop=True)
    quiet = rare["ready_at"].max() + pd.Timedelta(days=28)
    assert not fallen_silent(rare, until=quiet.normalize())
    assert fallen_silent(rare, until=rare["ready_at"].max().normalize() + pd.Timedelta(days=150))


def test_days_on_which_nobody_works_are_no_silence():
    # Good Friday and Easter Monday of 2012 are 6 and 9 April.
    before = cut(daily(), pd.Timestamp("2012-04-06"))
    assert not fallen_silent(before, until=pd.Timestamp("2012-04-11"))
    assert fallen_silent(before, until=pd.Timestamp("2012-04-12"))


def test_too_few_rows_to_tell_are_never_silent():
    few = daily(weeks=1)
    assert not fallen_silent(few, until=UNTIL)
    assert known_weeks(few, until=UNTIL).number == 52


def test_silences_of_more_than_a_year_ago_are_forgotten():
    # Nothing came for a quarter, long ago; a fortnight now is longer than any silence since.
    old = daily(weeks=20, first=MONDAY - pd.Timedelta(weeks=120))
    cases = pd.concat([old, daily()], ignore_index=True)
    assert cases["ready_at"].diff().max() > LOOKED_BACK - 20 * WEEK
    assert fallen_silent(cases, until=UNTIL + 2 * WEEK)


def test_a_team_begins_with_its_own_first_case():
    new = daily(weeks=8, first=UNTIL - 8 * WEEK)
    known = known_weeks(new, until=UNTIL, begun=MONDAY)
    assert (known.first, known.number) == (UNTIL - 8 * WEEK, 8)


@pytest.mark.parametrize(("late", "first"), [(0, 0), (3, 0), (4, 4)])
def test_a_team_whose_first_case_came_soon_was_there_from_the_first(late, first):
    cases = daily(weeks=52 - late, first=MONDAY + late * WEEK)
    assert known_weeks(cases, until=UNTIL, begun=MONDAY).first == MONDAY + first * WEEK


def test_one_old_row_does_not_make_a_team_as_old():
    old = pd.DataFrame({"ready_at": [pd.Timestamp("1995-01-05 10:00")], "left_at": [pd.Timestamp("1995-01-06")]})
    cases = pd.concat([old, daily()], ignore_index=True).astype("datetime64[us]")
    known = known_weeks(cases, until=UNTIL)
    assert (known.first, known.number) == (MONDAY, 52)


def test_a_team_of_which_the_first_case_came_after_the_last_whole_week_has_one_week():
    known = known_weeks(daily(weeks=1, first=UNTIL), until=UNTIL, begun=MONDAY)
    assert (known.first, known.number) == (UNTIL - WEEK, 1)


def test_a_case_that_waits_still_has_not_left():
    waiting = daily().assign(left_at=pd.Series(pd.NaT, index=daily().index, dtype="datetime64[us]"))
    assert last_moment(waiting) == waiting["ready_at"].max()
