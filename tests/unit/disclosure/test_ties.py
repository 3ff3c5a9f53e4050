"""What readers know besides how counts add: stocks and flows balance, and questions are put to the same cases."""

import datetime as dt
from fractions import Fraction

import pytest

from turncurve.disclosure.attack import found_out
from turncurve.disclosure.audit import audit
from turncurve.disclosure.plan import make_plan
from turncurve.disclosure.published import Published
from turncurve.disclosure.recorded import RecordedGrain, RecordedTable
from turncurve.disclosure.ties import ties, touching
from turncurve.indicators.cell import Cell, CellKey
from turncurve.indicators.registry import INDICATORS
from turncurve.reference.periods import Period, at, month, year_ending

FEBRUARY, MARCH, APRIL = dt.date(2031, 2, 28), dt.date(2031, 3, 31), dt.date(2031, 4, 30)
QUARTER = Period(dt.date(2032, 1, 1), MARCH.replace(year=2032))


def cell(measure, number, period, *, area="X", **breakdown):
    when = at(period) if isinstance(period, dt.date) else period
    pairs = ((name.replace("_", " "), category) for name, category in breakdown.items())
    return Cell(CellKey(measure, area, when, tuple(sorted(pairs))), number)


def queue(waiting=(31, 4, 47), ready=(400, 391), given=(427, 348)):
    """Return a queue at three month ends, and what came and was given between."""
    cells = [cell("unallocated_cases", n, day) for n, day in zip(waiting, (FEBRUARY, MARCH, APRIL), strict=True)]
    for number, (came, went) in enumerate(zip(ready, given, strict=True), start=3):
        cells += [cell("cases_ready_for_allocation", came, month(2031, number))]
        cells += [cell("cases_allocated", went, month(2031, number))]
    return cells


def plans_open(before=60, started=20, ended=3):
    """Return plans open at two ends of a quarter, with those begun and ended in it."""
    return [
        cell("child_protection_plans_open", before, dt.date(2031, 12, 31)),
        cell("child_protection_plans_open", before + started - ended, QUARTER.end),
        cell("child_protection_plans_started", started, QUARTER),
        cell("child_protection_plans_ended", ended, QUARTER),
    ]


def workers(before=40, joined=9, left=4):
    """Return employed workers at two ends of a year, with those who joined and left in it."""
    return [
        cell("social_workers", before, dt.date(2031, 3, 31), agency="no"),
        cell("social_workers", before + joined - left, dt.date(2032, 3, 31), agency="no"),
        cell("social_workers_joined", joined, year_ending(2032)),
        cell("social_workers_left", left, year_ending(2032)),
    ]


def audited(rows, *, measure="files_by_answer"):
    """Return the files by answer to each question."""
    answers = ("met", "partly met", "not met", "not applicable")
    return [
        cell(measure, number, QUARTER, criterion=name, standard="S", programme="P", answer=answer)
        for name, row in rows.items()
        for answer, number in zip(answers, row, strict=True)
    ]


def recorded(*tables):
    return [RecordedTable(f"t{n}", f"t{n}", (RecordedGrain(None, tuple(each), ()),)) for n, each in enumerate(tables)]


def known(cells):
    return {each.key: each.value for each in cells}


def holds(statement, counts):
    """Tell whether a statement is true of counts."""
    total = sum(factor * counts[key] for key, factor in statement.terms)
    return (statement.least is None or statement.least <= total) and (statement.most is None or total <= statement.most)


def test_a_hidden_count_between_two_stocks_follows_from_the_flows_that_are_shown():
    cells = queue()
    (found,) = found_out(cells, hidden=[cells[1].key])
    assert (found.known.lowest, found.known.highest) == (4, 4)  # 31 + 400 - 427 at most; 47 - 391 + 348 at least
    assert not found.safe
    assert found.because


def test_where_some_left_uncounted_the_bound_is_on_one_side_alone():
    cells = queue(waiting=(33, 4, 47))
    (found,) = found_out(cells, hidden=[cells[1].key])
    assert (found.known.lowest, found.known.highest) == (4, 6)
    assert not found_out(queue(waiting=(31, 4, 45)), hidden=[cells[1].key])[0].safe


@pytest.mark.parametrize("cells", [queue(), plans_open(), workers(), workers(joined=3, left=11)])
def test_the_plan_hides_a_flow_more_and_never_the_stock_before_or_after(cells):
    plan = make_plan(recorded(cells))
    small = {each.key for each in cells if each.value <= 5}
    assert small < set(plan.hidden)
    assert not any(key.period.is_one_date for key in set(plan.hidden) - small)
    assert all(each.safe for each in audit(plan, recorded(cells)))
    assert not all(each.safe for each in found_out(cells, hidden=small))


def test_counts_on_different_pages_are_tied_as_those_on_one_are():
    cells = plans_open()
    apart = recorded(cells[:2], cells[2:])
    assert make_plan(apart).hidden == make_plan(recorded(cells)).hidden


