"""Independent routes to the same counts; the cases worked by hand are in tests/spec/step_down.md."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.canonical import canonical
from turncurve.indicators.registry import measure
from turncurve.reference.periods import Period, year_ending
from turncurve.tables.early_help import STEP_DOWN

FROM = dt.date(2011, 4, 1)
DAYS = st.integers(0, 700)


def held(spells, referred):
    """Hold step-downs and referrals, each as child and days from April 2011."""
    day = lambda days: FROM + dt.timedelta(days=days)  # noqa: E731 - one short word for a date
    return {
        "early_help": canonical(
            "early_help",
            [
                {"child_key": who, "began_on": day(days), "came_through": STEP_DOWN, "level": "2b"}
                for who, days in spells
            ],
            edition="early_help/2011-04-01_2013-03-31",
        ),
        "referrals": canonical(
            "referrals",
            [{"child_key": who, "referred_on": day(days)} for who, days in referred],
            edition="cin_census/2011-04-01_2013-03-31",
        ),
    }


def months_after(day, months):
    """Return the same day so many months later, or the last of that month."""
    year, number = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (dt.date(year + number // 11, (number + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day
    return dt.date(year, number + 1, min(day.day, last))


@pytest.mark.parametrize("months", [6, 12])
@settings(max_examples=25, deadline=None)
@given(
    spells=st.sets(st.tuples(st.sampled_from("abc"), DAYS), min_size=1, max_size=6),
    referred=st.sets(st.tuples(st.sampled_from("abc"), DAYS), min_size=1, max_size=8),
)
def test_who_was_back_is_who_is_found_by_looking_case_by_case(months, spells, referred):
    year = year_ending(2013)
    up, back = 0, 0
    for who, days in spells:
        began = FROM + dt.timedelta(days=days)
        until = months_after(began, months)
        if year.start <= until <= year.end:
            up += 1
            came = [FROM + dt.timedelta(days=each) for other, each in referred if other == who]
            back += any(began < day <= until for day in came)
    name = f"back_within_{months}_months_of_step_down"
    (found,) = measure(name, held(spells, referred), periods=(year,), area="X").measurements
    assert (found.numerator, found.denominator) == (back, up)


def test_a_window_that_is_still_open_is_in_no_figure():
    tables = held([("a", 640)], [("a", 650), ("b", 0)])
    (found,) = measure("back_within_6_months_of_step_down", tables, periods=(year_ending(2013),), area="X").measurements
    assert (found.numerator, found.denominator, found.status) == (0, 0, "no cases")


def test_a_period_before_which_the_records_do_not_reach_back_is_not_available():
    tables = held([("a", 1)], [("a", 5)])
    early = Period(dt.date(2011, 4, 1), dt.date(2011, 9, 30))
    (found,) = measure("back_within_6_months_of_step_down", tables, periods=(early,), area="X").measurements
    assert found.status == "not available"
