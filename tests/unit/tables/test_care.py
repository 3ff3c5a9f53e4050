"""What the tables of care and adoption take and refuse."""

import pandas as pd
import pandera.errors
import pytest

from turncurve.tables import store
from turncurve.tables.care import AdoptionPathways


def route(**cells):
    empty = store.empty("adoption_pathways")
    row = {"child_key": "a", "entered_care_on": pd.Timestamp("2011-01-10"), "edition": "x"} | cells
    return pd.DataFrame([row]).reindex(columns=list(empty.columns)).astype(empty.dtypes.to_dict())


def test_a_route_needs_its_beginning_only():
    assert len(AdoptionPathways.validate(route())) == 1


@pytest.mark.parametrize("cells", [{"entered_care_on": pd.NaT}, {"child_key": None}, {"age_at_entry": -2}])
def test_a_route_without_a_child_or_a_beginning_is_refused(cells):
    with pytest.raises(pandera.errors.SchemaErrors):
        AdoptionPathways.validate(route(**cells), lazy=True)
