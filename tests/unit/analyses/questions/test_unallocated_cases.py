"""How many children wait for a worker."""

import pytest

from tests.support.kept_teams import START, WEEK, flow, held
from tests.support.queued_council import queued_records
from turncurve.analyses.questions.unallocated_cases import INDICATORS, unallocated_cases


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Return the answer for the council of two teams."""
    with queued_records(tmp_path_factory.mktemp("project")) as records:
        yield unallocated_cases(records)


def test_the_council_is_counted_by_month(found):
    assert tuple(each.definition.id for each in found.figures) == INDICATORS
    assert found.figures[0].measurements[-1].numerator == 16
    assert found.figures[1].measurements[-1].numerator == 4 * 16


def test_each_team_is_told_with_its_ages_and_limits(found):
    north, south = found.teams
    assert (north.size, north.oldest, north.ages) == (0, None, (0, 0, 0, 0))
    # 16 wait: eight came on 26 March, two working days before Good Friday, and eight on the 19th.
    assert (south.size, south.oldest, south.ages) == (16, 7, (8, 8, 0, 0))
    assert (south.running_out, south.run_out) == (8, 0)


def test_load_and_capacity_are_those_of_the_literature(found):
    north, south = found.teams
    assert (north.arrivals, north.allocated, north.load) == (8, 8, 1)
    # 8 of the last 13 weeks took on 6.
    assert south.allocated == pytest.approx((5 * 8 + 8 * 6) / 13)
    assert south.load == pytest.approx(8 / south.allocated)
    assert south.target == 2
    assert south.too_big
    assert not north.too_big
    # Relief: 8 + (16 - 2) / 13 a week; balance: 8 + 4, which is more.
    assert south.capacity_needed == pytest.approx(12)
    assert north.days_available == 20


def test_over_other_figures_no_team_is_told(found):
    assert found.over(found.figures).teams == ()
    assert found.over(found.figures).figures == found.figures


def test_a_team_spelled_in_two_ways_is_one_and_a_closed_one_is_none(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    waits = {"child_key": "x", "ready_at": START + 100 * WEEK, "referred_on": START, "team": " NORTH"}
    closed = flow("East", weeks=60, waiting=0)
    stops = flow("West", weeks=90)
    found = unallocated_cases(held(tmp_path, [*flow("North"), waits, *closed, *stops]), weeks_allowed=1.0)
    assert [(each.team, each.size, each.limit) for each in found.teams] == [("North", 3, 8 + 1), ("West", 2, 8)]
    assert found.weeks_allowed == 1.0
