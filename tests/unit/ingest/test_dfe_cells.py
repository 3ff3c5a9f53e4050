from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turncurve.errors import RefusedInputError
from turncurve.ingest.dfe_cells import read_cells, year_ends
from turncurve.reference.formats.dfe_open_data import load_open_data


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


# symbol        what it meant in a release of 2017, and in one of 2018
SYMBOLS = [
    ("x", "suppressed", "not available"),
    ("X", "suppressed", "not available"),
    ("[x]", "suppressed", "not available"),
    ("..", "not available", "not available"),
    ("", "not available", "not available"),
    ("  ", "not available", "not available"),
]


@pytest.mark.parametrize(("symbol", "before", "since"), SYMBOLS)
def test_a_symbol_means_what_it_meant_in_the_year_of_the_release(symbol, before, since):
    assert list(cells(symbol, year=2017).status) == [before]
    assert list(cells(symbol, year=2018).status) == [since]
    assert cells(symbol).number.isna().all()


@pytest.mark.parametrize(("symbol", "year"), [("c", 2017), ("z", 2010), (".", 2018), ("-", 2024), ("u", 2016)])
def test_a_symbol_of_other_years_is_refused(symbol, year):
    with pytest.raises(RefusedInputError, match=rf"no symbol of the {year} release"):
        cells(symbol, year=year)


@pytest.mark.parametrize("text", ["1.5", "-3", "99.9%"])
def test_what_is_no_count_is_refused_where_counts_are_wanted(text):
    with pytest.raises(RefusedInputError, match=r"should hold counts, and 1 of its numbers are none.*row 1"):
        cells("4", text).whole(file="d3.csv")


KNOWN = replace(load_open_data("dfe_children_in_need"), kinds_of_period=("Financial year",))


def ends(*periods, kind="Financial year"):
    rows = pd.DataFrame({KNOWN.period: list(periods), KNOWN.kind_of_period: [kind] * len(periods)}, dtype="str")
    return [each.date().isoformat() for each in year_ends(rows, KNOWN, file="d3.csv")]


@pytest.mark.parametrize(
    ("period", "end"),
    [
        ("2024", "2024-03-31"),
        ("202324", "2024-03-31"),
        ("2023/24", "2024-03-31"),
        (" 2023-24 ", "2024-03-31"),
        ("199900", "2000-03-31"),
    ],
)
def test_a_reporting_year_ends_on_31_march(period, end):
    assert ends(period) == [end]


@pytest.mark.parametrize("period", ["202325", "20232024", "", "24", "Q1 2024", "2023/23"])
def test_a_period_that_is_no_reporting_year_is_refused(period):
    with pytest.raises(RefusedInputError, match="no reporting year"):
        ends("2024", period)


def test_a_period_of_another_kind_is_refused():
    with pytest.raises(RefusedInputError, match="only Financial year end on 31 March"):
        ends("2024", kind="Calendar year")
