"""What is said beside a forecast: what is assumed, to everybody, and rows left out, to a board alone."""

import re

import pytest

from turncurve.analyses.adoption_cases import AdoptionCases
from turncurve.analyses.case_limits import FROM_DECISION, NEW_PROGRAMME, NOT_ALL_AGES, limits_of, notes_of
from turncurve.analyses.route_rules import Unusable


def held(*unusable, from_decision=False):
    return AdoptionCases("", None, None, from_decision, 40, tuple(unusable))


def test_what_is_assumed_states_no_count():
    for each in (held(), held(from_decision=True), held(Unusable("dates out of order", 3))):
        assert not re.search(r"\d", " ".join(notes_of(each)))


@pytest.mark.parametrize(("from_decision", "said"), [(True, FROM_DECISION), (False, NOT_ALL_AGES)])
def test_what_a_tracker_alone_means_is_said(from_decision, said):
    assert said in notes_of(held(from_decision=from_decision))


def test_rows_left_out_are_said_with_their_reasons():
    (said,) = limits_of(held(Unusable("dates out of order", 2), Unusable("placed without a match", 1)))
    assert said == (
        "3 of 40 routes to adoption on record could not be used: dates out of order (2); placed without a match (1)."
    )


def test_that_all_could_be_used_is_said_too():
    assert limits_of(held()) == ("All 40 routes to adoption on record could be used.",)


def test_that_ranges_are_too_narrow_beside_a_new_programme_is_said_first():
    assert notes_of(held())[0] == NEW_PROGRAMME
    assert "Within two years of the start of a programme" in NEW_PROGRAMME
