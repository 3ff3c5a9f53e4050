"""Rows of an allocation return that only the others, or the time of day, show to be wrong."""

from dataclasses import replace

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
    monday = pd.to_datetime(frame["week_starting"]).astype("datetime64[us]")
    frame = frame.assign(
        days_available=frame["days_available"].astype("Int64"), row=range(2, 2 + len(rows)), week_starting=monday,
        known_on=monday - pd.Timedelta(days=7),
    )  # fmt: skip
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


@pytest.mark.parametrize(("days", "leave", "refused"), [(5, 2, 0), (5, 5, 1), (0, 7, 0), (5, None, 0), (None, 7, 0)])
def test_days_at_work_and_of_leave_are_of_one_week(days, leave, refused):
    offered = weeks(("w", "North", "2013-03-04", days))
    (offer,) = offered["availability"]
    rows = offer.rows.assign(days_of_leave=pd.array([leave], "Int64"))
    found = check({"availability": [replace(offer, rows=rows)]})
    assert said(found) == [("more_than_all", "Days of leave", (2,))] * refused
    assert found.offers["availability"][0].refused == refused


@pytest.mark.parametrize(("day", "refused"), [("2013-03-04", 0), ("2013-03-06", 1), ("2013-03-03", 1)])
def test_a_week_that_starts_on_no_monday_is_refused_by_row(day, refused):
    found = check(weeks(("w", "North", day, 3)))
    assert said(found) == [("not_a_monday", "Week starting", (2,))] * refused


def of_workers(offered, *workers):
    """Say which worker took each case."""
    (offer,) = offered["allocations"]
    return {"allocations": [replace(offer, rows=offer.rows.assign(worker_key=list(workers)))]}


def test_a_case_allocated_to_nobody_and_one_of_a_worker_without_allocation_are_kept_and_named():
    offered = cases(("2013-03-04", "2013-03-05"), ("2013-03-04", None), ("2013-03-04", "2013-03-05"))
    found = check(of_workers(offered, None, "w", "w"))
    assert said(found) == [
        ("no_worker", "Worker taking the case", (2,)),
        ("not_allocated", "Allocated to worker", (3,)),
    ]
    assert found.offers["allocations"][0].rows["row"].tolist() == [2, 3, 4]


def test_a_return_that_names_no_worker_at_all_has_no_fault_in_every_row():
    assert said(check(of_workers(cases(("2013-03-04", "2013-03-05"), ("2013-03-04", None)), None, None))) == []


@pytest.mark.parametrize(("allocated", "named"), [("2093-03-05", 1), ("2014-03-05", 1), ("2014-03-04", 0)])
def test_an_allocation_long_after_all_else_is_kept_and_named(allocated, named):
    found = check(cases(("2013-03-01", allocated), ("2013-03-04", None)))
    assert said(found) == [("not_yet", "Allocated to worker", (2,))] * named
    assert len(found.offers["allocations"][0].rows) == 2


def test_what_others_offer_is_passed_on():
    assert check({"referrals": []}).offers == {"referrals": []}
    assert check({}).problems == ()
