"""What employers are held to, and the scheme by which cases are weighed."""

import pytest

from turncurve.errors import RefusedInputError
from turncurve.reference import workforce

SOUND = {
    "points": {"child in need": {"standard": 1, "complex": 1.5}},
    "targets": [
        {"experience": "newly qualified", "from_months": 0, "points": 20},
        {"experience": "experienced", "from_months": 12, "points": 30},
    ],
    "source": "made",
}


def scheme(**changes):
    return workforce.scheme_of({**SOUND, **changes})


def test_the_scheme_weighs_every_type_of_case_that_a_caseload_may_hold():
    from turncurve.tables.workforce import CASE_TYPES, COMPLEXITIES

    held = workforce.workload_scheme()
    assert sorted(held.points) == sorted(CASE_TYPES)
    assert all(sorted(each) == sorted(COMPLEXITIES) for each in held.points.values())
    assert list(workforce.COMPLEXITIES) == COMPLEXITIES


def test_the_newly_qualified_are_protected_by_a_lower_target():
    targets = workforce.workload_scheme().targets
    assert targets[0].experience == "newly qualified"
    assert targets[0].points < targets[-1].points
    assert targets[1].from_months == workforce.newly_qualified_months() == 12


def test_a_sound_scheme_is_kept_as_it_is():
    held = scheme()
    assert held.points["child in need"]["complex"] == 1.5
    assert [each.points for each in held.targets] == [20.0, 30.0]


@pytest.mark.parametrize("points", [{"standard": 1, "complex": 0.9}, {"standard": 0, "complex": 1}])
def test_a_complex_case_weighs_no_less_than_a_standard_one(points):
    with pytest.raises(RefusedInputError, match="at least as much"):
        scheme(points={"child in need": points})


@pytest.mark.parametrize(
    "targets",
    [
        [],
        [{"experience": "a", "from_months": 1, "points": 20}],
        [{"experience": "a", "from_months": 0, "points": 0}],
        [*SOUND["targets"], {"experience": "b", "from_months": 24, "points": 29}],
        [*SOUND["targets"], {"experience": "b", "from_months": 12, "points": 31}],
    ],
)
def test_targets_start_at_once_follow_one_another_and_never_fall(targets):
    with pytest.raises(RefusedInputError, match="targets must start at 0 months"):
        scheme(targets=targets)


def test_supervision_has_four_functions_and_is_due_most_often_at_the_start():
    rule = workforce.supervision()
    assert list(rule.functions) == ["decisions", "accountability", "workload", "learning"]
    assert (rule.weekly_for_weeks, rule.fortnightly_for_months) == (6, 6)
    assert "standard 5" in rule.source


def test_there_are_eight_employer_standards():
    assert list(workforce.employer_standards()) == [str(number) for number in range(1, 9)]
    assert workforce.employer_standards()["5"] == "Regular supervision"


def test_the_projects_own_limits_are_stated():
    assert workforce.induction_weeks() == 8
    assert workforce.fewest_respondents() == 10
