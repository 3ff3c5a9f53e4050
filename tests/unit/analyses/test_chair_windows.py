"""A report of chairs is about the last whole month that they returned, and the twelve months to it and before."""

import datetime as dt

import pytest

from tests.support.chaired_council import keep_chaired_council
from turncurve.analyses.chair_windows import by_chair, chair_of, windows
from turncurve.errors import TurnCurveError
from turncurve.reference.periods import month, year_ending
from turncurve.tables.records import Records


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """Return a function that keeps a council's returns and gives its records."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))

    def keep(as_at=dt.date(2013, 3, 31), **given):
        keep_chaired_council(tmp_path, **given)
        return Records("chairshire", as_at)

    return keep


def test_it_is_about_the_last_month_the_year_to_it_and_the_year_before(kept):
    found = windows(kept())
    assert found.month == month(2013, 3)
    assert (found.twelve, found.earlier) == (year_ending(2013), year_ending(2012))
    assert found.asked == (month(2013, 3), year_ending(2013), year_ending(2012))
    assert (len(found.months), len(found.before)) == (12, 12)


@pytest.mark.parametrize(("months", "held", "before"), [(1, 1, 0), (11, 11, 0), (12, 12, 0), (23, 12, 0), (24, 12, 12)])
def test_where_fewer_months_are_held_it_is_about_those_and_never_about_half_a_year_before(kept, months, held, before):
    found = windows(kept(months=months))
    assert (len(found.months), len(found.before)) == (held, before)
    assert (found.earlier is None) == (before == 0)


@pytest.mark.parametrize(
    ("as_at", "last"), [(dt.date(2013, 2, 28), month(2013, 2)), (dt.date(2013, 3, 30), month(2013, 2))]
)
def test_nothing_after_the_reports_date_is_used(kept, as_at, last):
    assert windows(kept(as_at)).month == last


def test_no_whole_month_is_a_sentence(kept):
    with pytest.raises(TurnCurveError, match="have not returned a whole month"):
        windows(kept(dt.date(2013, 3, 20), months=1))


def test_each_chair_is_a_measurement_in_the_order_of_letters(kept):
    figures = by_chair(kept(), "non_compliance_raised", year_ending(2013))
    assert [chair_of(each.breakdown) for each in figures.measurements] == [f"Chair {letter}" for letter in "ABCDEFGHI"]
    assert [(each.numerator, each.denominator) for each in figures.measurements] == [*[(12, 36)] * 8, (1, 3)]
