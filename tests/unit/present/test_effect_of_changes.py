"""What a reader is shown of contacts before and after each change."""

import datetime as dt

import numpy as np
import pytest

from tests.support.door_council import CALL, CONCERN, POLICE, contact_rows, keep_door
from tests.support.shown import column, public, restricted
from turncurve.analyses.questions.effect_of_changes import effect_of_changes
from turncurve.present.effect_of_changes import NONE, NOTES
from turncurve.tables.initial_access import DoorChange, InitialAccess

DIRECT = DoorChange("D1", dt.date(2012, 1, 1), "Calls go to the worker", CALL["reason"])
LATE = DoorChange("D2", dt.date(2013, 2, 1), "Website")


@pytest.fixture
def shown(tmp_path, monkeypatch):
    """Return what shows the effects of changes to a board."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))

    def show(*changes, audience=restricted):
        rng = np.random.default_rng(3)

        def a_day(day):
            return [CALL] * rng.poisson(4 if day >= DIRECT.made_on else 8) + [CONCERN] * 3 + [POLICE]

        rows = contact_rows(a_day)
        return audience(effect_of_changes(keep_door(tmp_path, rows, words=InitialAccess(changes=changes))))

    return show


def test_a_change_has_its_date_its_months_its_difference_and_what_that_says(shown):
    exhibit = shown(DIRECT)
    (row,) = exhibit.rows
    assert row[:4] == ("Calls go to the worker", "1 January 2012", "about an allocated case", "21, 15")
    assert row[4].startswith("-")
    assert row[-1] == "Fewer"
    assert exhibit.sentence.startswith("Calls go to the worker: fewer (-")
    assert exhibit.notes == NOTES


def test_what_cannot_be_told_yet_has_dashes_and_the_reason(shown):
    exhibit = shown(LATE)
    assert column(exhibit, "Difference") == ("–",)
    assert exhibit.sentence == ("Website: cannot tell yet, because 2 whole months lie after it, and 6 are needed.")
    assert column(exhibit, "Contacts") == ("all",)


def test_changes_of_the_same_half_year_are_named_beside_each_other(shown):
    near = DoorChange("D3", dt.date(2012, 3, 1), "Leaflet")
    assert column(shown(DIRECT, near), "What it says")[0].endswith("Within half a year also: Leaflet")


def test_without_changes_on_record_nothing_is_compared(shown):
    exhibit = shown()
    assert exhibit.sentence == NONE
    assert exhibit.rows == ()


def test_the_public_is_shown_the_same_of_months_that_may_be_shown(shown):
    assert shown(DIRECT, audience=public).rows == shown(DIRECT).rows
