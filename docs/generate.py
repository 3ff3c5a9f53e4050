"""Write the reference pages that are made from the code: `python docs/generate.py`.

A test compares them with what stands in this folder, so that they cannot fall behind.
"""

from __future__ import annotations

from pathlib import Path

from turncurve.indicators.definition import Definition
from turncurve.indicators.registry import INDICATORS
from turncurve.publish.blank_return import guidance, own_words
from turncurve.reference.formats.specification import templates
from turncurve.reference.glossary import terms
from turncurve.tables.column import words_of
from turncurve.tables.registry import TABLES

DOCS = Path(__file__).resolve().parent
SPEC = DOCS.parent / "tests" / "spec"
MADE = "<!-- Made by docs/generate.py: change the code that it is made from. -->\n"


def data_dictionary() -> str:
    """Return the page of the canonical tables and their columns."""
    parts = [MADE, "# Data dictionary\n", "One row of each canonical table, and what each column means.\n"]
    for name, model in TABLES.items():
        first, *_ = (model.__doc__ or "").strip().splitlines()
        parts += [
            f"## {name}\n",
            f"{first}\n",
            "| column | type | may be blank | about | unit | meaning | source item |",
        ]
        parts.append("|---|---|---|---|---|---|---|")
        for column, words in words_of(model).items():
            blank = "yes" if words["nullable"] else "no"
            cells = (column, words["dtype"], blank, words["sensitivity"], words["unit"], words["description"])
            parts.append("| " + " | ".join([*cells, words["source_item"]]) + " |")
        parts.append("")
    return "\n".join(parts)


def indicators() -> str:
    """Return the page of the indicators' definitions."""
    parts = [MADE, "# Indicators\n", "Every number on every page comes from one of these.\n"]
    for name, indicator in INDICATORS.items():
        parts += [f"## {indicator.definition.title}\n", f"`{name}`. {indicator.definition.counts}\n"]
        parts += [f"- **{head}**: {text}" for head, text in _words(indicator.definition) if text]
        parts.append("")
    return "\n".join(parts)


def glossary() -> str:
    """Return the page of the words that the reports speak with."""
    rows = [f"| {term.word} | {term.meaning} |" for term in terms()]
    head = "Plain words for what the reports speak of. The pages give the same meanings where a word first stands."
    return "\n".join([MADE, "# Glossary\n", f"{head}\n", "| word | meaning |", "|---|---|", *rows, ""])


def worked_examples() -> str:
    """Return the page of the examples worked by hand, which are tests."""
    texts = [_lowered(path.read_text(encoding="utf-8")) for path in sorted(SPEC.glob("*.md"))]
    head = [MADE, "# Worked examples\n", "Each was counted by hand, and is a test: `tests/spec`.\n"]
    return "\n".join([*head, *texts])


def return_templates() -> str:
    """Return the page of the returns that `turncurve template` writes empty."""
    parts = [
        MADE,
        "# Returns to fill in\n",
        "What no case system holds. `turncurve template NAME` writes each empty.\n",
    ]
    for name, wanted in templates().items():
        parts += [f"## {wanted.title}: `turncurve template {name}`\n", f"{wanted.source}.\n"]
        parts += ["| sheet | column | must be filled | what goes into it | written as |", "|---|---|---|---|---|"]
        parts += ["| " + " | ".join(line) + " |" for line in guidance(wanted)]
        parts.append("")
    words = ", ".join(f"`turncurve template {name}`" for name in own_words())
    parts += [
        "## What is said in words\n",
        f"Files of a council's own words, found in its raw folder by name: {words}. Each holds an example.\n",
    ]
    return "\n".join(parts)


PAGES = {
    "data_dictionary.md": data_dictionary,
    "glossary.md": glossary,
    "indicators.md": indicators,
    "return_templates.md": return_templates,
    "worked_examples.md": worked_examples,
}


def _words(definition: Definition) -> list[tuple[str, str]]:
    """Return a definition's parts."""
    return [
        ("Numerator", definition.numerator),
        ("Denominator", definition.denominator),
        ("Unit", definition.unit),
        ("Window", definition.window),
        ("Which way is better", definition.polarity),
        ("Why it matters", definition.why),
        ("Bear in mind", " ".join(definition.caveats)),
        ("Rests on", ", ".join(definition.source_fields)),
        ("Official counterpart", definition.published_counterpart or "none"),
        ("Owner", definition.owner),
    ]


def _lowered(text: str) -> str:
    """Return a page with each heading one level lower, so that it can stand inside another."""
    return text.replace("\n## ", "\n### ").replace("# ", "## ", 1)


if __name__ == "__main__":
    for page, make in PAGES.items():
        (DOCS / page).write_text(make(), encoding="utf-8", newline="\n")
