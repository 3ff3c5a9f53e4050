"""A step that lately takes a fraction of its time is named with its date, and that it is inferred."""

import datetime as dt
from types import SimpleNamespace

import pytest

from turncurve.analyses import adoption_paces
from turncurve.analyses.adoption_cases import AdoptionCases, adoption_cases, day_number
from turncurve.analyses.adoption_futures import learnt
from turncurve.analyses.adoption_paces import NOT_COUNTED, ChangedPace, changed_paces, pace_notes
from turncurve.methods.pathway_clock import NO_CHANGE, Clock
from turncurve.methods.pathway_route import MATCHING_ROUTE

SINCE = dt.date(2012, 1, 1)


@pytest.fixture
def held(adoption_records):
    return adoption_cases(adoption_records)


@pytest.fixture
def clocks(monkeypatch):
    """Return what sets the clock of some moves, all others never having changed."""

    def set_to(**paces):
        moves = {f"{origin}_{destination}": number for number, (origin, destination) in enumerate(MATCHING_ROUTE.moves)}
        found = [NO_CHANGE] * len(MATCHING_ROUTE.transitions)
        for move, pace in paces.items():
            found[moves[move]] = Clock(begins=day_number(SINCE) + 0.4, pace=pace)
        hazards = SimpleNamespace(route=MATCHING_ROUTE, fits=[SimpleNamespace(clock=clock) for clock in found])
        monkeypatch.setattr(adoption_paces, "learnt", lambda _: SimpleNamespace(hazards=hazards))

    return set_to


def test_a_step_that_changed_is_named_with_its_date_and_pace(held, clocks):
    clocks(entered_decided=2.3, ordered_matched=0.5)
    assert changed_paces(held) == (
        ChangedPace("entering care", "the decision that a child should be adopted", SINCE, 2.3),
        ChangedPace("the court's order", "a match", SINCE, 0.5),
    )


@pytest.mark.parametrize(("pace", "said"), [(2.8, "about 4 tenths of"), (1.9, "about 5 tenths of"), (0.4, "2.5 times")])
def test_the_words_give_the_share_of_the_time_the_date_and_that_it_is_inferred(held, clocks, pace, said):
    clocks(ordered_matched=pace)
    (note,) = pace_notes(held)
    assert "since about January 2012, the way from the court's order to a match took about" in note
    assert f"{said} the time it took before" in note
    assert note.endswith(NOT_COUNTED)


def test_nothing_is_said_where_no_step_changed(held, clocks):
    clocks()
    assert pace_notes(held) == ()


def test_what_is_said_is_what_the_forecast_goes_on_at(held):
    found = [fit.clock.pace for fit in learnt(held).hazards.fits[: len(MATCHING_ROUTE.moves)]]
    assert [each.times for each in changed_paces(held)] == [pace for pace in found if pace != 1.0]


def test_nothing_is_said_where_nothing_can_be_learnt():
    assert changed_paces(AdoptionCases("", None, None, False, 0, reason="nothing is on record")) == ()
