"""One plan protects all tables of a release together, the same whatever their order."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.attacker import World, reader
from turncurve.disclosure.attack import found_out
from turncurve.disclosure.plan import from_json, make_plan
from turncurve.disclosure.recorded import RecordedGrain, RecordedTable, record
from turncurve.disclosure.rule import PROFILES
from turncurve.errors import DisclosureError, TurnCurveError, UnknownNameError
from turncurve.indicators.cell import Cell
from turncurve.reference.periods import year_ending

YEAR = year_ending(2013)
YES = ("previous plan", "yes")
CALLS, LETTERS, VISITS = (("route", name) for name in ("calls", "letters", "visits"))


def _table(name, cells):
    return RecordedTable(name, f"digest of {name}", (RecordedGrain("year", tuple(cells), ()),))


@pytest.fixture
def toy_table(two_way, toy):
    return _table("toy", two_way(toy))


def test_the_table_worked_by_hand_is_planned(toy_table, key):
    plan = make_plan([toy_table])
    assert plan.too_small == (key(("row", "r0"), ("column", "c2")),)
    assert len(plan.hidden) == 4
    assert plan.optimal
    assert not plan.solo
    assert plan.profile == "dfe_now"


def test_tables_that_are_safe_alone_are_protected_together(key):
    # One table shows the total and calls; the other letters, with visits hidden: together they give visits away.
    one = _table("one", [Cell(key(), 36), Cell(key(CALLS), 20)])
    other = _table("other", [Cell(key(LETTERS), 13), Cell(key(VISITS), 3)])
    alone = {each for table in (one, other) for each in make_plan([table]).hidden}
    assert alone == {key(VISITS)}
    together = make_plan([one, other])
    assert together.hidden == tuple(sorted([key(VISITS), key(LETTERS)]))


def test_the_order_of_tables_and_counts_does_not_matter(two_way, toy, toy_table, key):
    other = _table("other", [Cell(key(measure="plans ended"), 9), Cell(key(YES, measure="plans ended"), 4)])
    turned = _table("toy", reversed(two_way(toy)))
    assert make_plan([toy_table, other]) == make_plan([other, turned])


_counts = st.lists(
    st.lists(st.sampled_from([0, 1, 2, 4, 6, 8, 15, 40]), min_size=3, max_size=3), min_size=2, max_size=3
)


@settings(max_examples=15, deadline=None)
@given(counts=_counts, seed=st.integers(0, 9))
def test_any_plan_is_safe_keeps_true_zeros_and_is_the_same_in_any_order(two_way, counts, seed):
    cells = two_way(counts)
    plan = make_plan([_table("t", cells)])
    mixed = [cells[place] for place in np.random.default_rng(seed).permutation(len(cells))]
    assert make_plan([_table("t", mixed)]).to_json() == plan.to_json()
    values = {cell.key: cell.value for cell in cells}
    assert all(values[key] > 0 for key in plan.hidden)
    assert all(key in plan.hidden for key, value in values.items() if 1 <= value <= 5)
    for each in found_out(cells, hidden=plan.hidden):
        assert each.safe or each.known_anyway
        assert not each.exact or each.known_anyway


def test_an_earlier_release_is_never_taken_back(two_way, toy, toy_table, key):
    corner = key(("row", "r1"), ("column", "c0"))
    earlier = [Cell(corner, 12)]
    plan = make_plan([toy_table], earlier=earlier)
    assert corner not in plan.hidden
    assert not plan.known_anyway
    assert all(each.safe for each in found_out(two_way(toy), hidden=plan.hidden, earlier=earlier))


def test_what_an_earlier_release_hid_stays_hidden_when_its_parts_are_shown_now(key):
    # Letters were hidden last time; calls and the total, shown now, would give them away.
    earlier = [Cell(key(LETTERS), None)]
    cells = [Cell(key(), 25), Cell(key(CALLS), 22)]
    plan = make_plan([_table("now", cells)], earlier=earlier)
    assert plan.hidden


def test_what_is_public_already_is_said_to_be_known_anyway(key):
    cells = [Cell(key(), 25, public_already=True), Cell(key(CALLS), 22, public_already=True), Cell(key(LETTERS), 3)]
    plan = make_plan([_table("now", cells)])
    assert plan.hidden == (key(LETTERS),)
    assert plan.known_anyway == (key(LETTERS),)


def test_a_revised_count_is_named_for_the_person_who_signs(key):
    assert make_plan([_table("now", [Cell(key(), 25)])], earlier=[Cell(key(), 24)]).revised == (key(),)


def test_monthly_shares_of_few_go_to_quarters(monthly):
    table = record(monthly([(4, 30), (3, 32), (6, 29)] * 8))
    plan = make_plan([table])
    assert plan.table(table.digest).finest == "month"
    assert plan.table(table.digest).grain == "quarter"
    assert plan.hidden == ()


def test_a_table_that_the_plan_does_not_cover_has_no_place_in_it(toy_table):
    assert make_plan([toy_table]).table("another digest") is None


def test_a_mean_of_few_is_hidden_with_its_count(monthly):
    table = record(monthly([(2000, 5), (2400, 6), (0, 0)], kind="mean", base="children adopted"))
    (hidden,) = make_plan([table]).hidden
    assert hidden.measure == "children adopted"


def test_in_2012_a_share_out_of_ten_was_hidden_and_one_out_of_eleven_not(monthly):
    table = record(monthly([(6, 10), (6, 11)]))
    plan = make_plan([table], profile="dfe_2012")
    first, second = table.grains[0].measurements
    assert first[1] in plan.hidden
    assert first[1] in plan.too_small
    assert second[1] not in plan.too_small


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_no_reader_who_knows_that_zeros_are_shown_is_certain_of_two_ones(key, name):
    """Rows of 1, 1, 20 and 30 of 52: with the two ones alone hidden, 52 - 50 = 2 leaves one each."""
    counts = {(): 52, **{(("row", each),): count for each, count in (("w", 1), ("x", 1), ("y", 20), ("z", 30))}}
    world = World(tuple((pairs, YEAR) for pairs in counts if pairs), (1, 1, 20, 30))
    cells = [Cell(key(*pairs), count) for pairs, count in counts.items()]
    plan = make_plan([RecordedTable("t", "t", (RecordedGrain(None, tuple(cells), ()),))], profile=name)
    ones = [key(("row", "w")), key(("row", "x"))]
    assert set(ones) <= set(plan.hidden)
    knows = reader(world, cells, hidden=plan.hidden, step=PROFILES[name].rounded_to, least=1)
    for each in plan.hidden:
        low, high = knows.extremes(each)
        assert low < high


def test_a_numerator_of_a_share_may_be_none_and_hides_no_more_than_it_must(key):
    """Shares of 1 in 20, 1 in 30 and 10 in 40: 12 - 10 = 2 may be 0 and 2, because a share of none is hidden too."""
    below = {(): 90, (("row", "w"),): 20, (("row", "x"),): 30, (("row", "y"),): 40}
    above = {tuple(sorted((*pairs, YES))): count for pairs, count in zip(below, (12, 1, 1, 10), strict=True)}
    cells = tuple(Cell(key(*pairs), count) for pairs, count in {**below, **above}.items())
    shares = tuple((key(*whole), key(*part)) for whole, part in zip(below, above, strict=True))
    plan = make_plan([RecordedTable("t", "t", (RecordedGrain(None, cells, shares),))], profile="dfe_2012")
    assert set(plan.hidden) == {key(*pairs) for pairs, count in above.items() if count == 1}


def test_a_plan_is_read_back_from_its_text(toy_table, key):
    plan = make_plan([toy_table], earlier=[Cell(key(), 198)])
    assert from_json(plan.to_json()) == plan
    assert from_json(plan.to_json()).to_json() == plan.to_json()


@pytest.mark.parametrize(
    "change",
    [{"layout": 2}, {"profile": "dfe_2099"}, {"hidden": [["short"]]}, {"tables": [[1]]}, {"hidden": None}],
)
def test_a_text_that_is_no_plan_is_refused_with_a_sentence(toy_table, change):
    content = json.loads(make_plan([toy_table]).to_json()) | change
    with pytest.raises(TurnCurveError):
        from_json(json.dumps(content))


@pytest.mark.parametrize("text", ["", "[]", "{}", "not json"])
def test_something_else_is_no_plan(text):
    with pytest.raises(DisclosureError, match="cannot be read"):
        from_json(text)


def test_an_unknown_profile_is_refused(toy_table):
    with pytest.raises(UnknownNameError, match="no rule profile"):
        make_plan([toy_table], profile="dfe_2099")


def test_tables_that_contradict_one_another_are_refused(key):
    with pytest.raises(DisclosureError, match="different counts for the same thing"):
        make_plan([_table("one", [Cell(key(), 9)]), _table("other", [Cell(key(), 8)])])


def test_the_fingerprint_is_of_the_counts_planned(toy_table, two_way, toy):
    changed = [[*toy[0][:2], 3], *toy[1:]]
    assert make_plan([toy_table]).cells_sha256 != make_plan([_table("toy", two_way(changed))]).cells_sha256
