"""Assemble each child's route to adoption from the looked after return, Annex A list 10 and the tracker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from turncurve.ingest import merge as merging
from turncurve.ingest.births import age_at
from turncurve.ingest.care_periods import (
    ADOPTED,
    ORDERS,
    PLACED_FOR_ADOPTION,
    number_periods,
    period_holding,
    periods_of_care,
)
from turncurve.ingest.merge import Merged, MergeRule
from turncurve.ingest.place import Place
from turncurve.ingest.problems import Problem, found
from turncurve.ingest.recipe import Offer
from turncurve.ingest.ssda903 import BIRTHS, DECISIONS, MATCHES
from turncurve.tables import store

TABLE = "adoption_pathways"
SOURCES = (TABLE, "care_episodes", DECISIONS, MATCHES)
KEY = ["child_key", "entered_care_on"]
DATES = ["decided_on", "placement_order_on", "matched_on", "placed_on", "adopted_on", "plan_changed_on"]
# The looked after return is believed first, then list 10, then the dataset of the
# database, then the tracker; of each, the latest extract.
BELIEVED = {"ssda903": 0, "annex_a": 1, "ssd": 2, "adoption_tracker": 3}
_LIKE: dict[str, dict[str, str]] = {
    DECISIONS: {
        "child_key": "str",
        "decided_on": "datetime64[us]",
        "plan_changed_on": "datetime64[us]",
        "plan_changed_because": "str",
    },
    MATCHES: {"child_key": "str", "matched_on": "datetime64[us]", "by_foster_carer": "boolean"},
    BIRTHS: {"child_key": "str", "born_on": "datetime64[us]"},
}


@dataclass(frozen=True)
class _Return:
    """What the looked after return holds: episodes as read, periods of care, decisions, matches, births and places."""

    episodes: pd.DataFrame
    periods: pd.DataFrame
    decisions: pd.DataFrame
    matches: pd.DataFrame
    births: pd.Series[pd.Timestamp]


def assemble(offers: Mapping[str, Sequence[Offer]]) -> Merged:
    """Assemble the routes to adoption: one row a child and period of care with a step towards adoption.

    Parameters
    ----------
    offers : mapping of str to sequence of Offer
        By table: what each sheet offered; care_episodes, the looked after return's decisions, matches and births, and
        adoption_pathways (list 10 and the tracker).

    Returns
    -------
    Merged
        The table; `loaded` counts by sheet, and every other row that gave a step was merged or, where no period of
        care is known that holds it, is named by a problem of the rule "care_entry_unknown".
    """
    places = _places(offers)
    held = _looked_after(offers, places=places)
    steps = _steps(held)
    listed = _listed(offers, held, places=places)
    candidates = _candidates(held, steps)
    entered = _entered(candidates, listed)
    steps, listed = _with_entry(steps, entered), _with_entry(listed, entered)
    unknown = steps[steps["entered_care_on"].isna()]
    known = steps[steps["entered_care_on"].notna()]
    assembled = _with_entry(candidates, entered).dropna(subset=["entered_care_on"])
    both = pd.concat([assembled.assign(believed=0, rank=0), listed], ignore_index=True)
    chosen = _first_stated(both)
    problems = _refused(unknown, places=places) + _disagreements(listed, chosen, places=places)
    problems += _births_that_differ(offers.get(BIRTHS, ()))
    evidence = pd.concat([known, listed], ignore_index=True).sort_values(["believed", "rank"], kind="stable")
    representative = evidence.drop_duplicates(KEY).set_index(KEY)[["place", "row"]]
    rows = chosen.join(representative, on=KEY).sort_values(KEY, ignore_index=True)
    merged = merging.finish(TABLE, _with_siblings_only(rows), places=places, problems=problems)
    refused = unknown["place"].value_counts()
    return replace(
        merged,
        refused={place: int(refused.get(number, 0)) for number, place in enumerate(places)},
        offered=_offered(offers, steps, places=places),
    )


def _offered(
    offers: Mapping[str, Sequence[Offer]], steps: pd.DataFrame, *, places: Sequence[Place]
) -> tuple[Offer, ...]:
    """Return what was offered: all rows of list 10 and the tracker, and the return's rows that are a step."""
    counts = steps["place"].value_counts()
    own: list[Offer] = []
    for name in ("care_episodes", DECISIONS, MATCHES):
        for offer in offers.get(name, ()):
            is_whole = name != "care_episodes"
            refused = offer.refused if is_whole else 0
            own.append(replace(offer, read=int(counts.get(places.index(offer.place), 0)) + refused, refused=refused))
    return (*own, *offers.get(TABLE, ()))


