"""An executed notebook made into a page that stands alone: one file, nothing fetched, and whole without its script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

from markupsafe import escape
from nbconvert.exporters import TemplateExporter
from nbconvert.filters import Highlight2HTML
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode

from turncurve.publish import look, templates, traces
from turncurve.publish.executed import Executed
from turncurve.publish.figures_in_words import mark
from turncurve.publish.terms import explain
from turncurve.reference.project import slug
from turncurve.tables.council import Council

_CONTENTS, _WORDS = "<!--contents-->", "<!--words-->"
_HEADING = re.compile(r"<h([1-6])((?:\s[^>]*)?)>(.*?)</h\1>", re.DOTALL)
_ID = re.compile(r'\sid="([^"]*)"')
_TAG = re.compile(r"<[^>]+>")
_ELSEWHERE = re.compile(r"<!--elsewhere ([^>]*)-->\n")
_MARKDOWN_HEADING = re.compile(r"^## ", re.MULTILINE)
_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
SCREEN = "screen"
"""A cell that bears this tag is on the page and not on paper, where one line names it."""


def page(executed: Executed, *, question: str, council: Council) -> str:
    """Return the page of an executed notebook, to which `led` adds what leads to the release's other pages.

    Parameters
    ----------
    executed : Executed
        The notebook with what it showed.
    question : str
        What the page answers.
    council : Council
        Whose page it is.

    Returns
    -------
    str
        HTML that stands alone, marked where links to other pages belong.
    """
    subject = look.standing(council, executed.unit.as_at)
    draft = bool(executed.missing)
    marks = look.marks(council, audience=executed.unit.audience, draft=draft)
    words = look.Look(
        title=look.title(question, subject, draft=draft),
        owner=council.label,
        marks=marks,
        up=look.Link("All pages of this release", "index.html"),
        foot=(f"{question}. {subject}. {marks[0].words}.", "Nothing on this page is fetched from elsewhere."),
        style=look.style([subject, *(mark.words for mark in marks)]),
        script=templates.script("sort"),
    )
    resources = {"page": _Words(words, subject, executed)}
    html, _ = _exporter().from_notebook_node(_prepared(executed), resources=resources)
    return look.as_read(_finished(_with_words(html)))


def led(html: str, executed: Executed, *, others: Sequence[Executed]) -> str:
    """Return a page that leads to where its counts stand on the release's other pages.

    Parameters
    ----------
    html : str
        What `page` returned.
    executed : Executed
        What the page's notebook showed.
    others : sequence of Executed
        The release's other pages for the same audience.

    Returns
    -------
    str
        HTML that stands alone.
    """
    by_id = {each.id: each for each in executed.exhibits}

    def links(found: re.Match[str]) -> str:
        shown = [by_id[name] for name in found[1].split()]
        held = traces.elsewhere(shown, others=others)
        if not held:
            return ""
        title, in_full = ", ".join(each.title for each in shown), any(e.title == traces.READING_PACK for e in shown)
        return look.as_read(templates.fill("elsewhere.html.j2", title=title, links=held, in_full=in_full))

    return _ELSEWHERE.sub(links, html)


class _Words:
    """What the template shows around the notebook."""

    def __init__(self, words: look.Look, standing: str, executed: Executed) -> None:
        self.title, self.owner, self.marks, self.up = words.title, words.owner, words.marks, words.up
        self.foot, self.style, self.script, self.policy = words.foot, words.style, words.script, words.policy
        self.standing, self.notebook, self.missing = standing, f"{executed.unit.page}.ipynb", executed.missing
        self.feed = ""
        self.undefined = traces.undefined(executed)
        self.page, self.not_on_paper = executed.unit.page, _not_on_paper(executed)


@cache
def _exporter() -> TemplateExporter:
    """Return the one exporter of this process; nbconvert's own for HTML rewrites alternative text and attributes."""
    return TemplateExporter(
        template_name=templates.FOLDER,
        template_file="index.html.j2",
        extra_template_basedirs=[str(Path(__file__).parent)],
        filters={"markdown2html": _markdown, "highlight_code": Highlight2HTML(pygments_lexer="python")},
        optimistic_validation=True,  # once, and not after each of eleven steps that change nothing
    )


