"""Numbers, periods and lists as a reader says them."""

import datetime as dt

import pytest

from turncurve.indicators.definition import Definition
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.present import words
from turncurve.reference.periods import Period, at, month, year_ending


def definition(**changes):
    parts = {
        "id": "repeat_plans",
        "title": "Repeat plans",
        "counts": "Plans.",
        "numerator": "Repeat plans",
        "denominator": "Plans started",
        "kind": "proportion",
        "unit": "percent",
        "decimals": 1,
        "window": "flow",
        "polarity": "a band",
        "why": "",
        "caveats": (),
        "source_fields": (),
        "tables": (),
        "published_counterpart": "",
        "owner": "",
        "base": "plans_started",
        "subset": (("previous plan", "yes"),),
    }
    return Definition(**{**parts, **changes})


def figures(measurement, **changes):
    return Figures(definition(**changes), (measurement,), Source("made"))


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1446, 0, "1,446"),
        (15.979381, 1, "16.0"),
        (0.25, 1, "0.3"),
        (2.5, 0, "3"),
        (-2.5, 0, "-3"),
        (-0.04, 1, "0.0"),
        (0, 0, "0"),
        (55392, 0, "55,392"),
    ],
)
def test_a_number_is_rounded_half_away_from_zero_with_its_thousands_apart(value, decimals, text):
    assert words.number(value, decimals=decimals) == text


@pytest.mark.parametrize(
    ("unit", "decimals", "value", "text"),
    [
        ("percent", 1, 16.0, "16.0%"),
        ("days", 0, 630.2, "630 days"),
        ("days", 0, 1.2, "1 day"),
        ("plans", 0, 328, "328"),
    ],
)
def test_an_amount_carries_its_unit(unit, decimals, value, text):
    assert words.amount(value, definition(unit=unit, decimals=decimals)) == text


@pytest.mark.parametrize(
    ("items", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_items_are_listed_as_a_sentence_lists_them(items, text):
    assert words.listed(items) == text


def test_a_list_may_end_in_or():
    assert words.listed(["a", "b"], last="or") == "a or b"


@pytest.mark.parametrize(("count", "text"), [(0, "0 plans"), (1, "1 plan"), (2, "2 plans"), (1200, "1,200 plans")])
def test_a_count_agrees_with_its_noun(count, text):
    assert words.plural(count, "plan") == text


def test_an_irregular_plural_is_given_whole():
    assert words.plural(48, "child", many="children") == "48 children"


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (year_ending(2013), "in the year to March 2013"),
        (month(2013, 3), "in March 2013"),
        (Period(dt.date(2013, 1, 1), dt.date(2013, 3, 31)), "in January to March 2013"),
        (Period(dt.date(2010, 4, 1), dt.date(2013, 3, 31)), "in the three years to March 2013"),
        (at(dt.date(2013, 3, 31)), "on 31 March 2013"),
        (Period(dt.date(2013, 3, 1), dt.date(2013, 3, 15)), "from 1 March 2013 to 15 March 2013"),
    ],
)
def test_a_period_follows_the_word_that_leads_to_it(period, text):
    assert words.within(period) == text


def test_a_proportion_is_never_said_without_its_counts():
    measurement = Measurement("Exampleshire", year_ending(2013), 62, 388)
    assert words.ratio(figures(measurement), measurement) == "16.0% (62 of 388)"


def test_a_mean_is_never_said_without_how_many_it_is_over():
    measurement = Measurement("Exampleshire", year_ending(2013), 30240, 48)
    held = figures(measurement, kind="mean", unit="days", decimals=0)
    assert words.ratio(held, measurement) == "630 days (48 children)"


@pytest.mark.parametrize(
    ("status", "text"),
    [
        ("hidden", "hidden, to protect individuals"),
        ("not available", "not available"),
        ("no cases", "no cases"),
        ("history too short", "history too short to tell"),
    ],
)
def test_a_value_that_is_not_there_is_said_to_be_so_and_why(status, text):
    measurement = Measurement("Exampleshire", year_ending(2013), None, None, status)
    assert words.ratio(figures(measurement), measurement) == text


@pytest.mark.parametrize(
    ("value", "status", "text"),
    [(16.0, "measured", "16.0"), (None, "hidden", "c"), (None, "not available", "–"), (0.0, "measured", "0.0")],
)
def test_a_table_shows_a_symbol_for_what_is_hidden_and_a_true_zero_as_zero(value, status, text):
    assert words.shown(value, decimals=1, status=status) == text
