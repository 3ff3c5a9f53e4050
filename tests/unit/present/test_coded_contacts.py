"""What a reader is shown of what contacts ask for."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.support.coded_council import coded_tables, keep_coded
from tests.support.door_council import CALL, contact_rows, keep_door
from tests.support.shown import column, everything, public, restricted
from turncurve.analyses.questions.coded_contacts import coded_contacts
from turncurve.present.coded_contacts import ASKS, GOES, MADE, NOTES

LOG = contact_rows(lambda _: [CALL])[-20:]


@pytest.fixture
def answer(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return coded_contacts(keep_coded(tmp_path, log=LOG, **coded_tables()))


def test_the_sentence_says_of_how_many_and_from_how_many(answer):
    said = restricted(answer).sentence
    assert said.startswith("Of all contacts of 500 in January 2013, from 40 coded of 40 drawn: 41% (95% ")
    assert "54% (95% " in said
    assert "could have gone elsewhere; most to the worker, 48% (95% " in said


def test_a_sample_of_a_part_of_a_month_is_not_called_the_month_s(answer):
    part = replace(answer, sample=replace(answer.sample, drawn_on=dt.date(2013, 1, 10)))
    shown = restricted(part)
    assert " in January 2013" not in shown.sentence
    assert "from 1 January 2013 to 10 January 2013" in shown.sentence
    assert "speaks for those days alone, not for the month" in shown.notes[-1]
    assert len(restricted(answer).notes) == len(shown.notes) - 1


def test_demand_codes_places_and_agencies_stand_in_one_table(answer):
    exhibit = restricted(answer)
    about = column(exhibit, "About")
    assert [about.count(each) for each in (ASKS, GOES, MADE)] == [7, 3, 4]
    kinds = dict(zip(column(exhibit, "Kind"), column(exhibit, "%"), strict=True))
    assert kinds["Failure demand"] == "54.0"
    assert kinds["F1: Asks again"] == "6.0"
    assert kinds["Elsewhere in all"] == "54.0"
    assert exhibit.notes == NOTES


def test_without_a_sample_it_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    exhibit = restricted(coded_contacts(keep_door(tmp_path, LOG)))
    assert (
        exhibit.sentence
        == "What contacts ask for cannot be told, because no sample of contacts has been drawn and coded."
    )
    assert exhibit.rows == ()


def test_the_public_is_shown_no_count_of_a_few(answer):
    exhibit = public(answer)
    assert exhibit.rows == ()
    assert "not shown, to protect individuals" in exhibit.sentence
    assert "54%" not in everything(exhibit)
