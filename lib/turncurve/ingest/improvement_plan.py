"""What an improvement plan offers to the canonical tables."""

from __future__ import annotations

from turncurve.ingest.recipe import Recipe

FORMAT = "improvement_plan"
_DUE = {"due_on": "Due", "revised_due_on": "Revised due", "reason": "Reason", "approved_by": "Approved by",
        "approved_on": "Approved on"}  # fmt: skip
_IN_ORDER = ("due_on", "revised_due_on")
_OBJECTIVE = {"objective_id": "For objective"}


def _recipe(
    table: str,
    fields: dict[str, str],
    required: tuple[str, ...],
    *,
    order: tuple[tuple[str, str], ...] = (),
    happened: tuple[str, ...] = (),
) -> tuple[Recipe, ...]:
    """Return the one recipe of a sheet."""
    return (Recipe(table=f"improvement_{table}", fields=fields, required=required, order=order, happened=happened),)


RECIPES: dict[str, tuple[Recipe, ...]] = {
    "notice": _recipe(
        "notice",
        {
            "plan_on": "Plan as it stood on",
            "aim_on": "All to be met by",
            "issued_by": "Issued by",
            "served_on": "Notice served on",
            "reported_on": "Notice made known on",
            "weeks_between_meetings": "Weeks between Board meetings",
            "chair": "Chair of the Board",
            "areas": "Areas",
            "grounds": "Grounds",
            "if_failed": "If it fails",
        },
        ("plan_on", "aim_on"),
    ),
    "requirements": _recipe(
        "requirements",
        {
            "requirement_id": "Requirement",
            "theme": "Theme",
            "words": "What must be shown",
            "details": "What it also asks",
            "months_allowed": "Months allowed",
            "evidence_wanted": "Evidence wanted",
        },
        ("requirement_id", "theme", "words"),
    ),
    "findings": _recipe(
        "findings",
        {
            "finding_id": "Finding",
            "source": "From report",
            "words": "What it says",
            "wording": "Wording",
            "requirement_id": "Brought in by requirement",
            "objective_id": "Met by objective",
        },
        ("finding_id", "source", "words", "wording", "requirement_id"),
    ),
    "objectives": _recipe(
        "objectives",
        {
            "objective_id": "Objective",
            "requirement_id": "For requirement",
            "words": "What is to be different",
            "owner": "Owner",
            "agreed_on": "Agreed by the Board on",
        },
        ("objective_id", "requirement_id", "words"),
    ),
    "measures": _recipe(
        "measures",
        {
            "measure_id": "Measure",
            **_OBJECTIVE,
            "indicator": "Indicator",
            "aim": "Aim",
            "target": "Target",
            **_DUE,
            "baseline": "Baseline",
            "baseline_on": "Baseline of",
        },
        ("measure_id", "objective_id", "indicator", "aim"),
        order=(_IN_ORDER,),
    ),
    "milestones": _recipe(
        "milestones",
        {
            "milestone_id": "Milestone",
            **_OBJECTIVE,
            "words": "What will have happened",
            "owner": "Owner",
            **_DUE,
            "met_on": "Met on",
            "lost_on": "No longer met since",
        },
        ("milestone_id", "objective_id", "words"),
        order=(_IN_ORDER, ("met_on", "lost_on")),
    ),
    "actions": _recipe(
        "actions",
        {
            "action_id": "Action",
            **_OBJECTIVE,
            "words": "What is done",
            "owner": "Owner",
            **_DUE,
            "done_on": "Done on",
            "effect": "Effect",
            "corrects": "Corrects",
        },
        ("action_id", "objective_id", "words"),
        order=(_IN_ORDER,),
    ),
    "evidence": _recipe(
        "evidence",
        {
            "evidence_id": "Evidence",
            "about_id": "Evidence for",
            "kind": "Kind of evidence",
            "link": "Link",
            "dated_on": "Dated",
            "shows": "Shows",
            "words": "In words",
        },
        ("evidence_id", "about_id", "kind", "shows"),
    ),
    "meetings": _recipe(
        "meetings",
        {
            "meeting_id": "Meeting",
            "occasion": "Occasion",
            "month": "Month",
            "held_on": "Day",
            "kind": "Kind of review",
            "asked_for": "Asked for",
            "statement": "Chair's statement",
            "signed_off_by": "Signed off by",
            "signed_off_on": "Signed off on",
        },
        ("meeting_id", "occasion", "month"),
    ),
    "disagreements": _recipe(
        "disagreements",
        {
            "meeting_id": "At meeting",
            "requirement_id": "On requirement",
            "status": "Chair's status",
            "reason": "Chair's reason",
        },
        ("meeting_id", "requirement_id", "status"),
    ),
    "promises": _recipe(
        "promises",
        {
            "promise_id": "Promise",
            "meeting_id": "Made at meeting",
            "requirement_id": "For requirement",
            "words": "What was promised",
            "due_on": "Due",
            "kept_on": "Kept on",
            "outcome": "What happened",
        },
        ("promise_id", "meeting_id", "words"),
    ),
    "risks": _recipe(
        "risks",
        {
            "risk_id": "Risk",
            "requirement_id": "For requirement",
            "words": "What may go wrong",
            "likelihood": "Likelihood",
            "impact": "Impact",
            "mitigation": "What is done about it",
            "owner": "Owner",
            "raised_on": "Raised on",
            "closed_on": "Closed on",
        },
        ("risk_id", "words", "likelihood", "impact"),
        order=(("raised_on", "closed_on"),),
        happened=("closed_on",),
    ),
}
HEADERS: dict[str, dict[str, str]] = {
    recipe.table: dict(recipe.fields) for recipes in RECIPES.values() for recipe in recipes
}
"""By canonical table: the workbook's heading of each column."""
NUMBERS: dict[str, str] = {
    table: next(iter(fields)) for table, fields in HEADERS.items()
    if table not in {"improvement_notice", "improvement_disagreements"}
}  # fmt: skip
"""By canonical table whose rows have numbers of their own: the column of the number."""
