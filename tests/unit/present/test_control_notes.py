"""What must be borne in mind of a control chart."""

import datetime as dt
import re

import pytest

from tests.support.made_figures import COUNT, MEAN, SHARE, STOCK, monthly, on_dates, yearly
from turncurve.analyses.questions.special_causes import SpecialCauses
from turncurve.analyses.rare_events import Occasion
from turncurve.analyses.usual_spread import Usual
from turncurve.indicators.figures import Figures, Measurement
from turncurve.methods.spc import ANHOEJ, Rebase
from turncurve.present.control_notes import control_notes
from turncurve.reference.periods import month, year_ending
from turncurve.tables.story import Target

STEADY = [40, 44, 37, 41, 39, 45, 42, 38, 40, 43, 41, 39]


def notes(counts, *, words=COUNT, changes=(), **fields):
    return " ".join(control_notes(SpecialCauses((monthly(counts, words=words, **dict(changes)),), **fields)))


def test_the_rule_set_and_the_chart_are_named_with_the_reason():
    assert notes(STEADY, rules=ANHOEJ).startswith(
        "Rule set: Anhøj rules with three-sigma limits (anhoej). Chart: c, because a count without a denominator"
    )


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (STEADY * 4, "chance alone would call about 2.5 of 48 points special, and at least one in 39% of such charts"),
        (STEADY[:4], "chance alone would call hardly any of 4 points special"),
    ],
)
def test_the_false_signals_to_expect_are_stated(counts, said):
    assert said in notes(counts)


@pytest.mark.parametrize(("count", "firm"), [(12, False), (13, True)])
def test_limits_of_fewer_than_thirteen_points_are_on_trial(count, firm):
    assert ("on trial" not in notes((STEADY * 2)[:count])) is firm


def test_limits_that_were_widened_say_by_how_much():
    assert "times as wide as chance alone" in notes([40, 90] * 12)
    assert "times as wide as chance alone" not in notes(STEADY)


def test_limits_that_start_anew_say_why_and_who_agreed():
    rebase = Rebase(dt.date(2013, 4, 1), "a new team answers.", "Director of children's services")
    said = notes([*STEADY, *STEADY], rebases=(rebase,))
    assert "Limits start anew with April 2013, because a new team answers (Director of children's services)." in said


