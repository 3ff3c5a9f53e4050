"""What a chairs' return offers to the canonical tables."""

from __future__ import annotations

from turncurve.ingest.recipe import Recipe

CHAIRED, AGENCIES, CHALLENGES = "chaired_conferences", "conference_agencies", "chair_challenges"
JUDGED = ("kind", "chair_key", "non_compliance_raised", "unassessed_risk_recorded", "plan_unchanged",
          "contingency_plan_present", "child_took_part", "parents_took_part")  # fmt: skip
"""What a chair says of a conference, beside which child it was about and when."""
_WHICH = {"child_key": "Child ID", "held_on": "Conference date"}

RECIPES: dict[str, tuple[Recipe, ...]] = {
    "conferences": (
        Recipe(
            table=CHAIRED,
            fields={
                **_WHICH,
                "kind": "Conference kind",
                "chair_key": "Chair",
                "non_compliance_raised": "Non-compliance raised",
                "unassessed_risk_recorded": "Unassessed risk recorded",
                "plan_unchanged": "Plan unchanged since last review",
                "contingency_plan_present": "Contingency plan present",
                "child_took_part": "Child took part",
                "parents_took_part": "Parents took part",
            },
            required=("child_key", "held_on", "kind", "chair_key"),
            kinds={"chair_key": "chair"},
        ),
    ),
    "agencies": (
        Recipe(
            table=AGENCIES,
            fields={
                **_WHICH,
                "agency": "Agency",
                "invited": "Invited",
                "attended": "Attended",
                "reported": "Report received",
            },
            required=("child_key", "held_on", "agency"),
        ),
    ),
    "challenges": (
        Recipe(
            table=CHALLENGES,
            fields={
                **_WHICH,
                "about": "Challenge about",
                "raised_on": "Raised on",
                "resolved_on": "Resolved on",
            },
            required=("child_key", "held_on", "about", "raised_on"),
            order=(("held_on", "raised_on"), ("raised_on", "resolved_on")),
            happened=("raised_on", "resolved_on"),
        ),
    ),
}
