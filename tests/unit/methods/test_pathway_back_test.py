"""Forecasts made again from past dates: what was known then, what came, and their scores."""

import numpy as np
import pytest

from turncurve.methods.pathway import fit_pathway, pathway_cases
from turncurve.methods.pathway_back_test import (
    BackTestedPathway,
    as_it_stood,
    back_test_pathway,
    origins_for,
    recorded_mean,
)
from turncurve.methods.pathway_route import MATCHING_ROUTE
from turncurve.methods.pathway_scorecard import DaysBetween

YEAR = 365.25
TO_PLACED = DaysBetween("entry", "placed", "adopted", fixed_by="placed")
TO_MATCH = DaysBetween("order", "match", "adopted", fixed_by="placed", at_least=0.0, before=("placed", "adopted"))


@pytest.fixture(scope="module")
def cases(truth):
    world = truth.STEADY
    council = truth.simulated_council(world, np.random.default_rng(4))
    as_at = float(np.floor(17 * YEAR))
    record = truth.as_recorded(council, world, as_at=as_at)
    return pathway_cases(record.pop("dates"), as_at=as_at, **record)


@pytest.fixture(scope="module")
def tested(cases):
    origins = origins_for(cases, ahead=YEAR, history=4 * YEAR, apart=YEAR)
    return back_test_pathway(cases, measures=(TO_PLACED, TO_MATCH), origins=origins, draws=60)


def test_the_cases_are_what_the_records_of_the_earlier_date_showed(truth, cases):
    world, earlier = truth.STEADY, float(np.floor(15 * YEAR))
    council = truth.simulated_council(world, np.random.default_rng(4))
    record = truth.as_recorded(council, world, as_at=earlier)
    expected = pathway_cases(record.pop("dates"), as_at=earlier, **record)
    then = as_it_stood(cases, as_at=earlier)
    for name in ("dates", "exit", "exit_kind", "observed_from", "born", "group"):
        np.testing.assert_array_equal(getattr(then, name), getattr(expected, name))
    assert then.as_at == earlier
    assert cases.as_at > earlier


def test_a_case_not_yet_on_record_is_left_out_though_it_had_begun():
    dates = np.full((2, 6), np.nan)
    dates[:, 0], dates[:, 1] = [100, 100], [150, 400]
    nothing = np.full(2, np.nan)
    cases = pathway_cases(dates, as_at=1000, exit=nothing, exit_kind=[-1, -1], observed_from=[150, 400])
    assert len(as_it_stood(cases, as_at=399)) == 1
    assert len(as_it_stood(cases, as_at=400)) == 2


@pytest.mark.parametrize(
    ("ahead", "window", "history", "expected"),
    [
        # records from day 0 to day 2000: the last origin is as far before the end as the window's end is ahead
        (400, 900, 700, [800, 1200, 1600]),
        (400, 900, 800, [800, 1200, 1600]),
        (400, 900, 801, [1200, 1600]),
        (400, 1300, 0, [1200, 1600]),
        (2000, 900, 700, []),
    ],
)
def test_origins_leave_a_history_before_and_an_outcome_after(ahead, window, history, expected):
    dates = np.full((1, 6), np.nan)
    dates[:, 0] = 0
    cases = pathway_cases(dates, as_at=2000, exit=[np.nan], exit_kind=[-1])
    found = origins_for(cases, ahead=ahead, window=window, history=history, apart=400)
    assert found.tolist() == expected


def test_what_came_is_what_the_records_say_now(cases, tested):
    placed, _ = tested
    assert len(placed.outcome) == len(placed.origin) == 5
    for origin, ahead, outcome, last in zip(placed.origin, placed.ahead, placed.outcome, placed.last, strict=True):
        end = origin + ahead
        adopted = cases.dates[:, 5]
        for value, until in ((outcome, end), (last, origin)):
            counted = (adopted > np.floor(until - 3 * YEAR)) & (adopted <= until)
            assert value == pytest.approx((cases.dates[:, 4] - cases.dates[:, 0])[counted].mean())
        assert end <= cases.as_at


def test_forecasts_are_nearer_than_the_last_value_and_scores_agree_with_one_another(tested):
    for each in tested:
        assert each.mean_absolute_error < each.last_value_error
        assert 0 < each.crps < each.mean_absolute_error * 1.2
        width = np.diff(each.interval(0.8), axis=1).mean()
        assert each.interval_score_80 >= width
        inside = (each.interval(0.8)[:, 0] <= each.outcome) & (each.outcome <= each.interval(0.8)[:, 1])
        assert each.coverage(0.8).share == pytest.approx(inside.mean())
        assert each.coverage(0.95).share >= each.coverage(0.8).share
        assert 1.0 <= each.widening.factor < 2.0
        assert each.widening.outcomes == len(each.outcome)


def test_a_measure_is_forecast_alike_alone_and_beside_another(cases, tested):
    alone = back_test_pathway(cases, measures=(TO_MATCH,), origins=sorted(set(tested[1].origin.tolist())), draws=60)
    np.testing.assert_array_equal(alone[0].draws, tested[1].draws)


def test_each_window_may_have_a_length_of_its_own(cases):
    origin, ahead = float(np.floor(cases.as_at - 2 * YEAR)), (365.0, 730.0)
    (both,) = back_test_pathway(
        cases, measures=(TO_PLACED,), origins=[origin], ahead=ahead, window=(1096.0, 500.0), draws=5
    )
    came = [
        recorded_mean(
            cases, measure=TO_PLACED, window=(origin + days - length + 1, origin + days), route=MATCHING_ROUTE
        )
        for days, length in zip(ahead, (1096.0, 500.0), strict=True)
    ]
    np.testing.assert_array_equal(both.outcome, came)
    before = recorded_mean(cases, measure=TO_PLACED, window=(origin - 1095, origin), route=MATCHING_ROUTE)
    np.testing.assert_array_equal(both.last, [before, before])


def test_the_model_is_never_shown_what_came_later(cases):
    shown = []

    def learn(then):
        shown.append(then)
        return fit_pathway(then)

    origin = float(np.floor(cases.as_at - YEAR))
    back_test_pathway(cases, measures=(TO_PLACED,), origins=[origin], ahead=(300.0, 900.0), draws=5, learn=learn)
    assert [then.as_at for then in shown] == [origin]
    assert np.nanmax(shown[0].dates) <= origin
    assert np.nanmax(shown[0].exit) <= origin


def test_no_origin_gives_no_forecast_and_no_score(cases):
    nothing = back_test_pathway(cases, measures=(TO_PLACED,), origins=[])[0]
    assert isinstance(nothing, BackTestedPathway)
    assert len(nothing.outcome) == 0
    assert np.isnan([nothing.crps, nothing.mean_absolute_error, nothing.interval_score_80]).all()
    assert nothing.widening.factor == 1.0
    late = back_test_pathway(cases, measures=(TO_PLACED,), origins=[cases.as_at - 10], ahead=(11.0,))[0]
    assert len(late.origin) == 0


def test_a_recorded_mean_is_worked_out_by_hand(by_hand):
    recorded = by_hand.recorded()
    for window, expected in (((0, 1000), (40 + 400) / 2), ((51, 1000), 400), ((51, 899), np.nan)):
        found = recorded_mean(recorded, measure=TO_PLACED, window=window, route=MATCHING_ROUTE)
        assert found == pytest.approx(expected, nan_ok=True)
    assert recorded_mean(recorded, measure=TO_MATCH, window=(0, 1000), route=MATCHING_ROUTE) == (10 + 100) / 2
