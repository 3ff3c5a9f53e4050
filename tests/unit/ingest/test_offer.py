"""Rows that cannot be trusted are refused and named; faults that can be passed over leave a field blank."""

import numpy as np
import pandas as pd
import pytest

from tests.support.council_files import CHILD, day
from turncurve.ingest.births import age_at
from turncurve.ingest.identifiers import Key
from turncurve.ingest.offer import read_column
from turncurve.ingest.place import Place
from turncurve.ingest.sheet import NUMBER, TEXT, Sheet
from turncurve.reference.formats.specification import ColumnFormat

START, END = "Child Protection Plan Start Date", "Child Protection Plan End Date"
REVIEW, BORN = "Date of latest review conference", "Date of Birth"
STRATEGY = "Strategy discussion initiating Section 47 Enquiry Start Date"
CONFERENCE = "Date of Initial Child Protection Conference"


def plan(**cells):
    return {CHILD: "1", START: day("2012-05-15"), END: None, BORN: None, REVIEW: None} | cells


def ingest(council, *rows):
    council.annex_a(list_7=rows)
    report = council.ingest()
    totals = report.totals().loc["cp_plans"]
    return dict(totals[["read", "loaded", "refused"]]), council.rules()


# what is wrong with the second row                 field    rule
REFUSED = [
    ({CHILD: None}, CHILD, "missing_required"),
    ({CHILD: "  "}, CHILD, "missing_required"),
    ({START: None}, START, "missing_required"),
    ({START: "31/02/2012"}, START, "impossible_date"),
    ({START: "15/05/12"}, START, "two_digit_year"),
    ({START: "soon"}, START, "other_format"),
    ({END: day("2012-05-14")}, END, "order"),
    ({END: "31/02/2012"}, END, "impossible_date"),
    ({START: day("2012-11-01")}, START, "after_extract"),
]


@pytest.mark.parametrize(("cells", "field", "rule"), REFUSED)
def test_a_row_that_cannot_be_trusted_is_refused_counted_and_named(council, cells, field, rule):
    counts, rules = ingest(council, plan(), plan(**{CHILD: "2", **cells}))
    assert counts == {"read": 2, "loaded": 1, "refused": 1}
    assert rules == [(3, field, rule)]


@pytest.mark.parametrize("end", [day("2012-05-15"), day("2012-05-16")])
def test_a_plan_may_end_on_the_day_it_starts_or_later(council, end):
    counts, rules = ingest(council, plan(**{END: end}))
    assert (counts["loaded"], rules) == (1, [])


@pytest.mark.parametrize(("start", "loaded"), [("2012-10-31", 1), ("2012-11-01", 0)])
def test_an_event_may_come_up_to_a_month_after_the_date_of_the_extract(council, start, loaded):
    counts, _ = ingest(council, plan(**{START: day(start)}))
    assert counts["loaded"] == loaded


# what is wrong                                     field                       rule
BLANKED = [
    ({BORN: "31/02/2010"}, BORN, "birth_date"),
    ({"Initial Category of Abuse": "Bad luck"}, "Initial Category of Abuse", "unknown_code"),
    ({"Number of Previous Child Protection Plans": "two"}, "Number of Previous Child Protection Plans", "not_a_number"),
    ({"Number of Previous Child Protection Plans": -1}, "Number of Previous Child Protection Plans", "not_a_number"),
]


@pytest.mark.parametrize(("cells", "field", "rule"), BLANKED)
def test_a_fault_that_can_be_passed_over_keeps_the_row_with_the_field_blank(council, cells, field, rule):
    counts, rules = ingest(council, plan(**cells))
    assert counts == {"read": 1, "loaded": 1, "refused": 0}
    assert rules == [(2, field, rule)]
    (row,) = council.table("cp_plans").to_dict("records")
    assert pd.isna(row["age_at_start"])
    assert pd.isna(row["initial_category"])
    assert pd.isna(row["previous_plans"])


def test_previous_plans_that_are_not_stated_stay_blank(council):
    ingest(council, plan(**{"Number of Previous Child Protection Plans": None}))
    assert council.table("cp_plans")["previous_plans"].isna().all()


def test_a_refused_plan_refuses_its_review_too_and_says_so(council):
    council.annex_a(list_7=[plan(**{END: "31/02/2012", REVIEW: day("2012-08-01")})])
    totals = council.ingest().totals()
    assert totals.loc["cp_plans", "refused"] == 1
    assert dict(totals.loc["cp_reviews"]) == {"read": 1, "loaded": 0, "refused": 1, "merged": 0}
    assert (2, "", "refused_beside") in council.rules()


