"""Whether the curve has really changed."""

import datetime as dt

import numpy as np
import pytest

from tests.support.made_figures import COUNT, on_dates, quarterly, yearly
from tests.support.shown import cells, column, everything, public, restricted
from turncurve.analyses.questions.has_it_turned import Change, Turned
from turncurve.analyses.usual_spread import Usual
from turncurve.present.picture import Band, Line, Rule
from turncurve.present.words import WHY_AN_INTERVAL
from turncurve.reference.periods import year_ending

POISSON = Usual(0.0)
ENDS = [year_ending(year).end for year in (2010, 2011, 2012, 2013)]


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        (yearly([]), "Repeat plans: there is no year to report."),
        (
            yearly([(62, 388)]),
            "Repeat plans: 16.0% (62 of 388) in the year to March 2013. There is no earlier year to compare with.",
        ),
        (
            yearly([(62, 388), None]),
            (
                "Repeat plans: hidden, to protect individuals in the year to March 2013; 16.0% (62 of 388) in the year "
                "to March 2012. Whether it has changed cannot be told, because one of the two values is not shown or "
                "not known."
            ),
        ),
        (
            on_dates([300, 328], ENDS[2:]),
            (
                "Plans open: 328 on 31 March 2013; 300 on 31 March 2012. The counts fit anything from a fall of 21.8 "
                "to a rise of 77.9 plans."
            ),
        ),
    ],
)
def test_a_change_says_its_counts_first_and_then_what_they_can_tell(figures, sentence):
    assert restricted(Change((figures,), usual=POISSON)).sentence == sentence


@pytest.mark.parametrize(
    ("counts", "answer"),
    [
        ([(62, 388), (64, 512)], "We cannot tell whether it has really changed."),
        ([(62, 388), (20, 388)], "It has really fallen."),
        ([(20, 388), (62, 388)], "It has really risen."),
        ([(62, 388), None], "We cannot tell whether it has really changed."),
        ([(62, 388)], "There is not enough to say whether it has changed."),
        ([], "There is not enough to say whether it has changed."),
    ],
)
def test_the_shortest_honest_answer_stands_first(counts, answer):
    assert restricted(Change((yearly(counts),))).answer == answer


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([(62, 388), (20, 388)], "anything from a fall of"),
        ([(20, 388), (62, 388)], "anything from a rise of"),
        ([(62, 388), (64, 512)], "anything from a fall of"),
    ],
)
def test_what_the_counts_fit_has_a_direction_in_words_and_never_a_minus(counts, said):
    sentence = restricted(Change((yearly(counts),))).sentence
    assert said in sentence
    assert "-" not in sentence
    assert sentence.endswith("percentage points.")


def test_a_change_that_cannot_be_told_does_not_explain_an_interval_that_it_has_not():
    assert restricted(Change((yearly([(62, 388), None]),))).notes == ()
    assert restricted(Change((yearly([(62, 388), (64, 512)]),))).notes == (WHY_AN_INTERVAL,)


def test_a_public_change_over_windows_of_three_years_is_not_told():
    figures = yearly([(2, 20), (3, 21), (4, 22), (3, 23), (4, 24), (2, 25)])
    exhibit = public(Change((figures,)))
    assert [row[0] for row in exhibit.rows][:1] == ["three years to March 2010"]
    assert exhibit.answer == "We cannot tell whether it has really changed."
    assert "three years together share two of them" in exhibit.sentence


ORIGIN = dt.date(2013, 3, 31)  # 24 quarters from April 2007


def plans(mean_before, mean_after, *, after=6, **changes):
    seeded = np.random.default_rng(1)
    counts = [*seeded.poisson(mean_before, 24).tolist(), *seeded.poisson(mean_after, after).tolist()]
    return quarterly(counts, words=COUNT, **changes)


def test_a_turn_is_shown_with_its_curve_baseline_range_and_looks():
    turned = Turned((plans(40, 26, polarity="lower is better"),), asked=ORIGIN)
    exhibit = restricted(turned)
    assert exhibit.title == "Plans started: has it turned?"
    assert exhibit.answer.startswith("It has turned for the better: ")
    band, middle, curve, rule = exhibit.picture.layers
    assert isinstance(band, Band)
    assert (isinstance(middle, Line), isinstance(curve, Line), isinstance(rule, Rule)) == (True, True, True)
    assert rule.at == ORIGIN
    assert band.x[0] == dt.date(2013, 6, 30)
    assert (band.low[0], band.high[0]) == turned.held_against.forecast.interval(1, 0.80)
    assert middle.y[0] == turned.held_against.forecast.quantile(1, 0.5)
    assert band.x == middle.x == curve.x[24:30]
    assert curve.x[23] == ORIGIN
    assert column(exhibit, "Look") == ("1 of 6", "2 of 6", "3 of 6", "4 of 6", "5 of 6", "6 of 6")


def test_ranges_reach_beyond_what_has_come():
    exhibit = restricted(Turned((plans(40, 40, after=2),), asked=ORIGIN))
    band = exhibit.picture.layers[0]
    assert band.x[-1] == dt.date(2014, 9, 30)
    assert "as frozen then" in band.label


def test_without_a_baseline_the_range_issued_with_the_page_is_drawn_and_the_figures_tabled():
    turned = Turned((plans(40, 40, after=0),))
    exhibit = restricted(turned)
    band, _, curve = exhibit.picture.layers
    assert band.label == "80% range, issued with this page"
    assert band.x == tuple(each.end for each in turned.issue.periods)
    assert min(band.x) > max(curve.x)
    assert [each.name for each in exhibit.columns] == ["Period", "Plans"]
    assert len(exhibit.rows) == 24


def test_the_page_issues_the_forecast_that_later_verdicts_are_held_against():
    turned = Turned((plans(40, 40, after=0),))
    assert restricted(turned).issued == (turned.issue,)
    assert restricted(Turned((yearly([(62, 388), (64, 512)]),))).issued == ()


def test_too_short_a_series_has_a_curve_and_no_range():
    exhibit = restricted(Turned((yearly([(62, 388), (64, 512)]),), asked=dt.date(2012, 3, 31)))
    assert exhibit.answer == "We cannot tell yet whether the curve has really changed."
    assert not any(isinstance(layer, Band) for layer in exhibit.picture.layers)
    assert "not yet" in cells(exhibit)


def test_the_public_is_told_only_what_follows_from_what_it_is_shown():
    quarters = quarterly([(5, 50), (2, 48), (7, 45), (3, 50), (1, 46), (8, 44), (6, 51), (2, 48)] * 3)
    years = yearly([(17, 193), (17, 189)] * 3)
    exhibit = public(Turned((quarters, years)))
    assert "year to March" in exhibit.sentence
    assert all(each.grain == "year" for each in exhibit.issued)
    assert "Quarter" not in everything(exhibit)


def test_a_picture_has_no_arrow_and_the_answer_no_jargon():
    for turned in (Turned((plans(40, 26),), asked=ORIGIN), Turned((plans(40, 40),), asked=ORIGIN)):
        exhibit = restricted(turned)
        assert not set("↑↓→←▲▼") & set(everything(exhibit))
        for word in ("p-value", "p =", "significan", "regression", "interval"):
            assert word not in f"{exhibit.answer} {exhibit.sentence}"
