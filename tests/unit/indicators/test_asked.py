"""Who of those asked answered and agreed, counted in plain Python as well."""

import pandas as pd
import pytest

from turncurve.indicators.asked import AGREES, who_agreed, who_answered
from turncurve.indicators.cases import MEETS, PERIOD


def answers(*people, asked=5):
    """Return the answers of people: each a respondent, a group and an answer."""
    rows = [(0, "W", group, who, "Q", answer, asked) for who, group, answer in people]
    columns = [PERIOD, "wave", "group", "respondent_key", "question", "answer", "asked"]
    return pd.DataFrame(rows, columns=columns).astype({"asked": "Int64", "answer": "str"})


def test_one_row_stands_for_each_person_asked():
    held = answers(("a", "x", "agree"), ("a", "x", "disagree"), ("b", "x", None), ("c", "y", "agree"))
    found = who_answered(held, of=("wave", "group"), asked="asked")
    assert found.groupby("group")[MEETS].agg(["size", "sum"]).to_numpy().tolist() == [[5, 2], [5, 1]]


def test_nobody_stands_where_it_is_not_stated_how_many_were_asked():
    held = answers(("a", "x", "agree"), asked=None)
    assert who_answered(held, of=("wave",), asked="asked").empty


def test_a_group_that_states_two_numbers_was_sent_the_larger():
    held = pd.concat([answers(("a", "x", "agree"), asked=3), answers(("b", "x", "agree"), asked=4)])
    assert len(who_answered(held, of=("wave",), asked="asked")) == 4


@pytest.mark.parametrize("answer", [*AGREES, "neither", "disagree", "strongly disagree"])
def test_those_agree_who_say_so(answer):
    found = who_agreed(answers(("a", "x", answer)), of=("wave",))
    assert found[MEETS].tolist() == [answer in {"agree", "strongly agree"}]


def test_a_blank_answer_is_in_no_share():
    assert who_agreed(answers(("a", "x", None)), of=("wave",)).empty


def test_what_is_given_is_left_as_it_was():
    held = answers(("a", "x", "agree"), ("b", "y", None))
    before = held.copy()
    who_answered(held, of=("wave",), asked="asked")
    who_agreed(held, of=("wave",))
    pd.testing.assert_frame_equal(held, before)
