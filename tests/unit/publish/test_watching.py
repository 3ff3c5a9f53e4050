"""The early warning from the command line."""

import datetime as dt

import pytest

from tests.support.made_council import keep_made_council
from tests.support.queued_council import keep_queued_council
from turncurve.__main__ import main
from turncurve.errors import TurnCurveError
from turncurve.publish import watching
from turncurve.publish.watching import NONE, WARNED, watch


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """Return a project with the council of two teams."""
    made = tmp_path_factory.mktemp("project")
    keep_queued_council(made)
    return made


@pytest.fixture(autouse=True)
def _here(root, monkeypatch):
    """Work in the project."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(root))


def test_each_warning_is_one_line_and_the_code_says_that_there_are_some():
    found = watch("queueshire", as_at="2013-03-31", pages=False)
    assert len(found.lines) == 1
    assert found.lines[0].startswith("South is warned of a backlog")
    assert "\n" not in found.lines[0]
    assert (found.code, found.page) == (WARNED, None)


def test_no_warning_is_a_line_and_a_code_of_its_own():
    found = watch("queueshire", as_at="2012-12-30", pages=False)
    assert found.lines == ("Queueshire: no team is warned of a backlog on 2012-12-30, and none is over its limit.",)
    assert found.code == NONE


def test_without_a_date_the_last_day_on_record_is_used(monkeypatch):
    seen = []

    def publish(notebooks, **asked):
        place = asked["place"](asked["council"], asked["as_at"])
        seen.append((notebooks, asked["as_at"], asked["audiences"], place.parent.name))

    monkeypatch.setattr(watching, "publish_pages", publish)
    watch("queueshire", today=dt.date(2013, 4, 2))
    assert seen == [([watching.NOTEBOOK], "2013-03-26", ["restricted"], "watch")]


@pytest.mark.parametrize(
    "asked", [{"today": dt.date(2014, 12, 31)}, {"as_at": "2014-12-31"}, {"as_at": "2013-04-07"}, {}]
)
def test_records_that_end_before_the_last_whole_week_cannot_say_that_there_is_no_backlog(asked):
    with pytest.raises(TurnCurveError, match="the allocation return ends on 2013-03-28, so it cannot tell"):
        watch("queueshire", **asked, pages=False)


def test_an_old_extract_ends_the_command_as_a_check_that_failed(capsys):
    assert main(["watch", "queueshire", "--no-page"]) == watching.FAILED
    assert "ends on 2013-03-28" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["31/03/2013", "soon", "2013-02-30"])
def test_what_is_no_date_is_refused(day):
    with pytest.raises(TurnCurveError, match="is not a date"):
        watch("queueshire", as_at=day, pages=False)


def test_too_short_a_history_is_an_error_and_not_a_calm():
    with pytest.raises(TurnCurveError, match="no early warning can be given"):
        watch("queueshire", as_at="2011-11-30", pages=False)


def test_the_command_ends_with_the_code(capsys):
    assert main(["watch", "queueshire", "--as-at", "2013-03-31", "--no-page"]) == WARNED
    assert "South is warned" in capsys.readouterr().out
    assert main(["watch", "queueshire", "--as-at", "2012-12-30", "--no-page"]) == NONE
    assert main(["watch", "queueshire", "--as-at", "never", "--no-page"]) == watching.FAILED


def test_the_last_day_is_that_on_which_a_case_last_became_ready():
    assert watching._last_day("queueshire") == dt.date(2013, 3, 26)


def test_a_council_without_the_return_is_told_how_to_begin(tmp_path, monkeypatch):
    folder = keep_made_council(tmp_path)
    for path in folder.glob("allocations.*"):
        path.unlink()
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    with pytest.raises(TurnCurveError, match="no allocation return is held"):
        watch("madeshire", pages=False)
