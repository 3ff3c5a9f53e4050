"""Tables of how a plan is overseen: evidence, meetings, the chair's view, what was promised, and risks."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from turncurve.tables.column import column
from turncurve.tables.improvement_notice import EDITION, PLAN, PLAN_ON
from turncurve.tables.model import CanonicalTable

NONE_YET = "none yet"
DOCUMENT = "document"
KINDS_OF_EVIDENCE = ["indicator", "page", "audit", DOCUMENT, NONE_YET]
SHOWS = ["supports", "contradicts", "neither"]
BOARD_MEETING = "Board meeting"
OCCASIONS = [BOARD_MEETING, "information to ministers", "department review"]
REVIEWS = ["initial", "further", "final"]
STATUSES = ["met", "on track", "at risk", "off track", "cannot tell", "no evidence"]
MONTH = r"20\d{2}-(?:0[1-9]|1[0-2])"


class ImprovementEvidence(CanonicalTable):
    """One row is one piece of evidence for something in the plan, as one edition of the plan states it."""

    plan_on: Series[pa.DateTime] = column("Plan of", PLAN_ON, source_item=PLAN, sensitivity="public", event=True)
    evidence_id: Series[pd.StringDtype] = column("Evidence", "Its number.", source_item=PLAN, sensitivity="public")
    about_id: Series[pd.StringDtype] = column(
        "About", "Number of what it is evidence for, on any sheet.", source_item=PLAN, sensitivity="public"
    )
    kind: Series[pd.StringDtype] = column(
        "Kind",
        "What the link leads to, or that there is none yet.",
        source_item=PLAN,
        sensitivity="public",
        isin=KINDS_OF_EVIDENCE,
    )
    link: Series[pd.StringDtype] = column(
        "Link",
        "An indicator's identifier, a page's or audit's name, or a document's reference; blank while there is none.",
        source_item=PLAN,
        sensitivity="public",
        nullable=True,
    )
    dated_on: Series[pa.DateTime] = column(
        "Dated", "Day that the evidence speaks of.", source_item=PLAN, sensitivity="public", nullable=True
    )
    shows: Series[pd.StringDtype] = column(
        "Shows", "Whether it bears out what the plan says.", source_item=PLAN, sensitivity="public", isin=SHOWS
    )
    words: Series[pd.StringDtype] = column(
        "Words", "What it shows, or why there is none yet.", source_item=PLAN, sensitivity="public", nullable=True
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")


class ImprovementMeetings(CanonicalTable):
    """One row is one meeting or report on the plan, past or to come, as one edition of the plan states it."""

    plan_on: Series[pa.DateTime] = column("Plan of", PLAN_ON, source_item=PLAN, sensitivity="public", event=True)
    meeting_id: Series[pd.StringDtype] = column("Meeting", "Its number.", source_item=PLAN, sensitivity="public")
    occasion: Series[pd.StringDtype] = column(
        "Occasion", "What it is.", source_item=PLAN, sensitivity="public", isin=OCCASIONS
    )
    month: Series[pd.StringDtype] = column(
        "Month", "Its month, such as 2012-09.", source_item=PLAN, sensitivity="public", str_matches=rf"^{MONTH}$"
    )
    held_on: Series[pa.DateTime] = column(
        "Day",
        "Its day; blank where only the month is known.",
        source_item=PLAN,
        sensitivity="public",
        ahead=True,
        nullable=True,
    )
    kind: Series[pd.StringDtype] = column(
        "Kind of review", "Of a review: which.", source_item=PLAN, sensitivity="public", nullable=True, isin=REVIEWS
    )
    asked_for: Series[pd.StringDtype] = column(
        "Asked for", "What those who meet are asked for.", source_item=PLAN, sensitivity="public", nullable=True
    )
    statement: Series[pd.StringDtype] = column(
        "Chair's statement", "What the chair says of it.", source_item=PLAN, sensitivity="public", nullable=True
    )
    signed_off_by: Series[pd.StringDtype] = column(
        "Signed off by", "Who signed it off, by role.", source_item=PLAN, sensitivity="public", nullable=True
    )
    signed_off_on: Series[pa.DateTime] = column(
        "Signed off", "Day on which it was signed off.", source_item=PLAN, sensitivity="public", nullable=True
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")


class ImprovementDisagreements(CanonicalTable):
    """One row is one requirement on whose status the chair disagrees, as one edition of the plan states it."""

    plan_on: Series[pa.DateTime] = column("Plan of", PLAN_ON, source_item=PLAN, sensitivity="public", event=True)
    meeting_id: Series[pd.StringDtype] = column(
        "Meeting", "Meeting or report for which the chair said so.", source_item=PLAN, sensitivity="public"
    )
    requirement_id: Series[pd.StringDtype] = column(
        "Requirement", "The requirement.", source_item=PLAN, sensitivity="public"
    )
    status: Series[pd.StringDtype] = column(
        "Chair's status", "What the chair holds it to be.", source_item=PLAN, sensitivity="public", isin=STATUSES
    )
    reason: Series[pd.StringDtype] = column(
        "Reason", "Why, in the chair's words.", source_item=PLAN, sensitivity="public", nullable=True
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")


class ImprovementPromises(CanonicalTable):
    """One row is one thing promised at a meeting, as one edition of the plan states it."""

    plan_on: Series[pa.DateTime] = column("Plan of", PLAN_ON, source_item=PLAN, sensitivity="public", event=True)
    promise_id: Series[pd.StringDtype] = column("Promise", "Its number.", source_item=PLAN, sensitivity="public")
    meeting_id: Series[pd.StringDtype] = column(
        "Meeting", "Meeting or report at which it was promised.", source_item=PLAN, sensitivity="public"
    )
    requirement_id: Series[pd.StringDtype] = column(
        "Requirement", "Requirement that it serves.", source_item=PLAN, sensitivity="public", nullable=True
    )
    words: Series[pd.StringDtype] = column("Words", "What was promised.", source_item=PLAN, sensitivity="public")
    due_on: Series[pa.DateTime] = column(
        "Due", "By when.", source_item=PLAN, sensitivity="public", ahead=True, nullable=True
    )
    kept_on: Series[pa.DateTime] = column(
        "Kept", "Day on which it was kept; blank until then.", source_item=PLAN, sensitivity="public", nullable=True
    )
    outcome: Series[pd.StringDtype] = column(
        "What happened", "What became of it, in words.", source_item=PLAN, sensitivity="public", nullable=True
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")


class ImprovementRisks(CanonicalTable):
    """One row is one risk to the plan, as one edition of the plan states it."""

    plan_on: Series[pa.DateTime] = column("Plan of", PLAN_ON, source_item=PLAN, sensitivity="public", event=True)
    risk_id: Series[pd.StringDtype] = column("Risk", "Its number.", source_item=PLAN, sensitivity="public")
    requirement_id: Series[pd.StringDtype] = column(
        "Requirement", "Requirement that it bears on.", source_item=PLAN, sensitivity="public", nullable=True
    )
    words: Series[pd.StringDtype] = column("Words", "What may go wrong.", source_item=PLAN, sensitivity="public")
    likelihood: Series[pd.Int64Dtype] = column(
        "Likelihood", "From 1, remote, to 5, almost certain.", source_item=PLAN, sensitivity="public", ge=1, le=5
    )
    impact: Series[pd.Int64Dtype] = column(
        "Impact", "From 1, slight, to 5, children unsafe.", source_item=PLAN, sensitivity="public", ge=1, le=5
    )
    mitigation: Series[pd.StringDtype] = column(
        "Mitigation", "What is done about it.", source_item=PLAN, sensitivity="public", nullable=True
    )
    owner: Series[pd.StringDtype] = column(
        "Owner", "The post that answers for it.", source_item=PLAN, sensitivity="public", nullable=True
    )
    raised_on: Series[pa.DateTime] = column(
        "Raised", "Day on which it was first named.", source_item=PLAN, sensitivity="public", nullable=True
    )
    closed_on: Series[pa.DateTime] = column(
        "Closed", "Day on which it was closed; blank until then.", source_item=PLAN, sensitivity="public", nullable=True
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")
