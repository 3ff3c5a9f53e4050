"""What a reader is shown of next year's adoptions: a range, what it rests on, and how good such forecasts were."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.support.made_figures import COUNT, STOCK, on_dates, yearly
from tests.support.shown import cells, column, everything, public, restricted
from turncurve.analyses.questions.adoptions_next_year import AdoptionsNextYear
from turncurve.present.adoptions_next_year import TITLE
from turncurve.present.picture import Line, Whiskers

MARCHES = [dt.date(year, 3, 31) for year in (2011, 2012, 2013)]


def three(adopted, placed, ordered, area):
    return (
        yearly(adopted, words={**COUNT, "id": "children_adopted", "base": "children_adopted"}, area=area),
        *(
            on_dates(counts, MARCHES, words={**STOCK, "id": name, "base": name}, area=area)
            for name, counts in ordered_by(placed, ordered)
        ),
    )


def ordered_by(placed, ordered):
    return (("children_placed_for_adoption", placed), ("children_under_placement_order", ordered))


def answer(*, placed=(15, 16, 30), adopted=(15, 19, 14), others=10, as_at=dt.date(2013, 12, 31)):
    figures = list(three(adopted, placed, [2 * each if each else None for each in placed], "Exampleshire"))
    for number in range(others):
        home = [12 + number, 18 + number, 25]
        came = [16, round(1.5 * home[0]), round(1.5 * home[1])]
        figures += three(came, home, [2 * each for each in home], f"Council {number}")
    for place in range(3, len(figures)):
        figures[place] = replace(figures[place], source=replace(figures[place].source, published=True))
    return AdoptionsNextYear(tuple(figures), as_at=as_at, area="Exampleshire")


def test_the_answer_is_a_range_and_the_sentence_says_what_it_rests_on():
    exhibit = restricted(answer())
    assert exhibit.title == TITLE
    assert exhibit.answer.startswith("Expect ")
    assert exhibit.answer.endswith("adoptions in the year to March 2014.")
    assert "on 31 March 2013, 30 children lived with the families that were to adopt them" in exhibit.sentence
    assert exhibit.sentence.endswith("; 14 were adopted in the year before.")
    assert "four times in five between" in exhibit.sentence


def test_every_year_has_its_row_and_the_next_its_range():
    made = answer()
    exhibit = restricted(made)
    assert column(exhibit, "Year") == tuple(f"year to March {year}" for year in (2011, 2012, 2013, 2014))
    assert column(exhibit, "Placed on the 31 March before") == ("–", "15", "16", "30")
    assert column(exhibit, "Under an order on that day") == ("–", "30", "32", "60")
    assert column(exhibit, "Adopted") == ("15", "19", "14", "–")
    low, high = made.forecast.interval_80[0]
    assert exhibit.rows[-1][4:7] == (f"{made.forecast.median[0]:.0f}", f"{low:.0f}", f"{high:.0f}")
    assert exhibit.rows[0][4:] == ("–",) * 5


def test_the_picture_shows_the_years_and_the_range():
    exhibit = restricted(answer())
    past, whiskers, ahead = exhibit.picture.layers
    assert isinstance(past, Line)
    assert past.y == (15, 19, 14)
    assert isinstance(whiskers, Whiskers)
    assert whiskers.x == ahead.x == (dt.date(2014, 3, 31),)
    assert "<svg" in everything(exhibit)


def test_how_good_such_forecasts_were_is_said_with_its_own_uncertainty():
    notes = " ".join(restricted(answer()).notes)
    assert "Made in the same way for the 11 years of single councils whose outcome is known" in notes
    assert "adoptions out on average; that of taking the last year's number again was" in notes
    assert "of 11, give or take" in notes
    assert "learnt from 22 years of single councils" in notes


def test_too_few_outcomes_say_nothing_of_how_good_forecasts_are():
    notes = " ".join(restricted(answer(others=3, adopted=(15, 19, 14))).notes)
    assert "cannot be told yet: 0 outcomes of them known" in notes


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (answer(others=1), "No forecast, because only 4 rows of the panel say how much comes out, and 8 are needed."),
        (answer(as_at=dt.date(2016, 3, 31)), "No forecast, because the last count of children placed"),
    ],
)
def test_where_there_is_no_forecast_the_reason_is_said_and_the_years_are_shown(made, said):
    exhibit = restricted(made)
    assert exhibit.sentence.startswith(said)
    assert exhibit.answer == "No forecast can be made."
    assert len(exhibit.rows) == 3
    assert len(exhibit.picture.layers) == 1


def test_a_number_that_may_not_be_shown_is_nowhere_and_nothing_follows_from_it():
    exhibit = public(answer(placed=(15, 16, 4)))
    assert "4" not in cells(exhibit)
    assert exhibit.sentence == (
        "No forecast, because the number of children placed for adoption on 31 March 2013 may not be shown."
    )
    assert exhibit.answer == "No forecast can be made."


def test_a_year_before_that_may_not_be_shown_is_left_out_of_the_sentence():
    exhibit = public(answer(adopted=(15, 19, 3)))
    assert "were adopted in the year before" not in exhibit.sentence
    assert "3" not in cells(exhibit)
