"""The first sentence says no more than the futures do, and the table and picture say the same."""

from dataclasses import replace

import pytest

from tests.support.made_figures import COUNT, MEAN, SHARE, definition
from tests.support.made_forecasts import chance, expected, figures_of, told, windows
from tests.support.shown import column, everything, restricted
from turncurve.analyses.case_forecast import CaseForecast, not_told
from turncurve.analyses.questions.adoption_scorecard_ahead import MEASURES, RISES, ScorecardAhead
from turncurve.present.picture import Band, Line

AHEAD = windows(2014, 2015, 2016)
PAST = windows(2012, 2013)
DAYS = "Average days from care to placement"
WAITED = "children who were already placed, or waiting under a court order, on the report's date"
MIDDLES = (673.0, 719.0, 698.0)


def own(name):
    words = {**(SHARE if name == "adoption_a3" else MEAN), "id": name, "title": name.upper(), "base": name}
    counts = ((59, 99), (45, 107)) if name == "adoption_a3" else ((618 * 51, 51), (630 * 48, 48))
    return figures_of(definition({**words, "window": "three years pooled"}), *counts, periods=PAST)


FIGURES = (*(own(name) for name in MEASURES), figures_of(definition(COUNT), 59, periods=PAST[1:]))


def ways(rises=1.0, at_all=1.0, after=0.9, below=0.1, waited=0.9):
    return tuple(chance(of, share) for of, share in zip(RISES, (rises, at_all, after, below, waited), strict=True))


def forecast(*, chances=None, middles=MIDDLES):
    meeting = chance("adoption_a1", 0.0, 0.125, None)
    return told(
        expected("adoption_a1", middles, periods=AHEAD),
        expected("adoption_a3", (37.0, 26.0, 16.0), periods=AHEAD, unit="percent", spread=4),
        chances=(meeting, *(ways() if chances is None else chances)),
        notes=("As things are now.",),
    )


def exhibit(held=None, measure="adoption_a1"):
    return restricted(ScorecardAhead(FIGURES, forecast() if held is None else held, measure))


@pytest.mark.parametrize(
    ("chances", "said"),
    [
        (
            ways(),
            f"{DAYS} will probably rise before they fall, mostly through {WAITED}.",
        ),
        (ways(waited=0.5), "Average days from care to placement will probably rise before they fall."),
        (
            ways(after=0.5, waited=0.2),
            f"{DAYS} will probably rise; whether they fall again by March 2016 cannot be told yet.",
        ),
        (
            ways(after=0.1, waited=0.2),
            "Average days from care to placement will probably rise; they will probably not fall again by March 2016.",
        ),
        (
            ways(rises=0.0, at_all=0.2, after=0.1, below=0.8),
            "Average days from care to placement will probably fall, and not rise first.",
        ),
        (
            ways(rises=0.5, at_all=0.5, after=0.3, below=0.5),
            "Whether average days from care to placement will rise or fall cannot be told yet.",
        ),
        (
            ways(rises=0.0, at_all=0.2, after=0.1, below=0.5),
            "Whether average days from care to placement will rise or fall cannot be told yet.",
        ),
        ((), ""),
    ],
)
def test_the_first_sentence_says_only_what_three_futures_in_four_say(chances, said):
    assert exhibit(forecast(chances=chances)).answer == said


def test_the_sentence_gives_the_first_the_highest_and_the_last_window_and_the_chances():
    assert exhibit().sentence == (
        "In the three years to March 2013 it was 630 days (48 children). It is expected to be: in the three years to "
        "March 2014, about 673 days (663 to 683 four times in five); at its highest, in the three years to March 2015, "
        "about 719 days (709 to 729 four times in five); in the three years to March 2016, about 698 days (688 to 708 "
        "four times in five). Of the futures drawn, it rises in more than 99 in 100, falls again after having risen in "
        "90 in 100, and is lower at the end than now in 10 in 100."
    )


def test_a_measure_that_only_falls_has_no_highest_in_between():
    assert "at its highest" not in exhibit(forecast(middles=(698.0, 690.0, 673.0))).sentence


