"""Tables of the Standard Safeguarding Dataset become canonical tables; those that refer to one another are joined."""

import pandas as pd
import pytest
import yaml

from turncurve.ingest.ssd import RECIPES, join
from turncurve.reference.formats.specification import load
from turncurve.tables import store

FOLDER = "ssd/2013-03-31"
PLANS = "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_end_date,cppl_cp_plan_ola"
REVIEWS = "cppr_cp_review_id,cppr_person_id,cppr_cp_plan_id,cppr_cp_review_date"
EPISODES = "clae_person_id,clae_cla_episode_start_date,clae_cla_episode_start_reason,clae_cla_id,clae_entered_care_date"
PERMANENCE = (
    "perm_person_id,perm_cla_id,perm_adm_decision_date,perm_placed_for_adoption_date,perm_permanence_order_date,"
    "perm_permanence_order_type"
)
# file, header, a row                                     table           column, what it must hold
TABLES = [
    ("ssd_contacts", "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_code",
     "9,A1,2012-05-04 00:00:00.000,6", "contacts", {"received_at": "2012-05-04", "source": "6"}),
    ("ssd_contacts", "cont_person_id,cont_contact_date,cont_contact_source_code,cont_contact_source_desc",
     "A1,2012-05-04,NULL,6", "contacts", {"received_at": "2012-05-04", "source": "6"}),
    ("ssd_cin_episodes",
     "cine_referral_id,cine_person_id,cine_referral_date,cine_cin_primary_need_code,cine_referral_nfa,cine_close_date",
     "7,A1,2012-05-04,N1,N,NULL", "referrals",
     {"referred_on": "2012-05-04", "primary_need": "N1", "no_further_action": False, "closed_on": None}),
    ("ssd_cin_assessments", "cina_person_id,cina_assessment_start_date,cina_assessment_auth_date",
     "A1,2012-05-04,2012-06-05", "assessments", {"started_on": "2012-05-04", "completed_on": "2012-06-05"}),
    ("ssd_s47_enquiry", "s47e_person_id,s47e_s47_start_date", "A1,2012-05-04", "strategy_discussions",
     {"held_on": "2012-05-04"}),
    ("ssd_initial_cp_conference", "icpc_person_id,icpc_icpc_date,icpc_icpc_outcome_cp_flag", "A1,2012-05-04,Y",
     "conferences", {"held_on": "2012-05-04", "led_to_plan": True}),
    ("ssd_cp_plans", f"{PLANS},cppl_cp_plan_initial_category", "P1,A1,2012-05-04,2012-11-05,N,NEG", "cp_plans",
     {"started_on": "2012-05-04", "ended_on": "2012-11-05", "initial_category": "NEG", "previous_plans": None}),
    ("ssd_cla_episodes", f"{EPISODES},clae_cla_episode_ceased_date",
     "A1,2012-05-04,S,C1,2012-05-04,NULL", "care_episodes",
     {"started_on": "2012-05-04", "started_because": "S", "legal_status": None}),
]  # fmt: skip


def put(council, name, *lines):
    council.text(f"{FOLDER}/{name}.csv", "\n".join(lines) + "\n")


def plain(cell):
    if pd.isna(cell):
        return None
    return cell.date().isoformat() if isinstance(cell, pd.Timestamp) else cell


@pytest.mark.parametrize(("name", "header", "row", "table", "wanted"), TABLES)
def test_a_table_of_the_dataset_becomes_a_canonical_table(council, name, header, row, table, wanted):
    put(council, name, header, row)
    report = council.ingest()
    assert report.files[0].kind == "ssd"
    assert report.problems == {}
    (held,) = council.table(table).to_dict("records")
    assert {column: plain(held[column]) for column in wanted} == wanted


def test_a_review_has_the_start_of_the_plan_that_it_names(council):
    put(council, "ssd_cp_plans", PLANS, "P1,A1,2012-05-04,NULL,N")
    put(council, "ssd_cp_reviews", REVIEWS, "1,A1,P1,2012-08-01", "2,A1,P2,2012-08-01")
    totals = council.ingest().totals()
    assert dict(totals.loc["cp_reviews"]) == {"read": 2, "loaded": 1, "refused": 1, "merged": 0}
    (review,) = council.table("cp_reviews").to_dict("records")
    assert plain(review["plan_started_on"]) == "2012-05-04"
    assert council.rules() == [(3, "plan_started_on", "start_unknown")]


def test_a_plan_of_another_authority_is_refused_and_so_are_its_reviews(council):
    put(council, "ssd_cp_plans", PLANS, "P1,A1,2012-05-04,NULL,Y", "P2,A2,2012-05-04,NULL,N")
    put(council, "ssd_cp_reviews", REVIEWS, "1,A1,P1,2012-08-01")
    totals = council.ingest().totals()
    assert dict(totals.loc["cp_plans"]) == {"read": 2, "loaded": 1, "refused": 1, "merged": 0}
    assert (2, "cppl_cp_plan_ola", "other_authority") in council.rules()
    assert len(council.table("cp_reviews")) == 0


# the kind of order      is the child adopted
ORDERS = [("Adoption", True), ("Adoption Order", True), ("Special Guardianship", False), ("NULL", False)]


@pytest.mark.parametrize(("kind", "is_adopted"), ORDERS)
def test_a_route_to_adoption_has_the_start_of_care_and_an_order_only_where_it_is_of_adoption(council, kind, is_adopted):
    put(council, "ssd_cla_episodes", EPISODES, "A1,2011-05-04,S,C1,2011-05-04", "A1,2011-09-04,P,C1,2011-05-04")
    put(council, "ssd_permanence", PERMANENCE, f"A1,C1,2011-12-01,2012-06-01,2012-11-30,{kind}")
    council.ingest()
    (route,) = council.table("adoption_pathways").to_dict("records")
    assert [plain(route[name]) for name in ("entered_care_on", "decided_on", "placed_on")] == [
        "2011-05-04", "2011-12-01", "2012-06-01",
    ]  # fmt: skip
    assert plain(route["adopted_on"]) == ("2012-11-30" if is_adopted else None)


def test_what_other_formats_offer_is_passed_on_as_it_is():
    assert join({"referrals": [], "births": []}).offers == {"referrals": [], "births": []}


@pytest.mark.parametrize("name", sorted(RECIPES))
def test_every_column_of_a_recipe_is_one_of_the_dataset(name, shared):
    table = load("ssd").table(name)
    published = yaml.safe_load((shared / "standards" / "ssd.yml").read_text(encoding="utf-8"))["tables"]
    fields = {each["field"] for each in published[name]}
    assert {column for recipe in RECIPES[name] for column in recipe.wanted} <= {each.name for each in table.columns}
    assert {each.name for each in table.columns} <= fields


@pytest.mark.parametrize("name", sorted(RECIPES))
def test_a_recipe_fills_columns_of_a_canonical_table_or_of_one_in_between(name):
    for recipe in RECIPES[name]:
        if not recipe.table.startswith("ssd_"):
            assert set(recipe.fields) - {"of_another_authority"} <= set(store.empty(recipe.table).columns)
