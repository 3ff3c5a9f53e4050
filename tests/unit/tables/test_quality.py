"""Audits of files: what an answer may be, how files may be chosen, and whom the table could reveal."""

import pandera.pandas as pa
import pytest

from tests.support.canonical import canonical
from turncurve.tables.quality import ANSWERS, SELECTIONS, Audits

ANSWER = {
    "programme": "Monthly audit",
    "audited_on": "2013-03-11",
    "file_key": "f1",
    "auditor_key": "a1",
    "standard": "SMART",
    "criterion": "Specific",
    "answer": "met",
    "selection": "random",
    "population": 40,
}


def validated(**changes):
    return Audits.validate(canonical("audits", [{**ANSWER, **changes}]), lazy=True)


@pytest.mark.parametrize("answer", [*ANSWERS, None])
def test_an_answer_is_one_of_four_or_blank(answer):
    assert len(validated(answer=answer)) == 1


@pytest.mark.parametrize("selection", SELECTIONS)
def test_files_are_chosen_in_one_of_four_ways(selection):
    assert validated(selection=selection)["selection"].tolist() == [selection]


@pytest.mark.parametrize(
    "changes",
    [
        {"answer": "yes"},
        {"answer": "Met"},
        {"selection": "Random"},
        {"selection": None},
        {"population": -1},
        {"file_key": None},
        {"audited_on": None},
    ],
)
def test_what_no_audit_may_say_is_refused(changes):
    with pytest.raises(pa.errors.SchemaErrors):
        validated(**changes)


@pytest.mark.parametrize("population", [0, 1, None])
def test_how_many_files_there_were_may_be_unknown(population):
    assert len(validated(population=population)) == 1


def test_a_file_is_a_childs_and_an_auditor_is_staff(dictionary):
    assert dictionary["audits"]["file_key"]["sensitivity"] == "child"
    assert dictionary["audits"]["auditor_key"]["sensitivity"] == "staff"
