"""Findings and actions are checked as they are read."""

import datetime as dt
from importlib import resources

import pytest
import yaml

from turncurve.errors import RefusedInputError
from turncurve.ingest import audit_programme
from turncurve.ingest.audit_actions import FILE, read

TEMPLATES = resources.files("turncurve.reference") / "templates"
FINDING = {"id": "F1", "audit": "Monthly", "found_on": dt.date(2012, 9, 30), "finding": "No focus", "criteria": ["A"]}
ACTION = {"id": "A1", "findings": ["F1"], "what": "Change it", "owner": "Head of service", "due": dt.date(2012, 12, 31)}


def written(tmp_path, finding=None, action=None, **options):
    held = {"findings": [{**FINDING, **(finding or {})}], "actions": [{**ACTION, **(action or {})}]}
    (tmp_path / FILE).write_text(yaml.safe_dump(held), encoding="utf-8")
    return read(tmp_path, **options)


def test_no_file_is_no_finding(tmp_path):
    assert read(tmp_path).findings == ()


def test_a_finding_and_its_action_are_read(tmp_path):
    found = written(tmp_path, action={"done_on": None, "evidence": " Seen  on files "})
    assert (found.findings[0].kind, found.findings[0].criteria) == ("concern", ("A",))
    assert (found.actions[0].done_on, found.actions[0].evidence) == (None, "Seen on files")


def test_the_templates_belong_together(tmp_path):
    for name in (FILE, audit_programme.FILE):
        (tmp_path / name).write_text((TEMPLATES / name).read_text(encoding="utf-8"), encoding="utf-8")
    found = read(tmp_path, programmes=audit_programme.read(tmp_path))
    assert [each.findings for each in found.actions] == [("F1",)]


@pytest.mark.parametrize(
    ("finding", "action", "said"),
    [
        ({"found_on": None}, {}, "found_on is not given"), ({"found_on": "soon"}, {}, "YYYY-MM-DD"),
        ({"kind": "bad"}, {}, "is not one of"), ({"finding": ""}, {}, "finding is not given"),
        ({"criteria": "A"}, {}, "not a list"), ({"criteria": [1]}, {}, "words are wanted"),
        ({"who": "x"}, {}, "no place for the word"), ({}, {"findings": ["F2"]}, "there is no finding 'F2'"),
        ({}, {"findings": []}, "follows from no finding"), ({}, {"what": None}, "what is not given"),
        ({}, {"owner": 5}, "words are wanted"), ({}, {"due": dt.datetime(2012, 1, 1)}, "YYYY-MM-DD"),  # noqa: DTZ001 - none
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_place(tmp_path, finding, action, said):
    with pytest.raises(RefusedInputError, match=said) as refused:
        written(tmp_path, finding, action)
    assert FILE in str(refused.value)


def test_what_stands_twice_is_refused(tmp_path):
    (tmp_path / FILE).write_text(yaml.safe_dump({"findings": [FINDING, FINDING]}), encoding="utf-8")
    with pytest.raises(RefusedInputError, match="'F1' is there twice"):
        read(tmp_path)


def test_a_question_that_no_set_asks_is_refused(tmp_path):
    (tmp_path / audit_programme.FILE).write_text(
        (TEMPLATES / audit_programme.FILE).read_text(encoding="utf-8"), encoding="utf-8"
    )
    with pytest.raises(RefusedInputError, match="no question set asks 'A'"):
        written(tmp_path, programmes=audit_programme.read(tmp_path))


@pytest.mark.parametrize("text", ["findings: [", "findings: 5", "- one", "other: []"])
def test_a_file_of_another_kind_is_refused(tmp_path, text):
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(RefusedInputError, match=FILE):
        read(tmp_path)
