"""A workforce return fills the tables of the workforce, workers and respondents behind pseudonyms."""

import pytest

from tests.support.council_files import day
from turncurve.ingest.workforce import RECIPES
from turncurve.reference.formats.specification import load

FILE = "workforce/2012-04-01_2013-03-31/workforce_2013-03-31.xlsx"
WORKERS = [
    ["Worker ID", "Team", "Role", "Post started", "Post ended", "FTE", "Qualified on", "Agency", "Reason for leaving"],
    ["W1", "North", "Social worker", day("2012-05-01"), None, 0.6, day("2010-06-01"), "N", None],
]
SHEETS = {
    "Posts": [["Posts stood on", "Team", "Funded posts", "Vacancies"], [day("2012-05-31"), "North", 6, 2]],
    "Caseloads": [
        ["Month end", "Worker ID", "Team", "Case type", "Complexity", "Cases held"],
        [day("2012-05-31"), "w1 ", "North", "CIN", "High", 7],
        [day("2012-05-31"), None, "North", "CP", None, 2],
    ],
    "Sickness absence": [["First day absent", "Last day absent", "Worker ID"], [day("2012-06-05"), None, "W1"]],
    "Supervision": [
        ["Supervision date", "Worker ID", "Decisions and interventions", "Learning and career"],
        [day("2012-06-06"), "W1", "Yes", "No"],
    ],
    "Training": [
        ["Completed on", "Worker ID", "Course", "Kind of training", "Employer standard", "Put to use"],
        [day("2012-06-07"), "W1", "Risk", "CPD", 4, "Y"],
    ],
    "Staff survey": [
        ["Wave closed on", "Wave", "Respondent", "Team", "Statement", "Answer", "Staff asked"],
        [day("2012-06-29"), "June", "7", "North", "I am heard", "Tend to agree", 30],
    ],
}


@pytest.fixture
def returned(council):
    """Ingest a return with one row of everything."""
    council.workbook(FILE, {"Workers": WORKERS, **SHEETS})
    return council, council.ingest()


def test_every_sheet_of_the_return_is_taken_for_what_it_is(returned):
    council, report = returned
    assert report.files[0].kind == "workforce"
    assert report.problems == {}
    tables = ("workers", "posts", "caseloads", "absences", "supervisions", "training", "surveys")
    assert {name: len(council.table(name)) for name in tables} == dict.fromkeys(tables, 1) | {"caseloads": 2}


def test_values_become_those_of_the_tables(returned):
    council, _ = returned
    (worker,) = council.table("workers").to_dict("records")
    assert [worker[name] for name in ("team", "role", "full_time_equivalent", "agency")] == [
        "North", "social worker", 0.6, False,
    ]  # fmt: skip
    held = council.table("caseloads").sort_values("cases")
    assert held["case_type"].tolist() == ["child protection plan", "child in need"]
    assert held["complexity"].tolist()[1] == "complex"
    (session,) = council.table("supervisions").to_dict("records")
    assert (session["decisions"], session["learning"]) == (True, False)
    (course,) = council.table("training").to_dict("records")
    assert (course["kind"], course["standard"], course["put_to_use"]) == ("professional development", "4", True)
    (answer,) = council.table("surveys").to_dict("records")
    assert (answer["answer"], answer["staff_asked"]) == ("agree", 30)


def test_a_worker_is_the_same_behind_the_pseudonym_in_every_table_and_a_respondent_is_nobody(returned):
    council, _ = returned
    (key,) = council.table("workers")["worker_key"]
    named = [
        council.table(name)["worker_key"].dropna() for name in ("caseloads", "absences", "supervisions", "training")
    ]
    assert {value for column in named for value in column} == {key}
    assert key != "W1"
    assert council.table("surveys")["respondent_key"].tolist() != ["7"]


def test_the_folder_says_which_days_the_return_covers(returned):
    council, _ = returned
    assert set(council.table("workers")["edition"]) == {"workforce/2012-04-01_2013-03-31"}


@pytest.mark.parametrize(
    ("place", "cell", "field", "rule", "kept"),
    [
        (4, day("2012-04-30"), "Post ended", "order", 0),
        (5, 1.5, "Full-time equivalent", "not_a_share", 1),
        (5, "three days", "Full-time equivalent", "not_a_share", 1),
        (2, "Astronaut", "Role", "unknown_code", 1),
        (0, None, "Worker ID", "missing_required", 0),
        (3, day("2013-06-01"), "Post started", "after_extract", 0),
    ],
)
def test_what_cannot_be_right_is_refused_or_left_blank_by_row(council, place, cell, field, rule, kept):
    row = [*WORKERS[1]]
    row[place] = cell
    council.workbook(FILE, {"Workers": [WORKERS[0], row]})
    council.ingest()
    assert council.rules() == [(2, field, rule)]
    assert len(council.table("workers")) == kept


def test_an_answer_outside_its_scale_is_left_blank_and_named(council):
    row = [*SHEETS["Staff survey"][1]]
    row[5] = "6"
    council.workbook(FILE, {"Staff survey": [SHEETS["Staff survey"][0], row]})
    council.ingest()
    assert council.table("surveys")["answer"].isna().all()
    assert council.rules() == [(2, "Answer", "unknown_code")]


def test_the_recipes_read_every_column_of_the_template():
    for table in load("workforce").tables:
        wanted = {name for recipe in RECIPES[table.key] for name in recipe.wanted}
        assert wanted == {column.name for column in table.columns}
