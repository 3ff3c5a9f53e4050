"""Coming back on to a child protection plan: who could, who does, and how soon."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from tests.support.canonical import canonical, plans
from turncurve.indicators.child_protection_return import AGE_GROUPS
from turncurve.indicators.registry import INDICATORS, definition, measure
from turncurve.methods.recurrence import cumulative_incidence
from turncurve.reference.periods import at, year_ending
from turncurve.tables import store
from turncurve.tables.records import Records

EDITION = "cin_census/2009-04-01_2013-03-31"
WITHIN = {months: f"back_on_a_plan_within_{months}_months" for months in (6, 12, 24)}
RETURNS = [*WITHIN.values(), "plans_started_within_two_years_of_the_last"]


def counted(indicator, held, *years, area="X"):
    figures = measure(indicator, {"cp_plans": held}, periods=[year_ending(year) for year in years], area=area)
    return [(each.numerator, each.denominator) for each in figures.measurements]


@pytest.fixture(scope="module")
def simulated():
    """Return three hundred children whose plans ended in a year, back in so many months; one in ten gone for good."""
    rng = np.random.default_rng(20130331)
    rows, waits, leaves = [], [], []
    for number in range(300):
        over = pd.Timestamp(2010, 4, 1) + pd.DateOffset(months=int(rng.integers(0, 12)), days=int(rng.integers(0, 28)))
        wait, leaves_for_good = int(rng.integers(0, 50)), number % 10 == 0
        again = over + pd.DateOffset(months=wait)
        rows.append((f"child-{number}", over - pd.Timedelta(days=200), over, 0))
        if again <= pd.Timestamp("2013-03-31") and not leaves_for_good:
            rows.append((f"child-{number}", again, None, 1))
        waits.append(wait)
        leaves.append(leaves_for_good)
    return plans(*rows, edition=EDITION), np.array(waits), np.array(leaves)


@pytest.mark.parametrize("months", WITHIN)
def test_the_share_back_is_the_incidence_that_competing_exits_leave(simulated, months):
    """By another route: the Aalen-Johansen estimator over the same children, followed for two years."""
    held, waits, leaves = simulated
    exits = np.minimum(waits, 24) + np.where(waits > 24, 1.0, 0.5)
    causes = ["left" if gone else "back" if wait <= 24 else "" for wait, gone in zip(waits, leaves, strict=True)]
    share, _ = cumulative_incidence(exits, causes, cause="back").at(months + 0.75)
    ((back, ended),) = counted(WITHIN[months], held, 2011)
    assert back / ended == pytest.approx(share, abs=1e-12)


def test_more_are_back_the_longer_one_waits(simulated):
    shares = [counted(WITHIN[months], simulated[0], 2011)[0][0] for months in (6, 12, 24)]
    assert shares == sorted(shares)
    assert shares[0] < shares[2]


@pytest.mark.parametrize(
    ("as_at", "known"),
    [(dt.date(2012, 3, 30), False), (dt.date(2012, 3, 31), True), (dt.date(2012, 4, 1), True)],
)
def test_a_year_is_followed_only_by_the_day_its_last_plan_is(tmp_path, as_at, known):
    """Though the extract reaches a year further than the report's date."""
    held = plans(("a", "2010-01-10", "2010-06-01"), ("a", "2010-12-01", None), edition=EDITION)
    store.write("cp_plans", held, folder=tmp_path, sources={"p.csv": "cd" * 32}, counts={"read": 2})
    records = Records("x", as_at, folder=tmp_path)
    (found,) = measure(WITHIN[12], records, periods=[year_ending(2011)], area="X").measurements
    assert (found.status == "measured") is known
    assert found.numerator == (1 if known else None)


def test_a_plan_that_begins_before_the_last_has_ended_is_not_settled():
    held = plans(
        ("a", "2010-01-10", "2010-09-01"),
        ("a", "2010-06-01", "2010-12-01"),
        *((f"b{step}", "2010-01-10", "2010-06-01") for step in range(9)),
        edition=EDITION,
    )
    (found,) = measure(WITHIN[6], {"cp_plans": held}, periods=[year_ending(2011)], area="X").measurements
    assert (found.numerator, found.denominator, found.unknown) == (0, 11, 1)


def test_all_that_ended_stay_below_so_that_one_address_has_one_count():
    held = plans(("a", "2010-01-10", "2010-06-01"), ("b", "2010-01-10", "2010-06-01"), edition=EDITION)
    below = {counted(name, held, 2011)[0][1] for name in WITHIN.values()}
    assert below == {2}
    assert counted("child_protection_plans_ended", held, 2011) == [(2, None)]
    assert {definition(name).base for name in WITHIN.values()} == {"child_protection_plans_ended"}


