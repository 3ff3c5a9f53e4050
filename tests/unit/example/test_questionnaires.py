"""The invented questionnaires: of the sizes stated, anonymous, and the same each time."""

import csv

import pytest

from turncurve.example.days import LAST_DAY
from turncurve.example.questionnaires import CLOSED, FILE, questionnaires, words, write_questionnaires
from turncurve.reference.formats.specification import load


@pytest.fixture(scope="module")
def rows():
    return questionnaires(seed=2013)


def test_as_many_answered_as_is_stated(rows):
    asked = words()["asked"]
    answered = rows.groupby("answered_as")["respondent"].nunique().to_dict()
    assert answered == {group: each["answered"] for group, each in asked.items()}
    assert all(each["answered"] < each["asked"] for each in asked.values())
    assert rows["respondent"].nunique() == sum(answered.values())


def test_everybody_was_put_every_statement_once(rows):
    assert (rows.groupby("respondent")["statement"].nunique() == len(words()["statements"])).all()
    assert not rows.duplicated(["respondent", "statement"]).any()


def test_a_number_says_nothing_of_the_group(rows):
    first = rows.drop_duplicates("respondent").sort_values("respondent")["answered_as"].tolist()
    assert set(first[:20]) >= {"staff", "partner"}


def test_it_is_the_same_each_time_and_another_with_another_seed(rows):
    assert rows.equals(questionnaires(seed=2013))
    assert not rows["answer"].equals(questionnaires(seed=2014)["answer"])


def test_it_closed_before_the_review():
    assert CLOSED < LAST_DAY


def test_the_file_is_as_the_template_says_and_has_one_answer_outside_the_scale(tmp_path, rows):
    (fault,) = write_questionnaires(tmp_path, seed=2013)
    with (tmp_path / FILE).open(encoding="utf-8", newline="") as file:
        head, *lines = csv.reader(file)
    assert head == [each.name for each in load("questionnaire").table("answers").columns]
    assert len(lines) == len(rows)
    answers = [line[head.index("Answer given")] for line in lines]
    known = {"", *load("questionnaire").table("answers").column("Answer given").codes}
    assert [place for place, each in enumerate(answers) if each not in known] == [fault.row - 2]
    assert (fault.field, fault.kind) == ("Answer given", "unknown_code")
    assert "SYNTHETIC" in FILE
