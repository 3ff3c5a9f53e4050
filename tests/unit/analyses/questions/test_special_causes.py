"""Which periods were out of the ordinary."""

import csv
import datetime as dt
from dataclasses import replace

import pytest

from tests.support.made_council import keep_made_council
from tests.support.made_figures import COUNT, SHARE, definition, monthly, yearly
from turncurve.analyses.questions.special_causes import SpecialCauses, special_causes
from turncurve.analyses.rare_events import Occasion
from turncurve.analyses.usual_spread import Usual
from turncurve.disclosure.release import release, solo_plan
from turncurve.errors import UnknownNameError
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.methods.false_signals import false_signals
from turncurve.methods.spc import ANHOEJ, NHS_PLOT_THE_DOTS, RULE_SETS, Assurance, PointType, Rebase, SpecialCause
from turncurve.reference.periods import month
from turncurve.tables.explanation import Explanation
from turncurve.tables.records import Records
from turncurve.tables.story import Cause, Story, Target

STEADY = [40, 44, 37, 41, 39, 45, 42, 38, 40, 43, 41, 39]
PEAK = [*STEADY, 90, *STEADY]
SHIFT = [*STEADY, *STEADY, *(each + 14 for each in STEADY)]
# DfE, Characteristics of children in need 2024, table D3: Wiltshire, years to March 2013 to 2019.
WILTSHIRE = [(62, 388), (64, 512), (69, 504), (81, 480), (99, 540), (88, 430), (132, 530)]


def causes_of(counts, *, words=COUNT, changes=(), **fields):
    return SpecialCauses((monthly(counts, words=words, **dict(changes)),), **fields)


def test_a_peak_is_named_with_its_month_and_its_rule():
    (signal,) = causes_of(PEAK).signals
    assert signal.periods == (month(2013, 4),)
    assert signal.cause is SpecialCause.ABOVE_UPPER_LIMIT
    assert signal.kind is PointType.NEITHER_HIGH
    assert signal.explanations == ()


def test_periods_in_a_row_that_meet_one_rule_are_one_special_cause():
    signals = causes_of(SHIFT).signals
    assert sum(len(each.periods) for each in signals) == len(SHIFT) - sum(
        point.special_cause is SpecialCause.COMMON for point in causes_of(SHIFT).charted.chart.points
    )
    assert all(each.periods == tuple(sorted(each.periods)) for each in signals)
    assert len(signals) < sum(len(each.periods) for each in signals)


@pytest.mark.parametrize(
    ("polarity", "kind"),
    [
        ("higher is better", PointType.IMPROVEMENT),
        ("lower is better", PointType.CONCERN),
        ("a band", PointType.NEITHER_HIGH),
    ],
)
def test_what_a_special_cause_means_depends_on_which_way_is_better(polarity, kind):
    assert causes_of(PEAK, changes={"polarity": polarity}).signals[0].kind is kind


@pytest.mark.parametrize(
    ("cause", "explained"),
    [
        (Cause("a", "A strike closed schools in April 2013"), True),
        (Cause("a", "A strike", evidence="figure for April 2013"), True),
        (Cause("a", "A strike in april 2013"), True),
        (Cause("a", "A strike in April 2012"), False),
    ],
)
def test_a_cause_of_the_story_that_names_the_period_explains_it(cause, explained):
    (signal,) = causes_of(PEAK, causes=(cause,)).signals
    assert bool(signal.explanations) is explained


@pytest.mark.parametrize(
    ("period", "explained"),
    [("April 2013", True), ("April to June 2013", True), ("year to March 2014", True), ("March 2013", False)],
)
def test_an_explanation_of_the_period_comes_before_the_causes_that_name_it(period, explained):
    cause = Cause("a", "A strike closed schools in April 2013")
    (signal,) = causes_of(PEAK, causes=(cause,), explained=(Explanation(period, "Two families moved in"),)).signals
    assert signal.explanations == (*(["Two families moved in"] if explained else []), cause.text)


def test_what_the_council_records_of_its_chart_is_used_and_gives_way_to_what_is_asked(root_of_records, monkeypatch):
    own = Rebase(dt.date(2012, 10, 1), "One chair for every conference", "Head of quality assurance")
    said = Explanation("May 2012", "Two families moved in")
    story = Story("contacts", rebases=(own,), explanations=(said,))
    monkeypatch.setattr("turncurve.analyses.questions.special_causes.written_of", lambda *_, **__: story)
    found = special_causes(root_of_records, "contacts")
    assert (found.rebases, found.explained) == ((own,), (said,))
    asked = replace(own, reason="Another team")
    assert special_causes(root_of_records, "contacts", rebases=(asked,)).rebases == (asked,)


