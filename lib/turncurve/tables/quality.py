"""Tables of quality assurance: audits of case files."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from turncurve.tables.column import column
from turncurve.tables.front_door import EDITION
from turncurve.tables.model import CanonicalTable

ANSWERS = ["met", "partly met", "not met", "not applicable"]
SELECTIONS = ["random", "all such files", "chosen", "not stated"]


class Audits(CanonicalTable):
    """One row is one answer to one question on one file by one auditor."""

    programme: Series[pd.StringDtype] = column(
        "Programme",
        "The audit that the answer belongs to.",
        source_item="audit return",
        sensitivity="restricted",
    )
    audited_on: Series[pa.DateTime] = column(
        "Audited",
        "Date of the audit of the file.",
        source_item="audit return",
        sensitivity="restricted",
        event=True,
    )
    file_key: Series[pd.StringDtype] = column(
        "File",
        "Pseudonym of the file audited.",
        source_item="audit return",
        sensitivity="child",
    )
    auditor_key: Series[pd.StringDtype] = column(
        "Auditor",
        "Pseudonym of the auditor.",
        source_item="audit return",
        sensitivity="staff",
    )
    standard: Series[pd.StringDtype] = column(
        "Standard",
        "The standard that the question belongs to.",
        source_item="audit return",
        sensitivity="public",
    )
    criterion: Series[pd.StringDtype] = column(
        "Criterion",
        "The question, in its own words.",
        source_item="audit return",
        sensitivity="public",
    )
    answer: Series[pd.StringDtype] = column(
        "Answer",
        "met, partly met, not met, or not applicable; blank where not answered.",
        source_item="audit return",
        sensitivity="restricted",
        nullable=True,
        isin=ANSWERS,
    )
    selection: Series[pd.StringDtype] = column(
        "How chosen",
        "How the files were chosen: random, all such files, chosen, or not stated.",
        source_item="audit return",
        sensitivity="public",
        isin=SELECTIONS,
    )
    population: Series[pd.Int64Dtype] = column(
        "Population",
        "Files that the sample was drawn from; blank where not stated.",
        source_item="audit return",
        sensitivity="restricted",
        unit="files",
        nullable=True,
        ge=0,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")
