"""Chairs' returns held against the records of conferences, plans and reviews, before anything is merged."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from turncurve.ingest.chair_return import AGENCIES, CHAIRED, CHALLENGES, JUDGED
from turncurve.ingest.checked import Checked, Offers, refusing
from turncurve.ingest.problems import Problem, found
from turncurve.ingest.recipe import Offer

WHICH = ["child_key", "held_on"]
_RECORDED = {
    "initial": (("conferences", "held_on"),),
    "review": (("cp_reviews", "reviewed_on"),),
}
_DATE = "Conference date"


def check(offers: Offers) -> Checked:
    """Hold chairs' returns against the council's records.

    A review before the child's first plan cannot have been one, and is refused with all that stands beside it. A
    conference or review that no record shows is kept and named, and so are two returns that differ about one.

    Parameters
    ----------
    offers : mapping of str to sequence of Offer
        By canonical table: what each sheet offered.

    Returns
    -------
    Checked
        As offered, where there is no chairs' return.
    """
    held = {name: list(given) for name, given in offers.items()}
    problems: list[Problem] = []
    if CHAIRED in held:
        held[CHAIRED], refused = _without_impossible_reviews(held)
        problems += refused
        problems += [each for offer in held[CHAIRED] for each in _unrecorded(offer, held)]
        problems += _returned_twice(held[CHAIRED])
    known = _keys([each.rows for each in held.get(CHAIRED, [])])
    for table in (name for name in (AGENCIES, CHALLENGES) if name in held):
        pairs = [_with_a_conference(offer, known) for offer in held[table]]
        held[table] = [offer for offer, _ in pairs]
        problems += [each for _, several in pairs for each in several]
    return Checked(held, tuple(problems))


def _keys(frames: Sequence[pd.DataFrame], on: str = "held_on") -> pd.MultiIndex:
    """Return which child and which day each row of some tables is about."""
    pairs = [frame[["child_key", on]].rename(columns={on: "held_on"}) for frame in frames if on in frame]
    if not pairs:
        return pd.MultiIndex.from_tuples([], names=WHICH)
    whole = pd.concat(pairs, ignore_index=True)
    return pd.MultiIndex.from_frame(whole.assign(held_on=whole["held_on"].dt.normalize()).drop_duplicates())


def _without_impossible_reviews(offers: Offers) -> tuple[list[Offer], list[Problem]]:
    """Take out the reviews that are not after the day on which the child's first plan started."""
    plans = [offer.rows[["child_key", "started_on"]] for offer in offers.get("cp_plans", ())]
    first = pd.concat(plans).groupby("child_key")["started_on"].min() if plans else pd.Series(dtype="datetime64[us]")
    left: list[Offer] = []
    problems: list[Problem] = []
    for offer in offers[CHAIRED]:
        began = first.reindex(offer.rows["child_key"]).to_numpy(dtype="datetime64[us]")
        too_soon = offer.rows["held_on"].to_numpy(dtype="datetime64[us]") <= began
        early = (offer.rows["kind"] == "review").to_numpy(dtype=bool) & too_soon
        kept, refused = refusing(offer, early, field=_DATE, rule="review_early")
        left.append(kept)
        problems += refused
    return left, problems


def _unrecorded(offer: Offer, offers: Offers) -> tuple[Problem, ...]:
    """Name the rows of one sheet whose conference or review is in no record."""
    own = _keys_of(offer)
    unseen = np.zeros(len(offer.rows), dtype=bool)
    for kind, sources in _RECORDED.items():
        recorded = [_keys([each.rows for each in offers.get(table, ())], on) for table, on in sources]
        seen = np.logical_or.reduce([own.isin(each) for each in recorded])
        unseen |= (offer.rows["kind"] == kind).to_numpy(dtype=bool) & ~seen
    return found(offer.place, rows=offer.rows["row"].to_numpy(), where=unseen, field=_DATE, rule="not_in_records")


def _returned_twice(offered: Sequence[Offer]) -> list[Problem]:
    """Name the rows of different sheets that say different things of one conference, the chair among them."""
    columns = [*WHICH, *JUDGED]
    whole = pd.concat(
        [offer.rows.reindex(columns=columns).assign(place=place) for place, offer in enumerate(offered)],
        ignore_index=True,
    )
    said = whole[list(JUDGED)].astype("str").fillna("").agg("|".join, axis=1)
    which = [whole["child_key"], whole["held_on"]]
    differs = said.groupby(which).transform("nunique") > 1
    sheets = whole.groupby(WHICH)["place"].transform("nunique") > 1
    twice = (differs & sheets).to_numpy(dtype=bool)
    rows = np.concatenate([offer.rows["row"].to_numpy() for offer in offered])
    places = whole["place"].to_numpy()
    return [
        problem
        for place, offer in enumerate(offered)
        for own in [places == place]
        for problem in found(offer.place, rows=rows[own], where=twice[own], field=_DATE, rule="returned_twice")
    ]


def _with_a_conference(offer: Offer, known: pd.MultiIndex) -> tuple[Offer, tuple[Problem, ...]]:
    """Refuse the rows beside a conference that no chair returned."""
    alone = ~np.asarray(_keys_of(offer).isin(known), dtype=bool)
    return refusing(offer, alone, field=_DATE, rule="not_returned")


def _keys_of(offer: Offer) -> pd.MultiIndex:
    """Return which child and which day each row of one sheet is about."""
    return pd.MultiIndex.from_frame(offer.rows[WHICH].assign(held_on=offer.rows["held_on"].dt.normalize()))
