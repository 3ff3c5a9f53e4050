"""The totals agree with one another and with what was published."""

import csv

import pytest

from turncurve.example.targets import YEARS, of_year, shape_of_year, targets

MEASURES = {
    "re_referrals_within_12_months": "re_referrals",
    "section_47_enquiries": "section_47",
    "initial_conferences_within_15_working_days": "conferences_in_time",
    "repeat_child_protection_plans": "repeat_plans",
}


def test_plans_open_at_the_start_and_started_less_ended_are_those_open_at_the_end():
    left = targets()["open_at_start"]["child_protection_plans"]
    found = [left := left + of_year("plans_started", year) - of_year("plans_ended", year) for year in YEARS]
    assert found == [160, 163, 167, 328]


def test_the_months_of_the_last_year_add_up():
    assert sum(shape_of_year("referrals", 2013)) == of_year("referrals", 2013)
    assert sum(shape_of_year("plans", 2013)) == of_year("plans_started", 2013)


def test_an_earlier_year_has_the_common_shape():
    assert shape_of_year("referrals", 2011) == targets()["months"]["referrals"]


@pytest.mark.parametrize("year", YEARS)
def test_a_part_is_never_more_than_its_whole(year):
    assert of_year("repeat_plans", year) < of_year("plans_started", year)
    assert of_year("conferences_in_time", year) < of_year("conferences", year) <= of_year("section_47", year)
    assert of_year("re_referrals", year) < of_year("referrals", year)


def test_the_children_placed_on_two_dates_and_adopted_between_agree():
    aim = targets()["adoption"]
    stayed_or_adopted = aim["still_placed_since_2012"] + aim["adopted_from_placed_before_the_year"][2013]
    assert aim["placed"][2012] == stayed_or_adopted + 1  # and one placement that ended early


def test_the_last_year_follows_the_published_figures(shared):
    with (shared / "facts/published_figures.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["area"] == "Wiltshire"]
    year = [r for r in rows if (r["period_start"], r["period_end"]) == ("2012-04-01", "2013-03-31")]
    for row in year:
        if row["measure"] in MEASURES:
            assert of_year(MEASURES[row["measure"]], 2013) == int(row["numerator"]), row["measure"]
    months = [r for r in rows if r["measure"] == "referrals" and "2012-04-01" <= r["period_start"] <= "2013-03-01"]
    assert [int(row["numerator"]) for row in sorted(months, key=lambda r: r["period_start"])] == shape_of_year(
        "referrals", 2013
    )
    adopted = {r["period_end"][:4]: int(r["numerator"]) for r in rows if r["measure"] == "children_adopted"}
    assert [adopted[y] for y in ("2011", "2012", "2013")] == [targets()["adoption"]["adopted"][y] for y in YEARS[1:]]
