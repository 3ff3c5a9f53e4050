"""Where the curve goes if nothing changes."""

import datetime as dt

import pytest

from tests.support.made_figures import MEAN, SHARE, definition, monthly, on_dates, yearly
from tests.support.shown import everything, restricted
from turncurve.analyses.questions.if_nothing_changes import Projection
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.present.picture import Band, Line
from turncurve.reference.periods import Period, year_ending

ENDS = [year_ending(year).end for year in (2010, 2011, 2012, 2013)]


GROWING = [(50, 380), (55, 400), (60, 390), (62, 388)]


def test_a_projections_sentence_is_the_last_row_of_its_table():
    exhibit = restricted(Projection((yearly(GROWING),), years_ahead=2))
    last = exhibit.rows[-1]
    assert last[0] == "year to March 2015"
    assert exhibit.sentence == (
        f"If nothing changes, repeat plans in the year to March 2015 would be about {last[1]}%, and four times in "
        f"five between {last[2]}% and {last[3]}%."
    )


def test_a_projection_of_what_is_open_is_for_a_date():
    sentence = restricted(Projection((on_dates([300, 310, 320, 328], ENDS),))).sentence
    assert "plans open on 31 March 2014 would be about" in sentence


def test_the_picture_of_a_projection_shows_the_past_the_middle_and_two_ranges():
    projection = Projection((yearly(GROWING),), years_ahead=3)
    exhibit = restricted(projection)
    past, ahead = [each for each in exhibit.picture.layers if isinstance(each, Line)]
    outer, inner = [each for each in exhibit.picture.layers if isinstance(each, Band)]
    assert past.x == tuple(ENDS)
    assert ahead.x == outer.x == inner.x == tuple(period.end for period in projection.periods)
    assert all(low <= mid <= high for low, mid, high in zip(inner.low, ahead.y, inner.high, strict=True))
    assert all(o <= i for o, i in zip(outer.low, inner.low, strict=True))
    assert len(exhibit.rows) == 3


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        (yearly([]), "No forecast, because no period is held."),
        (yearly([(62, 388)]), "No forecast, because only 1 of the 4 known values that it needs could be found."),
        (
            yearly([(30240, 48)] * 5, words=MEAN),
            "No forecast, because values over pooled years share children with one another.",
        ),
        (
            monthly([None] * 6 + [(9, 40)] * 6),
            (
                "No forecast, because 6 of 12 values are hidden, mostly the smallest, so what would follow from the "
                "rest is too high."
            ),
        ),
    ],
)
def test_why_nothing_is_projected_is_said_and_the_curve_so_far_stands(figures, sentence):
    exhibit = restricted(Projection((figures,)))
    assert exhibit.sentence == sentence
    assert len(exhibit.rows) == len(figures.measurements)
    assert [type(each) for each in exhibit.picture.layers] == [Line]
    assert everything(exhibit)


def test_periods_of_different_lengths_are_not_projected():
    held = (
        Measurement("Exampleshire", year_ending(2012), 62, 388),
        Measurement("Exampleshire", Period(dt.date(2012, 4, 1), dt.date(2012, 6, 30)), 20, 90),
    )
    sentence = restricted(Projection((Figures(definition(SHARE), held, Source("Made")),))).sentence
    assert sentence == "No forecast, because the periods held are of different lengths."


def test_a_likely_range_of_one_value_is_not_said_as_from_itself_to_itself():
    sentence = restricted(Projection((yearly([(400, 400)] * 6),))).sentence
    assert "between 100.0% and 100.0%" not in sentence
    assert "about 100.0%" in sentence
