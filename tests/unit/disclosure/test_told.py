"""What earlier releases told of a count, each under its own rule, is put together as a reader of all would."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.disclosure.rule import PROFILES, profile
from turncurve.disclosure.told import Told, by_address, told
from turncurve.errors import DisclosureError
from turncurve.indicators.cell import Cell, CellKey
from turncurve.reference.periods import year_ending

NOW, OLD, FIVES = (profile(name) for name in ("dfe_now", "dfe_2012", "seven_round_five"))
KEY = CellKey("plans started", "Exampleshire", year_ending(2013))


@pytest.mark.parametrize(
    ("rule", "shown", "least", "most"),
    [
        ("dfe_now", 12, 12, 12),
        ("dfe_now", 0, 0, 0),
        ("dfe_now", None, 1, None),
        ("nhs5", None, 1, None),
        ("dfe_2012", None, 0, None),
        ("dfe_2012", 6, 6, 6),
        ("seven_round_five", None, 1, None),
        ("seven_round_five", 0, 0, 0),
        ("seven_round_five", 10, 8, 12),
        ("seven_round_five", 15, 13, 17),
    ],
)
def test_each_rule_tells_of_a_count_what_it_says_it_does(rule, shown, least, most):
    found = told(KEY, shown, rule=profile(rule))
    assert (found.least, found.most) == (least, most)
    assert found.hidden_by == ((rule,) if shown is None else ())
    assert found.value == (shown if rule != "seven_round_five" or shown == 0 else None)


def test_a_number_that_a_rule_cannot_show_is_taken_as_it_stands():
    assert told(KEY, 5, rule=FIVES) == Told(KEY, 5, 5)


@given(st.sampled_from(sorted(PROFILES)), st.integers(0, 60))
def test_what_is_told_of_a_count_always_admits_it(name, count):
    rule = profile(name)
    shown = None if rule.hides(count) else rule.rounded(count)
    found = told(KEY, shown, rule=rule)
    assert found.least <= count
    assert found.most is None or found.most >= count
    assert found.admits(count)


@given(st.lists(st.sampled_from(sorted(PROFILES)), min_size=1, max_size=5), st.integers(0, 40))
def test_all_releases_together_leave_just_what_every_one_of_them_leaves(names, count):
    """By trying: the counts that would have been shown alike by every rule, hidden ones being anything but what is."""
    each = [told(KEY, None if (r := profile(n)).hides(count) else r.rounded(count), rule=r) for n in names]
    found = each[0]
    for one in each[1:]:
        found = found.then(one)
    shown = [profile(name) for name in names if not profile(name).hides(count)]
    alike = [
        other for other in range(80) if all(r.rounded(other) == r.rounded(count) and not r.hides(other) for r in shown)
    ]
    assert found.least <= count
    if shown:
        assert (found.least, found.most) == (min(alike), max(alike))
    else:
        assert found.most is None
    assert set(found.hidden_by) == {name for name in names if profile(name).hides(count)}


@pytest.mark.parametrize(
    ("first", "second", "known"),
    [((12, NOW), (13, NOW), (13, 13)), ((10, FIVES), (20, NOW), (20, 20)), ((0, NOW), (10, FIVES), (8, 12))],
)
def test_of_a_count_that_was_revised_the_later_release_stands(first, second, known):
    found = told(KEY, first[0], rule=first[1]).then(told(KEY, second[0], rule=second[1]))
    assert (found.least, found.most) == known


def test_what_was_shown_once_stays_known_though_it_be_hidden_later():
    found = told(KEY, 7, rule=NOW).then(told(KEY, None, rule=FIVES))
    assert (found.value, found.hidden_by) == (7, ("seven_round_five",))


def test_of_a_count_hidden_twice_a_reader_knows_what_the_stricter_of_two_hints_says():
    assert told(KEY, None, rule=OLD).then(told(KEY, None, rule=NOW)) == Told(KEY, 1, None, ("dfe_2012", "dfe_now"))


@pytest.mark.parametrize(("count", "admitted"), [(7, False), (8, True), (12, True), (13, False), (None, True)])
def test_a_rounded_count_admits_the_counts_that_round_to_it(count, admitted):
    assert told(KEY, 10, rule=FIVES).admits(count) is admitted


def test_a_rounded_count_is_a_bound_and_an_exact_one_is_none():
    found = told(KEY, 10, rule=FIVES)
    assert (found.rounded, told(KEY, 10, rule=NOW).rounded, told(KEY, None, rule=FIVES).rounded) == (True, False, False)
    assert (found.statement().least, found.statement().most) == (8, 12)


def test_plain_cells_are_exact_or_hidden_by_the_rule_of_today():
    other = CellKey("plans started", "Exampleshire", year_ending(2012))
    found = by_address([Cell(KEY, 12), Cell(other, None)], rule=FIVES)
    assert list(found) == [other, KEY]
    assert found[KEY] == Told(KEY, 12, 12)
    assert found[other] == Told(other, 1, None, ("seven_round_five",))


def test_two_plain_cells_that_differ_are_refused_as_in_any_release():
    with pytest.raises(DisclosureError, match="different counts for the same thing"):
        by_address([Cell(KEY, 12), Cell(KEY, 13)], rule=NOW)


def test_a_count_shown_otherwise_once_is_known_to_have_been_revised_ever_after():
    shown = [told(KEY, count, rule=profile("dfe_now")) for count in (47, 49, 49)]
    first = shown[0].then(shown[1])
    assert (first.value, first.revised, shown[1].revised) == (49, True, False)
    assert first.then(shown[2]).revised
    assert first.then(told(KEY, None, rule=profile("dfe_now"))).revised
    assert not shown[1].then(shown[2]).revised
