"""Whether the curve has really changed: against a frozen forecast, and from one year to the next."""

import datetime as dt
from dataclasses import replace
from math import sqrt

import numpy as np
import pandas as pd
import pytest

from tests.support.made_council import keep_made_council
from tests.support.made_figures import COUNT, MEAN, SHARE, STOCK, definition, on_dates, quarterly, yearly
from turncurve.analyses import series
from turncurve.analyses.do_nothing import expected
from turncurve.analyses.frozen_baseline import FOR_THE_VERDICT
from turncurve.analyses.ledger import FrozenIssue
from turncurve.analyses.questions import has_it_turned
from turncurve.analyses.questions.has_it_turned import NOTHING_ON_RECORD, Change, Turned
from turncurve.analyses.usual_spread import Usual
from turncurve.errors import TurnCurveError
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.ingest.published import load_published
from turncurve.methods.frozen_forecast import freeze
from turncurve.methods.interval import byar, wilson
from turncurve.methods.turn_result import Verdict
from turncurve.methods.verdict_family import Allowances, hold_together
from turncurve.reference.periods import Period
from turncurve.tables.records import Records
from turncurve.tables.story import Story, keep

CHANCE, POISSON = Usual(1.0), Usual(0.0)
PUBLISHED_WILTSHIRE = [(62, 388), (64, 512)]  # DfE, Characteristics of children in need 2024, years to March 2013, 2014


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [
        (
            PUBLISHED_WILTSHIRE,
            "cannot tell",
        ),  # more repeat plans, a third more plans: the share fell, and nothing is told
        ([(62, 388), (20, 388)], "fallen"),
        ([(20, 388), (62, 388)], "risen"),
        ([(62, 388), (62, 388)], "cannot tell"),
        ([(0, 10), (0, 10)], "cannot tell"),
    ],
)
def test_a_share_has_changed_only_where_chance_cannot_explain_it(counts, verdict):
    assert Change((yearly(counts),), usual=CHANCE).verdict == verdict


def test_the_change_of_a_share_is_bounded_by_newcombes_method():
    bounds = Change((yearly(PUBLISHED_WILTSHIRE),), usual=CHANCE).difference
    one, two = wilson(62, 388), wilson(64, 512)
    p, q = 62 / 388, 64 / 512
    lower = (q - p) - sqrt((q - two.lower) ** 2 + (one.upper - p) ** 2)
    upper = (q - p) + sqrt((two.upper - q) ** 2 + (p - one.lower) ** 2)
    assert (bounds.lower, bounds.upper) == pytest.approx((100 * lower, 100 * upper))


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [
        ([100, 132], "risen"),
        ([100, 125], "cannot tell"),
        ([132, 100], "fallen"),
        ([0, 0], "cannot tell"),
        ([0, 4], "cannot tell"),  # four in one of two years comes by chance one time in eight
        ([0, 8], "risen"),
    ],
)
def test_a_count_has_changed_only_where_chance_cannot_explain_it(counts, verdict):
    assert Change((yearly(counts, words=COUNT),), usual=POISSON).verdict == verdict


@pytest.mark.parametrize(
    ("counts", "reason"),
    [([], "not two years"), ([(62, 388)], "not two years"), ([(62, 388), None], "not shown or not known")],
)
def test_where_there_are_not_two_values_nothing_is_told_and_the_reason_is_given(counts, reason):
    change = Change((yearly(counts),))
    assert change.verdict == "cannot tell"
    assert reason in change.difference.reason


def test_the_change_of_a_count_is_bounded_from_byars_interval_of_each_year():
    bounds = Change((yearly([5, 9], words=COUNT),), usual=POISSON).difference
    one, two = byar(5), byar(9)
    lower = 4 - sqrt((9 - two.lower) ** 2 + (one.upper - 5) ** 2)
    upper = 4 + sqrt((two.upper - 9) ** 2 + (5 - one.lower) ** 2)
    assert (bounds.lower, bounds.upper) == pytest.approx((lower, upper))


