"""The Department's files of children in need, release of 2024, read in place."""

import datetime as dt

import pandas as pd
import pytest

from turncurve.errors import RefusedInputError
from turncurve.ingest.dfe_open_data import Release, read

RELEASE = Release(2024, dt.date(2024, 10, 31))
FILES = {
    "c1": "c1_children_in_need_referrals_and_rereferrals_2013_to_2024.csv",
    "c4": "c4_children_in_need_section_47s_and_icpcs_2013_to_2024.csv",
    "c6": "c6_children_in_need_referrals_by_month_2013_to_2024.csv",
    "d3": "d3_cpps_subsequent_plan_2013_to_2024.csv",
    "d6": "d6_cpps_reviewed_within_timescales_2013_to_2024.csv",
    "d7": "d7_cpps_ending_by_duration_2013_to_2024.csv",
}
REPEAT = {
    2013: (62, 388, 16.0), 2014: (64, 512, 12.5), 2015: (69, 504, 13.7), 2016: (81, 480, 16.9), 2017: (99, 540, 18.3),
    2018: (88, 430, 20.5), 2019: (132, 530, 24.9), 2020: (85, 479, 17.7), 2021: (77, 375, 20.5), 2022: (82, 354, 23.2),
    2023: (84, 353, 23.8), 2024: (102, 398, 25.6),
}  # fmt: skip


@pytest.fixture(scope="module")
def figures(shared):
    folder = shared / "data" / "dfe"
    read_files = [read((folder / name).read_bytes(), file=name, release=RELEASE) for name in FILES.values()]
    return pd.concat([each.figures for each in read_files], ignore_index=True)


def one(figures, measure, year, area="Wiltshire"):
    found = figures[
        (figures["measure"] == measure)
        & (figures["area"] == area)
        & (figures["period_end"] == pd.Timestamp(year, 3, 31))
        & ((figures["period_end"] - figures["period_start"]).dt.days != 30)
    ]
    assert len(found) == 1
    return found.iloc[0]


@pytest.mark.parametrize("year", sorted(REPEAT))
def test_wiltshires_repeat_plans_are_those_published(figures, year):
    row = one(figures, "repeat_child_protection_plans", year)
    assert (row["numerator"], row["denominator"], row["value"]) == REPEAT[year]


@pytest.mark.parametrize(
    ("measure", "numerator", "denominator", "value"),
    [
        ("re_referrals_within_12_months", 930, 4405, 21.1),
        ("initial_conferences_within_15_working_days", 230, 477, 48.2),
        ("child_protection_reviews_on_time", 216, 223, 96.9),
        ("child_protection_plans_ended_after_two_years_or_more", 9, 227, 4.0),
    ],
)
def test_wiltshires_shares_of_2013_are_those_published(figures, measure, numerator, denominator, value):
    row = one(figures, measure, 2013)
    assert (row["numerator"], row["denominator"], row["value"]) == (numerator, denominator, value)


@pytest.mark.parametrize(
    ("measure", "count"),
    [("section_47_enquiries", 1446), ("child_protection_plans_started", 388), ("child_protection_plans_ended", 227)],
)
def test_wiltshires_counts_of_2013_are_those_published(figures, measure, count):
    assert one(figures, measure, 2013)["numerator"] == count


def test_monthly_referrals_of_an_authority_sum_to_the_year_wherever_all_are_published(figures):
    months = figures[(figures["measure"] == "referrals") & figures["area_code"].str.match(r"E0[6-9]|E10")]
    year = (months["period_end"] + pd.DateOffset(months=9)).dt.year
    summed = months.groupby([months["area"], year]).agg(
        total=("numerator", "sum"), shown=("numerator", "count"), first=("period_start", "min")
    )
    whole = summed[summed["shown"] == 12].reset_index(names=["area", "year"])
    yearly = figures[figures["measure"] == "re_referrals_within_12_months"].assign(
        year=lambda rows: rows["period_end"].dt.year
    )
    both = whole.merge(yearly[["area", "year", "denominator"]].dropna(), on=["area", "year"])
    assert len(both) > 400
    assert (both["total"] == both["denominator"]).all()


def test_england_in_2013_is_rounded_to_ten(figures):
    row = one(figures, "repeat_child_protection_plans", 2013, area="England")
    assert row["value"] == 14.9
    assert row["denominator"] % 10 == 0


def test_every_figure_is_published_or_says_why_not(figures):
    shown = figures["status"] == "published"
    nobody = figures["denominator"].eq(0).fillna(value=False)
    assert figures.loc[shown & ~nobody, "value"].notna().all()
    assert figures.loc[~shown, ["numerator", "value"]].isna().all(axis=None)
    assert set(figures["status"]) == {
        "published",
        "suppressed",
        "not available",
        "not applicable",
        "low reliability",
    }


def test_no_positive_count_of_an_authority_is_below_six(figures):
    authority = figures[figures["area_code"].str.match(r"E0[6-9]|E10") & (figures["status"] == "published")]
    counts = authority["numerator"][authority["numerator"] > 0]
    assert counts.min() == 6


def test_a_known_oddity_is_left_as_published(figures):
    row = one(figures, "repeat_child_protection_plans", 2022, area="Doncaster")
    assert (row["numerator"], row["denominator"]) == (437, 437)


@pytest.mark.parametrize("key", sorted(FILES))
def test_a_file_said_to_belong_to_a_release_before_its_years_is_refused(shared, key):
    content = (shared / "data" / "dfe" / FILES[key]).read_bytes()
    with pytest.raises(RefusedInputError, match="covers 2024, after the release of 2016"):
        read(content, file=FILES[key], release=Release(2016, dt.date(2016, 11, 3)))
