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
