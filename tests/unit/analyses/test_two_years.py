"""Which two years a change is split between, and whether the whole change is more than chance."""

import datetime as dt

import pytest

from tests.support.made_figures import COUNT, MEAN, monthly, yearly
from turncurve.analyses.two_years import day_of, is_within_chance, step_between
from turncurve.analyses.usual_spread import Usual
from turncurve.errors import TurnCurveError

WILTSHIRE = [(62, 388), (64, 512), (69, 504), (81, 480), (99, 540), (88, 430), (132, 530)]


@pytest.mark.parametrize(("text", "day"), [("", None), ("2013-03-31", dt.date(2013, 3, 31))])
def test_a_baseline_is_a_date_or_none(text, day):
    assert day_of(text) == day


@pytest.mark.parametrize("text", ["2013", "31/03/2013", "last year", "2013-02-30"])
def test_a_baseline_that_is_no_date_is_a_sentence(text):
    with pytest.raises(TurnCurveError, match="is not a date") as refused:
        day_of(text)
    assert refused.value.where == "parameter baseline"
    assert "YYYY-MM-DD" in refused.value.remedy


@pytest.mark.parametrize(
    ("since", "first"),
    [(None, 2018), (dt.date(2013, 3, 31), 2013), (dt.date(2014, 3, 30), 2013), (dt.date(2014, 3, 31), 2014)],
)
def test_the_last_year_is_set_beside_the_one_asked_for(since, first):
    step = step_between(yearly(WILTSHIRE, last=2019), since=since)
    assert (step.before.period.end.year, step.latest.period.end.year) == (first, 2019)


@pytest.mark.parametrize(
    ("figures", "since", "reason"),
    [
        (yearly([]), None, "there are not two years to compare"),
        (yearly([(62, 388)]), None, "there are not two years to compare"),
        (yearly([(62, 388), None]), None, "one of the two values is not shown or not known"),
        (yearly([None, (64, 512)]), None, "one of the two values is not shown or not known"),
        (yearly(WILTSHIRE), dt.date(2001, 1, 1), "no earlier year had ended by the day asked for"),
        (yearly([(30240, 48), (31000, 47)], words=MEAN), None, "three years together share two of them"),
        (monthly([(6, 40), (7, 41)]), None, "the periods are not years"),
    ],
)
def test_where_there_are_not_two_years_the_reason_is_given(figures, since, reason):
    found = step_between(figures, since=since)
    assert isinstance(found, str)
    assert found.startswith(reason)


@pytest.mark.parametrize(
    ("counts", "amount", "within"),
    [
        ([(62, 388), (64, 512)], 1.0, True),  # z is 1.5
        ([(62, 388), (102, 398)], 1.0, False),  # z is 3.3
        ([(62, 388), (102, 398)], 2.8, False),
        ([(62, 388), (102, 398)], 3.5, True),  # over-dispersion carried: 3.3 is 1.8 of what is usual
        ([(0, 388), (0, 512)], 1.0, True),  # nothing was counted, so nothing can be told
    ],
)
def test_a_change_within_chance_is_called_so_over_dispersion_carried(counts, amount, within):
    figures = yearly(counts)
    assert is_within_chance(figures, step_between(figures, since=None), usual=Usual(amount)) is within


@pytest.mark.parametrize(("counts", "within"), [([100, 110], True), ([100, 200], False)])
def test_a_count_s_change_is_held_against_what_counts_usually_do(counts, within):
    figures = yearly(counts, words=COUNT)
    assert is_within_chance(figures, step_between(figures, since=None), usual=Usual(0.15)) is within
