"""Tables of quality assurance: audits of case files, and which files were drawn for them."""

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
    drawn_on: Series[pa.DateTime] = column(
        "Drawn",
        "Date of the draw that the file was in; blank where no record of a draw names it.",
        source_item="audit return; record of the draw",
        sensitivity="restricted",
        nullable=True,
    )
    stratum: Series[pd.StringDtype] = column(
        "Stratum",
        "The group of files that it was drawn from; blank where no record of a draw names it.",
        source_item="record of the draw",
        sensitivity="restricted",
        nullable=True,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")


class AuditDraws(CanonicalTable):
    """One row is one file drawn for an audit, with what its weight is worked out from."""

    programme: Series[pd.StringDtype] = column(
        "Programme",
        "The audit that the file was drawn for.",
        source_item="record of the draw",
        sensitivity="restricted",
    )
    drawn_on: Series[pa.DateTime] = column(
        "Drawn",
        "Date on which the files stood open that were drawn from.",
        source_item="record of the draw",
        sensitivity="restricted",
        event=True,
    )
    file_key: Series[pd.StringDtype] = column(
        "File",
        "Pseudonym of the file drawn.",
        source_item="record of the draw",
        sensitivity="child",
    )
    stratum: Series[pd.StringDtype] = column(
        "Stratum",
        "The group of files that it was drawn from, such as children in need, open over 9 months.",
        source_item="record of the draw",
        sensitivity="restricted",
    )
    stratum_files: Series[pd.Int64Dtype] = column(
        "Files in stratum",
        "Files of the stratum that could be drawn.",
        source_item="record of the draw",
        sensitivity="restricted",
        unit="files",
        ge=1,
    )
    stratum_drawn: Series[pd.Int64Dtype] = column(
        "Files drawn",
        "Files of the stratum that were drawn: their number over that of the stratum is each one's chance.",
        source_item="record of the draw",
        sensitivity="restricted",
        unit="files",
        ge=1,
    )
    read_twice: Series[pd.BooleanDtype] = column(
        "Read twice",
        "Whether two auditors are to read the file.",
        source_item="record of the draw",
        sensitivity="restricted",
        nullable=True,
    )
    seed: Series[pd.Int64Dtype] = column(
        "Seed",
        "The number from which the same files are drawn again.",
        source_item="record of the draw",
        sensitivity="restricted",
        nullable=True,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")
