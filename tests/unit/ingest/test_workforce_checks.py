"""Rows of a workforce return are held against one another: refused, or kept and named, by row and in a sentence."""

import pytest

from tests.support.council_files import day

FILE = "workforce/2013-03-31/workforce.xlsx"
WORKERS = ["Worker ID", "Team", "Role", "Post started", "Post ended"]
SUPERVISION = ["Supervision date", "Worker ID"]
SURVEY = ["Wave closed on", "Wave", "Respondent", "Statement", "Answer", "Staff asked"]


def worker(name, team, start, end=None):
    return [name, team, "Social worker", day(start), day(end) if end else None]


@pytest.fixture
def ingested(council):
    """Return a function that ingests sheets and returns the council."""

    def ingest(**sheets):
        council.workbook(FILE, {name.replace("_", " "): rows for name, rows in sheets.items()})
        council.ingest()
        return council

    return ingest


def test_supervision_of_somebody_who_is_not_on_the_list_is_refused(ingested):
    sessions = [SUPERVISION, [day("2012-06-06"), "W1"], [day("2012-06-07"), "W2"]]
    council = ingested(Workers=[WORKERS, worker("W1", "North", "2012-05-01")], Supervision=sessions)
    assert len(council.table("supervisions")) == 1
    assert council.rules() == [(3, "Worker ID", "worker_unknown")]


def test_without_a_list_of_workers_nobody_is_refused_for_not_being_on_it(ingested):
    council = ingested(Supervision=[SUPERVISION, [day("2012-06-07"), "W2"]])
    assert len(council.table("supervisions")) == 1
    assert council.rules() == []


def test_cases_that_nobody_holds_need_nobody_on_the_list(ingested):
    rows = [["Caseload date", "Worker ID", "Case type", "Cases held"]]
    rows += [[day("2012-06-30"), None, "Child in need", 4], [day("2012-06-30"), "W9", "Child in need", 5]]
    council = ingested(Workers=[WORKERS, worker("W1", "North", "2012-05-01")], Caseloads=rows)
    assert council.table("caseloads")["cases"].tolist() == [4]
    assert council.rules() == [(3, "Worker ID", "worker_unknown")]


@pytest.mark.parametrize(
    ("second", "named"),
    [
        (worker("W1", "South", "2012-08-01"), [(3, "Team", "two_teams")]),
        (worker("W1", "South", "2012-09-29"), [(3, "Team", "two_teams")]),
        (worker("W1", "South", "2012-09-30"), []),
        (worker("W1", "North", "2012-08-01"), []),
        (worker("W2", "South", "2012-08-01"), []),
    ],
)
def test_a_post_in_another_team_before_the_first_has_ended_is_kept_and_named(ingested, second, named):
    council = ingested(Workers=[WORKERS, worker("W1", "North", "2012-05-01", "2012-09-30"), second])
    assert len(council.table("workers")) == 2
    assert council.rules() == named


def test_an_open_post_is_in_the_way_of_any_later_one_in_another_team(ingested):
    rows = [WORKERS, worker("W1", "North", "2010-05-01"), worker("W1", "South", "2012-08-01")]
    assert ingested(Workers=rows).rules() == [(3, "Team", "two_teams")]


@pytest.mark.parametrize(("vacant", "kept"), [(5, 1), (6, 1), (7, 0)])
def test_more_vacant_posts_than_posts_are_refused(ingested, vacant, kept):
    rows = [["Posts stood on", "Team", "Funded posts", "Vacant posts"], [day("2012-06-30"), "North", 6, vacant]]
    council = ingested(Posts=rows)
    assert len(council.table("posts")) == kept
    assert council.rules() == ([] if kept else [(2, "Vacant posts", "more_than_all")])


@pytest.mark.parametrize(("asked", "stated"), [(1, False), (2, True), (3, True)])
def test_where_more_answered_than_were_asked_the_number_asked_is_left_blank(ingested, asked, stated):
    rows = [[day("2012-06-29"), "June", f"R{place}", "I am heard", "Agree", asked] for place in range(2)]
    other = [day("2013-02-28"), "February", "R1", "I am heard", "Agree", 1]
    council = ingested(Staff_survey=[SURVEY, *rows, other])
    june = council.table("surveys").query("wave == 'June'")
    assert june["staff_asked"].notna().tolist() == [stated, stated]
    assert council.table("surveys").query("wave == 'February'")["staff_asked"].tolist() == [1]
    assert council.rules() == ([] if stated else [(row, "Staff asked", "more_than_asked") for row in (2, 3)])


def test_a_survey_that_does_not_say_how_many_were_asked_is_kept_as_it_is(ingested):
    council = ingested(Staff_survey=[SURVEY[:5], [day("2012-06-29"), "June", "R1", "I am heard", "Agree"]])
    assert council.table("surveys")["staff_asked"].isna().all()
    assert council.rules() == []


def test_what_is_refused_here_is_in_the_account_of_rows(ingested):
    sessions = [SUPERVISION, [day("2012-06-06"), "W1"], [day("2012-06-07"), "W2"]]
    council = ingested(Workers=[WORKERS, worker("W1", "North", "2012-05-01")], Supervision=sessions)
    totals = council.ingest().totals().loc["supervisions"]
    assert dict(totals) == {"read": 2, "loaded": 1, "refused": 1, "merged": 0}
