"""What an allocation return offers to the canonical tables."""

from __future__ import annotations

from turncurve.ingest.recipe import Recipe

RECIPES: dict[str, tuple[Recipe, ...]] = {
    "allocations": (
        Recipe(
            table="allocations",
            fields={
                "child_key": "Child ID",
                "referred_on": "Case referred",
                "ready_at": "Ready for allocation",
                "allocated_at": "Allocated to worker",
                "worker_key": "Worker taking the case",
                "team": "Team it waits with",
                "case_type": "Work needed",
                "ended_on": "Case ended",
            },
            required=("child_key", "referred_on", "ready_at", "team"),
            order=(
                ("referred_on", "ready_at"),
                ("referred_on", "allocated_at"),
                ("ready_at", "allocated_at"),
                ("ready_at", "ended_on"),
                ("allocated_at", "ended_on"),
            ),
            happened=("ready_at", "allocated_at", "ended_on"),
            kinds={"worker_key": "worker"},
        ),
    ),
    "availability": (
        Recipe(
            table="availability",
            fields={
                "worker_key": "Worker on rota",
                "team": "Team on rota",
                "week_starting": "Week starting",
                "known_on": "Known from",
                "days_available": "Days available",
                "days_of_leave": "Days of leave",
                "new_cases": "New cases that can be taken",
            },
            required=("worker_key", "team", "known_on", "week_starting", "days_available"),
            kinds={"worker_key": "worker"},
        ),
    ),
}
