"""Tables of contacts that were drawn and coded: what each asked for, and where it could have gone."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from turncurve.tables.column import column
from turncurve.tables.front_door import EDITION
from turncurve.tables.model import CanonicalTable

CONTACT = "Pseudonym of the contact: the same in the record of the draw and in every coding."


class ContactDraws(CanonicalTable):
    """One row is one contact drawn to be coded."""

    contact_key: Series[pd.StringDtype] = column(
        "Contact", CONTACT, source_item="record of the draw", sensitivity="child"
    )
    drawn_on: Series[pa.DateTime] = column(
        "Drawn", "Date of the draw.", source_item="record of the draw", sensitivity="restricted", event=True
    )
    stratum: Series[pd.StringDtype] = column(
        "Stratum",
        "The group of contacts that it was drawn from: the reason for contact.",
        source_item="record of the draw",
        sensitivity="restricted",
    )
    stratum_contacts: Series[pd.Int64Dtype] = column(
        "Contacts in stratum",
        "Contacts of the stratum that could be drawn.",
        source_item="record of the draw",
        sensitivity="restricted",
        unit="contacts",
        ge=1,
    )
    stratum_drawn: Series[pd.Int64Dtype] = column(
        "Contacts drawn",
        "Contacts of the stratum that were drawn.",
        source_item="record of the draw",
        sensitivity="restricted",
        unit="contacts",
        ge=1,
    )
    source: Series[pd.StringDtype] = column(
        "From whom",
        "Code of the source, as for contacts: 1A to 10.",
        source_item="record of the draw",
        sensitivity="restricted",
        nullable=True,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")


class ContactCodings(CanonicalTable):
    """One row is one coding of one contact by one coder."""

    contact_key: Series[pd.StringDtype] = column("Contact", CONTACT, source_item="coding", sensitivity="child")
    drawn_on: Series[pa.DateTime] = column(
        "Drawn", "Date of the draw that the contact was in.", source_item="coding", sensitivity="restricted", event=True
    )
    coder_key: Series[pd.StringDtype] = column(
        "Coder", "Pseudonym of the coder.", source_item="coding", sensitivity="staff"
    )
    code: Series[pd.StringDtype] = column(
        "Code", "Code of the council's own frame, such as V1.", source_item="coding", sensitivity="restricted"
    )
    could_go_to: Series[pd.StringDtype] = column(
        "Could have gone to",
        "The agency or service to which it could have gone; blank where the front door was the right place.",
        source_item="coding",
        sensitivity="restricted",
        nullable=True,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")
