"""An audit return fills audits, as text or as a workbook, with auditors and files behind pseudonyms."""

from tests.support.council_files import day

HEADER = ["Programme", "Audit date", "File", "Auditor", "Standard", "Criterion", "Answer", "How chosen", "Population"]
ROW = [
    "Spring",
    day("2012-06-01"),
    "F1",
    "A. Auditor",
    "Recording",
    "Is it up to date?",
    "Partially met",
    "Random",
    120,
]


def test_a_workbook_of_answers_is_read(council):
    council.workbook("audit.xlsx", {"Audit return": [HEADER, ROW]})
    council.ingest()
    (answer,) = council.table("audits").to_dict("records")
    assert [answer[name] for name in ("programme", "standard", "criterion", "answer", "selection", "population")] == [
        "Spring", "Recording", "Is it up to date?", "partly met", "random", 120,
    ]  # fmt: skip
    assert "Auditor" not in answer["auditor_key"]


def test_two_auditors_of_one_file_are_two_answers_and_one_answer_twice_is_one(council):
    other = [*ROW[:3], "Someone else", *ROW[4:]]
    council.workbook("audit.xlsx", {"Audit return": [HEADER, ROW, other, ROW]})
    totals = council.ingest().totals().loc["audits"]
    assert dict(totals) == {"read": 3, "loaded": 2, "refused": 0, "merged": 1}
    assert len(set(council.table("audits")["auditor_key"])) == 2
    assert len(set(council.table("audits")["file_key"])) == 1


def test_an_answer_that_is_not_on_the_list_is_blank_and_named(council):
    council.workbook("audit.xlsx", {"Audit return": [HEADER, [*ROW[:6], "Good", *ROW[7:]]]})
    council.ingest()
    assert council.table("audits")["answer"].isna().all()
    assert council.rules() == [(2, "Answer", "unknown_code")]


def test_how_files_were_chosen_is_not_stated_where_the_return_has_no_such_column(council):
    council.workbook("audit.xlsx", {"Audit return": [HEADER[:7], ROW[:7]]})
    council.ingest()
    assert list(council.table("audits")["selection"]) == ["not stated"]
