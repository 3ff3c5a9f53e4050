"""What a draw found, each stratum counting by its size."""

import pytest

from tests.support.audited_council import FOCUSED, MONTHLY, RE_AUDIT, answers, draw_rows, keep_audits
from turncurve.analyses.audit_drawn import last_draw
from turncurve.methods.bounds import NoInterval
from turncurve.methods.stratified import SampledStratum, weighted_share
from turncurve.tables.records import Records


@pytest.fixture
def records(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return keep_audits(tmp_path)


def test_each_stratum_counts_by_its_size(records):
    found = last_draw(records, RE_AUDIT)
    (criterion,) = found.criteria
    by_hand = weighted_share((SampledStratum(100, 10, 10, 6), SampledStratum(400, 20, 20, 5)))
    assert criterion.counts == (11, 0, 19, 0, 0)
    assert criterion.met == pytest.approx(32)  # 11 of 30 files read are 36.7 percent
    assert criterion.met_in_all.lower == pytest.approx(100 * by_hand.interval.lower)
    assert criterion.met_in_all.upper == pytest.approx(100 * by_hand.interval.upper)


def test_it_says_how_many_were_drawn_and_how_many_read(records):
    found = last_draw(records, RE_AUDIT)
    assert (found.files_drawn, found.files, found.sample.files, found.sample.population) == (31, 30, 30, 500)
    assert (found.drawn, found.strata) == ("2013-02-01", (("long", 100), ("short", 400)))
    assert (str(found.period.start), str(found.period.end)) == ("2013-02-01", "2013-03-31")


@pytest.mark.parametrize("programme", [MONTHLY, FOCUSED, "Nobody's"])
def test_an_audit_whose_draw_is_not_on_record_is_no_draw(records, programme):
    assert last_draw(records, programme) is None


def test_a_draw_after_the_reports_date_is_not_known(records):
    import datetime as dt

    assert last_draw(Records("madeshire", dt.date(2013, 1, 31)), RE_AUDIT) is None


def test_where_every_file_was_read_there_is_no_sampling_interval(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    rows = answers(RE_AUDIT, "2013-02-10", {"Specific": {"met": 6, "not met": 4}}, stratum="long",
                   selection="all such files", drawn_on="2013-02-01", population=10)  # fmt: skip
    draws = [{**row, "stratum_files": 10} for row in draw_rows()[:10]]
    (found,) = last_draw(keep_audits(tmp_path, audits=rows, draws=draws), RE_AUDIT).criteria
    assert found.met == pytest.approx(60)
    assert isinstance(found.met_in_all, NoInterval)
    assert "all such files" in found.met_in_all.reason


def test_a_hidden_count_of_a_stratum_takes_percentage_and_interval_with_it(records):
    summary = last_draw(records, RE_AUDIT)
    whole, parts = summary.figures
    hidden = parts.hiding(frozenset(cell.key for cell in parts.cells()))
    (found,) = summary.over((whole, hidden)).criteria
    assert (found.counts, found.met) == ((11, 0, 19, 0, 0), None)
    assert isinstance(found.met_in_all, NoInterval)
    assert summary.over((whole.hiding(frozenset(cell.key for cell in whole.cells())), hidden)).files is None
