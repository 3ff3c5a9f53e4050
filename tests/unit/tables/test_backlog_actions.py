"""Who answers for a warning of a backlog, and what was done before."""

import datetime as dt

import pytest

from turncurve.errors import RefusedInputError
from turncurve.tables.backlog_actions import FILE, BacklogAction, BacklogActions, actions_of, keep

ONE = BacklogAction(dt.date(2012, 9, 3), "Agency workers", "Head of service", "North", "It cleared")
TWO = BacklogAction(dt.date(2013, 4, 1), "A rota", "Head of service")
HELD = BacklogActions("Head of referral and assessment", (ONE, TWO))


def test_what_is_kept_is_read_back_as_it_was(tmp_path):
    keep(HELD, folder=tmp_path)
    assert actions_of("any", folder=tmp_path) == HELD


def test_it_is_found_from_the_projects_root(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    folder = tmp_path / "data" / "processed" / "stepshire"
    folder.mkdir(parents=True)
    keep(HELD, folder=folder)
    assert actions_of("stepshire") == HELD


def test_where_nothing_is_written_nothing_is_known(tmp_path):
    assert actions_of("any", folder=tmp_path) == BacklogActions()


@pytest.mark.parametrize(("day", "known"), [("2012-09-02", 0), ("2012-09-03", 1), ("2013-04-01", 2)])
def test_what_was_done_after_the_reports_date_is_not_known(day, known):
    assert len(HELD.as_at(dt.date.fromisoformat(day)).actions) == known
    assert HELD.as_at(dt.date(2012, 1, 1)).owner == HELD.owner


@pytest.mark.parametrize("text", ["", "{}", '{"owner": "", "actions": [{"what": "x"}]}', '{"owner": "", "actions": 3}'])
def test_what_is_damaged_is_refused(tmp_path, text):
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(RefusedInputError, match="damaged"):
        actions_of("any", folder=tmp_path)
