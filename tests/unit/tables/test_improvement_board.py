"""How a plan is overseen is strict in its lists: kinds of evidence, occasions, statuses, and risks from 1 to 5."""

import pandera.errors
import pytest

from tests.support.canonical import canonical
from turncurve.tables.improvement_board import (
    KINDS_OF_EVIDENCE,
    NONE_YET,
    OCCASIONS,
    STATUSES,
    ImprovementDisagreements,
    ImprovementEvidence,
    ImprovementMeetings,
    ImprovementPromises,
    ImprovementRisks,
)

MODELS = {
    "improvement_evidence": ImprovementEvidence,
    "improvement_meetings": ImprovementMeetings,
    "improvement_disagreements": ImprovementDisagreements,
    "improvement_promises": ImprovementPromises,
    "improvement_risks": ImprovementRisks,
}
ROWS = {
    "improvement_evidence": {
        "evidence_id": "E1", "about_id": "A02", "kind": "document", "link": "Board paper 4", "shows": "supports",
    },
    "improvement_meetings": {"meeting_id": "B1", "occasion": "Board meeting", "month": "2012-09"},
    "improvement_disagreements": {"meeting_id": "B1", "requirement_id": "N02", "status": "at risk"},
    "improvement_promises": {"promise_id": "P1", "meeting_id": "B1", "words": "A plan for every case"},
    "improvement_risks": {"risk_id": "K1", "words": "Workers leave", "likelihood": 3, "impact": 4},
}  # fmt: skip


def validated(table, **changes):
    row = {"plan_on": "2012-09-14", **ROWS[table], **changes}
    return MODELS[table].validate(canonical(table, [row]), lazy=True)


@pytest.mark.parametrize("table", MODELS)
def test_a_row_with_its_required_columns_alone_is_kept(table):
    assert len(validated(table)) == 1


@pytest.mark.parametrize(
    ("table", "column", "values"),
    [
        ("improvement_evidence", "kind", KINDS_OF_EVIDENCE),
        ("improvement_meetings", "occasion", OCCASIONS),
        ("improvement_disagreements", "status", STATUSES),
        ("improvement_risks", "likelihood", range(1, 6)),
    ],
)
def test_every_value_of_a_list_is_kept(table, column, values):
    assert [validated(table, **{column: each})[column].iloc[0] for each in values] == list(values)


@pytest.mark.parametrize(
    ("table", "changes"),
    [
        ("improvement_evidence", {"kind": "hearsay"}),
        ("improvement_evidence", {"shows": "perhaps"}),
        ("improvement_evidence", {"about_id": None}),
        ("improvement_meetings", {"occasion": "lunch"}),
        ("improvement_meetings", {"month": "2012-13"}),
        ("improvement_meetings", {"month": "September 2012"}),
        ("improvement_meetings", {"kind": "second"}),
        ("improvement_disagreements", {"status": "green"}),
        ("improvement_promises", {"meeting_id": None}),
        ("improvement_risks", {"likelihood": 0}),
        ("improvement_risks", {"impact": 6}),
    ],
)
def test_what_is_not_on_a_list_or_is_missing_is_refused(table, changes):
    with pytest.raises(pandera.errors.SchemaErrors):
        validated(table, **changes)


def test_a_meeting_of_which_only_the_month_is_known_has_no_day():
    assert validated("improvement_meetings", month="2013-03")["held_on"].isna().all()


def test_that_there_is_no_evidence_yet_can_be_said():
    assert validated("improvement_evidence", kind=NONE_YET, link=None, words="The audit is in May")["link"].isna().all()
