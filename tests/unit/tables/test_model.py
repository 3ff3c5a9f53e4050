"""A canonical table takes exactly its columns with exactly their types, and converts nothing in passing."""

import pandas as pd
import pandera.errors
import pytest

from turncurve.tables import store
from turncurve.tables.registry import TABLES, model_of


@pytest.mark.parametrize("table", sorted(TABLES))
def test_a_column_more_or_less_is_an_error(table):
    empty = store.empty(table)
    for other in (empty.assign(more=1), empty.drop(columns=empty.columns[0])):
        with pytest.raises(pandera.errors.SchemaErrors):
            model_of(table).validate(other, lazy=True)


def test_nothing_is_converted_in_passing():
    row = {"child_key": "a", "held_on": "04/03/2012", "conference_not_needed": True, "edition": "x"}
    with pytest.raises(pandera.errors.SchemaErrors):
        model_of("strategy_discussions").validate(pd.DataFrame([row]), lazy=True)
