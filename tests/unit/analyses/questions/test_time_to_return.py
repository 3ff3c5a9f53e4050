"""How soon children are back on a plan, by the year in which their last one ended."""

import datetime as dt

import pytest

from tests.support.canonical import plans
from tests.support.made_council import keep_made_council, published_figures
from tests.support.made_figures import SHARE, definition
from turncurve.analyses.questions.time_to_return import MONTHS, WITHIN, TimeToReturn, time_to_return
from turncurve.analyses.usual_spread import Usual
from turncurve.disclosure.release import release, solo_plan
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.indicators.registry import INDICATORS
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.methods.interval import over_dispersed_proportion
from turncurve.reference.periods import year_ending
from turncurve.tables import store
from turncurve.tables.records import Records

YEARS = [year_ending(each) for each in (2010, 2011, 2012, 2013)]
EDITION = "cin_census/2009-04-01_2013-03-31"


def back(months, counts):
    """Return yearly figures of those back: a pair a year, or the number that ended where it is not yet known."""
    held = [
        Measurement("X", period, None, count, "not available", (), count)
        if isinstance(count, int)
        else Measurement("X", period, *count)
        for period, count in zip(YEARS, counts, strict=True)
    ]
    subset = tuple((f"back within {each} months", "yes") for each in (12, 24, 6) if each >= months)
    words = definition(SHARE, id=f"back_{months}", base="plans_ended", subset=subset)
    return Figures(words, tuple(held), Source("Made"))


def curve(usual=None):
    return TimeToReturn(
        (
            back(6, [(8, 180), (9, 207), (11, 246), 227]),
            back(12, [(14, 180), (19, 207), (26, 246), 227]),
            back(24, [(25, 180), (31, 207), 246, 227]),
        ),
        usual=usual,
    )


def test_each_year_of_ending_has_its_share_for_each_number_of_months():
    cohorts = curve().cohorts
    assert [each.period for each in cohorts] == YEARS
    assert [each.ended for each in cohorts] == [180, 207, 246, 227]
    assert [count for count, _ in cohorts[0].back] == [8, 14, 25]
    assert cohorts[1].back[1][1] == pytest.approx(100 * 19 / 207)


def test_a_year_not_yet_followed_for_so_long_has_no_share_and_says_so():
    cohorts = curve().cohorts
    assert [each.not_yet for each in cohorts] == [
        (False, False, False), (False, False, False), (False, False, True), (True, True, True)
    ]  # fmt: skip
    assert cohorts[2].back[2] == (None, None)
    assert isinstance(cohorts[2].intervals[2], NoInterval)


def test_siblings_are_allowed_for_in_every_interval():
    plain, wide = (curve(Usual(amount)).cohorts[0].intervals[1] for amount in (1.0, 2.8))
    expected = over_dispersed_proportion(14, 180, inflation=2.8)
    assert isinstance(wide, Interval)
    assert (wide.lower, wide.upper) == pytest.approx((100 * expected.lower, 100 * expected.upper))
    assert wide.upper - wide.lower > plain.upper - plain.lower


def test_a_public_curve_shows_no_small_count():
    found = TimeToReturn((back(6, [(3, 180), (9, 207), (11, 246), 227]), *curve().figures[1:]))
    shown = release(found, audience="public", plan=solo_plan(found)).value
    assert found.cohorts[0].back[0][0] == 3
    assert shown.cohorts[0].back[0] == (None, None)
    assert shown.cohorts[0].not_yet[0] is False


def test_without_a_curve_there_is_no_cohort():
    assert TimeToReturn(curve().figures, reason="this indicator counts no returns").cohorts == ()


def test_the_shares_asked_for_are_in_the_registry():
    for names in WITHIN.values():
        assert len(names) == len(MONTHS)
        assert set(names) <= set(INDICATORS)


@pytest.fixture
def root(tmp_path, monkeypatch):
    """Keep a council in which ten plans end each month; one child in ten is back after each of 3, 9 and 18 months."""
    folder = keep_made_council(tmp_path)
    rows = []
    for month in range(48):
        end = dt.date(2009 + (month + 3) // 12, (month + 3) % 12 + 1, 10)
        for child in range(10):
            rows.append((f"c{month}-{child}", str(end - dt.timedelta(days=100)), str(end), 0, 5))
            days = {0: 90, 1: 270, 2: 540}.get(child)
            again = end + dt.timedelta(days=days or 9999)
            if again <= dt.date(2013, 3, 31):
                rows.append((f"c{month}-{child}", str(again), None, 1, 6))
    held = plans(*rows, edition=EDITION)
    store.write("cp_plans", held, folder=folder, sources={"p.csv": "cd" * 32}, counts={"read": len(rows)})
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    rows = published_figures(("repeat_child_protection_plans", "Testshire", 2012, 60, 300))
    store.write("published_figures", rows, folder=tmp_path / "data/processed/published", sources={}, counts={})
    return tmp_path


def test_a_council_s_own_records_say_how_soon_children_are_back(root):
    found = time_to_return(Records("madeshire", dt.date(2013, 3, 31)), "repeat_child_protection_plans")
    counts = [[count for count, _ in each.back] for each in found.cohorts]
    assert counts == [[12, 24, 36], [12, 24, 36], [12, 24, None], [None, None, None]]


def test_at_an_earlier_date_less_has_been_followed_and_nothing_after_it_is_used(root):
    found = time_to_return(Records("madeshire", dt.date(2012, 3, 31)), "repeat_child_protection_plans")
    counts = [[count for count, _ in each.back] for each in found.cohorts]
    assert counts == [[12, 24, 36], [12, 24, None], [None, None, None]]


@pytest.mark.parametrize(
    ("council", "indicator", "reason"),
    [
        ("madeshire", "referrals", "this indicator counts no returns"),
        ("Testshire", "repeat_child_protection_plans", "is known from the council's own records only"),
    ],
)
def test_where_there_is_no_curve_the_reason_is_given(root, council, indicator, reason):
    found = time_to_return(Records(council, dt.date(2013, 12, 31)), indicator)
    assert reason in found.reason
    assert len(found.figures) == 1
