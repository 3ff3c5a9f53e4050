"""What a council has written of its front door is kept whole, and cut to the report's date."""

import datetime as dt

import pytest

from turncurve.errors import RefusedInputError
from turncurve.tables.initial_access import (
    FILE,
    DemandCode,
    DoorChange,
    Holiday,
    InitialAccess,
    MinutesTaken,
    TimeStudy,
    keep,
    said,
)

STUDY = TimeStudy(dt.date(2012, 11, 30), "One week, timed", 110.0, (MinutesTaken("not stated", 20, 6.5, 4.0),))
WHOLE = InitialAccess(
    (DoorChange("D1", dt.date(2012, 10, 1), "Calls go to the worker", "about an allocated case"),
     DoorChange("D2", dt.date(2013, 1, 1), "Website")),
    (Holiday(dt.date(2012, 7, 21), dt.date(2012, 9, 2)),),
    (DemandCode("V1", "A new concern", "value"), DemandCode("F1", "Asks again", "failure")),
    ("Early help",),
    STUDY,
)  # fmt: skip


@pytest.mark.parametrize("held", [WHOLE, InitialAccess()])
def test_what_is_kept_is_read_back_as_it_was(tmp_path, held):
    keep(held, folder=tmp_path)
    assert said("anywhere", folder=tmp_path) == held


def test_a_council_that_has_written_nothing_has_nothing(tmp_path):
    assert said("anywhere", folder=tmp_path) == InitialAccess()


def test_it_is_found_by_the_councils_name(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    folder = tmp_path / "data" / "processed" / "doorshire"
    folder.mkdir(parents=True)
    keep(WHOLE, folder=folder)
    assert said("doorshire").changes == WHOLE.changes


@pytest.mark.parametrize(
    ("day", "changes", "study"),
    [
        (dt.date(2012, 9, 30), [], None),
        (dt.date(2012, 10, 1), ["D1"], None),
        (dt.date(2012, 11, 30), ["D1"], STUDY),
        (dt.date(2013, 1, 1), ["D1", "D2"], STUDY),
    ],
)
def test_nothing_later_than_the_reports_date_is_known(day, changes, study):
    found = WHOLE.as_at(day)
    assert [each.id for each in found.changes] == changes
    assert found.time_study == study
    assert found.coding_frame == WHOLE.coding_frame


@pytest.mark.parametrize("text", ["not json", "{}", '{"changes": [{"id": "D1"}]}'])
def test_what_is_damaged_is_refused_with_what_to_do(tmp_path, text):
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(RefusedInputError, match="front door is damaged") as caught:
        said("anywhere", folder=tmp_path)
    assert "Run `turncurve ingest` again" in caught.value.remedy
