"""A council's records as they stood on the report's date."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from turncurve.reference import project
from turncurve.tables import lineage, store
from turncurve.tables.column import words_of
from turncurve.tables.lineage import Lineage
from turncurve.tables.registry import model_of


def cut(table: str, rows: pd.DataFrame, *, as_at: dt.date) -> pd.DataFrame:
    """Return a table as it would have stood on a date: nothing that came after is used.

    A row whose event is later is left out; any other later date in a row is blanked, so that a plan that ended
    afterwards was still open, and so is what became known on that date, such as why it ended. Published figures enter
    by the date on which they were published.

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
    known = rows[rows[deciding] <= last_moment].reset_index(drop=True)
    later = {name: known[name].where(known[name] <= last_moment) for name in dates if words[name]["nullable"]}
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
    """

    council: str
    as_at: dt.date
    folder: Path | None = None
    read_so_far: dict[str, Lineage] = field(default_factory=dict, repr=False)
    _held: dict[str, pd.DataFrame] = field(default_factory=dict, repr=False)

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
            made = lineage.known(name, folder=folder)
            if made is not None:
                self.read_so_far[name] = made
            self._held[name] = cut(name, store.read(name, folder=folder), as_at=self.as_at)
        return self._held[name]

    def _folder_of(self, name: str) -> Path:
        """Return where a table is kept: published figures are common to all councils."""
        return project.processed_folder("published" if name == "published_figures" else self.council)
