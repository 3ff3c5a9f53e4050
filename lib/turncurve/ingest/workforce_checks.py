"""Rows of a workforce return that only the others show to be wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from turncurve.ingest.checked import Checked, Offers, refusing
from turncurve.ingest.problems import Problem, found
from turncurve.ingest.recipe import Offer

OF_WORKERS = ("caseloads", "absences", "supervisions", "training")
"""Tables whose rows name a worker, who must be on the list where there is one."""


@dataclass(frozen=True)
class Sent:
    """How a table says to whom something was sent, and to how many.

    Parameters
    ----------
    of : tuple of str
        Columns that say what was sent, and to whom.
    asked : str
        Column of how many people it was sent to.
    field : str
        What that column is called in the return.
    """

    of: tuple[str, ...]
    asked: str
    field: str


ASKED = {
    "surveys": Sent(("wave",), "staff_asked", "Staff asked"),
    "questionnaires": Sent(("questionnaire", "answered_as"), "people_asked", "People asked"),
}
"""Tables of answers: more people cannot have answered than were asked."""


def check(offers: Offers) -> Checked:
    """Hold the tables of a workforce return against one another; what other formats offer is passed on as it is.

    A row about a worker who is not on the list of workers is refused, where such a list is held, and so are more vacant
    posts than posts. Two posts of one worker in different teams at one time are kept and named. Where more people
    answered a wave of a survey, or a group a questionnaire, than were asked, the number asked is left blank.

    Parameters
    ----------
    offers : mapping of str to sequence of Offer
        By canonical table: what each sheet offered.

    Returns
    -------
    Checked
        The offers that are left, and what was wrong.
    """
    held = {name: list(given) for name, given in offers.items()}
    problems: list[Problem] = []
    workers = held.get("workers", [])
    if workers:
        known = frozenset(key for offer in workers for key in offer.rows["worker_key"])
        for table in OF_WORKERS:
            pairs = [_of_known_workers(offer, known) for offer in held.get(table, [])]
            problems += _put(held, table, pairs)
        problems += _in_two_teams(workers)
    problems += _put(held, "posts", [_without_too_many_vacant(offer) for offer in held.get("posts", [])])
    for table, sent in ASKED.items():
        impossible = _with_too_many(held.get(table, []), sent)
        problems += _put(held, table, [_without_number_asked(each, sent, impossible) for each in held.get(table, [])])
    return Checked(held, tuple(problems))


def _put(
    held: dict[str, list[Offer]], table: str, pairs: Sequence[tuple[Offer, tuple[Problem, ...]]]
) -> Iterator[Problem]:
    """Keep what is left of one table's offers, where it was offered, and return their problems."""
    if pairs:
        held[table] = [offer for offer, _ in pairs]
    return (problem for _, several in pairs for problem in several)


def _of_known_workers(offer: Offer, known: frozenset[str]) -> tuple[Offer, tuple[Problem, ...]]:
    """Refuse the rows about workers who are not on the list; cases that nobody holds name no worker."""
    if "worker_key" not in offer.rows:
        return offer, ()
    keys = offer.rows["worker_key"]
    unknown = (keys.notna() & ~keys.isin(known)).to_numpy(dtype=bool)
    return refusing(offer, unknown, field="Worker ID", rule="worker_unknown")


def _without_too_many_vacant(offer: Offer) -> tuple[Offer, tuple[Problem, ...]]:
    """Refuse the rows that state more vacant posts than posts."""
    more = (offer.rows["vacant"] > offer.rows["posts"]).fillna(value=False).to_numpy(dtype=bool)
    return refusing(offer, more, field="Vacant posts", rule="more_than_all")


def _in_two_teams(offers: Sequence[Offer]) -> tuple[Problem, ...]:
    """Name the posts that a worker took up in one team while in a post of another."""
    columns = ["worker_key", "team", "started_on", "ended_on", "row"]
    parts = [offer.rows.reindex(columns=columns).assign(place=number) for number, offer in enumerate(offers)]
    whole = pd.concat(parts, ignore_index=True)
    events = whole.drop_duplicates(["worker_key", "team", "started_on"], keep="last")
    pairs = events.merge(events, on="worker_key", suffixes=("", "_other"))
    over = pd.to_datetime(pairs["ended_on_other"]).fillna(pd.Timestamp.max.normalize())
    inside = (pairs["started_on"] >= pairs["started_on_other"]) & (pairs["started_on"] < over)
    clash = pairs[inside & (pairs["team"] != pairs["team_other"])]
    problems: list[Problem] = []
    for number, rows in clash.drop_duplicates(["place", "row"]).sort_values(["place", "row"]).groupby("place"):
        where = np.ones(len(rows), dtype=bool)
        place = offers[int(str(number))].place
        problems += found(place, rows=rows["row"].to_numpy(), where=where, field="Team", rule="two_teams")
    return tuple(problems)


def _with_too_many(offers: Sequence[Offer], sent: Sent) -> pd.Index[Any]:
    """Return the waves and groups of which more people answered than were asked."""
    parts = [offer.rows for offer in offers if sent.asked in offer.rows]
    if not parts:
        return pd.Index([])
    each = pd.concat(parts, ignore_index=True).groupby(list(sent.of))
    too_many = each["respondent_key"].nunique() > each[sent.asked].min()
    return too_many.index[too_many.fillna(value=False).astype(bool)]


def _without_number_asked(offer: Offer, sent: Sent, those: pd.Index[Any]) -> tuple[Offer, tuple[Problem, ...]]:
    """Leave blank how many were asked where more people answered."""
    if sent.asked not in offer.rows:
        return offer, ()
    named = offer.rows.set_index(list(sent.of)).index
    wrong = np.asarray(named.isin(those), dtype=bool)
    problems = found(
        offer.place, rows=offer.rows["row"].to_numpy(), where=wrong, field=sent.field, rule="more_than_asked"
    )
    asked = offer.rows[sent.asked].mask(wrong)
    return replace(offer, rows=offer.rows.assign(**{sent.asked: asked})), problems
