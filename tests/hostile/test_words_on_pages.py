"""Whatever a council writes, or a column holds, its page is built as if it had written plain words."""

import datetime as dt
import re
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from typing import Any

import pytest

from tests.support.made_page import made_page
from tests.support.made_story import WHOLE, shown
from turncurve.present.exhibit import Column, Exhibit
from turncurve.publish import look, site
from turncurve.publish.manifest import PageEntry
from turncurve.tables.council import Council
from turncurve.tables.story import Option

PAYLOADS = {
    "script": "<script>alert(1)</script>",
    "picture": '<img src=x onerror="alert(1)">',
    "end of an attribute": '"><svg onload=alert(1)>',
    "end of an attribute, single": "' onmouseover='alert(1)",
    "end of the figure": "</figcaption></figure></main><h1>Ours</h1>",
    "end of a table": "</td></tr></tbody></table>",
    "end of the code": "</code></pre><script>",
    "entities": "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#60;b&#62;",
    "comment": "<!-- --><!--contents--><!--words-->",
    "link": "[press](javascript:alert(1)) <a href='javascript:alert(1)'>press</a>",
    "template": "{{ 7 * 7 }}{% for a in b %}${7*7}",
    "formula": "=1+1",
    "markdown": "# A title\n\n| a | b |\n|---|---|\n![x](https://example.org/x.png)",
    "style": "</style><style>body{display:none}</style>",
    "turned about": "Met by \u202e%0.61\u202c of \u2066children\u2069\u200f",
    "null and newline": "a\x00b\nc\td",
}
PARTS = ("outcome", "quadrant", "future", "causes", "partners", "options", "actions", "agenda")
# What the story's own rules choose from, and so is never a council's free words.
CHOSEN = {"indicator", "accountability", "quadrant", "effect", "evidence_kind", "strength", "cost"}


def plain(payload: str) -> str:
    """Return harmless words of the same length with the same figures, which a page marks, so that no more differs."""
    return re.sub(r"[^\w\s#.,/-]", "\u00b7", re.sub(r"[^\W\d]", "w", payload))


class Built(HTMLParser):
    """What a page is built of: each element with the names of its attributes, and where it leads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.leads: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, tuple(sorted(name for name, _ in attrs))))
        self.leads += [value for name, value in attrs if name in {"href", "src", "action", "formaction"}]

    def handle_endtag(self, tag):
        self.elements.append((f"/{tag}", ()))

    def handle_comment(self, data):
        self.elements.append(("comment", (data,)))

    def handle_data(self, data):
        self.text += data


def exhibit(words: str) -> Exhibit:
    """Return an exhibit with a text in every place that holds one."""
    return Exhibit(
        title=f"T {words}",
        sentence=f"{words} said.",
        columns=(Column(words, numeric=False), Column(f"{words} 2"), Column("Percent")),
        rows=((words, words, "3"), ("b", "c", words), ("All", "1", words)),
        notes=(words, f"{words} again", "c", "d", words),
        source=words,
        missing=(words,),
    )


def built(words: str) -> Built:
    return Built(
        made_page(
            exhibit(words),
            replace(exhibit(words), rows=(), columns=(), answer=f"{words}."),
            pictures=(0,),
            council=Council(f"Made {words}", "madeshire", synthetic=True),
        )
    )


@pytest.mark.parametrize("name", PAYLOADS)
def test_a_page_is_built_the_same_whatever_its_words_are(name):
    assert built(PAYLOADS[name]).elements == built(plain(PAYLOADS[name])).elements


@pytest.mark.parametrize("name", PAYLOADS)
def test_no_words_make_a_link_and_every_link_stays_on_the_page_or_beside_it(name):
    for lead in built(PAYLOADS[name]).leads:
        assert lead.startswith(
            ("#", "tables/", "data:image/svg+xml;base64,", "index.html", "manifest.json", "01_curve.")
        )


@pytest.mark.parametrize("name", ["script", "picture", "entities", "formula", "template", "markdown"])
def test_a_reader_sees_the_words_as_they_were_written(name):
    assert PAYLOADS[name] in built(PAYLOADS[name]).text


def test_nothing_turns_the_order_of_what_is_read_about():
    text = built(PAYLOADS["turned about"]).text
    assert "Met by %0.61 of children" in text
    assert not set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(text)


def said(words: str, held: Any) -> Any:
    """Return a story, or a part of one, with every free text of it replaced."""
    if isinstance(held, tuple):
        return tuple(words if isinstance(each, str) else said(words, each) for each in held)
    if not is_dataclass(held):
        return held
    free = {each.name: getattr(held, each.name) for each in fields(held) if each.name not in CHOSEN}
    option = isinstance(held, Option)
    new = {
        name: words if isinstance(value, str) and not (option and name == "evidence") else said(words, value)
        for name, value in free.items()
    }
    return replace(held, **new)


@pytest.mark.parametrize("name", PAYLOADS)
def test_a_councils_story_is_escaped_in_every_part(name):
    def told(words: str) -> Built:
        parts = [shown(part, said(words, WHOLE)) for part in PARTS]
        return Built(made_page(*(replace(each, missing=()) for each in parts)))

    assert told(PAYLOADS[name]).elements == told(plain(PAYLOADS[name])).elements


@pytest.mark.parametrize("name", PAYLOADS)
def test_indexes_are_built_the_same_whatever_their_words_are(name):
    def index(words: str) -> Built:
        council = Council(f"Made {words}", "madeshire")
        entries = (PageEntry("01_curve", f"Q {words}?", f"{words} rose.", "ab", {}, ()),)
        tables = [(words, "tables/01_curve/a.csv")]
        return Built(
            site.release_index(council, as_at=dt.date(2013, 3, 31), audience="public", entries=entries, tables=tables)
        )

    assert index(PAYLOADS[name]).elements == index(plain(PAYLOADS[name])).elements


@pytest.mark.parametrize("name", PAYLOADS)
def test_no_words_end_the_style_sheet(name):
    sheet = look.style([PAYLOADS[name]])
    assert "</style" not in sheet[len(look.style()) :].lower()
