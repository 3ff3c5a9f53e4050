"""A threshold is said with its doubt, once."""

import pytest

from tests.support.made_forecasts import window
from turncurve.present.threshold_words import threshold_notes, threshold_text
from turncurve.reference.thresholds import adoption_threshold


@pytest.mark.parametrize(
    ("measure", "year", "text"),
    [
        ("A1", 2012, "639"),
        ("A1", 2013, "608 (recalled)"),
        ("A2", 2014, "152 (conflict)"),
        ("A1", 2010, "–"),
    ],
)
def test_a_threshold_that_is_not_well_sourced_is_flagged(measure, year, text):
    assert threshold_text(adoption_threshold(measure, window(year))) == text


def test_each_doubt_is_a_sentence_said_once():
    held = [adoption_threshold("A2", window(year)) for year in (2010, 2012, 2013, 2013, 2014)]
    assert threshold_notes(held) == (
        (
            "The A2 threshold of 152 days differs between two sources: the report labels 182 days for 2014 and 152 for "
            "2015."
        ),
        "The A2 threshold of 182 days is recalled, not verified: months sourced, days recalled.",
    )
