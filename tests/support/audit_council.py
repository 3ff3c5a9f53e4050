"""A made council with open cases and a programme of audits, and auditors who fill its workbooks as people do."""

import datetime as dt
import shutil
from pathlib import Path

import openpyxl

from tests.support.council_files import CouncilFiles, day

ROOT = Path(__file__).resolve().parents[2]
NAME = "Monthly audit"
DRAWN = "2012-10-01"
CRITERIA = ("The plan is specific", "Each action has a timescale", "The child's views are recorded")
PROGRAMME = """
programmes:
  - name: Monthly audit
    scope: Children in need
    frequency: monthly
    cases: [children in need]
    files: 20
    strata: [length open]
    double_marked: 10
    question_set: Standards
question_sets:
  - name: Standards
    valid_from: 2012-09-01
    standards:
      - standard: SMART plan
        evidences: [N06]
        criteria: [The plan is specific, Each action has a timescale]
      - standard: Views
        evidences: [N05]
        criteria: ["The child's views are recorded"]
  - name: Standards
    valid_from: 2012-11-01
    standards:
      - standard: SMART plan
        evidences: [N06]
        criteria: [The plan is specific, The plan is realistic]
"""


class AuditCouncil(CouncilFiles):
    """A council of 60 children in need, of whom 24 have been open for over nine months."""

    def __init__(self, folder: Path):
        (folder / "data" / "raw").mkdir(parents=True)
        shutil.copy(ROOT / "data" / "raw" / "README.md", folder / "data" / "raw")
        self.root = folder
        self.raw = folder / "data" / "raw" / "testshire"
        self.processed = folder / "data" / "processed" / "testshire"
        self.raw.mkdir()
        self.text("council.yml", "name: Testshire\nsynthetic: true\n")
        self.text("example.key", "SYNTHETIC: a key that protects nobody")
        self.text("audit_programme.yml", PROGRAMME)
        referred = [day("2011-11-05" if number < 24 else "2012-07-05") for number in range(60)]
        rows = [
            {"Child Unique ID": f"T{number:03d}", "Date of referral": on, "Referral NFA?": "No"}
            for number, on in enumerate(referred)
        ]
        # Nothing was done after this one, so it is no open case; it shows that the records reach the day of the draw.
        rows.append({"Child Unique ID": "T900", "Date of referral": day("2012-10-02"), "Referral NFA?": "Yes"})
        self.annex_a(list_3=rows)

    @property
    def sample(self) -> Path:
        """Return the folder of the draw."""
        return self.processed / "audit_samples" / f"monthly_audit_{DRAWN}"

    def returned(self, number: int, fill, *, name: str | None = None) -> Path:
        """Let an auditor fill one of the workbooks, and put it among the council's files."""
        book = openpyxl.load_workbook(self.sample / f"audit_return_{number:02d}.xlsx")
        sheet = book["Audit return"]
        fill(sheet, book)
        for each in (cell for one in book.worksheets for row in one.iter_rows() for cell in row):
            if isinstance(each.value, str) and each.value.startswith("A. Reader"):
                each.value = each.value.replace("A. Reader", f"Reader {number}")
        path = self.raw / "audits" / (name or f"return_{number:02d}.xlsx")
        path.parent.mkdir(exist_ok=True)
        book.save(path)
        return path

    def changes(self) -> list[tuple[str, int, str, str]]:
        """Return the changes made: file, row, field and rule, in order."""
        held = self.report("audit_changes")
        return [
            (Path(file).stem, int(row), field, rule)
            for file, row, field, rule in zip(held["file"], held["row"], held["field"], held["rule"], strict=True)
        ]


def column(sheet, header: str) -> int:
    """Return the number of a column of the sheet that is filled."""
    return next(cell.column for cell in sheet[2] if cell.value == header)


def fill_in(
    sheet, *, auditor="A. Reader", on=dt.date(2012, 10, 9), answers=("Met", "Partly met", "Not met"), rows=None
):
    """Fill the rows of a workbook as the template asks."""
    for number in rows or range(3, sheet.max_row + 1):
        put(sheet, number, auditor=auditor, on=on, answer=answers[(number - 3) % len(answers)])


def put(sheet, row: int, *, auditor=None, on=None, answer=None):
    """Write what an auditor types into one row; None leaves the cell as it is."""
    for header, value in (("Auditor", auditor), ("Audit date", on), ("Answer", answer)):
        if value is not None:
            sheet.cell(row, column(sheet, header)).value = value
