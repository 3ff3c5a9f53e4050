"""Workload: targets at the turn of experience, weights, bands of load, and cases without a worker."""

import datetime as dt

import pytest

from tests.support.canonical import canonical
from turncurve.indicators import workload
from turncurve.indicators.case_holders import case_holders
from turncurve.indicators.cases import AMOUNT, MEETS, TablesHeld
from turncurve.reference.periods import at
from turncurve.reference.workforce import workload_scheme

DAY = dt.date(2012, 11, 30)
ON = (at(DAY),)


def tables(*, cases=10, kind="child in need", complexity="standard", worker="w1", **changes):
    spell = {
        "worker_key": "w1", "team": "A", "role": "social worker", "started_on": "2008-01-01", "agency": False,
        "full_time_equivalent": 1.0, "qualified_on": "2000-01-01", **changes,
    }  # fmt: skip
    held = {"stood_on": DAY, "worker_key": worker, "case_type": kind, "complexity": complexity, "cases": cases}
    return TablesHeld({"workers": canonical("workers", [spell]), "caseloads": canonical("caseloads", [held])})


@pytest.mark.parametrize(
    ("qualified", "experience", "target"),
    [
        ("2012-11-30", "newly qualified", 22),
        ("2011-12-01", "newly qualified", 22),
        ("2011-11-30", "second and third year", 28),
        ("2009-12-01", "second and third year", 28),
        ("2009-11-30", "experienced", 32),
        (None, "experienced", 32),
        ("2013-01-01", "newly qualified", 22),
    ],
)
def test_a_target_goes_by_whole_months_since_qualifying(qualified, experience, target):
    (found,) = case_holders(tables(qualified_on=qualified), ON).to_dict("records")
    assert (found["experience"], found["target"]) == (experience, target)


@pytest.mark.parametrize(("share", "load"), [(1.0, 50), (0.5, 100), (0.8, 62)])
def test_a_target_goes_by_hours(share, load):
    (found,) = case_holders(tables(cases=16, full_time_equivalent=share), ON).to_dict("records")
    assert found["load"] == load


@pytest.mark.parametrize(("kind", "complexity", "points"), [
    (kind, name, points) for kind, each in workload_scheme().points.items() for name, points in each.items()
] + [("child in need", None, 1.0), (None, "complex", 1.5)])  # fmt: skip
def test_a_case_weighs_what_the_scheme_says(kind, complexity, points):
    (found,) = case_holders(tables(cases=4, kind=kind, complexity=complexity), ON).to_dict("records")
    assert (found["cases"], found["points"]) == (4, 4 * points)


@pytest.mark.parametrize(
    ("cases", "band", "over"),
    [
        (25, "Under 80% of target", False),
        (26, "80% to 100%", False),
        (32, "80% to 100%", False),
        (33, "101% to 120%", True),
        (38, "101% to 120%", True),
        (39, "Over 120%", True),
    ],
)
def test_bands_and_being_over_target_go_together(cases, band, over):
    held = tables(cases=cases)
    assert workload.workers_by_load(held, ON)["load_band"].tolist() == [band]
    assert workload.workers_over_target(held, ON)[MEETS].tolist() == [over]
    assert band in workload.LOADS


def test_a_worker_whose_hours_are_not_stated_is_neither_over_nor_under():
    held = tables(full_time_equivalent=None)
    assert workload.workers_over_target(held, ON)[MEETS].isna().all()
    assert workload.workers_by_load(held, ON).empty
    assert workload.load_by_team(held, ON).empty
    assert workload.cases_per_worker(held, ON)[AMOUNT].tolist() == [10]


@pytest.mark.parametrize(
    "changes", [{"role": "family support worker"}, {"ended_on": "2012-11-30"}, {"worker": None}, {"cases": 0}]
)
def test_cases_of_nobody_in_post_are_not_a_social_workers(changes):
    assert case_holders(tables(**changes), ON).empty


@pytest.mark.parametrize(
    ("changes", "without"),
    [({}, 0), ({"role": "other"}, 0), ({"worker": None}, 10), ({"ended_on": "2012-11-30"}, 10), ({"worker": "w2"}, 10)],
)
def test_a_case_has_a_worker_where_somebody_in_post_holds_it(changes, without):
    found = workload.cases_without_a_worker(tables(**changes), ON)
    assert len(found) == 10
    assert found[MEETS].sum() == without


def test_a_date_on_which_nothing_was_counted_has_no_case_holders():
    assert case_holders(tables(), (at(dt.date(2012, 11, 29)),)).empty


def test_several_rows_of_one_worker_are_added_up():
    held = tables(cases=3)
    rows = held.table("caseloads").to_dict("records")
    more = [*rows, {**rows[0], "case_type": "child protection plan", "cases": 2}]
    both = TablesHeld({**held.held, "caseloads": canonical("caseloads", more)})
    (found,) = case_holders(both, ON).to_dict("records")
    assert (found["cases"], found["points"]) == (5, 7.0)
