"""What a reader is shown of adoption: means with their children, thresholds with their doubts, and an honest range."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.support.made_figures import COUNT, MEAN, SHARE, definition
from tests.support.shown import column, everything, public, restricted
from turncurve.analyses.questions.adoption_forecast import AdoptionsAhead, Scorecard
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.present.adoption_forecast import ONLY_THE_ADOPTED
from turncurve.reference.periods import Period, spans

TITLES = {
    "adoption_a1": "Days to moving in (A1)",
    "adoption_a2": "Days to a match (A2)",
    "adoption_a3": "Waited less (A3)",
}


def three_years(year):
    return Period(dt.date(year - 3, 4, 1), dt.date(year, 3, 31))


def measure(name, *counts, last=2013):
    """Return one measure of the scorecard over windows that end in `last`."""
    words = {**(SHARE if name == "adoption_a3" else MEAN), "window": "three years pooled"}
    years = range(last - len(counts) + 1, last + 1)
    held = tuple(
        Measurement("Exampleshire", three_years(year), *(count or (None, None)), "measured" if count else "hidden")
        for year, count in zip(years, counts, strict=True)
    )
    return Figures(definition(words, id=name, title=TITLES[name], base=name), held, Source("SSDA903"))


def card(*figures):
    return restricted(Scorecard(figures))


def test_the_latest_window_is_said_with_children_and_thresholds():
    exhibit = card(measure("adoption_a1", (608 * 48, 48)), measure("adoption_a2", (183 * 40, 40)))
    assert exhibit.sentence == (
        "In the three years to March 2013, Days to moving in (A1): 608 days (48 children), within the threshold; Days "
        "to a match (A2): 183 days (40 children), over the threshold."
    )


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        ((measure("adoption_a1"), measure("adoption_a2")), "The records do not cover a whole window of three years"),
        (
            (measure("adoption_a1"), measure("adoption_a2", (100 * 40, 40))),
            "In the three years to March 2013, Days to a",
        ),
        (
            (measure("adoption_a1", (600 * 48, 48)), measure("adoption_a2")),
            "In the three years to March 2013, Days to m",
        ),
        (
            (measure("adoption_a1", (600 * 48, 48), last=2012), measure("adoption_a2", (100 * 40, 40))),
            (
                "In the three years to March 2013, Days to moving in (A1): 600 days (48 children) in the three years "
                "to March 2012, within the threshold; Days to a match (A2): 100 days (40 children), "
                "within the threshold."
            ),
        ),
        (
            (measure("adoption_a1", None), measure("adoption_a2", (1 * 1, 1))),
            "(A1): hidden, to protect individuals; Days to a match (A2): 1 day (1 child)",
        ),
    ],
)
def test_whichever_windows_are_held_the_sentence_says_which(figures, sentence):
    exhibit = card(*figures)
    assert sentence in exhibit.sentence
    assert everything(exhibit)


def test_every_measure_and_window_has_its_row():
    exhibit = card(measure("adoption_a1", (600 * 40, 40), (620 * 48, 48)), measure("adoption_a3", (25, 60)))
    assert exhibit.rows == (
        ("Days to moving in (A1)", "three years to March 2012", "40", "600", "days", "639", "yes"),
        ("Days to moving in (A1)", "three years to March 2013", "48", "620", "days", "608 (recalled)", "no"),
        ("Waited less (A3)", "three years to March 2013", "60", "41.7", "percent", "–", "–"),
    )


def test_a_threshold_that_is_only_recalled_or_in_conflict_is_flagged_in_its_row_and_in_a_sentence():
    exhibit = card(measure("adoption_a1", (600 * 48, 48)), measure("adoption_a2", (100 * 9, 9), last=2014))
    assert column(exhibit, "Threshold (days)") == ("608 (recalled)", "152 (conflict)")
    assert exhibit.notes == (
        ONLY_THE_ADOPTED,
        "The A1 threshold of 608 days is recalled, not verified: months sourced, days recalled.",
        (
            "The A2 threshold of 152 days differs between two sources: the report labels 182 days for 2014 and 152 for "
            "2015."
        ),
    )


def test_a_threshold_with_a_source_needs_no_note():
    exhibit = card(measure("adoption_a1", (600 * 48, 48), last=2012))
    assert exhibit.notes == (ONLY_THE_ADOPTED,)
    assert column(exhibit, "Threshold (days)") == ("639",)


def test_a_hidden_mean_neither_meets_nor_misses_and_its_days_are_nowhere():
    answer = Scorecard((measure("adoption_a1", (601 * 48, 48), (777 * 3, 3)), measure("adoption_a2", (101 * 47, 47))))
    exhibit = public(answer)
    assert exhibit.rows[1][2:4] == ("c", "c")
    assert exhibit.rows[1][6] == "–"
    assert "777" not in everything(exhibit)
    assert str(777 * 3) not in everything(exhibit)
    assert "777" in everything(restricted(answer))


# Adoptions ahead.


def quarterly(counts, *, grain="quarter"):
    periods = spans(grain, first=dt.date(2009, 4, 1), last=dt.date(2030, 3, 31))[: len(counts)]
    words = {**COUNT, "id": "children_adopted", "title": "Children adopted", "base": "children_adopted"}
    held = tuple(Measurement("Exampleshire", each, n) for each, n in zip(periods, counts, strict=True))
    return Figures(definition(words), held, Source("SSDA903"))


STEADY = quarterly([7, 8, 6, 9, 8, 7, 8, 7, 9, 8, 7, 6, 8, 7, 9, 8])


def test_the_range_comes_first_and_the_table_states_it():
    exhibit = restricted(AdoptionsAhead((STEADY,)))
    ((name, middle, low, high, *_),) = exhibit.rows
    assert name == "Children adopted"
    assert (
        exhibit.answer == f"Between {low} and {high} adoptions in the next twelve months, most likely about {middle}."
    )
    assert f"between {low} and {high} will be adopted" in exhibit.sentence
    assert "after January to March 2013" in exhibit.sentence
    assert exhibit.sentence.endswith("It was 32 in the twelve months before.")
    assert "16 known values of children adopted, each quarter of the past" in exhibit.notes[0]


def test_the_table_holds_the_ranges_of_the_forecast():
    answer = AdoptionsAhead((STEADY,))
    ((_, *cells),) = restricted(answer).rows
    forecast = answer.forecast
    expected = [forecast.median[0], *forecast.interval_80[0], *forecast.interval_95[0]]
    assert [float(text) for text in cells] == pytest.approx(expected, abs=0.5)


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        (quarterly([]), "No forecast, because no period is held."),
        (quarterly([4, 5]), "No forecast, because only 2 of the 4 known values that it needs could be found."),
        (
            quarterly([48, 48, 48], grain="three_years"),
            "No forecast, because what may be shown are windows of three years, which overlap.",
        ),
    ],
)
def test_why_there_is_no_expectation_is_said(figures, sentence):
    exhibit = restricted(AdoptionsAhead((figures,)))
    assert (exhibit.sentence, exhibit.answer, exhibit.rows) == (sentence, "", ())
    assert everything(exhibit)


def test_of_yearly_counts_the_last_is_the_twelve_months_before():
    exhibit = restricted(AdoptionsAhead((quarterly([16, 15, 19, 14], grain="year"),)))
    assert exhibit.sentence.endswith("It was 14 in the twelve months before.")
    assert "after the year to March 2013" in exhibit.sentence


def test_a_series_with_its_small_quarters_hidden_expects_nothing_rather_than_too_much():
    mixed = quarterly([3, 8, 2, 9, 8, 7, 4, 7, 9, 8, 3, 6, 8, 7, 9, 8])
    assert "mostly the smallest" in public(AdoptionsAhead((mixed,))).sentence
    assert restricted(AdoptionsAhead((mixed,))).answer


def test_the_public_and_the_board_are_told_the_same_where_nothing_is_small():
    answer = AdoptionsAhead((STEADY,))
    assert replace(public(answer), notes=()) == replace(restricted(answer), notes=())
