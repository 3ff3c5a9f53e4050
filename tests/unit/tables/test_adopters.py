"""The table of adopters takes what list 11 can say, and nothing else."""

import datetime as dt

import pandas as pd
import pandera.errors
import pytest

from tests.support.canonical import canonical
from turncurve.tables.adopters import REASONS, Adopters
from turncurve.tables.column import words_of
from turncurve.tables.records import cut
from turncurve.tables.registry import model_of

ROW = {"adopter_key": "a", "family_key": "f", "began_on": "2012-01-15"}


def test_it_is_a_canonical_table_dated_by_the_application():
    assert model_of("adopters") is Adopters
    assert [name for name, words in words_of(Adopters).items() if words["event"]] == ["began_on"]


@pytest.mark.parametrize("reason", [*REASONS, None])
def test_a_reason_of_the_standard_or_none_is_taken(reason):
    rows = canonical("adopters", [{**ROW, "left_on": "2012-06-01", "left_because": reason}])
    assert len(Adopters.validate(rows)) == 1


@pytest.mark.parametrize("row", [{"left_because": "4"}, {"children_placed": -1}, {"adopter_key": None}])
def test_what_cannot_be_is_refused(row):
    with pytest.raises((pandera.errors.SchemaError, pandera.errors.SchemaErrors)):
        Adopters.validate(canonical("adopters", [{**ROW, **row}]))


def test_on_an_earlier_date_nothing_later_is_known():
    row = {
        **ROW,
        "approved_on": "2012-09-15",
        "placed_on": "2013-02-01",
        "children_placed": 2,
        "left_on": "2013-03-01",
        "left_because": "1",
    }
    held = cut("adopters", canonical("adopters", [row]), as_at=dt.date(2012, 12, 31)).iloc[0]
    assert held["approved_on"] == pd.Timestamp("2012-09-15")
    assert held[["placed_on", "children_placed", "left_on", "left_because"]].isna().all()
    assert cut("adopters", canonical("adopters", [row]), as_at=dt.date(2012, 1, 14)).empty
