"""Where the curve has been: each value with its interval."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.made_figures import COUNT, MEAN, STOCK, monthly, on_dates, yearly
from tests.support.shown import cells, column, everything, numbers, public, restricted
from turncurve.analyses.questions.has_it_turned import Change
from turncurve.analyses.questions.if_nothing_changes import Projection
from turncurve.analyses.questions.the_curve_so_far import History
from turncurve.methods.interval import over_dispersed_proportion
from turncurve.present.picture import Line, Whiskers
from turncurve.present.words import WHY_AN_INTERVAL
from turncurve.reference.periods import year_ending

ENDS = [year_ending(year).end for year in (2010, 2011, 2012, 2013)]


def layer(exhibit, kind):
    """Return the one layer of a kind."""
    (found,) = [each for each in exhibit.picture.layers if isinstance(each, kind)]
    return found


def whole(count):
    """Return what a made answer of so many years says of its numbers, without the years themselves."""
    return {str(2013 - back) for back in range(count)}


shares = st.integers(1, 400).flatmap(lambda below: st.tuples(st.integers(0, below), st.just(below)))


SMALL = [(11, 4441), (9, 4442), (8, 4443), (3, 4444), (7, 4445), (10, 4446), (12, 4447), (9, 4448)]


def test_a_history_goes_from_its_first_to_its_last_value_and_names_the_extremes():
    exhibit = restricted(History((yearly([(62, 388), (20, 400), (90, 410), (64, 512)]),)))
    assert exhibit.sentence == (
        "Repeat plans went from 16.0% (62 of 388) in the year to March 2010 to 12.5% (64 of 512) in the year to "
        "March 2013; the lowest was 5.0% (20 of 400) in the year to March 2011 and the highest 22.0% (90 of 410) in "
        "the year to March 2012."
    )


def test_a_count_on_a_date_is_said_to_be_on_it():
    sentence = restricted(History((on_dates([300, 310, 290, 328], ENDS),))).sentence
    assert "from 300 on 31 March 2010 to 328 on 31 March 2013" in sentence
    assert " in 31 " not in sentence


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        (yearly([(62, 388)]), "Repeat plans: 16.0% (62 of 388) in the year to March 2013, the only value"),
        (yearly([None, (62, 388)]), "the only value that can be shown. 1 period has no value to show."),
        (yearly([]), "Repeat plans: no value can be shown for any period."),
        (yearly([None, None]), "Repeat plans: no value can be shown for any period."),
        (yearly([None, None, (62, 388), (64, 512)]), " 2 periods have no value to show."),
        (yearly([8, 8, 8], words=COUNT), "Plans started: 8 in each of 3 periods; the first is year to March 2011"),
        (yearly([(0, 10), (0, 12)]), "Repeat plans: 0.0% in each of 2 periods;"),
        (yearly([(30240, 48)], words=MEAN), "Days waited: 630 days (48 children) in the year to March 2013"),
    ],
)
def test_one_value_none_or_a_level_one_has_a_sentence_of_its_own(figures, sentence):
    assert sentence in restricted(History((figures,))).sentence


@pytest.mark.parametrize(
    "figures",
    [
        yearly([]),
        yearly([None]),
        yearly([(0, 0)]),
        yearly([(62, 388)]),
        yearly([0], words=COUNT),
        on_dates([5], ENDS[:1]),
    ],
)
def test_a_history_of_hardly_anything_can_be_drawn(figures):
    assert everything(restricted(History((figures,))))


def test_a_histories_rows_are_its_measurements_and_its_picture_shows_the_same():
    figures = yearly([(62, 388), None, (64, 512)])
    exhibit = restricted(History((figures,)))
    assert [row[0] for row in exhibit.rows] == [each.period.label for each in figures.measurements]
    assert layer(exhibit, Line).y == (pytest.approx(100 * 62 / 388), None, 12.5)
    assert layer(exhibit, Line).x == tuple(each.period.end for each in figures.measurements)


def test_whiskers_and_the_table_state_the_interval_and_a_note_says_how_wide_and_why():
    exhibit = restricted(History((yearly([(62, 388)]),)))
    expected = over_dispersed_proportion(62, 388, inflation=3.5)
    assert any("a variance 3.5 times that of chance is assumed" in note for note in exhibit.notes)
    assert layer(exhibit, Whiskers).low == (pytest.approx(100 * expected.lower),)
    assert column(exhibit, "95% high") == (f"{100 * expected.upper:.1f}",)
    assert WHY_AN_INTERVAL in exhibit.notes


def test_a_mean_has_no_whiskers_and_a_whole_sentence_says_why():
    exhibit = restricted(History((yearly([(30240, 48), (30000, 47)], words=MEAN),)))
    assert [type(each) for each in exhibit.picture.layers] == [Line]
    assert exhibit.notes == ("No interval is shown: the spread of days between children is not held with their sum.",)
    assert "95% low" not in [each.name for each in exhibit.columns]


@pytest.mark.parametrize(
    ("figures", "title"),
    [
        (monthly([(9, 40)] * 3), "Repeat plans, by month"),
        (yearly([(9, 40)] * 3), "Repeat plans, by year"),
        (on_dates([300, 310], [dt.date(2012, 12, 31), dt.date(2013, 3, 31)]), "Plans open, by quarter"),
        (yearly([]), "Repeat plans, by period"),
    ],
)
def test_a_title_says_the_length_of_the_periods(figures, title):
    assert restricted(History((figures,))).title == title


@settings(max_examples=40, deadline=None)
@given(st.lists(st.none() | shares, max_size=5))
def test_every_number_of_a_sentence_is_in_the_table_beside_it(drawn):
    figures = yearly(drawn)
    years = {str(year) for year in range(2000, 2015)}
    for answer in (History((figures,)), Change((figures,))):
        exhibit = restricted(answer)
        said = exhibit.sentence.partition("The counts fit")[0].partition(" period")[0]
        assert numbers(said) - years <= numbers(" ".join(cells(exhibit))) | {str(n) for n in range(6)}
        assert "None" not in said
        assert "nan" not in said


@pytest.mark.parametrize("kind", [History, Change, Projection])
def test_no_hidden_share_is_in_any_text_of_a_public_exhibit(kind):
    text = everything(public(kind((monthly(SMALL),))))
    hidden = 100 * 3 / 4444
    assert f"{hidden:.1f}%" not in text
    assert "3 of 4,444" not in text
    assert str(hidden) not in text
    assert f"{hidden:.4f}"[:5] not in text


def test_a_hidden_count_is_a_gap_in_the_line_and_a_symbol_in_the_table():
    exhibit = public(History((monthly(SMALL),)))
    assert layer(exhibit, Line).y[3] is None
    assert layer(exhibit, Whiskers).low[3] is None
    assert exhibit.rows[3] == ("July 2012", "c", "4,444", "c", "–", "–")
    assert "1 period has no value to show" in exhibit.sentence
    assert any("no fair sample" in note for note in exhibit.notes)


def test_the_lowest_of_a_public_history_is_the_lowest_that_is_shown():
    sentence = public(History((monthly(SMALL),))).sentence
    assert "the lowest was 0.2% (7 of 4,445) in August 2012" in sentence


def test_the_intervals_of_the_public_do_not_know_what_is_hidden():
    """Two answers that differ in a hidden count alone are shown alike to the last text."""
    one, other = (monthly([*SMALL[:3], (hidden, 4444), *SMALL[4:]]) for hidden in (2, 4))
    for kind in (History, Change, Projection):
        assert everything(public(kind((one,)))) == everything(public(kind((other,))))
    assert everything(restricted(History((one,)))) != everything(restricted(History((other,))))


def test_a_board_is_shown_every_count():
    assert ("July 2012", "3", "4,444") in [row[:3] for row in restricted(History((monthly(SMALL),))).rows]


def test_a_public_count_on_a_date_that_is_small_is_hidden():
    exhibit = public(History((on_dates([300, 4, 310, 328], ENDS),)))
    assert column(exhibit, "Plans") == ("300", "c", "310", "328")
    assert STOCK["title"] in exhibit.sentence
