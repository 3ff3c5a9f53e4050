"""A made council before a peer review: records, audits, a survey and questionnaires that can be counted by hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.support.audited_council import MONTHLY, keep_audits
from tests.support.canonical import canonical
from tests.support.made_workforce import keep_workforce
from turncurve.tables import store
from turncurve.tables.peer_review import Bullet, Cited, Line, PeerAction, PeerFinding, PeerReview
from turncurve.tables.peer_review import keep as keep_review
from turncurve.tables.records import Records

AS_AT = dt.date(2013, 3, 31)
TOLD, HEARD = "I am told", "I am heard"
FILES = Cited("audit", "Specific", MONTHLY, "at least", 50.0)
STAFF = Cited("survey", HEARD, "", "at least", 60.0)
PARTNERS = Cited("questionnaire", TOLD, "partner", "at least", 60.0)
MANAGERS = Cited("questionnaire", TOLD, "manager", "at least", 60.0)
SUPERVISED = Cited("indicator", "supervised_as_often_as_due", "", "at least", 20.0)
PAPER = Cited("document", "Minutes of the Board", dated=dt.date(2013, 1, 17), shows="supports")
UNKNOWN = Cited("indicator", "re_referrals_within_12_months", "", "at most", 20.0)
LINES = (
    Line("K1", "Learning", (
        Bullet("K1.1", "Communication", "All are told", (STAFF, PARTNERS, MANAGERS), ("Schools were not asked",)),
        Bullet("K1.2", "Values", "Plans are specific", (FILES, PAPER)),
    )),
    Line("K2", "Practice", (
        Bullet("K2.1", "Oversight", "Staff are supervised", (SUPERVISED,)),
        Bullet("K2.2", "Return", "Few come back", (UNKNOWN,)),
        Bullet("K2.3", "Board", "The Board meets", (PAPER,)),
        Bullet("K2.4", "Scrutiny", "Councillors ask"),
        Bullet("K2.5", "Role"),
    )),
)  # fmt: skip
FINDINGS = (
    PeerFinding("R1", "K1.1", dt.date(2013, 2, 1), "to improve", "Partners hear late"),
    PeerFinding("R2", "K2.1", dt.date(2013, 2, 1), "strength", "Staff are clear"),
    PeerFinding("R3", "K2.4", dt.date(2013, 2, 1), "to improve", "Scrutiny is thin"),
    PeerFinding("R4", "K2.4", dt.date(2013, 6, 1), "to improve", "Known only later"),
)
ACTIONS = (
    PeerAction("A1", ("R1",), "Write each month", "Head of partnerships", dt.date(2013, 3, 1), dt.date(2013, 3, 8),
               "Two letters went out"),
    PeerAction("A2", ("R1",), "Meet each month", "Head of service", dt.date(2013, 3, 20),
               measured_by="supervised_as_often_as_due"),
    PeerAction("A3", ("R4",), "Later", "Head of service"),
)  # fmt: skip
REVIEW = PeerReview("Peer review", dt.date(2013, 1, 28), dt.date(2013, 1, 21), LINES, FINDINGS, ACTIONS)


def answers(group, *, agree, disagree, asked, blank=0, question=TOLD, first=0):
    """Return the answers of one group to one statement."""
    given = ["agree"] * agree + ["disagree"] * disagree + [None] * blank
    return [
        {"questionnaire": "January", "closed_on": "2013-01-18", "respondent_key": f"{group}{first + place}",
         "answered_as": group, "question": question, "answer": answer, "people_asked": asked}
        for place, answer in enumerate(given)
    ]  # fmt: skip


def questionnaire_rows():
    """Return answers of 24 partners of 40, and of 9 managers, who are too few to be shown."""
    return [*answers("partner", agree=4, disagree=20, asked=40), *answers("manager", agree=9, disagree=0, asked=12)]


def keep_reviewed(root: Path, *, review: PeerReview = REVIEW, as_at: dt.date = AS_AT) -> Records:
    """Keep the council's tables and its review below a project root, and return its records."""
    folder = root / "data" / "processed" / "madeshire"
    keep_workforce(root)
    keep_audits(root)
    rows = canonical("questionnaires", questionnaire_rows(), edition="questionnaires/2012-12-01_2013-01-18")
    store.write("questionnaires", rows, folder=folder, sources={"answers.csv": "cd" * 32}, counts={"read": len(rows)})
    keep_review(review, folder=folder)
    return Records("madeshire", as_at)
