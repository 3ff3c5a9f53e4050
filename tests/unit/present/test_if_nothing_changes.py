"""Where the curve goes if nothing changes."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.support.made_figures import COUNT, MEAN, SHARE, definition, monthly, on_dates, yearly
from tests.support.shown import column, everything, public, restricted
from turncurve.analyses.questions.if_nothing_changes import Projection
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.present import projection_words
from turncurve.present.picture import Line
from turncurve.reference.periods import Period, year_ending
from turncurve.tables.story import Scenario, Target

ENDS = [year_ending(year).end for year in (2010, 2011, 2012, 2013)]


TARGET = Target(13.0, dt.date(2015, 3, 31), "at most", "the improvement plan")
PLAN = Scenario("S1", "Visits begin", "O1", -20.0, dt.date(2013, 4, 1), dt.date(2014, 3, 31), "A guess")
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
    assert "plans open on 31 March 2015 would be about" in sentence


def test_the_table_has_the_forecast_its_ranges_the_plainest_one_and_each_scenario():
    projection = Projection((yearly(GROWING, polarity="neither"),), plans=(PLAN,))
    exhibit = restricted(projection)
    heads = ["Middle", "80% low", "80% high", "95% low", "95% high", "Last value again", "Scenario S1"]
    assert [each.name for each in exhibit.columns] == ["Period", *(f"{head} (percent)" for head in heads)]
    assert column(exhibit, "Last value again (percent)") == ("16.0", "16.0")
    middle = [f"{value:.1f}" for value in projection.scenarios[0].forecast.median]
    assert list(column(exhibit, "Scenario S1 (percent)")) == middle


def test_counts_are_told_whole():
    exhibit = restricted(Projection((yearly([4000, 4100, 3900, 4050], words=COUNT),)))
    assert all("." not in text for row in exhibit.rows for text in row)


def test_the_target_is_said_after_the_forecast_with_how_likely_it_is():
    projection = Projection((yearly(GROWING, polarity="neither"),), target=TARGET)
    assert restricted(projection).sentence.endswith(projection_words.target_sentence(projection))
    assert "The target of at most 13.0% would be met about" in restricted(projection).sentence


def test_the_forecast_is_issued_with_the_exhibit_and_none_without_one():
    projection = Projection((yearly(GROWING),))
    assert restricted(projection).issued == projection.issued
    assert restricted(Projection((yearly(GROWING[:2]),))).issued == ()


def test_what_the_council_has_not_said_of_target_and_scenarios_makes_a_draft():
    bare = Scenario("S1", "Visits begin")
    for figures in (GROWING, GROWING[:2]):
        assert len(restricted(Projection((yearly(figures),), plans=(bare,))).missing) == 1
    assert restricted(Projection((yearly(GROWING, polarity="neither"),), target=TARGET)).missing == ()


def test_the_public_forecast_and_scenarios_rest_on_what_is_shown_to_the_public():
    quarters = monthly([(1, 30), (2, 30), (2, 30), *[(4, 30)] * 9] * 4, first=dt.date(2009, 4, 1), polarity="neither")
    years = yearly([(41, 360)] * 4, polarity="neither")
    whole = Projection((quarters.coarser(), years), own=2, plans=(PLAN,))
    assert len(restricted(whole).rows) == 8
    exhibit = public(whole)
    assert [row[0] for row in exhibit.rows] == ["year to March 2014", "year to March 2015"]
    assert exhibit.notes[1] == projection_words.FELL_BACK
    assert exhibit.issued[0].grain == "year"
    assert exhibit.issued == whole.over((quarters.coarser().hiding(hidden(quarters)), years)).issued


def hidden(months):
    """Return the addresses of the first quarter of each year."""
    quarters = months.coarser()
    return frozenset(key for each in quarters.measurements[::4] for key in quarters.keys_of(each))


def test_where_others_taught_it_their_source_is_named():
    each = [yearly([(40 + place, 300)] * 4, area=f"Area {place}", published=True) for place in range(8)]
    others = replace(
        each[0],
        measurements=tuple(item for one in each for item in one.measurements),
        source=Source("A publication", published=True),
    )
    assert restricted(Projection((yearly(GROWING), others))).source == "Made for a test; A publication"
    assert restricted(Projection((yearly(GROWING),))).source == "Made for a test"


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
