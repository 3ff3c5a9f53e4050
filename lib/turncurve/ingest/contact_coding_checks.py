"""Whether codings of contacts can stand: a draw that agrees with itself, contacts drawn, codes of the frame.

What cannot is named and counted, and is in no share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from turncurve.ingest.checked import Checked, Offers, refusing
from turncurve.ingest.merge import in_order
from turncurve.ingest.problems import Mask, Problem
from turncurve.ingest.recipe import Offer
from turncurve.tables.initial_access import InitialAccess

TABLE, DRAWS = "contact_codings", "contact_draws"
REFERENCE, CODE, DESTINATION, CODER = "Contact reference", "Demand code", "Could have gone to", "Coder"
_SAMPLE = ["drawn_on", "contact_key"]
_CODED = ["code", "could_go_to"]


def check(offers: Offers, *, frame: InitialAccess) -> Checked:
    """Hold codings of contacts against the draw, the frame and one another.

    Parameters
    ----------
    offers : mapping of str to sequence of Offer
        What all files offer, by canonical table.
    frame : InitialAccess
        The council's own frame; where it has none, no code is outside it.

    Returns
    -------
    Checked
        The codings that can stand, and what was wrong with the others, by row.
    """
    held = {name: list(given) for name, given in offers.items()}
    problems: list[Problem] = []
    draws = []
    for offer in held.get(DRAWS, []):
        rows = offer.rows
        wrong = (rows["stratum_drawn"] > rows["stratum_contacts"]).fillna(value=False).to_numpy(dtype=bool)
        kept, found = refusing(offer, wrong, field="Contacts drawn", rule="more_than_all")
        draws.append(kept)
        problems += found
    for name, field in (("stratum_contacts", "Contacts in stratum"), ("stratum_drawn", "Contacts drawn")):
        draws = _refused(draws, _of_two_sizes(draws, name), problems, field=field, rule="draw_differs")
    if DRAWS in held:
        held[DRAWS] = draws
    if TABLE not in held:
        return Checked(held, tuple(problems))
    codings = [_in_own_words(offer, frame) for offer in held[TABLE]]
    codes = [each.code for each in frame.coding_frame]
    masks = [_not_drawn(offer, draws) for offer in codings]
    codings = _refused(codings, masks, problems, field=REFERENCE, rule="not_in_sample")
    for name, field, known in (("code", CODE, codes), ("could_go_to", DESTINATION, frame.could_go_to)):
        masks = [_outside(offer, name, known) for offer in codings]
        codings = _refused(codings, masks, problems, field=field, rule="outside_frame")
    codings = _refused(codings, _coded_in_two_ways(codings), problems, field=CODER, rule="coded_twice")
    held[TABLE] = _refused(codings, _repeated(codings), problems, field="", rule="copied_row")
    return Checked(held, tuple(problems))


def _refused(
    codings: Sequence[Offer], masks: Sequence[Mask], problems: list[Problem], *, field: str, rule: str
) -> list[Offer]:
    """Return the codings without some, whose problem is added to those found."""
    left = []
    for offer, mask in zip(codings, masks, strict=True):
        kept, found = refusing(offer, mask, field=field, rule=rule)
        left.append(kept)
        problems += found
    return left


def _of_two_sizes(draws: Sequence[Offer], name: str) -> list[Mask]:
    """Tell which rows are of a draw in which a stratum has two sizes, its rows being those that will be used."""
    if not draws:
        return []
    ranks = {id(each): rank for rank, each in enumerate(in_order(draws))}
    columns = [*_SAMPLE, "stratum", name]
    whole = pd.concat(
        [each.rows[columns].assign(offer=number, rank=ranks[id(each)]) for number, each in enumerate(draws)],
        ignore_index=True,
    )
    used = whole.sort_values("rank", kind="stable").drop_duplicates(_SAMPLE, keep="last")
    sizes = used.groupby(["drawn_on", "stratum"])[name].nunique()
    differing = sizes[sizes > 1].index.get_level_values("drawn_on")
    return _by_offer(draws, whole, np.asarray(whole["drawn_on"].isin(differing), dtype=bool))


def _in_own_words(offer: Offer, frame: InitialAccess) -> Offer:
    """Write codes and destinations as the frame does, capitals and spaces aside."""
    known = {"code": [each.code for each in frame.coding_frame], "could_go_to": list(frame.could_go_to)}
    columns = {}
    for name in (each for each in _CODED if each in offer.rows):
        own = {each.casefold(): each for each in known[name]}
        cells = [None if pd.isna(cell) else own.get(cell.strip().casefold(), cell) for cell in offer.rows[name]]
        columns[name] = pd.Series(cells, index=offer.rows.index, dtype="str")
    return replace(offer, rows=offer.rows.assign(**columns))


def _not_drawn(offer: Offer, draws: Sequence[Offer]) -> Mask:
    """Tell which codings are of contacts that were not in the draw."""
    drawn = pd.concat([each.rows[_SAMPLE] for each in draws]) if draws else pd.DataFrame(columns=_SAMPLE)
    known = set(map(tuple, drawn.itertuples(index=False)))
    return np.array([tuple(each) not in known for each in offer.rows[_SAMPLE].itertuples(index=False)], dtype=bool)


def _outside(offer: Offer, name: str, known: Sequence[str]) -> Mask:
    """Tell which rows hold a value that the frame does not have."""
    if name not in offer.rows or not known:
        return np.zeros(len(offer.rows), dtype=bool)
    return np.asarray(offer.rows[name].notna() & ~offer.rows[name].isin(known), dtype=bool)


def _coded_in_two_ways(codings: Sequence[Offer]) -> list[Mask]:
    """Tell which codings say of a contact something else than the same coder says in another row."""
    whole = _whole(codings)
    said = whole["code"].astype("str") + " | " + whole["could_go_to"].astype("str").fillna("")
    ways = said.groupby([whole[name] for name in (*_SAMPLE, "coder_key")]).transform("nunique")
    return _by_offer(codings, whole, np.asarray(ways > 1, dtype=bool))


def _repeated(codings: Sequence[Offer]) -> list[Mask]:
    """Tell which codings repeat one that stands before them."""
    whole = _whole(codings)
    return _by_offer(codings, whole, np.asarray(whole.duplicated([*_SAMPLE, "coder_key"]), dtype=bool))


def _whole(codings: Sequence[Offer]) -> pd.DataFrame:
    """Return the codings of all files, one after another, with the number of the offer."""
    columns = [*_SAMPLE, "coder_key", *_CODED]
    return pd.concat(
        [each.rows.reindex(columns=columns).assign(offer=number) for number, each in enumerate(codings)],
        ignore_index=True,
    )


def _by_offer(codings: Sequence[Offer], whole: pd.DataFrame, mask: Mask) -> list[Mask]:
    """Return a mask over all codings as one for each offer."""
    numbers = whole["offer"].to_numpy()
    return [mask[numbers == number] for number in range(len(codings))]
