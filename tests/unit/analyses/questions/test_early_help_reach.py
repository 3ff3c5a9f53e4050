"""Whom early help reaches before the threshold."""

import datetime as dt

import pytest

from tests.support.stepped_council import keep_stepped_council
from turncurve.analyses.questions.early_help_reach import INDICATORS, early_help_reach
from turncurve.tables.records import Records


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Return the answer for the council whose spells are counted by hand."""
    root = tmp_path_factory.mktemp("project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TURNCURVE_ROOT", str(root))
        yield early_help_reach(keep_stepped_council(root))


def of(found, indicator, category=""):
    """Return one reading's counts, a year each."""
    for each in found.readings:
        if (each.figures.definition.id, each.category) == (indicator, category):
            return [None if one is None else (one.numerator, one.denominator) for one in each.measurements]
    return None


def test_the_last_two_years_are_told(found):
    assert [each.label for each in found.periods] == ["year to March 2012", "year to March 2013"]
    assert tuple(each.definition.id for each in found.figures) == INDICATORS


def test_ways_in_and_levels_add_up_to_what_began(found):
    whole = of(found, "early_help_started")
    for name, categories in (
        ("early_help_by_route", ("step-down from social care", "gateway panel")),
        ("early_help_by_level", ("2a", "2b")),
    ):
        parts = [of(found, name, category) for category in categories]
        assert [sum(each[year][0] for each in parts) for year in (0, 1)] == [year[0] for year in whole]


def test_those_helped_at_2b_and_referred_are_followed_for_six_months(found):
    ours = [n for n in range(1, 120, 2) if n % 3 != 2]
    began = {n: dt.date(2010, 5, 1) + dt.timedelta(days=8 * n) for n in ours}
    in_year = [n for n, day in began.items() if dt.date(2011, 10, 1) <= day <= dt.date(2012, 9, 30)]
    referred = sum(n % 3 == 0 for n in in_year)
    assert of(found, "referred_within_6_months_of_early_help", "2b")[1] == (referred, len(in_year))


def test_readings_stand_in_the_order_of_the_measures(found):
    seen = [each.figures.definition.id for each in found.readings]
    assert seen == sorted(seen, key=INDICATORS.index)
    assert found.over(found.figures) == found


def test_without_early_help_or_before_a_year_of_it_there_is_no_answer(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    assert early_help_reach(keep_stepped_council(tmp_path, help_given=False)).figures == ()
    keep_stepped_council(tmp_path)
    assert early_help_reach(Records("stepshire", dt.date(2010, 12, 20))).figures == ()
