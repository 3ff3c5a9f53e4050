"""Who is a social worker in post, on a date and through a whole month."""

import datetime as dt

import pytest

from tests.support.canonical import canonical
from turncurve.indicators.cases import TablesHeld
from turncurve.indicators.worker_months import SOCIAL_WORK, in_post, months_in_post, social_workers
from turncurve.reference.periods import at, month, year_ending
from turncurve.tables.workforce import ROLES


def tables(*rows):
    names = ("worker_key", "role", "started_on", "ended_on", "team")
    written = [{"team": "A", "agency": False, **dict(zip(names, row, strict=False))} for row in rows]
    return TablesHeld({"workers": canonical("workers", written)})


@pytest.mark.parametrize("role", [*ROLES, None])
def test_social_workers_are_told_by_their_role(role):
    assert len(social_workers(tables(("w1", role, "2012-05-01")))) == (role in SOCIAL_WORK)


@pytest.mark.parametrize(("day", "there"), [("04-30", 0), ("05-01", 1), ("08-30", 1), ("08-31", 0), ("09-01", 0)])
def test_a_worker_is_in_post_from_the_first_day_and_not_on_the_day_of_leaving(day, there):
    held = tables(("w1", "social worker", "2012-05-01", "2012-08-31"))
    assert len(in_post(held, (at(dt.date.fromisoformat(f"2012-{day}")),))) == there


def test_of_two_posts_the_one_taken_up_last_stands():
    held = tables(("w1", "social worker", "2012-05-01", None, "A"), ("w1", "social worker", "2012-06-01", None, "B"))
    assert in_post(held, (at(dt.date(2012, 7, 1)),))["team"].tolist() == ["B"]


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2012-05-01", "2012-07-01", ["2012-05", "2012-06"]),
        ("2012-05-02", "2012-07-01", ["2012-06"]),
        ("2012-05-01", "2012-06-30", ["2012-05"]),
        ("2012-05-02", "2012-06-30", []),
        ("2013-02-01", None, ["2013-02", "2013-03"]),
    ],
)
def test_only_whole_months_count(start, end, months):
    found = months_in_post(tables(("w1", "social worker", start, end)), (year_ending(2013),))
    assert found["month_started_on"].dt.strftime("%Y-%m").tolist() == months


def test_a_month_counts_once_however_many_posts_a_worker_has_and_in_each_period_that_holds_its_end():
    held = tables(("w1", "social worker", "2010-05-01"), ("w1", "team manager", "2011-05-01", None, "B"))
    found = months_in_post(held, (month(2012, 6), month(2012, 7), year_ending(2013)))
    assert found.groupby("period").size().tolist() == [1, 1, 12]
    assert set(found["team"]) == {"B"}
