"""A council's curve beside others': over the same window, the neighbours as a range, and nobody before their day."""

import datetime as dt

import pandas as pd
import pytest

from tests.support.made_council import keep_made_council, published_figures, published_months
from tests.support.made_figures import COUNT, MEAN, on_dates, yearly
from tests.support.shown import column, everything, public, restricted
from turncurve.analyses.questions import beside_others
from turncurve.analyses.questions.beside_others import Comparison
from turncurve.errors import TurnCurveError
from turncurve.present.picture import Band, Line
from turncurve.reference.periods import year_ending
from turncurve.tables import store
from turncurve.tables.records import Records

OWN = yearly([(62, 388), (64, 512)])
ENGLAND = yearly([(7830, 52120), (7950, 52700)], area="England", published=True)
REGION = yearly([(800, 5210), (790, 5270)], area="South West", published=True)
DEVON = yearly([(50, 400), (80, 410)], area="Devon", published=True)
# A neighbour whose counts happen to be tens, as a nation's rounded ones are.
DORSET = yearly([(30, 200), (40, 200)], area="Dorset", published=True)
WIDE = ("England", "South West")


def compared(*others, own=OWN):
    return Comparison((own, *others), wide=WIDE)


def test_the_latest_values_are_said_side_by_side():
    assert restricted(compared(ENGLAND, REGION, DEVON, DORSET)).sentence == (
        "In the year to March 2013: Exampleshire 12.5% (64 of 512); England 15.1% (7,950 of 52,700); South West 15.0% "
        "(790 of 5,270); 2 statistical neighbours from 19.5% to 20.0%."
    )


def test_a_neighbour_whose_counts_are_tens_is_a_neighbour_still():
    exhibit = restricted(compared(ENGLAND, DORSET))
    assert [each.label for each in exhibit.picture.layers if isinstance(each, Line)] == ["Exampleshire", "England"]
    (band,) = [each for each in exhibit.picture.layers if isinstance(each, Band)]
    assert (band.low, band.high) == ((15.0, 20.0), (15.0, 20.0))
    assert band.label == "Lowest to highest of 1 statistical neighbour"
    assert exhibit.sentence.endswith("; 1 statistical neighbour 20.0%.")


def test_the_neighbours_are_the_range_between_the_lowest_and_the_highest():
    (band,) = [each for each in restricted(compared(DEVON, DORSET)).picture.layers if isinstance(each, Band)]
    assert band.low == (12.5, pytest.approx(100 * 80 / 410))
    assert band.high == (15.0, 20.0)


def test_a_neighbours_hidden_value_leaves_the_range_of_the_others():
    hidden = yearly([None, (40, 200)], area="Dorset", published=True)
    (band,) = [each for each in restricted(compared(DEVON, hidden)).picture.layers if isinstance(each, Band)]
    assert band.low[0] == band.high[0] == 12.5
    nobody = yearly([None, None], area="Devon", published=True)
    (band,) = [each for each in restricted(compared(nobody)).picture.layers if isinstance(each, Band)]
    assert (band.low, band.high) == ((None, None), (None, None))
    assert everything(restricted(compared(nobody)))


def test_every_area_has_its_row_and_every_year_its_column():
    exhibit = restricted(compared(ENGLAND, REGION, DEVON, DORSET))
    assert [each.name for each in exhibit.columns] == ["Area", "2012", "2013"]
    assert column(exhibit, "Area") == ("Exampleshire", "England", "South West", "Devon", "Dorset")
    assert column(exhibit, "2013") == ("12.5", "15.1", "15.0", "19.5", "20.0")


def test_a_year_that_another_has_not_published_is_blank_and_one_of_its_own_alone_is_left_out():
    other = yearly([(7830, 52120)], area="England", published=True, last=2012)
    early = yearly([(7000, 51000)], area="South West", published=True, last=2009)
    exhibit = restricted(compared(other, early))
    assert [row[1:] for row in exhibit.rows] == [("16.0", "12.5"), ("15.0", "–"), ("–", "–")]


@pytest.mark.parametrize(
    ("own", "others", "sentence"),
    [
        (OWN, (), "had been published by the report's date."),
        (OWN, (yearly([(7830, 52120)], area="England", last=2012),), "had been published by the report's date."),
        (yearly([]), (ENGLAND,), "Repeat plans: no value of this council can be shown."),
        (yearly([None, None]), (ENGLAND,), "Repeat plans: no value of Exampleshire can be shown."),
        (yearly([(62, 388), None]), (ENGLAND,), "In the year to March 2012: Exampleshire 16.0% (62 of 388); England"),
    ],
)
def test_where_there_is_nothing_to_set_beside_it_that_is_said(own, others, sentence):
    exhibit = restricted(compared(*others, own=own))
    assert sentence in exhibit.sentence
    assert everything(exhibit)


