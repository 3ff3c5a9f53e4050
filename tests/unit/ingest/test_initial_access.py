"""Reading what a council has written of its front door: what cannot be is refused, each time with its place."""

import datetime as dt
from importlib import resources

import pytest

from turncurve.errors import RefusedInputError
from turncurve.ingest.initial_access import FILE, read
from turncurve.tables.initial_access import DemandCode, DoorChange, Holiday, InitialAccess, MinutesTaken

WHOLE = """
changes:
  - {id: D2, made_on: 2013-01-01, what: Website}
  - {id: D1, made_on: 2012-10-01, what: Calls go to the worker, reason: about an allocated case}
school_holidays:
  - {first: 2012-12-22, last: 2013-01-02}
  - {first: 2012-07-21, last: 2012-09-02}
coding_frame:
  - {code: V1, words: A new concern, demand: value}
  - {code: X1, words: Too little written, demand: cannot tell}
could_go_to: [Early help, Housing]
time_study:
  carried_out_on: 2012-11-30
  source: Timed in one week
  hours_a_month: 110
  types:
    - {reason: reporting a concern, contacts: 40, mean_minutes: 25, standard_deviation: 12.5}
"""


def written(folder, text):
    (folder / FILE).write_text(text, encoding="utf-8")
    return read(folder)


def test_a_council_that_has_written_nothing_has_nothing(tmp_path):
    assert read(tmp_path) == written(tmp_path, "") == InitialAccess()


def test_every_part_is_read_and_put_in_order_of_date(tmp_path):
    held = written(tmp_path, WHOLE)
    assert held.changes == (
        DoorChange("D1", dt.date(2012, 10, 1), "Calls go to the worker", "about an allocated case"),
        DoorChange("D2", dt.date(2013, 1, 1), "Website"),
    )
    assert held.school_holidays[0] == Holiday(dt.date(2012, 7, 21), dt.date(2012, 9, 2))
    assert held.coding_frame[1] == DemandCode("X1", "Too little written", "cannot tell")
    assert held.could_go_to == ("Early help", "Housing")
    assert held.time_study.hours_a_month == 110.0
    assert held.time_study.types == (MinutesTaken("reporting a concern", 40, 25.0, 12.5),)


def test_the_template_can_be_read_as_it_is(tmp_path):
    text = (resources.files("turncurve.reference") / "templates" / FILE).read_text(encoding="utf-8")
    held = written(tmp_path, text)
    assert held.changes
    assert held.time_study is not None
    assert {each.demand for each in held.coding_frame} == {"value", "failure", "cannot tell"}


@pytest.mark.parametrize(
    ("old", "new", "what", "where"),
    [
        ("changes:", "change:", "'change' is not known here", ""),
        ("id: D2", "id: D1", "one name is there twice", "changes"),
        ("made_on: 2013-01-01", "made_on: soon", "made_on is not written as YYYY-MM-DD", "changes, number 1"),
        ("made_on: 2013-01-01, ", "", "made_on is not written as YYYY-MM-DD", "changes, number 1"),
        ("what: Website", "what: yes", "what is not given as words", "changes, number 1"),
        ("what: Website", "why: Website", "'why' is not known here", "changes, number 1"),
        ("last: 2013-01-02", "last: 2012-12-01", "a school holiday ends before it begins", "school_holidays, number 1"),
        ("first: 2012-12-22", "first: 2012-09-02", "two school holidays overlap", "school_holidays"),
        ("demand: value", "demand: good", "'good' is no kind of demand", "coding_frame, number 1"),
        ("code: X1", "code: v1", "one name is there twice", "coding_frame"),
        ("[Early help, Housing]", "[Housing, housing]", "one name is there twice", "could_go_to"),
        ("[Early help, Housing]", "Housing", "could_go_to is not a list", "could_go_to"),
        ("[Early help, Housing]", "[7]", "name is not given as words", "could_go_to, number 1"),
        ("hours_a_month: 110", "hours_a_month: 0", "more than 0 hours", "time_study"),
        ("hours_a_month: 110", "hours_a_month: many", "hours_a_month is not a number", "time_study"),
        ("contacts: 40", "contacts: 1", "contacts is not a whole number of 2 or more", "time_study, types, number 1"),
        ("mean_minutes: 25", "mean_minutes: 0", "a contact takes more than 0 minutes", "time_study, types, number 1"),
        ("standard_deviation: 12.5", "standard_deviation: -1", "standard_deviation is not a number",
         "time_study, types, number 1"),
        ("    - {reason: reporting", "    # {reason: reporting", "at least one kind of contact", "time_study, types"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_place(tmp_path, old, new, what, where):
    assert old in WHOLE
    with pytest.raises(RefusedInputError, match=what) as caught:
        written(tmp_path, WHOLE.replace(old, new, 1))
    assert where in caught.value.where
    assert "Mend it there" in caught.value.remedy


@pytest.mark.parametrize("text", ["changes: [", "- a list", "changes:\n  - 2012-02-30", "changes: [a]"])
def test_a_file_that_is_not_written_right_is_refused(tmp_path, text):
    with pytest.raises(RefusedInputError):
        written(tmp_path, text)
    (tmp_path / FILE).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RefusedInputError, match="not written as YAML"):
        read(tmp_path)
