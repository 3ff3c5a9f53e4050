"""Each workbook of a plan is one edition, dated by its sheet Notice; cells that cannot be so are named."""

import datetime as dt

import pandas as pd
import pytest

from tests.support.made_plan import DAY
from turncurve.ingest.improvement_plan import HEADERS
from turncurve.ingest.place import Place
from turncurve.ingest.plan_checks import NOTICE, check
from turncurve.ingest.plan_links import Known
from turncurve.ingest.recipe import Offer

AIM = pd.Timestamp("2013-12-31")
AFTER, ON = DAY + dt.timedelta(days=1), DAY


def offer(table, rows, *, file="plan.xlsx"):
    """Return rows as one sheet of a workbook offers them, the first below the header in row 2."""
    place = Place(file, table.capitalize(), "improvement_plan", table, "improvement_plan/x", None)
    frame = pd.DataFrame(rows).assign(row=range(2, len(rows) + 2))
    return Offer(f"improvement_{table}", place, frame, len(rows), 0)


def notice(day=DAY, *, file="plan.xlsx", rows=1):
    return offer("notice", [{"plan_on": pd.Timestamp(day), "aim_on": AIM}] * rows, file=file)


def empty(table, file):
    """Return a sheet below whose headings nothing stands."""
    rows = pd.DataFrame({name: pd.Series(dtype="str") for name in (*HEADERS[table], "row")})
    dated = {name: pd.Series(dtype="datetime64[us]") for name in rows if name.endswith("_on")}
    place = Place(file, "", "improvement_plan", table, "improvement_plan/x", None)
    return Offer(table, place, rows.assign(**dated), 0, 0)


def checked(*offers, known=None, without=()):
    """Return what is left of the offers, and what is wrong as (sheet, rows, column, rule); other sheets are empty."""
    by_table = {}
    for each in offers:
        by_table.setdefault(each.table, []).append(each)
    plans = [each for each in offers if each.place.format == "improvement_plan"]
    for file in dict.fromkeys(each.place.file for each in plans):
        own = {each.table for each in plans if each.place.file == file} | {NOTICE, *without}
        for table in set(HEADERS) - own:
            by_table.setdefault(table, []).append(empty(table, file))
    found = check(by_table, known=known or Known())
    return found.offers, [(p.part, p.rows, p.field, p.rule) for p in found.problems]


def moment(day):
    return pd.Timestamp(day)


def test_what_is_no_plan_is_passed_on_as_it_is():
    other = Offer("posts", Place("a.csv", "", "workforce", "posts", "w", None), pd.DataFrame({"row": [2]}), 1, 0)
    assert checked(other) == ({"posts": [other]}, [])


def test_every_row_takes_the_day_of_its_workbook_and_every_number_capitals():
    requirements = offer("requirements", [{"requirement_id": "n02"}])
    objectives = offer("objectives", [{"objective_id": "o2", "requirement_id": "n02"}])
    left, wrong = checked(notice(), requirements, objectives)
    (found,) = left["improvement_objectives"]
    assert wrong == []
    assert found.rows["plan_on"].tolist() == [pd.Timestamp(DAY)]
    assert found.rows[["objective_id", "requirement_id"]].to_numpy().tolist() == [["O2", "N02"]]
    assert found.place.extracted_on == DAY


def test_a_plan_without_a_day_is_named():
    assert checked(offer("requirements", [{"requirement_id": "N02"}]))[1] == [
        ("Notice", (1,), "Plan as it stood on", "plan_undated")
    ]


@pytest.mark.parametrize("table", sorted(set(HEADERS) - {NOTICE}))
def test_a_sheet_that_was_taken_out_or_lacks_a_column_is_named(table):
    title = table.removeprefix("improvement_").capitalize()
    assert checked(notice(), without=[table])[1] == [(title, (1,), "", "plan_sheet_missing")]


def test_a_plan_with_two_days_is_named():
    assert checked(notice(rows=2))[1] == [("Notice", (3,), "Plan as it stood on", "plan_undated")]
    assert checked(notice(), notice())[1] == [("Notice", (2,), "Plan as it stood on", "plan_undated")]


def test_two_workbooks_of_one_day_are_named_and_of_two_days_are_two_editions():
    assert checked(notice(), notice(file="other.xlsx"))[1] == [
        ("Notice", (2,), "Plan as it stood on", "plan_day_twice")
    ]
    left, wrong = checked(notice(), notice(AFTER, file="other.xlsx"))
    assert wrong == []
    assert [each.place.extracted_on for each in left["improvement_notice"]] == [ON, AFTER]


