"""Nothing that came after the report's date is used."""

import datetime as dt

import pandas as pd
import pytest

from turncurve.tables import store
from turncurve.tables.records import Records, cut


def plans(*rows):
    columns = ["child_key", "started_on", "ended_on"]
    empty = store.empty("cp_plans")
    frame = pd.DataFrame(rows, columns=columns).assign(edition="annex_a/2013")
    frame = frame.assign(started_on=pd.to_datetime(frame["started_on"]), ended_on=pd.to_datetime(frame["ended_on"]))
    return frame.reindex(columns=list(empty.columns)).astype(empty.dtypes.to_dict())


# report of 31 March 2012
# a  started 2012-03-31, ended 2012-04-01   known, and still open
# b  started 2012-03-01, ended 2012-03-31   known, and ended
# c  started 2012-04-01                     not yet known
WHOLE = plans(("a", "2012-03-31", "2012-04-01"), ("b", "2012-03-01", "2012-03-31"), ("c", "2012-04-01", None))


def test_rows_after_the_date_are_left_out_and_later_dates_are_blank():
    known = cut("cp_plans", WHOLE, as_at=dt.date(2012, 3, 31))
    assert list(known["child_key"]) == ["a", "b"]
    assert list(known["ended_on"].isna()) == [True, False]


@pytest.mark.parametrize(("day", "count"), [("2012-02-29", 0), ("2012-03-30", 1), ("2012-03-31", 2), ("2012-04-01", 3)])
def test_the_report_date_itself_is_included(day, count):
    assert len(cut("cp_plans", WHOLE, as_at=dt.date.fromisoformat(day))) == count


def test_a_moment_late_on_the_report_date_is_included():
    contacts = store.empty("contacts")
    row = {"received_at": pd.Timestamp("2012-03-31 23:59:59"), "edition": "contact_log/2012"}
    rows = pd.DataFrame([row]).reindex(columns=list(contacts.columns)).astype(contacts.dtypes.to_dict())
    assert len(cut("contacts", rows, as_at=dt.date(2012, 3, 31))) == 1
    assert len(cut("contacts", rows, as_at=dt.date(2012, 3, 30))) == 0


def test_what_is_cut_is_still_as_its_model_says():
    known = cut("cp_plans", WHOLE, as_at=dt.date(2012, 3, 31))
    pd.testing.assert_series_equal(known.dtypes, store.empty("cp_plans").dtypes)


def test_the_table_given_is_not_changed():
    before = WHOLE.copy()
    cut("cp_plans", WHOLE, as_at=dt.date(2012, 3, 31))
    pd.testing.assert_frame_equal(WHOLE, before)


def test_published_figures_enter_by_the_day_on_which_they_were_published():
    empty = store.empty("published_figures")
    row = dict.fromkeys(empty.columns)
    row |= {"period_end": pd.Timestamp("2011-03-31"), "published_on": pd.Timestamp("2012-06-01")}
    rows = pd.DataFrame([row]).astype(empty.dtypes.to_dict())
    assert len(cut("published_figures", rows, as_at=dt.date(2012, 5, 31))) == 0
    assert len(cut("published_figures", rows, as_at=dt.date(2012, 6, 1))) == 1


def test_records_read_a_table_once_and_remember_what_it_was_made_from(tmp_path):
    store.write("cp_plans", WHOLE, folder=tmp_path, sources={"a.xlsx": "1"}, counts={})
    records = Records("testshire", dt.date(2012, 3, 31), folder=tmp_path)
    first = records.table("cp_plans")
    (tmp_path / "cp_plans.parquet").unlink()
    assert records.table("cp_plans") is first
    assert records.read_so_far["cp_plans"].sources == {"a.xlsx": "1"}


def test_a_table_that_the_council_does_not_hold_is_empty_and_leaves_no_trace(tmp_path):
    records = Records("testshire", dt.date(2012, 3, 31), folder=tmp_path)
    assert records.table("audits").empty
    assert records.read_so_far == {}


def test_published_figures_are_looked_for_in_the_folder_that_all_councils_share(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    store.write("cp_plans", WHOLE, folder=tmp_path / "data/processed/testshire", sources={}, counts={})
    empty = store.empty("published_figures")
    store.write("published_figures", empty, folder=tmp_path / "data/processed/published", sources={}, counts={})
    records = Records("Testshire", dt.date(2012, 3, 31))
    assert len(records.table("cp_plans")) == 2
    assert records.table("published_figures").empty
    assert set(records.read_so_far) == {"cp_plans", "published_figures"}