@pytest.mark.parametrize(
    ("aim", "value", "said"),
    [
        ("at most", 60.0, "nearly every period will meet the target of 60.0%"),
        ("at least", 60.0, "nearly every period will miss the target of 60.0%"),
        ("at least", 20.0, "met in some periods and missed in others by chance alone"),
        (None, 60.0, ""),
    ],
)
def test_the_target_is_held_against_the_limits(aim, value, said):
    target = Target(value, dt.date(2014, 3, 31), aim=aim)
    found = notes([(each // 2, 100) for each in STEADY], words=SHARE, target=target)
    assert said in found
    assert ("target" in found) == bool(said)


def test_a_year_s_target_is_not_promised_of_months():
    assert "target" not in notes(STEADY, target=Target(60.0, dt.date(2014, 3, 31), aim="at most"))


def test_small_counts_are_cautioned_of():
    assert "An expected count is under 5, so that limits signal too often" in notes([1, 2, 3, 2, 1, 2, 3, 1])


def test_limits_that_follow_the_season_say_so_and_how_far_it_goes():
    counts = [round(1000 * (0.7 if place % 12 == 4 else 1.1 if place % 12 == 6 else 1.02)) for place in range(48)]
    said = notes([each + 7 * (-1) ** (place // 3) for place, each in enumerate(counts)], seasonal=True)
    assert "Each month is judged by what is usual for its time of year" in said
    assert re.search(r"from 7\d% to 1(08|09|10)% of an average month", said)
    assert "siblings and memory add to it" in said
    assert "No season is taken out" not in said


@pytest.mark.parametrize(("by", "said"), [(1.3, "growth of 29.9"), (0.75, "fall of 24.9")])
def test_limits_that_follow_growth_say_how_much_a_year_and_why(by, said):
    season = [0.7 if place % 12 == 4 else 1.1 if place % 12 == 6 else 1.02 for place in range(48)]
    counts = [round(1000 * each * by ** (place / 12)) + 9 * (-1) ** (place // 3) for place, each in enumerate(season)]
    words = notes(counts, seasonal=True, steady=True)
    assert f"with it a steady {said}% a year: limits at one level would call most months" in words


def test_a_season_is_cautioned_of_by_month_and_not_by_year():
    assert "No season is taken out" in notes(STEADY)
    assert "season is taken" not in " ".join(control_notes(SpecialCauses((yearly(STEADY, words=COUNT),))))


def test_what_is_open_on_dates_is_cautioned_of():
    figures = on_dates([300, 310, 295, 305], [year_ending(each).end for each in range(2010, 2014)], words=STOCK)
    assert "Much of what is open on one date" in " ".join(control_notes(SpecialCauses((figures,))))


def test_a_gap_in_the_records_is_said():
    figures = monthly(STEADY, words=COUNT)
    gap = Measurement("Exampleshire", month(2013, 4), None, None, "not available")
    held = Figures(figures.definition, (*figures.measurements, gap), figures.source)
    assert "Periods without a value are left out" in " ".join(control_notes(SpecialCauses((held,))))
    assert "Periods without a value" not in notes(STEADY)


def test_without_limits_it_is_said_that_this_is_an_answer():
    assert notes([(6, 40)] * 9 + [None], words=SHARE).endswith("is an answer, not a fault.")


@pytest.mark.parametrize(
    ("polarity", "said"),
    [
        ("lower is better", "; longer spans are the better ones."),
        ("higher is better", "; shorter spans are the better ones."),
        ("neither", "count as one."),
    ],
)
def test_of_rare_events_it_is_said_which_spans_are_better(polarity, said):
    days = [dt.date(2012, 4, 1) + dt.timedelta(days=40 * step + step**2) for step in range(8)]
    occasions = tuple(Occasion(day, 20) for day in days)
    found = notes([0] * 12, changes={"polarity": polarity}, occasions=occasions)
    assert said in found
    assert "chance alone would call" not in found
    assert "holds by chance has not been measured" in found


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (4.0, "limits that do would be 2.0 times as wide, with 0 points outside, not 1."),
        (1.2, "would be 1.1 times as wide, with as many points outside (1)."),
        (1.0, ""),
    ],
)
def test_few_points_are_held_against_what_is_usual(amount, said):
    found = notes([(16, 100)] * 10 + [(32, 100)], words=SHARE, usual=Usual(amount))
    assert said in found
    assert ("limits that do" in found) == bool(said)


def test_where_years_are_charted_for_months_the_reason_is_told():
    held = (monthly([(6, 40)] * 9 + [None]), yearly([(60, 400), (55, 410), (62, 395), (58, 402)]))
    first, *_ = control_notes(SpecialCauses(held))
    assert first == (
        "Charted by year: by month no limits can be given, because 1 of 10 values is hidden, mostly the smallest, and "
        "limits from the rest would lie too high."
    )


def test_limits_of_a_steady_stretch_say_which_it_is_and_what_those_of_all_would_have_called_special():
    waits = [2, 1, 3, 2, 2, 3, 1, 2, 3, 2, 1, 2, 2, 3, 20, 50, 90, 120, 60, 30, 2, 1, 2, 3]
    said = notes([(each * 10, 10) for each in waits], words={**MEAN, "window": "flow"}, steady=True)
    stretch = re.search(
        r"call (\d+) of them out of the ordinary.*longest steady stretch, (.*?) \((\d+) periods\)", said
    )
    assert stretch is not None
    assert "Limits of all 24 periods" in said
    assert int(stretch[1]) > 12
    assert int(stretch[3]) == 14
    assert "longest steady stretch" not in notes(STEADY)
