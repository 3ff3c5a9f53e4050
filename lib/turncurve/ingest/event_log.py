"""What an event log offers to the canonical tables."""

from __future__ import annotations

from turncurve.ingest.recipe import Recipe

RECIPES: dict[str, tuple[Recipe, ...]] = {
    "events": (
        Recipe(
            table="case_events",
            fields={
                "case_key": "Case ID",
                "activity": "Activity",
                "started_at": "Activity started",
                "ended_at": "Activity ended",
                "team": "Team or role",
            },
            required=("case_key", "activity", "started_at"),
            order=(("started_at", "ended_at"),),
            happened=("ended_at",),
            kinds={"case_key": "case"},
        ),
    ),
}
