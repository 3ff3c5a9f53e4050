"""Which periods were out of the ordinary, as it is shown."""

import datetime as dt

import pytest

from tests.support.made_figures import COUNT, MEAN, SHARE, monthly, yearly
from tests.support.shown import cells, column, numbers, public, restricted
from turncurve.analyses.questions.special_causes import SpecialCauses
from turncurve.analyses.rare_events import Occasion
from turncurve.analyses.usual_spread import Usual
from turncurve.methods.spc import ANHOEJ, MAKING_DATA_COUNT_EXCEL, NHS_PLOT_THE_DOTS, SpecialCause
from turncurve.present.special_causes import rule_in_words
from turncurve.tables.story import Cause

STEADY = [40, 44, 37, 41, 39, 45, 42, 38, 40, 43, 41, 39]
PEAK = [*STEADY, 90, *STEADY]
BY = "by the rules of NHS England, Making Data Count (plot the dots)"


def causes_of(counts, *, words=COUNT, changes=(), **fields):
    return SpecialCauses((monthly(counts, words=words, **dict(changes)),), **fields)


def test_the_sentence_names_the_period_the_rule_and_what_is_not_explained():
    exhibit = restricted(causes_of(PEAK))
    assert exhibit.sentence == (
        f"Plans started: 1 of 25 periods was out of the ordinary {BY}: April 2013 was above the upper limit. "
        "No explanation is recorded of it."
    )
    assert exhibit.answer == "1 point of 25 stood out."


def test_a_steady_curve_is_called_ordinary():
    exhibit = restricted(causes_of(STEADY))
    assert exhibit.sentence == f"Plans started: nothing was out of the ordinary in 12 periods, {BY}."
    assert exhibit.answer == "Nothing was out of the ordinary."
    assert set(column(exhibit, "What was found")) == {"ordinary"}


def test_periods_in_a_row_are_told_from_the_first_to_the_last():
    counts = [*STEADY, *STEADY, *(each + 14 for each in STEADY[:9])]
    sentence = restricted(causes_of(counts)).sentence
    assert "to December 2014 were part of 7 or more in a row above the centre line" in sentence
    years = SpecialCauses((yearly([(20, 200)] * 8 + [(40, 200)] * 8),))
    assert "the year to March 1998 to the year to March 2005 were" in restricted(years).sentence


def test_the_rest_of_many_special_causes_are_left_to_the_table():
    counts = [90 if place % 20 == 10 else 40 + (place * 7) % 13 for place in range(120)]
    exhibit = restricted(causes_of(counts))
    assert "; the table holds 2 more. " in exhibit.sentence
    assert exhibit.sentence.count(" was above the upper limit") == 4


@pytest.mark.parametrize(
    ("causes", "said"),
    [
        ((), "No explanation is recorded of any of them."),
        ((Cause("a", "A strike in April 2013"),), "The council's story names 1 of these 2; of the rest no"),
        ((Cause("a", "A strike in April 2013"), Cause("b", "October 2013, too")), "The council's story names the"),
    ],
)
def test_explanations_are_counted_and_their_lack_is_said(causes, said):
    counts = [*STEADY, 90, *STEADY[:5], 95, *STEADY]
    exhibit = restricted(causes_of(counts, causes=causes))
    assert said in exhibit.sentence
    told = column(exhibit, "The council's explanation")
    assert sum(text not in {"–", "none recorded"} for text in told) == len(causes)


def test_the_one_special_cause_explained_is_said_of_one():
    exhibit = restricted(causes_of(PEAK, causes=(Cause("a", "A strike in April 2013"),)))
    assert exhibit.sentence.endswith("The council's story names its period.")
    assert "A strike in April 2013" in cells(exhibit)


@pytest.mark.parametrize(
    ("cause", "rules", "words"),
    [
        (SpecialCause.ABOVE_UPPER_LIMIT, NHS_PLOT_THE_DOTS, "above the upper limit"),
        (SpecialCause.BELOW_LOWER_LIMIT, ANHOEJ, "below the lower limit"),
        (SpecialCause.TREND_UP, NHS_PLOT_THE_DOTS, "part of 7 or more rising in a row"),
        (SpecialCause.TREND_DOWN, MAKING_DATA_COUNT_EXCEL, "part of 7 or more falling in a row"),
        (SpecialCause.TWO_OF_THREE_ABOVE, NHS_PLOT_THE_DOTS, "near the upper limit, as two of three in a row were"),
        (SpecialCause.TWO_OF_THREE_BELOW, NHS_PLOT_THE_DOTS, "near the lower limit, as two of three in a row were"),
        (SpecialCause.SHIFT_ABOVE, NHS_PLOT_THE_DOTS, "part of 7 or more in a row above the centre line"),
        (SpecialCause.SHIFT_BELOW, ANHOEJ, "part of a run below the centre line longer than chance makes"),
    ],
)
def test_each_rule_is_told_in_plain_words(cause, rules, words):
    assert rule_in_words(cause, rules) == words


