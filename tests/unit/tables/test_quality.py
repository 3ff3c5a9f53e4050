"""What the table of audits takes and refuses."""

import pandas as pd
import pandera.errors
import pytest

from turncurve.tables import store
from turncurve.tables.quality import ANSWERS, SELECTIONS, Audits


def answer(**cells):
    empty = store.empty("audits")
    words = dict.fromkeys(("programme", "file_key", "auditor_key", "standard", "criterion", "edition"), "x")
    row = {**words, "audited_on": pd.Timestamp("2012-06-01"), "selection": "not stated", **cells}
    return pd.DataFrame([row]).reindex(columns=list(empty.columns)).astype(empty.dtypes.to_dict())


@pytest.mark.parametrize(
    "cells", [*({"answer": each} for each in [*ANSWERS, None]), *({"selection": each} for each in SELECTIONS)]
)
def test_each_answer_and_each_way_of_choosing_is_taken(cells):
    assert len(Audits.validate(answer(**cells))) == 1


@pytest.mark.parametrize(
    "cells", [{"answer": "good"}, {"selection": None}, {"selection": "at hand"}, {"population": -1}]
)
def test_any_other_is_refused(cells):
    with pytest.raises(pandera.errors.SchemaErrors):
        Audits.validate(answer(**cells), lazy=True)
