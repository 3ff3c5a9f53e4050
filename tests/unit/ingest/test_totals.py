"""Totals are told from teams and people, and only where they would be taken for one."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.ingest import totals
from turncurve.ingest.allocation import RECIPES as ALLOCATION
from turncurve.ingest.annex_a import RECIPES as ANNEX_A
from turncurve.ingest.distinct import distinct
from turncurve.ingest.sheet import Sheet
from turncurve.ingest.totals import is_total
from turncurve.ingest.workforce import RECIPES as WORKFORCE

SUMS = [
    "Total", "TOTALS", "Grand Total", "grand-total", "Sub-total", "Subtotal", "North total", "North sub-total",
    "Total for North", "Total: 12", "All teams", "All workers", "All the staff", "Average", "Overall", "Whole service",
    "Sum of cases", "Service wide", "End of report",
]  # fmt: skip
TEAMS = [
    "North",
    "Totalland",
    "All Saints",
    "Allocated",
    "Average Street",
    "Summerfield",
    "T",
    "",
    "12",
    "Overall Lane",
]


@pytest.mark.parametrize("text", SUMS)
def test_words_for_a_sum_are_a_total(text):
    assert totals.is_total(text)


@pytest.mark.parametrize("text", TEAMS)
def test_names_that_only_look_like_one_are_none(text):
    assert not totals.is_total(text)


def sheet(**cells):
    frame = pd.DataFrame({name.replace("_", " "): texts for name, texts in cells.items()}, dtype="str")
    count = len(frame)
    return Sheet(frame, {}, np.arange(count) + 2, {}, np.zeros(count, dtype=bool))


@pytest.mark.parametrize("name", ["Team", "Case type", "Complexity", "Worker ID"])
def test_a_row_of_caseloads_is_a_total_by_any_column_that_it_may_be_summed_by(name):
    (recipe,) = WORKFORCE["caseloads"]
    held = totals.of(sheet(**{name.replace(" ", "_"): ["North", "Total", None]}), recipe)
    assert [mask.tolist() for mask in held.values()] == [[False, True, False]]


def test_all_is_everybody_as_a_team_and_may_be_initials_as_a_person():
    (recipe,) = ALLOCATION["availability"]
    held = totals.of(sheet(Team_on_rota=["All", "North"], Worker_on_rota=["ALL", "Q1"]), recipe)
    assert {name: mask.tolist() for name, mask in held.items()} == {"team": [True, False]}


def test_a_team_beside_a_child_who_is_named_makes_no_total():
    recipe = ANNEX_A["list_3"][0]
    assert totals.of(sheet(Child_Unique_ID=["A1"], Allocated_Team=["All teams"]), recipe) == {}


@given(st.text("A1é٣ \n", min_size=2, max_size=6))
def test_what_is_not_looked_at_is_a_sign_and_digits_and_no_total(text):
    looked_at = distinct(pd.Series([text], dtype="str"), but=totals._NUMBERED)
    assert looked_at == ([] if text[0].isascii() and text[1:].isascii() and text[1:].isdigit() else [text])
    assert looked_at or not is_total(text)
