"""How good the records behind a curve are, in counts of rows and figures."""

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from tests.support.made_council import A_MONTH, keep_made_council, published_figures
from tests.support.made_figures import yearly
from turncurve.analyses.answer import Answer
from turncurve.analyses.questions.how_good_the_data_are import Quality, quality
from turncurve.reference.periods import Period, year_ending
from turncurve.tables import store
from turncurve.tables.intake import PROBLEMS, RECONCILIATION, Intake
from turncurve.tables.records import Records

STARTED = "child_protection_plans_started"
YEARLY = 12 * A_MONTH


@pytest.fixture
def root(tmp_path, monkeypatch):
    """Keep a made council with four years of every table, and what was published of it."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    keep_made_council(tmp_path)
    rows = published_figures(
        (STARTED, "Madeshire", 2011, YEARLY, None),
        (STARTED, "Madeshire", 2012, YEARLY + 1, None),
        (STARTED, "Otherplace", 2012, 40, None),
        published_on="2012-12-31",
    )
    store.write("published_figures", rows, folder=tmp_path / "data/processed/published", sources={}, counts={})
    return tmp_path


def records(council="madeshire", as_at=dt.date(2013, 3, 31)):
    return Records(council, as_at)


def test_the_records_cover_what_every_table_covers_and_nothing_after_the_reports_date(root):
    assert quality(records(), STARTED).covers == Period(dt.date(2009, 4, 1), dt.date(2013, 3, 31))
    early = quality(records(as_at=dt.date(2011, 6, 30)), STARTED)
    assert early.covers.end == dt.date(2011, 6, 30)
    assert (early.is_short, quality(records(), STARTED).is_short) == (True, False)


@pytest.mark.parametrize(("years", "short"), [(2, True), (3, False), (4, False)])
def test_fewer_than_three_years_are_short(years, short):
    covers = Period(dt.date(2013 - years, 4, 1), dt.date(2013, 3, 31))
    assert Quality((yearly([1]),), covers).is_short is short


def test_nothing_held_is_no_years_and_short():
    assert (Quality((yearly([]),), None).years, Quality((yearly([]),), None).is_short) == (0.0, True)


def test_published_figures_are_reproduced_or_not_by_period_without_their_values(root):
    found = quality(records(), STARTED)
    assert (found.against, found.agreeing, found.differing) == ("Madeshire", (year_ending(2011),), (year_ending(2012),))


def test_a_figure_published_after_the_reports_date_is_not_compared(root):
    found = quality(records(as_at=dt.date(2012, 12, 30)), STARTED)
    assert (found.agreeing, found.differing) == ((), ())


def test_an_indicator_that_was_never_published_is_compared_with_nothing(root):
    found = quality(records(), "contacts")
    assert (found.against, found.agreeing, found.differing) == ("Madeshire", (), ())


def test_an_invented_council_is_held_against_the_one_whose_totals_it_follows(root):
    keep_made_council(root, follows="Otherplace")
    assert quality(records(), STARTED).differing == (year_ending(2012),)


def test_rows_refused_are_those_of_the_tables_that_the_indicator_reads(root):
    folder = root / "data/processed/madeshire"
    (folder / PROBLEMS).write_text("file,part,row,field,rule,sentence\n", encoding="utf-8")
    text = "file,part,table,read,loaded,refused,merged\na,,cp_plans,9,8,1,0\nb,,contacts,70,60,10,0\n"
    (folder / RECONCILIATION).write_text(text, encoding="utf-8")
    assert quality(records(), STARTED).intake == (Intake("cp_plans", read=9, refused=1),)


def test_of_a_council_with_published_figures_alone_only_their_span_is_told(root):
    found = quality(records("otherplace"), STARTED)
    assert (found.ours, found.intake, found.against) == (False, (), "")
    assert found.covers == year_ending(2012)


def test_it_is_an_answer_whose_counts_of_rows_stay_over_other_figures(root):
    found = quality(records(), STARTED)
    assert isinstance(found, Answer)
    other = (yearly([None]),)
    assert found.over(other) == replace(found, figures=other)


def test_where_no_ingest_report_is_kept_no_row_is_told(root):
    assert quality(records(), STARTED).intake == ()
    assert isinstance(quality(records(), STARTED).figures[0].frame(), pd.DataFrame)


def test_a_period_that_is_not_in_the_series_is_missing_and_one_without_a_value_is_not(root):
    held = yearly([5, 6, 7, 8, 9])
    gap = replace(held, measurements=(*held.measurements[:1], *held.measurements[2:]))
    found = quality(records(), STARTED)
    assert found.over((gap,)).missing == (dt.date(2010, 3, 31),)
    assert found.over((yearly([5, None, 7]),)).missing == ()
    assert found.over((yearly([]),)).missing == ()
