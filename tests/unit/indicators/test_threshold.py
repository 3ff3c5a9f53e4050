"""Independent routes to the same counts; the cases worked by hand are in tests/spec/threshold.md."""

import datetime as dt

import pytest

from tests.support.canonical import canonical
from turncurve.indicators.registry import measure
from turncurve.reference.periods import year_ending

EDITION = "made/2010-04-01_2013-03-31"
REFERRED = dt.date(2012, 6, 15)


def reached(began, ended=None):
    """Tell whether one referral counts as reached by one spell."""
    tables = {
        "referrals": canonical("referrals", [{"child_key": "a", "referred_on": REFERRED}], edition=EDITION),
        "early_help": canonical(
            "early_help",
            [{"child_key": "a", "began_on": began, "came_through": "gateway panel", "ended_on": ended}],
            edition=EDITION,
        ),
    }
    found = measure("referrals_reached_by_early_help", tables, periods=(year_ending(2013),), area="X").measurements
    assert found[0].denominator == 1
    return bool(found[0].numerator)


@pytest.mark.parametrize(("day", "counts"), [("2012-06-14", True), ("2012-06-15", False), ("2012-06-16", False)])
def test_help_begins_before_the_day_of_the_referral(day, counts):
    assert reached(day) is counts


@pytest.mark.parametrize(("day", "counts"), [("2011-06-14", False), ("2011-06-15", True), ("2011-06-16", True)])
def test_help_lasted_into_the_twelve_months_before(day, counts):
    assert reached("2011-01-05", day) is counts


def test_two_spells_of_one_child_count_once():
    rows = [{"child_key": "a", "began_on": f"2012-0{number}-01", "came_through": "gateway panel"} for number in (3, 4)]
    tables = {
        "referrals": canonical("referrals", [{"child_key": "a", "referred_on": REFERRED}], edition=EDITION),
        "early_help": canonical("early_help", rows, edition=EDITION),
    }
    found = measure("referrals_reached_by_early_help", tables, periods=(year_ending(2013),), area="X").measurements
    assert (found[0].numerator, found[0].denominator) == (1, 1)


def test_what_is_not_stated_is_in_no_share():
    rows = [{"child_key": who, "referred_on": REFERRED, "no_further_action": said}
            for who, said in (("a", True), ("b", False), ("c", None))]  # fmt: skip
    tables = {"referrals": canonical("referrals", rows, edition=EDITION)}
    (found,) = measure("referrals_without_further_action", tables, periods=(year_ending(2013),), area="X").measurements
    assert (found.numerator, found.denominator, found.unknown) == (1, 2, 1)
