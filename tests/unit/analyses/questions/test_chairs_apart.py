"""Whether a chair differs from the others: limits that allow for usual differences, and none where too few can tell."""

import pytest

from tests.support.chaired_council import AS_AT, keep_chaired_council
from tests.support.made_figures import SHARE, definition
from turncurve.analyses.chair_windows import chair_of
from turncurve.analyses.questions.chairs_apart import FEWEST_CASES, ChairsApart, apart
from turncurve.disclosure.release import release, solo_plan
from turncurve.errors import DisclosureError, TurnCurveError
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.methods.funnel import funnel_limits
from turncurve.reference.periods import year_ending
from turncurve.tables.records import Records

YEAR = year_ending(2013)


def among(*counts):
    held = tuple(
        Measurement("E", YEAR, above, below, "measured" if below else "no cases", (("chair", f"Chair {letter}"),))
        for (above, below), letter in zip(counts, "ABCDEFGHIJKL", strict=False)
    )
    return ChairsApart((Figures(definition(SHARE, by=("chair",)), held, Source("made")),), YEAR)


ALIKE = [(30, 100), (28, 100), (33, 100), (29, 100), (31, 100), (27, 100), (34, 100), (30, 100)]


def test_the_limits_are_about_the_share_of_all_chairs_those_with_few_cases_among_them():
    answer = among(*ALIKE, (9, FEWEST_CASES - 1))
    assert answer.limits.centre == 251 / (800 + FEWEST_CASES - 1)
    expected = funnel_limits([above for above, _ in ALIKE], [100] * 8, centre=answer.limits.centre)
    assert (answer.limits.dispersion, answer.limits.areas) == (expected.dispersion, 8)


def test_the_limits_are_those_of_a_funnel_about_all_chairs_with_enough_cases():
    answer = among(*ALIKE)
    expected = funnel_limits([above for above, _ in ALIKE], [100] * 8, centre=242 / 800)
    assert (answer.limits.centre, answer.limits.dispersion) == (expected.centre, expected.dispersion)
    assert [answer.beyond(each) for each in answer.enough] == [None] * 8


@pytest.mark.parametrize(("count", "level"), [(3, 0.998), (60, 0.998)])
def test_a_chair_far_from_the_others_lies_outside(count, level):
    answer = among(*ALIKE, (count, 100))
    assert [answer.beyond(each) for each in answer.enough] == [*[None] * 8, level]


@pytest.mark.parametrize(("cases", "enough"), [(FEWEST_CASES - 1, 8), (FEWEST_CASES, 9), (FEWEST_CASES + 1, 9)])
def test_a_chair_with_few_cases_is_left_out_of_the_limits(cases, enough):
    answer = among(*ALIKE, (0, cases))
    assert (len(answer.enough), len(answer.too_few)) == (enough, 9 - enough)
    assert answer.limits.areas == enough
    assert answer.total == (242, 800 + cases)


def test_fewer_than_eight_chairs_cannot_tell_how_far_chairs_usually_differ():
    answer = among(*ALIKE[:7], (5, 6))
    assert answer.limits.reason == (
        "only 7 of 8 chairs have 20 cases or more, and at least 8 are needed to tell how far chairs usually differ"
    )
    assert [answer.beyond(each) for each in answer.enough] == [None] * 7


def test_chairs_that_all_share_one_answer_have_no_limits_and_a_reason():
    assert "none or all" in among(*[(0, 50)] * 8).limits.reason


def test_a_chair_without_a_case_has_no_place():
    assert len(among(*ALIKE, (0, 0)).places) == 8


def test_over_dispersed_chairs_are_not_called_unusual():
    spread = [(10, 100), (50, 100), (20, 100), (45, 100), (15, 100), (40, 100), (25, 100), (35, 100)]
    answer = among(*spread)
    assert answer.limits.dispersion > 4
    assert not any(answer.beyond(each) for each in answer.enough)


def test_chairs_are_read_from_the_records_by_letter(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    keep_chaired_council(tmp_path, each=3)
    answer = apart(Records("chairshire", AS_AT), "non_compliance_raised")
    assert answer.period == YEAR
    assert [chair_of(each.breakdown) for each in answer.too_few] == ["Chair I"]
    assert [each.denominator for each in answer.enough] == [36] * 8
    with pytest.raises(TurnCurveError, match="Choose an indicator that is a share"):
        apart(Records("chairshire", AS_AT), "conferences_chaired")


def test_the_public_is_never_shown_it():
    answer = among(*ALIKE)
    with pytest.raises(DisclosureError, match="restricted page"):
        release(answer, audience="public", plan=solo_plan(answer))
