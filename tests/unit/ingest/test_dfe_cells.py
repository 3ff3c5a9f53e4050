import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turncurve.errors import RefusedInputError
from turncurve.ingest.dfe_cells import read_cells


def cells(*texts, year=2024):
    return read_cells(pd.Series(texts, dtype="str"), column="CPP_start", file="d3.csv", release_year=year)


@pytest.mark.parametrize(
    ("text", "number"),
    [("388", 388), ("1,234", 1234), ("1,234,567", 1234567), ("16.0", 16), (" 16.0% ", 16), ("0", 0), ("280.0", 280)],
)
def test_numbers_are_read_with_separators_and_percent_signs(text, number):
    found = cells(text)
    assert found.number.tolist() == [number]
    assert found.status.tolist() == ["published"]


@pytest.mark.parametrize("text", ["1,23", "12,34", "1.2.3", "~", "*", "nan", "1e3", "12 (r)", "#REF!"])
def test_what_is_neither_a_number_nor_a_symbol_is_refused_with_its_row(text):
    with pytest.raises(RefusedInputError, match=r"'CPP_start'.*d3\.csv, row 1"):
        cells("388", text)


def test_counts_are_whole_and_a_symbol_is_missing():
    found = cells("280.0", "c").whole(file="d3.csv")
    assert found.tolist() == [280, pd.NA]
    assert str(found.dtype) == "Int64"


@settings(max_examples=50, deadline=None)
@given(counts=st.lists(st.integers(0, 10**7), min_size=1, max_size=20))
def test_any_count_written_with_separators_is_read_back(counts):
    assert cells(*(f"{count:,}" for count in counts)).whole(file="d3.csv").tolist() == counts
