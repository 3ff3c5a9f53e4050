"""What is wrong in the raw files is said where it is, once, without a word of what stood there; and rows add up."""

import csv
import json
import re
from collections import Counter, defaultdict

import openpyxl
import pandas as pd
import pytest
import yaml
from lxml import etree

from turncurve.ingest.merge import RULES
from turncurve.ingest.problems import SENTENCES
from turncurve.tables import store

REPORTED = {"refused", "left blank"}
FOOTER = {"annex_a": "missing_required", "contact_log": "other_format"}
CHILD = re.compile(r"syn\d{6}", re.IGNORECASE)
# list of Annex A   canonical table that takes every row of it
LISTS = {1: "contacts", 3: "referrals", 4: "assessments", 7: "cp_plans", 10: "adoption_pathways"}
# element           canonical table that takes every element of it
ELEMENTS = {"Section47": "strategy_discussions", "ChildProtectionPlans": "cp_plans", "Assessments": "assessments"}


@pytest.fixture
def faults(journey):
    """Return the faults put into the files on purpose."""
    return yaml.safe_load((journey.raw / "faults.yml").read_text(encoding="utf-8"))["faults"]


@pytest.fixture
def report(journey):
    """Return a function that reads a report of the ingest as text."""

    def read(name):
        return pd.read_csv(journey.processed / f"{name}.csv", dtype="str", keep_default_na=False)

    return read


@pytest.fixture
def problems(report):
    """Return the problems told, as (file, sheet, row) to the set of (field, rule)."""
    found = defaultdict(set)
    for each in report("problems").to_dict("records"):
        found[each["file"], each["part"], int(each["row"])].add((each["field"], each["rule"]))
    return dict(found)


def test_each_fault_that_costs_a_row_or_a_field_is_told_at_its_row_and_nothing_else_is(faults, problems):
    planned = {(each["file"], each["sheet"], each["row"]) for each in faults if each["treatment"] in REPORTED}
    assert set(problems) == planned
    assert len(planned) == sum(each["treatment"] in REPORTED for each in faults)


def test_each_fault_is_told_by_its_own_rule_in_its_own_field(faults, problems):
    for each in faults:
        if each["treatment"] in REPORTED and each["kind"] != "footer":
            place = each["file"], each["sheet"], each["row"]
            with_it = {("", "refused_beside")}  # the review of a plan that was refused
            assert problems[place] - with_it == {(each["field"], each["kind"])}, place


def test_a_footer_is_refused_for_what_it_lacks(faults, problems):
    footers = [each for each in faults if each["kind"] == "footer"]
    assert len(footers) == 28
    for each in footers:
        rules = {rule for _, rule in problems[each["file"], each["sheet"], each["row"]]}
        assert rules == {FOOTER[each["file"].partition("/")[0]]}


def test_what_is_cleaned_merged_or_kept_is_no_problem(faults, problems):
    harmless = [each for each in faults if each["treatment"] not in REPORTED]
    assert {each["treatment"] for each in harmless} == {"cleaned", "merged", "kept"}
    assert not {(each["file"], each["sheet"], each["row"]) for each in harmless} & set(problems)


def test_the_counts_by_rule_are_those_of_the_report(journey, report):
    assert journey.report.problems == dict(sorted(Counter(report("problems")["rule"]).items()))


def test_a_problem_is_told_in_the_rules_own_words_whatever_stood_there(report):
    for each in report("problems").to_dict("records"):
        told = re.sub('"[^"]+", (?=the date that it should follow)', "", each["sentence"])  # the field's name
        assert told == SENTENCES[each["rule"]]


def test_what_was_read_is_what_was_loaded_refused_and_merged_for_every_file_and_table(report):
    lines = report("reconciliation").astype(dict.fromkeys(("read", "loaded", "refused", "merged"), "int64"))
    assert len(lines) > 100
    assert (lines["read"] == lines["loaded"] + lines["refused"] + lines["merged"]).all()
    assert (lines[["read", "loaded", "refused", "merged"]] >= 0).to_numpy().all()
    assert not lines.duplicated(["file", "part", "table"]).any()


@pytest.mark.parametrize("table", [*RULES, "contacts", "adoption_pathways"])
def test_a_tables_rows_are_those_loaded_from_its_files(journey, report, table):
    lines = report("reconciliation").query("table == @table")
    rows = store.read(table, folder=journey.processed)
    held = json.loads((journey.processed / f"{table}.lineage.json").read_text(encoding="utf-8"))
    assert not rows.empty
    assert lines["loaded"].astype(int).sum() == len(rows) == held["rows"] == held["counts"]["loaded"]
    assert set(held["sources"]) == set(lines["file"])


