"""What a reader of either audience is shown of an answer, as one text to search."""

from __future__ import annotations

import re

from turncurve.disclosure.release import release, solo_plan
from turncurve.present import Page as _Page  # noqa: F401 - registers every exhibit
from turncurve.present.exhibit import Exhibit, exhibit_of
from turncurve.present.markup import render
from turncurve.present.picture import svg
from turncurve.present.shape import shape_of

FOOTER = "Madeshire (SYNTHETIC)"
_A_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def public(answer, **options) -> Exhibit:
    """Return the exhibit that the public is shown, made safe by a plan for this answer alone."""
    return exhibit_of(release(answer, audience="public", plan=solo_plan(answer, **options)))


def restricted(answer) -> Exhibit:
    """Return the exhibit that a board is shown."""
    return exhibit_of(release(answer, audience="restricted"))


def everything(exhibit: Exhibit) -> str:
    """Return every text of an exhibit: its words, its table, its picture and its page."""
    drawn = svg(exhibit.picture, footer=FOOTER) if exhibit.picture else ""
    page = render(
        "exhibit.html.j2", exhibit=exhibit, id="x", picture="", shape=shape_of(exhibit), treatment=(), footer=FOOTER
    )
    return "\n".join([exhibit.title, exhibit.sentence, exhibit.answer, *exhibit.notes, repr(exhibit), drawn, page])


def numbers(text: str) -> set[str]:
    """Return the numbers of a text, as they are written."""
    return set(_A_NUMBER.findall(text))


def cells(exhibit: Exhibit) -> set[str]:
    """Return the texts of a table's cells."""
    return {text for row in exhibit.rows for text in row}


def column(exhibit: Exhibit, name: str) -> tuple[str, ...]:
    """Return the texts of one column of a table."""
    place = [each.name for each in exhibit.columns].index(name)
    return tuple(row[place] for row in exhibit.rows)
