"""Each list of an Annex A fills the columns of its table."""

import pandas as pd

from tests.support.council_files import CHILD, day

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
