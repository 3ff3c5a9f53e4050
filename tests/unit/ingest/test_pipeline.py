"""A folder of raw files becomes canonical tables, all of them or none, and every row is accounted for."""

import hashlib
import json

import pandas as pd
import pytest
from filelock import FileLock

from tests.support.council_files import CHILD, CouncilFiles, day
from turncurve.errors import BusyError, RefusedInputError, TurnCurveError
from turncurve.ingest.pipeline import ingest
from turncurve.tables import lineage, store
from turncurve.tables.registry import model_of

PLAN = "Child Protection Plan Start Date"
STRATEGY = "Strategy discussion initiating Section 47 Enquiry Start Date"
CONFERENCE = "Date of Initial Child Protection Conference"
DECISION = "Date of Decision that Child Should be Placed for Adoption"
PLAN_ROW = {
    "need": {
        "CINreferralDate": "2011-05-01",
        "ReferralSource": "6",
        "ReferralNFA": "0",
        "Assessments": [{"AssessmentActualStartDate": "2011-05-02", "AssessmentAuthorisationDate": "2011-05-20"}],
        "Section47": [{"S47ActualStartDate": "2011-05-05", "DateOfInitialCPC": "2011-05-20", "ICPCnotRequired": "0"}],
    },
    "plan": {
        "CPPstartDate": "2011-05-20",
        "InitialCategoryOfAbuse": "EMO",
        "LatestCategoryOfAbuse": "EMO",
        "NumberOfPreviousCPP": "1",
        "reviews": ["2011-08-01"],
    },
}


def a_full_council(council):
    """Write one file of every format."""
    need, plan = PLAN_ROW["need"], PLAN_ROW["plan"]
    council.annex_a(
        list_1=[{CHILD: "1", "Date of Contact": day("2012-05-01"), "Contact Source": "q) 6: Police"}],
        list_3=[{CHILD: "1", "Date of referral": day("2012-05-02"), "Allocated Team": "NA"}],
        list_4=[{CHILD: "1", "Continuous Assessment Start Date": day("2012-05-03"), "Assessment Type": "Initial"}],
        list_5=[{CHILD: "1", STRATEGY: day("2012-05-04"), CONFERENCE: day("2012-05-15")}],
        list_7=[{CHILD: "1", PLAN: day("2012-05-15"), "Date of latest review conference": day("2012-08-01")}],
        list_10=[{CHILD: "2", "Date the Child Entered Care": day("2011-01-10"), DECISION: day("2011-06-01")}],
    )
    council.census(children=[{"id": "3", "born": "2011-01-01", "details": [{**need, "ChildProtectionPlans": [plan]}]}])
    council.text("ssda903/2012/header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n2,1,01/02/2010,WBRI,,,\n")
    council.text(
        "ssda903/2012/episodes.csv",
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n2,10/01/2011,S,C1,N1,U6,PR1,,\n",
    )
    council.text(
        "contact_log/2012/log.csv", "Received,Child ID,Route,From whom,Reason\n01/05/2012 09:30,1,Phone,6,Other\n"
    )
    tracker = ["Extract date", "Child ID", "Entered care", "Decision", "Placement order"]
    council.workbook(
        "adoption_tracker/2012/tracker.xlsx",
        {
            "Adoption tracker": [
                tracker,
                [day("2012-09-30"), "2", day("2011-01-10"), day("2011-06-01"), day("2011-09-01")],
            ]
        },
    )
    council.text(
        "audits/2012/audit.csv",
        "Programme,Audit date,File,Auditor,Standard,Criterion,Answer,How chosen,Population\n"
        "Spring,01/06/2012,F1,A1,Recording,Is it up to date?,Met,Random,120\n",
    )


def test_one_file_of_each_format_fills_every_table(council):
    a_full_council(council)
    report = council.ingest()
    rows = {table: len(council.table(table)) for table in report.totals().index}
    assert rows == {
        "adoption_pathways": 1, "assessments": 2, "audits": 1, "care_episodes": 1, "conferences": 2, "contacts": 1,
        "cp_plans": 2, "cp_reviews": 2, "referrals": 2, "strategy_discussions": 2,
    }  # fmt: skip
    assert {each.kind for each in report.files} == {
        "annex_a", "cin_census", "ssda903", "contact_log", "adoption_tracker", "audit_return",
    }  # fmt: skip


