"""An edition of the plan is held at what it said when a later one was first read; the latest may be corrected."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import RefusedInputError
from turncurve.tables.plan_editions import FILE, Edition, editions_of, forget, hashes_of, keep, pinned

FIRST, SECOND, THIRD = dt.date(2012, 9, 13), dt.date(2012, 12, 6), dt.date(2013, 3, 22)


def actions(*rows):
    """Return a table of actions: day, number, words and due date of each row."""
    made = pd.DataFrame(list(rows), columns=["plan_on", "action_id", "words", "due_on"])
    days = {name: pd.to_datetime(made[name]) for name in ("plan_on", "due_on")}
    return {"improvement_actions": made.assign(**days, edition="plan.xlsx")}


BOTH = actions(
    (FIRST, "A01", "Hire", "2013-01-31"), (SECOND, "A01", "Hire", "2013-01-31"), (SECOND, "A02", "Train", None)
)


OTHERWISE = "The plan of 13 September 2012 says otherwise than when a later one was first read"


def held(*found):
    return [(each.plan_on, each.pinned, each.now) for each in found]


def test_each_edition_has_a_hash_of_its_own_and_days_come_in_order():
    found = hashes_of(BOTH)
    assert list(found) == [FIRST, SECOND]
    assert len(set(found.values())) == 2
    assert all(len(each) == 64 for each in found.values())


def test_a_cell_that_is_rewritten_changes_the_hash_of_its_edition_alone():
    rows = BOTH["improvement_actions"].assign(words=["Hire two", "Hire", "Train"])
    found, before = hashes_of({"improvement_actions": rows}), hashes_of(BOTH)
    assert found[FIRST] != before[FIRST]
    assert found[SECOND] == before[SECOND]


def test_the_order_of_rows_the_name_of_the_workbook_and_blank_columns_change_no_hash():
    rows = BOTH["improvement_actions"]
    other = rows.iloc[::-1].assign(edition="copy of plan.xlsx", thought_of_later=None)
    assert hashes_of({"improvement_actions": other, "referrals": rows.assign(words="Other")}) == hashes_of(BOTH)


def test_the_same_words_in_another_sheet_are_another_plan():
    assert hashes_of({"improvement_milestones": BOTH["improvement_actions"]}) != hashes_of(BOTH)


def test_what_is_read_first_is_held_as_it_is():
    assert held(*pinned((), now={FIRST: "a", SECOND: "b"})) == [(FIRST, "a", "a"), (SECOND, "b", "b")]
    assert pinned((), now={}) == ()


@pytest.mark.parametrize(
    ("now", "known"),
    [
        ({FIRST: "a", SECOND: "b"}, [(FIRST, "a", "a"), (SECOND, "b", "b")]),
        ({FIRST: "a", SECOND: "c"}, [(FIRST, "a", "a"), (SECOND, "c", "c")]),
        ({FIRST: "x", SECOND: "b"}, [(FIRST, "a", "x"), (SECOND, "b", "b")]),
        ({SECOND: "b"}, [(FIRST, "a", ""), (SECOND, "b", "b")]),
        ({FIRST: "a", SECOND: "c", THIRD: "d"}, [(FIRST, "a", "a"), (SECOND, "b", "c"), (THIRD, "d", "d")]),
        ({FIRST: "a"}, [(FIRST, "a", "a"), (SECOND, "b", "")]),
        ({}, [(FIRST, "a", ""), (SECOND, "b", "")]),
    ],
)
def test_the_latest_may_be_corrected_and_every_other_is_held(now, known):
    before = pinned((), now={FIRST: "a", SECOND: "b"})
    assert held(*pinned(before, now=now)) == known


@given(st.lists(st.dictionaries(st.sampled_from([FIRST, SECOND, THIRD]), st.sampled_from("abc")), max_size=5))
def test_reading_the_same_files_again_changes_nothing_and_what_is_held_stays(loads):
    known = ()
    for load in loads:
        after = pinned(known, now=load)
        assert pinned(after, now=load) == after
        assert {each.plan_on for each in known} <= {each.plan_on for each in after}
        old = {each.plan_on: each.pinned for each in known}
        assert all(each.pinned == old.get(each.plan_on, each.pinned) for each in after[:-1])
        known = after


@pytest.mark.parametrize(
    ("edition", "said"),
    [
        (Edition(FIRST, "a", "a"), ""),
        (
            Edition(FIRST, "a" * 64, "b" * 64),
            f"{OTHERWISE} (hash aaaaaaaa then, bbbbbbbb now)",
        ),
        (
            Edition(FIRST, "a", ""),
            "The plan of 13 September 2012 is no longer among the files, though a later one was read after it",
        ),
    ],
)
def test_what_has_become_of_an_edition_is_said(edition, said):
    assert edition.sentence == said


def test_what_is_kept_is_read_back_and_can_be_forgotten(tmp_path):
    found = pinned((), now=hashes_of(BOTH))
    assert editions_of("any", folder=tmp_path) == ()
    keep(found, folder=tmp_path)
    assert editions_of("any", folder=tmp_path) == found
    forget(folder=tmp_path)
    forget(folder=tmp_path)
    assert editions_of("any", folder=tmp_path) == ()


def test_it_is_found_from_the_projects_root(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    folder = tmp_path / "data" / "processed" / "stepshire"
    folder.mkdir(parents=True)
    keep([Edition(FIRST, "a", "b")], folder=folder)
    assert editions_of("stepshire") == (Edition(FIRST, "a", "b"),)


@pytest.mark.parametrize("text", ["", "{", '[{"plan_on": "x"}]', '[{"pinned": "a"}]', "[3]", "3"])
def test_what_is_damaged_is_refused_and_never_taken_for_no_history(tmp_path, text):
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(RefusedInputError, match="the plan's editions is damaged"):
        editions_of("any", folder=tmp_path)
