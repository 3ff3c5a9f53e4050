"""What a reader is shown of what a rise is made of."""

import pytest

from tests.support.door_council import CALL, CONCERN, POLICE, contact_rows, keep_door
from tests.support.shown import column, public, restricted
from tests.unit.analyses.questions.test_what_drives_contacts import TWO, made
from turncurve.analyses.questions.what_drives_contacts import what_drives_contacts
from turncurve.present.what_drives_contacts import NOTES, signed


def test_the_rise_is_said_with_who_made_it_and_what_the_referrals_are_made_of():
    exhibit = restricted(made(TWO))
    assert exhibit.sentence == (
        "Contacts from the year to March 2012 to the year to March 2013: +100 (400 to 500); most by police +100. "
        "Contacts that became referrals: +15, made up of +17 because there were more contacts and "
        "-2 because other agencies and people made them."
    )


def test_every_group_has_its_counts_its_range_and_its_referrals():
    exhibit = restricted(made(TWO))
    assert column(exhibit, "Source") == ("Police", "School")
    assert column(exhibit, "Change") == ("+100", "0")
    assert column(exhibit, "Year to March 2013, became referrals") == ("40", "45")
    low, high = (int(column(exhibit, name)[0].replace("+", "")) for name in ("95% low", "95% high"))
    assert low < 100 < high
    assert set(NOTES) == set(exhibit.notes)


def test_without_ranges_there_are_dashes_and_no_claim():
    exhibit = restricted(made(TWO, months=[100] * 12))
    assert column(exhibit, "95% low") == ("–", "–")
    assert exhibit.answer == "No group's contacts changed by more than chance could."


def test_a_group_that_stands_out_is_named_in_the_answer():
    exhibit = restricted(made({"6": ((3000, 1), (4000, 1)), "2A": ((3000, 1), (3020, 1))}))
    assert exhibit.answer == "Beyond chance, contacts changed of: police."


@pytest.mark.parametrize(("by", "words"), [
    ("source", "other agencies and people made them"), ("reason", "they were made for other reasons"),
])  # fmt: skip
def test_the_mix_is_told_in_words_of_what_it_is_of(by, words):
    assert words in restricted(made(TWO, by=by)).sentence


def test_a_split_that_cannot_be_made_says_why():
    exhibit = restricted(made({**TWO, "3B": ((40, None), (50, 9))}))
    assert exhibit.sentence == (
        "The change in contacts cannot be split by source, because 1 of the 6 counts that it needs are not known or "
        "not shown."
    )
    assert exhibit.rows == ()


def test_the_public_sees_no_small_group(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    rows = contact_rows(lambda _: [CALL, CONCERN, POLICE])
    few = [{**CONCERN, "received_at": f"2012-05-{day:02d}", "source": "4"} for day in (1, 2, 3)]
    exhibit = public(what_drives_contacts(keep_door(tmp_path, [*rows, *few]), "source", baseline="2011-03-31"))
    assert "not known or not shown" in exhibit.sentence
    assert exhibit.rows == ()


def test_changes_are_signed():
    assert [signed(each) for each in (5.4, -3.0, 0.2, 0)] == ["+5", "-3", "0", "0"]
