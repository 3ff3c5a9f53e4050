"""What the contact log offers to the canonical tables."""

from __future__ import annotations

from turncurve.ingest.recipe import Recipe

RECIPES: dict[str, tuple[Recipe, ...]] = {
    "contacts": (
        Recipe(
            table="contacts",
            fields={
                "received_at": "Received",
                "child_key": "Child ID",
                "route": "Route",
                "source": "From whom",
                "reason": "Reason",
                "about_allocated_case": "About an allocated case",
                "outcome": "Outcome",
            },
            required=("received_at",),
        ),
    )
}
