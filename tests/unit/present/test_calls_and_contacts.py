"""What a reader is shown of calls and contacts: each share with its base, and what was published with its source."""

import pytest

from tests.support.door_council import contact_rows, keep_door, keep_published
from tests.support.shown import column, everything, numbers, public, restricted
from tests.unit.analyses.questions.test_calls_and_contacts import PUBLISHED
from turncurve.analyses.questions.calls_and_contacts import calls_and_contacts
from turncurve.present.calls_and_contacts import ROUNDED, TWO_BASES


@pytest.fixture
def records(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    keep_published(tmp_path, PUBLISHED)
    return keep_door(tmp_path, contact_rows(), follows="Elsewhere")


def test_the_answer_gives_both_bases_in_one_line(records):
    assert restricted(calls_and_contacts(records)).answer == "25% of calls report a concern: 20.0% of all contacts."


def test_the_published_shares_are_said_to_be_of_calls_and_what_they_make_of_contacts(records):
    exhibit = restricted(calls_and_contacts(records))
    assert "Elsewhere published what its calls were about: 59% about an allocated case, 19% reporting a concern, " in (
        exhibit.sentence
    )
    assert exhibit.sentence.endswith("So concerns by phone were 15.0% to 15.8% of all its contacts.")
    assert "19% of contacts" not in everything(exhibit)
    assert "19% of all" not in everything(exhibit)


def test_each_published_share_has_a_row_with_its_range(records):
    rows = [row for row in restricted(calls_and_contacts(records)).rows if row[0] == "Elsewhere, published"]
    assert ("Elsewhere, published", "phone", "reporting a concern", "–", "19", "15.0 to 15.8") in rows
    assert [row[2] for row in rows] == [
        "about an allocated case", "reporting a concern", "for another agency or department", "not stated",
        "police domestic violence notification",
    ]  # fmt: skip


def test_sources_and_volumes_of_both_are_told(records):
    exhibit = restricted(calls_and_contacts(records))
    assert exhibit.source.endswith("; A bulletin")
    assert {TWO_BASES, ROUNDED} <= set(exhibit.notes)
    assert "Elsewhere published 4,616 contacts in an average month: 3,735 by phone, 839 by email and 42 by letter." in (
        exhibit.notes
    )


def test_without_published_figures_nothing_is_said_of_them(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    exhibit = restricted(calls_and_contacts(keep_door(tmp_path, contact_rows())))
    assert exhibit.notes == (TWO_BASES,)
    assert "published" not in everything(exhibit)
    assert set(column(exhibit, "Whose")) == {"Own log"}


def test_hidden_calls_are_in_no_sentence_and_what_was_published_stays(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    keep_published(tmp_path, PUBLISHED)
    few = [{"received_at": "2012-10-01", "route": "phone", "reason": reason} for reason in
           ["reporting a concern"] * 3 + ["other"] * 40]  # fmt: skip
    exhibit = public(calls_and_contacts(keep_door(tmp_path, few, follows="Elsewhere")))
    assert exhibit.answer == ""
    assert exhibit.sentence.startswith("How many calls report a concern is not known, or may not be shown.")
    assert "15.0" in numbers(exhibit.sentence)
    assert "3" not in {row[3] for row in exhibit.rows}
