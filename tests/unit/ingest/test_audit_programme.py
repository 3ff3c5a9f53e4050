"""The programme of audits is checked before anything is drawn by it."""

import datetime as dt
from importlib import resources

import pytest
import yaml

from turncurve.errors import RefusedInputError
from turncurve.ingest.audit_programme import FILE, read

TEMPLATE = (resources.files("turncurve.reference") / "templates" / FILE).read_text(encoding="utf-8")


def programme(**words):
    return {"name": "Monthly", "scope": "All", "frequency": "monthly", "cases": ["children in need"], "files": 5,
            "question_set": "Set", **words}  # fmt: skip


def question_set(**words):
    standards = [{"standard": "SMART", "evidences": ["N06"], "criteria": ["Specific", "Timescale"]}]
    return {"name": "Set", "valid_from": dt.date(2012, 9, 1), "standards": standards, **words}


def written(tmp_path, programmes, sets, **others):
    held = {"programmes": programmes, "question_sets": sets, **others}
    (tmp_path / FILE).write_text(yaml.safe_dump(held), encoding="utf-8")
    return read(tmp_path)


def test_no_file_is_no_programme(tmp_path):
    assert read(tmp_path) == ()


def test_the_template_is_a_programme(tmp_path):
    (tmp_path / FILE).write_text(TEMPLATE, encoding="utf-8")
    monthly, long_open = read(tmp_path)
    assert (monthly.files, monthly.margin, monthly.double_marked) == (30, None, 20)
    assert dict(monthly.at_least) == {"children in need": 40, "open over 9 months": 20}
    assert (long_open.files, long_open.margin, long_open.expected, long_open.open_over_months) == (None, 10, 50, 9)
    evidenced = {each for one in monthly.question_sets[0].criteria for each in one.evidences}
    assert {"N05", "N06", "N07", "N09"} <= evidenced


def test_versions_of_a_set_are_in_force_from_their_day(tmp_path):
    later = question_set(valid_from=dt.date(2013, 1, 1), standards=[{"standard": "S", "criteria": ["Other"]}])
    (found,) = written(tmp_path, [programme()], [later, question_set()])
    assert [each.valid_from.year for each in found.question_sets] == [2012, 2013]
    assert found.asked_on(dt.date(2012, 12, 31)).criteria[0].criterion == "Specific"
    assert found.asked_on(dt.date(2013, 1, 1)).criteria[0].criterion == "Other"
    assert found.asked_on(dt.date(2012, 8, 31)) is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"files": 0}, "a whole number from 1"), ({"files": True}, "a whole number from 1"),
        ({"files": None}, "either a number of files or a margin"), ({"margin": 5}, "either a number of files"),
        ({"files": None, "margin": 0}, "a percentage"), ({"double_marked": 101}, "a percentage"),
        ({"double_marked": "20%"}, "a percentage"), ({"cases": []}, "is not one of"),
        ({"cases": ["all"]}, "is not one of"),
        ({"cases": ["children in need", "children in need"]}, "there twice"), ({"strata": ["age"]}, "is not one of"),
        ({"at_least": {"teenagers": 5}}, "is not one of"), ({"at_least": {"children in need": 0}}, "a percentage"),
        ({"question_set": "Other"}, "there is no question set"), ({"name": " "}, "name is not given"),
        ({"scope": 5}, "scope is not given"), ({"open_over_months": -1}, "a whole number from 0"),
        ({"colour": "red"}, "has the word 'colour'"), ({"strata": "team"}, "strata is not a list"),
    ],
)  # fmt: skip
def test_a_programme_that_contradicts_itself_is_refused_with_its_place(tmp_path, words, said):
    with pytest.raises(RefusedInputError, match=said) as refused:
        written(tmp_path, [programme(**words)], [question_set()])
    assert "programmes, number 1" in str(refused.value)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"valid_from": "soon"}, "not written as YYYY-MM-DD"), ({"valid_from": None}, "not written as YYYY-MM-DD"),
        ({"standards": []}, "asks something"), ({"standards": [{"standard": "S"}]}, "a question at least"),
        ({"standards": [{"standard": "S", "criteria": [True]}]}, "words are wanted"),
        ({"standards": [{"standard": "S", "evidences": ["5"], "criteria": ["A"]}]}, "is no requirement"),
        ({"standards": [{"standard": "S", "evidences": ["N05", "N99"], "criteria": ["A"]}]}, "no requirement N99"),
        ({"standards": [{"standard": "S", "evidences": ["N24"], "criteria": ["A"]}]}, "it ends with N23"),
        ({"standards": [{"standard": "S", "evidences": ["N05", "N05"], "criteria": ["A"]}]}, "there twice"),
        ({"standards": [{"standard": "S", "criteria": ["A", "a"]}]}, "there twice"),
        ({"standards": ["S"]}, "words with their values"),
    ],
)  # fmt: skip
def test_a_question_set_that_contradicts_itself_is_refused(tmp_path, words, said):
    with pytest.raises(RefusedInputError, match=said):
        written(tmp_path, [programme()], [question_set(**words)])


@pytest.mark.parametrize(
    ("programmes", "sets"), [([programme(), programme()], [question_set()]), ([], [question_set(), question_set()])]
)
def test_what_stands_twice_is_refused(tmp_path, programmes, sets):
    with pytest.raises(RefusedInputError, match="there twice"):
        written(tmp_path, programmes, sets)


@pytest.mark.parametrize("text", ["programmes: [", "a: 2012-13-45", "- one", "other: 1"])
def test_a_file_that_is_no_programme_is_refused(tmp_path, text):
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(RefusedInputError, match=FILE):
        read(tmp_path)


def test_requirements_of_the_notice_and_of_the_council_itself_may_be_evidenced_and_a_day_in_quotes_is_a_day(tmp_path):
    standards = [{"standard": "S", "evidences": ["N01", "N23", "L07"], "criteria": ["A"]}]
    (found,) = written(tmp_path, [programme()], [question_set(valid_from="2012-09-01", standards=standards)])
    assert found.question_sets[0].valid_from == dt.date(2012, 9, 1)
    assert found.question_sets[0].criteria[0].evidences == ("N01", "N23", "L07")