def test_the_ties_of_a_plan_hold_through_what_earlier_releases_told():
    cells = plans_open()
    (found, *_) = found_out(cells[2:], hidden=[cells[3].key], earlier=cells[:2])
    assert found.known.exact
    assert make_plan(recorded(cells[2:]), earlier=cells[:2]).hidden == (cells[3].key, cells[2].key)


def test_flows_that_follow_one_another_count_together_and_no_pair_is_said_twice():
    year = [cell("child_protection_plans_open", number, day) for number, day in ((50, FEBRUARY), (62, APRIL))]
    flows = [cell("child_protection_plans_started", n, month(2031, m)) for n, m in ((20, 3), (12, 4))]
    went = cell("child_protection_plans_ended", 20, Period(dt.date(2031, 3, 1), APRIL))
    (said,) = ties(known([*year, *flows, went]))
    assert dict(said.terms) == {
        year[0].key: 1, flows[0].key: 1, flows[1].key: 1, went.key: -1, year[1].key: -1,
    }  # fmt: skip
    assert (said.least, said.most) == (0, 0)
    assert len(ties(known(queue()))) == 2  # and not a third over both months


def test_what_the_records_do_not_bear_out_is_not_said():
    cells = plans_open()
    assert ties(known([*cells[:3], cell("child_protection_plans_ended", 4, QUARTER)])) == ()
    assert ties(known(queue(waiting=(31, 5, 60)))) == ()
    assert ties(known(cells[:3])) == ()
    assert ties(known([*cells[:3], cell("child_protection_plans_ended", 3, QUARTER, area="Y")])) == ()


def test_a_stock_of_which_no_leaving_is_counted_has_grown_by_no_more_than_came():
    cells = [
        cell("adopter_families_waiting", 12, dt.date(2031, 12, 31)),
        cell("adopter_families_waiting", 15, QUARTER.end),
        cell("adopter_families_approved", 3, QUARTER),
    ]
    assert make_plan(recorded(cells[:1], cells[2:])).hidden != make_plan(recorded(cells)).hidden
    assert found_out(cells, hidden=[cells[2].key])[0].known.lowest == 3


QUESTIONS = {"drift": (24, 7, 6, 0), "threshold": (28, 7, 2, 0), "views": (22, 8, 6, 1)}


@pytest.mark.parametrize("measure", ["files_by_answer", "audit_answers"])
def test_a_row_shown_whole_tells_how_many_files_every_question_was_put_to(measure):
    cells = audited(QUESTIONS, measure=measure)
    small = [each.key for each in cells if 1 <= each.value <= 5]
    found = {each.key: each.known for each in found_out(cells, hidden=small)}
    assert [(found[key].lowest, found[key].highest) for key in small] == [(2, 2), (1, 1)]
    plan = make_plan(recorded(cells))
    assert all(each.safe for each in audit(plan, recorded(cells)))
    whole = [name for name in QUESTIONS if not any(("criterion", name) in key.breakdown for key in plan.hidden)]
    hidden = [sum(("criterion", name) in key.breakdown for key in plan.hidden) for name in ("threshold", "views")]
    assert not whole or min(hidden) >= 2


def test_a_question_put_to_other_files_is_not_tied_to_the_rest():
    rows = {**QUESTIONS, "contingency": (20, 4, 6, 0)}
    said = ties(known(audited(rows)))
    assert len(said) == 2
    assert not any(("criterion", "contingency") in key.breakdown for each in said for key, _ in each.terms)
    assert ties(known(audited({"a": (9, 1, 0, 0), "b": (7, 7, 7, 0), "c": (3, 3, 3, 3)}))) == ()


def test_totals_that_are_counts_by_themselves_stand_for_their_answers():
    totals = [cell("files_by_answer", 37, QUARTER, criterion=name, standard="S", programme="P") for name in QUESTIONS]
    said = ties(known([*audited(QUESTIONS), *totals]))
    assert {key for each in said for key, _ in each.terms} == {each.key for each in totals}


@pytest.mark.parametrize("cells", [queue(), plans_open(), workers(), audited(QUESTIONS)])
def test_every_tie_is_true_of_the_counts_it_was_made_from(cells):
    said = ties(known(cells))
    assert said
    assert all(holds(each, known(cells)) for each in said)


def test_ties_of_shown_counts_alone_are_left_out_and_those_near_a_hidden_one_taken():
    keys = [each.key for each in queue()]
    first, second, third = (
        Published(((one, Fraction(1)), (other, Fraction(-1))), Fraction(0), None)
        for one, other in ((keys[0], keys[1]), (keys[1], keys[2]), (keys[3], keys[4]))
    )
    assert touching([first, second, third], []) == ()
    assert touching([first, second, third], [keys[2]]) == (first, second)
    assert touching([first, second, third], [keys[4]]) == (third,)


def test_every_stock_says_its_balance_or_why_it_has_none():
    bases = {each.definition.base for each in INDICATORS.values()}
    for each in (indicator.definition for indicator in INDICATORS.values()):
        if each.window == "point":
            assert bool(each.balances) != bool(each.no_balance), each.id
            assert {name for said in each.balances for name in (said.came, said.went) if name} <= bases, each.id
        else:
            assert not each.balances, each.id
