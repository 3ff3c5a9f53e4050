"""What is assumed of how figures vary, and whether the Department's own files say the same."""

import pandas as pd
import pytest

from turncurve.indicators.registry import INDICATORS
from turncurve.methods.typical_dispersion import typical_count_variation, typical_share_dispersion
from turncurve.reference import variation


def held():
    """Return the file's two lists without their defaults."""
    return {
        kind: {name: value for name, value in variation._held()[kind].items() if name != "default"}
        for kind in ("shares", "counts")
    }


def test_every_entry_is_an_indicator_of_its_kind():
    for kind, words in (("shares", "proportion"), ("counts", "count")):
        assert {INDICATORS[name].definition.kind for name in held()[kind]} == {words}


def test_a_share_never_varies_less_than_chance_and_a_count_less_than_itself():
    assert all(value >= 1 for value in held()["shares"].values())
    assert all(0 <= value < 1 for value in held()["counts"].values())


def test_where_nothing_was_measured_plan_percentages_vary_three_to_four_times_more_than_chance():
    assert 3 <= variation.usual_inflation("child_protection_plans_open_two_years_or_more") <= 4
    assert (
        variation.usual_inflation("repeat_child_protection_plans") == held()["shares"]["repeat_child_protection_plans"]
    )


def test_a_count_that_is_not_listed_has_the_default():
    assert variation.usual_coefficient("contacts") == variation._held()["counts"]["default"]
    assert variation.usual_coefficient("referrals") == held()["counts"]["referrals"]


def test_the_source_is_named():
    assert "Department for Education" in variation.source()


FILES = {
    "repeat_child_protection_plans": ("d3_cpps_subsequent_plan_2013_to_2024.csv", "CPP_subsequent", "CPP_start"),
    "child_protection_reviews_on_time": (
        "d6_cpps_reviewed_within_timescales_2013_to_2024.csv",
        "Reviewed_within_timescales",
        "CPP_At31_3Months",
    ),
    "child_protection_plans_ended_after_two_years_or_more": (
        "d7_cpps_ending_by_duration_2013_to_2024.csv",
        "2_years_or_more",
        "CPP_End",
    ),
    "re_referrals_within_12_months": (
        "c1_children_in_need_referrals_and_rereferrals_2013_to_2024.csv",
        "Re_referrals",
        "Referrals",
    ),
}
COUNTED = {
    "child_protection_plans_started": (FILES["repeat_child_protection_plans"][0], "CPP_start"),
    "referrals": (FILES["re_referrals_within_12_months"][0], "Referrals"),
}


def stretches(shared, file, *columns):
    """Return each authority's unbroken years of some columns."""
    rows = pd.read_csv(shared / "data" / "dfe" / file, dtype=str)
    rows = rows[rows["geographic_level"] == "Local authority"]
    numbers = (
        rows[list(columns)]
        .apply(pd.to_numeric, errors="coerce")
        .assign(area=rows["la_name"], year=rows["time_period"].astype(int))
    )
    if len(columns) == 2:
        numbers = numbers[~(numbers[columns[0]] > numbers[columns[1]])]
    whole = numbers.dropna().sort_values(["area", "year"])
    whole["stretch"] = (whole.groupby("area")["year"].diff() != 1).cumsum()
    return [tuple(list(group[name]) for name in columns) for _, group in whole.groupby("stretch") if len(group) > 1]


@pytest.mark.parametrize("indicator", FILES)
def test_the_shares_are_those_of_the_departments_own_files(shared, indicator):
    measured = typical_share_dispersion(stretches(shared, *FILES[indicator]))
    assert round(measured, 1) == variation.usual_inflation(indicator)


@pytest.mark.parametrize("indicator", COUNTED)
def test_the_counts_are_those_of_the_departments_own_files(shared, indicator):
    measured = typical_count_variation([counts for (counts,) in stretches(shared, *COUNTED[indicator])])
    assert round(measured, 2) == variation.usual_coefficient(indicator)
