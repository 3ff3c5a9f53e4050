"""A council's claims, and what its reviewers found, are checked as they are read."""

import datetime as dt
import re
from importlib import resources

import pytest
import yaml

from turncurve.errors import RefusedInputError
from turncurve.indicators.registry import INDICATORS
from turncurve.ingest.peer_review import FILE, read
from turncurve.tables.peer_review import Cited, PeerReview

TEMPLATE = resources.files("turncurve.reference") / "templates" / FILE
EXAMPLE = resources.files("turncurve.example") / "council_files.yml"
SURVEY = {"kind": "survey", "of": "I am heard", "at least": 60}
FINDING = {"id": "R1", "bullet": "K1.1", "found_on": dt.date(2013, 2, 1), "kind": "strength", "finding": "Good"}
ACTION = {"id": "A1", "findings": ["R1"], "what": "Write each month"}


def whole(evidence=None, finding=None, action=None, **changes):
    bullet = {"id": "K1.1", "asks": "Communication", "claim": "All hear", "evidence": [evidence or SURVEY]}
    return {
        "name": "Peer review", "week_of": dt.date(2013, 1, 28), "claimed_on": dt.date(2013, 1, 21),
        "lines": [{"id": "K1", "asks": "Learning", "bullets": [bullet]}],
        "findings": [{**FINDING, **(finding or {})}], "actions": [{**ACTION, **(action or {})}], **changes,
    }  # fmt: skip


def written(tmp_path, held, **options):
    (tmp_path / FILE).write_text(yaml.safe_dump(held), encoding="utf-8")
    return read(tmp_path, **options)


def test_no_file_is_no_review(tmp_path):
    assert read(tmp_path) == PeerReview()


def test_a_claim_is_read_with_its_evidence(tmp_path):
    review = written(tmp_path, whole())
    (bullet,) = review.bullets
    assert (bullet.claim, bullet.evidence) == ("All hear", (Cited("survey", "I am heard", "", "at least", 60.0),))
    assert (review.findings[0].kind, review.actions[0].findings) == ("strength", ("R1",))


@pytest.mark.parametrize(
    ("evidence", "cited"),
    [
        ({"kind": "indicator", "of": "x", "at most": 20}, Cited("indicator", "x", "", "at most", 20.0)),
        ({"kind": "audit", "of": "Q", "audit": "Monthly"}, Cited("audit", "Q", "Monthly")),
        ({"kind": "questionnaire", "of": "S", "answered_as": "partner"}, Cited("questionnaire", "S", "partner")),
        ({"kind": "document", "of": "M", "dated": dt.date(2013, 1, 1), "shows": "contradicts"},
         Cited("document", "M", dated=dt.date(2013, 1, 1), shows="contradicts")),
        ({"kind": "indicator", "of": "x", "relates": "loosely"}, Cited("indicator", "x", relates="loosely")),
        ({"kind": "document", "of": "M", "dated": dt.date(2013, 1, 2)},
         Cited("document", "M", dated=dt.date(2013, 1, 2))),
    ],
)  # fmt: skip
def test_each_kind_of_evidence_is_read(tmp_path, evidence, cited):
    assert written(tmp_path, whole(evidence)).bullets[0].evidence == (cited,)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"evidence": {"kind": "rumour", "of": "x"}}, "is not one of"),
        ({"evidence": {"kind": "audit", "of": "x"}}, "audit is not given"),
        ({"evidence": {"kind": "questionnaire", "of": "x", "answered_as": "police"}}, "'police' is not one of"),
        ({"evidence": {**SURVEY, "at most": 70}}, "on one side alone"),
        ({"evidence": {**SURVEY, "at least": "many"}}, "a number of 0 or more"),
        ({"evidence": {"kind": "document", "of": "x"}}, "a document has a day"),
        ({"evidence": {"kind": "document", "of": "x", "dated": dt.date(2013, 1, 1), "at least": 5}}, "and no value"),
        ({"evidence": {**SURVEY, "relates": "hardly"}}, "'hardly' is not one of"),
        ({"evidence": {**SURVEY, "at least": 150}}, "percentage from 0 to 100"),
        ({"evidence": {"kind": "survey"}}, "of is not given"), ({"evidence": {**SURVEY, "who": "x"}}, "no place for"),
        ({"finding": {"bullet": "K9.1"}}, "no line of enquiry asks 'K9.1'"),
        ({"finding": {"found_on": None}}, "found_on"),
        ({"finding": {"kind": "bad"}}, "is not one of"), ({"finding": {"id": "K1.1"}}, "'K1.1' is there twice"),
        ({"action": {"findings": ["R2"]}}, "there is no finding 'R2'"),
        ({"action": {"findings": []}}, "from no finding"),
        ({"action": {"due": "soon"}}, "YYYY-MM-DD"), ({"action": {"what": ""}}, "what is not given"),
        ({"name": None}, "name is not given"), ({"lines": "K1"}, "lines is not a list"), ({"who": "x"}, "no place for"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_place(tmp_path, changes, said):
    with pytest.raises(RefusedInputError, match=said) as refused:
        written(tmp_path, whole(**changes))
    assert FILE in str(refused.value)


@pytest.mark.parametrize("changes", [{"evidence": {"kind": "indicator", "of": "x"}}, {"action": {"measured_by": "x"}}])
def test_an_indicator_that_there_is_not_is_refused_where_they_are_known(tmp_path, changes):
    assert written(tmp_path, whole(**changes)).lines
    with pytest.raises(RefusedInputError, match="no indicator is called 'x'"):
        written(tmp_path, whole(**changes), indicators=frozenset({"y"}))


def test_the_template_can_be_read_and_asks_all_nineteen_bullets(tmp_path):
    (tmp_path / FILE).write_text(TEMPLATE.read_text(encoding="utf-8"), encoding="utf-8")
    review = read(tmp_path, indicators=frozenset(INDICATORS))
    assert [len(line.bullets) for line in review.lines] == [4, 4, 7, 4]


def test_the_examples_review_asks_what_the_template_asks(tmp_path):
    (tmp_path / FILE).write_text(yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))[FILE], encoding="utf-8")
    review = read(tmp_path, indicators=frozenset(INDICATORS))
    (tmp_path / FILE).write_text(TEMPLATE.read_text(encoding="utf-8"), encoding="utf-8")
    assert [(each.id, each.asks) for each in review.bullets] == [
        (each.id, each.asks) for each in read(tmp_path).bullets
    ]
    assert all(each.claim for each in review.bullets)


def test_the_lines_of_enquiry_are_those_of_the_review(shared):
    facts = yaml.safe_load((shared / "facts" / "improvement_notice.yml").read_text(encoding="utf-8"))["peer_review"]
    held = yaml.safe_load(TEMPLATE.read_text(encoding="utf-8"))
    assert held["week_of"] == dt.date(2013, 1, 28)
    assert [line["id"] for line in held["lines"]] == [line["id"] for line in facts["key_lines_of_enquiry"]]
    for line in held["lines"]:
        asked = " ".join(bullet["asks"].lower() for bullet in line["bullets"])
        wanted = {word for each in facts["bullets"][line["id"]] for word in re.findall(r"[a-z]{9,}", each.lower())}
        assert {word for word in wanted if word not in asked} - {"including"} == set()
