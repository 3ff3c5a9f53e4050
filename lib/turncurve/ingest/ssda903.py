"""What the files of the looked after return (SSDA903) offer to the canonical tables."""

from __future__ import annotations

from turncurve.ingest.recipe import Recipe

# Tables of the return that only the assembly of adoption pathways uses.
DECISIONS, MATCHES, BIRTHS = "adoption_decisions", "adoption_matches", "births"

RECIPES: dict[str, tuple[Recipe, ...]] = {
    "episodes": (
        Recipe(
            table="care_episodes",
            fields={
                "child_key": "CHILD",
                "started_on": "DECOM",
                "started_because": "RNE",
                "legal_status": "LS",
                "need": "CIN",
                "placement": "PLACE",
                "ended_on": "DEC",
                "ended_because": "REC",
            },
            required=("child_key", "started_on"),
            order=(("started_on", "ended_on"),),
            dated=(("ended_on", "ended_because"),),
            open_without="ended_on",
            reasoned=(("ended_on", "ended_because"),),
            in_year="started_on",
            coded=(("placement", "started_on"), ("ended_because", "ended_on")),
        ),
    ),
    "placed_for_adoption": (
        Recipe(
            table=DECISIONS,
            fields={
                "child_key": "CHILD",
                "decided_on": "DATE_PLACED",
                "plan_changed_on": "DATE_PLACED_CEASED",
                "plan_changed_because": "REASON_PLACED_CEASED",
            },
            required=("child_key", "decided_on"),
            order=(("decided_on", "plan_changed_on"),),
        ),
    ),
    "ad1": (
        Recipe(
            table=MATCHES,
            fields={"child_key": "CHILD", "matched_on": "DATE_MATCH", "by_foster_carer": "FOSTER_CARE"},
            required=("child_key", "matched_on"),
        ),
    ),
    "header": (
        Recipe(
            table=BIRTHS,
            fields={"child_key": "CHILD", "born_on": "DOB"},
            required=("child_key", "born_on"),
        ),
    ),
}
