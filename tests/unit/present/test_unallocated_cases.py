"""What a reader is shown of children who wait for a worker."""

import pytest

from tests.support.queued_council import queued_records
from tests.support.shown import cells, column, everything, public, restricted
from turncurve.analyses.questions.unallocated_cases import unallocated_cases
from turncurve.present.unallocated_cases import WORKLIST


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Return the answer for the council of two teams."""
    with queued_records(tmp_path_factory.mktemp("project")) as records:
        yield unallocated_cases(records)


def test_managers_see_each_team_and_where_the_list_is(found):
    exhibit = restricted(found)
    assert column(exhibit, "Team") == ("North", "South")
    assert column(exhibit, "Waiting") == ("0", "16")
    assert column(exhibit, "Load")[0] == "1.00"
    assert WORKLIST in exhibit.notes
    assert exhibit.answer == "16 cases waited for a worker."
    assert "no team has more waiting than usually come in ten working days" in exhibit.sentence


def test_the_headings_are_of_short_words_so_that_sixteen_columns_fit_a_page_and_notes_explain_them(found):
    exhibit = restricted(found)
    names = [each.name for each in exhibit.columns]
    assert len(names) == 16
    assert max(len(word) for name in names for word in name.split()) <= len("Longest")
    assert any("Due in 5 days: the time limit of the assessment" in note for note in exhibit.notes)
    assert {"Due in 5 days", "Past due", "Days a week", "Needed a week"} <= set(names)


def test_the_public_sees_the_council_alone(found):
    exhibit = public(found)
    shown = everything(exhibit)
    assert "North" not in shown
    assert "South" not in shown
    assert column(exhibit, "Month")[-1] == "March 2013"
    assert "16" in cells(exhibit)


def test_the_sentence_names_the_worst_month(found):
    assert "16 cases waited for a worker on 31 March 2013, the most on record" in public(found).sentence
