"""What earlier releases forecast comes back as it was issued, and is held against what came."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tests.support.made_figures import COUNT, monthly, yearly
from turncurve.analyses.ledger import issued, scored
from turncurve.methods.forecast import Forecast
from turncurve.methods.frozen_forecast import freeze
from turncurve.methods.scoring import crps_from_draws
from turncurve.reference.periods import month, year_ending
from turncurve.tables import released, store
from turncurve.tables.issued import Issued
from turncurve.tables.records import Records

APRIL, MAY, JUNE = (month(2012, number) for number in (4, 5, 6))


def forecast(centre: float, *, horizon: int = 3, seed: int = 1) -> Forecast:
    draws = np.random.default_rng(seed).normal(centre, 5, (400, horizon)).cumsum(axis=1) / np.arange(1, horizon + 1)
    return Forecast("March 2012", horizon, 20, "held level", (), draws, np.zeros(horizon))


MONTHS = Issued("plans_started", "do nothing", "month", (APRIL, MAY, JUNE), freeze(forecast(30)))
YEAR = Issued("plans_started", "do nothing", "year", (year_ending(2013),), freeze(forecast(360, horizon=1)))
FASTER = Issued("plans_started", "match faster", "month", (APRIL, MAY, JUNE), freeze(forecast(40)))
OTHER = Issued("referrals", "do nothing", "month", (APRIL, MAY, JUNE), freeze(forecast(90)))


@pytest.fixture
def held(tmp_path):
    """Return a function that stores what releases issued and gives the records of a report."""

    def make(*releases, as_at="2013-03-31", audience="restricted") -> Records:
        tables = []
        for day, edition, whom, each in releases:
            rows = released.read_forecasts(released.forecasts_file(each, label="Madeshire", audience=whom), where="")
            about = {"issued_as_at": pd.Timestamp(day).as_unit("us"), "edition_number": edition, "audience": whom}
            tables.append(rows.assign(**about).astype({"edition_number": "Int64", "audience": "str"}))
        columns = list(store.empty("issued_forecasts").columns)
        stored = pd.concat(tables, ignore_index=True)[columns]
        store.write("issued_forecasts", stored, folder=tmp_path, sources={}, counts={})
        return Records("madeshire", dt.date.fromisoformat(as_at), tmp_path, audience=audience)

    return make


def test_a_forecast_comes_back_as_it_was_issued(held):
    (found,) = issued(held(("2012-03-31", 2, "restricted", [MONTHS, OTHER, FASTER])), "plans_started")
    assert found.issued == MONTHS
    assert (found.issued_as_at, found.edition, found.audience) == (dt.date(2012, 3, 31), 2, "restricted")
    assert (found.periods, found.grain, found.forecast) == (MONTHS.periods, "month", MONTHS.forecast)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"grain": "year"}, [YEAR]),
        ({"grain": "month"}, [MONTHS]),
        ({}, [MONTHS, YEAR]),
        ({"scenario": "match faster"}, [FASTER]),
        ({"scenario": "more adopters"}, []),
        ({"grain": "quarter"}, []),
    ],
)
def test_only_what_is_asked_for_comes_back(held, asked, found):
    records = held(("2012-03-31", 1, "public", [MONTHS, YEAR, FASTER, OTHER]))
    assert [each.issued for each in issued(records, "plans_started", **asked)] == found


def test_two_methods_of_one_release_are_two_forecasts(held):
    pipeline = replace(MONTHS, forecast=replace(MONTHS.forecast, method="from the children in the pipeline"))
    found = issued(held(("2012-03-31", 1, "public", [pipeline, MONTHS])), "plans_started")
    assert {each.issued.name[3]: each.issued for each in found} == {
        "held level": MONTHS,
        "from the children in the pipeline": pipeline,
    }


def test_a_council_without_any_release_has_issued_nothing(tmp_path):
    assert issued(Records("madeshire", dt.date(2013, 3, 31), tmp_path), "plans_started") == ()


def test_the_earliest_comes_first_and_a_report_does_not_see_its_own(held):
    releases = [(day, 1, "restricted", [MONTHS]) for day in ("2012-12-31", "2012-03-31", "2013-03-31", "2013-06-30")]
    days = [each.issued_as_at.isoformat() for each in issued(held(*releases), "plans_started")]
    assert days == ["2012-03-31", "2012-12-31"]


@pytest.mark.parametrize(
    ("audience", "seen"), [("public", ["public", "public"]), ("restricted", ["public", "restricted"])]
)
def test_each_reader_is_told_what_those_readers_were_told_before(held, audience, seen):
    releases = [
        ("2011-03-31", 1, "public", [MONTHS]),
        ("2012-03-31", 1, "public", [FASTER, MONTHS]),
        ("2012-03-31", 1, "restricted", [MONTHS]),
    ]
    found = issued(held(*releases, audience=audience), "plans_started")
    assert [each.audience for each in found] == seen


def test_a_restricted_forecast_never_reaches_a_public_report(held):
    records = held(("2012-03-31", 1, "restricted", [MONTHS]), audience="public")
    assert issued(records, "plans_started") == ()
    assert records.table("issued_forecasts").empty


def test_outcomes_are_held_against_the_frozen_intervals_by_hand(held):
    (issue,) = issued(held(("2012-03-31", 1, "public", [MONTHS])), "plans_started")
    low, high = issue.forecast.interval(2, 0.80)
    outside = int(high) + 30
    first, second = scored([issue], monthly([30, outside], words=COUNT))
    assert (first.period, second.period) == (APRIL, MAY)
    assert (first.ahead, first.outcome, first.inside_80, first.inside_95) == (1, 30, True, True)
    assert (second.ahead, second.outcome, second.inside_80, second.inside_95) == (2, outside, False, False)
    assert first.score_80 == pytest.approx(np.diff(issue.forecast.interval(1, 0.80))[0])
    assert second.score_80 == pytest.approx(high - low + 10 * (outside - high))
    bottom, top = issue.forecast.interval(2, 0.95)
    assert second.score_95 == pytest.approx(top - bottom + 40 * (outside - top))


def test_an_outcome_on_the_end_of_an_interval_is_inside(held):
    edge = Forecast("March 2012", 1, 9, "drawn", (), np.arange(100.0)[:, np.newaxis], np.zeros(1))
    issue = issued(
        held(("2012-03-31", 1, "public", [Issued("plans_started", "do nothing", "month", (APRIL,), freeze(edge))])),
        "plans_started",
    )
    low, high = issue[0].forecast.interval(1, 0.80)
    for came, inside in ((low - 1, False), (low, True), (high, True), (high + 1, False)):
        (found,) = scored(issue, monthly([int(came)], words=COUNT))
        assert found.inside_80 is inside, came


def test_a_share_with_endless_decimals_on_the_end_of_its_interval_is_inside(held):
    third = Forecast("March 2012", 1, 9, "drawn", (), np.full((50, 1), 100 / 3), np.zeros(1))
    each = Issued("repeat_plans", "do nothing", "month", (APRIL,), freeze(third))
    (found,) = scored(issued(held(("2012-03-31", 1, "public", [each])), "repeat_plans"), monthly([(1, 3)]))
    assert (found.inside_80, found.inside_95) == (True, True)


def test_the_loss_of_the_quantiles_is_near_the_score_of_the_whole_distribution(held):
    (issue,) = issued(held(("2012-03-31", 1, "public", [MONTHS])), "plans_started")
    for came in (20, 30, 37):
        (found,) = scored([issue], monthly([came], words=COUNT))
        exact = float(crps_from_draws(forecast(30).draws[:, 0], came))
        assert found.loss == pytest.approx(exact, rel=0.12)


def test_a_period_that_is_hidden_not_yet_come_or_of_another_length_is_not_scored(held):
    issues = issued(held(("2012-03-31", 1, "public", [MONTHS])), "plans_started")
    assert [each.ahead for each in scored(issues, monthly([None, 31], words=COUNT))] == [2]
    assert scored(issues, yearly([400], words=COUNT)) == ()
    assert scored((), monthly([30], words=COUNT)) == ()
