"""What became of rows on their way in, counted from the reports that an ingest leaves."""

import pytest

from turncurve.errors import RefusedInputError
from turncurve.tables.intake import PROBLEMS, RECONCILIATION, Intake, intake_of

LINES = """file,part,table,read,loaded,refused,merged
cin/2012.xml,Plan,cp_plans,100,90,4,6
cin/2013.xml,Plan,cp_plans,120,110,2,8
annex_a/2013.xlsx,List_3,referrals,500,0,0,500
"""
PROBLEM_LINES = """file,part,row,field,rule,sentence
cin/2012.xml,Plan,7,start,impossible_date,is not a date; the row was refused
cin/2012.xml,Plan,9,category,unknown_code,is not one of the field's codes; the field was left blank
cin/2012.xml,Plan,9,ended,not_a_number,is not a whole number; the field was left blank
cin/2013.xml,Plan,9,category,unknown_code,is not one of the field's codes; the field was left blank
cin/2013.xml,Plan,11,,corrected,was mended by corrections.yml
cin/2013.xml,Plan,12,,overlapping_plans,the plan starts before the child's earlier plan ended; both were kept
annex_a/2013.xlsx,List_3,4,,corrected,was mended by corrections.yml
"""


@pytest.fixture
def folder(tmp_path):
    """Return a folder with the reports of an ingest."""
    (tmp_path / RECONCILIATION).write_text(LINES, encoding="utf-8")
    (tmp_path / PROBLEMS).write_text(PROBLEM_LINES, encoding="utf-8")
    return tmp_path


def test_a_tables_rows_are_counted_over_all_its_sheets_and_a_row_with_two_faults_is_one(folder):
    assert intake_of(("cp_plans",), folder=folder) == (
        Intake("cp_plans", read=220, refused=6, mended=1, blanked=2, doubted=1),
    )


def test_each_table_has_the_faults_of_its_own_sheets(folder):
    plans, referrals = intake_of(("cp_plans", "referrals"), folder=folder)
    assert (plans.mended, referrals) == (1, Intake("referrals", read=500, refused=0, mended=1))


def test_a_table_of_which_nothing_was_read_has_no_rows(folder):
    assert intake_of(("audits",), folder=folder) == (Intake("audits", read=0, refused=0),)


@pytest.mark.parametrize("absent", [PROBLEMS, RECONCILIATION])
def test_without_its_reports_nothing_is_said(folder, absent):
    (folder / absent).unlink()
    assert intake_of(("cp_plans",), folder=folder) == ()


@pytest.mark.parametrize(
    ("report", "text"), [(RECONCILIATION, LINES.replace("100", "many")), (PROBLEMS, "row,rule\n7,corrected\n")]
)
def test_a_report_that_is_damaged_is_refused_in_a_sentence(folder, report, text):
    (folder / report).write_text(text, encoding="utf-8")
    with pytest.raises(RefusedInputError, match="report of the ingest is damaged") as refused:
        intake_of(("cp_plans",), folder=folder)
    assert "turncurve ingest" in refused.value.remedy
