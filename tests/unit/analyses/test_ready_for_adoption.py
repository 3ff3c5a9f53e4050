"""What stood ready is taken from the right dates and years, and only years that were over teach."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from tests.support.made_figures import COUNT, STOCK, on_dates, yearly
from turncurve.analyses.ready_for_adoption import HIDDEN_AS, expected, ready, taught

MARCHES = [dt.date(year, 3, 31) for year in (2011, 2012, 2013)]


def council(adopted, placed, ordered, *, area="Exampleshire", published=False):
    """Return the three counts of one council: years to March 2011 to 2013, and their last days."""
    stocks = [on_dates(counts, MARCHES, words=STOCK, area=area) for counts in (placed, ordered)]
    stocks = [replace(each, source=replace(each.source, published=published)) for each in stocks]
    return (yearly(adopted, words=COUNT, area=area, published=published), *stocks)


def test_each_march_has_what_stood_ready_and_what_came():
    rows = ready(council([15, 19, 14], [15, 16, 30], [28, 29, 47]))
    assert [row.year for row in rows] == [2011, 2012, 2013]
    second = rows[1]
    assert (second.placed, second.waiting) == (16, 29 - 16)
    assert (second.recent, second.last, second.came) == ((15 + 19) / 2, 19, 14)
    assert second.stocks == (16, 13, 17)
    assert rows[0].recent == 15
    assert np.isnan(rows[2].came)
    assert not any(row.guessed for row in rows)


def test_several_councils_are_kept_apart_and_in_order():
    one = council([15, 19, 14], [15, 16, 30], [28, 29, 47])
    other = council([5, 9, 4], [5, 6, 20], [8, 9, 27], area="Anothershire")
    rows = ready((*one, *other))
    assert [(row.year, row.area) for row in rows[:3]] == [
        (2011, "Anothershire"),
        (2011, "Exampleshire"),
        (2012, "Anothershire"),
    ]
    assert [row.placed for row in rows if row.area == "Anothershire"] == [5, 6, 20]


def test_a_count_that_its_publication_hides_is_taken_for_three_and_one_that_we_hide_is_not():
    hidden = ready(council([15, None, 14], [15, None, 30], [28, 29, 47], published=True))[1]
    assert (hidden.placed, hidden.waiting) == (HIDDEN_AS, 29 - HIDDEN_AS)
    assert hidden.recent == (15 + HIDDEN_AS) / 2
    assert hidden.guessed
    assert np.isnan(hidden.last)
    ours = ready(council([15, None, 14], [15, None, 30], [28, 29, 47]))[1]
    assert np.isnan(ours.placed)
    assert ours.recent == 15
    assert not ours.guessed


def test_a_hidden_outcome_is_not_known():
    rows = ready(council([15, 19, None], [15, 16, 30], [28, 29, 47], published=True))
    assert np.isnan(rows[1].came)


def test_more_children_placed_than_under_an_order_leaves_nobody_waiting():
    assert ready(council([15, 19, 14], [15, 16, 30], [10, 29, 47]))[0].waiting == 0


def test_dates_other_than_31_march_are_passed_over():
    dates = [dt.date(2012, 12, 31), dt.date(2013, 3, 31)]
    adopted, _, _ = council([15, 19, 14], [1, 2, 3], [4, 5, 6])
    rows = ready((adopted, on_dates([9, 30], dates), on_dates([19, 47], dates)))
    assert [(row.year, row.placed) for row in rows] == [(2013, 30)]


def many(councils=12):
    """Return councils whose adoptions are half as many again as the children placed the March before."""
    figures = []
    for number in range(councils):
        placed = [10 + number, 20 + number, 30]
        came = [12, *(round(1.5 * each) for each in placed[:2])]
        figures += council(came, placed, [2 * each for each in placed], area=f"Council {number:02d}")
    return ready(figures)


def test_only_years_that_were_over_teach():
    rows = many()
    assert taught(rows, before=2011).rows == 0
    assert taught(rows, before=2012).rows == 12
    assert taught(rows, before=2013).rows == 24
    changed = [replace(row, came=1000.0) if row.year >= 2012 else row for row in rows]
    assert taught(changed, before=2012).ratios.tolist() == taught(rows, before=2012).ratios.tolist()


def test_what_is_expected_follows_what_came_elsewhere():
    rows = many()
    row = next(each for each in rows if each.year == 2013)
    forecast = expected(row, taught(rows, before=2013))
    assert forecast.median[0] == pytest.approx(45, rel=0.15)
    assert forecast.naive[0] == row.last
    assert forecast.origin == "31 March 2013"
    assert forecast.n == 24


def test_the_same_council_and_year_give_the_same_futures_whatever_else_is_forecast():
    rows = many()
    model = taught(rows, before=2013)
    last = [each for each in rows if each.year == 2013]
    assert expected(last[0], model).draws.tolist() == expected(last[0], model).draws.tolist()
    assert expected(last[0], model).draws.tolist() != expected(last[1], model).draws.tolist()
    assert expected(last[0], model, draws=50).draws.shape == (50, 1)