def test_every_window_on_record_and_ahead_has_its_row():
    held = exhibit()
    assert column(held, "Window")[0] == "three years to March 2012"
    assert column(held, "On record (days)") == ("618", "630", "–", "–", "–")
    assert column(held, "Middle (days)") == ("–", "–", "673", "719", "698")
    assert column(held, "80% low (days)")[2:] == ("663", "709", "688")
    assert column(held, "Threshold (days)") == ("639", "608 (recalled)", "547", "487", "426 (recalled)")
    assert column(held, "Chance of meeting it")[2:] == ("fewer than 1 in 100", "13 in 100", "–")


def test_the_picture_joins_the_record_to_what_is_expected_within_its_range_and_below_the_threshold():
    layers = exhibit().picture.layers
    band = next(each for each in layers if isinstance(each, Band))
    lines = {each.label: each for each in layers if isinstance(each, Line)}
    assert (band.low, band.high) == ((663.0, 709.0, 688.0), (683.0, 729.0, 708.0))
    assert lines["Expected"].y == (630.0, *MIDDLES)
    assert lines["On record"].y == (618.0, 630.0)
    assert lines["Threshold"].y == (639.0, 608.0, 547.0, 487.0, 426.0)


def test_recalled_thresholds_and_what_is_assumed_are_notes():
    notes = exhibit().notes
    assert any("608 days is recalled" in each for each in notes)
    assert "As things are now." in notes
    assert "As things are now." not in exhibit(measure="adoption_a3").notes


def test_what_is_assumed_stands_first_and_then_why_the_range_is_as_wide_as_it_is():
    wide = replace(expected("adoption_a1", MIDDLES, periods=AHEAD), width="Made wider.")
    assert exhibit(told(wide, notes=("As things are now.",))).notes[:2] == ("As things are now.", "Made wider.")


def test_the_forecast_is_issued_with_the_exhibit():
    (issued,) = exhibit().issued
    assert (issued.indicator, issued.periods) == ("adoption_a1", AHEAD)


def test_a_share_has_no_threshold_in_days_and_no_first_sentence():
    held = exhibit(measure="adoption_a3")
    assert held.answer == ""
    assert not {"Threshold (days)", "Chance of meeting it"}.intersection(each.name for each in held.columns)
    assert {len(row) for row in held.rows} == {len(held.columns)}
    assert "it was 42.1% (45 of 107)" in held.sentence
    assert "Of the futures drawn" not in held.sentence


def test_without_a_forecast_the_record_and_the_reason_are_said():
    held = exhibit(not_told("only 9 adoptions are on record"))
    assert held.sentence == (
        "In the three years to March 2013 it was 630 days (48 children). No forecast from the children on the way, "
        "because only 9 adoptions are on record."
    )
    assert (held.answer, len(held.rows), held.issued) == ("", 2, ())
    assert everything(held)


def test_a_measure_that_is_not_told_beside_others_that_are_says_so():
    held = exhibit(told(expected("adoption_a1", MIDDLES, periods=AHEAD)), measure="adoption_a2")
    assert held.sentence.endswith("from few children or from a number that is not shown.")


def test_without_a_window_on_record_what_is_ahead_still_stands():
    bare = tuple(replace(each, measurements=()) for each in FIGURES)
    held = restricted(ScorecardAhead(bare, forecast(), "adoption_a1"))
    assert held.sentence.startswith("No whole window of three years is on record. It is expected to be:")
    lines = {each.label: each for each in held.picture.layers if isinstance(each, Line)}
    assert lines["Expected"].y == MIDDLES
    assert everything(held)


def test_a_hidden_value_is_not_in_the_picture_or_the_words():
    hidden = replace(FIGURES[0], measurements=tuple(
        replace(each, numerator=None, denominator=None, status="hidden") for each in FIGURES[0].measurements
    ))  # fmt: skip
    held = restricted(ScorecardAhead((hidden, *FIGURES[1:]), CaseForecast(reason="it may not be told")))
    assert "618" not in everything(held)
    assert "hidden, to protect individuals" in held.sentence
