"""What one audit found, and for which files it speaks."""

import datetime as dt

import pytest

from tests.support.audited_council import FOCUSED, MONTHLY, keep_audits
from turncurve.analyses.audit_found import Criterion, audits_of, of_programme, summary_of
from turncurve.errors import NoRecordsError, UnknownNameError
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.methods.interval import finite_population_exact
from turncurve.reference.periods import month
from turncurve.tables.records import Records


@pytest.fixture
def records(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return keep_audits(tmp_path)


def test_a_random_month_speaks_for_all_its_files_exactly(records):
    (found,) = summary_of(records, MONTHLY, month(2013, 3)).criteria
    exact = finite_population_exact(24, 30, population=300).proportion
    assert found.counts == (24, 0, 6, 0, 0)
    assert found.met == pytest.approx(80)
    assert isinstance(found.met_in_all, Interval)
    assert (found.met_in_all.lower, found.met_in_all.upper) == (100 * exact.lower, 100 * exact.upper)


def test_the_published_case_is_met_to_the_printed_decimals(tmp_path, monkeypatch):
    # 4 of 14 from 40 files: 0.125 to 0.525.
    from tests.support.audited_council import answers

    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    rows = answers("Case", "2013-03-10", {"Specific": {"met": 4, "not met": 10}}, population=40)
    (found,) = summary_of(keep_audits(tmp_path, audits=rows), "Case", month(2013, 3)).criteria
    assert (found.met_in_all.lower, found.met_in_all.upper) == (pytest.approx(12.5), pytest.approx(52.5))


def test_an_audit_whose_files_were_chosen_nobody_knows_how_has_counts_alone(records):
    (found,) = summary_of(records, FOCUSED, month(2012, 9)).criteria
    assert found.counts == (4, 0, 10, 0, 0)
    assert isinstance(found.met_in_all, NoInterval)
    assert "not stated" in found.met_in_all.reason


def test_only_the_programmes_own_counts_are_taken(records):
    figures = of_programme(records, "files_by_answer", MONTHLY, month(2013, 3))
    assert {dict(each.breakdown)["programme"] for each in figures.measurements} == {MONTHLY}


@pytest.mark.parametrize(
    ("counts", "weighted", "estimate", "met"),
    [
        ((3, 1, 0, 5, 0), False, None, 75), ((0, 0, 0, 5, 0), False, None, None),
        ((None, 1, 0, 5, 0), False, None, None),
        ((3, 1, 0, 5, 0), True, 60.0, 60), ((3, 1, 0, 5, 0), True, None, None),
    ],
)  # fmt: skip
def test_the_percentage_met_is_weighted_where_the_draw_was(counts, weighted, estimate, met):
    found = Criterion("S", "C", counts, NoInterval("none", "none"), estimate, is_weighted=weighted)
    assert found.met == met


def test_it_is_worked_out_again_from_other_figures(records):
    summary = summary_of(records, MONTHLY, month(2013, 3))
    hidden = tuple(each.hiding(frozenset(cell.key for cell in each.cells())) for each in summary.figures)
    (found,) = summary.over(hidden).criteria
    assert found.answered is None
    assert summary.over(hidden).files is None
    assert summary.period.end == dt.date(2013, 3, 31)


def test_a_name_that_no_audit_has_is_told_from_a_council_without_audits(records, tmp_path):
    assert set(audits_of(records, MONTHLY)["programme"]) == {MONTHLY}
    with pytest.raises(UnknownNameError, match=r"no audit called 'Mnthly'.*Audits held: "):
        audits_of(records, "Mnthly")
    with pytest.raises(NoRecordsError, match="no records are held of audits"):
        audits_of(Records("another", dt.date(2013, 3, 31)), MONTHLY)
