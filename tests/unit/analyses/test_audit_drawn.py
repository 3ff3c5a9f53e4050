"""What a draw found, each stratum counting by its size."""

import datetime as dt

import pytest

from tests.support.audited_council import FOCUSED, MONTHLY, RE_AUDIT, answers, draw_rows, keep_audits
from turncurve.analyses.audit_drawn import FEWEST_OF_STRATUM, NOT_BY_STRATUM, last_draw
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


def of_public(tmp_path, *, each):
    """Return what the public is told of a draw that took so many files from each of two groups."""
    rows = [
        row
        for stratum, met in (("long", each), ("short", each // 2))
        for row in answers(RE_AUDIT, "2013-02-10", {"Specific": {"met": met, "not met": each - met}}, stratum=stratum,
                           selection="random", drawn_on="2013-02-01", population=500)
    ]  # fmt: skip
    keep_audits(tmp_path, audits=[{**row, "file_key": f"{place}"} for place, row in enumerate(rows)], draws=[
        {**draw_rows()[0], "file_key": f"{place}", "stratum": row["stratum"], "stratum_drawn": each}
        for place, row in enumerate(rows)
    ])  # fmt: skip
    return last_draw(Records("madeshire", dt.date(2013, 3, 31), audience="public"), RE_AUDIT)


@pytest.mark.parametrize(("each", "parts"), [(FEWEST_OF_STRATUM - 1, 1), (FEWEST_OF_STRATUM, 2)])
def test_the_public_is_told_no_counts_of_groups_that_are_small(tmp_path, monkeypatch, each, parts):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    found = of_public(tmp_path, each=each)
    assert len(found.figures) == parts
    (criterion,) = found.criteria
    assert criterion.counts[0] == each + each // 2
    assert (criterion.met is None) == (parts == 1)
    if parts == 1:
        assert criterion.met_in_all.reason == NOT_BY_STRATUM