@pytest.mark.parametrize("name", RULE_SETS)
def test_the_rule_set_is_chosen_by_name(root_of_records, name):
    assert special_causes(root_of_records, "referrals", rules=name).rules is RULE_SETS[name]


def test_an_unknown_rule_set_is_a_sentence_that_lists_the_three(root_of_records):
    with pytest.raises(UnknownNameError, match="no rule set called nelson") as refused:
        special_causes(root_of_records, "referrals", rules="nelson")
    assert refused.value.remedy == "Choose one of nhs_plot_the_dots, making_data_count_excel, anhoej"


def test_the_rule_sets_differ_in_what_they_call_special():
    counts = [*STEADY, *(each + 6 for each in STEADY[:7]), *STEADY]
    assert causes_of(counts, rules=NHS_PLOT_THE_DOTS).signals != ()
    assert causes_of(counts, rules=ANHOEJ).signals == ()


@pytest.fixture
def root_of_records(tmp_path, monkeypatch):
    keep_made_council(tmp_path)
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return Records("madeshire", dt.date(2013, 3, 31))


def test_limits_start_anew_only_where_a_rebase_is_recorded(root_of_records):
    rebase = Rebase(dt.date(2011, 4, 1), "a new threshold", "Director of children's services")
    plain = special_causes(root_of_records, "contacts")
    anew = special_causes(root_of_records, "contacts", rebases=(rebase,))
    assert (len(plain.segments), len(anew.segments)) == (1, 2)
    assert anew.segments[1].rebase == rebase


def test_a_curve_is_charted_over_the_periods_asked_for(root_of_records):
    assert len(special_causes(root_of_records, "contacts", grain="year").charted.periods) == 4
    assert len(special_causes(root_of_records, "contacts").charted.periods) == 48


def test_what_chance_alone_would_call_special_adds_up_over_stretches():
    rebase = Rebase(dt.date(2013, 4, 1), "a new team answers", "Director")
    found = causes_of([*STEADY, *STEADY], rebases=(rebase,))
    half = false_signals(NHS_PLOT_THE_DOTS, points=12)
    assert found.expected_by_chance.points == pytest.approx(2 * half.points)
    assert found.expected_by_chance.probability == pytest.approx(1 - (1 - half.probability) ** 2)
    assert causes_of([3, 4]).expected_by_chance.points == 0


