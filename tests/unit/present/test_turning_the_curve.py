"""What a reader is shown of a curve: each sentence says what its table says, and nothing that is hidden."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.made_figures import COUNT, MEAN, SHARE, STOCK, definition, monthly, on_dates, yearly
from tests.support.shown import cells, column, everything, numbers, public, restricted
from turncurve.analyses.questions.turning_the_curve import Change, History, Projection
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.methods.interval import wilson
from turncurve.present.picture import Band, Line, Whiskers
from turncurve.present.turning_the_curve import WHY_AN_INTERVAL
from turncurve.reference.periods import Period, year_ending

ENDS = [year_ending(year).end for year in (2010, 2011, 2012, 2013)]
GROWING = [(50, 380), (55, 400), (60, 390), (62, 388)]


def layer(exhibit, kind):
    """Return the one layer of a kind."""
    (found,) = [each for each in exhibit.picture.layers if isinstance(each, kind)]
    return found


def whole(count):
    """Return what a made answer of so many years says of its numbers, without the years themselves."""
    return {str(2013 - back) for back in range(count)}


# History.


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


def test_whiskers_and_the_table_state_wilsons_interval():
    exhibit = restricted(History((yearly([(62, 388)]),)))
    expected = wilson(62, 388)
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


# Change.


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
    assert restricted(Change((figures,))).sentence == sentence


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


shares = st.integers(1, 400).flatmap(lambda below: st.tuples(st.integers(0, below), st.just(below)))


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


# Projection.


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


# The public.

# Three counts are small in a year of months; the sentinels stand nowhere else in these figures.
SMALL = [(11, 4441), (9, 4442), (8, 4443), (3, 4444), (7, 4445), (10, 4446), (12, 4447), (9, 4448)]


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
    assert any("lie higher on the whole" in note for note in exhibit.notes)


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


def test_a_public_change_over_windows_of_three_years_is_not_told():
    figures = yearly([(2, 20), (3, 21), (4, 22), (3, 23), (4, 24), (2, 25)])
    exhibit = public(Change((figures,)))
    assert [row[0] for row in exhibit.rows][:1] == ["three years to March 2010"]
    assert exhibit.answer == "We cannot tell whether it has really changed."
    assert "three years together share two of them" in exhibit.sentence


def test_a_public_count_on_a_date_that_is_small_is_hidden():
    exhibit = public(History((on_dates([300, 4, 310, 328], ENDS),)))
    assert column(exhibit, "Plans") == ("300", "c", "310", "328")
    assert STOCK["title"] in exhibit.sentence
