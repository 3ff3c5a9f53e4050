"""What questionnaires of staff and partners offer to the canonical tables."""

from __future__ import annotations

from turncurve.ingest.recipe import Recipe

RECIPES: dict[str, tuple[Recipe, ...]] = {
    "answers": (
        Recipe(
            table="questionnaires",
            fields={
                "questionnaire": "Questionnaire",
                "closed_on": "Questionnaire closed on",
                "respondent_key": "Respondent number",
                "answered_as": "Answered as",
                "question": "Statement put",
                "answer": "Answer given",
                "people_asked": "People asked",
            },
            required=("questionnaire", "closed_on", "respondent_key", "answered_as", "question"),
            happened=("closed_on",),
            kinds={"respondent_key": "respondent"},
        ),
    ),
}
