"""Each profile hides what its source says, at its threshold and one either side."""

from dataclasses import replace

import pytest

from turncurve.disclosure.rule import DEFAULT_PROFILE, PROFILES, profile
from turncurve.errors import UnknownNameError


@pytest.mark.parametrize(
    ("name", "count", "hidden"),
    [
        ("dfe_now", 0, False),
        ("dfe_now", 1, True),
        ("dfe_now", 5, True),
        ("dfe_now", 6, False),
        ("dfe_2012", 0, False),
        ("dfe_2012", 1, True),
        ("dfe_2012", 5, True),
        ("dfe_2012", 6, False),
        ("nhs5", 0, False),
        ("nhs5", 1, True),
        ("nhs5", 5, True),
        ("nhs5", 6, False),
        ("seven_round_five", 0, False),
        ("seven_round_five", 1, True),
        ("seven_round_five", 7, True),
        ("seven_round_five", 8, False),
    ],
)
def test_a_count_is_hidden_up_to_the_threshold_and_a_true_zero_is_shown(name, count, hidden):
    assert profile(name).hides(count) is hidden


@pytest.mark.parametrize(
    ("numerator", "denominator", "hidden"),
    [(0, 100, True), (5, 100, True), (6, 100, False), (6, 10, True), (6, 11, False), (10, 10, True)],
)
def test_in_2012_a_percentage_went_with_a_small_numerator_or_denominator(numerator, denominator, hidden):
    assert profile("dfe_2012").hides_share(numerator, denominator) is hidden


def test_other_profiles_ask_nothing_of_shares_but_that_their_counts_are_shown():
    others = [each for each in PROFILES.values() if each.name != "dfe_2012"]
    assert not any(each.hides_share(0, 1) for each in others)


def test_only_where_shares_of_zero_are_hidden_may_a_hidden_count_be_zero():
    assert [name for name, each in PROFILES.items() if each.hides_zero] == ["dfe_2012"]


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (8, 10), (12, 10), (13, 15), (17, 15), (18, 20), (102, 100)])
def test_counts_are_rounded_to_the_nearest_five(count, shown):
    assert profile("seven_round_five").rounded(count) == shown


@pytest.mark.parametrize(("count", "learnt"), [(0, (0, 0)), (8, (8, 12)), (10, (8, 12)), (12, (8, 12)), (13, (13, 17))])
def test_a_reader_of_a_rounded_count_learns_every_count_that_would_be_shown_alike(count, learnt):
    rule = profile("seven_round_five")
    assert rule.learnt(count) == learnt
    # An independent route: try every count.
    shown = rule.rounded(count)
    alike = [each for each in range(200) if not rule.hides(each) and rule.rounded(each) == shown]
    assert (min(alike), max(alike)) == learnt


@pytest.mark.parametrize("name", ["dfe_now", "dfe_2012", "nhs5"])
def test_an_exact_count_tells_itself(name):
    assert profile(name).learnt(14) == (14, 14)
    assert profile(name).rounded(14) == 14


def test_every_profile_states_its_rule_its_symbol_and_its_source():
    for each in PROFILES.values():
        assert each.title
        assert each.symbol in {"c", "x", "*"}
        assert "methodology" in each.source or "performance tables" in each.source


def test_an_unknown_profile_is_refused_and_the_known_ones_are_named():
    with pytest.raises(UnknownNameError, match=r"no rule profile 'dfe_2099'.*Choose one of: dfe_2012, dfe_now"):
        profile("dfe_2099")


def test_the_default_is_what_the_department_does_now():
    assert profile(DEFAULT_PROFILE).symbol == "c"


@pytest.mark.parametrize("name", PROFILES)
def test_at_each_end_of_what_is_hidden_and_one_either_side(name):
    rule = profile(name)
    for end, outside, inside in ((rule.smallest_hidden, -1, 1), (rule.largest_hidden, 1, -1)):
        assert not rule.hides(end + outside)
        assert rule.hides(end)
        assert rule.hides(end + inside)


@pytest.mark.parametrize("name", PROFILES)
def test_a_hidden_count_lies_among_at_least_five_that_could_be_meant(name):
    rule = profile(name)
    assert sum(rule.hides(count) for count in range(100)) == rule.largest_hidden - rule.smallest_hidden + 1 >= 5


@pytest.mark.parametrize("name", PROFILES)
def test_rounding_never_moves_a_count_by_more_than_half_its_step_nor_turns_the_order(name):
    rule = profile(name)
    shown = [rule.rounded(count) for count in range(300)]
    assert all(2 * abs(each - count) <= rule.rounded_to for count, each in enumerate(shown))
    assert shown == sorted(shown)
    assert all(each % rule.rounded_to == 0 for each in shown)
    assert [rule.rounded(each) for each in shown] == shown


@pytest.mark.parametrize("name", PROFILES)
def test_what_is_learnt_of_a_count_holds_the_count_and_no_hidden_one(name):
    rule = profile(name)
    for count in range(200):
        if not rule.hides(count):
            low, high = rule.learnt(count)
            assert low <= count <= high
            assert not any(rule.hides(each) for each in range(low, high + 1))


@pytest.mark.parametrize(
    ("step", "count", "shown", "learnt"),
    [
        (10, 14, 10, (6, 14)), (10, 15, 20, (15, 24)), (10, 24, 20, (15, 24)), (10, 25, 30, (25, 34)),
        (3, 7, 6, (6, 7)), (3, 8, 9, (8, 10)), (3, 10, 9, (8, 10)), (2, 9, 10, (9, 10)),
    ],
)  # fmt: skip
def test_other_steps_round_halves_upwards_by_hand(step, count, shown, learnt):
    """Counts to 5 are hidden: of what is rounded to 10 a reader learns 6 to 14, not 5 to 14."""
    rule = replace(profile("dfe_now"), rounded_to=step)
    assert rule.rounded(count) == shown
    assert rule.learnt(count) == learnt
    alike = [each for each in range(6, 100) if rule.rounded(each) == shown]
    assert (min(alike), max(alike)) == learnt
