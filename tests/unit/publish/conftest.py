"""A made project of a few files: an invented council, notebooks of a few cells, and what they would show."""

import base64
import json
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest

from turncurve.publish import warm_parent
from turncurve.publish.executed import EXHIBIT, RECORDED, SOURCES
from turncurve.publish.run import Run, Unit
from turncurve.tables import council
from turncurve.tables.council import Council

PARAMETERS = (
    'council: str = "madeshire"  # the council\n'
    'as_at: str = "2013-03-31"  # the date of the report\n'
    'audience: str = "public"  # public or restricted\n'
    "months: int = 12  # months shown"
)
# What a made notebook shows things with: bundles as present.Page makes them, without its words and pictures.
SHOWING = """
from IPython.display import display

MIME = "application/vnd.turncurve.{}+json"


def show(name, title, sentence, rows=(), kind=None, held=None):
    figure = f'<figure class="exhibit" id="{name}"><figcaption><h3 id="{name}-title">{title}</h3>'
    figure += f'<p class="sentence">{sentence}</p></figcaption></figure>'
    columns = [{"name": "Month", "numeric": False}, {"name": "Plans", "numeric": True}] if rows else []
    twin = {"id": name, "title": title, "sentence": sentence, "columns": columns, "rows": [list(row) for row in rows]}
    bundle = {"text/html": figure, "text/plain": title, MIME.format("exhibit"): twin}
    display({**bundle, **({MIME.format(kind): held} if kind else {})}, raw=True)


def rest(tables=("cp_plans",)):
    held = {"tables": {name: "ab" * 32 for name in tables}, "inputs": {}, "counts": {}, "versions": {}}
    show("rests", "What this page rests on", "One table.", kind="sources", held=held)


def draft(*missing):
    display({MIME.format("draft"): {"missing": list(missing)}, "text/plain": "draft"}, raw=True)
"""
# A process that kernels are forked from and that loads little.
LIGHT = """
from turncurve.publish import warm_process

warm_process.LIBRARIES = ("ipykernel.kernelapp", "numpy")
warm_process.IMPORTED = ()
warm_process._draw = lambda: None
if __name__ == "__main__":
    warm_process.main()
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><rect width="30" height="10"/></svg>'


class MadeProject:
    """A project in a folder of its own, with one invented council that has records."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for folder in ("data/raw", "data/processed", "notebooks", "reports"):
            (root / folder).mkdir(parents=True)
        (root / "data/raw/README.md").write_text("Here is the project.", encoding="utf-8")
        (root / "showing.py").write_text(SHOWING, encoding="utf-8")
        self.madeshire = self.council("Madeshire", synthetic=True)

    def council(self, name: str, **about) -> Council:
        """Keep a council's identity, as reading in its extracts would."""
        known = Council(name, name.lower(), **about)
        council.keep(known, folder=self.root / "data/processed" / known.folder)
        return known

    def notebook(
        self, name: str, *cells: str, parameters: str = PARAMETERS, audiences=("public", "restricted")
    ) -> Path:
        """Write a notebook; a cell that starts with # and a space, or ## and a space, is narrative."""
        written = [_markdown("# Has it changed?\n\nFor those who ask.", 0), _code(parameters, 1, tags=["parameters"])]
        for place, text in enumerate(cells, start=2):
            written.append(_markdown(text, place) if text.startswith(("# ", "## ")) else _code(text, place))
        about = {"turncurve": {"audiences": list(audiences)}} if audiences is not None else {}
        held = {"cells": written, "metadata": about, "nbformat": 4, "nbformat_minor": 5}
        path = self.root / "notebooks" / f"{name}.ipynb"
        path.write_text(json.dumps(held), encoding="utf-8")
        return path

    def page(self, name: str = "01_curve") -> Path:
        """Write a notebook that shows an answer, a table and what it rests on."""
        return self.notebook(
            name,
            "import showing",
            "## The answer\n\nLook first.",
            'showing.show("answer", "Answer", f"In {council} {months} months were shown to the {audience}.")',
            "## The curve",
            'showing.show("curve", "Plans by month", "It rose.", rows=[("April 2012", "1,446"), ("May 2012", "c")])',
            "showing.rest()",
        )


