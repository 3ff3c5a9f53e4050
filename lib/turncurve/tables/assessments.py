"""The table of assessments."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from turncurve.tables.column import column
from turncurve.tables.front_door import CHILD, EDITION
from turncurve.tables.model import CanonicalTable


class Assessments(CanonicalTable):
    """One row is one assessment of one child."""

    child_key: Series[pd.StringDtype] = column("Child", CHILD, source_item="LAchildID", sensitivity="child")
    started_on: Series[pa.DateTime] = column(
        "Started",
        "Date on which the assessment started.",
        source_item="AssessmentActualStartDate; Annex A list 4",
        sensitivity="child",
        event=True,
    )
    completed_on: Series[pa.DateTime] = column(
        "Completed",
        "Date of authorisation; blank while it is open.",
        source_item="AssessmentAuthorisationDate; Annex A list 4",
        sensitivity="child",
        nullable=True,
    )
    kind: Series[pd.StringDtype] = column(
        "Kind",
        "initial, core or single: it decides the limit; blank where the source does not state it.",
        source_item="Annex A list 4, a column that councils add",
        sensitivity="restricted",
        nullable=True,
        isin=["initial", "core", "single"],
    )
    team: Series[pd.StringDtype] = column(
        "Team",
        "Team to which the child was allocated.",
        source_item="Annex A Allocated Team",
        sensitivity="staff",
        nullable=True,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")
