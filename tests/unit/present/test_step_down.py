"""What a reader is shown of step-downs."""

import datetime as dt

import pytest

from tests.support.shown import column, public, restricted
from tests.support.stepped_council import AS_AT, keep_stepped_council
from turncurve.analyses.questions.step_down import StepDown, step_down
from turncurve.present.step_down import CANNOT_TELL, NONE_HELD
from turncurve.tables.records import Records

EARLY = dt.date(2011, 3, 31)
BACK_6 = "Back within 6 months, of those whose 6 months were up"


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """Keep the council whose spells are counted by hand."""
    folder = tmp_path_factory.mktemp("project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TURNCURVE_ROOT", str(folder))
        keep_stepped_council(folder)
        yield folder


def test_a_row_a_quarter_with_the_counts_of_each_share(root):
    found = step_down(Records("stepshire", AS_AT))
    exhibit = restricted(found)
    assert len(exhibit.rows) == 8
    assert all(" of " in cell for cell in column(exhibit, BACK_6))
    six, twelve = found.back
    assert f"({six.back} of {six.followed}; range " in exhibit.sentence
    assert "were back within 12 months of a step-down" in exhibit.sentence
    assert f"Of the {found.still_open[12]} step-downs of the last 12 months it cannot be told yet" in exhibit.sentence
    assert twelve.followed > 0


def test_where_the_records_do_not_reach_back_it_cannot_be_told(root):
    exhibit = restricted(step_down(Records("stepshire", EARLY)))
    assert column(exhibit, BACK_6)[:2] == (CANNOT_TELL, CANNOT_TELL)
    assert "cannot be told for the last year" in exhibit.sentence


def test_the_public_is_shown_no_count_below_the_threshold(root):
    exhibit = public(step_down(Records("stepshire", AS_AT)))
    for cell in column(exhibit, BACK_6):
        top = cell.partition("(")[2].partition(" of ")[0]
        assert not top or int(top) == 0 or int(top) > 5


def test_without_a_return_it_is_said_what_to_do():
    assert restricted(StepDown(())).sentence == NONE_HELD
