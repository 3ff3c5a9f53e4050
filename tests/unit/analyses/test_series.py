"""The series of one indicator for one council: from its own records, or from published figures."""

import datetime as dt

import pandas as pd
import pytest

from tests.support.made_council import keep_made_council, published_figures, published_months
from turncurve.analyses import series
from turncurve.errors import TurnCurveError, UnknownNameError
from turncurve.indicators import registry
from turncurve.reference.periods import at, month, spans, year_ending
from turncurve.tables import store
from turncurve.tables.records import Records


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """Keep a made council with two years of every table, and a neighbour of whom only figures were published."""
    root = tmp_path_factory.mktemp("project")
    keep_made_council(root, months=pd.date_range("2011-04-01", "2013-03-01", freq="MS"))
    rows = published_figures(
        ("referrals", "Nextshire", 2012, 4100, None),
        ("referrals", "Nextshire", 2013, 4300, None),
        ("child_protection_plans_open", "Nextshire", 2013, 210, None),
        published_on="2013-03-01",
    )
    monthly = published_months(
        "contacts", "Monthshire", count=10, months=pd.date_range("2011-04", "2012-12", freq="MS")
    )
    both = pd.concat([rows, monthly], ignore_index=True)
    store.write("published_figures", both, folder=root / "data/processed/published", sources={}, counts={})
    return root


@pytest.fixture
def records(root, monkeypatch):
    """Return a maker of a council's records."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(root))

    def make(council="madeshire", as_at=dt.date(2013, 3, 31)):
        return Records(council, as_at)

    return make


@pytest.mark.parametrize(("grain", "periods", "count"), [("month", 24, 8), ("quarter", 8, 24), ("year", 2, 96)])
def test_every_whole_period_that_the_records_cover_is_measured(records, grain, periods, count):
    figures = series.measured(records(), "contacts", grain=grain)
    assert [each.numerator for each in figures.measurements] == [count] * periods
    expected = spans(grain, first=dt.date(2011, 4, 1), last=dt.date(2013, 3, 31))
    assert [each.period for each in figures.measurements] == list(expected)


def test_the_series_is_what_the_registry_measures_period_by_period(records):
    figures = series.measured(records(), "repeat_child_protection_plans", grain="quarter")
    for each in figures.measurements:
        (alone,) = registry.measure(
            "repeat_child_protection_plans", records(), periods=(each.period,), area="Madeshire"
        ).measurements
        assert alone == each


def test_what_is_open_is_measured_on_the_last_day_of_each_period(records):
    figures = series.measured(records(), "child_protection_plans_open", grain="quarter")
    assert [each.period.end for each in figures.measurements][-2:] == [dt.date(2012, 12, 31), dt.date(2013, 3, 31)]
    assert all(each.period.is_one_date for each in figures.measurements)


@pytest.mark.parametrize(
    ("as_at", "last"),
    [
        (dt.date(2012, 9, 29), month(2012, 8)),
        (dt.date(2012, 9, 30), month(2012, 9)),
        (dt.date(2012, 10, 1), month(2012, 9)),
    ],
)
def test_no_period_ends_after_the_reports_date(records, as_at, last):
    figures = series.measured(records(as_at=as_at), "contacts", grain="month")
    assert figures.measurements[-1].period == last


def test_a_part_of_a_year_is_no_year(records):
    figures = series.measured(records(as_at=dt.date(2013, 3, 30)), "contacts", grain="year")
    assert [each.period for each in figures.measurements] == [year_ending(2012)]


@pytest.mark.parametrize("grain", ["month", "quarter", "year", "three_years"])
def test_of_a_council_without_records_the_published_years_are_the_series(records, grain):
    figures = series.measured(records("nextshire"), "referrals", grain=grain)
    assert [(each.period, each.numerator) for each in figures.measurements] == [
        (year_ending(2012), 4100),
        (year_ending(2013), 4300),
    ]
    assert figures.source.published


@pytest.mark.parametrize(
    ("grain", "counts"), [("month", [10] * 21), ("quarter", [30] * 7), ("year", [120]), ("three_years", [120])]
)
def test_published_months_are_added_up_to_whole_periods_of_what_is_asked(records, grain, counts):
    figures = series.measured(records("monthshire"), "contacts", grain=grain)
    assert [each.numerator for each in figures.measurements] == counts
    assert figures.grain() == grain.replace("three_years", "year")


def test_published_months_that_make_no_whole_window_give_none(records):
    early = records(as_at=dt.date(2013, 3, 31))
    held = early.table("published_figures")
    part = held[(held["area"] == "Monthshire") & (held["period_start"] < pd.Timestamp("2012-02-01"))]
    early._held["published_figures"] = part
    assert series.stated(early, "contacts", area="Monthshire", grain="year").measurements == ()


def test_each_of_many_areas_is_stated_as_one_is_in_the_order_asked(records):
    held = records()
    areas = ["Nextshire", "Monthshire", "Farshire"]
    part = held.table("published_figures")
    more = part[part["measure"] == "referrals"].assign(area="Farshire")
    months = part[part["measure"] == "contacts"].assign(measure="referrals")
    held._held["published_figures"] = pd.concat([part, more, months], ignore_index=True)
    found = series.stated_of_each(held, "referrals", areas=areas, grain="year")
    assert [len(each.measurements) for each in found] == [2, 1, 2]
    assert found == tuple(series.stated(held, "referrals", area=area, grain="year") for area in areas)


def test_of_no_area_nothing_is_stated(records):
    assert series.stated_of_each(records(), "referrals", areas=[], grain="year") == ()


def test_a_published_count_on_a_date_is_on_that_date(records):
    (only,) = series.measured(records("nextshire"), "child_protection_plans_open", grain="year").measurements
    assert only.period == at(dt.date(2013, 3, 31))


def test_what_was_not_published_by_the_reports_date_is_a_sentence(records):
    with pytest.raises(UnknownNameError, match="no published figures are held of referrals"):
        series.measured(records("nextshire", dt.date(2013, 2, 28)), "referrals", grain="year")


def test_an_indicator_that_is_not_published_is_a_sentence_for_a_council_without_records(records):
    with pytest.raises(UnknownNameError, match="no published figures are held of contacts"):
        series.measured(records("nextshire"), "contacts", grain="year")


def test_a_pooled_value_is_measured_over_three_years_or_not_at_all(records):
    assert series.measured(records(), "adoption_a1", grain="month").measurements == ()


@pytest.mark.parametrize(
    ("indicator", "said", "remedy"),
    [
        ("contacts_by_route", "one for each route", "Use contacts"),
        ("contacts_by_route_and_reason", "one for each route and reason", "Use contacts"),
        ("files_audited", "one for each programme and selection", "Choose an indicator without categories"),
    ],
)
@pytest.mark.parametrize("council", ["madeshire", "nextshire"])
def test_many_curves_are_refused_with_the_one_that_holds_them_all(records, council, indicator, said, remedy):
    with pytest.raises(TurnCurveError, match=said) as refused:
        series.measured(records(council), indicator, grain="year")
    assert (refused.value.where, refused.value.remedy) == (f"indicator {indicator}", remedy)


def test_an_indicator_that_nobody_knows_is_a_sentence(records):
    with pytest.raises(UnknownNameError, match="no indicator called 'happiness'"):
        series.measured(records(), "happiness", grain="year")
