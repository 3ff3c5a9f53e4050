"""Grades of a made audit, that can be counted by hand."""

import datetime as dt
from pathlib import Path

from tests.support.canonical import canonical
from turncurve.tables import store
from turncurve.tables.council import Council, keep
from turncurve.tables.records import Records

AUDIT = "Monthly"
ONE = ["outstanding"] + ["good"] * 9 + ["adequate"] * 8 + ["inadequate"] * 6
TWO = ["good", "good", "good", "adequate", "good", "good"]
"""The second auditor's grades of the first six files: the first and the fourth differ from the first auditor's."""


def graded(grades, *, auditor="a1", day="2013-02-10", programme=AUDIT, **words):
    """Return one auditor's grades of files, from the first."""
    return [
        {"programme": programme, "graded_on": day, "file_key": f"f{place}",
         "auditor_key": auditor, "grade": grade, **words}
        for place, grade in enumerate(grades)
    ]  # fmt: skip


def grade_rows():
    """Return 24 files graded, six of them twice."""
    return [*graded(ONE), *graded(TWO, auditor="a2", day="2013-02-12")]


def keep_grades(root: Path, *, rows=None) -> Records:
    """Keep the council's grades below a project root, and return its records."""
    folder = root / "data" / "processed" / "madeshire"
    keep(Council("Madeshire", "madeshire", synthetic=True), folder=folder)
    held = canonical("audit_grades", rows or grade_rows(), edition="audit_return/2013-03-31")
    store.write("audit_grades", held, folder=folder, sources={}, counts={})
    return Records("madeshire", dt.date(2013, 3, 31))