@pytest.mark.parametrize(
    ("target", "polarity", "promise"),
    [
        (Target(60.0, dt.date(2014, 3, 31), aim="at most"), "neither", Assurance.CONSISTENTLY_PASSES),
        (Target(60.0, dt.date(2014, 3, 31), aim="at least"), "neither", Assurance.CONSISTENTLY_FAILS),
        (Target(60.0, dt.date(2014, 3, 31)), "higher is better", Assurance.CONSISTENTLY_FAILS),
        (Target(20.0, dt.date(2014, 3, 31)), "higher is better", Assurance.INCONSISTENT),
        (Target(60.0, dt.date(2014, 3, 31)), "a band", None),
        (None, "higher is better", None),
    ],
)
def test_limits_promise_of_a_target_what_they_leave_room_for(target, polarity, promise):
    counts = [(each // 2, 100) for each in STEADY]
    found = causes_of(counts, words=SHARE, changes={"polarity": polarity}, target=target)
    assert found.assurance is promise


def test_a_share_s_target_is_in_percent_and_its_chart_in_parts_of_one():
    target = Target(16.0, dt.date(2014, 3, 31), aim="at most")
    found = causes_of([(each // 2, 100) for each in STEADY], words=SHARE, target=target)
    assert found.charted.chart.design.target == pytest.approx(0.16)


def occasions(count=8):
    days = [dt.date(2012, 4, 1) + dt.timedelta(days=40 * step + step**2) for step in range(count)]
    return tuple(Occasion(day, 20 + step) for step, day in enumerate(days))


@pytest.mark.parametrize(("words", "kind"), [(COUNT, "t"), (SHARE, "g")])
def test_rare_events_are_charted_by_what_lies_between_them(words, kind):
    counts = [(0, 9)] * 12 if words is SHARE else [0] * 12
    found = causes_of(counts, words=words, occasions=occasions())
    assert found.is_of_rare_events
    assert found.charted.chart.kind == kind


def test_four_occasions_are_too_few_and_the_counts_are_charted():
    found = causes_of([1, 0, 0, 1], occasions=occasions(4))
    assert not found.is_of_rare_events
    assert found.charted.chart.kind == "c"


def test_the_days_of_single_events_never_pass_to_the_public():
    found = causes_of([9] * 11 + [12], occasions=occasions())
    shown = release(found, audience="public", plan=solo_plan(found)).value
    assert shown.occasions == ()
    assert shown.charted.chart.kind == "c"


def test_the_public_chart_rests_on_released_values_only():
    """Six of twenty months are small: limits from the other fourteen would lie too high, and none are given."""
    found = causes_of([(20, 100)] * 14 + [(3, 90)] * 6, words=SHARE)
    shown = release(found, audience="public", plan=solo_plan(found)).value
    assert found.charted.reason == ""
    assert "values are hidden" in shown.charted.reason
    assert shown.signals == ()
    assert shown.charted.chart is None


def by_month_and_year(months):
    """Return a share by month with six small ones, and by year."""
    years = [tuple(map(sum, zip(*months[first : first + 12], strict=True))) for first in range(0, len(months), 12)]
    last = 2013 + len(years) - 1
    return SpecialCauses((monthly(months, words=SHARE), yearly(years, words=SHARE, last=last)))


def test_where_months_are_hidden_years_are_charted_and_the_reason_is_kept():
    found = by_month_and_year([(20, 100)] * 42 + [(3, 90)] * 6)
    shown = release(found, audience="public", plan=solo_plan(found)).value
    assert (found.read.grain(), found.not_finer) == ("month", "")
    assert shown.read.grain() == "year"
    assert "values are hidden" in shown.not_finer
    assert len(shown.charted.periods) == 4
    assert shown.charted.chart is not None


def test_months_of_what_is_open_give_way_to_years(root_of_records):
    found = special_causes(root_of_records, "child_protection_plans_open")
    assert found.read.grain() == "year"
    assert "most of what is open on one date" in found.not_finer
    assert found.charted.chart.kind == "XmR"


def test_where_neither_may_be_charted_the_reason_is_that_of_the_finer():
    found = SpecialCauses((monthly([(6, 40)] * 9 + [None]), yearly([(60, 400), None])))
    assert found.read is found.figures[0]
    assert found.charted.reason.startswith("1 of 10 values is hidden")


def test_wiltshire_s_seven_years_are_charted_as_shares_and_2019_stands_out():
    found = SpecialCauses((yearly(WILTSHIRE, last=2019),))
    assert found.charted.chart.kind in {"p", "p'"}
    named = {period.label: each.cause for each in found.signals for period in each.periods}
    assert named["year to March 2019"] is SpecialCause.ABOVE_UPPER_LIMIT


def test_few_points_are_held_against_limits_as_wide_as_such_figures_usually_need():
    found = SpecialCauses((yearly(WILTSHIRE, last=2019),), usual=Usual(4.0))
    points = found.charted.chart.points
    assert found.widened.factor == pytest.approx(2.0)
    assert found.widened.outside_now == sum(each.outside_limits for each in points) > 0
    far = [abs(each.value - each.centre) > 6 * each.sigma for each in points]
    assert found.widened.outside == sum(far) < found.widened.outside_now


@pytest.mark.parametrize(
    ("counts", "usual"),
    [
        ([(16, 100)] * 12, None),  # nothing is known of what is usual
        ([(16 + place % 2, 100) for place in range(13)], Usual(2.8)),  # enough points to see for themselves
        ([(16, 100), (15, 100)], Usual(2.8)),  # no limits
        ([(160 if place % 2 else 80, 1000) for place in range(12)], Usual(2.8)),  # widened by Laney's factor already
        ([None] * 3, Usual(2.8)),
    ],
)
def test_no_other_limits_are_told_of_where_none_are_needed(counts, usual):
    assert causes_of(counts, words=SHARE, usual=usual).widened is None


def rows_of(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("rules", [NHS_PLOT_THE_DOTS], ids=["nhs_plot_the_dots"])
def test_every_point_of_the_reference_chart_is_called_as_it_is_there(shared, rules):
    """The five trusts of NHS England's figures, charted end to end as a mean of separate months, point by point."""
    rows = rows_of(shared / "reference/spc/ptd_expected_breaches_5orgs_default.csv")
    trusts = sorted({row["f"] for row in rows})
    compared = 0
    for trust in trusts:
        own = [row for row in rows if row["f"] == trust]
        days = [dt.date.fromisoformat(row["x"][:10]) for row in own]
        held = tuple(
            Measurement(trust, month(day.year, day.month), round(float(row["y"])), 1)
            for day, row in zip(days, own, strict=True)
        )
        words = definition(None, kind="mean", window="flow", polarity="lower is better")
        found = SpecialCauses((Figures(words, held, Source("NHS England")),), rules=rules)
        points = found.charted.chart.points
        assert [point.point_type.value for point in points] == [row["point_type"] for row in own]
        assert [point.upper for point in points] == pytest.approx([float(row["upl"]) for row in own])
        compared += len(points)
    assert compared == len(rows) > 100