def test_every_row_of_an_annex_a_is_accounted_for(journey, report):
    read = report("reconciliation").set_index(["file", "part", "table"])["read"].astype(int)
    for edition in ("2009-09-30", "2012-03-31"):
        file = f"annex_a/{edition}/annex_a_SYNTHETIC.xlsx"
        book = openpyxl.load_workbook(journey.raw / file, read_only=True)
        for number, table in LISTS.items():
            title = next(name for name in book.sheetnames if name.replace("_", " ") == f"List {number}")
            filled = [row for row in book[title].iter_rows(values_only=True) if any(row)]
            above = 2 if str(filled[0][0]).startswith("SYNTHETIC") else 1
            assert read[file, title, table] == len(filled) - above
        book.close()


def test_every_line_of_a_contact_log_is_accounted_for(journey, report):
    read = report("reconciliation").query("table == 'contacts'").set_index("file")["read"].astype(int)
    for path in sorted(journey.raw.glob("contact_log/*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = sum(1 for row in csv.reader(file) if any(row)) - 1
        assert read[f"contact_log/{path.name}"] == lines


def test_every_element_of_a_census_is_accounted_for(journey, report):
    lines = report("reconciliation").astype({"read": "int64"})
    read = lines.groupby(["file", "table"])["read"].sum()
    for path in sorted(journey.raw.glob("cin_census/*/*.xml")):
        held = Counter(element.tag for element in etree.parse(path).getroot().iter())
        file = path.relative_to(journey.raw).as_posix()
        for element, table in ELEMENTS.items():
            assert read[file, table] == held[element], (file, element)


@pytest.mark.parametrize("name", ["problems", "mapping", "reconciliation"])
def test_a_report_names_no_child(journey, report, name):
    held = (journey.processed / f"{name}.csv").read_text(encoding="utf-8")
    assert not CHILD.search(held)
    pseudonyms = set(report("identifiers")["pseudonym"])
    assert not pseudonyms & set(re.findall(r"[0-9a-f]{24}", held))


def test_no_value_of_a_faulty_row_is_in_the_problems(journey, faults, report):
    words = set(report("problems")["sentence"]) | set(report("problems")["field"])
    for file in ("annex_a/2009-09-30/annex_a_SYNTHETIC.xlsx", "annex_a/2013-03-31/annex_a_SYNTHETIC.xlsx"):
        book = openpyxl.load_workbook(journey.raw / file, read_only=True)
        for each in faults:
            if each["file"] == file and each["sheet"]:
                (row,) = book[each["sheet"]].iter_rows(min_row=each["row"], max_row=each["row"], values_only=True)
                held = {str(cell).strip() for cell in row if cell not in {None, "", 0}}
                assert not held & words
                telling = [value for value in held if re.search(r"\d{3}", value)]  # identifiers and dates
                assert telling
                assert not [said for said in words for value in telling if value in said]
        book.close()


def test_the_mapping_speaks_of_headers_alone(journey, report):
    mapping = report("mapping")
    said = mapping[mapping["file"].str.startswith("contact_log/")]
    assert set(said["header"]) == {
        "Received", "Child ID", "Route", "From whom", "Reason", "About an allocated case", "Outcome",
    }  # fmt: skip
    with (journey.raw / "contact_log/contact_log_2013_SYNTHETIC.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    values = {cell for row in rows for cell in row if cell and cell not in header}
    assert not values & (set(said["header"]) | set(said["read_as"]))
    telling = [value for value in values if re.search(r"\d{3}", value)]
    assert not [words for words in set(mapping["read_as"]) for value in telling if value in words]


def test_the_mapping_says_of_every_sheet_what_it_was_taken_for_and_of_dates_how_they_were_read(report):
    mapping = report("mapping")
    dated = mapping[mapping["column"].isin(["Date of referral", "Child Protection Plan Start Date", "DECOM"])]
    assert dated["read_as"].str.contains("day first|dates of the workbook|Excel's day numbers|ISO", regex=True).all()
    assert set(dated["read_as"]) != {dated["read_as"].iloc[0]}  # editions write dates in different ways
    assert (mapping["taken_for"] != "").all()


def test_a_child_of_faulty_rows_alone_counts_nowhere(journey, report):
    made = report("identifiers").query("identifier == 'SYN999999'")["pseudonym"].tolist()
    assert len(made) == 1
    for table in (*RULES, "contacts", "adoption_pathways"):
        rows = store.read(table, folder=journey.processed)
        # A review whose own dates are sound is kept where only its plan's end is at fault; it counts with its plan.
        if "child_key" in rows and table != "cp_reviews":
            assert not rows["child_key"].isin(made).any(), table
