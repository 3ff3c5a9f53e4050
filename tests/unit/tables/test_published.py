"""What the tables of published and released figures take and refuse."""

import pandas as pd
import pandera.errors
import pytest

from turncurve.tables import store
from turncurve.tables.published import IssuedForecasts


def forecast(**cells):
    row = {"issued_as_at": pd.Timestamp("2013-03-31"), "indicator": "x", "scenario": "do nothing", "value": 1.0}
    row |= {"period_start": pd.Timestamp("2013-04-01"), "period_end": pd.Timestamp("2013-04-30"), "quantile": 0.5}
    empty = store.empty("issued_forecasts")
    return pd.DataFrame([{**row, **cells}])[list(empty.columns)].astype(empty.dtypes.to_dict())


@pytest.mark.parametrize("quantile", [0.0, 0.5, 1.0])
def test_a_quantile_is_a_probability(quantile):
    assert len(IssuedForecasts.validate(forecast(quantile=quantile))) == 1


@pytest.mark.parametrize("quantile", [-0.01, 1.01])
def test_another_number_is_not(quantile):
    with pytest.raises(pandera.errors.SchemaErrors):
        IssuedForecasts.validate(forecast(quantile=quantile), lazy=True)
