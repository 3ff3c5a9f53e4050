"""The scorecard ahead is told of every measure and window, forgets what figures alone cannot give, and says why not."""

import datetime as dt

import numpy as np
import pytest

from tests.support.adoption_council import adoption_tables, keep_adoption_council
from tests.support.canonical import canonical
from turncurve.analyses.adoption_cases import adoption_cases
from turncurve.analyses.adoption_futures import adoption_futures
from turncurve.analyses.adoption_past import range_factor, width_note
from turncurve.analyses.case_forecast import NOT_RELEASED
from turncurve.analyses.questions.adoption_scorecard_ahead import (
    COUNTED,
    MEASURES,
    RISES,
    ScorecardSplit,
    scorecard_ahead,
    scorecard_split,
)
from turncurve.analyses.scorecard_draws import A1, PART_NAMES, pooled
from turncurve.errors import TurnCurveError, UnknownNameError
from turncurve.indicators.figures import same_window
from turncurve.indicators.registry import measure
from turncurve.reference.periods import year_ending
from turncurve.tables import store
from turncurve.tables.records import Records


@pytest.fixture(scope="module")
def ahead(adoption_records):
    return scorecard_ahead(adoption_records)


def test_each_measure_is_told_for_each_window_that_ends_in_five_years(ahead):
    for name in MEASURES:
        held = ahead.told.of(name)
        assert [each.end.year for each in held.periods] == [2014, 2015, 2016, 2017, 2018]
        assert held.unit == ("percent" if name == "adoption_a3" else "days")


def widened_draws(records, name="adoption_a1", measured=A1):
    """Return the futures of a measure, moved from the middle by what past forecasts here have taught."""
    cases = adoption_cases(records)
    futures = adoption_futures(cases)
    draws = pooled(futures, measured, futures.periods("three_years")).mean
    middle = np.median(draws, axis=0)
    return middle + range_factor(cases, name) * (draws - middle)


def test_the_middle_and_range_are_those_of_the_futures_made_wider(ahead, adoption_records):
    draws = widened_draws(adoption_records)
    held = ahead.told.of("adoption_a1").forecast
    for number in range(5):
        assert held.quantile(number + 1, 0.5) == pytest.approx(np.median(draws[:, number]), abs=0.5)
        low, high = held.interval(number + 1, 0.8)
        assert np.mean((draws[:, number] >= low) & (draws[:, number] <= high)) == pytest.approx(0.8, abs=0.01)


def test_the_chance_of_meeting_a_threshold_is_the_share_of_futures_at_most_at_it(ahead, adoption_records):
    draws = widened_draws(adoption_records)
    limits = [547, 487, 426, 426, 426]
    expected = [np.mean(draws[:, number] <= limit) for number, limit in enumerate(limits)]
    assert ahead.told.chance("adoption_a1").shares == pytest.approx(expected)
    assert ahead.told.chance("adoption_a3") is None


def test_the_thresholds_are_those_of_the_period_with_how_well_each_is_sourced(ahead):
    found = [ahead.threshold(each) for each in ahead.windows[-5:]]
    assert [(each.days, each.status) for each in found[:3]] == [
        (547, "sourced"),
        (487, "sourced"),
        (426, "recalled"),
    ]


def test_how_wide_each_range_is_and_why_goes_with_it(ahead, adoption_records):
    cases = adoption_cases(adoption_records)
    assert range_factor(cases, "adoption_a1") > 1.0
    for name in MEASURES:
        assert ahead.told.of(name).width == width_note(cases, name)


def test_the_parts_of_a_window_are_whose_days_they_are(adoption_records):
    split = scorecard_split(adoption_records)
    assert isinstance(split, ScorecardSplit)
    counted = [split.told.of(COUNTED, part=name) for name in PART_NAMES]
    fixed = [counted[0].forecast.quantile(number, 0.5) for number in range(1, 6)]
    assert fixed == sorted(fixed, reverse=True)
    assert counted[2].forecast.quantile(1, 0.5) <= counted[2].forecast.quantile(5, 0.5)
    days = split.told.of("adoption_a1", part=PART_NAMES[1])
    assert days.unit == "days"


def test_each_forecast_names_the_counts_that_it_follows_from(ahead):
    for name in MEASURES:
        measures = {key.measure for key in ahead.told.of(name).rests_on}
        assert "children_on_the_way_to_adoption" in measures
        assert len(measures) == 2
    placed = ahead.told.of(COUNTED, part=PART_NAMES[0])
    assert [key.breakdown for key in placed.rests_on] == [(("lives with the family", "yes"),)]


def test_the_first_sentence_rests_on_chances_that_are_shares(ahead):
    shares = [ahead.told.chance(name).shares[0] for name in RISES]
    assert all(0 <= share <= 1 for share in shares)


def test_over_other_figures_nothing_that_children_gave_is_left(ahead):
    again = ahead.over(ahead.figures)
    assert (again.told.expected, again.told.chances, again.told.limits) == ((), (), ())
    assert again.told.reason == NOT_RELEASED
    assert again.figures == ahead.figures
    assert again.telling(ahead.told) == ahead


def test_the_same_records_give_the_same_forecast(adoption_records, ahead):
    again = scorecard_ahead(Records("adoptshire", adoption_records.as_at))
    assert again == ahead


def test_a_measure_that_is_none_of_the_scorecards_is_refused(adoption_records):
    with pytest.raises(UnknownNameError, match="not a measure of the scorecard"):
        scorecard_ahead(adoption_records, "adoption_a2b")


def test_a_tracker_alone_gives_a_forecast_and_says_so(tracked_records):
    held = scorecard_ahead(tracked_records)
    assert held.told.reason == ""
    assert any("Only a tracker is held" in note for note in held.told.notes)
    assert held.told.of("adoption_a1") is not None


def test_rows_that_cannot_be_used_are_counted_for_a_board(adoption_records, tmp_path, monkeypatch):
    folder = keep_adoption_council(tmp_path)
    routes = adoption_tables()[0]
    ordered = routes.index[routes["placement_order_on"].notna()][:4]
    spoilt = routes.assign(decided_on=routes["decided_on"].mask(routes.index.isin(ordered)))
    store.write("adoption_pathways", spoilt, folder=folder, sources={}, counts={})
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    told = scorecard_ahead(Records("adoptshire", adoption_records.as_at)).told
    assert told.limits == (
        f"4 of {len(routes)} routes to adoption on record could not be used: a placement order without a decision (4).",
    )


def test_too_little_on_record_is_a_reason_and_the_scorecard_on_record_still_stands(adoption_records):
    early = Records("adoptshire", dt.date(2006, 3, 31))
    held = scorecard_ahead(early)
    assert held.told.reason.startswith("only ")
    assert held.series.measurements == ()


def test_a_councils_year_is_not_set_beside_three_years_of_another():
    routes = canonical("adoption_pathways", [])
    year = measure("days_to_placement_of_children_placed", {"adoption_pathways": routes}, periods=(year_ending(2013),),
                   area="Exampleshire")  # fmt: skip
    window = type(year_ending(2013))(dt.date(2010, 4, 1), dt.date(2013, 3, 31))
    england = measure("adoption_a1", {"adoption_pathways": routes}, periods=(window,), area="England")
    with pytest.raises(TurnCurveError, match=r"different windows \(three years and year\) cannot be compared"):
        same_window((year, england))
    assert same_window((england, england)) is None
