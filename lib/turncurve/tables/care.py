"""Tables of care and adoption: episodes of care, and each child's route to adoption."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from turncurve.tables.column import column
from turncurve.tables.front_door import CHILD, EDITION
from turncurve.tables.model import CanonicalTable


class CareEpisodes(CanonicalTable):
    """One row is one episode of care: one legal status in one placement."""

    child_key: Series[pd.StringDtype] = column("Child", CHILD, source_item="CHILD", sensitivity="child")
    started_on: Series[pa.DateTime] = column(
        "Started",
        "Date on which the episode began.",
        source_item="DECOM",
        sensitivity="child",
        event=True,
    )
    started_because: Series[pd.StringDtype] = column(
        "Reason for the episode",
        "Code of the reason for a new episode; S starts a period of care.",
        source_item="RNE",
        sensitivity="restricted",
        nullable=True,
    )
    legal_status: Series[pd.StringDtype] = column(
        "Legal status",
        "Code of the legal status.",
        source_item="LS",
        sensitivity="restricted",
        nullable=True,
    )
    need: Series[pd.StringDtype] = column(
        "Category of need",
        "Code N1 to N8.",
        source_item="CIN",
        sensitivity="restricted",
        nullable=True,
    )
    placement: Series[pd.StringDtype] = column(
        "Placement",
        "Code of the type of placement.",
        source_item="PLACE",
        sensitivity="restricted",
        nullable=True,
    )
    ended_on: Series[pa.DateTime] = column(
        "Ended",
        "Date on which the episode ceased; blank while it is open.",
        source_item="DEC",
        sensitivity="child",
        nullable=True,
    )
    ended_because: Series[pd.StringDtype] = column(
        "Reason ceased",
        "Code of the reason the episode ceased.",
        source_item="REC",
        sensitivity="restricted",
        told_with="ended_on",
        nullable=True,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")


class AdoptionPathways(CanonicalTable):
    """One row is one child's route towards adoption in one period of care."""

    child_key: Series[pd.StringDtype] = column("Child", CHILD, source_item="CHILD", sensitivity="child")
    entered_care_on: Series[pa.DateTime] = column(
        "Entered care",
        "First day of the period of care.",
        source_item="DECOM where RNE is S; Annex A list 10",
        sensitivity="child",
        event=True,
    )
    decided_on: Series[pa.DateTime] = column(
        "Decision",
        "Date of the decision that the child should be placed for adoption.",
        source_item="DATE_PLACED; Annex A list 10",
        sensitivity="child",
        nullable=True,
    )
    placement_order_on: Series[pa.DateTime] = column(
        "Placement order",
        "Date of the placement or freeing order.",
        source_item="DECOM where LS becomes E1 or D1; Annex A list 10",
        sensitivity="child",
        nullable=True,
    )
    matched_on: Series[pa.DateTime] = column(
        "Matched",
        "Date of the decision on a match.",
        source_item="DATE_MATCH; Annex A list 10",
        sensitivity="child",
        nullable=True,
    )
    placed_on: Series[pa.DateTime] = column(
        "Placed",
        "Date on which the child moved in with the adoptive family.",
        source_item="DECOM where PLACE is A3 to A6; Annex A list 10",
        sensitivity="child",
        nullable=True,
    )
    foster_placement_on: Series[pa.DateTime] = column(
        "Foster placement with the same family",
        "Date on which the foster placement began with the family that then adopted; blank otherwise.",
        source_item="DECOM of the foster placement where FOSTER_CARE is 1",
        sensitivity="child",
        nullable=True,
    )
    adopted_on: Series[pa.DateTime] = column(
        "Adopted",
        "Date of the adoption order.",
        source_item="DEC where REC is E11 or E12; Annex A list 10",
        sensitivity="child",
        nullable=True,
    )
    plan_changed_on: Series[pa.DateTime] = column(
        "Plan changed",
        "Date of the decision that the child should no longer be placed for adoption.",
        source_item="DATE_PLACED_CEASED; Annex A list 10",
        sensitivity="child",
        nullable=True,
    )
    plan_changed_because: Series[pd.StringDtype] = column(
        "Reason the plan changed",
        "Code RD1 to RD4.",
        source_item="REASON_PLACED_CEASED; Annex A list 10",
        sensitivity="restricted",
        told_with="plan_changed_on",
        nullable=True,
    )
    left_care_on: Series[pa.DateTime] = column(
        "Left care",
        "Last day of the period of care; blank while the child is looked after.",
        source_item="DEC of the last episode",
        sensitivity="child",
        nullable=True,
    )
    left_care_because: Series[pd.StringDtype] = column(
        "Reason left care",
        "Code of the reason the last episode ceased.",
        source_item="REC",
        sensitivity="restricted",
        told_with="left_care_on",
        nullable=True,
    )
    age_at_entry: Series[pd.Int64Dtype] = column(
        "Age",
        "Age in whole years on entering care.",
        source_item="DOB",
        sensitivity="child",
        unit="years",
        nullable=True,
        ge=-1,
    )
    sibling_group: Series[pd.StringDtype] = column(
        "Sibling group",
        "Pseudonym of the group of brothers and sisters to be placed together; blank where alone.",
        source_item="Annex A list 10 Family identifier; adoption tracker",
        sensitivity="child",
        nullable=True,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")