@pytest.mark.parametrize(
    ("own", "other", "opening", "note"),
    [
        (OWN, ENGLAND, "In the year to March 2013: ", "for the year to 31 March"),
        (
            on_dates([300, 328], [year_ending(2012).end, year_ending(2013).end]),
            on_dates([42850, 43140], [year_ending(2012).end, year_ending(2013).end], area="England"),
            "On 31 March 2013: Exampleshire 328; England 43,140.",
            "as at 31 March",
        ),
        (
            yearly([388, 512], words=COUNT),
            yearly([52120, 52700], words=COUNT, area="England"),
            "In the year to March 2013: Exampleshire 512; England 52,700.",
            "for the year to 31 March",
        ),
        (
            yearly([(30240, 48)], words=MEAN),
            yearly([(6000000, 9500)], words=MEAN, area="England"),
            "In the year to March 2013: Exampleshire 630 days (48 children); England 632 days (9,500 children).",
            "for the year to 31 March",
        ),
    ],
)
def test_the_window_is_said_as_it_is(own, other, opening, note):
    exhibit = restricted(compared(other, own=own))
    assert exhibit.sentence.startswith(opening)
    assert exhibit.notes[0].startswith(f"Each figure is {note};")


def test_sources_are_named_once_each():
    assert restricted(compared(ENGLAND, REGION)).source == "Made for a test"


def test_the_public_sees_published_figures_whole_and_none_of_our_own_small_counts():
    own = yearly([(62, 3881), (4, 3882), (64, 3883), (63, 3884)])
    england = yearly([(5, 50), (5, 50), (5, 50), (5, 50)], area="England", published=True)
    exhibit = public(compared(england, own=own))
    assert exhibit.rows[0][2] == "c"
    assert exhibit.rows[1][1:] == ("10.0",) * 4
    assert f"{100 * 4 / 3882:.3f}" not in everything(exhibit)


# From stored records.


@pytest.fixture
def council(tmp_path, monkeypatch):
    """Return a maker of a made council's comparison, with figures published on a given day."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))

    def make(*rows, published_on="2013-03-01", indicator="referrals", **identity):
        keep_made_council(tmp_path, **identity)
        table = published_figures(*rows, published_on=published_on)
        store.write("published_figures", table, folder=tmp_path / "data/processed/published", sources={}, counts={})
        return beside_others.comparison(Records("madeshire", dt.date(2013, 3, 31)), indicator)

    return make


FIGURES = [
    ("referrals", "England", 2013, 593500, None),
    ("referrals", "South West", 2013, 52000, None),
    ("referrals", "Devon", 2013, 4100, None),
    ("referrals", "Kent", 2013, 9000, None),
]


def test_the_region_and_the_neighbours_that_a_council_states_are_its_own(council):
    found = council(*FIGURES, region="South West", neighbours=("Devon",))
    assert [each.measurements[0].area for each in found.figures] == ["Madeshire", "England", "South West", "Devon"]
    assert restricted(found).sentence.endswith("England 593,500; South West 52,000; 1 statistical neighbour 4,100.")


def test_a_council_that_follows_another_has_that_ones_peers(council):
    found = council(*FIGURES, follows="Wiltshire")
    assert [each.measurements[0].area for each in found.figures] == ["Madeshire", "England", "South West", "Devon"]


def test_a_council_that_states_nothing_is_set_beside_england_alone(council):
    assert [each.measurements[0].area for each in council(*FIGURES).figures] == ["Madeshire", "England"]


@pytest.mark.parametrize(("published_on", "peers"), [("2013-03-31", 1), ("2013-04-01", 0)])
def test_what_was_published_after_the_reports_date_is_not_there(council, published_on, peers):
    found = council(*FIGURES, published_on=published_on)
    assert len(found.figures) == 1 + peers
    assert ("published by the report's date" in restricted(found).sentence) is (peers == 0)


def test_a_neighbour_that_was_not_published_in_every_year_is_compared_on_the_dates_that_it_has(council):
    rows = [("child_protection_plans_open", "Devon", year, 380, None) for year in (2010, 2011, 2013)]
    found = council(*rows, indicator="child_protection_plans_open", neighbours=("Devon",))
    exhibit = restricted(found)
    assert exhibit.rows[1] == ("Devon", "380", "380", "–", "380")
    assert exhibit.sentence.endswith("1 statistical neighbour 380.")


def test_peers_published_by_month_are_compared_by_year(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    keep_made_council(tmp_path)
    months = pd.date_range("2011-04-01", "2012-12-01", freq="MS")
    table = published_months("referrals", "England", months=months, count=50000)
    store.write("published_figures", table, folder=tmp_path / "data/processed/published", sources={}, counts={})
    exhibit = restricted(beside_others.comparison(Records("madeshire", dt.date(2013, 3, 31)), "referrals"))
    assert exhibit.rows[1] == ("England", "–", "–", "600,000", "–")


def test_figures_over_another_window_are_refused(council):
    rows = [("adoption_a1", "England", 2013, 6000000, 9500)]
    with pytest.raises(TurnCurveError, match="different windows"):
        council(*rows, indicator="adoption_a1")
