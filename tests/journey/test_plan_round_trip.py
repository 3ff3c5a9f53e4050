"""From the empty workbook of a plan to its tables, with an officer between who fills it in, and who errs."""

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest
from openpyxl import load_workbook

from tests.support.council_files import CouncilFiles
from tests.support.made_plan import DAY, FILLED, filled, with_change
from turncurve.analyses.plan_names import NOT_NAMED
from turncurve.analyses.plan_read import plan_of as read_plan
from turncurve.errors import RefusedInputError
from turncurve.ingest.pipeline import ingest
from turncurve.publish.plan_template import write_plan_template
from turncurve.reference.improvement_notice import notice
from turncurve.tables import store
from turncurve.tables.plan_as_at import editions, plan_as_at
from turncurve.tables.plan_gaps import missing
from turncurve.tables.records import Records

FILE = "improvement_plan/2013-03-22/plan.xlsx"
INDICATORS = frozenset({"unallocated_cases"})
AS_AT = dt.date(2013, 3, 31)


@pytest.fixture
def files(tmp_path):
    return CouncilFiles(tmp_path)


def read_in(files):
    return ingest("testshire", raw=files.raw, processed=files.processed, indicators=INDICATORS)


def plan_of(files, as_at=AS_AT, by=None):
    return plan_as_at(Records("testshire", as_at, folder=files.processed), by=by)


def fill_in(path, rows):
    """Write rows into the template as an officer does, below what is filled in already."""
    book = load_workbook(path)
    for title, (head, *given) in rows.items():
        sheet = book[title]
        columns = {cell.value: cell.column for cell in sheet[1]}
        first = 2 if title == "Notice" else sheet.max_row + 1
        for number, row in enumerate(given, start=first):
            for name, value in zip(head, row, strict=True):
                if value is not None:
                    sheet.cell(number, columns[name]).value = value
    book.save(path)


@pytest.fixture
def template(files):
    path = files.raw / FILE
    path.parent.mkdir(parents=True)
    return write_plan_template(path)


def test_the_template_filled_in_becomes_the_tables_of_the_plan(files, template):
    fill_in(template, filled(requirements=[], meetings=FILLED["meetings"][:1]))
    report = read_in(files)
    plan = plan_of(files)
    assert plan.plan_on == DAY
    assert report.problems == {}
    assert plan.requirements["requirement_id"].tolist() == [each.number for each in notice().requirements]
    assert plan.requirements["words"].tolist() == [each.shown for each in notice().requirements]
    assert plan.requirements.set_index("requirement_id")["months_allowed"].dropna().to_dict() == {"N11": 1, "N20": 1}
    assert plan.meetings["meeting_id"].tolist() == ["B04", "D1", "D2", "D3", "S1", "S2", "S3"]
    assert plan.measures[["indicator", "aim", "target"]].to_numpy().tolist() == [["unallocated_cases", "at most", 30]]
    action = plan.actions.iloc[0]
    assert action["revised_due_on"] == pd.Timestamp("2013-04-30")
    assert (action["reason"], action["approved_by"]) == ("Leave", "improvement board")
    assert pd.isna(plan.notice["served_on"].iloc[0])


def test_what_is_not_written_yet_is_kept_and_told(files):
    files.workbook(FILE, filled())
    read_in(files)
    found = {(gap.number, gap.rule) for gap in missing(plan_of(files), as_at=AS_AT)}
    assert found >= {
        ("N04", "no_objective"), ("N04", "no_evidence"), ("A01", "no_owner"), ("A02", "no_owner"),
        ("A02", "no_due_date"), ("M02", "no_due_date"), ("S2", "no_statement"), ("N02", "no_reason_of_the_chair"),
    }  # fmt: skip


def test_the_template_as_it_is_written_says_that_its_day_is_not_filled_in(files, template):
    assert template.is_file()
    with pytest.raises(RefusedInputError, match="sheet Notice, row 2, column Plan as it stood on: is blank"):
        read_in(files)


# sheet        row  what is changed                                   sheet, row and column that are named, and why
WRONG = [
    (("actions", 1, {"Action": "A01"}), "sheet Actions, row 2, column Action: is the number of another row too"),
    (("actions", 1, {"Action": "O02"}), "sheet Objectives, row 2, column Objective: is the number of another row too"),
    (("actions", 0, {"Revised_due": dt.date(2012, 11, 30)}),
     'sheet Actions, row 2, column Revised due: is earlier than "Due"'),
    (("evidence", 0, {"Link": "06_workforse"}), "sheet Evidence, row 2, column Link: leads to no indicator, page"),
    (("measures", 0, {"Indicator": "unalocated_cases"}), "sheet Measures, row 2, column Indicator: is no indicator"),
    (("measures", 0, {"Target": "about 30"}), "sheet Measures, row 2, column Target: is not a number"),
    (("measures", 0, {"Aim": "Near"}), "sheet Measures, row 2, column Aim: is not one of the field's codes"),
    (("actions", 1, {"For_objective": "O99"}), "sheet Actions, row 3, column For objective: is the number of no row"),
    (("actions", 1, {"For_objective": None}), "sheet Actions, row 3, column For objective: is blank"),
    (("actions", 1, {"Done_on": dt.date(2013, 3, 23)}), "sheet Actions, row 3, column Done on: is after the day"),
    (("actions", 0, {"Approved_by": "The council"}), "sheet Actions, row 2, column Approved by: is not one of"),
    (("actions", 1, {"Due": "31/02/2013"}), "sheet Actions, row 3, column Due: is not a date of the calendar"),
    (("meetings", 1, {"Month": "spring"}), "sheet Meetings, row 3, column Month: is no month"),
    (("risks", 0, {"Likelihood": "often"}), "sheet Risks, row 2, column Likelihood: is"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "named"), WRONG)
