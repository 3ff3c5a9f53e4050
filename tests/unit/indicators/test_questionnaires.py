"""Questionnaires: groups apart, and none so small that somebody could be picked out."""

import datetime as dt

import pytest

from tests.support.canonical import canonical
from tests.support.reviewed_council import HEARD, TOLD, answers
from turncurve.indicators.cases import MEETS, TablesHeld
from turncurve.indicators.questionnaires import people_agreeing, people_who_answered
from turncurve.reference.periods import at

CLOSED = at(dt.date(2013, 1, 18))


def tables(*rows):
    """Return tables that hold some answers alone."""
    return TablesHeld({"questionnaires": canonical("questionnaires", [row for each in rows for row in each])})


@pytest.mark.parametrize(("size", "shown"), [(9, 0), (10, 10), (11, 11)])
def test_a_group_of_fewer_than_ten_is_not_shown(size, shown):
    found = people_agreeing(tables(answers("staff", agree=size, disagree=0, asked=30)), (CLOSED,))
    assert len(found) == shown


def test_a_group_is_counted_by_its_people_and_not_by_one_statements_answers():
    rows = answers("staff", agree=4, disagree=5, asked=30, blank=1)
    assert len(people_agreeing(tables(rows), (CLOSED,))) == 9


def test_groups_are_told_apart_and_a_small_one_does_not_hide_a_large_one():
    large, small = answers("staff", agree=6, disagree=6, asked=30), answers("manager", agree=3, disagree=0, asked=9)
    found = people_agreeing(tables(large, small), (CLOSED,))
    assert set(found["answered_as"]) == {"staff"}
    assert found[MEETS].sum() == 6
    answered = people_who_answered(tables(large, small), (CLOSED,))
    assert answered.groupby("answered_as")[MEETS].agg(["size", "sum"]).to_dict("index") == {
        "manager": {"size": 9, "sum": 3},
        "staff": {"size": 30, "sum": 12},
    }


def test_each_statement_has_its_own_share():
    rows = [answers("partner", agree=8, disagree=4, asked=20),
            answers("partner", agree=2, disagree=10, asked=20, question=HEARD)]  # fmt: skip
    found = people_agreeing(tables(*rows), (CLOSED,))
    assert found.groupby("question")[MEETS].sum().to_dict() == {TOLD: 8, HEARD: 2}


def test_nothing_is_said_of_a_period_in_which_none_closed():
    held = tables(answers("staff", agree=12, disagree=0, asked=30))
    for find in (people_who_answered, people_agreeing):
        assert find(held, (at(dt.date(2013, 1, 19)),)).empty
