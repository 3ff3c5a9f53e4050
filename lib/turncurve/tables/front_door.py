"""Tables of the front door: contacts and referrals."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from turncurve.tables.column import column
from turncurve.tables.model import CanonicalTable

CHILD = "Pseudonym of the child: the same in every table of one council, and meaningless outside it."
EDITION = "The extract that the row came from: source and edition, such as annex_a/2012-09-30."


class Contacts(CanonicalTable):
    """One row is one contact received by the authority."""

    received_at: Series[pa.DateTime] = column(
        "Received",
        "When the contact was received; midnight where the source holds no time.",
        source_item="contact log; Annex A list 1 Date of Contact",
        sensitivity="child",
        event=True,
    )
    child_key: Series[pd.StringDtype] = column(
        "Child",
        CHILD,
        source_item="contact log; Annex A list 1 Child Unique ID",
        sensitivity="child",
        nullable=True,
    )
    route: Series[pd.StringDtype] = column(
        "Route",
        "How it arrived: phone, email, letter, or another route as logged. Annex A holds none.",
        source_item="contact log",
        sensitivity="restricted",
        nullable=True,
    )
    source: Series[pd.StringDtype] = column(
        "From whom",
        "Code of the source, as for referrals: 1A to 10.",
        source_item="contact log; Annex A list 1 Contact Source",
        sensitivity="restricted",
        nullable=True,
    )
    reason: Series[pd.StringDtype] = column(
        "Reason",
        "Why the contact was made, in the log's own list. Annex A holds none.",
        source_item="contact log",
        sensitivity="restricted",
        nullable=True,
    )
    about_allocated_case: Series[pd.BooleanDtype] = column(
        "About an allocated case",
        "Whether the case already had an allocated worker; blank where not stated.",
        source_item="contact log",
        sensitivity="restricted",
        nullable=True,
    )
    outcome: Series[pd.StringDtype] = column(
        "Outcome",
        "What was done with the contact, in the log's own list.",
        source_item="contact log",
        sensitivity="restricted",
        nullable=True,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")


class Referrals(CanonicalTable):
    """One row is one referral of one child."""

    child_key: Series[pd.StringDtype] = column("Child", CHILD, source_item="LAchildID", sensitivity="child")
    referred_on: Series[pa.DateTime] = column(
        "Referred",
        "Date of the referral.",
        source_item="CINreferralDate; Annex A list 3 Date of referral",
        sensitivity="child",
        event=True,
    )
    source: Series[pd.StringDtype] = column(
        "From whom",
        "Code of the source: 1A to 10.",
        source_item="ReferralSource",
        sensitivity="restricted",
        nullable=True,
    )
    no_further_action: Series[pd.BooleanDtype] = column(
        "No further action",
        "Whether the referral ended there; blank where not stated.",
        source_item="ReferralNFA",
        sensitivity="restricted",
        nullable=True,
    )
    primary_need: Series[pd.StringDtype] = column(
        "Primary need",
        "Code N0 to N9; blank where not stated.",
        source_item="PrimaryNeedCode",
        sensitivity="restricted",
        nullable=True,
    )
    closed_on: Series[pa.DateTime] = column(
        "Closed",
        "Date on which the episode of need closed.",
        source_item="CINclosureDate",
        sensitivity="child",
        nullable=True,
    )
    closure_reason: Series[pd.StringDtype] = column(
        "Reason for closure",
        "Code RC1 to RC9.",
        source_item="ReasonForClosure",
        sensitivity="restricted",
        told_with="closed_on",
        nullable=True,
    )
    team: Series[pd.StringDtype] = column(
        "Team",
        "Team to which the child was allocated.",
        source_item="Annex A Allocated Team",
        sensitivity="staff",
        nullable=True,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")
