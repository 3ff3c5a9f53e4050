"""Further edges of the counts of adopters; the cases worked by hand are in tests/spec/adopters.md."""

import datetime as dt

import pytest

from tests.support.canonical import canonical
from turncurve.indicators.registry import definition, measure
from turncurve.reference.periods import at, year_ending
from turncurve.reference.timescales import timescale

YEAR = year_ending(2013)


def adopters(*rows):
    held = [
        {"adopter_key": f"a{n}", "family_key": f"f{n}", "began_on": "2012-01-15", **row} for n, row in enumerate(rows)
    ]
    return {"adopters": canonical("adopters", held, edition="made/2010-04-01_2013-03-31")}


def counted(indicator, *rows, period=YEAR):
    found = measure(indicator, adopters(*rows), periods=(period,), area="X").measurements[0]
    return found.numerator, found.denominator


@pytest.mark.parametrize(
    ("approved", "stage_two", "in_time"),
    [
        ("2012-09-15", None, 1),
        ("2012-09-16", None, 0),
        ("2012-12-01", "2012-08-01", 1),
        ("2012-12-02", "2012-08-01", 0),
        ("2012-07-01", "2012-02-01", 0),
    ],
)
def test_the_time_allowed_is_that_of_the_way_of_assessment(approved, stage_two, in_time):
    row = {"approved_on": approved, "stage_two_began_on": stage_two}
    assert counted("adopter_families_approved_in_time", row) == (in_time, 1)


def test_the_months_are_those_of_the_limits():
    caveat = definition("adopter_families_approved_in_time").caveats[0]
    assert f"{timescale('adopter_approval').limit} months from the application" in caveat
    assert f"{timescale('adopter_stage_two').limit} months from the start of the second" in caveat
    assert timescale("adopter_approval").status == "recalled"
    assert "recalled" in caveat


def test_a_couple_counts_once_and_a_later_application_of_theirs_again():
    couple = [{"family_key": "f"}, {"family_key": "f"}]
    again = {"family_key": "f", "began_on": "2013-02-01"}
    assert counted("adopter_families_applied", *couple, period=year_ending(2012)) == (1, None)
    assert counted("adopter_families_applied", *couple, again) == (1, None)


@pytest.mark.parametrize(
    ("row", "waiting"),
    [
        ({"approved_on": "2013-03-31"}, 1),
        ({"approved_on": "2013-04-01"}, 0),
        ({}, 0),
        ({"approved_on": "2012-09-15", "matched_on": "2013-03-31"}, 0),
        ({"approved_on": "2012-09-15", "matched_on": "2013-04-01"}, 1),
        ({"approved_on": "2012-09-15", "left_on": "2013-02-01", "left_because": "1"}, 0),
        ({"approved_on": "2012-09-15", "left_on": "2013-05-01", "left_because": "3"}, 0),
    ],
)
def test_a_family_waits_from_its_approval_to_its_match_or_its_leaving(row, waiting):
    assert counted("adopter_families_waiting", row, period=at(dt.date(2013, 3, 31))) == (waiting, None)


def test_a_refused_family_is_not_approved():
    refused = {"approved_on": "2012-09-15", "left_on": "2012-09-15", "left_because": "3"}
    withdrew = {**refused, "left_because": "1"}
    assert counted("adopter_families_approved", refused, withdrew) == (1, None)
