"""What a notebook showed, once it has run: only what came through the door, in a form that is the same every time."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any, NoReturn

import nbformat

from turncurve.errors import DisclosureError, PublicationError
from turncurve.publish.run import NOT_HELD, Run, Unit
from turncurve.tables.issued import Issued, from_data

_MIME = "application/vnd.turncurve.{}+json"
EXHIBIT, RECORDED, SOURCES, DRAFT, ISSUED, STATED = (
    _MIME.format(kind) for kind in ("exhibit", "recorded", "sources", "draft", "issued", "shown")
)
_SHOWN = ("text/html", "text/plain")
_PICTURE = re.compile(r"<img\b[^>]*>")
_ALTERNATIVE = re.compile(r'\balt="([^"]*)"')
_PLACEHOLDER = "No description has been provided"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Exhibit:
    """One thing shown, as data.

    Parameters
    ----------
    id : str
        Its address on the page.
    title : str
        What it shows.
    sentence : str
        What it says, its answer first where it has one.
    columns : tuple of (str, bool)
        Heading of each column of its table, and whether it holds numbers.
    rows : tuple of tuple of str
        The table's rows, as shown; empty where it has no table.
    notes : tuple of str
        What must be borne in mind.
    source : str
        Where the numbers come from.
    indicators : tuple of str
        Identifiers of the indicators that its figures come from.
    cells : frozenset of str
        Addresses of the counts of our own that it states.
    """

    id: str
    title: str
    sentence: str
    columns: tuple[tuple[str, bool], ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()
    source: str = ""
    indicators: tuple[str, ...] = ()
    cells: frozenset[str] = field(default=frozenset(), repr=False)


@dataclass(frozen=True)
class Executed:
    """A notebook that ran to its end, with what it showed.

    Parameters
    ----------
    unit : Unit
        What was run.
    notebook : notebook node
        The notebook without times, restricted tables and anything else that a reader is not shown.
    exhibits : tuple of Exhibit
        What it showed, in order.
    recorded : tuple of object
        Tables of base cells, of a restricted run; for the suppression plan alone.
    basis : dict
        What the page says it rests on.
    missing : tuple of str
        What the page still lacks; where there is anything, it is a draft.
    issued : tuple of Issued
        Forecasts that it states, in order.
    stated : tuple of (str, int or None)
        Counts of our own that it shows to its audience, by address; None where hidden.
    """

    unit: Unit
    notebook: Any = field(repr=False, compare=False)
    exhibits: tuple[Exhibit, ...] = ()
    recorded: tuple[Any, ...] = field(default=(), repr=False)
    basis: dict[str, Any] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    issued: tuple[Issued, ...] = field(default=(), repr=False)
    stated: tuple[tuple[str, int | None], ...] = field(default=(), repr=False)


def collect(run: Run) -> Executed:
    """Return what a completed run showed.

    Parameters
    ----------
    run : Run
        The run.

    Returns
    -------
    Executed
        What it showed.

    Raises
    ------
    PublicationError
        If the run did not complete, did not say what it rests on, or shows a chart without its table or its words.
    """
    if not run.completed:
        _refuse(run)
    cells = run.notebook.cells
    for place, cell in enumerate(cells, start=1):
        _refuse_side_doors(run.unit, place, cell)
    bundles = [output.data for cell in cells for output in cell.get("outputs", []) if output.output_type != "stream"]
    for data in bundles:
        _refuse_bare_picture(run.unit, data)
    basis = [data[SOURCES] for data in bundles if SOURCES in data]
    if len(basis) != 1:
        raise PublicationError(
            "the notebook does not say, once, what it rests on",
            where=run.unit.notebook.name,
            remedy="End it with a cell `page.basis()`",
        )
    return Executed(
        unit=run.unit,
        notebook=_clean(run.notebook),
        exhibits=tuple(_exhibit(data[EXHIBIT], data.get(STATED, {})) for data in bundles if EXHIBIT in data),
        recorded=tuple(data[RECORDED] for data in bundles if RECORDED in data),
        basis=dict(basis[0]),
        missing=tuple(sentence for data in bundles if DRAFT in data for sentence in data[DRAFT]["missing"]),
        issued=tuple(from_data(each) for data in bundles for each in data.get(ISSUED, [])),
        stated=tuple(pair for data in bundles for pair in data.get(STATED, {}).items()),
    )


def _refuse(run: Run) -> NoReturn:
    """Stop at a run that did not complete: what happened, in which cell, and what to do."""
    skipped = f"only {run.cells_run} of {run.cells} cells ran"
    happened = "failed" if run.status in ("completed", NOT_HELD) else run.status
    raise PublicationError(
        f"the notebook {happened}: {run.error.rstrip('.') or skipped}",
        where=run.where or run.unit.notebook.name,
        remedy=f"Nothing was published; open it in JupyterLab with {_given(run.unit)}",
    )


def _given(unit: Unit) -> str:
    """Return a unit's parameters as a reader types them."""
    return ", ".join(f"{name} = {value!r}" for name, value in unit.parameters)


