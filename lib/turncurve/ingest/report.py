"""What an ingest did: what each file was taken for, and what became of every row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd

from turncurve.ingest.reconciliation import Reconciled


@dataclass(frozen=True)
class FileReport:
    """What one file was taken for.

    Parameters
    ----------
    file : str
        Path below the council's raw folder.
    sha256 : str
        Hash of its bytes.
    kind : str
        A format's key, "dfe_open_data" or "unknown".
    sentence : str
        What it was taken for and what was left alone, in plain words.
    """

    file: str
    sha256: str
    kind: str
    sentence: str


@dataclass(frozen=True)
class IngestReport:
    """What an ingest did.

    Parameters
    ----------
    council : str
        The council's name.
    is_synthetic : bool
        Whether it is invented.
    folder : pathlib.Path
        Where its tables are.
    files : tuple of FileReport
        What each file was taken for.
    reconciliation : tuple of Reconciled
        What became of every row: read = loaded + refused + merged on every line.
    problems : mapping of str to int
        Faults by rule.
    """

    council: str
    is_synthetic: bool
    folder: Path
    files: tuple[FileReport, ...]
    reconciliation: tuple[Reconciled, ...]
    problems: Mapping[str, int]

    def table(self) -> pd.DataFrame:
        """Lay the reconciliation out.

        Returns
        -------
        DataFrame
            Columns file, part, table, read, loaded, refused and merged; one row a sheet and table.
        """
        columns = ["file", "part", "table", "read", "loaded", "refused", "merged"]
        return pd.DataFrame([asdict(line) for line in self.reconciliation], columns=columns)

    def totals(self) -> pd.DataFrame:
        """Sum the reconciliation by canonical table.

        Returns
        -------
        DataFrame
            Index table; columns read, loaded, refused and merged.
        """
        return self.table().groupby("table")[["read", "loaded", "refused", "merged"]].sum()

    @property
    def left_alone(self) -> tuple[FileReport, ...]:
        """The files that were not read."""
        return tuple(each for each in self.files if each.kind in {"unknown", "dfe_open_data"})
