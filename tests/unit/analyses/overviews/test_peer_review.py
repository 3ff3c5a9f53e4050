"""The peer review of a made council, every claim worked by hand."""

import datetime as dt

import pytest

from tests.support.reviewed_council import ACTIONS, REVIEW, keep_reviewed
from turncurve.analyses.answer import Answer
from turncurve.analyses.overviews import peer_review as review
from turncurve.errors import UnknownNameError
from turncurve.tables.peer_review import PeerReview
from turncurve.tables.records import Records

MAKERS = [review.verdicts, review.gaps, review.reading_pack, review.found]


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    root = tmp_path_factory.mktemp("project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TURNCURVE_ROOT", str(root))
        yield keep_reviewed(root)


def test_every_bullet_of_every_line_is_there(records):
    answer = review.verdicts(records)
    assert [each.bullet.id for each in answer.claims] == [each.id for each in REVIEW.bullets]


def test_what_each_claim_comes_to(records):
    found = {each.bullet.id: each.verdict for each in review.verdicts(records).claims}
    assert found == {
        "K1.1": "contested",  # 18 of 24 staff agree, 4 of 24 partners
        "K1.2": "borne out",  # 24 of 30 files, 65 to 90 per cent of all
        "K2.1": "borne out",
        "K2.2": "not shown",  # no referrals are held
        "K2.3": "weak evidence only",
        "K2.4": "not shown",
        "K2.5": "no claim",
    }


def test_gaps_are_said_as_gaps(records):
    found = {each.bullet.id: each.gaps for each in review.gaps(records).claims}
    assert found["K1.1"][0] == "Schools were not asked"
    assert "no group of ten people or more answered such a statement" in found["K1.1"][1]
    assert found["K1.2"] == found["K2.1"] == ()
    assert found["K2.2"][0].startswith("re_referrals_within_12_months: ")
    assert found["K2.3"] == ("only the council's own documents are cited",)
    assert found["K2.4"] == ("no evidence is cited for the claim",)
    assert found["K2.5"] == ("no claim is made",)


def test_stale_evidence_is_a_gap(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    keep_reviewed(tmp_path)
    later = Records("madeshire", dt.date(2013, 12, 31))
    (paper,) = (each for each in review.gaps(later).claims if each.bullet.id == "K2.3")
    assert "Minutes of the Board: the evidence is stale" in paper.gaps


@pytest.mark.parametrize("part", [review.claims, review.evidence])
def test_a_line_is_shown_by_itself(records, part):
    answer = part(records, "K2")
    assert [each.id for each in answer.review.lines] == ["K2"]
    assert all(each.bullet.id.startswith("K2") for each in answer.claims)
    assert {each.definition.id for each in answer.figures} == {"supervised_as_often_as_due"}


def test_a_line_that_is_not_there_is_refused(records):
    with pytest.raises(UnknownNameError, match="K9"):
        review.claims(records, "K9")


@pytest.mark.parametrize("make", MAKERS)
def test_every_part_is_an_answer_that_can_be_worked_out_again(records, make):
    answer = make(records)
    assert isinstance(answer, Answer)
    assert answer.over(answer.figures) == answer


def test_without_its_figures_a_claim_is_no_longer_borne_out(records):
    answer = review.claims(records, "K2")
    hidden = frozenset(key for each in answer.figures for one in each.measurements for key in each.keys_of(one))
    bare = answer.over(tuple(each.hiding(hidden) for each in answer.figures))
    assert bare.claims[0].verdict == "not shown"
    assert "hidden" in bare.claims[0].gaps[0]


def test_findings_stand_with_their_actions(records):
    found = review.found(records).lines
    assert [(finding.id, action and action.id, state) for finding, action, state in found] == [
        ("R1", "A1", "done late"), ("R1", "A2", "not done, overdue"), ("R2", None, ""), ("R3", None, ""),
    ]  # fmt: skip


def test_what_was_found_or_done_later_is_not_told(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    keep_reviewed(tmp_path)
    early = review.found(Records("madeshire", dt.date(2013, 3, 7)))
    states = {action.id: (state, action.effect) for _, action, state in early.lines if action}
    assert states["A1"] == ("not done, overdue", "")
    assert ACTIONS[2].id not in states
    assert review.found(Records("madeshire", dt.date(2013, 1, 31))).lines == ()


def test_before_the_claims_were_written_there_is_no_review(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    keep_reviewed(tmp_path)
    early = Records("madeshire", dt.date(2013, 1, 20))
    assert review.verdicts(early).claims == ()
    assert review.claims(early, "K1").claims == ()


def test_a_council_without_a_review_has_none(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    records = keep_reviewed(tmp_path, review=PeerReview())
    for make in MAKERS:
        assert make(records).figures == ()
