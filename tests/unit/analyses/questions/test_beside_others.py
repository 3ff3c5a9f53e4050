"""The curve beside others, and the council among all authorities."""

import datetime as dt

import pandas as pd
import pytest

from tests.support.made_council import A_MONTH, keep_made_council, published_figures
from tests.support.made_figures import yearly
from turncurve.analyses.questions.beside_others import Comparison, Funnel, funnel
from turncurve.methods.funnel import FEWEST_AREAS
from turncurve.reference.periods import year_ending
from turncurve.tables import store
from turncurve.tables.records import Records

REPEAT = "repeat_child_protection_plans"
ENGLAND = yearly([(7830, 52700), (7950, 52700)], area="England", published=True)


def others(*counts, many=FEWEST_AREAS):
    """Return so many authorities with the same counts."""
    return tuple(yearly(list(counts), area=f"Authority {place}", published=True) for place in range(many))


def test_a_comparison_keeps_its_areas_in_order():
    own, england = yearly([(62, 388)]), yearly([(7830, 52700)], area="England", published=True)
    comparison = Comparison((own, england))
    assert comparison.over((england, own)).figures == (england, own)


def test_the_funnel_is_of_the_latest_window_that_areas_enough_share():
    own = yearly([(60, 380), (62, 388), (64, 512)])
    beside = others((60, 400), (61, 400), None)
    late = yearly([(1, 10), (1, 10), (90, 400)], area="Late", published=True)
    assert {each.period for each in Funnel((own, *beside, late)).places} == {year_ending(2012)}
    assert {each.period for each in Funnel((own, *beside[:3], late)).places} == {year_ending(2013)}


def test_only_areas_with_a_value_in_that_window_stand_in_it():
    own = yearly([(62, 388), (64, 512)])
    hidden = yearly([(5, 40), None], area="Hidden", published=True)
    found = Funnel((own, *others((60, 400), (61, 400)), hidden, ENGLAND))
    assert [each.area for each in found.places] == ["Exampleshire", *(f"Authority {n}" for n in range(FEWEST_AREAS))]


def test_the_nation_is_the_centre_and_no_place():
    found = Funnel((yearly([(62, 388), (64, 512)]), *others((60, 400), (61, 400)), ENGLAND))
    assert found.limits.centre == pytest.approx(7950 / 52700)
    assert "England" not in [each.area for each in found.places]
    assert found.limits.areas == FEWEST_AREAS + 1


def test_without_the_nation_the_centre_is_that_of_all_together():
    found = Funnel((yearly([(64, 512)]), *others((61, 400))))
    assert found.limits.centre == pytest.approx((64 + 61 * FEWEST_AREAS) / (512 + 400 * FEWEST_AREAS))


def test_over_other_figures_it_is_worked_out_again():
    figures = (yearly([(64, 512)]), *others((61, 400)))
    without = (yearly([None]), *figures[1:])
    assert Funnel(figures).over(without) == Funnel(without)
    assert Funnel(without).places == ()
    assert Funnel(without).limits.reason


@pytest.fixture
def records(tmp_path, monkeypatch):
    """Return a made council's records beside what was published of others."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    keep_made_council(tmp_path, months=pd.date_range("2011-04-01", "2013-03-01", freq="MS"))
    areas = {"Devon": "E10000008", "Dorset": "E10000009", "South West": "E12000009", "England": "E92000001"}
    rows = published_figures(*((REPEAT, area, 2012, 20, 100) for area in areas), published_on="2012-10-31")
    held = rows.assign(area_code=pd.Series(list(areas.values()), dtype="str"))
    store.write("published_figures", held, folder=tmp_path / "data/processed/published", sources={}, counts={})
    return lambda as_at: Records("madeshire", as_at)


def test_every_authority_published_stands_in_it_with_the_nation_and_no_region(records):
    found = funnel(records(dt.date(2013, 3, 31)), REPEAT)
    areas = [each.measurements[0].area for each in found.figures]
    assert areas == ["Madeshire", "Devon", "Dorset", "England"]
    assert found.places[0].denominator == 12 * A_MONTH


def test_nobody_stands_in_it_before_their_figures_were_published(records):
    found = funnel(records(dt.date(2012, 10, 30)), REPEAT)
    assert len(found.figures) == 1
    assert "had been published by the report's date" in found.limits.reason