def test_two_years_without_a_case_do_not_rule_out_a_change():
    bounds = Change((yearly([0, 0], words=COUNT),)).difference
    assert bounds.lower < -2
    assert bounds.upper > 2


def test_windows_of_three_years_that_overlap_are_not_compared_as_if_independent():
    windows = [Period(dt.date(year - 3, 4, 1), dt.date(year, 3, 31)) for year in (2012, 2013)]
    held = tuple(Measurement("Exampleshire", each, 60 * step, 388) for step, each in enumerate(windows, 1))
    change = Change((Figures(definition(SHARE), held, Source("Made")),))
    assert change.verdict == "cannot tell"
    assert "share two of them" in change.difference.reason


def test_means_over_pooled_years_are_not_compared_as_if_independent():
    change = Change((yearly([(30240, 48), (31000, 47)], words=MEAN),))
    assert change.verdict == "cannot tell"
    assert "shares children" in change.difference.reason


def test_what_is_usual_among_authorities_widens_the_bounds_of_a_change():
    narrow = Change((yearly([100, 132], words=COUNT),), usual=POISSON).difference
    wide = Change((yearly([100, 132], words=COUNT),), usual=Usual(0.15)).difference
    assert wide.lower < narrow.lower
    assert wide.upper > narrow.upper
    assert Change((yearly([100, 132], words=COUNT),)).verdict == "cannot tell"


# ---- Turned ----------------------------------------------------------------------------------------------------------

REPEATS = "repeat_child_protection_plans"
ORIGIN = dt.date(2013, 3, 31)  # 24 quarters from April 2007


def plans(mean_before, mean_after, *, after=6, seed=1, **changes):
    """Draw 24 quarters of counts and some more at another level."""
    seeded = np.random.default_rng(seed)
    counts = [*seeded.poisson(mean_before, 24).tolist(), *seeded.poisson(mean_after, after).tolist()]
    return quarterly(counts, words=COUNT, **changes)


@pytest.fixture(scope="module")
def published_root(root, tmp_path_factory):
    """Store the published tables that the project keeps, as a project of its own would."""
    folder = tmp_path_factory.mktemp("published")
    load_published(raw=root / "data/raw/published", processed=folder / "data/processed/published")
    return folder


