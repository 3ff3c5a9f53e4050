"""What a reader is shown of workload: who is over target, how it is spread, and no worker by name."""

import pytest

from tests.support.made_workforce import keep_workforce
from tests.support.shown import column, everything, public, restricted
from turncurve.analyses.questions.workload import LoadByTeam, LoadSpread, Workload, by_team, spread, workload
from turncurve.present.workload import NONE_HELD, PER_FULL_TIME


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


def test_the_answer_is_how_many_hold_more_than_they_may(records):
    exhibit = restricted(workload(records))
    assert exhibit.answer == "16 of 26 social workers who hold cases hold more than the workload scheme lets them."
    assert exhibit.sentence == (
        "On 31 March 2013: workers over target 62% (16 of 26), cases a full-time worker 31.0 and cases without a "
        "worker 0.0% (0 of 728). A year before, 63% (15 of 24) were over target."
    )


def test_each_quarter_has_a_row(records):
    exhibit = restricted(workload(records))
    assert column(exhibit, "Date")[0] == "30 June 2011"
    assert column(exhibit, "Cases without a worker")[5] == "1.1% (8 of 736)"
    assert exhibit.notes[-1] == PER_FULL_TIME


def test_the_scheme_is_told_and_that_it_is_no_national_one(records):
    first, second, _ = restricted(workload(records)).notes
    assert "child protection plan 2 (3)" in first
    assert "newly qualified 22" in first
    assert "There is no national scheme" in second


def test_where_counts_are_hidden_nothing_is_answered(records):
    exhibit = restricted(blinded(workload(records)))
    assert exhibit.answer == "How many social workers hold more than they may cannot be shown."
    assert exhibit.sentence == "On 31 March 2013: no figure may be shown."
    assert set(column(exhibit, "Cases a full-time worker")) <= {"c"}


def test_the_spread_has_bands_from_least_to_most_and_then_experience(records):
    exhibit = restricted(spread(records))
    assert exhibit.rows == (
        ("Under 80% of target", "8", "–"),
        ("80% to 100%", "2", "–"),
        ("101% to 120%", "9", "–"),
        ("Over 120%", "7", "–"),
        ("Newly qualified", "5", "60% (3 of 5)"),
        ("Experienced", "21", "62% (13 of 21)"),
        ("All who hold cases", "26", "62% (16 of 26)"),
    )
    assert exhibit.sentence == (
        "On 31 March 2013: 8 social workers under 80% of target, 2 social workers 80% to 100%, "
        "9 social workers 101% to 120% and 7 social workers over 120%."
    )


def test_the_public_is_not_told_of_the_few_newly_qualified_and_cannot_work_it_out(records):
    rows = {row[0]: row[1:] for row in public(spread(records)).rows}
    # Of 26 in all and 16 over target, showing either number of the experienced would give that of the others away.
    assert rows["Newly qualified"] == ("c", "c")
    assert "13 of 21" not in rows["Experienced"][1]
    assert "c" in {rows["Experienced"][0], rows["All who hold cases"][0]}
    assert rows["80% to 100%"][0] == "c"


def test_teams_stand_beside_a_year_before(records):
    exhibit = restricted(by_team(records))
    assert exhibit.rows[0][0] == "North"
    assert (exhibit.rows[0][2], exhibit.rows[0][4]) == ("11", "13")
    assert exhibit.sentence == "On 31 March 2013: highest South, 137% of target; lowest North, 85%."


def test_a_team_whose_workers_are_few_is_hidden(records):
    exhibit = restricted(blinded(by_team(records)))
    assert exhibit.sentence == "On 31 March 2013: no team's load may be shown."
    assert exhibit.rows[0] == ("North", "c", "c", "c", "c")


def test_nobody_is_named(records):
    shown = "".join(everything(restricted(make(records))) for make in (workload, spread, by_team))
    assert not any(f"w{number}<" in shown or f"'w{number}'" in shown for number in range(30))


def test_without_caseloads_that_is_said():
    assert [restricted(each(())).sentence for each in (Workload, LoadSpread, LoadByTeam)] == [NONE_HELD] * 3
