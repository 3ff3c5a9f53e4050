"""How values are written."""

import datetime as dt

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from turncurve.example.days import NEVER, number
from turncurve.example.rendering import coded, columns_in, date_texts, known_by, spelled
from turncurve.reference.formats.specification import load


@given(st.dates(min_value=dt.date(1980, 1, 1), max_value=dt.date(2014, 12, 31)))
def test_a_date_is_written_as_it_is_read(day):
    held = np.array([number(day.year, day.month, day.day)])
    assert date_texts(held).tolist() == [f"{day:%d/%m/%Y}"]
    assert date_texts(held, "iso").tolist() == [day.isoformat()]


def test_what_never_happened_is_blank():
    assert date_texts(np.array([NEVER, 0])).tolist() == ["", ""]


def test_what_came_after_the_extract_was_not_known():
    assert known_by(np.array([9, 10, 11]), 10).tolist() == [9, 10, NEVER]


def test_codes_are_spelled_as_the_standard_does_with_and_without_the_letter():
    column = load("annex_a").table("list_3").column("Referral Source")
    assert coded(column, np.array(["6", "", "2A"])).tolist() == ["q) 6: Police", "", "e) 2A: Schools"]
    assert coded(column, np.array(["6"]), prefixed=False).tolist() == ["6: Police"]


def test_a_code_with_two_spellings_is_written_as_the_first():
    column = load("cin_census").table("referrals").column("ReferralNFA")
    assert spelled(column) == {"no": "0", "yes": "1"}


def test_no_rows_are_no_texts():
    column = load("annex_a").table("list_3").column("Gender")
    assert coded(column, np.array([], dtype=str)).tolist() == []


def test_a_layout_has_the_columns_of_its_year():
    table = load("cin_census").table("children")
    assert "GenderCurrent" in [column.name for column in columns_in(table, 2017)]
    assert "Sex" not in [column.name for column in columns_in(table, 2017)]
    assert columns_in(load("cin_census").table("cin_plans"), 2017) == ()
