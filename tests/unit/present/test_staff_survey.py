"""What a reader is shown of the staff survey: how many answered, and what has changed beyond doubt."""

import pytest

from tests.support.made_workforce import keep_workforce
from tests.support.shown import column, public, restricted
from turncurve.analyses.questions.staff_survey import StaffSurvey, StaffSurveyByTeam, by_team, staff_survey
from turncurve.indicators.figures import Figures
from turncurve.present.staff_survey import NONE_HELD, NOT_PAIRED, WHO_ANSWERED


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    root = tmp_path_factory.mktemp("project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TURNCURVE_ROOT", str(root))
        yield keep_workforce(root)


def blinded(answer):
    """Return an answer of which every count is hidden."""
    hidden = frozenset(key for each in answer.figures for one in each.measurements for key in each.keys_of(one))
    return answer.over(tuple(each.hiding(hidden) for each in answer.figures))


def test_how_many_answered_is_said_before_what_they_said(records):
    exhibit = restricted(staff_survey(records))
    assert exhibit.sentence == (
        "92% (24 of 26) answered the wave that closed on 29 June 2012 and 92% (24 of 26) answered the wave that closed "
        "on 28 February 2013. More agree than before with: I am heard. "
        "Of 1 statement we cannot tell whether the share has changed."
    )
    assert exhibit.notes[:2] == (WHO_ANSWERED, NOT_PAIRED)
    assert exhibit.notes[2].startswith("2 statements compared at 95%")


def test_each_statement_has_its_waves_its_interval_and_its_change(records):
    exhibit = restricted(staff_survey(records))
    heard, manageable = exhibit.rows
    assert heard[:3] == ("I am heard", "25% (6 of 24)", "75% (18 of 24)")
    assert heard[-1] == "up"
    assert heard[-2].startswith("+")
    assert manageable[-1] == "cannot tell"
    assert manageable[-2].startswith("-")


def test_what_is_hidden_has_neither_interval_nor_change(records):
    exhibit = restricted(blinded(staff_survey(records)))
    assert exhibit.sentence.startswith("How many answered may not be shown.")
    assert column(exhibit, "95% low") == ("c", "c")
    assert column(exhibit, "Change, points") == ("–", "–")
    assert exhibit.notes[-1] == "Where there is no interval of the change: a count is hidden."


def test_a_single_wave_has_no_columns_of_change(records):
    answer = staff_survey(records)
    last = tuple(Figures(each.definition, tuple(
        one for one in each.measurements if one.period.end.year == 2013
    ), each.source) for each in answer.figures)  # fmt: skip
    exhibit = restricted(answer.over(last))
    assert [each.name for each in exhibit.columns][-2:] == ["95% low", "95% high"]
    assert "before" not in exhibit.sentence


def test_teams_are_no_ranking_and_the_rule_is_told(records):
    exhibit = restricted(by_team(records, "I am heard"))
    assert exhibit.title == "I am heard: by team"
    assert exhibit.rows == (("North", "14", "14", "100"), ("South", "4", "10", "40"))
    assert "fewer than 10 people answered" in exhibit.notes[0]
    assert exhibit.sentence == "The wave that closed on 28 February 2013, in 2 groups."


def test_the_public_is_not_told_of_few_of_a_team(records):
    exhibit = public(by_team(records, "I am heard"))
    assert exhibit.rows[1][1] == exhibit.rows[1][3] == "c"
    assert "can be shown" in exhibit.sentence


def test_a_statement_that_no_group_answered_shows_none(records):
    answer = by_team(records, "I am heard")
    (figures,) = answer.figures
    none = answer.over((Figures(figures.definition, (), figures.source),))
    assert restricted(none).sentence == "No team had 10 answers, so none is shown."


def test_without_a_survey_that_is_said():
    assert restricted(StaffSurvey(())).sentence == restricted(StaffSurveyByTeam((), "x")).sentence == NONE_HELD
