"""An ingest's report sums what became of the rows, and names what was left alone."""

from turncurve.ingest.reconciliation import Reconciled
from turncurve.ingest.report import FileReport, IngestReport

LINES = (
    Reconciled("a.xlsx", "List_7", "cp_plans", read=6, loaded=2, refused=1, merged=3),
    Reconciled("b.xlsx", "List_7", "cp_plans", read=4, loaded=4, refused=0, merged=0),
    Reconciled("b.xlsx", "List_3", "referrals", read=9, loaded=8, refused=1, merged=0),
)
FILES = (FileReport("a.xlsx", "0", "annex_a", "Taken for: x."), FileReport("n.txt", "1", "unknown", "Left alone: y."))


def report_in(folder):
    return IngestReport("Testshire", True, folder, FILES, LINES, {})


def test_the_report_sums_by_table(tmp_path):
    totals = report_in(tmp_path).totals()
    assert dict(totals.loc["cp_plans"]) == {"read": 10, "loaded": 6, "refused": 1, "merged": 3}
    assert dict(totals.loc["referrals"]) == {"read": 9, "loaded": 8, "refused": 1, "merged": 0}


def test_the_report_keeps_a_row_a_sheet_and_table(tmp_path):
    table = report_in(tmp_path).table()
    assert len(table) == len(LINES)
    assert (table["read"] == table["loaded"] + table["refused"] + table["merged"]).all()


def test_what_was_left_alone_is_named(tmp_path):
    assert [each.file for each in report_in(tmp_path).left_alone] == ["n.txt"]
