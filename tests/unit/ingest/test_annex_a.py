"""Each list of an Annex A fills the columns of its table."""

import pandas as pd
import pytest

from tests.support.council_files import CHILD, day
from turncurve.ingest.annex_a import RECIPES
from turncurve.ingest.files import read_file
from turncurve.ingest.identifiers import Key
from turncurve.ingest.snapshot import take

STRATEGY = "Strategy discussion initiating Section 47 Enquiry Start Date"


def only_row(council, table):
    council.ingest()
    (row,) = council.table(table).drop(columns=["child_key", "edition"]).to_dict("records")
    return {name: str(value).removesuffix(" 00:00:00") for name, value in row.items() if not pd.isna(value)}


def test_list_1_gives_contacts_without_route_or_reason(council):
    council.annex_a(list_1=[{CHILD: "1", "Date of Contact": day("2012-05-01"), "Contact Source": "q) 6: Police"}])
    assert only_row(council, "contacts") == {"received_at": "2012-05-01", "source": "6"}


def test_list_3_gives_referrals(council):
    row = {CHILD: "1", "Date of referral": day("2012-05-02"), "Referral Source": "GP", "Referral NFA?": "b) No"}
    council.annex_a(list_3=[{**row, "Allocated Team": "North"}])
    assert only_row(council, "referrals") == {
        "referred_on": "2012-05-02", "source": "3A", "no_further_action": "False", "team": "North",
    }  # fmt: skip


def test_list_4_gives_assessments_with_the_kind_that_councils_add(council):
    start, end = "Continuous Assessment Start Date", "Continuous Assessment Date of Authorisation"
    council.annex_a(list_4=[{CHILD: "1", start: day("2012-05-03"), end: day("2012-05-17"), "Assessment Type": "Core"}])
    assert only_row(council, "assessments") == {
        "started_on": "2012-05-03", "completed_on": "2012-05-17", "kind": "core",
    }  # fmt: skip


def test_list_5_gives_strategy_discussions_and_conferences(council):
    row = {
        CHILD: "1",
        STRATEGY: day("2012-05-04"),
        "Was an Initial Child Protection Conference deemed unnecessary?": "b) No",
    }
    row["Date of Initial Child Protection Conference"] = day("2012-05-15")
    row["Did the Initial Child Protection Conference Result in a Child Protection Plan"] = "a) Yes"
    council.annex_a(list_5=[row])
    assert only_row(council, "strategy_discussions") == {"held_on": "2012-05-04", "conference_not_needed": "False"}
    assert only_row(council, "conferences") == {
        "held_on": "2012-05-15", "strategy_discussion_on": "2012-05-04", "led_to_plan": "True",
    }  # fmt: skip


def test_list_7_gives_the_latest_plan_and_its_latest_review(council):
    row = {
        CHILD: "1",
        "Child Protection Plan Start Date": day("2012-05-15"),
        "Latest Category of Abuse": "b) Physical abuse",
    }
    row |= {"Initial Category of Abuse": "a) Neglect", "Number of Previous Child Protection Plans": 1}
    row |= {"Date of latest review conference": day("2012-08-01"), "Date of Birth": day("2008-05-16")}
    council.annex_a(list_7=[row])
    assert only_row(council, "cp_plans") == {
        "started_on": "2012-05-15", "initial_category": "NEG", "latest_category": "PHY", "previous_plans": "1",
        "age_at_start": "3",
    }  # fmt: skip
    assert only_row(council, "cp_reviews") == {"plan_started_on": "2012-05-15", "reviewed_on": "2012-08-01"}


KEY = Key(b"a key of more than sixteen characters")
CONFERENCE, LED = (
    "Date of Initial Child Protection Conference",
    ("Did the Initial Child Protection Conference Result in a Child Protection Plan"),
)
ENTERED, MATCHED = "Date the Child Entered Care", "Date of Matching Child and Prospective Adopters"
PLACED, ADOPTED = "Date Placed for Adoption", "Date of Adoption Order"
START, REVIEW = "Child Protection Plan Start Date", "Date of latest review conference"


def offered(council, **lists):
    """Return, by canonical table, the rows that lists offer (what is filled in, without keys), and the faults."""
    council.annex_a(**lists)
    (file,) = take(council.raw)
    held = read_file(file, key=KEY)
    rows = {
        offer.table: [
            {
                name: str(cell).removesuffix(" 00:00:00")
                for name, cell in row.items()
                if name != "row" and not pd.isna(cell)
            }
            for row in offer.rows.drop(columns=["child_key", "sibling_group"], errors="ignore").to_dict("records")
        ]
        for offer in held.offers
    }
    return rows, [(row, each.field, each.rule) for each in held.problems for row in each.rows]


