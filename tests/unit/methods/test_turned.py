"""The verdict: what must never be called a turn, what must, and what one can only wait for."""

from datetime import date, timedelta

import numpy as np
import pytest
import yaml

from turncurve.errors import TurnCurveError
from turncurve.methods.baseline import forecast_counts, forecast_share
from turncurve.methods.frozen_forecast import freeze
from turncurve.methods.spc import ChartDesign, SpecialCause, xmr_chart
from turncurve.methods.turned import (
    TurnTest,
    Verdict,
    has_it_turned,
    scale_counts,
    scale_shares,
    scale_values,
)

LOWER = TurnTest("lower")


@pytest.fixture(scope="module")
def repeats(shared):
    """Read the published yearly counts of second or subsequent plans, and of plans, of one council."""
    facts = yaml.safe_load((shared / "facts" / "domain.yaml").read_text(encoding="utf-8"))
    years = facts["child_protection"]["repeat_plan_indicator"]["wiltshire"]
    pairs = {year: text.split()[0].split("/") for year, text in years.items()}
    return {int(year): (int(top), int(bottom)) for year, (top, bottom) in pairs.items()}


def up_to(repeats, last):
    years = [year for year in sorted(repeats) if year <= last]
    return scale_shares(*zip(*(repeats[year] for year in years), strict=True))


def test_a_lower_share_after_a_surge_of_first_plans_cannot_be_told_from_chance(repeats):
    for origin in (0, 1, 2):
        found = has_it_turned(up_to(repeats, 2014), LOWER, origin=origin)
        assert found.verdict is Verdict.CANNOT_TELL_YET
        assert "2 of the 4 periods" in found.reason


@pytest.mark.parametrize(
    ("last", "verdict"),
    [
        (2015, Verdict.CANNOT_TELL_YET),
        (2016, Verdict.CANNOT_TELL_YET),
        (2017, Verdict.CANNOT_TELL_YET),
        (2018, Verdict.CANNOT_TELL_YET),
        (2019, Verdict.TURNED_FOR_THE_WORSE),
    ],
)
def test_by_2019_the_share_has_risen_and_never_before(repeats, last, verdict):
    found = has_it_turned(up_to(repeats, last), LOWER, origin=2)
    assert found.verdict is verdict
    told = verdict is Verdict.TURNED_FOR_THE_WORSE
    assert found.direction == int(told)
    assert found.found_after == (5 if told else None)
    assert (found.p_value <= 0.05) is told


def test_a_measure_without_a_better_side_has_risen(repeats):
    found = has_it_turned(up_to(repeats, 2019), TurnTest("neither"), origin=2)
    assert found.verdict is Verdict.RISEN
    falling = [1 - top / bottom for top, bottom in repeats.values()][:7]
    cases = np.array([bottom for _, bottom in repeats.values()][:7])
    series = scale_shares(np.rint(np.array(falling) * cases), cases)
    assert has_it_turned(series, TurnTest("neither"), origin=2).verdict is Verdict.FALLEN


def test_a_fall_of_a_third_is_found_and_polarity_says_what_it_means():
    seeded = np.random.default_rng(1)
    counts = np.concatenate([seeded.poisson(40, 24), seeded.poisson(26, 6)])
    for better, verdict in (("lower", Verdict.TURNED_FOR_THE_BETTER), ("higher", Verdict.TURNED_FOR_THE_WORSE)):
        found = has_it_turned(scale_counts(counts), TurnTest(better), origin=24)
        assert found.verdict is verdict
        assert found.direction == -1
        assert found.further_periods is None


def test_a_turn_once_found_stands_at_later_looks():
    seeded = np.random.default_rng(1)
    counts = np.concatenate([seeded.poisson(40, 24), seeded.poisson(26, 6)])
    found = [has_it_turned(scale_counts(counts[: 24 + after]), LOWER, origin=24) for after in range(1, 7)]
    told = [one.verdict is Verdict.TURNED_FOR_THE_BETTER for one in found]
    assert told == sorted(told)
    assert len({one.found_after for one in found if one.found_after}) == 1


def test_a_turn_that_went_back_is_not_told_any_more():
    back = np.concatenate([np.full(24, 40) + np.tile([0, 3, -3], 8), [18, 20, 19], np.full(3, 58)])
    found = has_it_turned(scale_counts(back), LOWER, origin=24)
    assert found.looks[2].crossed
    assert found.verdict is Verdict.CANNOT_TELL_YET
    assert "has not held" in found.reason


