"""What an audit return offers to the canonical tables."""

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
            },
            required=("audited_on", "programme", "file_key", "auditor_key", "standard", "criterion"),
            kinds={"file_key": "file", "auditor_key": "auditor"},
        ),
    )
}