# the list, the row                                                               what it offers, by table
OFFERS = [
    ("list_1", {"Date of Contact": "01/05/2012 09:30"}, {"contacts": [{"received_at": "2012-05-01"}]}),
    (
        "list_3",
        {"Date of referral": day("2012-05-02"), "Referral NFA?": "a) Yes"},
        {"referrals": [{"referred_on": "2012-05-02", "no_further_action": "True"}]},
    ),
    (
        "list_4",
        {"Continuous Assessment Start Date": day("2012-05-03"), "Allocated Team": "North"},
        {"assessments": [{"started_on": "2012-05-03", "team": "North"}]},
    ),
    (
        "list_5",
        {STRATEGY: day("2012-05-04")},
        {"strategy_discussions": [{"held_on": "2012-05-04"}], "conferences": []},
    ),
    (
        "list_5",
        {CONFERENCE: day("2012-05-15"), LED: "b) No"},
        {"strategy_discussions": [], "conferences": [{"held_on": "2012-05-15", "led_to_plan": "False"}]},
    ),
    ("list_5", {}, {"strategy_discussions": [], "conferences": []}),
    ("list_7", {START: day("2012-05-15")}, {"cp_plans": [{"started_on": "2012-05-15"}], "cp_reviews": []}),
    (
        "list_7",
        {START: day("2012-05-15"), "Date of Birth": day("2012-06-01")},
        {"cp_plans": [{"started_on": "2012-05-15", "age_at_start": "-1"}], "cp_reviews": []},
    ),
    (
        "list_10",
        {ENTERED: day("2011-01-10"), MATCHED: day("2011-11-01"), "Date of Birth": day("2010-01-11")},
        {"adoption_pathways": [{"entered_care_on": "2011-01-10", "matched_on": "2011-11-01", "age_at_entry": "0"}]},
    ),
    ("list_8", {"Date Started to be Looked After": day("2011-01-10")}, {}),
    ("list_6", {"CIN Start Date": day("2011-01-10")}, {}),
]


@pytest.mark.parametrize(("key", "row", "wanted"), OFFERS)
def test_a_list_offers_what_its_row_fills_in(council, key, row, wanted):
    rows, faults = offered(council, **{key: [{CHILD: "1", **row}]})
    assert rows == wanted
    assert faults == []


# the list, the row                                                               field, rule
OUT_OF_ORDER = [
    (
        "list_4",
        {
            "Continuous Assessment Start Date": day("2012-05-03"),
            "Continuous Assessment Date of Authorisation": day("2012-05-02"),
        },
        "Continuous Assessment Date of Authorisation",
    ),
    ("list_5", {STRATEGY: day("2012-05-04"), CONFERENCE: day("2012-05-03")}, CONFERENCE),
    ("list_7", {START: day("2012-05-15"), REVIEW: day("2012-05-14")}, REVIEW),
    ("list_10", {ENTERED: day("2011-01-10"), MATCHED: day("2011-01-09")}, MATCHED),
    ("list_10", {ENTERED: day("2011-01-10"), PLACED: day("2011-01-09")}, PLACED),
    ("list_10", {ENTERED: day("2011-01-10"), PLACED: day("2011-12-01"), ADOPTED: day("2011-11-30")}, ADOPTED),
]


@pytest.mark.parametrize(("key", "row", "field"), OUT_OF_ORDER)
def test_a_row_whose_dates_run_backwards_is_refused_by_the_later_of_the_two(council, key, row, field):
    _, faults = offered(council, **{key: [{CHILD: "1", **row}]})
    assert faults == [(2, field, "order")]


def test_a_review_before_its_plan_refuses_the_review_and_keeps_the_plan(council):
    rows, _ = offered(council, list_7=[{CHILD: "1", START: day("2012-05-15"), REVIEW: day("2012-05-14")}])
    assert (len(rows["cp_plans"]), rows["cp_reviews"]) == (1, [])


def test_a_contact_may_be_about_nobody_and_every_other_list_needs_its_child(council):
    rows, faults = offered(council, list_1=[{"Date of Contact": day("2012-05-01")}])
    assert (rows["contacts"], faults) == ([{"received_at": "2012-05-01"}], [])
    for key, recipes in RECIPES.items():
        of_adopters = key == "list_11"
        assert all(("child_key" in recipe.required) == (key != "list_1" and not of_adopters) for recipe in recipes)
        assert all(("adopter_key" in recipe.required) == of_adopters for recipe in recipes)


def test_list_11_gives_adopters_by_pseudonym_and_family(council):
    row = {
        "Individual adopter identifier": "A1",
        "Family identifier": "F1",
        "Date application submitted": day("2011-05-15"),
        "Date application approved": day("2011-12-15"),
        "Date adopter matched with child(ren)": day("2012-05-15"),
        "Date child/children placed with adopter(s)": day("2012-06-15"),
        "No. of children placed": 2,
        "Date of leaving adoption process": None,
        "Reason for leaving adoption process": None,
    }
    council.annex_a(list_11=[row, {**row, "Individual adopter identifier": "A2"}])
    council.ingest()
    rows = council.table("adopters")
    assert rows["adopter_key"].nunique() == 2
    assert len(set(rows["family_key"])) == 1
    assert not {"A1", "A2", "F1"} & {*rows["adopter_key"], *rows["family_key"]}
    first = rows.drop(columns=["adopter_key", "family_key", "edition"]).iloc[0].dropna()
    assert {name: str(value).removesuffix(" 00:00:00") for name, value in first.items()} == {
        "began_on": "2011-05-15", "approved_on": "2011-12-15", "matched_on": "2012-05-15",
        "placed_on": "2012-06-15", "children_placed": "2",
    }  # fmt: skip