def test_what_is_stored_is_as_the_models_say_and_reads_back_the_same(council):
    a_full_council(council)
    report = council.ingest()
    for table in report.totals().index:
        held = council.table(table)
        model_of(table).validate(held)
        pd.testing.assert_series_equal(held.dtypes, store.empty(table).dtypes)


def test_a_team_called_na_keeps_its_name(council):
    a_full_council(council)
    council.ingest()
    assert "NA" in set(council.table("referrals")["team"].dropna())


def test_every_line_of_the_reconciliation_adds_up_and_the_loaded_rows_are_the_tables(council):
    a_full_council(council)
    report = council.ingest()
    lines = report.table()
    assert (lines["read"] == lines["loaded"] + lines["refused"] + lines["merged"]).all()
    assert {t: int(n) for t, n in report.totals()["loaded"].items()} == {
        t: len(council.table(t)) for t in report.totals().index
    }
    written = council.report("reconciliation")
    assert list(written["read"].astype(int)) == list(lines["read"])


def test_the_lineage_names_each_file_by_its_hash_and_counts_the_rows(council):
    a_full_council(council)
    council.ingest()
    held = lineage.known("contacts", folder=council.processed)
    log = council.raw / "contact_log/2012/log.csv"
    assert held.sources["contact_log/2012/log.csv"] == hashlib.sha256(log.read_bytes()).hexdigest()
    assert set(held.sources) == {"contact_log/2012/log.csv", "annex_a/2012-09-30/annex_a.xlsx"}
    assert held.counts == {"read": 2, "loaded": 1, "refused": 0, "merged": 1}


def test_no_identifier_of_the_council_is_in_a_table(council):
    council.annex_a(list_7=[{CHILD: "SECRET77", PLAN: day("2012-05-15")}])
    council.ingest()
    stored = [path.read_bytes() for path in council.processed.iterdir() if path.name != "identifiers.csv"]
    assert not any(b"SECRET77" in content for content in stored)
    assert "SECRET77" in (council.processed / "identifiers.csv").read_text(encoding="utf-8")


def test_a_child_has_one_pseudonym_in_every_format(council):
    council.annex_a(list_7=[{CHILD: 3.0, PLAN: day("2012-05-15")}])
    council.census(children=[{"id": " 3 ", "details": [{"CINreferralDate": "2011-05-01", "ReferralNFA": "0"}]}])
    council.ingest()
    assert set(council.table("cp_plans")["child_key"]) == set(council.table("referrals")["child_key"])


def test_the_mapping_report_says_which_column_became_which_and_how_dates_were_read(council):
    council.text("log.csv", "Date received,Channel,Notes\n01/05/2012 09:30,Phone,x\n")
    council.ingest()
    lines = council.report("mapping").set_index("header")
    assert lines.loc["Date received", "column"] == "Received"
    assert lines.loc["Date received", "read_as"].startswith("day first")
    assert lines.loc["Notes", "read_as"] == "not a column of the template: not used"
    missing = council.report("mapping").query("header == ''")
    assert "Child ID" in set(missing["column"])


def test_running_again_changes_no_byte(council):
    a_full_council(council)
    council.ingest()
    before = {path.name: path.read_bytes() for path in council.processed.iterdir()}
    council.ingest()
    assert {path.name: path.read_bytes() for path in council.processed.iterdir()} == before


def test_a_table_that_no_file_gives_any_more_does_not_stay(council):
    a_full_council(council)
    council.ingest()
    (council.raw / "audits/2012/audit.csv").unlink()
    council.ingest()
    assert council.table("audits").empty
    assert not (council.processed / "audits.lineage.json").exists()


def test_what_fails_leaves_what_is_stored_as_it_was(council):
    a_full_council(council)
    council.ingest()
    before = {path.name: path.read_bytes() for path in council.processed.iterdir()}
    council.bytes("zz/broken.xlsx", b"PK\x03\x04 cut short")
    with pytest.raises(RefusedInputError):
        council.ingest()
    assert {path.name: path.read_bytes() for path in council.processed.iterdir()} == before
    assert sorted(path.name for path in council.processed.parent.iterdir()) == ["testshire", "testshire.lock"]


