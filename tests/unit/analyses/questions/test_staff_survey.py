"""The staff survey by hand: exact intervals for all staff asked, and a change between waves that cannot be paired."""

import pytest

from tests.support.made_workforce import keep_workforce
from turncurve.analyses.answer import Answer
from turncurve.analyses.asked_all import HIDDEN, NOT_ASKED
from turncurve.analyses.questions.staff_survey import ONE_WAVE, by_team, staff_survey
from turncurve.errors import UnknownNameError
from turncurve.methods.bounds import NoInterval
from turncurve.methods.interval import finite_population_exact
from turncurve.tables import store


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    root = tmp_path_factory.mktemp("project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TURNCURVE_ROOT", str(root))
        yield keep_workforce(root)


@pytest.fixture
def lacking(tmp_path, monkeypatch):
    """Return a maker of the records of a council that lacks some tables."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return lambda *without: keep_workforce(tmp_path, without=without)


@pytest.fixture(scope="module")
def answer(records):
    return staff_survey(records)


def test_how_many_answered_each_wave(answer):
    assert isinstance(answer, Answer)
    assert [(each.numerator, each.denominator) for each in answer.waves] == [(24, 26), (24, 26)]
    assert [each.period.label for each in answer.waves] == ["29 June 2012", "28 February 2013"]


def test_bounds_are_exact_for_all_staff_asked(answer):
    heard, manageable = answer.statements
    assert (heard.text, manageable.text) == ("I am heard", "My work is manageable")
    assert [each.numerator for each in heard.waves] == [6, 18]
    share = finite_population_exact(6, 24, population=26).proportion
    assert (heard.bounds[0].lower, heard.bounds[0].upper) == (100 * share.lower, 100 * share.upper)
    # Two did not answer: 6 to 8 of 26 may agree.
    assert heard.bounds[0].upper <= 100 * 8 / 26


def test_a_change_is_told_where_nought_lies_outside_and_not_else(answer):
    heard, manageable = answer.statements
    assert (heard.verdict, manageable.verdict) == ("up", "cannot tell")
    assert heard.change.lower < 50 < heard.change.upper
    assert manageable.change.lower < 0 < manageable.change.upper


def test_a_fall_is_told_as_one(answer):
    answered, agreeing = answer.figures
    turned = [each.__class__(each.definition, each.measurements[::-1], each.source) for each in (answered, agreeing)]
    back = {each.text: each for each in answer.over(tuple(turned)).statements}
    assert back["I am heard"].verdict == "down"


def test_what_is_hidden_has_no_bounds(answer):
    answered, agreeing = answer.figures
    hidden = frozenset(key for each in agreeing.measurements for key in agreeing.keys_of(each))
    for each in answer.over((answered, agreeing.hiding(hidden))).statements:
        assert [bounds.reason for bounds in each.bounds] == [HIDDEN, HIDDEN]
        assert isinstance(each.change, NoInterval)
        assert each.verdict == "cannot tell"


def test_without_the_number_asked_nothing_is_said_of_all_staff(answer):
    answered, agreeing = answer.figures
    asked = frozenset(key for each in answered.measurements for key in answered.keys_of(each))
    for each in answer.over((answered.hiding(asked), agreeing)).statements:
        assert [bounds.reason for bounds in each.bounds] == [NOT_ASKED, NOT_ASKED]


def test_a_single_wave_has_no_change(lacking):
    records = lacking()
    rows = records.table("surveys")
    folder = records._folder_of("surveys")
    store.write("surveys", rows[rows["wave"] == "June 2012"], folder=folder, sources={}, counts={})
    records._held.clear()
    found = staff_survey(records)
    assert len(found.waves) == 1
    assert {each.change.reason for each in found.statements} == {ONE_WAVE}


def test_teams_of_the_last_wave_answer_one_statement(records):
    answer = by_team(records, "I am heard")
    (figures,) = answer.figures
    found = {dict(each.breakdown)["team"]: (each.numerator, each.denominator) for each in figures.measurements}
    assert found == {"North": (14, 14), "South": (4, 10)}
    assert answer.fewest == 10
    assert answer.over(()).figures == ()


def test_a_statement_that_was_not_put_is_answered_with_those_that_were(records):
    with pytest.raises(UnknownNameError, match="no statement of the staff survey") as refused:
        by_team(records, "I am rich")
    assert "My work is manageable" in refused.value.remedy


def test_without_a_survey_there_are_no_figures(lacking):
    records = lacking("surveys")
    assert staff_survey(records).waves == staff_survey(records).statements == ()
    assert by_team(records, "anything").figures == ()