def test_rows_without_the_event_are_not_offered_to_its_table(council):
    council.annex_a(list_5=[{CHILD: "1", STRATEGY: day("2012-05-04"), CONFERENCE: None}])
    totals = council.ingest().totals()
    assert totals.loc["strategy_discussions", "read"] == 1
    assert totals.loc["conferences", "read"] == 0


def test_a_conference_before_its_strategy_discussion_is_refused_and_the_discussion_kept(council):
    council.annex_a(list_5=[{CHILD: "1", STRATEGY: day("2012-05-04"), CONFERENCE: day("2012-05-03")}])
    totals = council.ingest().totals()
    assert totals.loc["conferences", "refused"] == 1
    assert totals.loc["strategy_discussions", "loaded"] == 1


def test_a_contact_without_a_child_is_a_contact(council):
    council.annex_a(list_1=[{CHILD: None, "Date of Contact": day("2012-05-01")}])
    assert council.ingest().totals().loc["contacts", "loaded"] == 1


@pytest.mark.parametrize(
    ("born", "moment", "age"),
    [
        ("2010-05-15", "2012-05-14", 1),
        ("2010-05-15", "2012-05-15", 2),
        ("2012-05-15", "2012-05-15", 0),
        ("2012-05-16", "2012-05-15", -1),
        ("2013-01-01", "2012-05-15", -1),
        ("2008-02-29", "2012-02-28", 3),
        ("2008-02-29", "2012-02-29", 4),
        ("1970-01-01", "2012-05-15", None),
        ("2014-01-01", "2012-05-15", None),
        (None, "2012-05-15", None),
        ("2010-05-15", None, None),
    ],
)
def test_age_is_in_whole_years_and_minus_one_before_birth(born, moment, age):
    found = age_at(pd.Series([pd.Timestamp(born)]), pd.Series([pd.Timestamp(moment)]))[0]
    assert (None if pd.isna(found) else int(found)) == age


def test_a_plan_that_starts_before_birth_is_of_a_child_aged_minus_one(council):
    council.census(
        children=[
            {
                "id": "1",
                "expected": "2011-09-01",
                "details": [
                    {
                        "CINreferralDate": "2011-05-01",
                        "ReferralNFA": "0",
                        "ChildProtectionPlans": [{"CPPstartDate": "2011-06-01"}],
                    }
                ],
            }
        ]
    )
    council.ingest()
    assert list(council.table("cp_plans")["age_at_start"]) == [-1]


KEY = Key(b"a key of more than sixteen characters")
PLACE = Place("a.xlsx", "One", "made", "made", "made/a", None)


def column(name, type_, *cells, codes=None, kinds=None):
    """Return one column as read."""
    held = Sheet(
        cells=pd.DataFrame({name: pd.Series(cells, dtype="str")}),
        kinds={} if kinds is None else {name: np.array(kinds, dtype=np.uint8)},
        rows=np.arange(2, len(cells) + 2),
        headers={name: name},
        broken=np.zeros(len(cells), dtype=bool),
    )
    return read_column(held, ColumnFormat(name, type_, codes=codes or {}), kind="child", key=KEY)


def marked(masks):
    """Return, by rule, the rows that are marked, where there are any."""
    return {rule: list(np.flatnonzero(mask)) for rule, mask in masks.items() if mask.any()}


# type, cells                                   values                 refuse           blanked
COLUMNS = [
    ("date", ["03/04/2012", "x"], ["2012-04-03", None], {"other_format": [1]}, {}),
    ("date", ["03/04/2012 10:30"], ["2012-04-03"], {}, {}),
    ("datetime", ["03/04/2012 10:30"], ["2012-04-03 10:30:00"], {}, {}),
    ("integer", ["7", "x", None], ["7", None, None], {}, {"not_a_number": [1]}),
    ("yes_no", ["Yes", "No", "x", None], ["True", "False", None, None], {}, {"unknown_code": [2]}),
    ("code", ["Yes", "Maybe"], ["yes", None], {}, {"unknown_code": [1]}),
    ("text", ["North", "#N/A", None, "#1"], ["North", None, None, "#1"], {}, {"error_text": [1]}),
]


