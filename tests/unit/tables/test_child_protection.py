"""What the tables of child protection take and refuse."""

import pandas as pd
import pandera.errors
import pytest

from turncurve.tables import store
from turncurve.tables.child_protection import CATEGORIES, CpPlans


def plan(**cells):
    empty = store.empty("cp_plans")
    row = {"child_key": "a", "started_on": pd.Timestamp("2012-01-10"), "edition": "x"} | cells
    return pd.DataFrame([row]).reindex(columns=list(empty.columns)).astype(empty.dtypes.to_dict())


@pytest.mark.parametrize("category", CATEGORIES)
def test_each_category_of_the_standard_is_taken(category):
    assert len(CpPlans.validate(plan(initial_category=category))) == 1


@pytest.mark.parametrize("cells", [{"initial_category": "neg"}, {"previous_plans": -1}, {"age_at_start": -2}])
def test_what_no_plan_can_have_is_refused(cells):
    with pytest.raises(pandera.errors.SchemaErrors):
        CpPlans.validate(plan(**cells), lazy=True)


@pytest.mark.parametrize("age", [-1, 0, 17])
def test_an_unborn_child_may_have_a_plan(age):
    assert list(CpPlans.validate(plan(age_at_start=age))["age_at_start"]) == [age]
