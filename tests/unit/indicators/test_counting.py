import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turncurve.indicators.counting import count
from turncurve.indicators.registry import definition
from turncurve.reference.periods import Period, year_ending

YEARS = (year_ending(2012), year_ending(2013))
ALWAYS = Period(dt.date(1990, 1, 1), dt.date(2020, 12, 31))
KEPT, LEFT_OUT = definition("repeat_child_protection_plans"), definition("assessments_on_time")
MEAN, COUNT = definition("adoption_a1"), definition("referrals")


def cases(answers, *, column="meets", dtype="boolean"):
    return pd.DataFrame({"period": pd.array([1] * len(answers), dtype="int64"), column: pd.array(answers, dtype=dtype)})


def second_year(frame, words):
    return count(frame, words, periods=YEARS, area="X", covered=(ALWAYS,))[1]


def test_a_count_counts_cases_and_a_period_without_any_is_nought():
    counted = count(cases([True, None]), COUNT, periods=YEARS, area="X", covered=(ALWAYS,))
    assert [(each.numerator, each.denominator, each.status) for each in counted] == [
        (0, None, "measured"),
        (2, None, "measured"),
    ]


@pytest.mark.parametrize(
    ("yes", "no", "unknown", "status", "numerator", "denominator"),
    [
        (2, 7, 1, "measured", 2, 10),
        (2, 6, 2, "measured", 2, 10),
        (2, 7, 3, "history too short", None, 12),
        (9, 18, 3, "measured", 9, 30),
        (8, 18, 3, "history too short", None, 29),
        (1, 1, 2, "measured", 1, 4),
        (1, 0, 2, "history too short", None, 3),
        (0, 0, 1, "history too short", None, 1),
        (0, 5, 0, "measured", 0, 5),
    ],
)
def test_unsettled_cases_that_are_kept_may_be_a_tenth_or_two_and_no_more(
    yes, no, unknown, status, numerator, denominator
):
    found = second_year(cases([True] * yes + [False] * no + [None] * unknown), KEPT)
    assert (found.status, found.numerator, found.denominator, found.unknown) == (
        status,
        numerator,
        denominator,
        unknown,
    )


@pytest.mark.parametrize(
    ("yes", "no", "unknown", "status", "numerator", "denominator"),
    [
        (2, 1, 3, "measured", 2, 3),
        (2, 1, 4, "not available", None, None),
        (0, 0, 2, "not available", None, None),
        (0, 0, 0, "no cases", 0, 0),
    ],
)
def test_unsettled_cases_that_are_left_out_may_be_half_and_no_more(yes, no, unknown, status, numerator, denominator):
    found = second_year(cases([True] * yes + [False] * no + [None] * unknown), LEFT_OUT)
    assert (found.status, found.numerator, found.denominator, found.unknown) == (
        status,
        numerator,
        denominator,
        unknown,
    )


def test_a_mean_adds_amounts_and_counts_those_that_are_known():
    found = second_year(cases([100, 0, None], column="amount", dtype="Int64"), MEAN)
    assert (found.numerator, found.denominator, found.unknown) == (100, 2, 1)


def test_a_period_that_the_records_do_not_cover_is_not_available_and_never_nought():
    partly = Period(dt.date(2011, 4, 2), dt.date(2013, 3, 31))
    counted = count(cases([True]), COUNT, periods=YEARS, area="X", covered=(partly,))
    assert [each.status for each in counted] == ["not available", "measured"]
    nothing = count(cases([True]), COUNT, periods=YEARS, area="X", covered=())
    assert {each.status for each in nothing} == {"not available"}
    assert {each.numerator for each in nothing} == {None}


def test_every_category_found_has_every_period_and_blank_is_a_category():
    frame = pd.DataFrame({"period": [0, 1, 1], "route": pd.array(["phone", "email", None], dtype="str")})
    counted = count(frame, definition("contacts_by_route"), periods=YEARS, area="X", covered=(ALWAYS,))
    assert {(each.breakdown[0][1], each.period.end.year): each.numerator for each in counted} == {
        ("email", 2012): 0,
        ("email", 2013): 1,
        ("not stated", 2012): 0,
        ("not stated", 2013): 1,
        ("phone", 2012): 1,
        ("phone", 2013): 0,
    }


@settings(max_examples=50, deadline=None)
@given(
    rows=st.lists(st.tuples(st.integers(0, 1), st.sampled_from([True, False, None])), max_size=40),
)
def test_yes_no_and_not_known_are_all_the_cases(rows):
    frame = pd.DataFrame(
        {
            "period": pd.array([number for number, _ in rows], dtype="int64"),
            "meets": pd.array([answer for _, answer in rows], dtype="boolean"),
        }
    )
    for number, found in enumerate(count(frame, LEFT_OUT, periods=YEARS, area="X", covered=(ALWAYS,))):
        answers = [answer for period, answer in rows if period == number]
        assert found.unknown == answers.count(None)
        if found.status == "measured":
            assert found.numerator == answers.count(True)
            assert found.denominator == len(answers) - answers.count(None)
        else:
            assert answers.count(None) > len(answers) / 2 or not answers


@settings(max_examples=50, deadline=None)
@given(first=st.lists(st.booleans(), max_size=20), second=st.lists(st.booleans(), max_size=20))
def test_counts_of_two_halves_add_up_to_the_whole(first, second):
    halves = pd.DataFrame(
        {"period": [0] * len(first) + [1] * len(second), "meets": pd.array(first + second, dtype="boolean")}
    ).astype({"period": "int64"})
    parts = count(halves, KEPT, periods=YEARS, area="X", covered=(ALWAYS,))
    (whole,) = count(halves.assign(period=0), KEPT, periods=YEARS[:1], area="X", covered=(ALWAYS,))
    assert whole.numerator == sum(each.numerator for each in parts)
    assert whole.denominator == sum(each.denominator for each in parts)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 1),
            st.sampled_from(["west", "east", "é", None]),
            st.sampled_from([True, False, None]),
            st.sampled_from([True, False, None]),
        ),
        max_size=25,
    )
)
def test_every_category_found_is_counted_in_every_period_in_order(rows):
    frame = pd.DataFrame(rows, columns=["period", "team", "new_case", "meets"]).astype(
        {"period": "int64", "team": "str", "new_case": "boolean", "meets": "boolean"}
    )
    words = replace(LEFT_OUT, by=("team", "new_case"))
    counted = count(frame, words, periods=YEARS, area="X", covered=(ALWAYS,))
    named = [(row[0], row[1] or "not stated", str("not stated" if row[2] is None else row[2]), row[3]) for row in rows]
    categories = sorted({row[1:3] for row in named})
    expected = []
    for team, new in categories:
        for number, year in enumerate(YEARS):
            answers = [row[3] for row in named if row[:3] == (number, team, new)]
            breakdown = (("new case", new), ("team", team))
            expected.append((year, breakdown, answers.count(True), len(answers) - answers.count(None), len(answers)))
    settled = [(each.period, each.breakdown, each.numerator, each.denominator, each.unknown) for each in counted]
    assert [each[:2] for each in settled] == [each[:2] for each in expected]
    for (*_, top, below, unknown), (*_, yes, known, everyone) in zip(settled, expected, strict=True):
        assert (top, below) in {(yes, known), (None, None)}
        assert unknown in {everyone - known, None}
