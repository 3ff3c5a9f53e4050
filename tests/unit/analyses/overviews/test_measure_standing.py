"""How a measure stands: counts, change and chance kept apart, and each worked out from what was known on the day."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from tests.support.made_progress import AIM, AS_AT, LAST_TIME, QUEUE, STEADY, by_quarter, measure
from turncurve.analyses.overviews import measure_standing
from turncurve.analyses.overviews.measure_standing import standing_of
from turncurve.analyses.plan_items import Slip
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.indicators.registry import definition
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.reference.periods import year_ending
from turncurve.tables.improvement_plan import BOARD

TIMELY = measure("M1", "assessments_on_time")


real = measure_standing._ahead


def stands(item=TIMELY, figures=STEADY, *, as_at=AS_AT, aim_on=AIM):
    return standing_of(item, figures, as_at=as_at, aim_on=aim_on)


def shares(*tops, below=100):
    return by_quarter("assessments_on_time", [(top, below) for top in tops])


def test_a_target_met_for_years_is_met_and_sustained():
    found = stands()
    assert (found.judgement.status, found.judgement.rule) == ("met and sustained", "sustained")
    assert found.chance_at_aim > 0.95
    assert (found.latest.numerator, found.latest.denominator) == (380, 400)
    assert found.before.period.label == "year to March 2012"


def test_nothing_after_the_date_is_read():
    later = shares(*[95] * 16, *[10] * 4)
    assert stands(figures=later) == stands(figures=STEADY)


def test_the_status_of_an_earlier_date_rests_on_what_had_ended_then():
    falling = shares(*[95] * 15, 20)
    assert stands(figures=falling, as_at=LAST_TIME).judgement.status == "met and sustained"
    assert stands(figures=falling).judgement.status != "met and sustained"


def test_a_real_fall_is_worse_where_more_is_wanted_and_better_where_less_is():
    falling = shares(*[90, 91, 89, 90] * 3, 60, 61, 59, 60)
    assert stands(figures=falling).evidence.direction == "worse"
    assert stands(replace(TIMELY, aim="at most"), falling).evidence.direction == "better"


def test_a_change_that_chance_explains_cannot_be_told():
    found = stands(figures=shares(*[90, 91, 89, 90] * 3, 88, 90, 87, 91))
    assert found.evidence.direction == "cannot tell"
    assert found.change.lower < 0 < found.change.upper


def test_the_scatter_of_the_quarters_widens_the_change():
    calm, scattered = (stands(figures=shares(*quarters * 4)) for quarters in ([80, 81, 79, 80], [60, 100, 62, 98]))
    widths = [each.change.upper - each.change.lower for each in (calm, scattered)]
    assert widths[1] > 2 * widths[0]


def test_the_change_of_counts_by_their_own_scatter_is_near_that_of_chance_where_they_scatter_by_chance():
    counts = [int(each) for each in np.random.default_rng(1).poisson(100, 16)]
    found = stands(measure("M1", "referrals", target=500.0, aim="at most"), by_quarter("referrals", counts))
    half = (found.change.upper - found.change.lower) / 2
    by_hand = 1.96 * np.sqrt(sum(counts[-8:]))
    assert by_hand * 0.9 < half < by_hand * 1.8


def test_a_queue_over_its_limit_after_its_date_is_off_track():
    item = measure("M2", "unallocated_cases", aim="at most", target=20.0, due=LAST_TIME)
    found = stands(item, QUEUE)
    assert found.judgement.rule == "missed"
    assert found.evidence.direction == "worse"


def test_a_later_date_counts_only_where_the_board_agreed():
    slip = Slip(dt.date(2013, 9, 30), "Leave", BOARD, AS_AT)
    item = replace(measure("M2", "unallocated_cases", aim="at most", target=20.0, due=LAST_TIME), slip=slip)
    assert stands(item, QUEUE).judgement.rule != "missed"
    assert stands(replace(item, slip=replace(slip, approved_by="director")), QUEUE).judgement.rule == "missed"


def test_a_measure_without_a_target_or_without_figures_has_no_evidence():
    assert stands(replace(TIMELY, target=None)).judgement.because == "no target is written down"
    nothing = stands(figures=None)
    assert nothing.judgement.status == "no evidence"
    assert (nothing.latest, nothing.before, nothing.chance_at_aim) == (None, None, None)
    assert isinstance(nothing.change, NoInterval)


def test_a_measure_without_a_date_has_that_of_the_notice():
    assert stands(replace(TIMELY, due=None)).evidence.deadline == AIM


def test_what_is_hidden_cannot_be_told_and_nothing_older_is_told_instead():
    hidden = by_quarter("assessments_on_time", [*[(95, 100)] * 15, None])
    assert stands(figures=hidden).judgement.rule == "not shown"


def test_records_that_stopped_are_stale():
    found = stands(figures=shares(*[95] * 13))
    assert found.judgement.rule == "evidence stale"


def test_evidence_against_it_is_weighed():
    found = stands(replace(TIMELY, against=("an audit found late assessments",)))
    assert found.judgement.rule == "evidence contradictory"
    assert "an audit found late assessments" in found.judgement.because


def test_a_date_beyond_what_a_forecast_reaches_has_no_chance():
    found = stands(aim_on=dt.date(2019, 12, 31))
    assert found.chance_at_aim is None
    late = stands(replace(TIMELY, target=99.0, due=dt.date(2019, 12, 31)))
    assert late.evidence.why_no_probability == "its date is further ahead than a forecast goes"


@pytest.mark.parametrize(("baseline", "pace"), [(None, None), (60.0, True), (97.9, False)])
def test_the_pace_is_the_straight_line_from_the_baseline_to_the_target(baseline, pace):
    item = replace(TIMELY, target=99.0, baseline=baseline, baseline_on=dt.date(2012, 3, 31))
    assert stands(item).evidence.keeps_pace is pace


def test_the_pace_by_hand():
    # From 90 on 31 March 2012 to 100 on 31 December 2013: 365 of 640 days are gone on 31 March 2013, which is 95.7.
    item = replace(TIMELY, target=100.0, baseline=90.0, baseline_on=dt.date(2012, 3, 31))
    assert stands(item).evidence.keeps_pace is False
    assert stands(replace(item, baseline=88.0)).evidence.keeps_pace is True  # 88 + 0.570 * 12 = 94.8


def test_no_pace_is_kept_to_a_date_that_was_past_at_the_baseline():
    item = replace(TIMELY, target=99.0, baseline=60.0, baseline_on=AIM)
    assert stands(item).evidence.keeps_pace is None


def test_a_scorecard_over_three_years_is_judged_by_its_pace():
    held = tuple(
        Measurement("Exampleshire", replace(year_ending(year), start=dt.date(year - 3, 4, 1)), days * 30, 30)
        for year, days in ((2011, 640), (2012, 650), (2013, 640))
    )
    figures = Figures(definition("adoption_a1"), held, Source("Made for a test"))
    item = measure("M9", "adoption_a1", aim="at most", target=620.0, baseline=650.0, baseline_on=dt.date(2012, 3, 31))
    found = stands(item, figures)
    assert found.judgement.rule == "behind its pace"
    assert found.chance_at_aim is None
    assert found.evidence.run_needed == 4


def test_the_chance_is_that_of_the_same_futures_counted_by_hand():
    from turncurve.analyses import do_nothing

    figures = shares(*[88, 92, 90, 90] * 4)
    forecast = do_nothing.expected(figures, horizon=4).forecast
    year = (90.0 + forecast.draws[:, :3].sum(axis=1)) / 4
    assert stands(figures=figures).chance_at_aim == pytest.approx(float((year >= 90 - 1e-9).mean()))


def test_an_interval_stands_beside_every_change_of_a_share():
    assert isinstance(stands().change, Interval)


def test_a_target_that_was_eased_is_told_and_is_not_green():
    said = "its target was at least 90 in an earlier edition of the plan and is at least 40 now"
    held = by_quarter("assessments_on_time", [(95, 100)] * 16)
    item = measure("M1", "assessments_on_time", target=40.0)
    plain, eased = (
        standing_of(each, held, as_at=AS_AT, aim_on=AIM).judgement for each in (item, replace(item, eased=said))
    )
    assert plain.status == "met and sustained"
    assert (eased.status, eased.rule, eased.because) == ("cannot tell", "target eased", said)


def test_what_is_met_and_due_already_is_at_risk_where_it_will_hardly_last_until_the_aim(monkeypatch):
    held = by_quarter("unallocated_cases", [*([15] * 16)])
    item = measure("M2", "unallocated_cases", aim="at most", target=20.0, due=dt.date(2012, 12, 31))
    monkeypatch.setattr(
        measure_standing, "_chance", lambda item, known, *, by: (0.17, "") if by == AIM else (None, "its date is past")
    )
    found = standing_of(item, held, as_at=AS_AT, aim_on=AIM)
    assert (found.judgement.status, found.judgement.rule) == ("at risk", "met and unlikely to last")
    assert found.evidence.probability is None


@pytest.mark.parametrize(("target", "status"), [(99.0, "off track"), (90.0, "cannot tell")])
def test_a_measure_whose_target_was_eased_is_judged_by_the_first_target_too(target, status):
    held = by_quarter("assessments_on_time", [(95, 100)] * 16)
    item = measure("M1", "assessments_on_time", target=40.0, due=LAST_TIME, eased="its target was eased")
    first = stands(replace(item, target=target, eased=""), held).judgement
    found = stands(replace(item, held_to=("at least", target)), held).judgement
    assert (found.status, found.rule) == (status, "target eased")
    assert found.because.startswith("its target was eased")
    assert (first.status == status) is (target == 99.0)


def test_dates_as_many_years_ahead_share_one_forecast(monkeypatch):
    asked = []
    monkeypatch.setattr(measure_standing, "_ahead", lambda known, years: (asked.append(years), real(known, years))[1])
    known = shares(*[95] * 15, 94)
    due = [dt.date(2013, 9, 30), dt.date(2014, 3, 31), dt.date(2014, 9, 30)]
    found = [measure_standing._chance(TIMELY, known, by=by) for by in due]
    assert asked == [1, 1, 2]
    assert all(0 <= chance <= 1 for chance, _ in found)