def test_files_of_no_known_kind_are_left_alone_and_named(council):
    council.annex_a(list_7=[{CHILD: "1", PLAN: day("2012-05-15")}])
    council.text("notes.txt", "remember the milk\n")
    council.bytes("letter.pdf", b"%PDF-1.4")
    council.text(
        "dfe/referrals.csv", "time_period,time_identifier,geographic_level,la_name\n2013,Financial year,National,\n"
    )
    report = council.ingest()
    assert [(each.file, each.kind) for each in report.left_alone] == [
        ("dfe/referrals.csv", "dfe_open_data"),
        ("letter.pdf", "unknown"),
        ("notes.txt", "unknown"),
    ]
    assert all(each.sentence.startswith("Left alone: ") for each in report.left_alone)


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(TurnCurveError, match=r"no folder of raw files.*nowhere"):
        ingest("nowhere", raw=tmp_path / "nowhere", processed=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_folder_without_files_is_named(council):
    with pytest.raises(TurnCurveError, match="holds no files"):
        council.ingest()


def test_a_folder_without_any_file_of_ours_is_named(council):
    council.text("notes.txt", "remember the milk\n")
    with pytest.raises(RefusedInputError, match=r"none of the council's files.*notes\.txt"):
        council.ingest()


def test_a_real_council_without_a_key_is_stopped(tmp_path, monkeypatch):
    council = CouncilFiles(tmp_path)
    (council.raw / "council.yml").write_text("name: Testshire\n", encoding="utf-8")
    monkeypatch.setenv("TURNCURVE_KEY_FILE", str(tmp_path / "absent"))
    council.text("notes.txt", "x\n")
    with pytest.raises(TurnCurveError, match="no key to make pseudonyms"):
        council.ingest()


def test_progress_is_told_file_by_file(council):
    council.annex_a(list_7=[{CHILD: "1", PLAN: day("2012-05-15")}])
    said = []
    ingest("testshire", raw=council.raw, processed=council.processed, progress=said.append)
    words = ["Reading annex_a/2012-09-30/annex_a.xlsx", "Merging the extracts", "Storing the tables"]
    assert [each.words for each in said] == words
    size = (council.raw / "annex_a/2012-09-30/annex_a.xlsx").stat().st_size
    assert [(each.done, each.of, each.rows) for each in said] == [(0, size, 0), (size, size, 1), (size, size, 1)]


def test_the_report_says_whether_the_council_is_invented(council):
    council.annex_a(list_7=[{CHILD: "1", PLAN: day("2012-05-15")}])
    report = council.ingest()
    assert (report.council, report.is_synthetic) == ("Testshire", True)
    assert json.loads((council.processed / "cp_plans.lineage.json").read_text(encoding="utf-8"))["rows"] == 1


def test_a_former_run_that_was_killed_is_carried_to_its_end_and_named(council, caplog):
    a_full_council(council)
    council.ingest()
    (council.processed.parent / ".testshire.next").mkdir()
    owner = {"doing": "turncurve ingest", "process": 12, "host": "pc", "since": "09:00 on 2026-11-22"}
    (council.processed.parent / "testshire.owner.json").write_text(json.dumps(owner), encoding="utf-8")
    council.ingest()
    assert "A former run did not come to its end (turncurve ingest since 09:00" in caplog.text
    assert sorted(path.name for path in council.processed.parent.iterdir()) == ["testshire", "testshire.lock"]


def test_an_example_that_is_being_written_is_not_read(council):
    a_full_council(council)
    (council.raw.parent / f".{council.raw.name}.next").mkdir()
    with pytest.raises(RefusedInputError, match="Run `turncurve example` again"):
        council.ingest()


def test_a_run_of_another_process_is_respected(council):
    a_full_council(council)
    council.processed.parent.mkdir(parents=True)
    with FileLock(f"{council.processed}.lock"), pytest.raises(BusyError, match="at work on this council's tables"):
        council.ingest()
    assert not council.processed.exists()


def test_what_fails_while_it_is_stored_changes_nothing(council, monkeypatch):
    a_full_council(council)
    council.ingest()
    before = {path.name: path.read_bytes() for path in council.processed.iterdir()}
    council.annex_a(list_1=[{CHILD: "2", "Date of Contact": day("2012-06-01"), "Contact Source": "q) 6: Police"}])

    def stop(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr("turncurve.ingest.pipeline.identifier_map.write", stop)
        with pytest.raises(KeyboardInterrupt):
            council.ingest()
    assert {path.name: path.read_bytes() for path in council.processed.iterdir()} == before
