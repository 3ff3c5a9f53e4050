"""What a reader is shown of contacts by one of their properties."""

import pytest

from tests.support.door_council import contact_rows, keep_door
from tests.support.shown import cells, column, everything, public, restricted
from turncurve.analyses.questions.contact_mix import contacts_by
from turncurve.present.contact_mix import DRAWN, NOTE_ON_POLICE


@pytest.fixture
def records(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    few = [{"received_at": f"2013-02-0{day}", "route": "letter", "source": "4", "reason": "other"} for day in (4, 5, 6)]
    return keep_door(tmp_path, [*contact_rows(), *few])


def test_a_sentence_names_the_three_largest_and_that_there_are_others(records):
    exhibit = restricted(contacts_by(records, "source"))
    assert exhibit.sentence == (
        "Of 1,253 contacts in the year to March 2013: 59.9% school (750), 20.0% health visitor (250) and 20.0% police "
        "(250), and others."
    )


def test_every_kind_has_its_counts_and_all_stand_last(records):
    exhibit = restricted(contacts_by(records, "reason"))
    assert column(exhibit, "Reason")[-1] == "All contacts"
    assert column(exhibit, "Year to March 2013") == ("750", "250", "250", "3", "1,253")
    assert column(exhibit, "% of the last year")[-1] == "100.0"


def test_police_notifications_are_said_to_stand_apart_where_they_are_shown(records):
    assert NOTE_ON_POLICE in restricted(contacts_by(records, "reason")).notes
    assert restricted(contacts_by(records, "route")).notes == ()


def test_the_picture_has_a_bar_for_each_of_the_largest_kinds(records):
    (bars,) = restricted(contacts_by(records, "route")).picture.layers
    assert bars.names == ("Phone", "Email", "Letter")
    assert len(bars.names) <= DRAWN


def test_the_public_is_shown_no_small_count_nor_a_way_to_work_it_out(records):
    exhibit = public(contacts_by(records, "route"))
    assert "c" in cells(exhibit)
    assert " 3 " not in everything(exhibit).replace(">3<", " 3 ")
    letters = next(row for row in exhibit.rows if row[0] == "Letter")
    others = [row for row in exhibit.rows[:-1] if row[3] == "c"]
    assert letters[3] == "c"
    assert len(others) >= 2 or exhibit.rows[-1][3] == "c"
