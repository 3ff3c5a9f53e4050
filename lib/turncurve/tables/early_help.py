"""The table of early help: who was helped below the threshold of social care, how they came, and how it ended."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from turncurve.tables.column import column
from turncurve.tables.front_door import CHILD, EDITION
from turncurve.tables.model import CanonicalTable

STEP_DOWN = "step-down from social care"
STEP_UP = "stepped up to social care"
CAME_THROUGH = ["an agency's own assessment", "multi-agency forum", "gateway panel", "front door", STEP_DOWN]
LEVELS = ["1", "2a", "2b", "3"]
OUTCOMES = ["needs met", STEP_UP, "consent withdrawn", "moved away", "other"]


class EarlyHelp(CanonicalTable):
    """One row is one spell of early help for one child."""

    child_key: Series[pd.StringDtype] = column("Child", CHILD, source_item="early help return", sensitivity="child")
    began_on: Series[pa.DateTime] = column(
        "Began", "Date on which early help began.", source_item="early help return", sensitivity="child", event=True
    )
    came_through: Series[pd.StringDtype] = column(
        "Came through",
        "How the child came to early help: an agency's own assessment, forum, gateway panel, front door, or step-down.",
        source_item="early help return",
        sensitivity="restricted",
        isin=CAME_THROUGH,
    )
    level: Series[pd.StringDtype] = column(
        "Level of need",
        "Level by the threshold document at which help began: 3 is social care's; blank where not stated.",
        source_item="early help return",
        sensitivity="restricted",
        nullable=True,
        isin=LEVELS,
    )
    assessed_on: Series[pa.DateTime] = column(
        "Assessed",
        "Date on which the early help assessment was finished; blank where there is none.",
        source_item="early help return",
        sensitivity="child",
        nullable=True,
    )
    ended_on: Series[pa.DateTime] = column(
        "Ended",
        "Date on which early help ended; blank while it lasts.",
        source_item="early help return",
        sensitivity="child",
        nullable=True,
    )
    outcome: Series[pd.StringDtype] = column(
        "Outcome",
        "How it ended; blank while it lasts, or where not stated.",
        source_item="early help return",
        sensitivity="restricted",
        told_with="ended_on",
        nullable=True,
        isin=OUTCOMES,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")
