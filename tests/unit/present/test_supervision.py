"""What a reader is shown of supervision: as often as due, and the function most left out."""

import pytest

from tests.support.made_workforce import keep_workforce
from tests.support.shown import column, restricted
from turncurve.analyses.questions.supervision import FunctionsOfSupervision, Supervision, functions, supervision
from turncurve.present.supervision import NONE_HELD


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    root = tmp_path_factory.mktemp("project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TURNCURVE_ROOT", str(root))
        yield keep_workforce(root)


def blinded(answer):
    """Return an answer of which every count is hidden."""
    hidden = frozenset(key for each in answer.figures for one in each.measurements for key in each.keys_of(one))
    return answer.over(tuple(each.hiding(hidden) for each in answer.figures))


def test_the_last_quarter_stands_beside_the_same_a_year_before(records):
    exhibit = restricted(supervision(records))
    assert exhibit.sentence == (
        "In January to March 2013 supervision was held as often as due in 81% (63 of 78) of the months that social "
        "workers were in post, after 46% (33 of 72) in January to March 2012."
    )
    assert len(exhibit.rows) == 8
    assert "standard 5" in exhibit.notes[-1]


def test_where_nothing_may_be_shown_that_is_said(records):
    exhibit = restricted(blinded(supervision(records)))
    assert exhibit.sentence == "In January to March 2013 no share may be shown."


def test_the_function_most_left_out_is_named(records):
    exhibit = restricted(functions(records))
    assert exhibit.sentence.startswith("In January to March 2013: most often ")
    assert exhibit.sentence.endswith("least often learning and career (0%).")
    assert [each.name for each in exhibit.columns] == ["Function", "January to March 2012", "January to March 2013"]
    assert column(exhibit, "January to March 2013")[3] == "0% (0 of 78)"


def test_hidden_functions_are_not_ranked(records):
    exhibit = restricted(blinded(functions(records)))
    assert exhibit.sentence == "In January to March 2013: no share may be shown."
    assert set(column(exhibit, "January to March 2013")) == {"c"}


def test_without_records_of_supervision_that_is_said():
    assert restricted(Supervision(())).sentence == restricted(FunctionsOfSupervision(())).sentence == NONE_HELD
