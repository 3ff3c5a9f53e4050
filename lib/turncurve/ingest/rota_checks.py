"""Rows of a rota that only the others, of the same file or of another, show to be wrong."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from turncurve.ingest.checked import refusing
from turncurve.ingest.problems import Problem, found
from turncurve.ingest.recipe import Offer

FIELD = "Team on rota"
LAST_OF_WEEK = pd.Timedelta(days=6)
_STATED = ["worker_key", "week_starting", "known_on", "team"]


def of_one_team(offers: Sequence[Offer]) -> tuple[list[Offer], tuple[Problem, ...]]:
    """Refuse the rows that have a worker in a second team in one week, as the rota stood on one day.

    A row with a later day from which it is known moves the worker and is no fault.

    Parameters
    ----------
    offers : sequence of Offer
        What each sheet offered to the table availability.

    Returns
    -------
    tuple of (list of Offer, tuple of Problem)
        The rows left, in the same order; and what was wrong, by row: refused where two rows of one extract differ,
        kept where a later extract has another team, which is the one used.
    """
    pieces = [
        each.rows[_STATED].assign(
            offer=number, file=each.place.file, extract=pd.Timestamp(each.place.extracted_on or pd.Timestamp.min)
        )
        for number, each in enumerate(offers)
    ]
    whole = pd.concat(pieces, ignore_index=True)
    ordered = whole.sort_values(["extract", "file", "offer"], kind="stable")
    same = ["worker_key", "week_starting", "known_on"]
    first = ordered.groupby([*same, "extract"])["team"].transform("first").sort_index()
    second = np.asarray(whole["team"] != first, dtype=bool)
    left = ordered[~second[ordered.index]]
    before = left.groupby(same)["team"].shift()
    moved = pd.Series(before.notna() & (left["team"] != before)).reindex(whole.index, fill_value=False)
    kept: list[Offer] = []
    problems: list[Problem] = []
    for number, offer in enumerate(offers):
        ours = (whole["offer"] == number).to_numpy()
        changed = np.asarray(moved[ours], dtype=bool)
        numbers = offer.rows["row"].to_numpy()
        problems += found(offer.place, rows=numbers, where=changed, field=FIELD, rule="team_changed")
        rest, refused = refusing(offer, second[ours], field=FIELD, rule="team_of_week")
        kept.append(rest)
        problems += refused
    return kept, tuple(problems)


def known_too_late(offer: Offer) -> tuple[Problem, ...]:
    """Name the rows that became known after the week that they are about.

    Parameters
    ----------
    offer : Offer
        What one sheet offered to the table availability.

    Returns
    -------
    tuple of Problem
        One, or none; the rows are kept.
    """
    rows = offer.rows
    late = (rows["known_on"] > rows["week_starting"] + LAST_OF_WEEK).to_numpy(dtype=bool)
    return found(offer.place, rows=rows["row"].to_numpy(), where=late, field="Known from", rule="known_too_late")
