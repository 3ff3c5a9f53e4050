"""What a reader is shown of adoption: means with their children, thresholds with their doubts, and an honest range."""

import datetime as dt

import pytest

from tests.support.made_figures import MEAN, SHARE, definition
from tests.support.shown import column, everything, public, restricted
from turncurve.analyses.questions.adoption_scorecard import Scorecard
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.present.adoption_scorecard import ONLY_THE_ADOPTED
from turncurve.reference.periods import Period

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
