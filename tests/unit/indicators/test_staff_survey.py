"""The staff survey: no group so small that somebody could be picked out, whoever reads."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.canonical import canonical
from turncurve.indicators import staff_survey
from turncurve.indicators.cases import MEETS, TablesHeld
from turncurve.indicators.staff_survey import TOGETHER
from turncurve.reference.periods import at
from turncurve.tables.staff_support import SURVEY_ANSWERS

CLOSED = at(dt.date(2012, 6, 29))


def tables(teams, *, answer="agree", asked=200, questions=("I am heard",)):
    people = [(team, place) for team, size in teams.items() for place in range(size)]
    rows = [
        {
            "wave": "June", "closed_on": "2012-06-29", "respondent_key": f"{team}{place}", "team": team,
            "question": question, "answer": answer, "staff_asked": asked,
        }
        for team, place in people
        for question in questions
    ]  # fmt: skip
    return TablesHeld({"surveys": canonical("surveys", rows)})


def groups(teams, **options):
    found = staff_survey.staff_agreeing_by_team(tables(teams, **options), (CLOSED,))
    return found.groupby("team")["respondent_key"].nunique().to_dict()


@pytest.mark.parametrize(
    ("teams", "shown"),
    [
        ({"A": 10, "B": 11}, {"A": 10, "B": 11}),
        ({"A": 9, "B": 11}, {TOGETHER: 20}),
        ({"A": 9, "B": 11, "C": 12}, {TOGETHER: 20, "C": 12}),
        ({"A": 9, "B": 1, "C": 12}, {TOGETHER: 10, "C": 12}),
        ({"A": 5, "B": 4, "C": 10, "D": 30}, {TOGETHER: 19, "D": 30}),
        ({"A": 5, "B": 4}, {}),
        ({"A": 9}, {}),
        ({None: 2, "A": 12, "B": 14}, {TOGETHER: 14, "B": 14}),
    ],
)
def test_a_team_of_fewer_than_ten_stands_only_with_others(teams, shown):
    assert groups(teams) == shown


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from("ABCDEFGH"), st.integers(1, 25), min_size=1))
def test_no_group_shown_is_small_and_no_subtraction_leaves_a_small_one(teams):
    shown = groups(teams)
    assert all(size >= 10 for size in shown.values())
    left = sum(teams.values()) - sum(shown.values())
    assert left == 0 or not shown


def test_teams_are_pooled_for_all_statements_alike():
    held = tables({"A": 9, "B": 11, "C": 12}, questions=("I am heard", "I am well"))
    found = staff_survey.staff_agreeing_by_team(held, (CLOSED,))
    assert found.groupby("question")["team"].nunique().tolist() == [2, 2]


@pytest.mark.parametrize("answer", [*SURVEY_ANSWERS, None])
def test_those_agree_who_say_so(answer):
    found = staff_survey.staff_agreeing(tables({"A": 10}, answer=answer), (CLOSED,))
    assert found[MEETS].tolist() == ([] if answer is None else [answer in {"agree", "strongly agree"}] * 10)


@pytest.mark.parametrize(("asked", "rows"), [(30, 30), (10, 10), (None, 0)])
def test_who_answered_is_of_those_asked_where_that_is_stated(asked, rows):
    found = staff_survey.staff_who_answered(tables({"A": 10}, asked=asked), (CLOSED,))
    assert len(found) == rows
    assert found[MEETS].sum() == (10 if rows else 0)


def test_nothing_is_said_of_a_period_in_which_no_wave_closed():
    later = (at(dt.date(2012, 6, 30)),)
    for find in (staff_survey.staff_who_answered, staff_survey.staff_agreeing, staff_survey.staff_agreeing_by_team):
        assert find(tables({"A": 10}), later).empty


def test_two_waves_of_one_day_are_asked_and_pooled_each_by_itself():
    one, two = tables({"A": 12, "B": 3}), tables({"A": 10, "B": 10})
    later = two.table("surveys").assign(wave="Managers")
    both = TablesHeld({"surveys": pd.concat([one.table("surveys"), later], ignore_index=True)})
    assert len(staff_survey.staff_who_answered(both, (CLOSED,))) == 400
    found = staff_survey.staff_agreeing_by_team(both, (CLOSED,))
    assert set(found.loc[found["wave"] == "June", "team"]) == {TOGETHER}
    assert set(found.loc[found["wave"] == "Managers", "team"]) == {"A", "B"}
