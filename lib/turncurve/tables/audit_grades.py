"""The table of grades: how good an auditor judged the practice on a file to be, apart from what was complied with."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from turncurve.tables.column import column
from turncurve.tables.front_door import EDITION
from turncurve.tables.model import CanonicalTable

GRADES = ["outstanding", "good", "adequate", "inadequate"]
"""The words of inspections of the time, the best first."""


class AuditGrades(CanonicalTable):
    """One row is one auditor's judgement of one file, as a whole."""

    programme: Series[pd.StringDtype] = column(
        "Programme", "The audit that the grade belongs to.", source_item="audit return", sensitivity="restricted"
    )
    graded_on: Series[pa.DateTime] = column(
        "Graded", "Day on which the file was graded.", source_item="audit return", sensitivity="restricted", event=True
    )
    file_key: Series[pd.StringDtype] = column(
        "File", "Pseudonym of the file graded.", source_item="audit return", sensitivity="child"
    )
    auditor_key: Series[pd.StringDtype] = column(
        "Auditor", "Pseudonym of the auditor.", source_item="audit return", sensitivity="staff"
    )
    grade: Series[pd.StringDtype] = column(
        "Grade",
        "outstanding, good, adequate or inadequate; blank where not given.",
        source_item="audit return",
        sensitivity="restricted",
        nullable=True,
        isin=GRADES,
    )
    drawn_on: Series[pa.DateTime] = column(
        "Drawn",
        "Date of the draw that the file was in; blank where none is named.",
        source_item="audit return",
        sensitivity="restricted",
        nullable=True,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")
