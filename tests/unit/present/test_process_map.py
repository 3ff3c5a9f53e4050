"""What a reader is shown of the way of a case through the front door."""

import pytest

from tests.support.shown import cells, column, everything, public, restricted
from tests.support.stepped_council import BACK, CASES, keep_stepped_council
from turncurve.analyses.questions.process_map import ProcessMap, process_map
from turncurve.present.flow_layers import Flow
from turncurve.present.process_map import NONE_HELD, lasting

FIRST = "Step, or move from one to the next"


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Return the map of the council whose cases are counted by hand."""
    root = tmp_path_factory.mktemp("project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TURNCURVE_ROOT", str(root))
        yield process_map(keep_stepped_council(root))


def test_the_board_sees_every_step_and_move_with_its_waits(found):
    exhibit = restricted(found)
    names = column(exhibit, FIRST)
    assert names[:4] == ("Contact", "Screening", "Referral", "Allocation")
    assert "Referral → screening (back)" in names
    place = names.index("Referral → allocation")
    assert exhibit.rows[place] == ("Referral → allocation", str(CASES), "–", "100.0", "2.0 days", "2.0 days")


def test_the_sentence_says_what_is_done_again_where_it_waits_and_what_comes_round(found):
    said = restricted(found).sentence
    assert "between 1 October 2012 and 31 March 2013" in said
    assert f"{100 * BACK / CASES:.1f}% ({BACK} of {CASES}) went back to an earlier step" in said
    assert "waited longest from referral to allocation: 2.0 days on average" in said
    assert "came round again from screening to referral to screening" in said


def test_the_picture_is_the_map_with_its_counts(found):
    (flow,) = restricted(found).picture.layers
    assert isinstance(flow, Flow)
    assert ("Allocation", str(CASES)) in flow.steps
    assert (2, 1, BACK / (CASES + BACK), str(BACK)) in flow.moves


def test_the_public_sees_no_single_wait_and_no_small_count(found):
    exhibit = public(found)
    assert "In the middle waited" not in [each.name for each in exhibit.columns]
    few = public(process_map_of_few(found))
    assert "c" in cells(few)
    assert f">{BACK}<" in everything(exhibit)


def process_map_of_few(found):
    """Return the same map with a move that was made three times only."""
    from dataclasses import replace

    figures = list(found.figures)
    moves = figures[3]
    few = tuple(replace(each, numerator=3) if each.numerator == BACK else each for each in moves.measurements)
    figures[3] = replace(moves, measurements=few)
    return ProcessMap(tuple(figures))


def test_without_an_event_log_it_is_said_what_to_do():
    assert restricted(ProcessMap(())).sentence == NONE_HELD


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0.4, "0 min"), (59, "59 min"), (60, "1.0 hours"), (2879, "48.0 hours"), (2880, "2.0 days"), (None, "c")],
)
def test_a_length_of_time_is_in_the_unit_that_a_reader_would_choose(minutes, said):
    assert lasting(minutes) == said
