"""The exhibit of every indicator at a glance."""

import datetime as dt

import pytest
from lxml import html

from tests.support.made_figures import on_dates, quarterly
from tests.support.shown import column, everything, public, restricted
from turncurve.analyses import charting
from turncurve.analyses.questions.every_indicator import EveryIndicator
from turncurve.present.every_indicator import BY_CHANCE, DRAWN, OUR_READING

STEADY = [40, 44, 37, 41, 39, 45, 42, 38, 40, 43, 41, 39]
COUNTED = {"kind": "count", "subset": (), "decimals": 0, "unit": "plans", "denominator": ""}


def started(counts, *, title="Child protection plans started", name="child_protection_plans_started"):
    return quarterly(counts, id=name, title=title, **COUNTED)


def repeat(counts):
    return quarterly(counts, id="repeat_child_protection_plans", title="Repeat plans")


def open_on(counts):
    days = [dt.date(2012, month, 28) for month in range(1, len(counts) + 1)]
    words = {**COUNTED, "window": "point"}
    return on_dates(counts, days, id="child_protection_plans_open", title="Plans open", **words)


SHARES = repeat([(6, 40), (7, 44), (5, 37), (6, 41), (6, 39), (8, 45), (7, 42), (6, 38), (6, 40), (7, 43), (6, 41)])
MIXED = EveryIndicator((SHARES, started([*STEADY, 90]), open_on(STEADY)))


def test_each_indicator_has_a_row_with_its_latest_value_and_what_it_is_out_of():
    exhibit = restricted(MIXED)
    assert column(exhibit, "Indicator") == ("Repeat plans", "Child protection plans started", "Plans open")
    assert column(exhibit, "Latest") == ("14.6%", "90", "39")
    assert column(exhibit, "Out of") == ("41", "–", "–")
    assert column(exhibit, "When") == ("October to December 2009", "April to June 2010", "28 December 2012")
    assert column(exhibit, "Tells") == ("Better off", "How much", "How much")


def test_each_is_named_as_a_notebook_takes_it():
    names = column(restricted(MIXED), "Name in a notebook")
    assert names == tuple(each.definition.id for each in MIXED.figures)


def test_whether_it_stands_out_is_said_or_why_not():
    exhibit = restricted(MIXED)
    assert column(exhibit, "Out of the ordinary") == ("no", "yes: above the upper limit", "no limits: open on a date")
    assert exhibit.answer == "1 indicator of 3 stood out in the latest period."
    assert "1 stood out in the latest period: Child protection plans started." in exhibit.sentence
    assert "Of 1 that cannot be told" in exhibit.sentence
    assert f"No limits: open on a date means that {charting.STANDING}." in exhibit.notes


def test_where_none_stands_out_that_is_said():
    exhibit = restricted(EveryIndicator((started(STEADY),)))
    assert exhibit.sentence == "1 indicator can be measured; none stood out in the latest period."
    assert exhibit.answer == "0 indicators of 1 stood out in the latest period."


def test_of_many_that_stand_out_the_first_are_named_and_the_rest_counted():
    many = EveryIndicator(tuple(started([*STEADY, 90], title=f"Measure {letter}") for letter in "ABCDEFGH"))
    assert "8 stood out in the latest period: Measure A, Measure B" in restricted(many).sentence
    assert restricted(many).sentence.endswith("Measure F and 2 more.")


def test_the_line_is_of_the_last_three_years_as_shown():
    (values,) = column(restricted(EveryIndicator((started([*STEADY, 90]),))), "How it went")
    assert values.split() == [str(each) for each in [*STEADY[1:], 90]]
    assert len(values.split()) == DRAWN
    (shares,) = column(restricted(EveryIndicator((SHARES,))), "How it went")
    assert shares.startswith("15.0 15.9 13.5")


def test_the_line_is_drawn_for_the_eye_and_its_values_are_there_for_everybody_else():
    page = html.fromstring(everything(restricted(EveryIndicator((started(STEADY),)))).rpartition("\n<figure")[2])
    (drawn,) = page.xpath("//svg")
    assert drawn.get("aria-hidden") == "true"
    assert len(page.xpath("//svg/polyline/@points")[0].split()) == len(STEADY)
    (values,) = page.xpath("//span[@class='unseen'][starts-with(., '40 44')]/text()")
    assert values.split() == [str(each) for each in STEADY]


def test_what_is_not_in_the_table_is_named_with_why():
    told = EveryIndicator(
        (started(STEADY),), (("contacts", "the table holds nothing"),), ("contacts_by_route", "contacts_by_reason")
    )
    (note,) = [each for each in restricted(told).notes if "Not measured" in each]
    assert "Contacts (the table holds nothing)" in note
    assert "Contacts by route; Contacts by reason" in note


def test_a_theme_of_which_nothing_can_be_measured_says_so():
    exhibit = restricted(EveryIndicator((), (("contacts", "nothing is held"),), theme="Workforce"))
    assert exhibit.title == "Workforce: the latest of each"
    assert exhibit.sentence == "None of these can be measured. Not measured: Contacts (nothing is held)."
    assert exhibit.rows == ()


def test_chance_and_our_own_reading_of_the_themes_are_always_told():
    assert {BY_CHANCE, OUR_READING} <= set(restricted(MIXED).notes)
    assert "June 2012" in restricted(MIXED).source


@pytest.mark.parametrize("counts", [[40, 44, 37, 3, 39, 45, 42, 38, 40, 43, 41, 2]])
def test_a_hidden_count_is_in_no_cell_and_no_line(counts):
    exhibit = public(EveryIndicator((started(counts),)))
    (values,) = column(exhibit, "How it went")
    assert values.split().count("–") >= 2
    assert not {"2", "3"} & set(values.split())
