"""A long column is looked at value by value and comes out row by row, blanks and all."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.ingest.distinct import distinct, replaced, where

CELLS = ["b", None, "a", "b", "", None]
COLUMNS = st.lists(st.one_of(st.none(), st.sampled_from(["", "a", "b", "c", "NA", "é"])), max_size=30)


def column(cells, *, first=0):
    return pd.Series(cells, index=range(first, first + len(cells)), dtype="str")


def in_pieces(cells):
    """Return a column that is held in several pieces, as those are that were put together."""
    return pd.concat([column([cell]) for cell in cells], ignore_index=True)


def plain(texts):
    return [None if pd.isna(text) else text for text in texts]


@pytest.mark.parametrize("texts", [column(CELLS), in_pieces(CELLS)], ids=["whole", "in pieces"])
def test_each_value_is_named_once_in_the_order_of_the_column(texts):
    assert distinct(texts) == ["b", "a", ""]


def test_a_column_of_blanks_or_of_nothing_has_no_values():
    assert distinct(column([None, None])) == distinct(column([])) == []
    assert where(column([]), {"a"}).tolist() == []
    assert plain(replaced(column([]), {"a": "x"})) == []


@pytest.mark.parametrize("texts", [column(CELLS, first=7), in_pieces(CELLS)], ids=["another index", "in pieces"])
def test_what_a_value_means_stands_in_each_of_its_rows(texts):
    made = replaced(texts, {"b": "x", "": "y", "z": "never"})
    assert plain(made) == ["x", None, None, "x", "y", None]
    assert made.dtype == "str"
    assert made.index.equals(texts.index)


def test_rows_that_hold_one_of_some_values_are_marked_and_blank_ones_never_are():
    marked = where(column(CELLS), {"b", "", "z"})
    assert marked.tolist() == [True, False, False, True, True, False]
    assert marked.dtype == bool
    assert not where(column([None, None]), {""}).any()


@given(COLUMNS)
def test_it_is_what_pandas_does_row_by_row(cells):
    texts, meaning = column(cells), {"a": "1", "": "2", "é": "3"}
    assert distinct(texts) == list(texts.dropna().unique())
    assert plain(replaced(texts, meaning)) == plain(texts.map(meaning))
    assert where(texts, {"a", "NA"}).tolist() == [cell in {"a", "NA"} for cell in cells]
    np.testing.assert_array_equal(where(texts, set(distinct(texts))), texts.notna())


@given(COLUMNS)
def test_values_of_a_form_may_be_left_out(cells):
    texts = column(cells)
    assert distinct(texts, but="^[a-z]+$") == [each for each in distinct(texts) if not re.fullmatch("[a-z]+", each)]