@pytest.fixture
def wiltshire(published_root, monkeypatch):
    """Return what had been counted of one council's repeat plans up to a year, as published later."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(published_root))

    def make(last: int, baseline: str = "") -> Turned:
        found = has_it_turned.turned(Records("wiltshire", dt.date(2024, 12, 31)), REPEATS, baseline=baseline)
        (figures,) = found.figures
        kept = tuple(each for each in figures.measurements if each.period.end.year <= last)
        return found.over((replace(figures, measurements=kept),))

    return make


@pytest.mark.parametrize("baseline", ["", "2013-03-31", "2014-03-31"])
def test_fewer_of_more_in_2014_is_never_told_as_a_turn(wiltshire, baseline):
    turned = wiltshire(2014, baseline)
    assert turned.verdict.verdict is Verdict.CANNOT_TELL_YET
    assert "2 of the 4 periods" in turned.verdict.reason
    assert turned.issue is None
    step = turned.step
    assert (step.before.numerator, step.before.denominator) == (62, 388)
    assert (step.latest.numerator, step.latest.denominator) == (64, 512)
    assert step.more == 2
    assert step.denominator_growth == pytest.approx(1 / 3, abs=0.02)
    assert round(abs(step.standard_errors), 1) == 1.5


@pytest.mark.parametrize(
    ("last", "verdict"),
    [(2015, "cannot tell yet"), (2017, "cannot tell yet"), (2018, "cannot tell yet"), (2019, "risen")],
)
def test_by_2019_the_share_has_risen_and_not_before(wiltshire, last, verdict):
    turned = wiltshire(last, "2014-03-31")
    assert turned.verdict.verdict.value == verdict
    if verdict == "risen":
        assert turned.read.value(turned.read.measurements[-1]) == pytest.approx(24.9, abs=0.01)
        assert turned.verdict.found_after == 5
        assert turned.level_since == pytest.approx(np.mean([13.69, 16.875, 18.33, 20.47, 24.91]), abs=0.01)
        assert 12.5 < turned.level_expected < 16.0


def test_a_risen_share_stands_while_later_years_stay_above(wiltshire):
    turned = wiltshire(2024, "2014-03-31")
    assert turned.verdict.verdict is Verdict.RISEN
    assert turned.verdict.found_after == 5
    assert len(turned.verdict.looks) == 5
    assert turned.next_look is None


def test_without_anything_on_record_nobody_can_tell_and_the_first_forecast_is_issued(wiltshire):
    turned = wiltshire(2024)
    assert turned.verdict.verdict is Verdict.CANNOT_TELL_YET
    assert turned.verdict.reason == NOTHING_ON_RECORD
    assert turned.held_against is None
    assert (turned.issue.indicator, turned.issue.scenario, turned.issue.grain) == (REPEATS, FOR_THE_VERDICT, "year")
    assert [each.end.year for each in turned.issue.periods] == list(range(2025, 2031))
    assert turned.next_look == dt.date(2025, 3, 31)


def test_the_forecast_issued_is_that_of_all_figures_with_the_test_written_beside_it():
    figures = plans(40, 40, after=0)
    issue = Turned((figures,)).issue
    alone = freeze(expected(figures, horizon=6).forecast)
    assert issue.forecast.quantiles == alone.quantiles
    assert issue.forecast.method.startswith(alone.method)
    assert "at most 5 in 100" in issue.forecast.method


def test_a_fall_of_a_third_is_told_against_a_forecast_worked_out_again():
    turned = Turned((plans(40, 26, polarity="lower is better"),), asked=ORIGIN)
    assert turned.verdict.verdict is Verdict.TURNED_FOR_THE_BETTER
    assert turned.held_against.issue is None
    past = replace(turned.figures[0], measurements=turned.figures[0].measurements[:24])
    assert turned.held_against.forecast == freeze(expected(past, horizon=6).forecast)
    assert all(look.forecast_agrees for look in turned.verdict.looks if look.crossed)
    higher = Turned((plans(40, 26, polarity="higher is better"),), asked=ORIGIN)
    assert higher.verdict.verdict is Verdict.TURNED_FOR_THE_WORSE
    neither = Turned((plans(40, 26, polarity="a band"),), asked=ORIGIN)
    assert neither.verdict.verdict is Verdict.FALLEN


def test_the_past_that_a_forecast_is_worked_out_from_knows_nothing_of_what_came():
    one, two = (Turned((plans(40, after, seed=1),), asked=ORIGIN).held_against for after in (20, 80))
    assert one == two


def issue_of(figures, *, as_at, audience="restricted", edition=1):
    """Issue, as a release would, what a verdict on some figures issues."""
    return FrozenIssue(as_at, edition, audience, Turned((figures,)).issue)


def test_the_earliest_forecast_on_record_sets_the_baseline_and_is_held_against():
    figures = plans(40, 26)
    cut = [replace(figures, measurements=figures.measurements[:count]) for count in (24, 26)]
    issues = tuple(issue_of(each, as_at=each.measurements[-1].period.end) for each in reversed(cut))
    turned = Turned((figures,), issues=issues)
    assert turned.baseline.end == ORIGIN
    assert turned.baseline.chosen_by == "the record"
    assert turned.held_against.issue == issues[1]
    assert turned.verdict.verdict is Verdict.FALLEN
    named = Turned((figures,), issues=issues, released=cut[1].measurements[-1].period.end)
    assert named.baseline.chosen_by == "the council"
    assert named.held_against.issue == issues[0]


def test_a_forecast_on_record_that_expected_as_much_stands_in_the_way():
    figures = plans(40, 26)
    low = issue_of(plans(20, 20, after=0, seed=4), as_at=ORIGIN)
    turned = Turned((figures,), issues=(low,))
    assert turned.verdict.verdict is Verdict.CANNOT_TELL_YET
    assert "within the frozen forecast" in turned.verdict.reason


def test_a_forecast_of_periods_of_another_length_is_not_held_against():
    figures = plans(40, 26)
    years = issue_of(yearly([160, 150, 170, 165, 158, 161], words=COUNT), as_at=ORIGIN)
    turned = Turned((figures,), issues=(years,))
    assert turned.baseline.end is None
    assert turned.verdict.reason == NOTHING_ON_RECORD
    assert Turned((figures,), issues=(years,), asked=ORIGIN).held_against.issue is None


def test_headlines_share_one_allowance_so_that_what_is_told_also_stands_among_all():
    alone = Turned((plans(40, 26),), asked=ORIGIN)
    among = replace(alone, allowances=Allowances(("plans_started", *"abcd")))
    assert among.test.false_alarm == pytest.approx(0.01)
    assert alone.test.false_alarm == 0.05
    assert all(
        strict.needed < loose.needed for strict, loose in zip(among.verdict.looks, alone.verdict.looks, strict=True)
    )
    assert among.verdict.found_after >= alone.verdict.found_after
    quiet = Turned((plans(40, 40),), asked=ORIGIN).verdict
    together = hold_together({"x": among.verdict, **dict.fromkeys("abcd", quiet)}, ["x", *"abcd"])
    assert dict(together.verdicts)["x"].verdict is among.verdict.verdict is Verdict.FALLEN


def test_counts_that_rise_every_winter_are_not_told_as_a_rise_when_winter_comes():
    season = np.tile([34, 34, 34, 58], 6)
    turned = Turned((quarterly([*season.tolist(), 34, 34, 34, 58, 34, 34], words=COUNT),), asked=ORIGIN)
    assert turned.verdict.direction == 0
    winters = quarterly([*season.tolist(), 58, 58, 58, 58, 58, 58], words=COUNT)
    assert Turned((winters,), asked=ORIGIN).verdict.direction == 1


@pytest.mark.parametrize(
    ("figures", "reason"),
    [
        (yearly([(30240, 48)] * 8, words=MEAN), "shares children"),
        (yearly([]), "no period is held"),
        (yearly([(62, 388), (64, 512), (69, 504)]), "3 of the 4 periods"),
        (quarterly([5, 6, None, None, None, None, 5, 6], words=COUNT), "4 of 8 values are hidden"),
    ],
)
def test_where_nothing_can_be_told_the_reason_is_given(figures, reason):
    turned = Turned((figures,))
    assert turned.verdict.verdict is Verdict.CANNOT_TELL_YET
    assert reason in turned.verdict.reason
    assert turned.tellable_by is None


def test_overlapping_windows_of_three_years_are_not_told():
    windows = [Period(dt.date(year - 3, 4, 1), dt.date(year, 3, 31)) for year in range(2005, 2013)]
    held = tuple(Measurement("Exampleshire", each, 60 + step, 388) for step, each in enumerate(windows))
    turned = Turned((Figures(definition(SHARE), held, Source("Made")),), asked=dt.date(2009, 3, 31))
    assert "three years together" in turned.verdict.reason
    assert turned.issue is None


def test_a_value_hidden_since_the_baseline_is_a_reason_because_the_small_are_hidden():
    held = plans(40, 26).measurements
    hidden = replace(held[26], numerator=None, status="hidden")
    turned = Turned((replace(plans(40, 26), measurements=(*held[:26], hidden, *held[27:])),), asked=ORIGIN)
    assert "hidden (October to December 2013)" in turned.verdict.reason
    assert turned.verdict.looks == ()


def test_where_the_quarters_are_hidden_the_years_are_read():
    quarters = quarterly([(5, 50), None, (7, 45), None, None, (8, 44), (6, 51), (9, 48)])
    years = yearly([(24, 190), (29, 210), (22, 200), (25, 205)])
    turned = Turned((quarters, years))
    assert turned.read == years
    assert turned.issue.grain == "year"
    assert Turned((years, years)).read == years
    shown = quarterly([(5, 50), (6, 49), (7, 45), (5, 52)])
    assert Turned((shown, years)).read == shown


def test_what_is_open_on_a_date_is_read_by_year():
    days = [dt.date(year, 3, 31) for year in range(2004, 2014)]
    turned = Turned((on_dates([300, 310, 295, 305, 301, 299, 306, 480, 470, 490], days),), asked=days[6])
    assert turned.read.definition.window == STOCK["window"] == "point"
    assert turned.verdict.direction == 1


def test_what_is_open_on_a_date_drifts_and_is_not_told_without_a_forecast():
    days = [dt.date(year, 3, 31) for year in range(2010, 2014)]
    turned = Turned((on_dates([160, 165, 158, 330], days),), asked=days[2])
    assert turned.verdict.looks[0].crossed
    assert turned.verdict.verdict is Verdict.CANNOT_TELL_YET
    assert "drifts by itself" in turned.verdict.reason
    events = Turned((yearly([160, 165, 158, 330], words=COUNT),), asked=days[2])
    assert events.verdict.direction == 1


def test_when_one_could_tell_is_a_date_and_beyond_the_plan_is_said():
    turned = Turned((plans(40, 40, after=0),))
    assert turned.tellable_by == turned.end_after(turned.verdict.further_periods)
    assert dt.date(2013, 9, 30) <= turned.tellable_by <= dt.date(2016, 3, 31)
    assert turned.beyond_the_plan is (turned.verdict.further_periods > 6)
    assert Turned((plans(9, 9, after=0),)).verdict.tellable_effect > turned.verdict.tellable_effect
    assert turned.end_after(0) == ORIGIN
    assert turned.end_after(None) is None


@pytest.mark.parametrize(("after", "following"), [(0, "2013-06-30"), (1, "2013-09-30"), (5, "2014-09-30")])
def test_the_next_look_is_after_the_next_period(after, following):
    turned = Turned((plans(40, 40, after=after),), asked=ORIGIN)
    assert turned.next_look == dt.date.fromisoformat(following)


@pytest.fixture(scope="module")
def made_root(tmp_path_factory):
    """Keep a made council with five years of every table and one story."""
    made = tmp_path_factory.mktemp("madeshire")
    folder = keep_made_council(made, months=pd.date_range("2008-04-01", "2013-03-01", freq="MS"))
    keep((Story(REPEATS, outcome="Safe", baseline_as_at=dt.date(2012, 3, 31)),), folder=folder)
    return made


@pytest.fixture
def madeshire(made_root, monkeypatch):
    """Return the made council's records."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(made_root))
    return Records("madeshire", dt.date(2013, 3, 31))


