"""What a reader is shown of a peer review."""

import dataclasses

import pytest

from tests.support.reviewed_council import LINES, REVIEW, keep_reviewed
from tests.support.shown import column, everything, public, restricted
from turncurve.analyses.overviews import peer_review as review
from turncurve.present.peer_review import NONE_HELD, RULE
from turncurve.publish.traces import READING_PACK
from turncurve.tables.peer_review import PeerReview


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    root = tmp_path_factory.mktemp("project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TURNCURVE_ROOT", str(root))
        yield keep_reviewed(root)


def test_the_answer_counts_the_claims_by_what_they_come_to(records):
    exhibit = restricted(review.verdicts(records))
    assert exhibit.answer == (
        "Of 6 claims, by the written rule: 2 borne out, 1 contested, 1 weak evidence only and 2 not shown. "
        "To 1 bullet no claim is made."
    )
    assert exhibit.rows == (
        ("K1 Learning", "1", "1", "0", "0", "0", "0"),
        ("K2 Practice", "1", "0", "0", "1", "2", "1"),
    )
    assert RULE in exhibit.notes


def test_a_claim_stands_with_what_speaks_for_and_against_it(records):
    exhibit = restricted(review.claims(records, "K1"))
    first, second = exhibit.rows
    assert first[1:3] == ("All are told", "Contested")
    assert first[3].startswith("“I am heard”: 75%, 18 of 24, 95% 69 to 77 (fair)")
    assert first[4].startswith("“I am told” (partners asked): 17%, 4 of 24")
    assert second[3].endswith("Minutes of the Board: the document (weak)")
    assert second[4:] == ("–", "–")


def test_a_bullet_without_a_claim_makes_the_page_a_draft(records):
    assert restricted(review.claims(records, "K2")).missing == ("K2.5 has no claim yet",)
    assert restricted(review.claims(records, "K1")).missing == ()


def test_evidence_stands_with_its_strength_and_age(records):
    exhibit = restricted(review.evidence(records, "K1"))
    assert column(exhibit, "Bullet") == ("K1.1", "K1.1", "K1.1", "K1.2", "K1.2")
    assert column(exhibit, "Wanted") == ("at least 60", "at least 60", "at least 60", "at least 50", "–")
    assert column(exhibit, "Says") == ("supports", "contradicts", "nothing", "supports", "supports")
    assert column(exhibit, "Strength")[3:] == ("strong", "weak: it is the council's own document")
    assert column(exhibit, "Told until")[0] == "28 February 2013"
    assert exhibit.sentence == "5 pieces of evidence: 1 strong, 2 fair, 1 weak; 0 stale."


def test_a_line_without_evidence_says_so(records):
    bare = REVIEW.lines[1].bullets[-1]
    answer = review.evidence(records, "K2")
    line = dataclasses.replace(LINES[1], bullets=(bare,))
    alone = dataclasses.replace(answer, review=dataclasses.replace(answer.review, lines=(line,)))
    assert restricted(alone).sentence == "No evidence is cited."


def test_gaps_are_listed_bullet_by_bullet(records):
    exhibit = restricted(review.gaps(records))
    assert exhibit.sentence == "6 gaps in the evidence of 5 of 7 bullets."
    assert column(exhibit, "Bullet") == ("K1.1", "K1.1", "K2.2", "K2.3", "K2.4", "K2.5")
    full = review.claims(records, "K1")
    line = dataclasses.replace(LINES[0], bullets=LINES[0].bullets[1:])
    whole = dataclasses.replace(review.gaps(records), review=dataclasses.replace(full.review, lines=(line,)))
    assert restricted(whole).sentence == "No gap is known."


def test_the_reading_pack_names_each_piece_once(records):
    exhibit = restricted(review.reading_pack(records))
    assert exhibit.title == READING_PACK
    assert column(exhibit, "Cited for")[-1] == "K2.2"
    assert (
        dict(zip(column(exhibit, "Evidence"), column(exhibit, "Cited for"), strict=True))["Minutes of the Board"]
        == "K1.2 and K2.3"
    )
    assert len(set(exhibit.rows)) == len(exhibit.rows) == 7


@pytest.mark.parametrize("part", ["K1", "K2"])
def test_the_public_is_shown_no_small_count(records, part):
    shown = everything(public(review.claims(records, part)))
    assert "4 of 24" not in shown
    assert "All are told" in shown or part == "K2"


def test_a_page_without_a_review_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    bare = keep_reviewed(tmp_path, review=PeerReview())
    for answer in (review.verdicts(bare), review.claims(bare, "K1"), review.evidence(bare, "K1"), review.gaps(bare),
                   review.reading_pack(bare)):  # fmt: skip
        assert restricted(answer).sentence == NONE_HELD
