"""The field's words explained where they first stand: by hovering, by focus and by touch, with no script."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import unescape

from turncurve.publish import templates
from turncurve.reference.glossary import Term, terms
from turncurve.reference.project import slug

# A section's or a table's start, or a piece of running text: our paragraphs, lists and table headings, and no others.
_PIECE = re.compile(
    r'(?P<section><h2\b)|(?P<table><thead>)|(?P<folded><details class="notes">)|(?P<unfolded></details>)'
    r'|(?P<open><(?P<tag>p|li|th)(?:| class="(?:sentence|note)"| scope="col"[^>]*)>)'
    r"(?P<inner>.*?)(?P<close></(?P=tag)>)",
    re.DOTALL,
)
_MARKUP = re.compile(r"(<(a|code|button|summary)\b.*?</\2>|<[^>]+>)", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Explained:
    """A page in which words are explained.

    Parameters
    ----------
    html : str
        The page, each word marked where it first stands in a section, and in a table's headings.
    words : str
        The list of the words that were marked, for the page's foot; empty where there are none.
    """

    html: str
    words: str


def explain(html: str) -> Explained:
    """Mark the field's words in a page's running text and table headings.

    Parameters
    ----------
    html : str
        A page, or part of one, whose text is escaped already.

    Returns
    -------
    Explained
        The same text with the words marked, and the list of those words.
    """
    wording = unescape(_TAG.sub(" ", html)).lower()
    usable = {form: term for form, term in _forms().items() if term.beside.lower() in wording}
    met: dict[str, Term] = {}
    seen: dict[str, set[str]] = {"section": set(), "table": set()}

    def mark(found: re.Match[str]) -> str:
        part = found.lastgroup or ""
        if part in {"section", "table"}:
            seen[part] = set()
        # What is explained in a folded note alone is explained again where it next stands in sight.
        if part == "folded":
            seen["in sight"], seen["section"] = seen["section"], set(seen["section"])
        if part == "unfolded" and "in sight" in seen:
            seen["section"] = seen.pop("in sight")
        if not found["tag"]:
            return found[0]
        where = seen["table" if found["tag"] == "th" else "section"]
        parts = _MARKUP.split(found["inner"])
        # Of three parts, the first is text; the others are a piece of markup and the name of what it holds.
        parts[::3] = [_marked(text, usable, where=where, met=met) for text in parts[::3]]
        inner = "".join(part for place, part in enumerate(parts) if place % 3 < 2)
        return f"{found['open']}{inner}{found['close']}"

    marked = _PIECE.sub(mark, html)
    used = sorted(met.values(), key=lambda term: term.word.lower())
    held = [{"id": _id(term), "word": term.word, "meaning": term.meaning} for term in used]
    return Explained(marked, templates.fill("words.html.j2", terms=held) if held else "")


def _marked(text: str, usable: dict[str, Term], *, where: set[str], met: dict[str, Term]) -> str:
    """Return a text with each word marked that has not been met in its part of the page."""

    def mark(found: re.Match[str]) -> str:
        term = usable.get(found[0]) or usable.get(found[0].lower())
        if term is None or term.word in where:
            return found[0]
        where.add(term.word)
        met[term.word] = term
        # What is shown is the page's own text, which was escaped when it was written.
        return templates.fill("term.html.j2", id=_id(term), text=found[0])

    return _pattern().sub(mark, text)


def _id(term: Term) -> str:
    """Return the address of a word's meaning."""
    return f"word-{slug(term.word).replace('_', '-')}"


@cache
def _forms() -> dict[str, Term]:
    """Return each word's forms; those in small letters stand for capitals too."""
    return {form: term for term in terms() for form in term.forms}


@cache
def _pattern() -> re.Pattern[str]:
    """Return what finds any form, the longest first, and none inside a longer word or an escaped character."""
    forms = sorted(_forms(), key=lambda form: (-len(form), form))
    either = (re.escape(form) if form != form.lower() else f"(?i:{re.escape(form)})" for form in forms)
    return re.compile(rf"(?<![\w&#-])(?:{'|'.join(either)})(?![\w-])")
