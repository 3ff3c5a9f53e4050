"""The latest coded sample, and the shares that it speaks for."""

import datetime as dt

import pandas as pd
import pytest

from tests.support.coded_council import coded_tables, keep_coded
from turncurve.analyses.coded_sample import CodedSample, DrawnStratum, counted, latest_sample, measured
from turncurve.methods.bounds import Interval
from turncurve.reference.periods import Period, month

SAMPLE = CodedSample(month(2013, 1), (DrawnStratum("calls", 400, 20), DrawnStratum("letters", 100, 20)))
COUNTS = {("calls", "F"): 12, ("calls", "V"): 8, ("letters", "V"): 9, ("letters", "F"): 11}


@pytest.fixture
def records(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return keep_coded(tmp_path)


def test_each_stratum_counts_by_its_size():
    """12 of 20 for 400, and 11 of 20 for 100: 59 of 100, not the 57.5 of the sample."""
    share = SAMPLE.share(COUNTS, lambda kind: kind[0] == "F")
    assert share.share == pytest.approx((0.6 * 400 + 0.55 * 100) / 500)
    assert isinstance(share.interval, Interval)
    assert share.interval.lower < 0.59 < share.interval.upper


def test_a_share_among_some_is_of_those_alone():
    counts = {("calls", "F", "police"): 5, ("calls", "V", "police"): 5, ("calls", "V", "school"): 10,
              ("letters", "V", "school"): 20}  # fmt: skip
    share = SAMPLE.share(counts, lambda kind: kind[0] == "F", among=lambda kind: kind[1] == "police")
    assert share.share == pytest.approx(0.5)


def test_where_every_contact_was_coded_there_is_nothing_to_bound():
    whole = CodedSample(month(2013, 1), (DrawnStratum("calls", 20, 20),))
    share = whole.share({("calls", "F"): 5, ("calls", "V"): 15}, lambda kind: kind[0] == "F")
    assert (share.share, share.standard_error) == (0.25, 0.0)


def test_the_latest_sample_is_found_with_its_strata(records):
    sample = latest_sample(records)
    assert sample.period == month(2013, 1)
    assert sample.strata == (
        DrawnStratum("about an allocated case", 400, 20), DrawnStratum("reporting a concern", 100, 20),
    )  # fmt: skip
    assert (sample.contacts, sample.drawn) == (500, 40)


def test_a_sample_drawn_within_a_month_speaks_for_its_days_up_to_the_draw(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    day = pd.Timestamp("2013-01-10").as_unit("us")
    tables = {name: rows.assign(drawn_on=day) for name, rows in coded_tables().items()}
    sample = latest_sample(keep_coded(tmp_path, **tables))
    assert (sample.period, sample.covers) == (month(2013, 1), Period(dt.date(2013, 1, 1), dt.date(2013, 1, 10)))
    assert SAMPLE.covers == SAMPLE.period


def test_a_sample_drawn_after_the_report_is_not_known(records):
    records.as_at = dt.date(2013, 1, 30)
    assert latest_sample(records) is None


def test_of_two_samples_the_later_speaks(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    tables = coded_tables()
    for name, rows in tables.items():
        earlier = rows.assign(drawn_on=pd.Timestamp("2012-10-31").as_unit("us"))
        tables[name] = pd.concat([rows, earlier.iloc[:3]], ignore_index=True)
    assert latest_sample(keep_coded(tmp_path, **tables)).period == month(2013, 1)


def test_counts_are_by_stratum_and_none_where_one_is_hidden(records):
    figures = measured(records, "contacts_coded_by_code", latest_sample(records))
    found = counted(figures, "code")
    assert found["about an allocated case", "F2"] == 12
    assert sum(found.values()) == 40
    assert counted(figures.hiding(frozenset([figures.cells()[0].key])), "code") is None
