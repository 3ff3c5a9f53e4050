"""A worker's week is of one team on any one day, whichever file says so."""

import datetime as dt

import pandas as pd
import pytest

from turncurve.ingest.place import Place
from turncurve.ingest.recipe import Offer
from turncurve.ingest.rota_checks import known_too_late, of_one_team

MARCH, APRIL = dt.date(2013, 3, 31), dt.date(2013, 4, 30)
MONDAY = "2013-03-04"


def rota(*rows, file="a.csv", day=MARCH):
    """Offer a rota by worker, team, week and day from which it is known, in the rows from 2 on."""
    frame = pd.DataFrame(rows, columns=["worker_key", "team", "week_starting", "known_on"])
    dates = {name: pd.to_datetime(frame[name]).astype("datetime64[us]") for name in ("week_starting", "known_on")}
    frame = frame.assign(**dates, row=range(2, 2 + len(rows)))
    place = Place(f"allocation/{file}", "", "allocation", "availability", "allocation/2013-03-31", day)
    return Offer("availability", place, frame, len(frame), 0)


def checked(*offers):
    """Return the rows left of each offer, and file, rule and rows of each problem."""
    kept, problems = of_one_team(offers)
    assert [each.refused for each in kept] == [len(a.rows) - len(b.rows) for a, b in zip(offers, kept, strict=True)]
    left = [each.rows["row"].tolist() for each in kept]
    return left, [(each.file.rpartition("/")[2], each.rule, each.rows) for each in problems]


NORTH, SOUTH = ("w", "North", MONDAY, "2013-02-25"), ("w", "South", MONDAY, "2013-02-25")


def test_two_teams_on_one_day_are_refused_in_the_later_row():
    assert checked(rota(NORTH, SOUTH)) == ([[2]], [("a.csv", "team_of_week", (3,))])


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_teams_in_two_files_of_one_extract_are_refused_in_the_later_file(order):
    offers = [rota(NORTH), rota(SOUTH, file="b.csv")]
    left, problems = checked(*(offers[each] for each in order))
    assert [left[each] for each in order] == [[2], []]
    assert problems == [("b.csv", "team_of_week", (2,))]


def test_a_later_extract_is_believed_and_the_change_is_named():
    left, problems = checked(rota(SOUTH, file="b.csv", day=APRIL), rota(NORTH))
    assert left == [[2], [2]]
    assert problems == [("b.csv", "team_changed", (2,))]


def test_a_later_row_of_the_week_moves_the_worker_and_is_no_fault():
    moved = ("w", "South", MONDAY, "2013-03-01")
    assert checked(rota(NORTH, moved)) == ([[2, 3]], [])
    assert checked(rota(NORTH), rota(moved, file="b.csv")) == ([[2], [2]], [])


def test_other_workers_and_other_weeks_are_no_second_team():
    others = (("x", "South", MONDAY, "2013-02-25"), ("w", "South", "2013-03-11", "2013-02-25"))
    assert checked(rota(NORTH, *others)) == ([[2, 3, 4]], [])


def test_the_same_row_in_two_files_is_no_second_team():
    assert checked(rota(NORTH), rota(NORTH, file="b.csv"), rota(NORTH, day=APRIL)) == ([[2]] * 3, [])


@pytest.mark.parametrize(("known", "named"), [("2013-03-10", ()), ("2013-03-11", (2,)), ("2013-02-01", ())])
def test_a_row_known_after_its_week_is_kept_and_named(known, named):
    problems = known_too_late(rota(("w", "North", MONDAY, known)))
    assert [each.rows for each in problems] == ([named] if named else [])
    assert all((each.rule, each.field) == ("known_too_late", "Known from") for each in problems)
