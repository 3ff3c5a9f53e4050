"""What the coding of a sample of contacts offers to the canonical tables."""

from __future__ import annotations

from turncurve.ingest.recipe import Recipe

_KINDS = {"contact_key": "contact", "coder_key": "coder"}
RECIPES: dict[str, tuple[Recipe, ...]] = {
    "draw": (
        Recipe(
            table="contact_draws",
            fields={
                "contact_key": "Contact reference",
                "drawn_on": "Sample drawn on",
                "stratum": "Contact stratum",
                "stratum_contacts": "Contacts in stratum",
                "stratum_drawn": "Contacts drawn",
                "source": "Contact made by",
            },
            required=("drawn_on", "contact_key", "stratum", "stratum_contacts", "stratum_drawn"),
            kinds={"contact_key": _KINDS["contact_key"]},
        ),
    ),
    "codings": (
        Recipe(
            table="contact_codings",
            fields={
                "contact_key": "Contact reference",
                "drawn_on": "Sample drawn on",
                "coder_key": "Coder",
                "code": "Demand code",
                "could_go_to": "Could have gone to",
            },
            required=("drawn_on", "contact_key", "coder_key", "code"),
            kinds=_KINDS,
        ),
    ),
}
