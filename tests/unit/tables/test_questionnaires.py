"""What an answer to a questionnaire may hold, and whom it could reveal."""

import datetime as dt

import pandera.pandas as pa
import pytest

from tests.support.canonical import canonical
from tests.support.reviewed_council import answers
from turncurve.reference.formats.specification import load
from turncurve.tables.column import words_of
from turncurve.tables.questionnaires import ANSWERED_AS, Questionnaires
from turncurve.tables.records import cut
from turncurve.tables.staff_support import SURVEY_ANSWERS

(SOUND,) = answers("staff", agree=1, disagree=0, asked=5)


def validated(**changes):
    return Questionnaires.validate(canonical("questionnaires", [{**SOUND, **changes}]), lazy=True)


@pytest.mark.parametrize("changes", [{}, {"answer": None}, {"people_asked": None}, {"people_asked": 0}])
def test_a_sound_answer_is_kept(changes):
    assert len(validated(**changes)) == 1


@pytest.mark.parametrize("changes", [
    {"questionnaire": None}, {"closed_on": None}, {"respondent_key": None}, {"answered_as": "police"},
    {"answered_as": None}, {"question": None}, {"answer": "6"}, {"people_asked": -1},
])  # fmt: skip
def test_an_answer_without_what_it_needs_is_refused(changes):
    with pytest.raises(pa.errors.SchemaErrors):
        validated(**changes)


def test_the_lists_are_those_of_the_template():
    table = load("questionnaire").table("answers")
    assert list(table.column("Answered as").codes.values()) == ANSWERED_AS
    assert list(table.column("Answer given").codes.values()) == SURVEY_ANSWERS


def test_no_agency_is_held_and_who_answered_is_known_to_be_staff_data():
    said = words_of(Questionnaires)
    assert said["respondent_key"]["sensitivity"] == said["answer"]["sensitivity"] == "staff"
    assert not [name for name in said if "agency" in name or "team" in name]


def test_nothing_is_known_before_it_closed():
    held = canonical("questionnaires", [SOUND])
    assert cut("questionnaires", held, as_at=dt.date(2013, 1, 17)).empty
    assert len(cut("questionnaires", held, as_at=dt.date(2013, 1, 18))) == 1
