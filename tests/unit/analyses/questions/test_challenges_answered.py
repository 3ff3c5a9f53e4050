"""What became of challenges, month by month: raised, resolved, how soon, and still open at the end."""

import pytest

from tests.support.chaired_council import AS_AT, keep_chaired_council
from turncurve.analyses.questions.challenges_answered import DAYS, OPEN, RAISED, TOO_LONG, answered
from turncurve.reference.periods import month
from turncurve.tables.records import Records


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """Return a function that keeps a council's returns and gives its records."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))

    def keep(**given):
        keep_chaired_council(tmp_path, chairs=4, **given)
        return Records("chairshire", AS_AT)

    return keep


def test_it_follows_every_month_of_two_years(kept):
    found = answered(kept())
    assert (len(found.months), found.months[0], found.months[-1]) == (24, month(2011, 4), month(2013, 3))
    assert [each.numerator for each in found.of(RAISED).values()] == [*[3] * 23, 4]


def test_days_are_of_those_resolved_and_the_rest_are_open(kept):
    found = answered(kept())
    days = found.of(DAYS)
    assert [each.denominator for each in days.values()] == [*[3] * 23, 0]
    assert {each.numerator for each in days.values() if each.denominator} == {30}
    assert found.of(OPEN)[month(2013, 3)].numerator == 4
    assert found.of(OPEN)[month(2013, 2)].numerator == 0


def test_a_challenge_three_weeks_old_is_not_yet_open_too_long(kept):
    found = answered(kept())
    last = found.of(TOO_LONG)[month(2013, 3)]
    assert (last.numerator, last.denominator) == (0, 4)


def test_where_nothing_was_ever_challenged_there_are_noughts_and_no_fault(kept):
    found = answered(kept(challenges=False))
    assert {each.numerator for each in found.of(RAISED).values()} == {0}
    assert {each.status for each in found.of(DAYS).values()} == {"no cases"}


def test_it_can_be_made_from_other_figures(kept):
    found = answered(kept(months=3))
    assert found.over(found.figures) == found
    assert len(found.months) == 3
