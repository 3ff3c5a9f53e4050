"""Sub-totals told in words: what is taken for one, and that nothing follows from it."""

from fractions import Fraction

import pytest

from turncurve.disclosure.attack import found_out
from turncurve.disclosure.plan import make_plan
from turncurve.disclosure.recorded import RecordedGrain, RecordedTable
from turncurve.disclosure.subtotals import subtotals
from turncurve.indicators.cell import Cell
from turncurve.indicators.registry import INDICATORS
from turncurve.reference.periods import Period, month, year_ending

NORTH, A, B, C = (("team", name) for name in ("the north", "team a", "team b", "team c"))


def _safe(cells):
    """Return what a plan hides, having checked that no reader works any of it out."""
    plan = make_plan([RecordedTable("t", "t", (RecordedGrain(None, tuple(cells), ()),))])
    found = found_out(cells, hidden=plan.hidden)
    assert all(each.safe and not each.exact for each in found)
    return set(plan.hidden)


def _tied(counts):
    """Return each sum with the categories that it is made of."""
    found = set()
    for each in subtotals(counts):
        sums, parts = ([key for key, factor in each.terms if factor == sign] for sign in (1, -1))
        found.add((frozenset(sums), frozenset(parts)))
        assert (each.least, each.most) == (Fraction(0), Fraction(0))
        assert sum(factor * counts[key] for key, factor in each.terms) == 0
    return found


def test_the_north_and_one_of_its_teams_do_not_tell_of_the_other(key):
    cells = [Cell(key(NORTH), 24), Cell(key(A), 20), Cell(key(B), 4), Cell(key(C), 31)]
    assert _safe(cells) == {key(A), key(B)}
    assert not all(each.safe for each in found_out(cells, hidden={key(B)}))


def test_a_small_sub_total_is_not_told_by_its_teams(key):
    hidden = _safe([Cell(key(NORTH), 5), Cell(key(A), 5), Cell(key(B), 0), Cell(key(C), 31)])
    assert hidden >= {key(NORTH), key(A)}


def test_beside_a_total_that_holds_more_than_the_teams_the_north_is_their_sum_too(key):
    cells = [Cell(key(), 80), Cell(key(NORTH), 24), Cell(key(A), 20), Cell(key(B), 4)]
    assert _safe(cells) == {key(A), key(B)}


def test_the_sum_holds_in_each_month_and_where_months_make_up_the_quarter(key, first_months):
    quarter = first_months(3)
    months = [(NORTH, (24, 21, 30)), (A, (20, 11, 22)), (B, (4, 10, 8))]
    by_month = [
        Cell(key(name, period=at), count) for name, row in months for at, count in zip(quarter, row, strict=True)
    ]
    assert {each.key.period for each in by_month if each.key in _safe(by_month)} == {month(2012, 4)}
    whole = year_ending(2013)
    counts = {cell.key: cell.value for cell in by_month if dict(cell.key.breakdown)["team"] != "the north"}
    counts |= {key(A, period=whole): 99, key(B, period=whole): 31, key(NORTH, period=whole): 130}
    assert _tied(counts) == {
        (frozenset({key(NORTH, period=whole)}), frozenset({key(A, period=whole), key(B, period=whole)}))
    }


def test_teams_by_month_and_the_north_by_year_are_held_against_one_another(key):
    before, after = year_ending(2012), year_ending(2013)
    both = Period(before.start, after.end)
    counts = {key(A, period=before): 20, key(A, period=after): 30, key(B, period=both): 9, key(NORTH, period=both): 59}
    parts = frozenset({key(A, period=before), key(A, period=after), key(B, period=both)})
    assert _tied(counts) == {(frozenset({key(NORTH, period=both)}), parts)}


@pytest.mark.parametrize(
    ("counts", "why"),
    [
        ({NORTH: 24, A: 20, B: 5}, "no sum"),
        ({NORTH: 24, A: 20, B: 4, C: 24, ("team", "d"): 0}, "one category alone"),
        ({NORTH: 24, A: 20, B: 4, None: 48}, "parts of a total"),
        ({NORTH: 0, A: 0, B: 0}, "nothing but noughts"),
        ({NORTH: 24, A: 20}, "too few categories"),
        ({NORTH: 24, **{("team", str(n)): 2**n for n in range(12)}}, "too many categories"),
    ],
)
def test_what_is_not_certain_is_taken_for_no_sum(key, counts, why):
    held = {key(*([pair] if pair else [])): count for pair, count in counts.items()}
    whole = {each for each in _tied(held) if each[0] == frozenset({key(NORTH)})}
    assert (whole == set()) == (why != "one category alone"), why


def test_where_several_sums_fit_all_are_taken_and_where_very_many_do_none(key):
    counts = {NORTH: 24, A: 20, B: 4, C: 13, ("team", "d"): 11}
    held = {key(pair): count for pair, count in counts.items()}
    assert {each[1] for each in _tied(held)} == {frozenset({key(A), key(B)}), frozenset({key(C), key(("team", "d"))})}
    hidden = _safe([Cell(*each) for each in held.items()])
    assert {key(A), key(B)} <= hidden or {key(NORTH), key(B)} <= hidden
    assert not _tied({key(("team", str(number))): 2 for number in range(6)} | {key(NORTH): 4})


def test_where_each_case_has_one_category_only_a_sum_that_fits_alone_is_taken(key):
    (base, name), *_ = [
        (each.definition.base, each.definition.by[0]) for each in INDICATORS.values() if each.definition.by
    ]
    for counts, ties in (((24, 20, 4, 13, 11), 0), ((24, 20, 4, 13, 12), 1)):
        held = {key((name, str(place)), measure=base): count for place, count in enumerate(counts)}
        assert len(_tied(held)) == ties


def test_a_sum_in_one_place_that_is_none_in_another_is_taken_for_none(key, first_months):
    april, may = first_months(2)
    counts = {key(name, period=april): count for name, count in ((NORTH, 24), (A, 20), (B, 4))}
    assert _tied(counts)
    assert not _tied({**counts, **{key(name, period=may): count for name, count in ((NORTH, 24), (A, 20), (B, 3))}})
    # Nor where a team that it would hold is larger than it.
    assert not _tied({**counts, key(NORTH, period=may): 4, key(A, period=may): 9, key(C, period=may): 2})


def test_factors_of_which_a_case_may_have_several_are_no_sums(key):
    names = [("factor", each) for each in ("alcohol", "drugs", "debt")]
    assert not _tied({key(name): count for name, count in zip(names, (24, 20, 4), strict=True)})
