"""Tables of the workforce: who works where, the posts there are, the cases held, and absence."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from turncurve.tables.column import column
from turncurve.tables.front_door import EDITION
from turncurve.tables.model import CanonicalTable

WORKER = "Pseudonym of the worker: the same in every table of one council, and meaningless outside it."
ROLES = ["social worker", "senior practitioner", "team manager", "family support worker", "other"]
CASE_TYPES = ["assessment", "child in need", "child protection plan", "looked after child", "care leaver", "other"]
COMPLEXITIES = ["standard", "complex"]


class Workers(CanonicalTable):
    """One row is one spell of one worker in one post."""

    worker_key: Series[pd.StringDtype] = column("Worker", WORKER, source_item="workforce return", sensitivity="staff")
    team: Series[pd.StringDtype] = column(
        "Team", "Team of the post.", source_item="workforce return", sensitivity="staff"
    )
    role: Series[pd.StringDtype] = column(
        "Role",
        "What the worker does in the post; blank where not stated.",
        source_item="workforce return",
        sensitivity="staff",
        nullable=True,
        isin=ROLES,
    )
    started_on: Series[pa.DateTime] = column(
        "Started", "First day in the post.", source_item="workforce return", sensitivity="staff", event=True
    )
    ended_on: Series[pa.DateTime] = column(
        "Ended",
        "Day on which the worker left the post; blank while in it.",
        source_item="workforce return",
        sensitivity="staff",
        nullable=True,
    )
    full_time_equivalent: Series[pd.Float64Dtype] = column(
        "Full-time equivalent",
        "Hours of the post as a share of full time.",
        source_item="workforce return; Standard Safeguarding Dataset prof_full_time_equivalency",
        sensitivity="staff",
        unit="full time",
        nullable=True,
        gt=0,
        le=1,
    )
    qualified_on: Series[pa.DateTime] = column(
        "Qualified",
        "Date of the social work qualification; blank where there is none, or it is not stated.",
        source_item="workforce return",
        sensitivity="staff",
        nullable=True,
    )
    agency: Series[pd.BooleanDtype] = column(
        "Agency",
        "Whether the worker is supplied by an agency; blank where not stated.",
        source_item="workforce return; Standard Safeguarding Dataset prof_agency_worker_flag",
        sensitivity="staff",
        nullable=True,
    )
    leaving_reason: Series[pd.StringDtype] = column(
        "Reason for leaving",
        "Why the post was left, in the council's own list.",
        source_item="workforce return",
        sensitivity="staff",
        told_with="ended_on",
        nullable=True,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")


class Posts(CanonicalTable):
    """One row is one team's funded social work posts on one date."""

    stood_on: Series[pa.DateTime] = column(
        "Date", "Day on which the posts stood so.", source_item="workforce return", sensitivity="restricted", event=True
    )
    team: Series[pd.StringDtype] = column("Team", "The team.", source_item="workforce return", sensitivity="restricted")
    posts: Series[pd.Int64Dtype] = column(
        "Posts",
        "Social work posts that the team is funded for.",
        source_item="workforce return",
        sensitivity="restricted",
        unit="posts",
        ge=0,
    )
    vacant: Series[pd.Int64Dtype] = column(
        "Vacant",
        "Posts of them that no employee holds, an agency worker in the post or not.",
        source_item="workforce return",
        sensitivity="restricted",
        unit="posts",
        ge=0,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")


class Caseloads(CanonicalTable):
    """One row is one number of cases of one type and complexity that one worker holds on one date."""

    stood_on: Series[pa.DateTime] = column(
        "Date", "Day on which the cases were held.", source_item="workforce return", sensitivity="staff", event=True
    )
    worker_key: Series[pd.StringDtype] = column(
        "Worker",
        "Pseudonym of the worker; blank for cases that nobody holds yet.",
        source_item="workforce return",
        sensitivity="staff",
        nullable=True,
    )
    team: Series[pd.StringDtype] = column(
        "Team",
        "Team that the cases are with; blank where not stated.",
        source_item="workforce return",
        sensitivity="staff",
        nullable=True,
    )
    case_type: Series[pd.StringDtype] = column(
        "Case type",
        "What kind of work the cases are: one child is one case.",
        source_item="workforce return",
        sensitivity="restricted",
        nullable=True,
        isin=CASE_TYPES,
    )
    complexity: Series[pd.StringDtype] = column(
        "Complexity",
        "standard or complex, as the manager judged; blank where not stated.",
        source_item="workforce return",
        sensitivity="restricted",
        nullable=True,
        isin=COMPLEXITIES,
    )
    cases: Series[pd.Int64Dtype] = column(
        "Cases", "Children.", source_item="workforce return", sensitivity="staff", unit="cases", ge=0
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")


class Absences(CanonicalTable):
    """One row is one spell of sickness absence of one worker."""

    worker_key: Series[pd.StringDtype] = column("Worker", WORKER, source_item="workforce return", sensitivity="staff")
    started_on: Series[pa.DateTime] = column(
        "First day", "First day of the absence.", source_item="workforce return", sensitivity="staff", event=True
    )
    ended_on: Series[pa.DateTime] = column(
        "Last day",
        "Last day of the absence; blank while it goes on.",
        source_item="workforce return",
        sensitivity="staff",
        nullable=True,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")
