"""Tables of what chairs of child protection conferences return: what they saw, who took part, what they challenged."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from turncurve.tables.column import column
from turncurve.tables.front_door import CHILD, EDITION
from turncurve.tables.model import CanonicalTable

KINDS = ["initial", "review"]
CHILD_TOOK_PART = ["attended", "views given", "did not take part", "too young"]
PARENTS_TOOK_PART = ["attended", "views given", "did not take part", "not appropriate"]
AGENCIES = [
    "police", "health visiting", "school nursing", "general practice", "school or early years", "adult mental health",
    "substance misuse", "probation", "housing", "voluntary sector",
]  # fmt: skip
ABOUT = ["non-compliance", "unassessed risk", "drift", "contingency plan", "partner's part"]
_HELD = "Date of the conference or review."


class ChairedConferences(CanonicalTable):
    """One row is one initial or review conference about one child, as its chair returned it."""

    child_key: Series[pd.StringDtype] = column("Child", CHILD, source_item="chairs' return", sensitivity="child")
    held_on: Series[pa.DateTime] = column("Held", _HELD, source_item="chairs' return", sensitivity="child", event=True)
    kind: Series[pd.StringDtype] = column(
        "Kind",
        "Initial conference or review.",
        source_item="chairs' return",
        sensitivity="restricted",
        isin=KINDS,
    )
    chair_key: Series[pd.StringDtype] = column(
        "Chair", "Pseudonym of the chair.", source_item="chairs' return", sensitivity="staff"
    )
    non_compliance_raised: Series[pd.BooleanDtype] = column(
        "Non-compliance raised",
        "Whether the chair recorded that something required had not been done; blank where not answered.",
        source_item="chairs' return",
        sensitivity="restricted",
        nullable=True,
    )
    unassessed_risk_recorded: Series[pd.BooleanDtype] = column(
        "Unassessed risk recorded",
        "Whether the chair recorded a risk that no assessment had looked at; blank where not answered.",
        source_item="chairs' return",
        sensitivity="restricted",
        nullable=True,
    )
    plan_unchanged: Series[pd.BooleanDtype] = column(
        "Plan unchanged",
        "At a review, whether the plan is what it was at the one before; blank where not answered.",
        source_item="chairs' return",
        sensitivity="restricted",
        nullable=True,
    )
    contingency_plan_present: Series[pd.BooleanDtype] = column(
        "Contingency plan present",
        "Whether the plan says what will happen if it does not work; blank where there is no plan or no answer.",
        source_item="chairs' return",
        sensitivity="restricted",
        nullable=True,
    )
    child_took_part: Series[pd.StringDtype] = column(
        "Child took part",
        "Whether the child attended, gave views in another way, did not take part, or was too young to.",
        source_item="chairs' return",
        sensitivity="restricted",
        nullable=True,
        isin=CHILD_TOOK_PART,
    )
    parents_took_part: Series[pd.StringDtype] = column(
        "Parents took part",
        "Whether a parent or carer attended, gave views, did not take part, or was rightly not asked.",
        source_item="chairs' return",
        sensitivity="restricted",
        nullable=True,
        isin=PARENTS_TOOK_PART,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")


class ConferenceAgencies(CanonicalTable):
    """One row is one partner agency's part in one conference or review about one child."""

    child_key: Series[pd.StringDtype] = column("Child", CHILD, source_item="chairs' return", sensitivity="child")
    held_on: Series[pa.DateTime] = column("Held", _HELD, source_item="chairs' return", sensitivity="child", event=True)
    agency: Series[pd.StringDtype] = column(
        "Agency", "The partner agency.", source_item="chairs' return", sensitivity="restricted", isin=AGENCIES
    )
    invited: Series[pd.BooleanDtype] = column(
        "Invited",
        "Whether it was invited; blank where not answered.",
        source_item="chairs' return",
        sensitivity="restricted",
        nullable=True,
    )
    attended: Series[pd.BooleanDtype] = column(
        "Attended",
        "Whether somebody came from it; blank where not answered.",
        source_item="chairs' return",
        sensitivity="restricted",
        nullable=True,
    )
    reported: Series[pd.BooleanDtype] = column(
        "Report received",
        "Whether its written report had been received by the conference; blank where not answered.",
        source_item="chairs' return",
        sensitivity="restricted",
        nullable=True,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")


class ChairChallenges(CanonicalTable):
    """One row is one challenge that a chair raised after a conference or review about one child."""

    child_key: Series[pd.StringDtype] = column("Child", CHILD, source_item="chairs' return", sensitivity="child")
    held_on: Series[pa.DateTime] = column("Held", _HELD, source_item="chairs' return", sensitivity="child")
    about: Series[pd.StringDtype] = column(
        "About", "What was challenged.", source_item="chairs' return", sensitivity="restricted", isin=ABOUT
    )
    raised_on: Series[pa.DateTime] = column(
        "Raised",
        "Date on which the chair raised it with a manager or a partner.",
        source_item="chairs' return",
        sensitivity="child",
        event=True,
    )
    resolved_on: Series[pa.DateTime] = column(
        "Resolved",
        "Date on which the chair was satisfied; blank while it is open.",
        source_item="chairs' return",
        sensitivity="child",
        nullable=True,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")