@pytest.mark.parametrize(
    ("table", "row", "column", "heading"),
    [
        ("milestones", {"milestone_id": "M1"}, "met_on", "Met on"),
        ("milestones", {"milestone_id": "M1"}, "lost_on", "No longer met since"),
        ("milestones", {"milestone_id": "M1"}, "approved_on", "Approved on"),
        ("actions", {"action_id": "A1"}, "done_on", "Done on"),
        ("promises", {"promise_id": "P1"}, "kept_on", "Kept on"),
        ("risks", {"risk_id": "R1"}, "closed_on", "Closed on"),
        ("evidence", {"evidence_id": "E1", "kind": "document"}, "dated_on", "Dated"),
        ("objectives", {"objective_id": "O1"}, "agreed_on", "Agreed by the Board on"),
        ("measures", {"measure_id": "I1", "indicator": "x"}, "baseline_on", "Baseline of"),
    ],
)
@pytest.mark.parametrize(("day", "sound"), [(ON, True), (AFTER, False)])
def test_what_has_happened_has_happened_by_the_plans_day(table, row, column, heading, day, sound):
    _, wrong = checked(notice(), offer(table, [{**row, column: moment(day)}]))
    assert wrong == ([] if sound else [(table.capitalize(), (2,), heading, "plan_not_happened")])


@pytest.mark.parametrize("column", ["due_on", "revised_due_on"])
def test_what_is_due_may_lie_ahead(column):
    assert checked(notice(), offer("actions", [{"action_id": "A1", column: moment(AFTER)}]))[1] == []


@pytest.mark.parametrize(
    ("month", "day", "kept"),
    [
        ("2013-03", None, "2013-03"),
        ("March 2013", None, "2013-03"),
        ("Mar 2013", None, "2013-03"),
        ("03/2013", None, "2013-03"),
        ("2013-03-01", None, "2013-03"),
        ("2013-03-01 00:00:00", "2013-03-31", "2013-03"),
        ("2013-03", "2013-04-01", ""),
        ("spring", None, ""),
        ("2013-13", None, ""),
        ("1913-03", None, ""),
    ],
)
def test_a_month_is_read_however_it_is_written_and_must_be_that_of_the_day(month, day, kept):
    row = {"meeting_id": "S2", "month": month, "held_on": moment(day) if day else pd.NaT}
    left, wrong = checked(notice(), offer("meetings", [row]))
    if kept:
        assert wrong == []
        assert left["improvement_meetings"][0].rows["month"].tolist() == [kept]
    else:
        assert wrong == [("Meetings", (2,), "Month", "plan_month")]


@pytest.mark.parametrize(
    ("owner", "sound"),
    [
        ("Head of adoption", True),
        ("Director", True),
        ("Mr A. Example", False),
        ("Dr Example", False),
        ("a.example@exampleshire.gov.uk", False),
        ("Drugs and alcohol lead", True),
        ("Head of MS services", True),
    ],
)
def test_an_owner_is_a_post_and_no_person(owner, sound):
    _, wrong = checked(notice(), offer("actions", [{"action_id": "A1", "owner": owner}]))
    assert wrong == ([] if sound else [("Actions", (2,), "Owner", "plan_person")])


def test_an_audit_that_was_returned_may_be_evidence():
    place = Place("a.csv", "", "audit_return", "answers", "a", None)
    audits = Offer("audits", place, pd.DataFrame({"programme": ["Monthly audit"], "row": [2]}), 1, 0)
    rows = [{"evidence_id": "E1", "kind": "audit", "link": "Monthly audit"}]
    assert checked(notice(), audits, offer("evidence", rows))[1] == []
    assert checked(notice(), offer("evidence", rows))[1] == [("Evidence", (2,), "Link", "plan_link_broken")]


@pytest.mark.parametrize(("likelihood", "wrong"), [(1, False), (5, False), (9, True), (0, True)])
def test_a_risk_is_rated_from_one_to_five_and_anything_else_is_named_by_its_cell(likelihood, wrong):
    risk = {"risk_id": "R1", "words": "A rise", "likelihood": likelihood, "impact": 3}
    named = [("Risks", (2,), "Likelihood", "plan_rating")]
    assert checked(notice(), offer("risks", [risk]))[1] == (named if wrong else [])


def test_what_is_lost_without_being_met_or_approved_without_a_date_or_its_own_cure_is_named():
    milestone = {"milestone_id": "M1", "objective_id": "O1", "lost_on": moment(DAY), "met_on": pd.NaT}
    action = {
        "action_id": "A1",
        "objective_id": "O1",
        "corrects": "A1",
        "approved_on": moment(DAY),
        "revised_due_on": pd.NaT,
    }
    other = [offer("objectives", [{"objective_id": "O1", "requirement_id": "N1"}])]
    other.append(offer("requirements", [{"requirement_id": "N1"}]))
    wrong = checked(notice(), *other, offer("milestones", [milestone]), offer("actions", [action]))[1]
    assert sorted(wrong) == [
        ("Actions", (2,), "Approved on", "plan_approved_nothing"),
        ("Actions", (2,), "Corrects", "plan_corrects_itself"),
        ("Milestones", (2,), "No longer met since", "plan_lost_unmet"),
    ]
