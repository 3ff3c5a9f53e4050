"""What the adoption tracker offers to the canonical tables."""

from __future__ import annotations

from turncurve.ingest.recipe import Recipe

RECIPES: dict[str, tuple[Recipe, ...]] = {
    "tracker": (
        Recipe(
            table="adoption_pathways",
            fields={
                "child_key": "Child ID",
                "sibling_group": "Sibling group",
                "entered_care_on": "Entered care",
                "decided_on": "Decision",
                "placement_order_on": "Placement order",
                "matched_on": "Matched",
                "placed_on": "Placed",
                "adopted_on": "Adopted",
                "plan_changed_on": "Plan changed",
                "plan_changed_because": "Reason",
                "foster_placement_on": "Foster placement start",
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
                "foster_placement_on",
            ),
            age=("age_at_entry", "entered_care_on"),
            born=("Date of birth",),
            kinds={"sibling_group": "siblings"},
            # A child may have lived with other foster carers before: the day counts where they are those who adopt.
            only_where={"foster_placement_on": "Foster carer adoption"},
        ),
    )
}
