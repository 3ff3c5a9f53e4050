import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.indicators.cell import Cell, CellKey, parse
from turncurve.reference.periods import Period, at, month

WORDS = st.text(
    alphabet=st.characters(categories=("Ll", "Lu", "Nd"), include_characters=" '-&"), min_size=1, max_size=20
)
KEYS = st.builds(
    CellKey,
    measure=WORDS,
    area=WORDS,
    period=st.tuples(st.dates(), st.dates()).map(lambda days: Period(min(days), max(days))),
    breakdown=st.lists(st.tuples(WORDS, WORDS), max_size=3).map(lambda pairs: tuple(sorted(pairs))),
)


@given(key=KEYS)
def test_an_address_can_be_read_back_from_its_text(key):
    assert parse(str(key)) == key


def test_an_address_is_one_line_that_a_person_can_read():
    key = CellKey("child_protection_plans_started", "Exampleshire", month(2012, 9), (("previous plan", "yes"),))
    assert str(key) == "child_protection_plans_started|Exampleshire|2012-09-01|2012-09-30|previous plan=yes"


@pytest.mark.parametrize(
    ("category", "text"),
    [
        ("police, or fire & rescue", "reason=police, or fire & rescue"),
        ("a|b", "reason=a%7Cb"),
        ("a=b", "reason=a%3Db"),
        ("100%", "reason=100%25"),
        ("%7C", "reason=%257C"),
        ("two\nlines", "reason=two%0Alines"),
        ("", "reason="),
    ],
)
def test_signs_that_part_an_address_are_written_by_their_codes(category, text):
    key = CellKey("contacts", "X", month(2012, 9), (("reason", category),))
    assert str(key) == f"contacts|X|2012-09-01|2012-09-30|{text}"
    assert parse(str(key)) == key


def test_the_same_address_is_the_same_cell_whatever_the_count():
    key = CellKey("referrals", "X", at(dt.date(2013, 3, 31)))
    assert Cell(key, 3) == Cell(key, None)
    assert {Cell(key, 3), Cell(key, 4)} == {Cell(key, 3)}


def test_addresses_sort_by_measure_area_time_and_breakdown():
    first, second = CellKey("a", "X", month(2012, 9)), CellKey("a", "X", month(2012, 9), (("route", "phone"),))
    later, other = CellKey("a", "X", month(2012, 10)), CellKey("b", "A", month(2010, 1))
    assert sorted([other, later, second, first]) == [first, second, later, other]
