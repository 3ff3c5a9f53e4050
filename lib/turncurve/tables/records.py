"""A council's records as they stood on the report's date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, cast

import pandas as pd

from turncurve.reference import project
from turncurve.tables import lineage, released, store
from turncurve.tables.column import words_of
from turncurve.tables.lineage import Lineage
from turncurve.tables.registry import model_of

Found = TypeVar("Found")


def cut(table: str, rows: pd.DataFrame, *, as_at: dt.date) -> pd.DataFrame:
    """Return a table as it would have stood on a date: nothing that came after is used.

    A row whose event is later is left out; any other later date in a row is blanked, so that a plan that ended
    afterwards was still open, and so is what became known on that date, such as why it ended. A date that looked ahead
    when it was written, such as the day by which something is due, stays. Published figures enter
    by the date on which they were published, and what our own releases said enters reports of later dates alone.

    Parameters
    ----------
    table : str
        Name of the canonical table.
    rows : DataFrame
        The table as stored.
    as_at : datetime.date
        The report's date.

    Returns
    -------
    DataFrame
        The rows known by that date.
    """
    last_moment = pd.Timestamp(as_at) + pd.Timedelta(days=1) - pd.Timedelta(microseconds=1)
    words = words_of(model_of(table))
    dates = [name for name, column in words.items() if column["dtype"].startswith("datetime")]
    deciding = "published_on" if "published_on" in dates else next(n for n in dates if words[n]["event"])
    latest = pd.Timestamp(as_at) - pd.Timedelta(microseconds=1) if words[deciding]["before"] else last_moment
    known = rows[rows[deciding] <= latest].reset_index(drop=True)
    blanked = [name for name in dates if words[name]["nullable"] and not words[name]["ahead"]]
    later = {name: known[name].where(known[name] <= last_moment) for name in blanked}
    told = {name: column["told_with"] for name, column in words.items() if column["told_with"]}
    after = {name: known[name].mask(known[date] > last_moment) for name, date in told.items()}
    return known.assign(**later, **after)


@dataclass
class Records:
    """A council's canonical tables, read when asked for and cut to the report's date.

    Parameters
    ----------
    council : str
        The council's name or folder.
    as_at : datetime.date
        The report's date.
    folder : pathlib.Path, optional
        Where the council's tables are kept; found from the project's root where not given.
    audience : {"restricted", "public"}
        Who the report is for: one for the public rests on nothing that an earlier release showed to a board alone.
    read_so_far : dict of str to Lineage
        What each table read so far was made from.
    """

    council: str
    as_at: dt.date
    folder: Path | None = None
    audience: str = "restricted"
    read_so_far: dict[str, Lineage] = field(default_factory=dict, repr=False)
    _held: dict[str, pd.DataFrame] = field(default_factory=dict, init=False, repr=False)
    _worked_out: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def table(self, name: str) -> pd.DataFrame:
        """Return one canonical table as it stood on the report's date.

        Parameters
        ----------
        name : str
            Name of the canonical table.

        Returns
        -------
        DataFrame
            One row as the table's model says; empty where the council holds none.
        """
        if name not in self._held:
            folder = self.folder or self._folder_of(name)
            rows = cut(name, store.read(name, folder=folder), as_at=self.as_at)
            made = lineage.known(name, folder=folder)
            if "audience" in rows:
                rows = rows[rows["audience"].isin(self._audiences)].reset_index(drop=True)
                made = self._of_releases(made, rows)
            if made is not None:
                self.read_so_far[name] = made
            self._held[name] = rows
        return self._held[name]

    def once(self, work: Callable[..., Found], *given: Hashable) -> Found:
        """Work something out from these records, the first time that any part of a page asks for it.

        Parameters
        ----------
        work : callable
            A function of a module, called with these records and what is given. What it returns must rest on these
            alone, and nobody may change it.
        *given : hashable
            What else it needs.

        Returns
        -------
        object
            What it returned when it was first called. Where it raises, nothing is kept, and it is called again.
        """
        asked = (work, *given)
        if asked not in self._worked_out:
            self._worked_out[asked] = work(self, *given)
        return cast("Found", self._worked_out[asked])

    @property
    def _audiences(self) -> tuple[str, ...]:
        """The audiences whose earlier releases this report's readers may know."""
        return ("public",) if self.audience == "public" else ("public", "restricted")

    def _of_releases(self, made: Lineage | None, rows: pd.DataFrame) -> Lineage | None:
        """Return what earlier releases gave; nothing where none did, so that a report's own changes nothing in it."""
        if made is None or rows.empty:
            return None
        sources = released.sources_before(made.sources, as_at=self.as_at, audiences=self._audiences)
        return lineage.of_rows(made, rows, sources=sources)

    def _folder_of(self, name: str) -> Path:
        """Return where a table is kept: published figures are common to all councils."""
        return project.processed_folder("published" if name == "published_figures" else self.council)
