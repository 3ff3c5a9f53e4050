"""Percentages, rates, means and rounded counts bound the counts behind them, exactly as far as they do."""

import json
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turncurve.disclosure.attack import found_out, refuse_leaks
from turncurve.disclosure.bounds import bounds
from turncurve.disclosure.extremes import Interval
from turncurve.disclosure.plan import make_plan
from turncurve.disclosure.published import Published, between, joined, named, ratio, rounded, total
from turncurve.disclosure.recorded import RecordedGrain, RecordedTable
from turncurve.disclosure.relations import linked
from turncurve.errors import DisclosureError
from turncurve.indicators.cell import Cell

YES = ("previous plan", "yes")
CALLS, LETTERS = ("route", "calls"), ("route", "letters")


def _known(cells, *, hidden=(), published):
    """What a reader of a release concludes, by address."""
    return {each.key: each.known for each in found_out(cells, hidden=hidden, published=published)}


def _statements(case, key):
    """A reference case's limits and constraints as published numbers."""
    named_keys = {name: key(measure=name) for name in case["variables"]}
    said = [between(named_keys[name], least=low, most=high) for name, (low, high) in case["variables"].items()]
    for each in case["constraints"]:
        terms = tuple((named_keys[name], Fraction(str(factor))) for name, factor in each["coef"].items())
        said.append(Published(terms, Fraction(str(each["lo"])), Fraction(str(each["hi"]))))
    return said


def test_a_release_s_audit_finds_every_reference_interval_and_no_other(shared, key):
    """The same function as audits a release, not the one for numbers written out by hand."""
    cases = json.loads((shared / "reference" / "disclosure" / "conformance.json").read_text(encoding="utf-8"))
    assert len(cases) >= 9
    for case in cases:
        found = {each.key.measure: each for each in found_out([], hidden=[], published=_statements(case, key))}
        got = {name: [found[name].known.lowest, found[name].known.highest] for name in case["expected_interval"]}
        assert got == case["expected_interval"], case["id"]
        assert [name for name in got if found[name].known.exact] == case["exact"], case["id"]


@pytest.mark.parametrize(
    ("shown", "below", "lowest", "highest"),
    [
        ("7.5", 40, 3, 3),  # 7.45% to 7.55% of 40: 2.98 to 3.02
        ("25", 416, 102, 106),  # 24.5% to 25.5% of 416: 101.92 to 106.08
        ("14", 7, 1, 1),  # one of seven, 14.3%
        ("50", 200, 99, 101),  # both ends included
        ("0.0", 40, 0, 0),
        ("100", 12, 12, 12),
    ],
)
def test_a_percentage_of_a_count_that_is_shown_bounds_the_other(key, shown, below, lowest, highest):
    cells = [Cell(key(), below), Cell(key(YES), lowest)]
    found = _known(cells, hidden=[key(YES)], published=ratio(key(YES), key(), shown=shown, times=100))
    assert found[key(YES)] == Interval(lowest, highest)


def test_a_percentage_bounds_its_denominator_too_where_the_numerator_is_shown(key):
    # 7 of 20 to 7 of 20: 34.5% to 35.5% holds for 7 of 20 (35.0) alone; 7/19 = 36.8, 7/21 = 33.3.
    cells = [Cell(key(), 20), Cell(key(YES), 7)]
    found = _known(cells, hidden=[key()], published=ratio(key(YES), key(), shown="35", times=100))
    assert found[key()] == Interval(20, 20)


def test_a_percentage_with_both_counts_hidden_bounds_them_together(key):
    # A third of something between 6 and 12: 2 of 6, 3 of 9 or 4 of 12.
    published = [*ratio(key(YES), key(), shown="33.3", times=100), between(key(), least=6, most=12)]
    found = _known([Cell(key(), 9), Cell(key(YES), 3)], hidden=[key(), key(YES)], published=published)
    assert found[key(YES)] == Interval(2, 4)
    assert found[key()] == Interval(6, 12)


