"""What a workforce return offers to the canonical tables."""

from __future__ import annotations

from turncurve.ingest.recipe import Recipe

_OF_A_WORKER = {"worker_key": "worker"}

RECIPES: dict[str, tuple[Recipe, ...]] = {
    "workers": (
        Recipe(
            table="workers",
            fields={
                "worker_key": "Worker ID",
                "team": "Team",
                "role": "Role",
                "started_on": "Post started",
                "ended_on": "Post ended",
                "full_time_equivalent": "Full-time equivalent",
                "qualified_on": "Qualified on",
                "agency": "Agency worker",
                "leaving_reason": "Reason for leaving",
            },
            required=("worker_key", "team", "started_on"),
            order=(("started_on", "ended_on"),),
            kinds=_OF_A_WORKER,
        ),
    ),
    "posts": (
        Recipe(
            table="posts",
            fields={
                "stood_on": "Posts stood on",
                "team": "Team",
                "posts": "Funded posts",
                "vacant": "Vacant posts",
            },
            required=("stood_on", "team", "posts", "vacant"),
        ),
    ),
    "caseloads": (
        Recipe(
            table="caseloads",
            fields={
                "stood_on": "Caseload date",
                "worker_key": "Worker ID",
                "team": "Team",
                "case_type": "Case type",
                "complexity": "Complexity",
                "cases": "Cases held",
            },
            required=("stood_on", "cases"),
            kinds=_OF_A_WORKER,
        ),
    ),
    "absences": (
        Recipe(
            table="absences",
            fields={"worker_key": "Worker ID", "started_on": "First day absent", "ended_on": "Last day absent"},
            required=("worker_key", "started_on"),
            order=(("started_on", "ended_on"),),
            kinds=_OF_A_WORKER,
        ),
    ),
    "supervisions": (
        Recipe(
            table="supervisions",
            fields={
                "worker_key": "Worker ID",
                "held_on": "Supervision date",
                "decisions": "Decisions and interventions",
                "accountability": "Line management and accountability",
                "workload": "Caseload and workload",
                "learning": "Learning and career",
            },
            required=("worker_key", "held_on"),
            kinds=_OF_A_WORKER,
        ),
    ),
    "training": (
        Recipe(
            table="training",
            fields={
                "worker_key": "Worker ID",
                "completed_on": "Completed on",
                "course": "Course",
                "kind": "Kind of training",
                "standard": "Employer standard",
                "put_to_use": "Put to use",
            },
            required=("worker_key", "completed_on", "course"),
            kinds=_OF_A_WORKER,
        ),
    ),
    "surveys": (
        Recipe(
            table="surveys",
            fields={
                "wave": "Wave",
                "closed_on": "Wave closed on",
                "respondent_key": "Respondent",
                "team": "Team",
                "question": "Statement",
                "answer": "Answer",
                "staff_asked": "Staff asked",
            },
            required=("wave", "closed_on", "respondent_key", "question"),
            kinds={"respondent_key": "respondent"},
        ),
    ),
}