def _markdown(source: str) -> str:
    """Return a narrative cell as HTML; HTML within it is shown as it was typed."""
    html: str = MarkdownWithMath(renderer=IPythonRenderer(escape=True, exclude_anchor_links=True)).render(source)
    return html


def _prepared(executed: Executed) -> Any:  # noqa: ANN401 - nbformat ships no types
    """Return a copy of the notebook in which each cell says what the template needs to know of it."""
    cells = [NotebookNode({**cell, "metadata": NotebookNode(cell.metadata)}) for cell in executed.notebook.cells]
    notebook = NotebookNode({**executed.notebook, "cells": cells})
    exhibits = {f'id="{each.id}"': each for each in executed.exhibits}
    headings = 0
    for place, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown":
            before, headings = headings, headings + len(_MARKDOWN_HEADING.findall(cell.source))
            first = {"first": place == 0, "contents_before": before < 2 <= headings}
            cell.metadata["turncurve"] = {**first, "screen": _is_for_the_screen(cell)}
            continue
        shown = [output.data["text/html"] for output in cell.outputs]
        here = [each for mark, each in exhibits.items() if any(mark in html for html in shown)]
        trace = traces.trace(here, executed)
        cell.metadata["turncurve"] = {"sets_up": not shown, "trace": trace, "screen": _is_for_the_screen(cell)}
    return notebook


def _not_on_paper(executed: Executed) -> tuple[str, ...]:
    """Return the headings of the sections that are left out on paper."""
    cells = [cell for cell in executed.notebook.cells if cell.cell_type == "markdown" and _is_for_the_screen(cell)]
    return tuple(name for cell in cells for name in _SECTION.findall(cell.source))


def _is_for_the_screen(cell: Any) -> bool:  # noqa: ANN401 - nbformat ships no types
    """Tell whether a cell is left out on paper."""
    return SCREEN in cell.metadata.get("tags", [])


def _with_words(html: str) -> str:
    """Return the page with the field's words explained and figures marked in its main part, and the words' list."""
    before, main, rest = html.partition("<main")
    within, end, after = rest.rpartition("</main>")
    explained = explain(within)
    return f"{before}{main}{mark(explained.html).replace(_WORDS, explained.words)}{end}{after}"


def _finished(html: str) -> str:
    """Return the page with its headings in order and its list of contents."""
    ordered, contents = _in_order(html)
    listed = "".join(f'<li><a href="#{name}">{words}</a></li>\n' for name, words in contents)
    navigation = (
        f'<nav class="contents" aria-labelledby="contents">\n<h2 id="contents">On this page</h2>\n'
        f"<ol>\n{listed}</ol>\n</nav>"
        if len(contents) > 1
        else ""
    )
    return re.sub(r"[ \t]+\n", "\n", ordered.replace(_CONTENTS, navigation)).strip() + "\n"


def _in_order(html: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the page with no heading's level skipped and each with an address of its own, and its sections."""
    taken: set[str] = set()
    contents: list[tuple[str, str]] = []
    level, section = 0, ""

    def put_right(found: re.Match[str]) -> str:
        nonlocal level, section
        given = int(found[1])
        level = 1 if level == 0 else max(2, min(given, level + 1))
        words = _TAG.sub("", found[3]).strip()
        held = _ID.search(found[2])
        ours = held is not None and (held[1].startswith("section-") or held[1].endswith("-title"))
        name = held[1] if held and ours else _free(f"section-{slug(unescape(words)).replace('_', '-')}", taken)
        taken.add(name)
        if level == 2:
            section = words
            contents.append((name, str(escape(unescape(words)))))
        # An exhibit of its section's name would say it twice; its own heading is then for screen readers alone.
        same = ' class="same"' if level > 2 and words == section else ""
        return f'<h{level} id="{name}"{same}{_ID.sub("", found[2])}>{found[3]}</h{level}>'

    return _HEADING.sub(put_right, html), contents


def _free(name: str, taken: Iterable[str]) -> str:
    """Return an address that is not taken yet."""
    tried, number = name, 2
    while tried in taken:
        tried, number = f"{name}-{number}", number + 1
    return tried