def _markdown(text: str, place: int) -> dict:
    return {"cell_type": "markdown", "id": f"c{place}", "metadata": {}, "source": text}


def _code(text: str, place: int, tags=()) -> dict:
    about = {"tags": list(tags)} if tags else {}
    cell = {"cell_type": "code", "id": f"c{place}", "metadata": about, "source": text}
    return {**cell, "outputs": [], "execution_count": None}


@pytest.fixture
def made(tmp_path, monkeypatch) -> MadeProject:
    """Return a made project, which the code under test takes for its own."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return MadeProject(tmp_path)


@pytest.fixture
def unit():
    """Return a function that makes a unit of work with usual parameters."""

    def make(notebook: Path = Path("notebooks/01_curve.ipynb"), **given) -> Unit:
        values = {"council": "madeshire", "as_at": "2013-03-31", "audience": "public", "months": 12, **given}
        return Unit(notebook, notebook.stem, tuple(values.items()))

    return make


@pytest.fixture
def bundle():
    """Return a function that makes what a notebook shows of one exhibit."""

    def make(name="curve", *, title="Plans by month", sentence="It rose.", rows=(), recorded=None, picture=False):
        drawn = base64.b64encode(PICTURE.encode()).decode()
        html = f'<figure class="exhibit" id="{name}"><figcaption><h3 id="{name}-title">{title}</h3>'
        html += f'<p class="sentence">{sentence}</p></figcaption>'
        html += f'<img alt="{sentence}" src="data:image/svg+xml;base64,{drawn}">' if picture else ""
        columns = [{"name": "Month", "numeric": False}, {"name": "Plans", "numeric": True}] if rows else []
        twin = {"id": name, "title": title, "sentence": sentence, "columns": columns, "rows": [list(r) for r in rows]}
        held = {"text/html": f"{html}</figure>", "text/plain": title, EXHIBIT: twin}
        return held if recorded is None else {**held, RECORDED: recorded}

    return make


@pytest.fixture
def basis(bundle):
    """Return what a notebook shows of what it rests on."""
    held = {"tables": {"cp_plans": "ab" * 32}, "inputs": {"madeshire/cin.xml": "cd" * 32}, "counts": {}, "versions": {}}
    return {**bundle("rests", title="What this page rests on", sentence="One table."), SOURCES: held}


@pytest.fixture
def run(unit):
    """Return a function that makes the run of a notebook: narrative as text, code with the bundles it showed."""

    def make(*cells, status="completed", one=None, **record) -> Run:
        held = []
        for text, *shown in cells:
            if text.startswith("#"):
                held.append(nbformat.v4.new_markdown_cell(text))
                continue
            outputs = [each if "output_type" in each else _output(each) for each in shown]
            held.append(nbformat.v4.new_code_cell(text, outputs=outputs))
        code = sum(cell.cell_type == "code" for cell in held)
        counts = {"cells": code, "cells_run": code, "seconds": 1.0, **record}
        return Run(one or unit(), status, notebook=nbformat.v4.new_notebook(cells=held), **counts)

    return make


def _output(data: dict):
    return nbformat.v4.new_output("display_data", data=data)


@pytest.fixture
def parents(monkeypatch, tmp_path_factory):
    """Return the processes that kernels are forked from, which load little here: none yet, none in the end."""
    place = tmp_path_factory.mktemp("light")
    (place / "light_parent.py").write_text(LIGHT, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(place))
    monkeypatch.setattr(warm_parent, "warm_process", SimpleNamespace(__name__="light_parent"))
    before = warm_parent._parents
    monkeypatch.setattr(warm_parent, "_parents", {})
    yield warm_parent._parents
    warm_parent.close_all()
    warm_parent._parents = before
