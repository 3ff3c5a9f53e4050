"""The map from a council's own identifiers to pseudonyms, which stays in the council's folder of records."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from turncurve.errors import TurnCurveError

COLUMNS = ["kind", "identifier", "pseudonym"]


def empty() -> pd.DataFrame:
    """Return a map without rows.

    Returns
    -------
    DataFrame
        Columns kind, identifier and pseudonym.
    """
    return pd.DataFrame({name: pd.Series([], dtype="str") for name in COLUMNS})


def numbers_of(maps: Sequence[pd.DataFrame]) -> dict[str, str]:
    """Return a council's own identifiers by their pseudonyms.

    Parameters
    ----------
    maps : sequence of DataFrame
        Columns kind, identifier and pseudonym.

    Returns
    -------
    dict of str to str
        The identifier, cleaned, by the pseudonym.
    """
    whole = _together(maps)
    return dict(zip(whole["pseudonym"].to_list(), whole["identifier"].to_list(), strict=True))


def write(maps: Sequence[pd.DataFrame], path: Path) -> None:
    """Write the map from a council's own identifiers to pseudonyms, for local worklists only.

    Parameters
    ----------
    maps : sequence of DataFrame
        Columns kind, identifier and pseudonym.
    path : pathlib.Path
        The CSV file to write, readable by its owner only where the system allows.
    """
    whole = _together(maps).sort_values("identifier").sort_values("kind", kind="stable", ignore_index=True)
    path.touch(mode=0o600)
    path.write_text(whole.to_csv(index=False, lineterminator="\n"), encoding="utf-8", newline="\n")


def _together(maps: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return each pair of identifier and pseudonym once: a pseudonym is of one identifier of one kind."""
    return pd.concat([empty(), *maps]).drop_duplicates("pseudonym")


def read(folder: Path, *, name: str = "identifiers.csv") -> pd.DataFrame:
    """Read the map from a council's own identifiers to pseudonyms.

    Parameters
    ----------
    folder : pathlib.Path
        Where the council's tables are kept.
    name : str
        The file's name.

    Returns
    -------
    DataFrame
        Columns kind, identifier and pseudonym, all text.

    Raises
    ------
    TurnCurveError
        If the council has not been ingested.
    """
    path = folder / name
    if not path.is_file():
        raise TurnCurveError(
            "the council's identifiers are not there", where=str(path), remedy="Run `turncurve ingest` first"
        )
    return pd.read_csv(path, dtype="str", keep_default_na=False)
