"""What an early help return offers to the canonical tables."""

from __future__ import annotations

from turncurve.ingest.recipe import Recipe

RECIPES: dict[str, tuple[Recipe, ...]] = {
    "early_help": (
        Recipe(
            table="early_help",
            fields={
                "child_key": "Child ID",
                "began_on": "Early help began",
                "came_through": "Came through",
                "level": "Level of need",
                "assessed_on": "Assessment finished",
                "ended_on": "Early help ended",
                "outcome": "Early help outcome",
            },
            required=("child_key", "began_on", "came_through"),
            order=(("began_on", "ended_on"),),
            happened=("assessed_on", "ended_on"),
            dated=(("ended_on", "outcome"),),
        ),
    ),
}