@pytest.mark.parametrize(
    ("shown", "population", "interval"),
    [("2.0", 15_000, Interval(3, 3)), ("2", 150_000, Interval(23, 37)), ("2.0", 150_000, Interval(30, 30))],
)
def test_a_rate_of_a_known_population_bounds_the_count(key, shown, population, interval):
    published = ratio(key(), population, shown=shown, times=10_000)
    assert _known([Cell(key(), interval.lowest)], hidden=[key()], published=published)[key()] == interval


def test_a_mean_and_the_total_that_it_is_made_from_give_the_count(key):
    # 262 days at 131.0 each: 2 children.
    published = [*ratio(262, key(), shown="131.0"), between(key(), least=1, most=50)]
    assert _known([Cell(key(), 2)], hidden=[key()], published=published)[key()] == Interval(2, 2)


def test_a_mean_and_its_count_bound_the_total(key):
    # 16 children at 131.0 days: 2,095.2 to 2,096.8.
    days = key(measure="days waited")
    found = _known([Cell(key(), 16)], published=ratio(days, key(), shown="131.0"))
    assert found[days] == Interval(2096, 2096)


def test_two_means_give_the_sum_that_nobody_shows(key):
    """All 16 waited 131 days, the 15 who came by calls 120: the other one waited 2,096 less 1,800."""
    everyone, others = key(measure="days waited"), key(LETTERS, measure="days waited")
    calls = key(CALLS, measure="days waited")
    cells = [Cell(key(), 16), Cell(key(CALLS), 15), Cell(key(LETTERS), 1)]
    published = [
        *ratio(everyone, key(), shown="131.0"),
        *ratio(calls, key(CALLS), shown="120.0"),
        Published(((everyone, Fraction(1)), (calls, Fraction(-1)), (others, Fraction(-1))), Fraction(0), Fraction(0)),
    ]
    found = _known(cells, hidden=[key(LETTERS)], published=published)
    assert found[others] == Interval(296, 296)


@pytest.mark.parametrize(
    ("shown", "step", "lowest", "highest"), [(80, 10, 75, 84), (80, 5, 78, 82), (0, 5, 0, 2), (45, 1, 45, 45)]
)
def test_a_rounded_count_is_one_of_those_that_round_to_it(key, shown, step, lowest, highest):
    found = _known([Cell(key(), shown)], hidden=[key()], published=[rounded(key(), shown=shown, step=step)])
    assert found[key()] == Interval(lowest, highest)


def test_a_region_rounded_to_ten_bounds_the_area_that_is_hidden(key):
    areas = [key(measure=name) for name in ("first", "second", "third")]
    published = [total(areas, least=75, most=84)]
    cells = [Cell(areas[0], 31), Cell(areas[1], 44), Cell(areas[2], 4)]
    assert _known(cells, hidden=[areas[2]], published=published)[areas[2]] == Interval(0, 9)


def test_a_percentage_that_gives_a_hidden_count_away_stops_the_release(key):
    published = ratio(key(YES), key(), shown="7.5", times=100)
    cells = [Cell(key(), 40), Cell(key(YES), 3)]
    assert refuse_leaks(found_out(cells, hidden=[key(YES)])) is None
    with pytest.raises(DisclosureError, match="published: exactly plans started"):
        refuse_leaks(found_out(cells, hidden=[key(YES)], published=published))


def test_a_plan_hides_what_a_published_percentage_would_give_away_with_it(key):
    """The percentage was published elsewhere: with the denominator hidden too it leaves 3 of 40 or 4 of 53."""
    published = ratio(key(YES), key(), shown="7.5", times=100)
    table = RecordedTable("t", "t", (RecordedGrain(None, (Cell(key(), 40), Cell(key(YES), 3)), ()),))
    assert make_plan([table]).hidden == (key(YES),)
    plan = make_plan([table], published=published)
    assert plan.hidden == (key(), key(YES))
    assert all(each.safe for each in found_out(table.grains[0].cells, hidden=plan.hidden, published=published))


def test_numbers_that_contradict_the_counts_are_refused(key):
    with pytest.raises(DisclosureError, match="contradict"):
        found_out([Cell(key(), 40)], hidden=[], published=ratio(key(), 100, shown="50", times=100))


