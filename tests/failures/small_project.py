"""A project as small as one can be that is read in, published and released: one invented council, one notebook."""

import hashlib
import json
import shutil
from pathlib import Path

from tests.support.council_files import CHILD, CouncilFiles, day

COUNCIL, AS_AT, PAGE = "testshire", "2013-03-31", "01_curve"
PLAN = "Child Protection Plan Start Date"
ANNEX_A = "annex_a/2012-09-30/annex_a.xlsx"
CELLS = 8  # code cells of the notebook, with that of the parameters which papermill puts in
_PARAMETERS = (
    f'council: str = "{COUNCIL}"  # whose\nas_at: str = "{AS_AT}"  # when\naudience: str = "public"  # whom for'
)
_RECORDED = json.dumps(
    [
        "plans",
        "ab",
        [
            {
                "grain": "year",
                "keys": [["plans", "Testshire", f"{year - 1}-04-01", f"{year}-03-31", []] for year in (2012, 2013)],
                "cells": [[0, 40, False], [1, 3, False]],
                "values": [],
                "sums": [],
            }
        ],
    ]
)
_SHOWING = f"""
import json
from pathlib import Path

from IPython.display import display

MIME = "application/vnd.turncurve.{{}}+json"
HELD = Path("data/processed/{COUNCIL}")
RECORDED = '{_RECORDED}'


def made_from():
    kept = sorted(HELD.glob("*.lineage.json"))
    return {{path.name.split(".")[0]: json.loads(path.read_text())["sha256"] for path in kept}}


def show(name, title, sentence, rows=(), **more):
    figure = f'<figure class="exhibit" id="{{name}}"><figcaption><h3 id="{{name}}-title">{{title}}</h3>'
    figure += f'<p class="sentence">{{sentence}}</p></figcaption></figure>'
    columns = [{{"name": "Table", "numeric": False}}, {{"name": "Hash", "numeric": False}}] if rows else []
    twin = {{"id": name, "title": title, "sentence": sentence, "columns": columns, "rows": [list(row) for row in rows]}}
    bundle = {{"text/html": figure, "text/plain": title, MIME.format("exhibit"): twin}}
    display({{**bundle, **{{MIME.format(kind): held for kind, held in more.items()}}}}, raw=True)


def record(audience):
    show("recorded", "Plans", "As recorded.", **({{"recorded": RECORDED}} if audience == "restricted" else {{}}))


def rest():
    held = {{"tables": made_from(), "inputs": {{}}, "counts": {{}}, "versions": {{}}}}
    show("rests", "What this page rests on", "The tables.", sources=held)
"""
_NOTEBOOK = (
    "import showing",
    'showing.show("answer", "Answer", f"Read for the {audience} of {council}.")',
    "# What it rests on",
    'showing.show("tables", "Tables", "Their hashes.", rows=showing.made_from().items())',
    "showing.record(audience)",
    "council, as_at, audience = council, as_at, audience",
    "showing.rest()",
)


def make(root: Path) -> None:
    """Make the project, with the council's files as first received."""
    for folder in ("data/raw", "data/processed", "notebooks", "reports"):
        (root / folder).mkdir(parents=True)
    (root / "data/raw/README.md").write_text("Here is the project.", encoding="utf-8")
    (root / "showing.py").write_text(_SHOWING, encoding="utf-8")
    (root / "notebooks" / f"{PAGE}.ipynb").write_text(_notebook(), encoding="utf-8")
    (root / "made").mkdir()
    council = CouncilFiles(root / "made")
    _receive(council, children=12)
    council.raw.rename(root / "data/raw" / COUNCIL)
    (root / "made").rmdir()


def receive_more(root: Path) -> None:
    """Put a later extract in the place of the first: a child more, and a table that was not there."""
    (root / "made").mkdir()
    council = CouncilFiles(root / "made")
    _receive(council, children=13)
    raw = root / "data/raw" / COUNCIL
    shutil.rmtree(raw)
    council.raw.rename(raw)
    (root / "made").rmdir()


def tree(folder: Path) -> dict[str, str]:
    """Return the hash of every file below a folder that a run leaves the same each time."""
    left_out = ("run_record.json", ".stands.json", ".lock")  # how long notebooks took, what rests on that, and locks
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(left_out)
    }


def _receive(council: CouncilFiles, *, children: int) -> None:
    """Write an extract of some children, all of them on plans."""
    rows = [{CHILD: str(number), PLAN: day("2012-05-15")} for number in range(children)]
    council.annex_a(ANNEX_A, list_7=rows)


def _notebook() -> str:
    """Return the notebook's file."""
    cells = [_markdown("# Has it changed?\n\nFor those who ask.", 0), _code(_PARAMETERS, 1, tags=["parameters"])]
    for place, text in enumerate(_NOTEBOOK, start=2):
        cells.append(_markdown(text, place) if text.startswith("# ") else _code(text, place))
    about = {"turncurve": {"audiences": ["public", "restricted"]}}
    return json.dumps({"cells": cells, "metadata": about, "nbformat": 4, "nbformat_minor": 5})


def _markdown(text: str, place: int) -> dict:
    return {"cell_type": "markdown", "id": f"c{place}", "metadata": {}, "source": text}


def _code(text: str, place: int, tags=()) -> dict:
    about = {"tags": list(tags)} if tags else {}
    cell = {"cell_type": "code", "id": f"c{place}", "metadata": about, "source": text}
    return {**cell, "outputs": [], "execution_count": None}
