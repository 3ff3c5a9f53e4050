"""The problems of an ingest as one page that opens anywhere: by file, field and rule, with what to do about each."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from itertools import groupby
from operator import itemgetter

import pandas as pd

MOST_ROWS_NAMED = 40
_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem;color:#111}"
    "table{border-collapse:collapse;width:100%;margin:1rem 0}caption{text-align:left;font-weight:600}"
    "th,td{border-bottom:1px solid #767676;padding:.3rem .6rem;text-align:left;vertical-align:top}"
    "td.number,th.number{text-align:right}@media(max-width:40rem){section.wide{overflow-x:auto}}"
)
_HEADS = {
    "table": "Table",
    "year_ending": "Year ending",
    "rows": "Rows",
    "year_before": "Year before",
    "change_percent": "Change, %",
    "note": "Note",
    "file": "File",
    "part": "Sheet",
    "read": "Read",
    "loaded": "Loaded",
    "refused": "Refused",
    "merged": "Merged",
}
_CONFIDENTIAL = "For the council's own analysts: it names files and rows, never a child's value. It is not for release."

# How sentences begin that are not about the field itself: "the plan starts before ...".
_SUBJECTS = ("the ", "two ", "more ", "no ", "one ", "an ", "what ")


def page_of(problems: pd.DataFrame, *, comparison: pd.DataFrame, reconciliation: pd.DataFrame, council: str) -> str:
    """Return the page.

    Parameters
    ----------
    problems : DataFrame
        As `problems.table_of` gives them.
    comparison : DataFrame
        As `comparison.compare` gives it.
    reconciliation : DataFrame
        What became of every row: file, part, table, read, loaded, refused, merged.
    council : str
        The council's name.

    Returns
    -------
    str
        HTML without scripts or anything from outside; every text of a file is escaped.
    """
    title = f"{council}: what the ingest found"
    noted = comparison[comparison["note"] != ""]
    parts = [
        f"<h1>{escape(title)}</h1>",
        f"<p>{_CONFIDENTIAL}</p>",
        f"<h2>Problems</h2><p>{len(problems):,} in {problems['file'].nunique():,} files.</p>",
        *_by_file(problems),
        "<h2>From year to year</h2>",
        f"<p>{_counted(len(noted))} to look at; a year that is not whole is not compared.</p>",
        _table(comparison, caption="Rows by reporting year"),
        "<h2>What became of every row</h2><p>Read is loaded, refused and merged together, on every line.</p>",
        _table(reconciliation, caption="Rows by file and table"),
    ]
    head = (
        '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{_digest()}'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>"
    )
    return f"{head}<body><main>{''.join(parts)}</main></body></html>\n"


def rows_in_words(rows: list[int]) -> str:
    """Return row numbers as runs, such as "2 to 5, 9".

    Parameters
    ----------
    rows : list of int
        Row numbers, in order.

    Returns
    -------
    str
        At most 40 runs; what is left out is counted.
    """
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    said = [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs[:MOST_ROWS_NAMED]]
    left = sum(map(len, runs[MOST_ROWS_NAMED:]))
    return ", ".join(said) + (f" and {left:,} more (see problems.csv)" if left else "")


def _digest() -> str:
    """Return the style's hash as a content security policy names it."""
    return b64encode(sha256(_STYLE.encode()).digest()).decode()


def _counted(lines: int) -> str:
    """Return a number of lines in words."""
    return "One line" if lines == 1 else f"{lines} lines"


def _by_file(problems: pd.DataFrame) -> Iterator[str]:
    """Yield a table for each file."""
    alike = ["file", "part", "field", "rule", "sentence"]
    ordered = problems.sort_values([*alike, "row"])[[*alike, "row", "code", "to_do"]]
    lines = zip(*(ordered[name].to_list() for name in ordered), strict=True)
    for file, of_file in groupby(lines, key=itemgetter(0)):
        rows = []
        for (_, part, field, rule, sentence), those in groupby(of_file, key=itemgetter(slice(5))):
            held = list(those)
            numbers, (code, to_do) = [int(line[5]) for line in held], held[0][6:]
            named = f"{rule}, {code}" if code else str(rule)
            cells = (part, rows_in_words(numbers), f"{_said_of(field, sentence)}.", named, f"{to_do}.")
            rows.append("".join(f"<td>{escape(str(cell))}</td>" for cell in cells))
        heads = "".join(
            f'<th scope="col">{head}</th>' for head in ("Sheet", "Rows", "What is wrong", "Rule", "What to do")
        )
        body = "".join(f"<tr>{row}</tr>" for row in rows)
        yield (
            f'<section class="wide" tabindex="0" aria-label="{escape(file)}"><table>'
            f"<caption>{escape(file)}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></section>"
        )


def _said_of(field: str, sentence: str) -> str:
    """Return what is wrong as a sentence about a field, before a colon where it has a subject of its own."""
    if not field:
        return sentence[:1].upper() + sentence[1:]
    return f"{field}: {sentence}" if sentence.startswith(_SUBJECTS) else f"{field} {sentence}"


def _table(frame: pd.DataFrame, *, caption: str) -> str:
    """Return a table of a report."""
    numbers = {name: pd.api.types.is_numeric_dtype(frame[name]) for name in frame}
    marks = {name: ' class="number"' if is_number else "" for name, is_number in numbers.items()}
    heads = "".join(f'<th scope="col"{marks[name]}>{escape(_HEADS[str(name)])}</th>' for name in frame)
    body = "".join(
        "<tr>" + "".join(f"<td{marks[name]}>{_shown(line[str(name)])}</td>" for name in frame) + "</tr>"
        for line in frame.to_dict("records")
    )
    return (
        f'<section class="wide" tabindex="0" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></section>"
    )


def _shown(cell: object) -> str:
    """Return a cell as escaped text: blank where missing, thousands parted."""
    if cell is None or pd.isna(cell):  # type: ignore[call-overload]  # one cell, not a column
        return ""
    return f"{cell:,}" if isinstance(cell, int | float) else escape(str(cell))
