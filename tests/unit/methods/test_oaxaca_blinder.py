"""A difference between means is split as Stata splits it."""

import numpy as np
import pandas as pd
import pytest

from turncurve.errors import TurnCurveError
from turncurve.methods.oaxaca_blinder import oaxaca_blinder


@pytest.fixture(scope="module")
def accounts(shared):
    return pd.read_csv(shared / "reference" / "decomposition" / "ccard.csv")


@pytest.mark.parametrize("swapped", [True, False])
def test_both_splits_agree_with_stata_to_the_printed_decimals(shared, accounts, swapped):
    expected = pd.read_csv(shared / "reference" / "decomposition" / "ccard_oaxaca_expected_stata.csv")
    found = oaxaca_blinder(
        accounts["AVGEXP"], accounts[["AGE", "INCOME", "INCOMESQ"]], in_first_group=accounts["OWNRENT"] == swapped
    )
    for row in expected[expected["swap"] == swapped].itertuples():
        name = "difference" if row.quantity == "gap" else row.quantity
        assert getattr(found, name) == pytest.approx(row.expected, abs=0.5 * 10**-row.decimals)


def test_the_parts_sum_to_the_difference(accounts):
    found = oaxaca_blinder(accounts["AVGEXP"], accounts[["AGE", "INCOME"]], in_first_group=accounts["OWNRENT"] == 1)
    assert found.endowments + found.coefficients + found.interaction == pytest.approx(found.difference)
    assert found.explained + found.unexplained == pytest.approx(found.difference)


# Where both groups have the same line, y = 1 + 2x, all of the difference of 2 * (3 - 1) is explained.
def test_groups_on_one_line_differ_by_their_characteristics_alone():
    given = np.array([2.0, 3.0, 4.0, 0.0, 1.0, 2.0])
    found = oaxaca_blinder(1 + 2 * given, given[:, None], in_first_group=given * 0 + [1, 1, 1, 0, 0, 0] > 0)
    assert found.explained == pytest.approx(4)
    assert found.endowments == pytest.approx(4)
    assert found.coefficients == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("outcome", "given", "says"),
    [
        ([1.0, 2.0, 3.0], [[1.0], [2.0]], "one outcome and one group"),
        ([1.0, 2.0, 3.0, float("nan")], [[1.0], [2.0], [3.0], [4.0]], "missing"),
        ([1.0, 2.0, 3.0, 4.0], [[1.0], [1.0], [3.0], [4.0]], "do not allow a regression"),
    ],
)
def test_what_cannot_be_split_is_refused_in_a_sentence(outcome, given, says):
    with pytest.raises(TurnCurveError, match=says):
        oaxaca_blinder(outcome, given, in_first_group=[True, True, False, False][: len(outcome)])
