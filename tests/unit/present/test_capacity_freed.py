"""What a reader is shown of the time that contacts take."""

from dataclasses import replace

import pytest

from tests.support.coded_council import WORDS, coded_tables, keep_coded
from tests.support.door_council import CALL, CONCERN, contact_rows
from tests.support.shown import column, public, restricted
from turncurve.analyses.questions.capacity_freed import capacity_freed
from turncurve.present.capacity_freed import NOTES

LOG = contact_rows(lambda _: [CALL] * 4 + [CONCERN])


@pytest.fixture
def answer(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return lambda words=WORDS: capacity_freed(keep_coded(tmp_path, log=LOG, words=words, **coded_tables()))


def test_hours_and_workers_are_said_with_their_bounds(answer):
    said = restricted(answer()).sentence
    assert said.startswith("If the contacts that could go elsewhere went there, 10 (")
    assert "hours a month would be free: the contact work of 0.1 workers (95% 0.1 to 0.1)." in said
    assert said.endswith("Most of it is of contacts about an allocated case.")


def test_each_reason_has_its_contacts_its_hours_and_what_would_be_free(answer):
    exhibit = restricted(answer())
    assert column(exhibit, "Reason") == ("About an allocated case", "Reporting a concern", "All of these")
    assert column(exhibit, "Contacts a month") == ("83", "21", "104")
    assert column(exhibit, "Could go elsewhere, of coded")[:2] == ("12 of 20", "6 of 20")
    assert set(NOTES) < set(exhibit.notes)
    assert exhibit.notes[-1] == "Time study: A week, timed."


def test_without_a_study_it_says_what_is_missing(answer):
    exhibit = restricted(answer(replace(WORDS, time_study=None)))
    assert exhibit.sentence == (
        "How much time could be freed cannot be told, because no time study is on record: list one in "
        "initial_access.yml."
    )
    assert exhibit.rows == ()


def test_the_public_is_told_only_what_rests_on_counts_that_may_be_shown(answer):
    exhibit = public(answer())
    shown = {cell for row in exhibit.rows for cell in row}
    assert exhibit.rows == () or {"12 of 20", "6 of 20"} <= shown
