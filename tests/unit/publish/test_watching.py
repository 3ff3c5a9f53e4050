"""The early warning from the command line."""

import datetime as dt
from contextlib import contextmanager

import pytest

from tests.support.kept_teams import flow, held, rota
from tests.support.made_council import keep_made_council
from tests.support.queued_council import keep_queued_council
from turncurve.__main__ import main
from turncurve.errors import TurnCurveError
from turncurve.publish import watching
from turncurve.publish.watching import FAILED, NONE, WARNED, watch
from turncurve.tables.council import identify


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


def test_without_a_date_today_is_used_with_the_week_just_ended(monkeypatch):
    seen = []

    def publish(notebooks, **asked):
        place = asked["place"](asked["council"], asked["as_at"])
        seen.append((notebooks, asked["as_at"], asked["audiences"], place.parent.name))

    monkeypatch.setattr(watching, "publish_pages", publish)
    found = watch("queueshire", today=dt.date(2013, 4, 2))
    # Two more wait at each week's end: 16 on 31 March, the last Sunday, and 14 the week before.
    assert "16 cases wait" in found.lines[0]
    assert seen == [([watching.NOTEBOOK], "2013-04-02", ["restricted"], "watch")]


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


@pytest.mark.parametrize("problem", [TurnCurveError("no kernel"), PermissionError(13, "Permission denied")])
def test_a_page_that_cannot_be_made_takes_no_warning_away(monkeypatch, capsys, problem):
    def publish(notebooks, **asked):
        raise problem

    monkeypatch.setattr(watching, "publish_pages", publish)
    assert main(["watch", "queueshire", "--as-at", "2013-03-31"]) == WARNED
    told = capsys.readouterr()
    assert told.out.startswith("South is warned of a backlog")
    assert told.err == f"The page could not be made: {problem}\n"


def test_the_weeks_allowed_are_those_asked_for(monkeypatch):
    given = []
    monkeypatch.setattr(watching, "publish_pages", lambda notebooks, **asked: given.append(asked["given"]))
    found = watch("queueshire", as_at="2013-03-31", weeks_allowed=1.0)
    assert found.lines[0].startswith("South is over its limit")
    assert "the limit is 8." in found.lines[0]
    assert given == [["weeks_allowed=1.0"]]
    assert main(["watch", "queueshire", "--as-at", "2013-03-31", "--no-page", "--weeks-allowed", "0"]) == FAILED


@pytest.mark.parametrize(
    ("stated", "allowed"),
    [
        ("{notebook: 05_unallocated_cases, parameters: {weeks_allowed: 1.0}}", 1.0),
        ('{notebook: 05_unallocated_cases, parameters: {weeks_allowed: "1.5"}}', 1.5),
        ("{notebook: 05_unallocated_cases}", 2.0),
        ("05_unallocated_cases", 2.0),
    ],
)
def test_the_weeks_allowed_are_otherwise_those_of_the_list_of_releases(root, stated, allowed):
    with listed(root, stated):
        assert watching._stated(identify("queueshire")) == allowed


def test_the_check_is_made_with_the_weeks_that_the_list_states(root):
    with listed(root, "{notebook: 05_unallocated_cases, parameters: {weeks_allowed: 1.5}}"):
        assert "the limit is 12" in watch("queueshire", as_at="2013-03-31", pages=False).lines[0]


def test_weeks_allowed_that_are_no_number_are_refused(root):
    wrong = "{notebook: 05_unallocated_cases, parameters: {weeks_allowed: two}}"
    with listed(root, wrong), pytest.raises(TurnCurveError, match="weeks_allowed is not a number"):
        watch("queueshire", as_at="2013-03-31", pages=False)


@contextmanager
def listed(root, stated):
    """Have a list of two releases of the council, of which the later states something, and one of another council."""
    releases = [("queueshire", "2012-03-31", "{notebook: 05_unallocated_cases, parameters: {weeks_allowed: 9.0}}")]
    releases = [("Queueshire", "2013-03-31", stated), *(releases if "parameters" in stated else [])]
    releases += [("elsewhere", "2013-03-31", "{notebook: 05_unallocated_cases, parameters: {weeks_allowed: 7.0}}")]
    text = "".join(
        f"  - {{council: {council}, as_at: {as_at}, audiences: [restricted], notebooks: [{entry}]}}\n"
        for council, as_at, entry in releases
    )
    (root / "reports.yml").write_text(f"releases:\n{text}", encoding="utf-8")
    try:
        yield
    finally:
        (root / "reports.yml").unlink()


def test_a_team_whose_rows_end_is_no_calm(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    stops = flow("E", taken=lambda week: 8 if week < 88 else 6, weeks=94)
    held(tmp_path, [*stops, *flow("S")], rota("S ", weeks=100))
    assert main(["watch", "teamshire", "--as-at", "2013-03-31", "--no-page"]) == FAILED
    told = capsys.readouterr()
    assert told.out == "Teamshire: no team that could be checked is warned of a backlog on 2013-03-31.\n"
    ends, rotas = told.err.splitlines()
    assert ends.startswith("No warning can be given of E: its rows end on 18 January 2013, with 14 cases waiting")
    assert rotas == "E is followed without a rota: no rota of it is held."


def test_a_council_without_the_return_is_told_how_to_begin(tmp_path, monkeypatch):
    folder = keep_made_council(tmp_path)
    for path in folder.glob("allocations.*"):
        path.unlink()
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    with pytest.raises(TurnCurveError, match="no allocation return is held"):
        watch("madeshire", pages=False)