def test_a_council_that_counts_is_read_by_quarter_with_years_behind(madeshire):
    turned = has_it_turned.turned(madeshire, REPEATS)
    assert [each.grain() for each in turned.figures] == ["quarter", "year"]
    assert turned.figures[0] == series.measured(madeshire, REPEATS, grain="quarter")
    assert (turned.baseline.end, turned.baseline.chosen_by) == (dt.date(2012, 3, 31), "the council")
    assert turned.allowances.headlines == (REPEATS,)
    assert has_it_turned.turned(madeshire, "child_protection_plans_open").read.grain() == "year"


def test_a_reader_may_ask_for_another_baseline(madeshire):
    turned = has_it_turned.turned(madeshire, REPEATS, baseline="2011-12-31")
    assert (turned.baseline.end, turned.baseline.chosen_by) == (dt.date(2011, 12, 31), "the reader")
    assert len(turned.stretch.after) == 5


@pytest.mark.parametrize(
    ("baseline", "says"),
    [("spring", "not a date"), ("2011-13-01", "not a date"), ("2013-06-30", "after the report's date")],
)
def test_a_baseline_that_cannot_be_is_refused_in_a_sentence(madeshire, baseline, says):
    with pytest.raises(TurnCurveError, match=says) as raised:
        has_it_turned.turned(madeshire, REPEATS, baseline=baseline)
    assert raised.value.remedy