def test_the_addresses_of_sooner_returns_lie_within_those_of_later_ones():
    subsets = [set(definition(WITHIN[months]).subset) for months in (6, 12, 24)]
    assert subsets[0] > subsets[1] > subsets[2]
    repeat = set(definition("repeat_child_protection_plans").subset)
    assert set(definition("plans_started_within_two_years_of_the_last").subset) > repeat


def test_returns_within_two_years_and_older_ones_make_up_all_repeats():
    held = plans(
        ("a", "2011-01-10", "2011-06-01", 0),
        ("a", "2012-06-01", None, 1),
        ("b", "2012-06-01", None, 2),
        ("c", "2012-06-01", None, 0),
        edition=EDITION,
    )
    assert counted("plans_started_within_two_years_of_the_last", held, 2013) == [(1, 3)]
    assert counted("repeat_child_protection_plans", held, 2013) == [(2, 3)]


def test_where_neither_a_number_nor_a_long_record_settles_it_a_plan_is_not_known():
    held = canonical(
        "cp_plans",
        [{"child_key": f"c{step}", "started_on": "2012-06-01", "age_at_start": 9} for step in range(3)],
        edition="cin_census/2012-04-01_2013-03-31",
    )
    figures = measure(RETURNS[-1], {"cp_plans": held}, periods=[year_ending(2013)], area="X")
    assert figures.measurements[0].status == "not available"  # the records do not reach back two years at all


@pytest.mark.parametrize(
    ("ended", "counted_then"),
    [("2011-03-31", 0), ("2011-04-01", 1), ("2013-03-31", 1), (None, 0)],
)
def test_a_child_could_come_back_for_two_years_and_not_a_day_longer(ended, counted_then):
    held = plans(("a", "2010-06-01", ended), ("z", "2009-04-01", "2009-05-01"), edition=EDITION)
    figures = measure(
        "children_off_a_plan_under_two_years", {"cp_plans": held}, periods=[at(dt.date(2013, 3, 31))], area="X"
    )
    assert figures.measurements[0].numerator == counted_then


@pytest.mark.parametrize(("age", "counted_then"), [(15, 1), (16, 0), (None, 1), (-1, 1)])
def test_a_child_who_has_surely_turned_18_can_no_longer_come_back(age, counted_then):
    held = plans(("a", "2011-03-30", "2011-06-01", 0, age), edition=EDITION)
    figures = measure(
        "children_off_a_plan_under_two_years", {"cp_plans": held}, periods=[at(dt.date(2013, 3, 31))], area="X"
    )
    assert figures.measurements[0].numerator == counted_then


@pytest.mark.parametrize(("months", "known"), [(23, False), (24, True)])
def test_a_count_of_two_years_needs_records_of_two_years(months, known):
    first = pd.Timestamp("2013-04-01") - pd.DateOffset(months=months)
    held = plans(("a", "2012-06-01", "2012-09-01"), edition=f"cin_census/{first:%Y-%m-%d}_2013-03-31")
    figures = measure(
        "children_off_a_plan_under_two_years", {"cp_plans": held}, periods=[at(dt.date(2013, 3, 31))], area="X"
    )
    assert figures.measurements[0].numerator == (1 if known else None)


@pytest.mark.parametrize(
    ("age", "group"),
    [
        (-1, "before birth"),
        (0, "under 1"),
        (1, "1 to 4"),
        (4, "1 to 4"),
        (5, "5 to 9"),
        (9, "5 to 9"),
        (10, "10 to 15"),
        (15, "10 to 15"),
        (16, "16 and over"),
        (17, "16 and over"),
        (None, "not stated"),
    ],
)
def test_age_groups_are_those_of_the_official_statistics(age, group):
    held = plans(("a", "2012-06-01", None, 0, age), edition=EDITION)
    name = "repeat_child_protection_plans_by_age"
    figures = measure(name, {"cp_plans": held}, periods=[year_ending(2013)], area="X")
    assert [each.breakdown for each in figures.measurements] == [(("age group", group),)]
    assert group in {*AGE_GROUPS.values(), "not stated"}


def test_the_age_groups_add_up_to_all_plans():
    rng = np.random.default_rng(1)
    rows = [(f"c{step}", "2012-06-01", None, int(rng.integers(0, 2)), int(rng.integers(-1, 18))) for step in range(60)]
    held = plans(*rows, edition=EDITION)
    parts = counted("repeat_child_protection_plans_by_age", held, 2013)
    assert [tuple(map(sum, zip(*parts, strict=True)))] == counted("repeat_child_protection_plans", held, 2013)


@pytest.mark.parametrize("name", [*RETURNS, "children_off_a_plan_under_two_years"])
def test_each_says_that_fewer_is_not_simply_better(name):
    assert INDICATORS[name].definition.polarity == "neither"
