"""What each list of an Annex A offers to the canonical tables."""

from __future__ import annotations

from turncurve.ingest.recipe import Recipe

CHILD = "Child Unique ID"
TEAM = "Allocated Team"
STRATEGY = "Strategy discussion initiating Section 47 Enquiry Start Date"
CONFERENCE = "Date of Initial Child Protection Conference"

RECIPES: dict[str, tuple[Recipe, ...]] = {
    "list_1": (
        Recipe(
            table="contacts",
            fields={"child_key": CHILD, "received_at": "Date of Contact", "source": "Contact Source"},
            required=("received_at",),
        ),
    ),
    "list_3": (
        Recipe(
            table="referrals",
            fields={
                "child_key": CHILD,
                "referred_on": "Date of referral",
                "source": "Referral Source",
                "no_further_action": "Referral NFA?",
                "team": TEAM,
            },
            required=("child_key", "referred_on"),
            born=("Date of Birth",),
        ),
    ),
    "list_4": (
        Recipe(
            table="assessments",
            fields={
                "child_key": CHILD,
                "started_on": "Continuous Assessment Start Date",
                "completed_on": "Continuous Assessment Date of Authorisation",
                "kind": "Assessment Type",
                "team": TEAM,
            },
            required=("child_key", "started_on"),
            order=(("started_on", "completed_on"),),
            born=("Date of Birth",),
        ),
    ),
    "list_5": (
        Recipe(
            table="strategy_discussions",
            fields={
                "child_key": CHILD,
                "held_on": STRATEGY,
                "conference_not_needed": "Was an Initial Child Protection Conference deemed unnecessary?",
            },
            required=("child_key", "held_on"),
            born=("Date of Birth",),
            offered_where="held_on",
        ),
        Recipe(
            table="conferences",
            fields={
                "child_key": CHILD,
                "held_on": CONFERENCE,
                "strategy_discussion_on": STRATEGY,
                "led_to_plan": "Did the Initial Child Protection Conference Result in a Child Protection Plan",
            },
            required=("child_key", "held_on"),
            order=(("strategy_discussion_on", "held_on"),),
            offered_where="held_on",
        ),
    ),
    "list_7": (
        Recipe(
            table="cp_plans",
            fields={
                "child_key": CHILD,
                "started_on": "Child Protection Plan Start Date",
                "ended_on": "Child Protection Plan End Date",
                "initial_category": "Initial Category of Abuse",
                "latest_category": "Latest Category of Abuse",
                "previous_plans": "Number of Previous Child Protection Plans",
            },
            required=("child_key", "started_on"),
            order=(("started_on", "ended_on"),),
            open_without="ended_on",
            age=("age_at_start", "started_on"),
            born=("Date of Birth",),
        ),
        Recipe(
            table="cp_reviews",
            fields={
                "child_key": CHILD,
                "plan_started_on": "Child Protection Plan Start Date",
                "reviewed_on": "Date of latest review conference",
            },
            required=("child_key", "reviewed_on", "plan_started_on"),
            order=(("plan_started_on", "reviewed_on"),),
            offered_where="reviewed_on",
            stands_with="cp_plans",
        ),
    ),
    "list_10": (
        Recipe(
            table="adoption_pathways",
            fields={
                "child_key": CHILD,
                "sibling_group": "Family identifier",
                "entered_care_on": "Date the Child Entered Care",
                "decided_on": "Date of Decision that Child Should be Placed for Adoption",
                "placement_order_on": "Date of Placement Order",
                "matched_on": "Date of Matching Child and Prospective Adopters",
                "placed_on": "Date Placed for Adoption",
                "adopted_on": "Date of Adoption Order",
                "plan_changed_on": "Date of Decision that Child Should No Longer be Placed for Adoption",
                "plan_changed_because": "Reason Why Child No Longer Placed for Adoption",
            },
            required=("child_key", "entered_care_on"),
            order=(
                ("entered_care_on", "matched_on"),
                ("entered_care_on", "placed_on"),
                ("entered_care_on", "adopted_on"),
                ("placed_on", "adopted_on"),
            ),
            steps=(
                ("entered_care_on", "decided_on"),
                ("entered_care_on", "placement_order_on"),
                ("decided_on", "placement_order_on"),
                ("decided_on", "matched_on"),
                ("decided_on", "placed_on"),
                ("placement_order_on", "placed_on"),
                ("matched_on", "placed_on"),
            ),
            ends=(("plan_changed_on", "adopted_on"),),
            happened=(
                "decided_on",
                "placement_order_on",
                "matched_on",
                "placed_on",
                "adopted_on",
                "plan_changed_on",
            ),
            age=("age_at_entry", "entered_care_on"),
            born=("Date of Birth",),
            kinds={"sibling_group": "siblings"},
        ),
    ),
    "list_11": (
        Recipe(
            table="adopters",
            fields={
                "adopter_key": "Individual adopter identifier",
                "family_key": "Family identifier",
                "began_on": "Date application submitted",
                "stage_two_began_on": "Date Stage 2 started",
                "approved_on": "Date application approved",
                "matched_on": "Date adopter matched with child(ren)",
                "placed_on": "Date child/children placed with adopter(s)",
                "children_placed": "No. of children placed",
                "adopted_on": "Date of Adoption Order",
                "left_on": "Date of leaving adoption process",
                "left_because": "Reason for leaving adoption process",
            },
            # Adopters assessed in stages have dates of stages, and not of an application.
            instead={"began_on": "Date Stage 1 started", "approved_on": "Date Stage 2 ended"},
            required=("adopter_key", "began_on"),
            order=(("began_on", "approved_on"), ("matched_on", "adopted_on"), ("placed_on", "adopted_on")),
            kinds={"adopter_key": "adopter", "family_key": "adoptive family"},
        ),
    ),
}
