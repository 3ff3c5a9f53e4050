"""A chairs' return fills three tables, as a workbook or as text, with chairs and children behind pseudonyms."""

import pytest

from tests.support.council_files import day
from turncurve.reference.formats.specification import load

FORMAT = load("chair_return")
HEADERS = {table.key: [column.name for column in table.columns] for table in FORMAT.tables}
CONFERENCE = ["C1", day("2012-06-01"), "ICPC", "A. Chair", "Y", "No", None, "Yes", "Too young", "Present"]
AGENCY = ["C1", day("2012-06-01"), "GP", "Yes", "No", "Yes"]
CHALLENGE = ["C1", day("2012-06-01"), "Drift", day("2012-06-06"), None]


def workbook(council, file="chairs/2012-06-30/return.xlsx", *, conferences=(), agencies=(), challenges=()):
    given = {"conferences": conferences, "agencies": agencies, "challenges": challenges}
    titles = {table.key: table.titles[0] for table in FORMAT.tables}
    council.workbook(file, {titles[key]: [HEADERS[key], *rows] for key, rows in given.items()})


def test_a_workbook_of_three_sheets_fills_three_tables(council):
    workbook(council, conferences=[CONFERENCE], agencies=[AGENCY], challenges=[CHALLENGE])
    council.ingest()
    (held,) = council.table("chaired_conferences").to_dict("records")
    assert (held["kind"], held["non_compliance_raised"], held["unassessed_risk_recorded"]) == ("initial", True, False)
    assert (held["child_took_part"], held["parents_took_part"]) == ("too young", "attended")
    assert held["contingency_plan_present"] is True
    (part,) = council.table("conference_agencies").to_dict("records")
    assert [part[name] for name in ("agency", "invited", "attended", "reported")] == [
        "general practice",
        True,
        False,
        True,
    ]
    (challenge,) = council.table("chair_challenges").to_dict("records")
    assert (challenge["about"], str(challenge["raised_on"].date())) == ("drift", "2012-06-06")
    assert council.table("chair_challenges")["resolved_on"].isna().all()
    assert council.table("chaired_conferences")["plan_unchanged"].isna().all()
    assert {held["child_key"], part["child_key"], challenge["child_key"]} == {held["child_key"]}


def test_a_chair_is_a_pseudonym_in_every_table_and_another_than_a_child_of_the_same_name(council):
    other = ["A. Chair", day("2012-06-02"), "Initial", "a. chair", *CONFERENCE[4:]]
    workbook(council, conferences=[CONFERENCE, other])
    council.ingest()
    held = council.table("chaired_conferences")
    assert held["chair_key"].nunique() == 1
    assert not set(held["chair_key"]) & set(held["child_key"])
    assert "Chair" not in held.to_csv()


def test_text_files_say_the_same_as_a_workbook(council):
    lines = [",".join(HEADERS["conferences"]), "C1,01/06/2012,Initial,A. Chair,yes,no,,yes,Too young,Attended"]
    council.text("chairs/2012-06-30/conferences.csv", "\n".join(lines) + "\n")
    council.text(
        "chairs/2012-06-30/agencies.csv", ",".join(HEADERS["agencies"]) + "\nC1,01/06/2012,General practice,Y,N,Y\n"
    )
    council.ingest()
    from_text = council.table("chaired_conferences")
    workbook(council, conferences=[CONFERENCE], agencies=[AGENCY])
    (council.raw / "chairs/2012-06-30/conferences.csv").unlink()
    (council.raw / "chairs/2012-06-30/agencies.csv").unlink()
    council.ingest()
    assert from_text.equals(council.table("chaired_conferences"))


def test_a_challenge_sent_again_once_resolved_is_one_challenge(council):
    workbook(council, conferences=[CONFERENCE], challenges=[CHALLENGE])
    workbook(council, "chairs/2012-07-31/return.xlsx", conferences=[], challenges=[[*CHALLENGE[:4], day("2012-07-02")]])
    council.ingest()
    (challenge,) = council.table("chair_challenges").to_dict("records")
    assert str(challenge["resolved_on"].date()) == "2012-07-02"


@pytest.mark.parametrize(
    ("sheet", "row", "field", "rule"),
    [
        ("agencies", ["C1", day("2012-06-01"), "Coastguard", "Yes", "No", "Yes"], "Agency", "unknown_required"),
        ("agencies", ["C1", day("2012-06-01"), None, "Yes", "No", "Yes"], "Agency", "missing_required"),
        ("agencies", ["C1", day("2012-06-01"), "GP", "perhaps", "No", "Yes"], "Invited", "unknown_code"),
        ("challenges", [*CHALLENGE[:3], day("2012-05-31"), None], "Raised on", "order"),
        ("challenges", [*CHALLENGE[:4], day("2012-06-05")], "Resolved on", "order"),
        ("challenges", [*CHALLENGE[:2], "Lateness", *CHALLENGE[3:]], "Challenge about", "unknown_required"),
    ],
)
def test_what_cannot_be_used_is_named_by_its_row(council, sheet, row, field, rule):
    workbook(council, conferences=[CONFERENCE], **{sheet: [row]})
    council.ingest()
    assert (2, field, rule) in council.rules()


def test_a_kind_that_is_none_is_refused_by_its_own_rule_and_said_in_a_sentence(council):
    workbook(council, conferences=[CONFERENCE, ["C2", day("2012-06-01"), "Strategy meeting", *CONFERENCE[3:]]])
    council.ingest()
    assert (3, "Conference kind", "unknown_required") in council.rules()
    assert len(council.table("chaired_conferences")) == 1
