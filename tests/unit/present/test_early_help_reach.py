"""What a reader is shown of early help and the threshold."""

import pytest

from tests.support.shown import cells, column, public, restricted
from tests.support.stepped_council import AS_AT, keep_stepped_council
from turncurve.analyses.questions.early_help_reach import EarlyHelpReach, early_help_reach
from turncurve.present.early_help_reach import NONE_HELD
from turncurve.tables.records import Records


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Return the answer for the council whose spells are counted by hand."""
    root = tmp_path_factory.mktemp("project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TURNCURVE_ROOT", str(root))
        keep_stepped_council(root)
        yield early_help_reach(Records("stepshire", AS_AT))


def test_every_measure_has_a_row_and_every_year_a_column(found):
    exhibit = restricted(found)
    assert [each.name for each in exhibit.columns] == ["Measure", "Year to March 2012", "Year to March 2013"]
    names = column(exhibit, "Measure")
    assert names[0] == "Early help begun"
    assert "... through gateway panel" in names
    assert "Ended by stepping up, from level 2b" in names
    assert exhibit.as_given


def test_the_sentence_says_who_was_reached_and_who_was_referred_all_the_same(found):
    said = restricted(found).sentence
    assert said.startswith("Early help had reached ")
    assert "of those helped at level 2b" in said
    assert "were referred to level 3 within 6 months" in said


def test_the_public_is_shown_no_small_count_and_is_told_where_nothing_may_be_shown(found):
    exhibit = public(found)
    assert "c" in cells(exhibit)
    hidden = found.over(tuple(type(each)(each.definition, (), each.source) for each in found.figures))
    assert "may be shown for the last year" in restricted(hidden).sentence


def test_without_a_return_it_is_said_what_to_do():
    assert restricted(EarlyHelpReach(())).sentence == NONE_HELD