def test_a_forecast_that_expected_as_much_stands_in_the_way():
    seeded = np.random.default_rng(1)
    counts = np.concatenate([seeded.poisson(40, 24), seeded.poisson(26, 6)])
    expected = forecast_counts(seeded.poisson(26, 24), horizon=6, rng=np.random.default_rng(2), season_length=1)
    found = has_it_turned(scale_counts(counts), LOWER, origin=24, frozen=freeze(expected))
    assert found.verdict is Verdict.CANNOT_TELL_YET
    assert "within the frozen forecast" in found.reason
    honest = forecast_counts(counts[:24], horizon=6, rng=np.random.default_rng(2), season_length=1)
    agreed = has_it_turned(scale_counts(counts), LOWER, origin=24, frozen=freeze(honest))
    assert agreed.verdict is Verdict.TURNED_FOR_THE_BETTER
    assert agreed.looks[-1].forecast_agrees is True


def test_a_frozen_forecast_of_a_share_is_held_against_shares(repeats):
    tops, bottoms = zip(*(repeats[year] for year in range(2013, 2020)), strict=True)
    frozen = forecast_share(tops[:4], bottoms[:4], horizon=6, rng=np.random.default_rng(0))
    found = has_it_turned(scale_shares(tops, bottoms), TurnTest("lower", looks=(3,)), origin=4, frozen=freeze(frozen))
    came = np.mean(np.array(tops[4:]) / np.array(bottoms[4:]))
    outside = (frozen.draws[:, :3].mean(axis=1) >= came).mean() <= 0.1
    assert found.looks[0].forecast_agrees is bool(outside)


def charted(counts):
    """Chart counts a quarter."""
    starts = [date(2010, 1, 1) + timedelta(days=91 * place) for place in range(len(counts))]
    windows = [(start, start + timedelta(days=90)) for start in starts]
    return xmr_chart(counts, windows, design=ChartDesign(better="lower"))


def test_a_chart_that_points_the_other_way_stands_in_the_way():
    seeded = np.random.default_rng(1)
    counts = np.concatenate([seeded.poisson(40, 24), seeded.poisson(26, 6)])
    agreeing = has_it_turned(scale_counts(counts), LOWER, origin=24, chart=charted(counts))
    assert agreeing.verdict is Verdict.TURNED_FOR_THE_BETTER
    assert agreeing.chart_direction == -1
    against = has_it_turned(scale_counts(counts), LOWER, origin=24, chart=charted(80 - counts))
    assert against.chart_direction == 1
    assert against.verdict is Verdict.CANNOT_TELL_YET
    assert "chart" in against.reason


# With the new low years in the centre, the past is one run above it, to which the first new year still belongs.
def test_a_run_that_the_past_had_begun_is_no_special_cause_of_what_came():
    counts = np.array([330, 396, 403, 381, 396, 359, 400, 366, 312, 322, 285, 331])
    chart = charted(counts)
    causes = [point.special_cause for point in chart.points]
    assert causes[7] is SpecialCause.SHIFT_ABOVE
    assert causes[8:] == [SpecialCause.COMMON] * 4
    found = has_it_turned(scale_counts(counts), LOWER, origin=7, chart=chart)
    assert found.chart_direction == 0
    assert "chart" not in found.reason


def test_a_run_that_begins_after_the_origin_points_its_way():
    counts = np.concatenate([np.tile([40, 43, 37], 8), np.tile([44, 45, 43], 4)])
    assert has_it_turned(scale_counts(counts), LOWER, origin=24, chart=charted(counts)).chart_direction == 1
    assert has_it_turned(scale_counts(counts), LOWER, origin=30, chart=charted(counts)).chart_direction == 0


def test_a_chart_without_limits_points_nowhere():
    counts = np.array([40, 40, 40, 40, 40, 40, 20, 20])
    chart = charted(counts)
    assert chart.reason
    assert has_it_turned(scale_counts(counts), LOWER, origin=6, chart=chart).chart_direction == 0