def test_limits_stand_in_the_table_in_the_indicator_s_own_unit():
    exhibit = restricted(causes_of([(16, 100)] * 5 + [(20, 100)] * 7, words=SHARE))
    assert set(column(exhibit, "Centre")) == {"18.3"}
    low, high = column(exhibit, "Lower limit")[0], column(exhibit, "Upper limit")[0]
    assert float(low) == pytest.approx(100 * (0.18333 - 3 * (0.18333 * 0.81667 / 100) ** 0.5), abs=0.05)
    assert float(high) == pytest.approx(100 * (0.18333 + 3 * (0.18333 * 0.81667 / 100) ** 0.5), abs=0.05)


@pytest.mark.parametrize(
    ("figures", "reason"),
    [
        (yearly([(30240, 48)] * 6, words=MEAN), "each value takes three years together"),
        (monthly([41] * 3, words=COUNT), "there are fewer than 4 windows with units to set limits from"),
        (monthly([0] * 9, words=COUNT), "nothing was counted in any window"),
        (monthly([]), "no period has a value"),
    ],
)
def test_where_there_are_no_limits_the_reason_stands_in_their_place(figures, reason):
    exhibit = restricted(SpecialCauses((figures,)))
    assert f": no limits, because {reason}" in exhibit.sentence
    assert exhibit.sentence.endswith(".")
    assert exhibit.answer == "No limits can be given."
    assert not any("nan" in text.lower() for text in cells(exhibit))


def test_a_public_chart_with_hidden_values_has_no_limits_and_no_signal():
    found = SpecialCauses((monthly([(20, 100)] * 14 + [(3, 90)] * 6, words=SHARE),))
    exhibit = public(found)
    assert "no limits, because 6 of 20 values are hidden" in exhibit.sentence
    assert [each.name for each in exhibit.columns] == ["Period", "Repeat plans", "Plans started", "Percent"]
    assert numbers(" ".join(cells(exhibit))) & {"3", "3.3"} == set()


def test_a_public_chart_shows_no_day_of_a_single_event():
    days = [dt.date(2012, 4, 1) + dt.timedelta(days=40 * step + step**2) for step in range(8)]
    occasions = tuple(Occasion(day, 20) for day in days)
    inside, outside = (show(causes_of([9] * 12, occasions=occasions)) for show in (restricted, public))
    assert [each.name for each in inside.columns][:2] == ["Occasion", "Days since the one before"]
    assert column(inside, "Occasion")[0] == "2, May 2012"
    assert "Occasion" not in [each.name for each in outside.columns]


def test_rare_cases_of_a_share_are_told_by_the_cases_between():
    days = [dt.date(2012, 4, 1) + dt.timedelta(days=40 * step) for step in range(8)]
    occasions = tuple(Occasion(day, 20 + step % 2) for step, day in enumerate(days))
    exhibit = restricted(causes_of([(0, 9)] * 12, words=SHARE, occasions=occasions))
    assert column(exhibit, "Cases since the one before") == tuple(str(20 + step % 2) for step in range(1, 8))
    assert "in 7 spans between events" in exhibit.sentence


def test_a_period_without_a_value_is_neither_ordinary_nor_special():
    counts = [(4, 30), (0, 0), (5, 33), (4, 29), (5, 30), (4, 31)]
    exhibit = restricted(causes_of(counts, words=SHARE))
    assert column(exhibit, "What was found")[1] == "no value"
    assert column(exhibit, "Upper limit")[1] == "–"


@pytest.mark.parametrize(
    ("amount", "said"),
    [(1.0, ""), (4.0, " Outside limits as wide as such figures usually need there would be none. ")],
)
def test_few_points_outside_are_held_against_what_is_usual(amount, said):
    counts = [(16, 100)] * 10 + [(32, 100)]
    sentence = restricted(causes_of(counts, words=SHARE, usual=Usual(amount))).sentence
    assert said in sentence
    assert ("usually need" in sentence) == bool(said)


def test_where_some_points_would_still_be_outside_their_number_is_told():
    counts = [(each, 100) for each in (46, 34, 18, 17, 16, 15, 14, 15, 16, 17, 16, 16)]
    sentence = restricted(causes_of(counts, words=SHARE, usual=Usual(2.8))).sentence
    assert "usually need there would be only 1." in sentence
