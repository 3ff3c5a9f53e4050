"""Councils among one another: limits that allow for usual differences, and none where too few can tell."""

import datetime as dt

import pytest

from tests.support.made_figures import SHARE, definition
from tests.support.made_nation import TOGETHER, keep_council, keep_together
from turncurve.analyses.questions.councils_compared import (
    FEWEST_CASES,
    MEASURES,
    AllMeasures,
    CouncilsCompared,
    EachCouncil,
    all_measures,
    compared,
    each_council,
)
from turncurve.disclosure.release import release, solo_plan
from turncurve.errors import DisclosureError, TurnCurveError
from turncurve.indicators import registry
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.methods.funnel import funnel_limits
from turncurve.reference.periods import year_ending
from turncurve.tables.records import Records

YEAR = year_ending(2013)
ALIKE = [(30, 100), (28, 100), (33, 100), (29, 100), (31, 100), (27, 100), (34, 100), (30, 100)]


def place(number, counts):
    above, below = counts or (None, None)
    status = "not available" if counts is None else "measured" if below else "no cases"
    return Measurement(f"Council {number}", YEAR, above, below, status)


def among(*counts, **changes):
    source = Source("made")
    return CouncilsCompared(
        tuple(Figures(definition(SHARE, **changes), (place(n, each),), source) for n, each in enumerate(counts, 1))
    )


def test_the_limits_are_those_of_a_funnel_about_all_councils_with_enough_cases():
    answer = among(*ALIKE, (9, FEWEST_CASES - 1), None, (0, 0))
    assert answer.limits.centre == 251 / (800 + FEWEST_CASES - 1)
    expected = funnel_limits([above for above, _ in ALIKE], [100] * 8, centre=answer.limits.centre)
    assert (answer.limits.dispersion, answer.limits.areas) == (expected.dispersion, 8)


def test_limits_widen_where_councils_usually_differ_by_more_than_chance():
    wide = among(*((above * 10, 1000) for above in (20, 45, 25, 40, 30, 35, 22, 43)))
    assert wide.limits.dispersion > 20
    assert [wide.beyond(each) for each in wide.enough] == [None] * 8


@pytest.mark.parametrize(("cases", "told"), [(FEWEST_CASES - 1, 0), (FEWEST_CASES, 1), (FEWEST_CASES + 1, 1)])
def test_a_council_with_few_cases_cannot_be_told(cases, told):
    answer = among((5, cases))
    assert (len(answer.enough), len(answer.too_few), len(answer.without)) == (told, 1 - told, 0)


def test_a_council_without_records_of_the_year_is_neither_few_nor_none():
    answer = among(None, (0, 0), (30, 100))
    assert [each.area for each in answer.without] == ["Council 1"]
    assert [each.area for each in answer.too_few] == ["Council 2"]
    assert answer.total == (30, 100)


def test_too_few_councils_have_no_limits_and_say_why():
    answer = among(*ALIKE[:7])
    assert answer.limits.reason.startswith("only 7 of 7 councils have 20 cases or more")
    assert answer.beyond(answer.places[0]) is None
    assert among(*ALIKE).limits.reason == ""


def test_the_public_is_never_shown_them_whatever_the_plan():
    for kind in (CouncilsCompared, AllMeasures, EachCouncil):
        answer = kind(among(*ALIKE).figures)
        with pytest.raises(DisclosureError, match="each council's small counts stand on this page"):
            release(answer, audience="public", plan=solo_plan(answer))


@pytest.fixture
def together(tmp_path, monkeypatch):
    """Return a function that keeps so many councils, and gives the records of all together."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))

    def keep(many):
        keep_together(tmp_path)
        for number in range(1, many + 1):
            keep_council(tmp_path, number, contacts=(number, 25), plans=(1, 4))
        return Records(TOGETHER, dt.date(2013, 3, 31))

    return keep


def test_each_council_stands_once_by_every_measure(together):
    answer = all_measures(together(2))
    assert [each.figures[0].definition.id for each in answer.by_measure] == list(MEASURES)
    for one in answer.by_measure:
        assert [each.area for each in one.places] == ["Made Council 001", "Made Council 002"]
    assert [each.total for each in answer.by_measure] == [(2, 8), (0, 0), (0, 0), (0, 0), (3, 50)]


def test_each_councils_measures_stand_beside_its_name(together):
    records = together(2)
    (first, places), (second, _) = each_council(records).by_council
    assert (first, second) == ("Made Council 001", "Made Council 002")
    assert [each.figures[0].definition.id for each in each_council(records).by_measure] == list(MEASURES)
    assert [(each.area, each.numerator) for each in places] == [(first, n) for n in (1, None, None, None, 1)]


@pytest.mark.parametrize("many", [0, 1])
def test_with_fewer_than_two_councils_there_is_nothing_to_compare(together, many):
    records = together(many)
    assert compared(records, MEASURES[0]).figures == all_measures(records).figures == ()
    assert each_council(records).by_council == ()


def test_one_councils_own_records_compare_nothing(together):
    together(2)
    own = Records("made_council_001", dt.date(2013, 3, 31))
    assert all(compared(own, name).figures == () for name in MEASURES)


def test_what_is_no_single_share_is_refused(together):
    for name in ("child_protection_plans_started", "repeat_child_protection_plans_by_age"):
        with pytest.raises(TurnCurveError, match="councils can be set among one another by a share"):
            compared(together(2), name)


def test_every_measure_is_a_share_of_a_year():
    for name in MEASURES:
        known = registry.definition(name)
        assert (known.kind, known.window, known.by) == ("proportion", "flow", ())