def test_what_contradicts_itself_is_named_by_sheet_row_and_column_and_refused(files, change, named):
    sheet, row, cells = change
    files.workbook(FILE, filled(**with_change(sheet, row, **cells)))
    with pytest.raises(RefusedInputError, match=r"improvement plan cannot be used") as refused:
        read_in(files)
    assert f"{FILE}, {named}" in refused.value.where
    assert not any(
        str(value) in str(refused.value) for value in cells.values() if isinstance(value, str) and " " in value
    )
    assert not list(files.processed.glob("improvement_*"))


def test_words_that_may_be_a_name_are_told_by_row_and_refuse_nothing_and_the_public_does_not_read_them(files):
    files.workbook(FILE, filled(**with_change("actions", 1, Owner="Mrs A. Example")))
    read_in(files)
    told = pd.read_csv(files.processed / "problems.csv").query("rule == 'plan_person'")
    assert told[["file", "part", "row", "field"]].to_numpy().tolist() == [[FILE, "Actions", 3, "Owner"]]
    assert "A. Example" not in told.to_csv()
    records = Records("testshire", AS_AT, folder=files.processed)
    own, shown = (read_plan(replace(records, audience=each)) for each in ("restricted", "public"))
    assert "Mrs A. Example" in repr(own)
    assert "A. Example" not in repr(shown)
    assert NOT_NAMED in {each.owner for each in shown.promises}


def test_a_sheet_without_a_column_that_it_needs_is_named_and_the_plan_refused(files):
    sheets = filled()
    sheets["Actions"] = [row[:1] + row[2:] for row in sheets["Actions"]]
    files.workbook(FILE, sheets)
    with pytest.raises(RefusedInputError, match="sheet Actions, row 1: is no sheet of the workbook, or lacks a column"):
        read_in(files)


def test_an_earlier_edition_that_was_rewritten_is_told_at_ingest_and_in_the_report(files):
    first = dt.date(2013, 2, 28)
    old, notice_of = "improvement_plan/2013-02-28/plan.xlsx", with_change("notice", 0, Plan_as_it_stood_on=first)
    files.workbook(old, filled(**notice_of))
    files.workbook(FILE, filled())
    read_in(files)
    assert told_of_editions(files) == ([], ())
    files.workbook(old, filled(**notice_of, **with_change("objectives", 0, What_is_to_be_different="Something easier")))
    read_in(files)
    named, (said,) = told_of_editions(files)
    assert named == ["improvement_plan/2013-02-28"]
    assert said.startswith("The plan of 28 February 2013 says otherwise than when a later one was first read (hash ")
    files.workbook(old, filled(**notice_of))
    read_in(files)
    assert told_of_editions(files) == ([], ())


def told_of_editions(files):
    """Return the workbooks that ingest names, and what the report tells, of editions that were rewritten."""
    named = pd.read_csv(files.processed / "problems.csv").query("rule == 'plan_edition_changed'")["file"].tolist()
    plan = read_plan(Records("testshire", AS_AT, folder=files.processed))
    return named, tuple(each for each in plan.left_open if "first read" in each)


def test_a_register_of_risks_that_is_no_plan_is_left_alone(files):
    files.workbook(FILE, filled())
    register = [["Risk", "Owner", "Likelihood", "Impact"], ["Flood", "Estates", 2, 3]]
    files.workbook(
        "estates/register.xlsx", {"Risks": register, "Actions": [["Action", "Owner", "Due"], ["Pump", "E", ""]]}
    )
    report = read_in(files)
    assert [each.file for each in report.left_alone] == ["estates/register.xlsx"]
    assert len(plan_of(files).risks) == 1


def test_what_was_stored_stays_where_a_later_edition_is_refused(files):
    files.workbook(FILE, filled())
    read_in(files)
    before = store.read("improvement_actions", folder=files.processed)
    later = dt.date(2013, 4, 11)
    wrong = with_change("actions", 1, Action="A01")
    files.workbook(
        "improvement_plan/2013-04-11/plan.xlsx",
        filled(**with_change("notice", 0, Plan_as_it_stood_on=later), **wrong),
    )
    with pytest.raises(RefusedInputError):
        read_in(files)
    pd.testing.assert_frame_equal(store.read("improvement_actions", folder=files.processed), before)


def test_a_later_edition_leaves_what_the_plan_said_before(files):
    files.workbook(FILE, filled())
    read_in(files)
    before = plan_of(files)
    later = dt.date(2013, 4, 11)
    changed = with_change("actions", 0, Revised_due=dt.date(2013, 9, 30))
    files.workbook(
        "improvement_plan/2013-04-11/plan.xlsx",
        filled(**with_change("notice", 0, Plan_as_it_stood_on=later), **changed),
    )
    read_in(files)
    assert editions(Records("testshire", later, folder=files.processed)) == (DAY, later)
    for again in (plan_of(files), plan_of(files, as_at=later, by=DAY)):
        pd.testing.assert_frame_equal(again.actions, before.actions)
    assert plan_of(files, as_at=later).actions["revised_due_on"].iloc[0] == pd.Timestamp("2013-09-30")


def test_two_workbooks_of_one_day_are_refused(files):
    files.workbook(FILE, filled())
    files.workbook("improvement_plan/2013-03-22/plan_copy.xlsx", filled())
    with pytest.raises(RefusedInputError, match="column Plan as it stood on: is the day of another plan too"):
        read_in(files)
