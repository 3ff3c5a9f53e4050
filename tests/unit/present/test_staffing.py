"""What a reader is shown of staffing: rates with their bases, and no rate that rests on a hidden count."""

import pytest

from tests.support.made_workforce import keep_workforce
from tests.support.shown import cells, column, public, restricted
from turncurve.analyses.questions.staffing import Staffing, StaffingTrend, staffing, trend
from turncurve.present.staffing import CENSUS, NONE_HELD


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


def test_each_rate_stands_beside_its_base(records):
    exhibit = restricted(staffing(records))
    found = dict(zip(column(exhibit, "Rate"), column(exhibit, "To March 2013"), strict=True))
    assert found["Social workers employed at the year's end"] == "20"
    assert (found["Joined in the year"], found["Left in the year"]) == ("5", "3")
    assert found["Turnover (full-time equivalents)"] == "13.5% (2.5 of 18.5)"
    assert found["Turnover (people)"] == "15.0% (3 of 20)"
    assert found["Posts that no employee holds"] == "12.0% (3 of 25)"
    assert found["Agency (full-time equivalents)"] == "21.3% (5.0 of 23.5)"
    assert exhibit.notes[0] == CENSUS


def test_the_sentence_says_the_last_year_beside_the_year_before(records):
    said = restricted(staffing(records)).sentence
    assert said.startswith("In the year to March 2013: 3 left and 5 joined; turnover 13.5% (the year before 6.1%), ")
    assert "posts that no employee held 12.0% (the year before 24.0%)" in said


def test_the_picture_has_a_line_for_each_rate_of_the_census(records):
    lines = restricted(staffing(records)).picture.layers
    assert [each.label for each in lines] == ["Turnover", "Vacant posts", "Agency", "Sickness"]
    assert lines[1].y == (24.0, 12.0)


def test_the_public_is_told_nothing_that_rests_on_few_people(records):
    exhibit = public(staffing(records))
    found = dict(zip(column(exhibit, "Rate"), column(exhibit, "To March 2013"), strict=True))
    assert found["Left in the year"] == found["Turnover (full-time equivalents)"] == found["Turnover (people)"] == "c"
    assert "left" not in exhibit.sentence
    assert "2.5" not in " ".join(cells(exhibit))


def test_where_all_is_hidden_no_rate_is_said(records):
    exhibit = restricted(blinded(staffing(records)))
    assert exhibit.sentence == "In the year to March 2013: no rate may be shown."


def test_the_trend_says_the_last_value_and_the_highest(records):
    exhibit = restricted(trend(records))
    assert exhibit.sentence.startswith(
        "Posts that no employee holds on 31 March 2013: 12.0% (3 of 25); "
        "the highest was 24.0% (6 of 25) on 30 June 2011."
    )
    assert "Agency social workers on 31 March 2013: 23.1% (6 of 26)" in exhibit.sentence
    assert exhibit.rows[0] == ("30 June 2011", "24.0% (6 of 25)", "25.0% (6 of 24)")


def test_a_trend_of_which_nothing_may_be_shown_says_so(records):
    assert "no value may be shown" in restricted(blinded(trend(records))).sentence


def test_without_a_list_of_workers_that_is_said():
    assert restricted(Staffing(())).sentence == restricted(StaffingTrend(())).sentence == NONE_HELD
