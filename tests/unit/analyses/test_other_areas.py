"""Which other authorities' published figures a council's share is learnt from."""

import datetime as dt

import pandas as pd
import pytest

from tests.support.made_council import published_figures
from tests.support.made_figures import COUNT, monthly, yearly
from turncurve.analyses.other_areas import other_authorities
from turncurve.indicators.registry import INDICATORS
from turncurve.tables import store
from turncurve.tables.council import Council
from turncurve.tables.council import keep as keep_council
from turncurve.tables.records import Records

REPEAT = "repeat_child_protection_plans"
AREAS = ["Devon", "Dorset", "Hampshire", "Shropshire", "West Sussex", "Worcestershire"]


@pytest.fixture
def keep(tmp_path, monkeypatch):
    """Return what keeps published figures beside a made council and reads them at a date."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    keep_council(Council("Madeshire", "madeshire"), folder=tmp_path / "data" / "processed" / "madeshire")

    def kept(areas, *, as_at=dt.date(2014, 1, 1), codes=None, years=(2012, 2013)):
        rows = [(REPEAT, area, year, 20, 100) for area in areas for year in years]
        held = published_figures(*rows)
        if codes:
            held["area_code"] = held["area"].map(codes).astype(held["area_code"].dtype)
        folder = tmp_path / "data" / "processed" / "published"
        folder.mkdir(parents=True, exist_ok=True)
        store.write("published_figures", held, folder=folder, sources={"d3.csv": "ab" * 32}, counts={})
        return Records("madeshire", as_at)

    return kept


def own(**changes):
    """Return the council's own yearly share."""
    words = {field: getattr(INDICATORS[REPEAT].definition, field) for field in ("id", "kind", "window", "polarity")}
    return yearly([(8, 96)] * 4, area="Madeshire", **{**words, **changes})


def test_the_years_of_each_other_authority_are_returned(keep):
    found = other_authorities(keep(AREAS), own())
    assert sorted({each.area for each in found.measurements}) == AREAS
    assert len(found.measurements) == 12
    assert found.source.published


def test_neither_the_nation_nor_a_region_nor_the_council_itself_is_another_authority(keep):
    codes = {"South West": "E12000009", "England": "E92000001", "Devon": "E10000008"}
    found = other_authorities(keep([*AREAS, "England", "South West", "Madeshire"], codes=codes), own())
    assert sorted({each.area for each in found.measurements}) == AREAS


def test_inner_london_is_no_authority(keep):
    found = other_authorities(keep([*AREAS, "Inner London"], codes={"Inner London": "E13000001"}), own())
    assert sorted({each.area for each in found.measurements}) == AREAS


def test_england_is_no_authority_even_without_a_code(keep):
    found = other_authorities(keep([*AREAS, "England"]), own())
    assert "England" not in {each.area for each in found.measurements}


@pytest.mark.parametrize(("count", "enough"), [(4, False), (5, True)])
def test_fewer_than_five_others_teach_nothing(keep, count, enough):
    assert (other_authorities(keep(AREAS[:count]), own()) is not None) == enough


def test_what_was_published_after_the_reports_date_teaches_nothing(keep):
    assert other_authorities(keep(AREAS, as_at=dt.date(2013, 10, 30)), own()) is None
    assert other_authorities(keep(AREAS, as_at=dt.date(2013, 10, 31)), own()) is not None


@pytest.mark.parametrize(
    "figures",
    [
        yearly([9] * 4, words={**COUNT, "id": REPEAT}),
        monthly([(9, 40)] * 12, id=REPEAT),
        yearly([], id=REPEAT),
        yearly([(9, 40)] * 4, id="another_measure"),
    ],
)
def test_only_a_share_by_years_that_is_published_is_taught(keep, figures):
    assert other_authorities(keep(AREAS), figures) is None


def test_where_nothing_is_published_nothing_is_taught(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    keep_council(Council("Madeshire", "madeshire"), folder=tmp_path / "data" / "processed" / "madeshire")
    records = Records("madeshire", dt.date(2014, 1, 1))
    assert isinstance(records.table("published_figures"), pd.DataFrame)
    assert other_authorities(records, own()) is None
