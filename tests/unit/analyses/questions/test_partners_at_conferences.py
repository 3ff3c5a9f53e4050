"""Partner agencies: how often each came and reported when invited, over a year and the year before."""

import pytest

from tests.support.chaired_council import AS_AT, keep_chaired_council
from turncurve.analyses.questions.partners_at_conferences import partners
from turncurve.reference.periods import year_ending
from turncurve.tables.records import Records


@pytest.fixture
def records(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    keep_chaired_council(tmp_path, chairs=3)
    return Records("chairshire", AS_AT)


def test_each_agency_is_counted_over_both_years(records):
    found = partners(records)
    assert found.periods == (year_ending(2013), year_ending(2012))
    assert found.agencies == ("housing", "police")
    came, wrote = found.figures
    for period, invited in ((year_ending(2013), 75), (year_ending(2012), 72)):
        for agency, expected in (("police", (invited, 0)), ("housing", (0, invited))):
            numerators = tuple(found.at(each, agency, period=period).numerator for each in (came, wrote))
            assert numerators == expected
            assert found.at(came, agency, period=period).denominator == invited


def test_what_was_not_measured_is_nothing(records):
    found = partners(records)
    assert found.at(found.figures[0], "probation", period=year_ending(2013)) is None
    assert found.over(found.figures[:1]).figures == found.figures[:1]


def test_a_council_with_one_year_has_no_year_before(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    keep_chaired_council(tmp_path, chairs=2, months=12)
    assert partners(Records("chairshire", AS_AT)).periods == (year_ending(2013),)
