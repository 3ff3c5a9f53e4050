"""Families who adopt counted once more from the raw lists of adopters, by rules written out here."""

import datetime as dt

import pytest

from tests.support.exampleshire_files import ExampleshireFiles, day_of
from turncurve.indicators import registry
from turncurve.reference.periods import at, year_ending

FAMILY, APPLIED, APPROVED, MATCHED, LEFT = 1, 11, 12, 13, 17
SHEETS = {"2011-09-30": "List 11", "2012-03-31": "List_11", "2012-09-30": "List_11", "2013-03-31": "List 11"}
LAST = dt.date(2013, 3, 31)
EIGHT_MONTHS_AND_A_DAY = 246  # no eight months are longer than 245 days


@pytest.fixture(scope="module")
def families(_made):
    """Return each family of the last two years' lists, as the latest list has it: applied, approved, matched, left."""
    found, files = {}, ExampleshireFiles(_made.raw)
    lists = [files.sheet(f"annex_a/{edition}/annex_a_SYNTHETIC.xlsx", sheet) for edition, sheet in SHEETS.items()]
    for row in (row for rows in lists for row in rows if str(row[FAMILY] or "").startswith("SYN")):
        held = [day_of(row[place]) for place in (APPLIED, APPROVED, MATCHED, LEFT)]
        before = found.get(row[FAMILY], [None] * 4)
        found[row[FAMILY]] = [new or old for new, old in zip(held, before, strict=True)]
    return found


@pytest.fixture
def measured(records):
    """Return a function that measures an indicator over one period, as (numerator, denominator)."""

    def measure(indicator, period):
        (found,) = registry.measure(indicator, records, periods=(period,), area="Exampleshire").measurements
        return found.numerator, found.denominator

    return measure


def in_year(day):
    return day is not None and dt.date(2012, 4, 1) <= day <= LAST


def test_families_who_applied_in_the_year_recounted_from_the_lists_agree(families, measured):
    applied = sum(in_year(each[0]) for each in families.values())
    assert applied > 10
    assert applied == measured("adopter_families_applied", year_ending(2013))[0]


def test_families_approved_in_the_year_recounted_from_the_lists_agree(families, measured):
    approved = [each for each in families.values() if in_year(each[1])]
    surely_late = sum((each[1] - each[0]).days >= EIGHT_MONTHS_AND_A_DAY for each in approved)
    surely_in_time = sum((each[1] - each[0]).days <= 242 for each in approved)
    in_time, everyone = measured("adopter_families_approved_in_time", year_ending(2013))
    assert everyone == len(approved) == measured("adopter_families_approved", year_ending(2013))[0]
    assert surely_in_time <= in_time <= everyone - surely_late


def test_families_waiting_on_the_last_day_recounted_from_the_lists_agree(families, measured):
    waiting = [
        name
        for name, (_, approved, matched, left) in families.items()
        if approved and approved <= LAST and not matched and not (left and left <= LAST)
    ]
    assert len(waiting) > 5
    assert len(waiting) == measured("adopter_families_waiting", at(LAST))[0]
