"""Table of prospective adopters: who applied, and how far each has come."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from turncurve.tables.column import column
from turncurve.tables.front_door import EDITION
from turncurve.tables.model import CanonicalTable

REASONS = ["1", "2", "3"]
"""Why an adopter left: withdrew, put on hold, refused."""

# What is held of an adopter is as sensitive as what is held of a child, and is marked so.


class Adopters(CanonicalTable):
    """One row is one person's application to adopt; the two of a couple are two rows of one family."""

    adopter_key: Series[pd.StringDtype] = column(
        "Adopter",
        "Pseudonym of the prospective adopter.",
        source_item="Annex A list 11 Individual adopter identifier",
        sensitivity="child",
    )
    family_key: Series[pd.StringDtype] = column(
        "Family",
        "Pseudonym of the adoptive family; blank where the source gives none.",
        source_item="Annex A list 11 Family identifier",
        sensitivity="child",
        nullable=True,
    )
    began_on: Series[pa.DateTime] = column(
        "Applied",
        "Date on which the application was received or, where adopters are assessed in stages, the first stage began.",
        source_item="Annex A list 11 Date application submitted, Date Stage 1 started",
        sensitivity="child",
        event=True,
    )
    stage_two_began_on: Series[pa.DateTime] = column(
        "Second stage began",
        "Date on which the second stage of the assessment began; blank where it was not made in stages.",
        source_item="Annex A list 11 Date Stage 2 started",
        sensitivity="child",
        nullable=True,
    )
    approved_on: Series[pa.DateTime] = column(
        "Approved",
        "Date of the decision to approve or, where assessed in stages, of the decision that ended the second.",
        source_item="Annex A list 11 Date application approved, Date Stage 2 ended",
        sensitivity="child",
        nullable=True,
    )
    matched_on: Series[pa.DateTime] = column(
        "Matched",
        "Date of the decision on a match.",
        source_item="Annex A list 11 Date adopter matched with child(ren)",
        sensitivity="child",
        nullable=True,
    )
    placed_on: Series[pa.DateTime] = column(
        "Child placed",
        "Date on which the child or children moved in.",
        source_item="Annex A list 11 Date child/children placed with adopter(s)",
        sensitivity="child",
        nullable=True,
    )
    children_placed: Series[pd.Int64Dtype] = column(
        "Children placed",
        "How many children were placed with the family.",
        source_item="Annex A list 11 No. of children placed",
        sensitivity="child",
        unit="children",
        told_with="placed_on",
        nullable=True,
        ge=0,
    )
    adopted_on: Series[pa.DateTime] = column(
        "Adoption order",
        "Date of the adoption order.",
        source_item="Annex A list 11 Date of Adoption Order",
        sensitivity="child",
        nullable=True,
    )
    left_on: Series[pa.DateTime] = column(
        "Left",
        "Date on which the adopter left the process without adopting.",
        source_item="Annex A list 11 Date of leaving adoption process",
        sensitivity="child",
        nullable=True,
    )
    left_because: Series[pd.StringDtype] = column(
        "Reason for leaving",
        "1 withdrew, 2 put on hold, 3 refused.",
        source_item="Annex A list 11 Reason for leaving adoption process",
        sensitivity="child",
        told_with="left_on",
        nullable=True,
        isin=REASONS,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")
