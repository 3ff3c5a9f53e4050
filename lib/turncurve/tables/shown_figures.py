"""Whether what a reader sees on a published page is what the files beside it hold: each figure, in its place.

Like the check of files that uses it, this needs nothing but Python.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SAID = {"sentence", "answer"}


@dataclass
class Shown:
    """What one exhibit of a page shows.

    Parameters
    ----------
    headings : list of str
        The headings of its table.
    rows : list of list of str
        The cells of its table, each as a reader sees it.
    figures : list of str
        The figures marked in its table.
    said : list of str
        The figures marked in its words.
    sentences : list of str
        Its answer and its sentence as a reader sees them.
    pictures : list of str
        What stands for its pictures where they are not seen.
    at_odds : list of tuple of two str
        Each figure whose mark says another than its text, and what its mark says.
    named : bool
        Whether a row of its table has a name.
    """

    headings: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    at_odds: list[tuple[str, str]] = field(default_factory=list)
    named: bool = False


def faults(page: Path, *, sentences: Mapping[str, str]) -> list[str]:
    """Return what a page shows that is not so in the table published beside it, or in what was signed.

    Parameters
    ----------
    page : pathlib.Path
        The page.
    sentences : mapping of str to str
        What its manifest says that each exhibit says, by the exhibit's address.

    Returns
    -------
    list of str
        A sentence each, in order of exhibit.
    """
    seen_here = shown_by(page.read_text(encoding="utf-8", errors="replace"))
    found = [
        f"{page}, {each}: was signed, and is not on the page." for each in sorted(sentences.keys() - seen_here.keys())
    ]
    for exhibit, shown in sorted(seen_here.items()):
        table = page.parent / "tables" / page.stem / f"{exhibit}.csv"
        held = _cells(table)
        for seen, marked in shown.at_odds[:1]:
            found.append(f"{page}, {exhibit}: shows {seen or 'nothing'}, where the figure is {marked or 'none'}.")
        # A list of what changed, say, stands in no exhibit: it has no file beside it, and its page's hash alone.
        rests_on_a_file = bool(exhibit) or bool(shown.figures)
        found += [f"{page}, {exhibit}: {fault} {table.name}." for fault in _against(shown, held)[:1] if rests_on_a_file]
        found += [f"{page}, {exhibit}: {fault}." for fault in _told(shown, held, sentences.get(exhibit))[:1]]
    return found


def figure(text: str) -> str:
    """Return a figure, or a cell's words, as both a page and a file write them.

    Parameters
    ----------
    text : str
        As either has it.

    Returns
    -------
    str
        Without separators of thousands, a spreadsheet's apostrophe and needless spaces.
    """
    return " ".join(text.replace(",", "").split()).removeprefix("'").strip()


def shown_by(html: str) -> dict[str, Shown]:
    """Return what each exhibit of a page shows.

    Parameters
    ----------
    html : str
        The page.

    Returns
    -------
    dict of str to Shown
        By the exhibit's address; what stands in none is under an empty address.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end()
    return reader.exhibits


def _against(shown: Shown, held: list[list[str]]) -> list[str]:
    """Return what of an exhibit's table is not so in the file: a cell, its place, a figure too many, a row."""
    missing = sorted((Counter(shown.figures) - Counter(cell for row in held[1:] for cell in row)).elements())
    if missing:
        return [f"shows {missing[0]}, which is not so in"]
    # A single cell without the name of its row has no place that could be told.
    if not (shown.named or any(len(row) > 1 for row in shown.rows)):
        return []
    if len(shown.rows) != len(held[1:]):
        return [f"shows {len(shown.rows)} rows, which is not so in"]
    beside = [(shown.headings, held[0])] if shown.headings else []
    return [
        f"shows {seen} in another place, which is not so in"
        for cells, row in [*beside, *zip(shown.rows, held[1:], strict=True)]
        for place, seen in enumerate(cells)
        if place >= len(row) or seen != row[place]
    ]


