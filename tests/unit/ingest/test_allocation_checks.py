"""Rows of an allocation return that only the others, or the time of day, show to be wrong."""

import pandas as pd
import pytest

from turncurve.ingest.allocation_checks import check
from turncurve.ingest.place import Place
from turncurve.ingest.recipe import Offer

PLACE = Place("allocation/a.csv", "", "allocation", "allocations", "allocation/2013-03-31", None)


def cases(*pairs):
    """Offer cases by when each became ready and was allocated."""
    rows = pd.DataFrame({
        "ready_at": pd.to_datetime([ready for ready, _ in pairs], format="ISO8601"),
        "allocated_at": pd.to_datetime([allocated for _, allocated in pairs], format="ISO8601"),
        "row": range(2, 2 + len(pairs)),
    })  # fmt: skip
    return {"allocations": [Offer("allocations", PLACE, rows, len(rows), 0)]}


def weeks(*rows):
    """Offer a rota by worker, team, week and days."""
    frame = pd.DataFrame(rows, columns=["worker_key", "team", "week_starting", "days_available"])
    frame = frame.assign(days_available=frame["days_available"].astype("Int64"), row=range(2, 2 + len(rows)))
    return {"availability": [Offer("availability", PLACE, frame, len(frame), 0)]}


def said(checked):
    """Return rule, field and rows of each problem."""
    return [(each.rule, each.field, each.rows) for each in checked.problems]


def test_a_case_allocated_at_an_earlier_time_of_its_day_is_refused_by_row():
    found = check(cases(("2013-03-04 15:00", "2013-03-04 09:00"), ("2013-03-04 09:00", "2013-03-04 15:00")))
    assert said(found) == [("order", "Allocated to worker", (2,))]
    assert found.offers["allocations"][0].rows["row"].tolist() == [3]
    assert found.offers["allocations"][0].refused == 1
    assert '"Ready for allocation"' in found.problems[0].sentence


def test_a_case_without_a_time_is_kept_and_named_where_others_have_one():
    found = check(cases(("2013-03-04", "2013-03-05 10:00"), ("2013-03-04 09:00", None)))
    assert said(found) == [("no_time_of_day", "Ready for allocation", (2,))]
    assert len(found.offers["allocations"][0].rows) == 2


def test_a_column_without_any_time_lacks_none():
    found = check(cases(("2013-03-04", "2013-03-04"), ("2013-03-04", None)))
    assert said(found) == []


def test_a_worker_in_two_teams_in_one_week_is_refused_in_the_later():
    found = check(
        weeks(("w", "North", "2013-03-04", 3), ("w", "South", "2013-03-04", 2), ("w", "South", "2013-03-11", 5))
    )
    assert said(found) == [("team_of_week", "Team on rota", (3,))]
    assert found.offers["availability"][0].rows["row"].tolist() == [2, 4]


@pytest.mark.parametrize(("days", "refused"), [(0, 0), (7, 0), (8, 1), (None, 0)])
def test_a_week_has_no_more_than_seven_days(days, refused):
    assert check(weeks(("w", "North", "2013-03-04", days))).offers["availability"][0].refused == refused


def test_what_others_offer_is_passed_on():
    assert check({"referrals": []}).offers == {"referrals": []}
    assert check({}).problems == ()
