"""What an audit return, and the record of the draw for it, offer to the canonical tables."""

from __future__ import annotations

from turncurve.ingest.recipe import Recipe

RECIPES: dict[str, tuple[Recipe, ...]] = {
    "answers": (
        Recipe(
            table="audits",
            fields={
                "programme": "Programme",
                "audited_on": "Audit date",
                "file_key": "File",
                "auditor_key": "Auditor",
                "standard": "Standard",
                "criterion": "Criterion",
                "answer": "Answer",
                "selection": "How chosen",
                "population": "Population",
                "drawn_on": "Drawn on",
            },
            required=("audited_on", "programme", "file_key", "auditor_key", "standard", "criterion"),
            order=(("drawn_on", "audited_on"),),
            kinds={"file_key": "file", "auditor_key": "auditor"},
        ),
    ),
    "grades": (
        Recipe(
            table="audit_grades",
            fields={
                "programme": "Programme",
                "graded_on": "Graded on",
                "file_key": "File",
                "auditor_key": "Graded by",
                "grade": "Grade",
                "drawn_on": "Drawn on",
            },
            required=("graded_on", "programme", "file_key", "auditor_key"),
            order=(("drawn_on", "graded_on"),),
            offered_where="grade",
            kinds={"file_key": "file", "auditor_key": "auditor"},
        ),
    ),
    "draw": (
        Recipe(
            table="audit_draws",
            fields={
                "programme": "Programme",
                "drawn_on": "Drawn on",
                "file_key": "File",
                "stratum": "Stratum",
                "stratum_files": "Files in stratum",
                "stratum_drawn": "Files drawn",
                "read_twice": "Read twice",
                "seed": "Seed",
            },
            required=("drawn_on", "programme", "file_key", "stratum", "stratum_files", "stratum_drawn"),
            kinds={"file_key": "file"},
        ),
    ),
}