def _told(shown: Shown, held: list[list[str]], sentence: str | None) -> list[str]:
    """Return what an exhibit's words say that neither its table nor what was signed says."""
    if sentence is not None and _words(" ".join(shown.sentences)) != _words(sentence):
        return ["says another sentence than was signed"]
    if any(_words(each) not in {*map(_words, shown.sentences[-1:])} for each in shown.pictures):
        return ["describes its picture by another sentence than is shown"]
    known = {number for text in [sentence or "", *(cell for row in held for cell in row)] for number in numbers(text)}
    return [
        f"says {each}, which is neither in its table nor in the sentence signed"
        for each in shown.said
        if each.lstrip("-+\u2212") not in known
    ]


def numbers(text: str) -> list[str]:
    """Return the numbers in a text.

    Parameters
    ----------
    text : str
        A sentence or a cell.

    Returns
    -------
    list of str
        Each without separators of thousands and without a sign, in order.
    """
    return _NUMBER.findall(re.sub(r"(?<=\d),(?=\d{3})", "", text))


def _words(text: str) -> str:
    """Return a sentence without needless spaces."""
    return " ".join(text.split())


def _cells(table: Path) -> list[list[str]]:
    """Return the cells of a table's file, its headings first; no row where there is no file."""
    if not table.is_file():
        return [[]]
    with table.open(encoding="utf-8-sig", newline="") as file:
        return [[figure(text) for text in row] for row in csv.reader(file)] or [[]]


class _Reader(HTMLParser):
    """What a page shows, by the exhibit that it stands in."""

    def __init__(self) -> None:
        super().__init__()
        self.exhibits: dict[str, Shown] = {}
        self._exhibit = ""
        self._row: list[str] | None = None
        self._heads = False
        self._texts: dict[str, list[str]] = {}
        self._value = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin what a tag begins, and end what it ends without saying so."""
        about = {name: value or "" for name, value in attrs}
        classes = set(about.get("class", "").split())
        if tag == "figure" and "exhibit" in classes:
            self.end()
            self._exhibit = about.get("id", "")
            self.exhibits.setdefault(self._exhibit, Shown())
        elif tag == "img" and self._exhibit:
            self._here.pictures.append(about.get("alt", ""))
        elif tag == "tr":
            self._end_row()
            self._row, self._heads = [], False
        elif tag in {"td", "th"} and self._row is not None:
            self._end_cell()
            self._texts["cell"] = []
            self._heads = self._heads or about.get("scope") == "col"
            self._here.named = self._here.named or about.get("scope") == "row"
        elif tag == "data":
            self._end_figure()
            self._texts["figure"], self._value = [], about.get("value", "")
        elif tag == "p" and classes & _SAID:
            self._end_sentence()
            self._texts["sentence"] = []

    def handle_endtag(self, tag: str) -> None:
        """End what a tag ends."""
        if tag == "data":
            self._end_figure()
        elif tag in {"td", "th"}:
            self._end_cell()
        elif tag in {"tr", "table"}:
            self._end_row()
        elif tag == "p":
            self._end_sentence()
        elif tag == "figure":
            self.end()

    def handle_data(self, data: str) -> None:
        """Keep a text for everything that it stands in."""
        for held in self._texts.values():
            held.append(data)

    def end(self) -> None:
        """End an exhibit, and whatever of it was not ended."""
        self._end_row()
        self._end_sentence()
        self._exhibit = ""

    @property
    def _here(self) -> Shown:
        """What is known of the exhibit in hand."""
        return self.exhibits.setdefault(self._exhibit, Shown())

    def _end_figure(self) -> None:
        """Keep a marked figure, and whether its text is what it is marked as."""
        if "figure" in self._texts:
            seen, marked = figure("".join(self._texts.pop("figure"))), figure(self._value)
            (self._here.said if "sentence" in self._texts else self._here.figures).append(marked)
            if seen != marked:
                self._here.at_odds.append((seen, marked))

    def _end_cell(self) -> None:
        """Keep a cell."""
        self._end_figure()
        if "cell" in self._texts and self._row is not None:
            self._row.append(figure("".join(self._texts.pop("cell"))))

    def _end_row(self) -> None:
        """Keep a row, as headings or as cells."""
        self._end_cell()
        if self._row:
            if self._heads:
                self._here.headings = self._row
            else:
                self._here.rows.append(self._row)
        self._row = None

    def _end_sentence(self) -> None:
        """Keep a sentence."""
        self._end_figure()
        if "sentence" in self._texts:
            self._here.sentences.append("".join(self._texts.pop("sentence")))
