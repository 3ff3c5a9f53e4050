"""Whole numbers are read as they stand, and nothing else is taken for one."""

import pandas as pd
import pytest

from turncurve.ingest import numbers


def read(*cells, **options):
    values, unfit = numbers.parse(pd.Series(cells, dtype="str"), **options)
    return [None if pd.isna(each) else int(each) for each in values], list(unfit)


def test_whole_numbers_are_read_and_blanks_stay_blank():
    assert read("0", "12", "3.0", None, "007") == ([0, 12, 3, None, 7], [False] * 5)


def test_anything_else_is_not_a_number():
    cells = ["2.5", "two", "1,000", "1e3", "-1", "", "9" * 12]
    assert read(*cells) == ([None] * 7, [True] * 7)


def test_the_least_number_may_be_lower():
    assert read("-1", "-2", least=-1) == ([-1, None], [False, True])


def test_shares_of_a_whole_are_read_and_blanks_stay_blank():
    shares, unfit = numbers.parse_share(pd.Series(["0.6", "1", "1.0", ".5", None, "0.05"], dtype="str"))
    assert [None if pd.isna(each) else each for each in shares] == [0.6, 1.0, 1.0, 0.5, None, 0.05]
    assert not unfit.any()


def test_what_is_no_share_above_nothing_and_up_to_the_whole_is_blank():
    shares, unfit = numbers.parse_share(
        pd.Series(["0", "0.0", "1.01", "37", "60%", "-0.5", "half", "1e-1"], dtype="str")
    )
    assert shares.isna().all()
    assert unfit.all()


@pytest.mark.parametrize(
    ("text", "number"),
    [("80", 80.0), ("12.5", 12.5), ("-3", -3.0), ("0", 0.0), ("80%", None), ("1,200", None), ("about 80", None)],
)
def test_a_target_is_any_number_and_nothing_beside_it(text, number):
    found, unfit = numbers.parse_decimal(pd.Series([text], dtype="str"))
    assert found.isna().tolist() == [number is None] == unfit.tolist()
    assert number is None or found.tolist() == [number]


def test_a_blank_target_is_blank_and_not_at_fault():
    found, unfit = numbers.parse_decimal(pd.Series([None, "7"], dtype="str"))
    assert found.isna().tolist() == [True, False]
    assert unfit.tolist() == [False, False]
