"""Tables of allocation: cases that wait for a worker or were given to one, and the rota of those who take them."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from turncurve.tables.column import column
from turncurve.tables.front_door import CHILD, EDITION
from turncurve.tables.model import CanonicalTable

CASE_TYPES = ["initial assessment", "core assessment", "single assessment", "child in need", "other"]
WORKER = "Pseudonym of the worker: the same in every table of one council, and meaningless outside it."


class Allocations(CanonicalTable):
    """One row is one case that waits for a worker or was given to one: one child, each time that a worker is needed."""

    child_key: Series[pd.StringDtype] = column("Child", CHILD, source_item="allocation return", sensitivity="child")
    referred_on: Series[pa.DateTime] = column(
        "Referred",
        "Date of the referral that the case came from.",
        source_item="allocation return",
        sensitivity="child",
    )
    ready_at: Series[pa.DateTime] = column(
        "Ready for allocation",
        "When it was decided that a worker is needed; midnight where the source holds no time.",
        source_item="allocation return",
        sensitivity="child",
        event=True,
    )
    allocated_at: Series[pa.DateTime] = column(
        "Allocated",
        "When the case was given to a worker; blank while it waits.",
        source_item="allocation return",
        sensitivity="child",
        nullable=True,
    )
    worker_key: Series[pd.StringDtype] = column(
        "Worker",
        WORKER,
        source_item="allocation return",
        sensitivity="staff",
        told_with="allocated_at",
        nullable=True,
    )
    team: Series[pd.StringDtype] = column(
        "Team", "Team with which the case waits.", source_item="allocation return", sensitivity="restricted"
    )
    case_type: Series[pd.StringDtype] = column(
        "Case type",
        "What the worker is needed for; blank where not stated.",
        source_item="allocation return",
        sensitivity="restricted",
        nullable=True,
        isin=CASE_TYPES,
    )
    ended_on: Series[pa.DateTime] = column(
        "Ended",
        "Date on which the case ended; one that had no worker then left the queue without one.",
        source_item="allocation return",
        sensitivity="child",
        nullable=True,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")


class Availability(CanonicalTable):
    """One row is one worker's week as the rota had it from one day on, until a later row of the same week."""

    worker_key: Series[pd.StringDtype] = column(
        "Worker", WORKER, source_item="availability return", sensitivity="staff"
    )
    team: Series[pd.StringDtype] = column(
        "Team", "Team for which the worker takes cases.", source_item="availability return", sensitivity="restricted"
    )
    week_starting: Series[pa.DateTime] = column(
        "Week", "Monday of the week.", source_item="availability return", sensitivity="staff"
    )
    known_on: Series[pa.DateTime] = column(
        "Known from",
        "Day on which the rota took this form: leave when it was agreed, sickness when it was reported.",
        source_item="availability return",
        sensitivity="staff",
        event=True,
    )
    days_available: Series[pd.Int64Dtype] = column(
        "Days available",
        "Days of the week on which the worker is at work.",
        source_item="availability return",
        sensitivity="staff",
        unit="days",
        ge=0,
        le=7,
    )
    days_of_leave: Series[pd.Int64Dtype] = column(
        "Days of leave",
        "Days of leave, sickness or training in the week; blank where not stated.",
        source_item="availability return",
        sensitivity="staff",
        unit="days",
        nullable=True,
        ge=0,
        le=7,
    )
    new_cases: Series[pd.Int64Dtype] = column(
        "New cases",
        "New cases that the worker can take in the week, as the manager judged; blank where not stated.",
        source_item="availability return",
        sensitivity="staff",
        unit="cases",
        nullable=True,
        ge=0,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")
