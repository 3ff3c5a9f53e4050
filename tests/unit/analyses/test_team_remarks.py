"""Of which teams nothing can be foretold, and which rotas are not used."""

import datetime as dt
from types import SimpleNamespace

import pytest

from tests.support.kept_teams import START, WEEK, WEEKS, flow, held, rota
from turncurve.analyses.team_queues import LEARNT_FROM, team_queues
from turncurve.analyses.team_remarks import is_missed, of_rotas, untold

LAST = dt.date(2013, 3, 31)


def queue(team="E", *, size=14, ended=None, weeks=104):
    """Return what is asked of a team's queue."""
    ends = tuple(LAST - dt.timedelta(weeks=back) for back in reversed(range(weeks)))
    return SimpleNamespace(
        team=team, size=size, ended=ended, weeks=ends, is_new=weeks < LEARNT_FROM, without_rota="none is held"
    )


def test_of_a_team_that_is_known_well_nothing_is_said():
    assert untold([queue()]) == ()
    assert not is_missed(queue())
    assert untold([]) == ()


@pytest.mark.parametrize(
    ("size", "weeks", "said"),
    [
        (4, 8, "No warning can be given of F, with 4 cases waiting: it is known for 8 weeks, and a warning needs 26."),
        (1, 1, "No warning can be given of F, with one case waiting: it is known for one week, and a warning needs"),
    ],
)
def test_a_new_team_is_named_with_who_waits(size, weeks, said):
    assert untold([queue("F", size=size, weeks=weeks)])[0].startswith(said)
    assert not is_missed(queue("F", size=size, weeks=weeks))


def test_a_team_whose_rows_end_is_named_with_the_day():
    ended = queue(ended=dt.date(2013, 1, 18))
    said = "its rows end on 18 January 2013, with 14 cases waiting, and say nothing of the weeks since."
    assert untold([queue("S"), ended]) == (f"No warning can be given of E: {said}",)
    assert is_missed(ended)


def test_a_team_that_ended_with_nobody_waiting_is_named_for_half_a_year():
    lately, before = (queue(size=0, ended=dt.date(*day)) for day in ((2012, 10, 1), (2012, 9, 28)))
    assert "with nobody waiting" in untold([queue("S"), lately])[0]
    assert untold([queue("S"), before]) == ()
    assert not is_missed(lately)


def test_teams_on_one_side_only_are_listed(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    late = rota("Late", weeks=20, first=START + (WEEKS - 3) * WEEK)
    rows = [*rota(" west TEAM", weeks=WEEKS), *rota("Team East", weeks=WEEKS), *late]
    records = held(tmp_path, [*flow("West team"), *flow("East"), *flow("Late")], rows)
    assert of_rotas(records, team_queues(records)) == (
        "East is followed without a rota: no rota of it is held.",
        "Late is followed without a rota: its rota tells of 3 of its weeks, and is used from 8 on.",
        "The rota has Team East, with which no case waits or waited: is it named otherwise among the cases?",
    )


def test_where_there_is_no_rota_at_all_nothing_is_said_of_it(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    records = held(tmp_path, flow("East"))
    assert of_rotas(records, team_queues(records)) == ()
