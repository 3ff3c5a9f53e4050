"""Tables of what an improvement notice asks, as each edition of the council's plan states it."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from turncurve.tables.column import column
from turncurve.tables.model import CanonicalTable

PLAN = "improvement plan"
PLAN_ON = "Day on which the plan stood as this row says; every edition of the plan is kept."
EDITION = "Workbook from which the row came."
THEMES = ["practice", "adoption", "governance", "capacity", "support"]
SOURCES = ["inspection recommendation", "diagnostic area"]
WORDINGS = ["as published", "in our own words", "invented"]


class ImprovementNotice(CanonicalTable):
    """One row is one improvement notice, as one edition of the plan states it."""

    plan_on: Series[pa.DateTime] = column("Plan of", PLAN_ON, source_item=PLAN, sensitivity="public", event=True)
    issued_by: Series[pd.StringDtype] = column(
        "Issued by", "Who issued the notice.", source_item=PLAN, sensitivity="public", nullable=True
    )
    served_on: Series[pa.DateTime] = column(
        "Served",
        "Day on which the notice was served; blank where it is not known.",
        source_item=PLAN,
        sensitivity="public",
        nullable=True,
    )
    reported_on: Series[pa.DateTime] = column(
        "Reported",
        "Day on which the notice was made known, where that is another one.",
        source_item=PLAN,
        sensitivity="public",
        nullable=True,
    )
    aim_on: Series[pa.DateTime] = column(
        "Aim", "Day by which all is to be met.", source_item=PLAN, sensitivity="public", ahead=True
    )
    weeks_between_meetings: Series[pd.Int64Dtype] = column(
        "Board meets every",
        "Weeks from one meeting of the Board to the next.",
        source_item=PLAN,
        sensitivity="public",
        unit="weeks",
        nullable=True,
        ge=1,
    )
    chair: Series[pd.StringDtype] = column(
        "Chair", "Who chairs the Board, by role.", source_item=PLAN, sensitivity="public", nullable=True
    )
    areas: Series[pd.StringDtype] = column(
        "Areas", "What the notice is about.", source_item=PLAN, sensitivity="public", nullable=True
    )
    grounds: Series[pd.StringDtype] = column(
        "Grounds", "What the notice rests on.", source_item=PLAN, sensitivity="public", nullable=True
    )
    if_failed: Series[pd.StringDtype] = column(
        "If it fails", "What may follow where it is not met.", source_item=PLAN, sensitivity="public", nullable=True
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")


class ImprovementRequirements(CanonicalTable):
    """One row is one requirement of the notice, as one edition of the plan states it."""

    plan_on: Series[pa.DateTime] = column("Plan of", PLAN_ON, source_item=PLAN, sensitivity="public", event=True)
    requirement_id: Series[pd.StringDtype] = column(
        "Requirement", "Its number, such as N05.", source_item=PLAN, sensitivity="public"
    )
    theme: Series[pd.StringDtype] = column(
        "Theme", "Part of the notice that it belongs to.", source_item=PLAN, sensitivity="public", isin=THEMES
    )
    words: Series[pd.StringDtype] = column(
        "What must be shown", "What must be shown, in words.", source_item=PLAN, sensitivity="public"
    )
    details: Series[pd.StringDtype] = column(
        "What it also asks", "Further conditions, in words.", source_item=PLAN, sensitivity="public", nullable=True
    )
    months_allowed: Series[pd.Int64Dtype] = column(
        "Months allowed",
        "Months from the day on which the notice was served; blank where the notice sets none.",
        source_item=PLAN,
        sensitivity="public",
        unit="months",
        nullable=True,
        ge=0,
    )
    evidence_wanted: Series[pd.StringDtype] = column(
        "Evidence wanted",
        "Kinds of evidence that would show it, parted by semicolons.",
        source_item=PLAN,
        sensitivity="public",
        nullable=True,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")


class ImprovementFindings(CanonicalTable):
    """One row is one recommendation or area for consideration that the notice brings in, as one edition states it."""

    plan_on: Series[pa.DateTime] = column("Plan of", PLAN_ON, source_item=PLAN, sensitivity="public", event=True)
    finding_id: Series[pd.StringDtype] = column("Finding", "Its number.", source_item=PLAN, sensitivity="public")
    source: Series[pd.StringDtype] = column(
        "Source", "The report that it is from.", source_item=PLAN, sensitivity="public", isin=SOURCES
    )
    words: Series[pd.StringDtype] = column("Words", "What it says.", source_item=PLAN, sensitivity="public")
    wording: Series[pd.StringDtype] = column(
        "Wording",
        "Whether the words are the report's, the council's own, or invented.",
        source_item=PLAN,
        sensitivity="public",
        isin=WORDINGS,
    )
    requirement_id: Series[pd.StringDtype] = column(
        "Requirement", "Requirement of the notice that brings it in.", source_item=PLAN, sensitivity="public"
    )
    objective_id: Series[pd.StringDtype] = column(
        "Objective",
        "Objective by which it is met; blank while there is none.",
        source_item=PLAN,
        sensitivity="public",
        nullable=True,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")
