"""Reports open in a spreadsheet without running anything."""

import pandas as pd

from turncurve.ingest import reports


def test_a_text_that_a_spreadsheet_would_run_is_written_as_text(tmp_path):
    frame = pd.DataFrame({"header": ["=1+1", "@SUM(A1)", "-2", "Gender", None], "row": [-1, 2, 3, 4, 5]})
    reports.write(frame, tmp_path / "report.csv")
    assert (tmp_path / "report.csv").read_text(encoding="utf-8").splitlines() == [
        "header,row",
        "'=1+1,-1",
        "'@SUM(A1),2",
        "'-2,3",
        "Gender,4",
        ",5",
    ]


def test_a_report_without_rows_has_its_header(tmp_path):
    reports.write(pd.DataFrame({"file": pd.Series([], dtype="str")}), tmp_path / "report.csv")
    assert (tmp_path / "report.csv").read_text(encoding="utf-8") == "file\n"