def _places(offers: Mapping[str, Sequence[Offer]]) -> list[Place]:
    """Return every sheet that may give a step, in the order in which extracts are believed."""
    return [offer.place for offer in merging.in_order([each for name in SOURCES for each in offers.get(name, ())])]


def _stack(offers: Sequence[Offer], like: pd.DataFrame, *, places: Sequence[Place]) -> pd.DataFrame:
    """Stack offers, with places numbered as in the list of all places."""
    if not offers:
        return like.assign(
            place=pd.Series([], dtype="int64"), row=pd.Series([], dtype="int64"), rank=pd.Series([], dtype="int64")
        )
    stacked = merging.stack(offers, like=like)
    numbers = {n: places.index(offer.place) for n, offer in enumerate(merging.in_order(offers))}
    place = stacked["place"].map(numbers)
    return stacked.assign(place=place, rank=-place)


def _looked_after(offers: Mapping[str, Sequence[Offer]], *, places: Sequence[Place]) -> _Return:
    """Gather what the looked after return holds."""
    given = offers.get("care_episodes", ())
    episodes = _stack(given, store.empty("care_episodes").drop(columns="edition"), places=places)
    whole = merging.merge("care_episodes", given).rows if given else store.empty("care_episodes")
    frames = {
        name: pd.DataFrame({c: pd.Series([], dtype=t) for c, t in types.items()}) for name, types in _LIKE.items()
    }
    births = merging.stack(offers[BIRTHS], like=frames[BIRTHS]) if offers.get(BIRTHS) else frames[BIRTHS]
    return _Return(
        episodes=episodes,
        periods=periods_of_care(number_periods(whole)),
        decisions=_stack(offers.get(DECISIONS, ()), frames[DECISIONS], places=places),
        matches=_stack(offers.get(MATCHES, ()), frames[MATCHES], places=places),
        births=births.drop_duplicates("child_key", keep="last").set_index("child_key")["born_on"],
    )


def _steps(held: _Return) -> pd.DataFrame:
    """List every row of the looked after return that is a step towards adoption, with its period of care."""
    towards = (
        held.episodes["legal_status"].isin(ORDERS)
        | held.episodes["placement"].isin(PLACED_FOR_ADOPTION)
        | held.episodes["ended_because"].isin(ADOPTED)
    )
    kinds = (
        (held.decisions, "decided_on"),
        (held.episodes[towards], "started_on"),
        (held.matches, "matched_on"),
    )
    pieces = [
        rows[["child_key", "place", "row", "rank"]].assign(
            period=period_holding(rows, on=on, periods=held.periods), field=on
        )
        for rows, on in kinds
    ]
    return pd.concat(pieces, ignore_index=True).assign(believed=0)


def _candidates(held: _Return, steps: pd.DataFrame) -> pd.DataFrame:
    """Return the periods of care that hold a step towards adoption, with the dates of the looked after return."""
    key = ["child_key", "period"]
    wanted = steps.dropna(subset=["period"])[key].drop_duplicates().astype({"period": "int64"})
    periods = held.periods.merge(wanted, on=key)
    decisions = _latest(held.decisions, "decided_on", rule=MergeRule(("child_key", "decided_on")), held=held)
    matches = _latest(held.matches, "matched_on", rule=MergeRule(("child_key", "matched_on")), held=held)
    whole = periods.join(decisions, on=key).join(matches, on=key)
    by_foster_carer = whole["by_foster_carer"].fillna(value=False).astype(bool) & (
        whole["foster_since"] < whole["placed_on"]
    )
    born = pd.Series(held.births.reindex(whole["child_key"]).to_numpy(), index=whole.index, dtype="datetime64[us]")
    return whole.assign(
        foster_placement_on=whole["foster_since"].where(by_foster_carer),
        age_at_entry=age_at(born, whole["entered_care_on"]),
    ).drop(columns=["foster_since", "by_foster_carer"])


def _latest(rows: pd.DataFrame, on: str, *, rule: MergeRule, held: _Return) -> pd.DataFrame:
    """Return the latest decision or match of each period of care, as the latest return that states it has it."""
    key = ["child_key", "period"]
    ordered = rows.sort_values(["place", "row"])
    merged = ordered.groupby(list(rule.key)).last().reset_index() if len(rows) else rows
    placed = merged.assign(period=period_holding(merged, on=on, periods=held.periods)).dropna(subset=["period"])
    latest = placed.astype({"period": "int64"}).sort_values(on).drop_duplicates(key, keep="last")
    return latest.set_index(key).drop(columns=["place", "row", "rank"])