def test_what_is_printed_must_be_a_number(key):
    with pytest.raises(DisclosureError, match="not a number"):
        ratio(key(YES), key(), shown="a third", times=100)


def test_thousands_are_read_as_they_are_printed(key):
    assert ratio(key(), 1, shown="1,250") == ratio(key(), 1, shown="1250")


def test_groups_that_a_number_speaks_of_together_become_one_and_others_stay(key):
    cells = [Cell(key(measure=name), 10) for name in ("ended", "looked after", "started")]
    groups = linked(cells)
    both = joined(groups, [total([key(measure="ended"), key(measure="started")], most=30)])
    assert [{each.measure for each in group.keys} for group in both] == [{"ended", "started"}, {"looked after"}]
    assert both[0].roles.count("said") == 1
    assert both[1].matrix.toarray().tolist() == groups[1].matrix.toarray().tolist()


def test_the_counts_that_numbers_speak_of_are_named_once(key):
    published = [*ratio(key(YES), key(), shown="7.5", times=100), between(key(), most=50)]
    assert [(cell.key, cell.value) for cell in named(published)] == [(key(), None), (key(YES), None)]


@st.composite
def _numbers(draw):
    """Three counts, some shown, and percentages of one of another, rounded as they would be printed."""
    below = draw(st.integers(1, 30))
    above, other = draw(st.integers(0, below)), draw(st.integers(0, 30))
    decimals = draw(st.integers(0, 1))
    return below, above, other, f"{100 * above / below:.{decimals}f}", draw(st.booleans()), draw(st.booleans())


@settings(max_examples=60, deadline=None)
@given(_numbers())
def test_any_percentage_leaves_just_the_numbers_that_would_be_printed_alike(key, drawn):
    """Against trying every pair of counts, with halves taken either way."""
    below, above, other, shown, below_hidden, with_other = drawn
    half = Fraction(1, 2 * 10 ** len(shown.partition(".")[2]))
    fits = [
        (top, bottom)
        for bottom in (range(31) if below_hidden else [below])
        for top in range(bottom + 1)
        if abs(Fraction(shown) * bottom - 100 * top) <= half * bottom and (not with_other or bottom + other <= 40)
    ]
    cells = [Cell(key(), below), Cell(key(YES), above), Cell(key(measure="other"), other)]
    published = [*ratio(key(YES), key(), shown=shown, times=100), between(key(), most=30)]
    published += [total([key(), key(measure="other")], most=40)] if with_other else []
    hidden = [key(YES), key()] if below_hidden else [key(YES)]
    if with_other and below + other > 40:
        return
    found = _known(cells, hidden=hidden, published=published)
    assert found[key(YES)] == Interval(min(top for top, _ in fits), max(top for top, _ in fits))
    if below_hidden:
        assert found[key()] == Interval(min(bottom for _, bottom in fits), max(bottom for _, bottom in fits))


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_the_audit_of_a_release_and_bounds_written_out_agree(key, seed):
    """One route ties addresses, the other is told every row; both end in the same intervals."""
    generator = np.random.default_rng(seed)
    names = [f"m{number}" for number in range(4)]
    truth = {name: int(value) for name, value in zip(names, generator.integers(0, 9, 4), strict=True)}
    rows = [{name: int(generator.integers(-2, 4)) for name in names} for _ in range(3)]
    sums = [sum(factor * truth[name] for name, factor in row.items()) for row in rows]
    slack = [int(each) for each in generator.integers(0, 4, 3)]
    said = [between(key(measure=name), least=0, most=12) for name in names]
    said += [
        Published(
            tuple((key(measure=name), Fraction(factor)) for name, factor in row.items()),
            Fraction(each - room),
            Fraction(each + room),
        )
        for row, each, room in zip(rows, sums, slack, strict=True)
    ]
    constraints = [
        {"coef": row, "lo": each - room, "hi": each + room} for row, each, room in zip(rows, sums, slack, strict=True)
    ]
    expected = bounds(dict.fromkeys(names, (0, 12)), constraints)
    assert {each.key.measure: each.known for each in found_out([], hidden=[], published=said)} == expected
