"""The table of questionnaires: what staff, managers and partners answered for a peer review, anonymously."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from turncurve.tables.column import column
from turncurve.tables.front_door import EDITION
from turncurve.tables.model import CanonicalTable
from turncurve.tables.staff_support import SURVEY_ANSWERS

ANSWERED_AS = ["staff", "manager", "partner"]


class Questionnaires(CanonicalTable):
    """One row is one answer to one statement by one anonymous respondent to one questionnaire."""

    questionnaire: Series[pd.StringDtype] = column(
        "Questionnaire", "Name of the questionnaire.", source_item="questionnaire", sensitivity="restricted"
    )
    closed_on: Series[pa.DateTime] = column(
        "Closed", "Day on which it closed.", source_item="questionnaire", sensitivity="restricted", event=True
    )
    respondent_key: Series[pd.StringDtype] = column(
        "Respondent",
        "Pseudonym of whoever answered, within the questionnaire alone.",
        source_item="questionnaire",
        sensitivity="staff",
    )
    answered_as: Series[pd.StringDtype] = column(
        "Answered as",
        "staff, manager or partner; the agency is not held.",
        source_item="questionnaire",
        sensitivity="restricted",
        isin=ANSWERED_AS,
    )
    question: Series[pd.StringDtype] = column(
        "Statement", "The statement, in its own words.", source_item="questionnaire", sensitivity="public"
    )
    answer: Series[pd.StringDtype] = column(
        "Answer",
        "How far the respondent agreed; blank where not answered.",
        source_item="questionnaire",
        sensitivity="staff",
        nullable=True,
        isin=SURVEY_ANSWERS,
    )
    people_asked: Series[pd.Int64Dtype] = column(
        "People asked",
        "How many people of this group it was sent to; blank where not stated.",
        source_item="questionnaire",
        sensitivity="restricted",
        unit="people",
        nullable=True,
        ge=0,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")
