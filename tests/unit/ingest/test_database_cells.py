"""A value of a database becomes the text that an exported file would hold, and loses nothing silently."""

import datetime as dt
import uuid
from decimal import Decimal
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.ingest import identifiers
from turncurve.ingest.database_cells import LONDON, UnfitValueError, text_of

NOON = dt.time(12)
WORKED = [
    (None, ""),
    ("", ""),
    ("NULL", "NULL"),
    (" 0071 ", " 0071 "),
    ("one\r\ntwo\n\nthree", "one two three"),
    ("\\x00", "\\x00"),
    (True, "Y"),
    (False, "N"),
    (0, "0"),
    (-3, "-3"),
    (12345678901234567890, "12345678901234567890"),
    (Decimal("12.00"), "12"),
    (Decimal("12.50"), "12.50"),
    (Decimal("1E+2"), "100"),
    (Decimal("-0.0"), "-0"),
    (Decimal(12345678901234567890), "12345678901234567890"),
    (Decimal("NaN"), "NaN"),
    (12.0, "12"),
    (12.5, "12.5"),
    (999_999_999_999_999.0, "999999999999999"),
    (dt.date(2012, 5, 4), "2012-05-04"),
    (dt.date(1, 1, 1), "0001-01-01"),
    (dt.datetime(2012, 5, 4), "2012-05-04"),  # noqa: DTZ001  # a server's timestamp without a zone
    (dt.datetime(2012, 5, 4, 9, 30), "2012-05-04 09:30:00"),  # noqa: DTZ001  # the same
    (dt.datetime(2012, 5, 4, 9, 30, 1, 999_999), "2012-05-04 09:30:01"),  # noqa: DTZ001  # the same
    (dt.datetime(2012, 1, 4, 23, 30, tzinfo=dt.UTC), "2012-01-04 23:30:00"),
    (dt.datetime(2012, 7, 4, 23, 30, tzinfo=dt.UTC), "2012-07-05 00:30:00"),
    (dt.datetime(2012, 7, 4, 23, 0, tzinfo=dt.UTC), "2012-07-05"),
    (dt.datetime(2012, 7, 5, 9, 0, tzinfo=ZoneInfo("Asia/Tokyo")), "2012-07-05 01:00:00"),
    (uuid.UUID(int=10), "00000000-0000-0000-0000-00000000000a"),
]


@pytest.mark.parametrize(("value", "text"), WORKED, ids=[repr(value) for value, _ in WORKED])
def test_a_value_is_written_as_an_export_would_write_it(value, text):
    assert text_of(value) == text


@pytest.mark.parametrize(
    "value",
    [b"", b"\x00", bytearray(b"a"), memoryview(b"a"), [1], (1,), {"a": 1}, {1}, dt.timedelta(1), dt.time(9), "a\x00",
     "\ud800", object(), 1j, np.float64],
)  # fmt: skip
def test_what_no_cell_can_hold_is_refused(value):
    with pytest.raises(UnfitValueError):
        text_of(value)


@pytest.mark.parametrize("value", [1e15, 123456789012345678.0, -1e20])
def test_a_binary_number_with_more_digits_than_it_keeps_is_seen_to_be_none_of_an_identifier(value):
    import pandas as pd

    texts = pd.Series([text_of(abs(value)), "71"], dtype="str")
    masks = identifiers.faults(texts, kinds=np.zeros(2, dtype=np.uint8))
    assert masks["shortened_number"].tolist() == [True, False]


@given(st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2099, 12, 31), timezones=st.just(dt.UTC)))  # noqa: DTZ001
def test_a_moment_stands_as_the_clocks_in_england_showed_it(moment):
    local = moment.astimezone(LONDON)
    written = dt.datetime.fromisoformat(text_of(moment))
    assert written == local.replace(microsecond=0, tzinfo=None)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_an_exact_number_is_the_same_number_as_text(number):
    assert Decimal(text_of(number)) == number
    assert "E" not in text_of(number)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_binary_number_is_the_same_number_as_text_or_shows_that_it_is_shortened(number):
    text = text_of(number)
    assert "E" in text or float(text) == number
