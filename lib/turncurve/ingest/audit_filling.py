"""Read an audit return as people fill it: every change made is listed, and nothing is guessed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from turncurve.ingest import dates
from turncurve.ingest.audit_answers import answer_meant, auditor_meant, date_meant, order_of
from turncurve.ingest.headers import plain
from turncurve.ingest.place import Place
from turncurve.ingest.problems import Problem
from turncurve.ingest.sheet import DATE, TEXT, Sheet
from turncurve.reference.formats.specification import TableFormat
from turncurve.tables.audit_programme import Programme

FILLED_BY_AUDITORS = ("Auditor", "Audit date", "Answer")
_OF_THE_FILE = ("Auditor", "Audit date", "Programme", "Drawn on")
_HEAD_LINE = re.compile(r"Programme: (.+); Drawn on: (\d{4}-\d{2}-\d{2})(?!\d)")
LEFT_OUT = "(left out)"
"""What an answer or grade that cannot stand was read as."""
COLUMNS = ["file", "part", "row", "field", "rule", "before", "after"]


@dataclass(frozen=True)
class Change:
    """One cell or row of a return that was read otherwise than it was filled: for local eyes, as it holds values.

    Parameters
    ----------
    place : Place
        The sheet.
    row : int
        Its number as a spreadsheet shows it.
    field : str
        The column; empty where the whole row is meant.
    rule : str
        Name of the rule, a key of `problems.SENTENCES`.
    before, after : str
        What stood there, and what it was read as; empty where nothing.
    """

    place: Place
    row: int
    field: str
    rule: str
    before: str = ""
    after: str = ""


def heading_of(rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """Return what the line above a return's header says of every row.

    Parameters
    ----------
    rows : sequence of sequence of str
        The rows above the header, as text.

    Returns
    -------
    dict of str to str
        Programme, and Drawn on as YYYY-MM-DD; empty where there is no such line.
    """
    found = (_HEAD_LINE.search(cell) for row in rows for cell in row)
    return next(({"Programme": each[1].strip(), "Drawn on": each[2]} for each in found if each), {})


def tidied(
    sheet: Sheet, *, table: TableFormat, place: Place, heading: dict[str, str], programmes: Sequence[Programme]
) -> tuple[Sheet, tuple[Change, ...]]:
    """Return a return's rows as the template asks for them, and every change that was made.

    Parameters
    ----------
    sheet : Sheet
        The rows below the header.
    table : TableFormat
        The return's table.
    place : Place
        The sheet.
    heading : dict of str to str
        What stands above the header, by the column's name: Programme and Drawn on.
    programmes : sequence of Programme
        The council's programme.

    Returns
    -------
    tuple of (Sheet, tuple of Change)
        Rows without a file or question, and those that no auditor has filled, are left out.
    """
    filling = _Filling(sheet, table, place, heading, programmes)
    filling.leave_out_rows_without_question()
    filling.fill_from_heading()
    filling.fill_within_files()
    filling.leave_out_rows_not_filled()
    filling.use_own_words()
    filling.read_answers()
    filling.read_auditors()
    filling.read_dates()
    return filling.sheet(), tuple(filling.changes)


def problems_of(changes: Sequence[Change]) -> tuple[Problem, ...]:
    """Return changes without their values, gathered by sheet, column and rule.

    Parameters
    ----------
    changes : sequence of Change
        The changes made.

    Returns
    -------
    tuple of Problem
        One a sheet, column and rule, with its rows.
    """
    rows: dict[tuple[Place, str, str], list[int]] = {}
    for each in changes:
        rows.setdefault((each.place, each.field, each.rule), []).append(each.row)
    return tuple(
        Problem(place.file, place.part, tuple(sorted(set(found))), field, rule, place.format)
        for (place, field, rule), found in rows.items()
    )


def table_of(changes: Sequence[Change], *, own: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Return every change with its values: for the council's own folder of records, and nowhere else.

    Parameters
    ----------
    changes : sequence of Change
        The changes made.
    own : mapping of str to str, optional
        The number that stood in the return, by pseudonym: what was refused once numbers were replaced is shown by it.

    Returns
    -------
    DataFrame
        One row a change: file, part, row, field, rule, before and after, in order.
    """
    numbers = own or {}
    lines = [
        (each.place.file, each.place.part, each.row, each.field, each.rule,
         numbers.get(each.before, each.before), each.after)
        for each in changes
    ]  # fmt: skip
    return pd.DataFrame(lines, columns=COLUMNS).sort_values(COLUMNS[:5], ignore_index=True, kind="stable")


