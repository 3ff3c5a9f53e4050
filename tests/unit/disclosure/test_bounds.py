"""Every interval is exactly right: against reference results, and against trying every whole number."""

import itertools
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turncurve.disclosure.bounds import bounds
from turncurve.errors import DisclosureError


def test_every_reference_case_is_reproduced_exactly(shared):
    cases = json.loads((shared / "reference" / "disclosure" / "conformance.json").read_text(encoding="utf-8"))
    assert cases
    for case in cases:
        found = bounds(case["variables"], case["constraints"], names=case["expected_interval"])
        got = {name: [each.lowest, each.highest] for name, each in found.items()}
        assert got == case["expected_interval"], case["id"]
        assert [name for name, each in found.items() if each.exact] == case["exact"], case["id"]


@pytest.mark.parametrize(
    ("percent", "decimals", "denominator", "lowest", "highest"),
    [
        # 7.5% of 40 is 3; 7.45% to 7.55% of 40 is 2.98 to 3.02.
        (7.5, 1, 40, 3, 3),
        # 25% of 416, whole: 24.5% to 25.5% is 101.92 to 106.08.
        (25, 0, 416, 102, 106),
        # 14% of 7 is one of seven: 13.5% to 14.5% is 0.945 to 1.015.
        (14, 0, 7, 1, 1),
        # 50% of 200, whole: 99 to 101, both ends included.
        (50, 0, 200, 99, 101),
    ],
)
def test_a_percentage_and_its_denominator_bound_the_numerator(percent, decimals, denominator, lowest, highest):
    half = 0.5 / 10**decimals
    low, high = (percent - half) * denominator / 100, (percent + half) * denominator / 100
    interval = bounds({"n": (0, denominator)}, [{"coef": {"n": 1}, "lo": low, "hi": high}])["n"]
    assert (interval.lowest, interval.highest) == (lowest, highest)


@st.composite
def _programmes(draw):
    names = ["a", "b", "c"][: draw(st.integers(1, 3))]
    variables = {}
    for name in names:
        low = draw(st.integers(-2, 4))
        variables[name] = (low, low + draw(st.integers(0, 6)))
    constraints = []
    for _ in range(draw(st.integers(0, 3))):
        coef = {name: draw(st.sampled_from([-2, -1, -0.5, 0, 0.1, 1, 1.5, 3])) for name in names}
        low = draw(st.integers(-10, 10)) + draw(st.sampled_from([0, 0.25, 0.5]))
        constraints.append({"coef": coef, "lo": low, "hi": low + draw(st.sampled_from([0, 0.5, 2, 7]))})
    return variables, constraints


@settings(max_examples=150, deadline=None)
@given(_programmes())
def test_the_ends_are_those_found_by_trying_every_whole_number(programme):
    variables, constraints = programme
    tried = itertools.product(*(range(low, high + 1) for low, high in variables.values()))
    # Twenty times every factor and limit is whole, so that the trial is exact.
    possible = [
        point
        for point in (dict(zip(variables, values, strict=True)) for values in tried)
        if all(
            round(20 * each["lo"])
            <= sum(round(20 * factor) * point[name] for name, factor in each["coef"].items())
            <= round(20 * each["hi"])
            for each in constraints
        )
    ]
    if not possible:
        with pytest.raises(DisclosureError, match="contradict one another"):
            bounds(variables, constraints)
        return
    found = bounds(variables, constraints)
    for name in variables:
        values = [point[name] for point in possible]
        assert (found[name].lowest, found[name].highest) == (min(values), max(values))


def test_where_nothing_limits_a_count_there_is_no_end():
    found = bounds({"a": (0, None), "b": (0, None)}, [{"coef": {"a": 1, "b": -1}, "lo": 0, "hi": 0}])
    assert (found["a"].lowest, found["a"].highest) == (0, None)
    assert not found["a"].exact
    assert found["a"].width == float("inf")


def test_one_end_may_have_no_limit_while_the_other_has():
    found = bounds({"a": (None, 9), "b": (2, None)}, [{"coef": {"a": 1, "b": 1}, "lo": None, "hi": 5}])
    assert (found["a"].lowest, found["a"].highest) == (None, 3)
    assert (found["b"].lowest, found["b"].highest) == (2, None)


def test_whole_numbers_bound_more_narrowly_than_fractions_would():
    # 3a + 6b = 12 leaves a at 0, 2 or 4, and it is at least 1.
    found = bounds({"a": (1, 9), "b": (0, 9)}, [{"coef": {"a": 3, "b": 6}, "lo": 12, "hi": 12}])
    assert (found["a"].lowest, found["a"].highest) == (2, 4)


def test_only_the_counts_asked_about_are_answered_in_the_order_asked():
    found = bounds({"a": (0, 1), "b": (0, 2), "c": (0, 3)}, names=["c", "a"])
    assert list(found) == ["c", "a"]


def test_a_published_number_on_an_unknown_count_is_refused():
    with pytest.raises(DisclosureError, match="not listed: z"):
        bounds({"a": (0, 1)}, [{"coef": {"z": 1}, "lo": 0, "hi": 0}])


def test_a_question_about_an_unknown_count_is_refused():
    with pytest.raises(DisclosureError, match="not listed: z"):
        bounds({"a": (0, 1)}, names=["z"])


def test_published_numbers_that_no_counts_satisfy_are_refused():
    with pytest.raises(DisclosureError, match="contradict one another"):
        bounds({"a": (0, 5), "b": (0, 5)}, [{"coef": {"a": 2, "b": 2}, "lo": 3, "hi": 3}])
