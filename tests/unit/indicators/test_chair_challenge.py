"""Challenge: raised where there was something to challenge, resolved in days, and open until the day it is resolved."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.canonical import canonical
from turncurve.indicators.registry import measure
from turncurve.reference.periods import at, month

WHICH = {"child_key": "c1", "held_on": "2012-06-01"}


def tables(*challenges, said=None):
    conference = {**WHICH, "kind": "review", "chair_key": "h1", **({"plan_unchanged": True} if said is None else said)}
    names = ("raised_on", "resolved_on", "about")
    rows = [{"about": "drift", **WHICH, **dict(zip(names, each, strict=False))} for each in challenges]
    return {
        "chaired_conferences": canonical("chaired_conferences", [conference]),
        "chair_challenges": canonical("chair_challenges", rows),
    }


def counted(indicator, held, period):
    (each,) = measure(indicator, held, periods=(period,), area="Exampleshire").measurements
    return each.numerator, each.denominator


def test_a_conference_is_challenged_once_however_many_challenges_followed():
    held = tables(("2012-06-04", None, "drift"), ("2012-06-05", None, "partner's part"))
    assert counted("challenge_where_there_was_concern", held, month(2012, 6)) == (1, 1)


def test_a_concern_without_a_challenge_is_a_no_and_no_concern_is_no_case():
    assert counted("challenge_where_there_was_concern", tables(), month(2012, 6)) == (0, 1)
    calm = tables(("2012-06-04", None), said={"plan_unchanged": False})
    assert counted("challenge_where_there_was_concern", calm, month(2012, 6)) == (0, 0)


def test_a_challenge_raised_later_belongs_to_the_month_of_the_conference():
    held = tables(("2012-08-01", None))
    assert counted("challenge_where_there_was_concern", held, month(2012, 6)) == (1, 1)


@pytest.mark.parametrize(("resolved", "days"), [("2012-06-04", 0), ("2012-06-05", 1), ("2012-06-30", 26)])
def test_days_run_from_the_day_of_raising_to_the_day_of_resolving(resolved, days):
    held = tables(("2012-06-04", resolved))
    assert counted("days_to_resolve_a_challenge", held, month(2012, 6)) == (days, 1)


@pytest.mark.parametrize(
    ("day", "is_open"), [("2012-06-03", 0), ("2012-06-04", 1), ("2012-06-19", 1), ("2012-06-20", 0)]
)
def test_a_challenge_is_open_from_the_day_of_raising_until_the_day_before_it_is_resolved(day, is_open):
    held = tables(("2012-06-04", "2012-06-20"))
    assert counted("challenges_open", held, at(dt.date.fromisoformat(day)))[0] == is_open


@pytest.mark.parametrize(("day", "long"), [("2012-07-04", 0), ("2012-07-05", 1)])
def test_a_challenge_is_open_too_long_after_twenty_working_days(day, long):
    held = tables(("2012-06-06", None))  # the twentieth working day after 6 June is 4 July
    assert counted("challenges_open_too_long", held, at(dt.date.fromisoformat(day))) == (long, 1)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 90), st.one_of(st.none(), st.integers(0, 60))), max_size=12))
def test_what_was_open_and_was_raised_less_what_was_resolved_is_what_is_open(drawn):
    first = dt.date(2012, 6, 1)
    rows = [
        (first + dt.timedelta(days=day), None if took is None else first + dt.timedelta(days=day + took))
        for day, took in drawn
    ]
    held = tables(*((str(raised), None if resolved is None else str(resolved)) for raised, resolved in rows))
    held["chair_challenges"] = held["chair_challenges"].assign(about=[f"a{n}" for n in range(len(rows))])
    july = month(2012, 7)
    before, after = (counted("challenges_open", held, at(day))[0] for day in (dt.date(2012, 6, 30), july.end))
    raised = counted("challenges_raised", held, july)[0]
    assert before + raised - counted("days_to_resolve_a_challenge", held, july)[1] == after
