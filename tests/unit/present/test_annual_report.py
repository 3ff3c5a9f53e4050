"""What a reader is shown of a council's own words: beside its numbers, with what is missing, and no small number."""

import datetime as dt

import pytest

from tests.support.made_figures import COUNT, yearly
from tests.support.shown import cells, everything, public, restricted
from turncurve.analyses.questions.annual_report import Changes, Reported
from turncurve.present.annual_report import NOT_OURS, OWN_WORDS
from turncurve.reference.periods import year_ending
from turncurve.tables.annual_report import SECTIONS, Change, Count, Words

YEAR = year_ending(2013)
POSTS = Count("Posts", 18, 15, people=False)
VACANT = Count("Posts vacant", 1, people=False)


def reported(section="adopters", *, text="More families applied.", counts=(POSTS,), numbers=((26, 34),), **changes):
    figures = tuple(
        yearly(each, words=COUNT, title=f"Families, kind {place}", base=f"kind_{place}", id=f"kind_{place}")
        for place, each in enumerate(numbers)
    )
    return Reported(section, YEAR, Words(section, text, "The register", counts), figures, **changes)


def test_the_words_stand_over_the_numbers_of_both_years():
    exhibit = restricted(reported(counts=(POSTS, VACANT)))
    assert exhibit.title == "Adopters, in the council's own words"
    assert exhibit.sentence == "More families applied."
    assert [each.name for each in exhibit.columns] == ["What is counted", "Year to March 2012", "Year to March 2013"]
    assert exhibit.rows == (("Families, kind 0", "26", "34"), ("Posts", "15", "18"), ("Posts vacant", "–", "1"))
    assert exhibit.notes == (OWN_WORDS,)
    assert exhibit.source == "The register"
    assert exhibit.missing == ()


def test_a_small_number_of_people_is_hidden_and_a_small_number_of_posts_is_not():
    exhibit = public(reported(numbers=((26, 3),), counts=(VACANT,)))
    assert exhibit.rows == (("Families, kind 0", "26", "c"), ("Posts vacant", "–", "1"))
    assert "3" not in cells(exhibit)
    assert "26" in everything(exhibit)


def test_a_year_of_which_no_number_is_given_has_a_dash():
    assert restricted(reported(numbers=((34,),), counts=())).rows == (("Families, kind 0", "–", "34"),)


@pytest.mark.parametrize("section", SECTIONS)
def test_a_heading_without_words_says_what_is_missing(section):
    exhibit = restricted(reported(section, text="", counts=(), numbers=()))
    assert exhibit.sentence.startswith("Nothing is said of ")
    assert exhibit.missing[0] == exhibit.sentence
    assert exhibit.rows == ()
    assert exhibit.columns == ()


def test_of_a_council_without_records_only_that_is_said():
    assert restricted(reported(ours_to_tell=False)).sentence == NOT_OURS
    assert restricted(Changes(YEAR, (), ours_to_tell=False)).sentence == NOT_OURS


def test_changes_are_listed_with_name_date_and_measure():
    exhibit = public(
        Changes(
            YEAR,
            (Change("Begin sooner", "Head", dt.date(2013, 6, 30), "Matches"), Change("Ask", "", dt.date(2013, 5, 1))),
        )
    )
    assert exhibit.sentence == "2 changes will be made next year, the first by 1 May 2013."
    assert exhibit.rows == (
        ("Begin sooner", "Head", "30 June 2013", "Matches"),
        ("Ask", "–", "1 May 2013", "–"),
    )
    assert len(exhibit.missing) == 2


def test_changes_without_a_date_promise_none():
    exhibit = restricted(Changes(YEAR, (Change("Ask"),)))
    assert exhibit.sentence == "1 change will be made next year."


def test_no_change_at_all_is_said():
    exhibit = restricted(Changes(YEAR, ()))
    assert exhibit.sentence == "It is not said what will change next year."
    assert exhibit.missing == (exhibit.sentence,)
