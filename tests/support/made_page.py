"""A page of made exhibits, drawn through the real templates: for what a browser, a reader and an attacker meet."""

from __future__ import annotations

import base64
from dataclasses import asdict
from pathlib import Path

import nbformat

from turncurve.present.exhibit import Column, Exhibit
from turncurve.present.markup import render as markup
from turncurve.present.shape import shape_of
from turncurve.publish import executed as publish
from turncurve.publish.executed import Executed
from turncurve.publish.render import page
from turncurve.publish.run import Unit
from turncurve.publish.traces import BASIS
from turncurve.tables.council import Council

MADESHIRE = Council("Madeshire", "madeshire", synthetic=True)
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 300"><rect width="800" height="300"/></svg>'
PARAMETERS = (("council", "madeshire"), ("as_at", "2013-03-31"), ("audience", "public"))
RESTS = Exhibit(BASIS, "One table.", (Column("Table", numeric=False), Column("Rows", numeric=False)), (("a", "b"),))


def made_page(*exhibits: Exhibit, council: Council = MADESHIRE, question: str = "Has it changed?", pictures=()) -> str:
    """Return a page that shows exhibits, each in a section of its own, those whose places are named as pictures."""
    shown = [_shown(each, place, picture=place in pictures) for place, each in enumerate((*exhibits, RESTS))]
    cells = [nbformat.v4.new_markdown_cell(f"# {question}\n\nFor those who ask of a child protection plan.")]
    for twin, html in shown:
        output = nbformat.v4.new_output("display_data", data={"text/html": html, "text/plain": twin.title})
        cells.append(nbformat.v4.new_markdown_cell(f"## Part {len(cells)}\n\nA placement order, and a referral."))
        cells.append(nbformat.v4.new_code_cell("page.chart(answer)", outputs=[output]))
    notebook = nbformat.v4.new_notebook(cells=cells)
    unit = Unit(Path("notebooks/01_curve.ipynb"), "01_curve", PARAMETERS)
    done = Executed(unit, notebook, exhibits=tuple(twin for twin, _ in shown))
    return page(done, question=question, council=council)


def _shown(exhibit: Exhibit, place: int, *, picture: bool) -> tuple[publish.Exhibit, str]:
    """Return one exhibit as the release knows it and as HTML."""
    drawn = base64.b64encode(PICTURE).decode() if picture else ""
    name = f"exhibit-{place}"
    html = markup(
        "exhibit.html.j2",
        exhibit=exhibit,
        id=name,
        picture=drawn,
        shape=shape_of(exhibit),
        treatment=(),
        footer="Madeshire (SYNTHETIC)",
    )
    columns = tuple(tuple(asdict(column).values()) for column in exhibit.columns)
    twin = publish.Exhibit(name, exhibit.title, exhibit.sentence, columns, exhibit.rows, indicators=exhibit.indicators)
    return twin, html
