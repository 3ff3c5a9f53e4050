"""What the tables of the front door take and refuse."""

import pandas as pd
import pandera.errors
import pytest

from turncurve.tables import store
from turncurve.tables.front_door import Assessments, Contacts


def row_of(table, **cells):
    empty = store.empty(table)
    return pd.DataFrame([{"edition": "x", **cells}]).reindex(columns=list(empty.columns)).astype(empty.dtypes.to_dict())


def test_a_contact_may_have_no_child_route_or_reason():
    assert len(Contacts.validate(row_of("contacts", received_at=pd.Timestamp("2012-01-10")))) == 1


@pytest.mark.parametrize(
    ("kind", "taken"), [("initial", True), ("core", True), ("single", True), (None, True), ("other", False)]
)
def test_an_assessment_is_initial_core_or_single_or_not_stated(kind, taken):
    rows = row_of("assessments", child_key="a", started_on=pd.Timestamp("2012-01-10"), kind=kind)
    if taken:
        assert len(Assessments.validate(rows)) == 1
    else:
        with pytest.raises(pandera.errors.SchemaErrors):
            Assessments.validate(rows, lazy=True)
