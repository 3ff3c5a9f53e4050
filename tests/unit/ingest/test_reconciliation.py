"""Every row that was read is loaded, refused or merged; rows that do not add up stop the ingest."""

import pandas as pd
import pytest

from turncurve.errors import TurnCurveError
from turncurve.ingest.merge import Merged
from turncurve.ingest.place import Place
from turncurve.ingest.recipe import Offer
from turncurve.ingest.reconciliation import reconcile

PLACE = Place("a.xlsx", "List_7", "annex_a", "list_7", "annex_a/2012", None)
TWO_ROWS = pd.DataFrame({"child_key": ["a", "b"]})


def lines(*, read, refused, loaded):
    offers = {"cp_plans": [Offer("cp_plans", PLACE, TWO_ROWS, read, refused)]}
    return reconcile(offers, [Merged("cp_plans", TWO_ROWS, {PLACE: loaded})])


def test_what_is_neither_loaded_nor_refused_was_merged():
    (line,) = lines(read=6, refused=1, loaded=2)
    assert (line.read, line.loaded, line.refused, line.merged) == (6, 2, 1, 3)


def test_more_rows_loaded_or_refused_than_read_are_an_error():
    with pytest.raises(TurnCurveError, match="rows read do not add up"):
        lines(read=2, refused=1, loaded=2)


def test_a_table_with_other_rows_than_were_counted_is_an_error():
    with pytest.raises(TurnCurveError, match="rows loaded do not add up"):
        lines(read=6, refused=1, loaded=1)
