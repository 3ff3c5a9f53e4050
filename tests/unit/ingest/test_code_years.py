"""A code of other years is told by the return's year where it came later, by the row's own date where it went."""

import datetime as dt

import pandas as pd
import pytest

from turncurve.ingest.code_years import of_another_year

YEARS = {"E43": (None, 2018), "E45": (2019, None), "K9": (2019, 2021)}
#  code   date           return ends          of another year
ROWS = [
    ("E43", "2018-03-31", dt.date(2018, 3, 31), False),
    ("E43", "2018-04-01", dt.date(2019, 3, 31), True),
    ("E43", "2017-05-01", dt.date(2024, 3, 31), False),  # an older row of a later return
    ("E43", None, dt.date(2024, 3, 31), False),  # nobody says when
    ("E43", "2018-04-01", None, True),
    ("E45", "2018-05-01", dt.date(2019, 3, 31), False),
    ("E45", "2017-05-01", dt.date(2018, 3, 31), True),
    ("E45", "2017-05-01", dt.date(2018, 4, 1), False),  # a day of the code's first year
    ("E45", "2017-05-01", None, False),
    ("E45", None, dt.date(2018, 3, 31), True),
    ("K9", "2021-03-31", dt.date(2021, 3, 31), False),
    ("K9", "2021-04-01", dt.date(2022, 3, 31), True),
    ("K9", "2018-01-01", dt.date(2018, 3, 31), True),
    ("E8", "2018-04-01", dt.date(2010, 3, 31), False),
    (None, "2018-04-01", dt.date(2010, 3, 31), False),
]


@pytest.mark.parametrize(("code", "date", "ends", "expected"), ROWS)
def test_a_code_is_of_another_year_where_the_return_had_it_not(code, date, ends, expected):
    codes = pd.Series([code, "E8"], dtype="str")
    dates = pd.Series(pd.to_datetime([date, "2018-04-01"]))
    assert list(of_another_year(codes, dates, years=YEARS, return_ends=ends)) == [expected, False]


def test_without_codes_that_came_or_went_no_row_is_of_another_year():
    codes, dates = pd.Series(["E43", None], dtype="str"), pd.Series(pd.to_datetime(["2020-01-01", None]))
    assert not of_another_year(codes, dates, years={}, return_ends=dt.date(2010, 3, 31)).any()
    assert len(of_another_year(codes[:0], dates[:0], years=YEARS, return_ends=None)) == 0
