"""How good the data are, in words: spans, rows and agreement, and small counts of cases never to the public."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.support.made_figures import MEAN, STOCK, monthly, on_dates, yearly
from tests.support.shown import everything, public, restricted
from turncurve.analyses.questions.how_good_the_data_are import Quality
from turncurve.reference.periods import Period, year_ending
from turncurve.tables.intake import Intake

FOUR_YEARS = Period(dt.date(2009, 4, 1), dt.date(2013, 3, 31))
SHARES = yearly([(21, 190), (25, 210), (35, 250), (62, 388)])


def quality(figures=SHARES, covers=FOUR_YEARS, **about):
    return Quality((figures,), covers, **about)


def row(exhibit, name):
    """Return what a row says."""
    return dict(exhibit.rows)[name]


def with_unknown(count):
    """Return yearly shares of which so many cases could not be counted each year."""
    return replace(SHARES, measurements=tuple(replace(each, unknown=count) for each in SHARES.measurements))


def test_it_says_how_far_the_records_go_what_was_refused_and_that_they_agree():
    made = quality(
        intake=(Intake("cp_plans", 4191, 24, blanked=8),), against="Wiltshire", agreeing=(year_ending(2013),)
    )
    exhibit = restricted(made)
    assert exhibit.sentence == (
        "Records are held for 1 April 2009 to 31 March 2013 (4 years). On the way in, 24 rows were refused (0.6%). "
        "They reproduce every published figure of Wiltshire that can be compared."
    )
    assert row(exhibit, "Refused, child protection plans") == "24 rows (0.6% of those read)"
    assert row(exhibit, "With a field left blank, child protection plans") == "8 rows"
    assert "Mended by corrections, child protection plans" not in dict(exhibit.rows)


@pytest.mark.parametrize(
    ("refused", "read", "said"),
    [
        (0, 100, "no row was refused."),
        (1, 100, "1 row was refused (1.0%)."),
        (2, 100, "2 rows were refused (2.0%)."),
        (2, 2001, "2 rows were refused (less than 0.1%)."),
        (2, 2000, "2 rows were refused (0.1%)."),
    ],
)
def test_rows_refused_are_counted_with_their_share(refused, read, said):
    assert said in restricted(quality(intake=(Intake("referrals", read, refused),))).sentence


def test_periods_missing_in_between_are_named():
    gap = replace(SHARES, measurements=(SHARES.measurements[0], *SHARES.measurements[3:]))
    exhibit = restricted(quality(gap))
    assert row(exhibit, "Missing in between") == "the year to March 2011 and the year to March 2012"
    assert "nothing of the year to March 2011 and the year to March 2012." in exhibit.sentence
    assert "Missing in between" not in dict(restricted(quality()).rows)


def test_records_of_fewer_than_three_years_are_said_to_be_short():
    covers = Period(dt.date(2012, 1, 1), dt.date(2013, 6, 30))
    assert "(1.5 years: short, where 3 to 5 are wanted)" in restricted(quality(covers=covers)).sentence
    assert "short" not in restricted(quality()).sentence


def test_figures_that_differ_from_those_published_are_named_by_period():
    made = quality(against="Madeshire", agreeing=(year_ending(2011),), differing=(year_ending(2012),))
    assert "They do not reproduce 1 published figure of Madeshire." in restricted(made).sentence
    said = row(restricted(made), "Beside published figures")
    assert said == "1 of 2 published figures of Madeshire reproduced; not: the year to March 2012"


@pytest.mark.parametrize(
    ("unknown", "board", "people"),
    [
        (0, "none", "none, or too few to show"),
        (3, "up to 3 in a year", "none, or too few to show"),
        (9, "up to 9 in a year", "up to 9 in a year"),
    ],
)
def test_a_small_number_of_cases_that_could_not_be_counted_is_not_told_to_the_public(unknown, board, people):
    made = quality(with_unknown(unknown))
    name = "Cases that could not be counted"
    assert row(restricted(made), name) == board
    assert row(public(made), name) == people


def test_what_the_public_reads_does_not_tell_a_small_number_from_none():
    assert everything(public(quality(with_unknown(0)))) == everything(public(quality(with_unknown(4))))


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (monthly([(9, 40)] * 3), "any month, from the date of each event"),
        (on_dates([300], [dt.date(2013, 3, 31)], words=STOCK), "on any date, from the dates of each record"),
        (yearly([(30240, 48)], words=MEAN), "three years together, ending each year"),
        (yearly([(62, 388)], published=True), "published by year"),
    ],
)
def test_how_often_it_can_be_counted_follows_from_its_window(figures, said):
    assert row(restricted(quality(figures)), "How often") == said


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([(62, 388), (64, 512)], "none"),
        ([(62, 388), None], "1 published figure has no value"),
        ([None, None], "2 published figures have no value"),
    ],
)
def test_of_published_figures_those_withheld_are_counted(counts, said):
    exhibit = restricted(quality(yearly(counts, published=True), ours=False))
    assert row(exhibit, "Cases that could not be counted") == said
    assert exhibit.sentence == "Figures were published for 1 April 2009 to 31 March 2013 (4 years)."
    assert "Beside published figures" not in dict(exhibit.rows)


def test_nothing_held_is_a_sentence():
    exhibit = restricted(quality(yearly([]), covers=None))
    assert exhibit.sentence == "Nothing is held of this indicator by the report's date."
    assert row(exhibit, "Held from and to") == "nothing is held"
