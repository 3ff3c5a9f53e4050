"""Tables of child protection: strategy discussions, conferences, plans and reviews."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from turncurve.tables.column import column
from turncurve.tables.front_door import CHILD, EDITION
from turncurve.tables.model import CanonicalTable

CATEGORIES = ["NEG", "PHY", "SAB", "EMO", "MUL"]


class StrategyDiscussions(CanonicalTable):
    """One row is one section 47 enquiry of one child, dated by the strategy discussion that began it."""

    child_key: Series[pd.StringDtype] = column("Child", CHILD, source_item="LAchildID", sensitivity="child")
    held_on: Series[pa.DateTime] = column(
        "Held",
        "Date of the strategy discussion that initiated the enquiry.",
        source_item="S47ActualStartDate; Annex A list 5",
        sensitivity="child",
        event=True,
    )
    conference_not_needed: Series[pd.BooleanDtype] = column(
        "Conference not needed",
        "Whether a conference was judged unnecessary; blank where not stated.",
        source_item="ICPCnotRequired; Annex A list 5",
        sensitivity="restricted",
        nullable=True,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")


class Conferences(CanonicalTable):
    """One row is one initial child protection conference about one child."""

    child_key: Series[pd.StringDtype] = column("Child", CHILD, source_item="LAchildID", sensitivity="child")
    held_on: Series[pa.DateTime] = column(
        "Held",
        "Date of the initial child protection conference.",
        source_item="DateOfInitialCPC; Annex A list 5",
        sensitivity="child",
        event=True,
    )
    strategy_discussion_on: Series[pa.DateTime] = column(
        "Strategy discussion",
        "Date of the latest strategy discussion that led to it; blank for a transfer in.",
        source_item="S47ActualStartDate; Annex A list 5",
        sensitivity="child",
        nullable=True,
    )
    led_to_plan: Series[pd.BooleanDtype] = column(
        "Led to a plan",
        "Whether the conference made a child protection plan; blank where not stated.",
        source_item="Annex A list 5",
        sensitivity="restricted",
        nullable=True,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")


class CpPlans(CanonicalTable):
    """One row is one child protection plan of one child."""

    child_key: Series[pd.StringDtype] = column("Child", CHILD, source_item="LAchildID", sensitivity="child")
    started_on: Series[pa.DateTime] = column(
        "Started",
        "Date on which the plan started.",
        source_item="CPPstartDate; Annex A list 7",
        sensitivity="child",
        event=True,
    )
    ended_on: Series[pa.DateTime] = column(
        "Ended",
        "Date on which the plan ended; blank while it is open.",
        source_item="CPPendDate; Annex A list 7",
        sensitivity="child",
        nullable=True,
    )
    initial_category: Series[pd.StringDtype] = column(
        "Initial category",
        "Category of abuse when the plan began.",
        source_item="InitialCategoryOfAbuse",
        sensitivity="restricted",
        nullable=True,
        isin=CATEGORIES,
    )
    latest_category: Series[pd.StringDtype] = column(
        "Latest category",
        "Latest category of abuse.",
        source_item="LatestCategoryOfAbuse",
        sensitivity="restricted",
        nullable=True,
        isin=CATEGORIES,
    )
    previous_plans: Series[pd.Int64Dtype] = column(
        "Previous plans",
        "Plans of this authority that the child had ever had before, as recorded by the source.",
        source_item="NumberOfPreviousCPP; Annex A list 7",
        sensitivity="child",
        unit="plans",
        nullable=True,
        ge=0,
    )
    age_at_start: Series[pd.Int64Dtype] = column(
        "Age",
        "Age in whole years when the plan started; -1 before birth.",
        source_item="PersonBirthDate",
        sensitivity="child",
        unit="years",
        nullable=True,
        ge=-1,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")


class CpReviews(CanonicalTable):
    """One row is one review conference of one plan."""

    child_key: Series[pd.StringDtype] = column("Child", CHILD, source_item="LAchildID", sensitivity="child")
    plan_started_on: Series[pa.DateTime] = column(
        "Plan started",
        "Date on which the plan reviewed had started.",
        source_item="CPPstartDate",
        sensitivity="child",
    )
    reviewed_on: Series[pa.DateTime] = column(
        "Reviewed",
        "Date of the review conference.",
        source_item="CPPreviewDate; Annex A list 7",
        sensitivity="child",
        event=True,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")
