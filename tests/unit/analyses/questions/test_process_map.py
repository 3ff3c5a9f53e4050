"""Which way a case goes through the front door."""

import dataclasses
import datetime as dt
from itertools import pairwise, product
from types import SimpleNamespace

import networkx as nx
import numpy as np
import pytest

from tests.support.stepped_council import BACK, CASES, TWICE, keep_stepped_council
from turncurve.analyses.questions.process_map import INDICATORS, LONGEST_LOOP, MoveSeen, ProcessMap, process_map
from turncurve.reference.periods import Period
from turncurve.tables.case_events import ACTIVITIES
from turncurve.tables.records import Records


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Return the map of the council whose cases are counted by hand."""
    root = tmp_path_factory.mktemp("project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TURNCURVE_ROOT", str(root))
        yield process_map(keep_stepped_council(root))


def test_the_map_is_of_the_whole_months_on_record(found):
    assert found.period == Period(dt.date(2012, 10, 1), dt.date(2013, 3, 31))
    assert tuple(each.definition.id for each in found.figures) == INDICATORS


def test_steps_stand_in_the_order_in_which_the_process_is_meant_to_run(found):
    steps = {each.name: each for each in found.steps}
    assert list(steps) == ["contact", "screening", "referral", "allocation"]
    assert (steps["contact"].times, steps["screening"].times) == (CASES + TWICE, CASES + BACK)
    assert steps["contact"].again == pytest.approx(100 * TWICE / (CASES + TWICE))
    assert steps["referral"].minutes == 20


def test_moves_are_counted_with_their_waits_and_changes_of_hands(found):
    moves = {(each.before, each.after): each for each in found.moves}
    assert moves["contact", "contact"].times == TWICE
    assert moves["contact", "contact"].stays
    back = moves["referral", "screening"]
    assert (back.times, back.handed_over, back.minutes, back.goes_back) == (BACK, 0, 60, True)
    on = moves["referral", "allocation"]
    assert (on.times, on.handed_over, on.minutes, on.middle) == (CASES, 100, 49 * 60, pytest.approx(49 * 60))
    assert not on.goes_back


def test_a_way_round_is_a_loop_and_the_same_step_twice_is_none(found):
    assert found.loops == (("screening", "referral"),)


@pytest.mark.parametrize("seed", range(5))
def test_loops_are_the_short_cycles_of_the_graph_of_moves(seed):
    rng = np.random.default_rng(seed)
    pairs = [pair for pair in product(ACTIVITIES, repeat=2) if rng.random() < 0.5]
    moves = [MoveSeen(*pair, 1, None, None, None) for pair in pairs]
    told = ProcessMap.loops.fget(SimpleNamespace(moves=moves))
    graph = nx.DiGraph(pair for pair in pairs if pair[0] != pair[1])
    assert {frozenset(pairwise((*loop, loop[0]))) for loop in told} == {
        frozenset(pairwise((*loop, loop[0]))) for loop in nx.simple_cycles(graph, length_bound=LONGEST_LOOP)
    }
    places = [(len(loop), [ACTIVITIES.index(name) for name in loop]) for loop in told]
    assert places == sorted(places)
    assert all(place[0] == min(place) for _, place in places)


def test_over_other_figures_nothing_rests_on_single_cases(found):
    hidden = tuple(
        dataclasses.replace(each, measurements=tuple(dataclasses.replace(m, numerator=None) for m in each.measurements))
        for each in found.figures
    )
    over = found.over(hidden)
    assert over.middles == ()
    assert all(each.times is None for each in over.moves)
    assert over.loops == ()


def test_without_an_event_log_there_is_no_map(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    found = process_map(keep_stepped_council(tmp_path, events=False))
    assert (found.figures, found.period, found.steps, found.moves) == ((), None, (), ())


def test_before_a_whole_month_is_on_record_there_is_no_map(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    keep_stepped_council(tmp_path)
    assert process_map(Records("stepshire", dt.date(2012, 10, 20))).figures == ()
    assert process_map(Records("stepshire", dt.date(2012, 12, 20))).period == Period(
        dt.date(2012, 10, 1), dt.date(2012, 11, 30)
    )
