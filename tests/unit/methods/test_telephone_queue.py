"""Erlang's formula gives its printed values, and agrees with the queue's own balance equations."""

from math import inf, isinf, nan

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.methods.telephone_queue import people_needed, telephone_queue


def test_every_printed_line_is_reproduced(shared):
    lines = pd.read_csv(shared / "reference" / "demand" / "erlang_c_expected.csv")
    for line in lines.to_dict("records"):
        found = telephone_queue(line["lam"], handled=line["mu"], answering=int(line["c"]))
        assert (found.offered, found.busy) == pytest.approx((line["a"], line["rho"]))
        assert found.waiting_share == pytest.approx(line["p_wait"], rel=1e-12)
        assert (found.mean_wait, found.mean_waiting) == pytest.approx((line["Wq"], line["Lq"]), rel=1e-12)


def test_a_hundred_calls_in_half_an_hour_of_three_minutes_need_fourteen_people():
    found = people_needed(100 / 30, handled=1 / 3, within=20 / 60, share=0.8)
    assert found.answering == 14
    assert round(found.waiting_share, 3) == 0.174
    assert found.answered_in_time == pytest.approx(1 - 0.174132 * np.exp(-(14 - 10) * (20 / 180)), abs=1e-5)
    fewer = telephone_queue(100 / 30, handled=1 / 3, answering=13, within=20 / 60)
    assert fewer.answered_in_time < 0.8 <= found.answered_in_time


@pytest.mark.parametrize("answering", [1, 5, 9, 10])
def test_where_the_work_is_more_than_the_people_the_queue_grows_for_ever(answering):
    found = telephone_queue(100 / 30, handled=1 / 3, answering=answering, within=1)
    assert (found.waiting_share, found.mean_wait, found.answered_in_time) == (1.0, inf, 0.0)
    assert isinf(found.mean_waiting)


@given(st.floats(0.1, 30), st.integers(1, 60))
def test_it_agrees_with_the_balance_of_a_long_row_of_states(offered, answering):
    if offered / answering > 0.95:
        offered = 0.95 * answering
    states = np.arange(0, 4_000)
    steps = offered / np.minimum(np.maximum(states, 1), answering)
    chance = np.exp(np.concatenate([[0], np.cumsum(np.log(steps[1:]))]) - np.cumsum(np.log(steps[1:])).max())
    chance /= chance.sum()
    found = telephone_queue(offered, handled=1.0, answering=answering)
    assert found.waiting_share == pytest.approx(chance[answering:].sum(), rel=1e-6)
    assert found.mean_waiting == pytest.approx((np.maximum(states - answering, 0) * chance).sum(), rel=1e-5, abs=1e-12)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: telephone_queue(0, handled=1, answering=1), "more than 0"),
        (lambda: telephone_queue(1, handled=-1, answering=1), "more than 0"),
        (lambda: telephone_queue(1, handled=1, answering=0), "at least one person"),
        (lambda: telephone_queue(inf, handled=1, answering=1), "finite"),
        (lambda: telephone_queue(nan, handled=1, answering=1), "more than 0"),
        (lambda: telephone_queue(1, handled=1, answering=2.5), "a whole number"),
        (lambda: telephone_queue(1, handled=1, answering=nan), "a whole number"),
        (lambda: telephone_queue(1, handled=1, answering=inf), "a whole number"),
        (lambda: telephone_queue(1, handled=1, answering=3, within=-1), "0 or more"),
        (lambda: telephone_queue(1, handled=1, answering=3, within=nan), "0 or more"),
        (lambda: people_needed(nan, handled=1, within=1, share=0.5), "more than 0"),
        (lambda: people_needed(inf, handled=1, within=1, share=0.5), "finite"),
        (lambda: people_needed(1, handled=nan, within=1, share=0.5), "more than 0"),
        (lambda: people_needed(1, handled=1, within=-1, share=0.5), "0 or more"),
        (lambda: people_needed(1, handled=1, within=1, share=nan), "below 1"),
        (lambda: people_needed(1e300, handled=1e-300, within=1, share=0.5), "any office"),
        (lambda: people_needed(1, handled=1, within=1, share=1), "below 1"),
        (lambda: people_needed(1, handled=0, within=1, share=0.5), "more than 0"),
        (lambda: people_needed(1e6, handled=1, within=1, share=0.5), "any office"),
    ],
)
def test_what_no_office_has_is_refused(call, said):
    with pytest.raises(TurnCurveError, match=said):
        call()