class _Filling:
    """One sheet while it is put in order."""

    def __init__(
        self, sheet: Sheet, table: TableFormat, place: Place, heading: dict[str, str], programmes: Sequence[Programme]
    ) -> None:
        self.given, self.table, self.place, self.heading = sheet, table, place, heading
        self.programmes = {plain(each.name): each for each in programmes}
        names = [column.name for column in table.columns if column.name in sheet.cells or column.name in heading]
        names = list(dict.fromkeys([*names, *(["Standard"] if programmes else [])]))
        self.cells: dict[str, list[str]] = {
            name: sheet.cells[name].fillna("").astype("object").map(lambda cell: str(cell).strip()).tolist()
            if name in sheet.cells
            else [""] * len(sheet.cells)
            for name in names
        }
        self.kinds: dict[str, list[int]] = {name: sheet.kind_of(name).tolist() for name in names}
        self.rows = [int(row) for row in sheet.rows]
        self.kept = list(range(len(self.rows)))
        self.changes: list[Change] = []

    def cell(self, at: int, name: str) -> str:
        """Return a cell; empty where blank or where there is no such column."""
        return self.cells[name][at] if name in self.cells else ""

    def set(self, at: int, name: str, after: str, *, rule: str, kind: int = TEXT) -> None:
        """Change a cell and list it."""
        before, self.cells[name][at] = self.cells[name][at], after
        self.kinds[name][at] = kind
        self.changes.append(Change(self.place, self.rows[at], name, rule, before, after))

    def drop(self, those: list[int], *, rule: str) -> None:
        """Leave rows out and list them."""
        gone = set(those)
        self.kept = [at for at in self.kept if at not in gone]
        self.changes += [Change(self.place, self.rows[at], "", rule) for at in those]

    def leave_out_rows_without_question(self) -> None:
        """Leave out totals, remarks and headers that were copied: they ask nothing."""
        header = plain("Criterion")
        self.drop([at for at in self.kept if plain(self.cell(at, "Criterion")) in {"", header}], rule="extra_row")

    def fill_from_heading(self) -> None:
        """Fill in what stands above the header where a column of it is gone or blank."""
        for name, words in self.heading.items():
            if all(self.cell(at, name) == "" for at in self.kept):
                for at in self.kept:
                    self.set(at, name, words, rule="from_the_heading", kind=DATE if name == "Drawn on" else TEXT)

    def fill_within_files(self) -> None:
        """Fill down what stands once for a file, as merged cells leave it."""
        for block in self._blocks():
            for at in block:
                if not self.cell(at, "File") and self.cell(block[0], "File"):
                    self.set(
                        at, "File", self.cell(block[0], "File"), rule="filled_down", kind=self.kinds["File"][block[0]]
                    )
            for name in (each for each in _OF_THE_FILE if each in self.cells):
                stated = {(self.cell(at, name), self.kinds[name][at]) for at in block if self.cell(at, name)}
                if len(stated) == 1:
                    words, kind = next(iter(stated))
                    for at in (each for each in block if not self.cell(each, name)):
                        self.set(at, name, words, rule="filled_down", kind=kind)

    def _blocks(self) -> list[list[int]]:
        """Return the rows of each reading of a file: a blank file is the one above until a question comes again."""
        blocks: list[list[int]] = []
        seen: set[str] = set()
        for at in self.kept:
            question, file = plain(self.cell(at, "Criterion")), self.cell(at, "File")
            same = bool(blocks) and question not in seen and file in {"", self.cell(blocks[-1][0], "File")}
            if not same:
                blocks.append([])
                seen = set()
            blocks[-1].append(at)
            seen.add(question)
        return blocks

    def leave_out_rows_not_filled(self) -> None:
        """Leave out the rows that still are as the template had them."""
        held = [name for name in FILLED_BY_AUDITORS if name in self.cells]
        self.drop([at for at in self.kept if not any(self.cell(at, name) for name in held)], rule="not_filled")

    def use_own_words(self) -> None:
        """Write audits, questions and their standards in the programme's own words."""
        asked = {
            each.name: {plain(one.criterion): one for version in each.question_sets for one in version.criteria}
            for each in self.programmes.values()
        }
        for at in self.kept:
            known = self.programmes.get(plain(self.cell(at, "Programme")))
            if known is None:
                continue
            if self.cell(at, "Programme") != known.name:
                self.set(at, "Programme", known.name, rule="own_words")
            question = asked[known.name].get(plain(self.cell(at, "Criterion")))
            if question is None:
                continue
            for name, words in (("Criterion", question.criterion), ("Standard", question.standard)):
                if self.cell(at, name) != words:
                    self.set(at, name, words, rule="own_words")

    def read_answers(self) -> None:
        """Read each answer in the scale's words; what is outside it is left blank."""
        column = self.table.column("Answer")
        for at in self.kept:
            given = self.cell(at, "Answer")
            if not given or given in column.codes:
                continue
            meant, noted = answer_meant(given, column)
            rule = "unknown_code" if meant is None else "audit_note" if noted else "audit_spelling"
            self.set(at, "Answer", meant or "", rule=rule)

    def read_auditors(self) -> None:
        """Keep the first of two auditors named in one cell, and one spelling of each name."""
        spelled: dict[str, str] = {}
        for at in self.kept:
            name, two = auditor_meant(self.cell(at, "Auditor"))
            if two:
                self.set(at, "Auditor", name, rule="two_auditors")
            first = spelled.setdefault(plain(name), name) if plain(name) else name
            if first != name:
                self.set(at, "Auditor", first, rule="same_auditor")

    def read_dates(self) -> None:
        """Read the dates of audit that are not written as the others are, where the day of the draw bears them out."""
        if "Audit date" not in self.cells:
            return
        drawn = self._dates("Drawn on") if "Drawn on" in self.cells else [None] * len(self.kept)
        self._keep_day_first(drawn)
        audited = self._dates("Audit date")
        for place, at in enumerate(self.kept):
            typed = self.cell(at, "Audit date")
            if typed and audited[place] is None and (day := drawn[place]) is not None:
                found = date_meant(typed, drawn_on=day)
                if found is not None:
                    self.set(at, "Audit date", found.isoformat(), rule="typed_date", kind=DATE)

    def _keep_day_first(self, drawn: Sequence[dt.date | None]) -> None:
        """Let no date with its month first turn the others round: what cannot be day first, as the template asks, goes.

        Nothing is done where most dates tell their order and it is day first, or where both orders are mixed: there
        the column as a whole is read so, or refused.
        """
        if dates.WORDS["month_first"] not in self._parsed("Audit date").stated:
            return
        for place, at in enumerate(self.kept):
            typed, day = self.cell(at, "Audit date"), drawn[place]
            order = order_of(typed) if self.kinds["Audit date"][at] == TEXT else ""
            found = date_meant(typed, drawn_on=day) if order == "either" and day else None
            if found is not None:
                self.set(at, "Audit date", found.isoformat(), rule="typed_date", kind=DATE)
            elif order in {"either", "month first"}:
                rule = "impossible_date" if order == "month first" else "undecidable_date"
                self.set(at, "Audit date", "", rule=rule)

    def _dates(self, name: str) -> list[dt.date | None]:
        """Return the kept rows' dates as the column as a whole is read."""
        return [None if pd.isna(each) else each.date() for each in self._parsed(name).moments]

    def _parsed(self, name: str) -> dates.ParsedDates:
        """Read the kept rows' dates as a column."""
        texts = pd.Series([self.cell(at, name) or None for at in self.kept], dtype="str")
        kinds = np.array([self.kinds[name][at] for at in self.kept], dtype=np.uint8)
        return dates.parse(texts, kinds=kinds, dates_from_1904=self.given.dates_from_1904)

    def sheet(self) -> Sheet:
        """Return the rows kept as a sheet."""
        taken = np.array(self.kept, dtype=np.intp)
        texts: dict[str, Any] = {
            name: [cells[at] or None for at in self.kept]
            for name, cells in self.cells.items()
            if any(cells) or name in self.given.cells
        }
        kinds = {name: np.array(self.kinds[name], dtype=np.uint8)[taken] for name in texts}
        return replace(
            self.given,
            cells=pd.DataFrame(texts, index=range(len(taken)), dtype="str"),
            kinds=kinds,
            rows=np.array(self.rows, dtype=np.int64)[taken],
            broken=np.asarray(self.given.broken)[taken],
            unfit={rule: np.asarray(mask)[taken] for rule, mask in self.given.unfit.items()},
        )
