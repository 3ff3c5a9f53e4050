"""The small public tables that the project keeps, against the figures gathered and the Department's own files."""

import datetime as dt

import pandas as pd
import pytest
import yaml

from turncurve.indicators.published import published
from turncurve.indicators.registry import INDICATORS, definition
from turncurve.ingest.published import load_published
from turncurve.tables import store
from turncurve.tables.records import cut

RENAMED = {"child_protection_plans_open_at_period_end": "child_protection_plans_open"}
AT_A_DATE = {"child_protection_plans_open", "child_protection_reviews_on_time"}
STATUS = {"": "published", "c": "suppressed", "u": "low reliability"}


@pytest.fixture(scope="module")
def figures(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("processed")
    load_published(raw=root / "data" / "raw" / "published", processed=folder)
    return store.read("published_figures", folder=folder)


def test_every_figure_gathered_is_in_our_tables_unchanged(figures, shared):
    gathered = pd.read_csv(shared / "facts" / "published_figures.csv", dtype=str, keep_default_na=False)
    ours = {
        (row.measure, row.area, row.period_start.date().isoformat(), row.period_end.date().isoformat()): row
        for row in figures.itertuples()
    }
    for fact in gathered.itertuples():
        measure = RENAMED.get(fact.measure, fact.measure)
        start = fact.period_end if measure in AT_A_DATE else fact.period_start
        row = ours[measure, fact.area, start, fact.period_end]
        expected = None if fact.numerator == "" else int(float(fact.numerator))
        assert (None if pd.isna(row.numerator) else row.numerator) == expected, fact
        if fact.denominator and definition(measure).kind == "proportion":
            assert row.denominator == int(float(fact.denominator)), fact


def test_measures_are_indicators_or_the_bulletins_own(figures):
    others = set(figures["measure"]) - set(INDICATORS)
    assert all(name.startswith(("contacts_a_month", "share_of_calls", "share_of_emails")) for name in others)


def test_wiltshires_adoptions_can_be_shown_in_a_report_of_spring_2013_and_its_plans_not_yet(figures):
    known = cut("published_figures", figures, as_at=dt.date(2013, 3, 31))
    adopted = published(definition("children_adopted"), known, areas=["Wiltshire"])
    assert [(each.period.end.year, each.numerator) for each in adopted.measurements] == [(2011, 15), (2012, 19)]
    assert "repeat_child_protection_plans" not in set(known.loc[known["area"] == "Wiltshire", "measure"])


@pytest.mark.parametrize(
    ("measure", "numerator"),
    [("children_under_placement_order", 47), ("children_placed_for_adoption", 30)],
)
def test_who_waited_on_31_march_2013_is_as_published(figures, measure, numerator):
    of_area = figures[(figures["measure"] == measure) & (figures["area"] == "Wiltshire")]
    assert of_area.loc[of_area["period_end"] == "2013-03-31", "numerator"].tolist() == [numerator]


def test_a_published_claim_is_reproduced_from_open_data(figures):
    rows = published(definition("adopted_placed_within_12_months_of_decision"), figures, areas=["Wiltshire"])
    last = rows.measurements[-1]
    assert (last.numerator, last.denominator) == (12, 14)
    assert int(rows.value(last)) == 85


def test_the_bulletins_contacts_add_up(figures):
    month = figures[figures["measure"].str.startswith("contacts_a_month")].set_index("measure")["numerator"]
    assert month["contacts_a_month"] == month.drop("contacts_a_month").sum() == 4616


def test_every_source_is_described_and_dated(root):
    for path in (root / "data" / "raw" / "published").glob("*/*/source.yml"):
        words = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert words["status"] == "sourced"
        assert words["retrieved"]
        assert {file.name for file in path.parent.iterdir()} == {*words["files"], "source.yml"}
        assert all(len(sha) == 64 for sha in words["files"].values())


def test_no_figure_is_held_twice_in_one_publication(figures):
    same = figures.duplicated(["measure", "area", "period_start", "period_end", "source"], keep=False)
    assert not same.any()


def test_every_authoritys_repeat_plans_are_as_the_department_published_them(figures, shared):
    file = next((shared / "data" / "dfe").glob("d3_*.csv"))
    theirs = pd.read_csv(file, dtype=str, keep_default_na=False).query("geographic_level == 'Local authority'")
    ours = figures[
        (figures["measure"] == "repeat_child_protection_plans")
        & figures["area_code"].fillna("").str.match("E(0[6-9]|10)")
        & figures["source"].str.contains("children in need 2024")
    ]
    held = {(row.area, row.period_end.year): row for row in ours.itertuples()}
    assert len(held) == len(ours) == len(theirs) == 581
    for row in theirs.itertuples():
        mine = held[row.la_name, int(row.time_period)]
        for count, stated in ((mine.numerator, row.CPP_subsequent), (mine.denominator, row.CPP_start)):
            known = stated.isdigit() and row.CPP_start != "0"
            assert (int(stated) if known else 0) == (0 if pd.isna(count) else count), row


def test_no_region_stands_among_the_authorities_that_teach(figures):
    regions = figures["area"].isin(["England", "South West", "London", "Inner London", "Outer London"])
    coded = figures["area_code"].fillna("").str.match("E(0[6-9]|10)")
    assert not (regions & coded).any()
    assert set(figures.loc[regions, "area"]) == {"England", "South West"}


def test_every_authoritys_adoptions_are_those_of_the_panel(figures, shared):
    panel = pd.read_csv(shared / "data" / "dfe" / "adoption_panel_2010_2024.csv", dtype=str, keep_default_na=False)
    stated = {
        (row.name.strip().lower().replace("-", " ").replace("st helens", "st. helens"), row.year): row
        for row in panel[panel["lev"] == "Local authority"].itertuples(index=False)
    }
    columns = {
        "children_adopted": "adopted",
        "children_placed_for_adoption": "placed_stock",
        "children_under_placement_order": "po_stock",
    }
    coded = figures["area_code"].fillna("").str.match("E(0[6-9]|10)") & figures["source"].str.contains("looked after")
    ours = figures[coded & figures["measure"].isin(columns) & figures["numerator"].notna()]
    assert ours["area"].nunique() == 48
    for row in ours.itertuples():
        theirs = stated[row.area.lower().replace("-", " "), str(row.period_end.year)]
        assert float(getattr(theirs, columns[row.measure])) == row.numerator, row