@pytest.mark.parametrize(("type_", "cells", "values", "refusing", "blanked"), COLUMNS)
def test_a_column_is_read_as_its_type_says_and_faults_refuse_or_blank(type_, cells, values, refusing, blanked):
    read = column("x", type_, *cells, codes={"Yes": "yes", "No": "no"})
    found = [None if pd.isna(cell) else str(cell).removesuffix(" 00:00:00") for cell in read.content]
    assert found == values
    assert (marked(read.refusing), marked(read.blanked)) == (refusing, blanked)


def test_an_identifier_is_read_with_its_map_and_what_cannot_be_trusted_refuses():
    read = column("x", "identifier", "7", "#REF!", "1.2E+12", "\u0410", None)
    assert marked(read.refusing) == {"error_cell": [1], "shortened_number": [2], "other_alphabet": [3]}
    assert read.content.iloc[0] == KEY.pseudonym("child", "7")
    assert pd.isna(read.content.iloc[4])
    assert "7" in set(read.identifiers["identifier"])


@pytest.mark.parametrize(("kinds", "refused"), [([TEXT], {}), ([NUMBER], {"shortened_number": [0]})])
def test_a_long_identifier_is_refused_only_where_the_cell_is_a_number(kinds, refused):
    assert marked(column("x", "identifier", "1234567890123456", kinds=kinds).refusing) == refused


def test_a_team_that_shows_an_error_is_left_blank_and_the_row_is_kept(council):
    row = {CHILD: "1", "Date of referral": day("2012-05-02"), "Allocated Team": "#REF!"}
    council.annex_a(list_3=[row])
    council.ingest()
    assert council.table("referrals")["team"].isna().all()
    assert council.rules() == [(2, "Allocated Team", "error_text")]


LATER = "annex_a/2013-03-31/annex_a.xlsx"
ADOPTER, APPLIED, STAGE = "Individual adopter identifier", "Date application submitted", "Date Stage 1 started"


@pytest.mark.parametrize(
    ("cells", "began"),
    [
        ({APPLIED: day("2012-05-15"), STAGE: None}, "2012-05-15"),
        ({APPLIED: None, STAGE: day("2013-03-15")}, "2013-03-15"),
        ({APPLIED: day("2012-05-15"), STAGE: day("2013-03-15")}, "2012-05-15"),
    ],
)
def test_where_one_column_is_blank_another_may_state_the_same(council, cells, began):
    council.annex_a(list_11=[{ADOPTER: "1", **cells}], file=LATER)
    council.ingest()
    assert council.table("adopters")["began_on"].astype(str).tolist() == [began]


@pytest.mark.parametrize("cells", [{APPLIED: None, STAGE: None}, {APPLIED: None, STAGE: "31/02/2012"}])
def test_a_row_with_neither_or_with_a_fault_in_either_is_refused(council, cells):
    whole = {ADOPTER: "1", APPLIED: day("2012-05-15"), STAGE: None}
    council.annex_a(list_11=[whole, {ADOPTER: "2", **cells}], file=LATER)
    report = council.ingest()
    assert dict(report.totals().loc["adopters"][["read", "loaded", "refused"]]) == {
        "read": 2,
        "loaded": 1,
        "refused": 1,
    }


def test_a_sheet_that_has_only_the_second_column_is_read_by_it(council):
    others = dict.fromkeys(["Family identifier", "Date enquiry received", "Date Stage 1 ended", "Date Stage 2 started"])
    council.annex_a(list_11=[{ADOPTER: "1", STAGE: day("2012-05-15"), **others}], file=LATER)
    council.ingest()
    assert len(council.table("adopters")) == 1


@pytest.mark.parametrize(
    ("reviews", "starts", "loaded", "rules"),
    [
        (("06/15/2012", "06/16/2012"), "05/04/2012", ["2012-05-04", "2012-05-04"], set()),
        (("15/06/2012", "16/06/2012"), "05/04/2012", ["2012-04-05", "2012-04-05"], set()),
    ],
)
def test_dates_that_tell_nothing_are_read_in_the_order_of_those_beside_them(council, reviews, starts, loaded, rules):
    council.annex_a(list_7=[plan(**{CHILD: str(n), START: starts, REVIEW: each}) for n, each in enumerate(reviews, 1)])
    council.ingest()
    assert [f"{each:%Y-%m-%d}" for each in council.table("cp_plans")["started_on"]] == loaded
    assert {rule for _, _, rule in council.rules()} == rules
