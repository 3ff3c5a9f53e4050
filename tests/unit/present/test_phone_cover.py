"""What a reader is shown of the phones."""

import datetime as dt

import pytest

from tests.support.phoned_council import keep_phoned_council
from tests.support.shown import column, public, restricted
from turncurve.analyses.questions.phone_cover import Aim, PhoneCover, phone_cover
from turncurve.present.phone_cover import NONE_HELD
from turncurve.tables.records import Records


@pytest.fixture
def found(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    keep_phoned_council(tmp_path)
    return phone_cover(Records("phoneshire", dt.date(2013, 3, 31)), minutes_a_call=6.0)


@pytest.mark.parametrize("shown_to", [restricted, public])
def test_each_hour_of_the_office_has_a_row(found, shown_to):
    exhibit = shown_to(found)
    assert column(exhibit, "Hour from") == ("09:00", "10:00")
    assert column(exhibit, "Calls on a working day") == ("20.0", "2.0")
    assert column(exhibit, "People needed") == ("4", "1")
    assert column(exhibit, "Callers who wait with one fewer %")[1] == "–"


def test_the_sentence_says_what_is_needed_when_and_what_one_fewer_would_do(found):
    said = restricted(found).sentence
    assert said.startswith("In the busiest hour, from 09:00, 20.0 calls come on an ordinary working day: 4 people must")
    assert "80% of callers are answered within 20 seconds, where a call takes 6.0 minutes" in said
    assert "With one fewer " in said


def test_without_times_of_day_it_is_said_why_there_is_no_answer():
    assert restricted(PhoneCover((), Aim(6.0, 20.0, 80.0))).sentence == NONE_HELD