def _refuse_side_doors(unit: Unit, place: int, cell: Any) -> None:  # noqa: ANN401 - nbformat ships no types
    """Refuse anything shown that did not come through the page, and note what was written to the error stream."""
    for output in cell.get("outputs", []):
        if output.output_type == "stream" and output.name == "stderr":
            _log.warning("%s, cell %d wrote %d lines of warnings", unit.label, place, len(output.text.splitlines()))
        elif output.output_type == "stream" or not {EXHIBIT, SOURCES, DRAFT} & set(output.get("data", {})):
            raise DisclosureError(
                "a cell shows something that did not pass through the page",
                where=f"{unit.notebook.name}, the cell that starts `{cell.source.partition(chr(10))[0]}`",
                remedy="Show it with page.chart, page.table or page.sentence",
            )


def _refuse_bare_picture(unit: Unit, data: Any) -> None:  # noqa: ANN401 - nbformat ships no types
    """Refuse a chart that has no table beside it, or no words of ours for those who do not see it."""
    pictures = _PICTURE.findall(str(data.get("text/html", "")))
    if not pictures:
        return
    held = data.get(EXHIBIT, {})
    said = [html.unescape(found[1]).strip() for each in pictures if (found := _ALTERNATIVE.search(each))]
    wordless = len(said) < len(pictures) or any(not words or words.startswith(_PLACEHOLDER) for words in said)
    if wordless or not held.get("rows"):
        raise PublicationError(
            f"a chart has no {'words for those who do not see it' if wordless else 'table beside it'}",
            where=f"{unit.notebook.name}: {held.get('title', 'a picture')}",
            remedy="Show it with page.chart, from an exhibit with rows and a sentence",
        )


def _exhibit(held: dict[str, Any], stated: dict[str, int | None]) -> Exhibit:
    """Return one exhibit from its twin."""
    return Exhibit(
        id=held["id"],
        title=held["title"],
        sentence=" ".join(part for part in (held.get("answer", ""), held["sentence"]) if part),
        columns=tuple((column["name"], bool(column.get("numeric", False))) for column in held["columns"]),
        rows=tuple(tuple(str(text) for text in row) for row in held["rows"]),
        notes=tuple(held.get("notes", ())),
        source=held.get("source", ""),
        indicators=tuple(held.get("indicators", ())),
        cells=frozenset(stated),
    )


def _clean(notebook: Any) -> Any:  # noqa: ANN401 - nbformat ships no types
    """Return a notebook with its words, code and exhibits alone, the same to the byte every time."""
    counts = count(1)
    cells = [_clean_cell(cell, place, counts) for place, cell in enumerate(notebook.cells, start=1)]
    about = {"language_info": {"name": "python", "file_extension": ".py"}}
    # Checked when it is written: nbformat's own makers check each cell and each output by itself too.
    return nbformat.from_dict({"cells": cells, "metadata": about, "nbformat": 4, "nbformat_minor": 5})


def _clean_cell(cell: Any, place: int, counts: Iterator[int]) -> dict[str, Any]:  # noqa: ANN401 - nbformat ships no types
    """Return one cell of a cleaned notebook."""
    about = {"tags": sorted(cell.metadata.tags)} if cell.metadata.get("tags") else {}
    common = {"id": f"cell-{place:03d}", "metadata": about, "source": cell.source}
    if cell.cell_type != "code":
        return {**common, "cell_type": "markdown"}
    shown = [
        {"output_type": "display_data", "metadata": {}, "data": {kind: output.data[kind] for kind in _SHOWN}}
        for output in cell.outputs
        if output.output_type != "stream" and EXHIBIT in output.data
    ]
    return {**common, "cell_type": "code", "execution_count": next(counts), "outputs": shown}