def test_steady_counts_over_years_show_that_nothing_worth_finding_happened():
    counts = np.random.default_rng(3).poisson(60, size=60)
    found = has_it_turned(scale_counts(counts), TurnTest("lower", looks=(6, 12, 24, 36)), origin=24)
    assert found.verdict is Verdict.NO_CHANGE_FOUND
    assert found.direction == 0
    assert found.further_periods is None


def test_nothing_has_come_yet_and_one_is_told_when_one_could_tell():
    counts = np.random.default_rng(4).poisson(40, size=24)
    found = has_it_turned(scale_counts(counts), LOWER, origin=24)
    assert found.verdict is Verdict.CANNOT_TELL_YET
    assert "no period has come" in found.reason
    assert 3 <= found.further_periods <= 12
    assert 0.1 < found.tellable_effect < 0.4


def test_a_smaller_change_takes_longer_to_tell_and_a_larger_one_less():
    series = scale_counts(np.random.default_rng(4).poisson(40, size=48))
    waits = [
        has_it_turned(series, TurnTest("lower", effect=effect), origin=48).further_periods
        for effect in (0.5, 0.3, 0.22)
    ]
    assert waits == sorted(waits)
    assert waits[0] < waits[-1]


def test_a_past_too_short_for_any_number_of_periods_says_what_could_be_told_instead(repeats):
    found = has_it_turned(up_to(repeats, 2014), LOWER, origin=2)
    assert found.further_periods is None
    assert 0.25 < found.tellable_effect < 1


# How often a fall of a quarter is found by the periods that the rule named: about the power that it promised.
def test_the_wait_that_is_named_suffices_about_as_often_as_promised():
    seeded = np.random.default_rng(5)
    found = []
    for _ in range(60):
        counts = np.concatenate([seeded.poisson(40, 24), seeded.poisson(30, 6)])
        found.append(has_it_turned(scale_counts(counts), LOWER, origin=24).verdict is Verdict.TURNED_FOR_THE_BETTER)
    assert np.mean(found) > 0.7


@pytest.mark.parametrize(("mean", "rho"), [(2, 0.5), (15, 0.3)])
def test_series_in_which_nothing_changed_are_rarely_called_turned(mean, rho):
    seeded = np.random.default_rng(6)
    false_alarms = 0
    for _ in range(60):
        counts = [seeded.poisson(mean)]
        for _ in range(17):
            counts.append(seeded.binomial(counts[-1], rho) + seeded.poisson(mean * (1 - rho)))
        verdict = has_it_turned(scale_counts(counts), LOWER, origin=12).verdict
        false_alarms += verdict not in {Verdict.CANNOT_TELL_YET, Verdict.NO_CHANGE_FOUND}
    assert false_alarms <= 5


@pytest.mark.parametrize(
    ("series", "origin", "says"),
    [
        (scale_counts([3, 4, 5]), 2, "3 of the 4 periods"),
        (scale_counts([3, 4, 5, 4, 6]), 1, "there is 1 of the 2 periods before"),
        (scale_values([2.0] * 8), 6, "every value is the same"),
    ],
)
def test_too_little_to_go_by_is_a_reason_and_not_an_error(series, origin, says):
    found = has_it_turned(series, LOWER, origin=origin)
    assert found.verdict is Verdict.CANNOT_TELL_YET
    assert says in found.reason
    assert found.latest is None


def test_counts_that_are_all_nothing_are_no_turn_and_no_crash():
    found = has_it_turned(scale_counts([0] * 10), LOWER, origin=7)
    assert found.verdict is Verdict.CANNOT_TELL_YET
    assert found.tellable_effect is None


def test_before_the_first_planned_look_one_does_not_look():
    counts = np.concatenate([np.full(12, 40), np.full(2, 5)])
    found = has_it_turned(scale_counts(counts), TurnTest("lower", looks=(4,)), origin=12)
    assert not found.looks
    assert found.verdict is Verdict.CANNOT_TELL_YET


def test_a_chart_or_an_origin_of_another_series_is_refused():
    counts = np.random.default_rng(1).poisson(40, size=10)
    with pytest.raises(TurnCurveError, match="other periods"):
        has_it_turned(scale_counts(counts), LOWER, origin=8, chart=charted(counts[:9]))
    with pytest.raises(TurnCurveError, match="outside the series"):
        has_it_turned(scale_counts(counts), LOWER, origin=11)
