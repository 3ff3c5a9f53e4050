"""A peer review comes back as it was kept, and a report is told what was known by its date."""

import datetime as dt

import pytest

from tests.support.reviewed_council import ACTIONS, FINDINGS, REVIEW
from turncurve.errors import RefusedInputError
from turncurve.tables.peer_review import REVIEW as KEPT
from turncurve.tables.peer_review import PeerReview, keep, review_of


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    made = tmp_path / "data" / "processed" / "testshire"
    made.mkdir(parents=True)
    return made


def test_what_is_kept_comes_back_the_same(folder):
    keep(REVIEW, folder=folder)
    assert review_of("Testshire") == REVIEW


def test_it_is_the_same_to_the_byte_each_time(folder):
    keep(REVIEW, folder=folder)
    first = (folder / KEPT).read_bytes()
    keep(review_of("testshire"), folder=folder)
    assert (folder / KEPT).read_bytes() == first


def test_a_council_without_one_has_none(folder):
    assert review_of("testshire") == PeerReview()


@pytest.mark.parametrize("text", ["{", "{}", '{"name": 5}', "[]"])
def test_what_is_damaged_is_refused(folder, text):
    (folder / KEPT).write_text(text, encoding="utf-8")
    with pytest.raises(RefusedInputError, match="damaged"):
        review_of("testshire")


@pytest.mark.parametrize(
    ("day", "lines", "findings", "actions"),
    [
        (dt.date(2013, 1, 20), 0, 0, 0), (dt.date(2013, 1, 21), 2, 0, 0), (dt.date(2013, 1, 31), 2, 0, 0),
        (dt.date(2013, 2, 1), 2, 3, 2), (dt.date(2013, 6, 1), 2, 4, 3),
    ],
)  # fmt: skip
def test_a_report_is_told_what_was_known_by_its_date(day, lines, findings, actions):
    known = REVIEW.by(day)
    assert (len(known.lines), len(known.findings), len(known.actions)) == (lines, findings, actions)


@pytest.mark.parametrize(("day", "done"), [(7, None), (8, dt.date(2013, 3, 8)), (9, dt.date(2013, 3, 8))])
def test_what_was_done_later_is_not_done_and_its_effect_not_known(day, done):
    (action,) = (each for each in REVIEW.by(dt.date(2013, 3, day)).actions if each.id == "A1")
    assert action.done_on == done
    assert action.effect == ("Two letters went out" if done else "")


def test_the_review_itself_is_left_as_it_was():
    REVIEW.by(dt.date(2013, 1, 1))
    assert (REVIEW.findings, REVIEW.actions) == (FINDINGS, ACTIONS)


def test_bullets_follow_one_another_as_in_the_file():
    assert [each.id for each in REVIEW.bullets] == ["K1.1", "K1.2", "K2.1", "K2.2", "K2.3", "K2.4", "K2.5"]