def _listed(offers: Mapping[str, Sequence[Offer]], held: _Return, *, places: Sequence[Place]) -> pd.DataFrame:
    """Return the rows of list 10 and the tracker, with the period of care of the return that holds their start."""
    stacked = _stack(offers.get(TABLE, ()), store.empty(TABLE).drop(columns="edition"), places=places)
    believed = stacked["place"].map({n: BELIEVED[place.format] for n, place in enumerate(places)})
    period = period_holding(stacked, on="entered_care_on", periods=held.periods)
    sure = held.periods[["child_key", "period", "left_care_on", "left_care_because"]]
    known = stacked.assign(period=period, believed=believed, stated_entry=stacked["entered_care_on"])
    return known.drop(columns=["left_care_on", "left_care_because"]).merge(sure, on=["child_key", "period"], how="left")


def _entered(candidates: pd.DataFrame, listed: pd.DataFrame) -> pd.Series[pd.Timestamp]:
    """Return, by child and period, when care was entered: the return's date, else the earliest that is listed."""
    key = ["child_key", "period"]
    return_says = candidates[[*key, "entered_care_on"]]
    listed_says = listed.dropna(subset=["period"])[[*key, "entered_care_on"]].sort_values("entered_care_on")
    both = pd.concat([return_says.dropna(), listed_says], ignore_index=True).astype({"period": "int64"})
    return both.drop_duplicates(key).set_index(key)["entered_care_on"]


def _with_entry(rows: pd.DataFrame, entered: pd.Series[pd.Timestamp]) -> pd.DataFrame:
    """Give rows the date on which their period of care was entered; rows without a period keep their own."""
    wanted = pd.MultiIndex.from_arrays([rows["child_key"], rows["period"].astype("Int64").fillna(-1).astype("int64")])
    found_entry = pd.Series(entered.reindex(wanted).to_numpy(), index=rows.index, dtype="datetime64[us]")
    own = (
        rows["entered_care_on"]
        if "entered_care_on" in rows
        else pd.Series(pd.NaT, index=rows.index, dtype="datetime64[us]")
    )
    return rows.assign(entered_care_on=found_entry.fillna(own))


def _first_stated(both: pd.DataFrame) -> pd.DataFrame:
    """Return one row a route: of each column, what the source that is believed most states."""
    columns = [name for name in store.empty(TABLE).columns if name not in {*KEY, "edition"}]
    ordered = both.sort_values(["believed", "rank"], kind="stable")
    return ordered.groupby(KEY, sort=True)[columns].first().reset_index()


def _refused(unknown: pd.DataFrame, *, places: Sequence[Place]) -> tuple[Problem, ...]:
    """Name the rows whose period of care is not known."""
    problems: list[Problem] = []
    for (number, field), rows in unknown.groupby(["place", "field"]):
        where = np.ones(len(rows), dtype=bool)
        problems += found(
            places[int(str(number))],
            rows=rows["row"].to_numpy(),
            where=where,
            field=str(field),
            rule="care_entry_unknown",
        )
    return tuple(problems)


def _births_that_differ(offered: Sequence[Offer]) -> tuple[Problem, ...]:
    """Name the rows of one file that give one child two dates of birth."""
    if not offered:
        return ()
    types = _LIKE[BIRTHS]
    like = pd.DataFrame({name: pd.Series([], dtype=kind) for name, kind in types.items()})
    places = [offer.place for offer in merging.in_order(offered)]
    return merging.contradictions(merging.stack(offered, like=like), MergeRule(("child_key",)), places=places)


def _disagreements(listed: pd.DataFrame, chosen: pd.DataFrame, *, places: Sequence[Place]) -> tuple[Problem, ...]:
    """Name the rows of list 10 and the tracker whose dates differ from those that were used."""
    problems: list[Problem] = []
    beside = listed.merge(chosen[[*KEY, *DATES]], on=KEY, suffixes=("", "_used"))
    for name in DATES:
        differs = beside[beside[name].notna() & (beside[name] != beside[f"{name}_used"])]
        for number, rows in differs.groupby("place"):
            where = np.ones(len(rows), dtype=bool)
            problems += found(
                places[int(str(number))], rows=rows["row"].to_numpy(), where=where, field=name, rule="sources_disagree"
            )
    return tuple(problems)


def _with_siblings_only(rows: pd.DataFrame) -> pd.DataFrame:
    """Blank the group of a child who is alone in it."""
    size = rows.groupby("sibling_group")["child_key"].transform("nunique")
    return rows.assign(sibling_group=rows["sibling_group"].where(size > 1).astype("str"))
