"""What several files say of one event that cannot all be right, and what of one child's cannot follow one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from turncurve.ingest.place import Place, stated_date
from turncurve.ingest.problems import Problem, found

# Extracts and returns that say how things stood: of one day, two files cannot differ. Logs and lists are added to.
_SNAPSHOTS = frozenset({"annex_a", "cin_census", "ssd", "ssda903"})
_NOT_STATED = {"place", "row", "rank", "of", "file"}


def between_files(
    stacked: pd.DataFrame,
    *,
    key: Sequence[str],
    open_ended: Sequence[str],
    places: Sequence[Place],
    states: Mapping[str, Sequence[int]],
) -> tuple[Problem, ...]:
    """Find the events that two files of one extract describe differently.

    Parameters
    ----------
    stacked : DataFrame
        Rows of all offers, with place, row and rank.
    key : sequence of str
        The columns that make an event what it is.
    open_ended : sequence of str
        Columns in which a blank says that the thing is still open.
    places : sequence of Place
        By position: the sheets.
    states : mapping of str to sequence of int
        By column: the positions of the sheets that have it.

    Returns
    -------
    tuple of Problem
        One a sheet and field, with the rows concerned.
    """
    extracts = {number: _extract_of(place) for number, place in enumerate(places) if place.format in _SNAPSHOTS}
    files = {number: place.file for number, place in enumerate(places)}
    held = stacked.assign(of=stacked["place"].map(extracts), file=stacked["place"].map(files))
    event = ["of", *key]
    held = held[held["of"].notna()].sort_values("rank").drop_duplicates([*event, "file"], keep="last")
    twice = held[held.duplicated(event, keep=False)]
    problems: list[Problem] = []
    for name in [str(column) for column in twice if column not in {*key, *_NOT_STATED}]:
        stating = twice[twice["place"].isin(states.get(name, []))]
        groups = stating.groupby(event, dropna=False)[name]
        differs = groups.transform("nunique") > 1
        if name in open_ended:
            differs |= (groups.transform("count") > 0) & (groups.transform("size") > groups.transform("count"))
        problems += _named(stating[differs], places=places, field=name, rule="conflicting_files")
    return tuple(problems)


def reopened(
    stacked: pd.DataFrame,
    *,
    key: Sequence[str],
    open_ended: Sequence[str],
    places: Sequence[Place],
    states: Mapping[str, Sequence[int]],
) -> tuple[Problem, ...]:
    """Find the events that an earlier extract ends and the latest leaves open.

    Parameters
    ----------
    stacked : DataFrame
        Rows of all offers, with place, row and rank.
    key : sequence of str
        The columns that make an event what it is.
    open_ended : sequence of str
        Columns in which a blank says that the thing is still open; of them the dates are looked at.
    places : sequence of Place
        By position: the sheets.
    states : mapping of str to sequence of int
        By column: the positions of the sheets that have it.

    Returns
    -------
    tuple of Problem
        One a sheet and field, with the rows that leave the event open.
    """
    days = {number: place.extracted_on for number, place in enumerate(places) if place.format in _SNAPSHOTS}
    problems: list[Problem] = []
    for name in [each for each in open_ended if pd.api.types.is_datetime64_any_dtype(stacked[each])]:
        stating = stacked[stacked["place"].isin(states.get(name, [])) & stacked["place"].isin(list(days))]
        stating = stating.sort_values("rank").assign(day=stating["place"].map(days))
        last = stating.drop_duplicates(list(key), keep="last")
        ended = stating[stating[name].notna()].drop_duplicates(list(key), keep="last")[[*key, "day"]]
        beside = last[last[name].isna()].merge(ended, on=list(key), suffixes=("", "_ended"))
        later = beside[beside["day"] != beside["day_ended"]]
        problems += _named(later, places=places, field=name, rule="reopened")
    return tuple(problems)


def overlapping(
    rows: pd.DataFrame, *, rule: str, places: Sequence[Place], began: str = "started_on"
) -> tuple[Problem, ...]:
    """Find what starts before the child's earlier plan or episode ended.

    Parameters
    ----------
    rows : DataFrame
        One row a plan, episode or spell: child_key, the date on which it began, ended_on, place and row.
    rule : str
        The name under which it is told.
    places : sequence of Place
        By position: the sheets.
    began : str
        The column of the date on which it began.

    Returns
    -------
    tuple of Problem
        One a sheet, with the rows that start too early.
    """
    ordered = rows.sort_values(["child_key", began, "ended_on"], na_position="last")
    until = ordered["ended_on"].fillna(pd.Timestamp.max.normalize())
    longest = until.groupby(ordered["child_key"]).cummax().groupby(ordered["child_key"]).shift()
    return _named(ordered[longest > ordered[began]], places=places, field=began, rule=rule)


def early_help(rows: pd.DataFrame, *, places: Sequence[Place]) -> tuple[Problem, ...]:
    """Find spells of early help that overlap an earlier one of the child, or were assessed before they began.

    Parameters
    ----------
    rows : DataFrame
        One row a spell: child_key, began_on, assessed_on, ended_on, place and row.
    places : sequence of Place
        By position: the sheets.

    Returns
    -------
    tuple of Problem
        One a sheet and fault; the rows are kept.
    """
    early = rows[rows["assessed_on"] < rows["began_on"]]
    return (
        *overlapping(rows, rule="overlapping_help", places=places, began="began_on"),
        *_named(early, places=places, field="assessed_on", rule="assessed_before"),
    )


def _extract_of(place: Place) -> str:
    """Return what tells an extract's table from those of other extracts and days."""
    return f"{place.edition}|{stated_date(place.file) or ''}|{place.table}"


def _named(rows: pd.DataFrame, *, places: Sequence[Place], field: str, rule: str) -> tuple[Problem, ...]:
    """Return one problem a sheet for rows that have a fault."""
    problems: list[Problem] = []
    for number, those in rows.groupby("place"):
        mask, numbers = np.ones(len(those), dtype=bool), those["row"].to_numpy()
        problems += found(places[int(str(number))], rows=numbers, where=mask, field=field, rule=rule)
    return tuple(problems)
