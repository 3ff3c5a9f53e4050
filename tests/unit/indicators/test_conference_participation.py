"""Who took part: of agencies only those invited, of children only those old enough, of parents those rightly asked."""

import pytest

from tests.support.canonical import canonical
from turncurve.indicators.registry import measure
from turncurve.reference.periods import month

JUNE = month(2012, 6)
WHICH = {"child_key": "c1", "held_on": "2012-06-01"}


def conference(**said):
    row = {**WHICH, "kind": "review", "chair_key": "h1", **said}
    return {"chaired_conferences": canonical("chaired_conferences", [row])}


def counted(indicator, held, *, by=()):
    found = measure(indicator, held, periods=(JUNE,), area="Exampleshire", by=by).measurements
    return [(*(category for _, category in each.breakdown), each.numerator, each.denominator) for each in found]


def agencies(*rows):
    names = ("agency", "invited", "attended", "reported")
    return {
        **conference(),
        "conference_agencies": canonical(
            "conference_agencies", [{**WHICH, **dict(zip(names, row, strict=True))} for row in rows]
        ),
    }


@pytest.mark.parametrize(("indicator", "place"), [("agencies_attending", 2), ("agencies_reporting", 3)])
def test_an_agency_counts_by_what_is_said_of_it_once_it_was_invited(indicator, place):
    for said, expected in ((True, (1, 1)), (False, (0, 1)), (None, (None, None))):
        row = ["police", True, False, False]
        row[place] = said
        assert counted(indicator, agencies(tuple(row))) == [expected]


@pytest.mark.parametrize("invited", [False, None])
@pytest.mark.parametrize("indicator", ["agencies_attending", "agencies_reporting"])
def test_an_agency_that_was_not_invited_or_of_which_nobody_says_so_is_no_case(indicator, invited):
    assert counted(indicator, agencies(("police", invited, True, True))) == [(0, 0)]


def test_agencies_are_counted_each_by_itself():
    held = agencies(("police", True, True, False), ("housing", True, False, True))
    assert counted("agencies_attending", held, by=("agency",)) == [("housing", 0, 1), ("police", 1, 1)]
    assert counted("agencies_reporting", held, by=("agency",)) == [("housing", 1, 1), ("police", 0, 1)]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("attended", (1, 1)),
        ("views given", (1, 1)),
        ("did not take part", (0, 1)),
        ("too young", (0, 0)),
        (None, (None, None)),
    ],
)
def test_a_child_takes_part_in_any_way_unless_too_young(said, expected):
    assert counted("children_taking_part", conference(child_took_part=said)) == [expected]


@pytest.mark.parametrize(
    ("said", "expected"), [("attended", (1, 1)), ("views given", (1, 1)), ("not appropriate", (0, 0))]
)
def test_parents_take_part_in_any_way_unless_it_was_right_not_to_ask_them(said, expected):
    assert counted("parents_taking_part", conference(parents_took_part=said)) == [expected]
