"""The table of what was done on each case at the front door, step by step: what a process map is drawn from."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from turncurve.tables.column import column
from turncurve.tables.front_door import EDITION
from turncurve.tables.model import CanonicalTable

ACTIVITIES = ["contact", "screening", "referral", "allocation", "assessment"]
"""The steps, in the order in which the process is meant to run."""


class CaseEvents(CanonicalTable):
    """One row is one step done on one case, by one team or role."""

    case_key: Series[pd.StringDtype] = column(
        "Case",
        "Pseudonym of the case: the same in every event of it, and meaningless outside the council.",
        source_item="event log",
        sensitivity="child",
    )
    activity: Series[pd.StringDtype] = column(
        "Activity",
        "The step that was done.",
        source_item="event log",
        sensitivity="restricted",
        isin=ACTIVITIES,
    )
    started_at: Series[pa.DateTime] = column(
        "Started",
        "When it was begun; midnight where the source holds no time.",
        source_item="event log",
        sensitivity="child",
        event=True,
    )
    ended_at: Series[pa.DateTime] = column(
        "Ended",
        "When it was finished; blank while it lasts, or where not stated.",
        source_item="event log",
        sensitivity="child",
        nullable=True,
    )
    team: Series[pd.StringDtype] = column(
        "Team or role",
        "Who did it, as a team or role and never a person; blank where not stated.",
        source_item="event log",
        sensitivity="restricted",
        nullable=True,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")
