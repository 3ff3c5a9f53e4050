"""A waiting list's figures are those that published programs print."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.methods.waiting_list import list_sizes, relief_capacity, target_capacity, target_size, waiting_list

CAPACITY = 10.2


@pytest.fixture(scope="module")
def demand_folder(shared):
    return shared / "reference" / "demand"


@pytest.fixture(scope="module")
def simulated(demand_folder):
    return pd.read_csv(demand_folder / f"nhsrwl_list_capacity_{CAPACITY}.csv", parse_dates=["Referral", "Removal"])


def test_every_days_size_is_as_published(demand_folder, simulated):
    expected = pd.read_csv(demand_folder / f"nhsrwl_queue_size_capacity_{CAPACITY}.csv", parse_dates=["dates"])
    days, sizes = list_sizes(simulated["Referral"], simulated["Removal"])
    assert days.tolist() == expected["dates"].dt.date.tolist()
    assert sizes.tolist() == expected["queue_size"].tolist()


def test_a_simulated_lists_figures_are_as_published(demand_folder, simulated):
    lines = pd.read_csv(demand_folder / "nhsrwl_expected_stats.csv")
    (line,) = lines[lines["capacity_arg"] == CAPACITY].to_dict("records")
    found = waiting_list(simulated["Referral"], simulated["Removal"], target_wait=18)
    ours = {
        "mean_demand": found.demand,
        "mean_capacity": found.capacity,
        "load": found.load,
        "count_demand": found.arrivals,
        "rem_removal_count": found.removals,
        "queue_size": found.size,
        "target_queue_size": found.target_size,
        "mean_wait_weeks_corrected": found.mean_wait,
        "cv_arrival": found.arrival_variation,
        "cv_removal": found.removal_variation,
        "target_capacity": found.target_capacity,
        "pressure_corrected": found.pressure,
    }
    assert ours == pytest.approx({name: line[name] for name in ours}, rel=1e-13)
    assert (found.too_big, found.relief_capacity) == (False, None)


def test_the_published_formulas_give_their_printed_results():
    assert target_size(30, 52) == 390
    assert relief_capacity(30, size=1200, target=390, weeks=26) == pytest.approx(61.153846, abs=5e-7)


@pytest.mark.parametrize("capacity", [9.0, 10.3])
def test_the_formulas_give_the_other_published_lines_from_their_inputs(demand_folder, capacity):
    lines = pd.read_csv(demand_folder / "nhsrwl_expected_stats.csv")
    (line,) = lines[lines["capacity_arg"] == capacity].to_dict("records")
    wanted = target_size(line["mean_demand"], 18)
    assert wanted == pytest.approx(line["target_queue_size"], rel=1e-13)
    if line["queue_too_big"]:
        relieved = relief_capacity(line["mean_demand"], size=line["queue_size"], target=wanted)
        assert relieved == pytest.approx(line["relief_capacity"], rel=1e-13)
    else:
        kept = target_capacity(
            line["mean_demand"], 18, arrival_variation=line["cv_arrival"], removal_variation=line["cv_removal"]
        )
        assert kept == pytest.approx(line["target_capacity"], rel=1e-13)


def days(*numbers):
    return np.array([np.datetime64("NaT") if n is None else np.datetime64("2012-04-01") + n for n in numbers])


def test_a_list_that_is_far_too_big_asks_for_relief_first():
    found = waiting_list(days(*range(60)), days(*range(5, 15), *[None] * 50), target_wait=4)
    assert found.size == 50
    assert found.too_big
    assert found.target_capacity is None
    assert found.relief_capacity == pytest.approx(found.demand + (50 - found.target_size) / 26)
    assert found.load > 1


def test_who_is_removed_after_the_last_arrival_still_waits_at_the_end():
    found = waiting_list(days(0, 1, 2, 3, 4), days(1, 2, 3, 9, None), target_wait=2)
    assert found.size == 2
    assert found.mean_wait == pytest.approx((1 + 0) / 2 / 7)


def test_where_nobody_waits_no_mean_wait_is_made_up():
    found = waiting_list(days(0, 1, 2, 3, 4), days(1, 2, 3, 4, 4), target_wait=2)
    assert found.size == 0
    assert np.isnan(found.mean_wait)


@pytest.mark.parametrize(
    ("came", "left", "said"),
    [
        (days(0, None), days(1, 2), r"arrival is missing.*row 2, and 0 more"),
        (days(0, 5, 6), days(1, 2, 3), r"removed before it came.*row 2, and 1 more"),
        (days(0, 1), days(1), "one day of arrival"),
        (days(), days(), "one day of arrival"),
        (days(0, 1, 2), days(0, 1, 2), "nobody waited overnight"),
        (days(0, 1, 2), days(None, None, None), "nobody was taken off the list"),
    ],
)
def test_days_that_contradict_themselves_are_refused_by_row(came, left, said):
    with pytest.raises(TurnCurveError, match=said):
        waiting_list(came, left, target_wait=2)


@pytest.mark.parametrize("call", [lambda: target_size(30, 52, part=0), lambda: target_capacity(30, 0)])
def test_a_target_of_nothing_is_refused(call):
    with pytest.raises(TurnCurveError, match="more than 0"):
        call()


@given(st.lists(st.tuples(st.integers(0, 60), st.none() | st.integers(0, 30)), min_size=1, max_size=40))
def test_a_list_is_who_came_less_who_left(drawn):
    came = days(*(start for start, _ in drawn))
    left = days(*(None if length is None else start + length for start, length in drawn))
    each_day, sizes = list_sizes(came, left)
    for day, size in zip(each_day, sizes, strict=True):
        assert size == sum(start <= day and (np.isnat(end) or end > day) for start, end in zip(came, left, strict=True))


IMPOSSIBLE = [
    (lambda: target_size(30, -52), "target_wait must be more than 0"),
    (lambda: target_size(float("nan"), 52), "demand must be 0 or more"),
    (lambda: target_size(30, float("nan")), "target_wait must be more than 0"),
    (lambda: target_size(30, float("inf")), "target_wait must be more than 0"),
    (lambda: target_size(-1, 52), "demand must be 0 or more"),
    (lambda: relief_capacity(-30, size=1200, target=390), "demand must be 0 or more"),
    (lambda: relief_capacity(30, size=-1, target=390), "size must be 0 or more"),
    (lambda: relief_capacity(30, size=389, target=390), "needs no relief"),
    (lambda: relief_capacity(30, size=float("nan"), target=390), "size must be 0 or more"),
    (lambda: relief_capacity(30, size=500, target=390, weeks=float("nan")), "weeks must be more than 0"),
    (lambda: target_capacity(-1, 52), "demand must be 0 or more"),
    (lambda: target_capacity(30, 52, part=-4), "part must be more than 0"),
    (lambda: target_capacity(30, 52, arrival_variation=-1), "arrival_variation must be 0 or more"),
    (lambda: target_capacity(30, 52, removal_variation=float("nan")), "removal_variation must be 0 or more"),
]


@pytest.mark.parametrize(("call", "said"), IMPOSSIBLE)
def test_what_no_list_can_have_is_refused(call, said):
    with pytest.raises(TurnCurveError, match=said):
        call()


def test_a_list_at_its_target_or_without_arrivals_is_none_of_that():
    assert relief_capacity(30, size=390, target=390) == 30
    assert target_size(0, 52) == 0


@pytest.mark.parametrize("removed", [["NaT"] * 4, ["2020-02-01"] * 4])
def test_a_list_from_which_nobody_was_taken_is_said_to_be_that(removed):
    with pytest.raises(TurnCurveError, match="nobody was taken off the list by the day of the last arrival"):
        waiting_list(["2020-01-01", "2020-01-02", "2020-01-05", "2020-01-09"], removed, target_wait=4)
