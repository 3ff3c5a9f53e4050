"""Tables of what workers are given, and what they say: supervision, training and staff surveys."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from turncurve.tables.column import column
from turncurve.tables.front_door import EDITION
from turncurve.tables.model import CanonicalTable
from turncurve.tables.workforce import WORKER

KINDS_OF_TRAINING = ["induction", "training", "mentoring", "professional development"]
EMPLOYER_STANDARDS = ["1", "2", "3", "4", "5", "6", "7", "8"]
SURVEY_ANSWERS = ["strongly agree", "agree", "neither", "disagree", "strongly disagree"]


def _covered(title: str, words: str) -> Any:  # noqa: ANN401 - pandera types a field as Any
    """Describe a column that says whether a session of supervision did one of its four functions."""
    return column(
        title,
        f"Whether the record of the session shows {words}; blank where not stated.",
        source_item="supervision record",
        sensitivity="staff",
        nullable=True,
    )


class Supervisions(CanonicalTable):
    """One row is one session of supervision of one worker."""

    worker_key: Series[pd.StringDtype] = column("Worker", WORKER, source_item="supervision record", sensitivity="staff")
    held_on: Series[pa.DateTime] = column(
        "Held", "Date of the session.", source_item="supervision record", sensitivity="staff", event=True
    )
    decisions: Series[pd.BooleanDtype] = _covered("Decisions", "that decisions and interventions were gone over")
    accountability: Series[pd.BooleanDtype] = _covered(
        "Accountability", "line management: standards, accountability and recording"
    )
    workload: Series[pd.BooleanDtype] = _covered("Workload", "that caseload and workload were gone over")
    learning: Series[pd.BooleanDtype] = _covered("Learning", "that learning and career were gone over")
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")


class Training(CanonicalTable):
    """One row is one course or programme that one worker completed."""

    worker_key: Series[pd.StringDtype] = column("Worker", WORKER, source_item="training record", sensitivity="staff")
    completed_on: Series[pa.DateTime] = column(
        "Completed", "Day of completion.", source_item="training record", sensitivity="staff", event=True
    )
    course: Series[pd.StringDtype] = column(
        "Course", "Title of the course.", source_item="training record", sensitivity="restricted"
    )
    kind: Series[pd.StringDtype] = column(
        "Kind",
        "induction, training, mentoring or professional development; blank where not stated.",
        source_item="training record",
        sensitivity="restricted",
        nullable=True,
        isin=KINDS_OF_TRAINING,
    )
    standard: Series[pd.StringDtype] = column(
        "Employer standard",
        "Number of the employer standard, 1 to 8, that the course serves; blank where not stated.",
        source_item="training record",
        sensitivity="restricted",
        nullable=True,
        isin=EMPLOYER_STANDARDS,
    )
    put_to_use: Series[pd.BooleanDtype] = column(
        "Put to use",
        "Whether the manager, three months later, saw practice change by it; blank where not followed up.",
        source_item="training record",
        sensitivity="staff",
        nullable=True,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")


class Surveys(CanonicalTable):
    """One row is one answer to one question by one anonymous member of staff in one wave of a survey."""

    wave: Series[pd.StringDtype] = column(
        "Wave", "Name of the wave.", source_item="staff survey", sensitivity="restricted"
    )
    closed_on: Series[pa.DateTime] = column(
        "Closed", "Day on which the wave closed.", source_item="staff survey", sensitivity="restricted", event=True
    )
    respondent_key: Series[pd.StringDtype] = column(
        "Respondent",
        "Pseudonym of whoever answered, within the wave alone.",
        source_item="staff survey",
        sensitivity="staff",
    )
    team: Series[pd.StringDtype] = column(
        "Team",
        "Team that the respondent named; blank where none was.",
        source_item="staff survey",
        sensitivity="staff",
        nullable=True,
    )
    question: Series[pd.StringDtype] = column(
        "Question", "The statement put to staff, in its own words.", source_item="staff survey", sensitivity="public"
    )
    answer: Series[pd.StringDtype] = column(
        "Answer",
        "How far the respondent agreed; blank where not answered.",
        source_item="staff survey",
        sensitivity="staff",
        nullable=True,
        isin=SURVEY_ANSWERS,
    )
    staff_asked: Series[pd.Int64Dtype] = column(
        "Staff asked",
        "How many members of staff the wave was sent to; blank where not stated.",
        source_item="staff survey",
        sensitivity="restricted",
        unit="staff",
        nullable=True,
        ge=0,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")
