"""The steps towards adoption counted once more from the raw tracker and returns, by rules written out here."""

import datetime as dt

import pytest

from tests.support.exampleshire_files import ExampleshireFiles
from turncurve.indicators import registry
from turncurve.reference.periods import year_ending

YEARS = (2010, 2011, 2012, 2013)


@pytest.fixture(scope="module")
def files(_made):
    return ExampleshireFiles(_made.raw)


@pytest.fixture
def measured(records):
    """Return a function that measures an indicator over one year, as (numerator, denominator)."""

    def measure(indicator, year):
        (found,) = registry.measure(indicator, records, periods=(year_ending(year),), area="Exampleshire").measurements
        return found.numerator, found.denominator

    return measure


def in_year(day, year):
    return day is not None and dt.date(year - 1, 4, 1) <= day <= dt.date(year, 3, 31)


def six_months_after(day):
    """Return the same day six months on, or the last day of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + 6, 12)
    last = (dt.date(year + (month == 11), (month + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day
    return dt.date(year, month + 1, min(day.day, last))


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(
    ("indicator", "column"),
    [
        ("adoption_decisions", "Decision"),
        ("placement_orders", "Placement order"),
        ("children_matched", "Matched"),
        ("children_moved_in", "Placed"),
    ],
)
def test_the_steps_of_a_year_are_those_of_the_tracker(files, measured, indicator, column, year):
    assert sum(in_year(row[column], year) for row in files.tracker) == measured(indicator, year)[0]


@pytest.mark.parametrize("year", YEARS)
def test_decisions_soon_after_care_began_recounted_from_the_tracker_agree(files, measured, year):
    decided = [row for row in files.tracker if in_year(row["Decision"], year)]
    soon = sum(row["Decision"] <= six_months_after(row["Entered care"]) for row in decided)
    assert (soon, len(decided)) == measured("adoption_decided_within_6_months_of_care", year)


@pytest.mark.parametrize("year", YEARS)
def test_matches_within_six_months_of_the_decision_recounted_from_the_tracker_agree(files, measured, year):
    due = [(six_months_after(row["Decision"]), row["Matched"]) for row in files.tracker if row["Decision"]]
    held = [(limit, matched) for limit, matched in due if in_year(limit, year)]
    in_time = sum(matched is not None and matched <= limit for limit, matched in held)
    assert (in_time, len(held)) == measured("matched_within_6_months_of_decision", year)


@pytest.mark.parametrize("year", YEARS)
def test_days_from_order_to_match_recounted_from_the_tracker_agree(files, measured, year):
    matched = [row for row in files.tracker if in_year(row["Matched"], year) and row["Placement order"]]
    days = [max(0, (row["Matched"] - row["Placement order"]).days) for row in matched]
    assert (sum(days), len(days)) == measured("days_from_order_to_match", year)


@pytest.mark.parametrize("year", YEARS)
def test_adoptive_placements_that_ended_early_recounted_from_the_returns_agree(files, measured, year):
    rows = [row for each in YEARS for row in files.ssda903(each, "episodes")]
    stays = {}
    for row in rows:
        if row["PLACE"] in {"A3", "A4", "A5", "A6"} and row["DEC"]:
            stays[row["CHILD"], row["DECOM"]] = row
    began = {(row["CHILD"], row["DECOM"]) for row in rows if row["PLACE"] in {"A3", "A4", "A5", "A6"}}
    early = [
        row for row in stays.values() if row["REC"] not in {"E11", "E12"} and (row["CHILD"], row["DEC"]) not in began
    ]
    ended = [dt.datetime.strptime(row["DEC"], "%d/%m/%Y").replace(tzinfo=dt.UTC).date() for row in early]
    assert sum(in_year(day, year) for day in ended) == measured("adoptive_placements_ended_early", year)[0]
