"""Reading who acts on a warning of a backlog, and what was done before."""

import datetime as dt

import pytest

from turncurve.errors import RefusedInputError
from turncurve.ingest.backlog_actions import FILE, read
from turncurve.tables.backlog_actions import BacklogAction, BacklogActions

WHOLE = """
owner: Head of referral and assessment
actions:
  - {taken_on: 2012-12-10, what: The agency workers left, owner: Head of service}
  - taken_on: 2012-09-03
    team: North
    what: Six agency   workers came
    owner: Head of service
    followed: It cleared by December
"""


def written(tmp_path, text):
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    return read(tmp_path)


def test_actions_stand_in_order_of_time_with_single_spaces(tmp_path):
    first = BacklogAction(
        dt.date(2012, 9, 3), "Six agency workers came", "Head of service", "North", "It cleared by December"
    )
    last = BacklogAction(dt.date(2012, 12, 10), "The agency workers left", "Head of service")
    assert written(tmp_path, WHOLE) == BacklogActions("Head of referral and assessment", (first, last))


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_an_empty_file_and_no_file_are_no_actions(tmp_path, text):
    assert read(tmp_path) == BacklogActions()
    assert written(tmp_path, text) == BacklogActions()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a\n", "words with their values"),
        ("owners: x\n", "'owners' is not known"),
        ("owner: 3\n", "not given as words"),
        ("actions: 3\n", "not a list"),
        ("actions: [3]\n", "words with their values"),
        ("actions: [{taken_on: soon, what: a, owner: b}]\n", "YYYY-MM-DD"),
        ("actions: [{taken_on: 2012-09-03, owner: b}]\n", "what is not given"),
        ("actions: [{taken_on: 2012-09-03, what: a}]\n", "owner is not given"),
        ("actions: [{taken_on: 2012-09-03, what: a, owner: b, when: c}]\n", "'when' is not known"),
        ("actions: [\n", "not written as YAML"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(tmp_path, text, said):
    with pytest.raises(RefusedInputError) as refused:
        written(tmp_path, text)
    assert said in f"{refused.value}"
    assert FILE in refused.value.where
    assert "turncurve ingest" in refused.value.remedy
