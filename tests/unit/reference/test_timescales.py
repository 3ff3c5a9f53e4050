import datetime as dt

import numpy as np
import pandas as pd
import pytest

from turncurve.errors import UnknownNameError
from turncurve.reference.timescales import ASSESSMENT_LIMITS, assessment_limits, timescale, timescales


def limits(*cases):
    started = pd.Series(pd.to_datetime([day for day, _ in cases]))
    return assessment_limits(started, pd.Series([kind for _, kind in cases], dtype="str")).tolist()


@pytest.mark.parametrize(
    ("started", "kind", "expected"),
    [
        ("2010-03-31", "initial", 7),
        ("2010-04-01", "initial", 10),
        ("2013-06-01", "initial", 10),
        ("2010-03-31", "core", 35),
        ("2012-12-01", "core", 35),
        ("2013-04-01", "single", 45),
        ("2013-04-01", None, 45),
        ("2024-01-02", None, 45),
    ],
)
def test_an_assessment_is_held_to_the_limit_in_force_when_it_started(started, kind, expected):
    assert limits((started, kind)) == [expected]


@pytest.mark.parametrize(("started", "kind"), [("2013-03-31", None), ("2013-03-31", "single"), ("1999-01-04", "core")])
def test_where_no_limit_can_be_told_there_is_none(started, kind):
    assert np.isnan(limits((started, kind))).all()


def test_assessments_of_every_kind_are_timed_together():
    assert limits(("2009-05-01", "initial"), ("2012-05-01", "initial"), ("2012-05-01", "core")) == [7, 10, 35]


def test_no_two_limits_of_one_kind_are_in_force_on_a_day():
    days = [dt.date(2009, 1, 1) + dt.timedelta(days=step) for step in range(0, 3000, 7)]
    for names in ASSESSMENT_LIMITS.values():
        assert max(sum(timescale(name).in_force(day) for name in names) for day in days) == 1


@pytest.mark.parametrize(
    ("name", "limit", "unit"),
    [("initial_conference", 15, "working days"), ("first_review", 3, "months"), ("later_review", 6, "months")],
)
def test_limits_of_child_protection_are_those_of_guidance(name, limit, unit):
    assert (timescale(name).limit, timescale(name).unit) == (limit, unit)


def test_a_limit_in_force_has_a_first_and_perhaps_a_last_day():
    rule = timescale("initial_assessment_2000")
    assert [rule.in_force(day) for day in (dt.date(2000, 3, 31), dt.date(2000, 4, 1), dt.date(2010, 3, 31))] == [
        False,
        True,
        True,
    ]
    assert not rule.in_force(dt.date(2010, 4, 1))


def test_every_limit_says_what_it_times_and_how_well_it_is_sourced():
    for name, rule in timescales().items():
        assert rule.id == name
        assert rule.what
        assert rule.runs_from
        assert rule.source
        assert rule.status in {"sourced", "recalled", "conflict"}
        assert rule.unit in {"working days", "months"}


def test_an_unknown_limit_is_refused_with_the_names_that_there_are():
    with pytest.raises(UnknownNameError, match="first_review"):
        timescale("first_reveiw")
