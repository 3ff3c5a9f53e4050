"""Supervision: how often it is due at the turn of six weeks and of six months, and what its record shows."""

import pytest

from tests.support.canonical import canonical
from turncurve.indicators import supervision
from turncurve.indicators.cases import MEETS, TablesHeld
from turncurve.reference.periods import month


def tables(started, *, qualified="2001-06-01", sessions=()):
    spell = {"worker_key": "w1", "team": "A", "role": "social worker", "started_on": started, "qualified_on": qualified}
    rows = [{"worker_key": "w1", "held_on": day, "decisions": True} for day in sessions]
    return TablesHeld({"workers": canonical("workers", [spell]), "supervisions": canonical("supervisions", rows)})


def of_june(*given, **named):
    (found,) = supervision.supervised_as_often_as_due(tables(*given, **named), (month(2012, 6),)).to_dict("records")
    return found


@pytest.mark.parametrize(
    ("started", "qualified", "due"),
    [
        ("2012-05-20", "2012-05-01", 4),  # the sixth week ends on 30 June
        ("2012-05-19", "2012-05-01", 2),
        ("2011-12-02", "2011-11-01", 2),  # June begins a day before the sixth month is over
        ("2011-12-01", "2011-11-01", 1),
        ("2012-05-20", "2011-05-21", 4),  # newly qualified on the first day in post
        ("2012-05-20", "2011-05-20", 1),
        ("2012-05-20", None, 1),
        ("2010-01-01", "2001-01-01", 1),
    ],
)
def test_it_is_due_more_often_for_those_who_have_just_begun(started, qualified, due):
    assert of_june(started, qualified=qualified)["sessions_due"] == due


@pytest.mark.parametrize(
    ("sessions", "held"),
    [
        ((), 0),
        (("2012-05-31",), 0),
        (("2012-06-01",), 1),
        (("2012-06-30",), 1),
        (("2012-07-01",), 0),
        (("2012-06-05", "2012-06-05", "2012-06-19"), 2),
    ],
)
def test_sessions_count_in_the_month_in_which_they_were_held(sessions, held):
    found = of_june("2010-01-01", sessions=sessions)
    assert found["sessions_held"] == held
    assert found[MEETS] is (held >= 1)


def test_each_function_is_asked_of_each_session_and_may_not_be_stated():
    held = tables("2010-01-01", sessions=("2012-06-05", "2012-06-19"))
    found = supervision.functions_of_supervision(held, (month(2012, 6),))
    assert found.groupby("function").size().tolist() == [2] * 4
    known = found[found[MEETS].notna()]
    assert set(known["function"]) == {"Improving decisions and interventions"}
