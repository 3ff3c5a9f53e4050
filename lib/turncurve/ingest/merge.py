"""Merge the editions of one table: one row an event, by stated rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from turncurve.ingest import merge_checks
from turncurve.ingest.chair_return import JUDGED
from turncurve.ingest.improvement_plan import NUMBERS
from turncurve.ingest.place import Place
from turncurve.ingest.problems import Problem, found
from turncurve.ingest.recipe import Offer
from turncurve.tables import store

# Of two extracts of one date the one named later here is preferred: histories come from the census.
PREFERENCE = (
    "annex_a",
    "adoption_tracker",
    "allocation",
    "audit_return",
    "chair_return",
    "contact_coding",
    "contact_log",
    "improvement_plan",
    "early_help",
    "event_log",
    "questionnaire",
    "workforce",
    "ssd",
    "ssda903",
    "cin_census",
)
# Tables of what one child has one of at a time, and what it is called where two overlap.
_FOLLOWING = {"cp_plans": "overlapping_plans", "care_episodes": "overlapping_episodes"}
BOOKKEEPING = ["place", "row", "rank"]


@dataclass(frozen=True)
class MergeRule:
    """When two rows are the same event, and whose values are used.

    Parameters
    ----------
    key : tuple of str
        Columns that make an event what it is.
    open_ended : tuple of str
        Columns in which a blank says that the thing is still open: the latest extract that has the column decides,
        blank or not. In every other column the latest extract that is not blank decides.
    lasting : tuple of str
        Columns that were settled when the event happened: the census decides where it states them.
    """

    key: tuple[str, ...]
    open_ended: tuple[str, ...] = ()
    lasting: tuple[str, ...] = ()


RULES: dict[str, MergeRule] = {
    "referrals": MergeRule(
        key=("child_key", "referred_on"),
        open_ended=("closed_on", "closure_reason"),
        lasting=("source",),
    ),
    "assessments": MergeRule(key=("child_key", "started_on", "kind"), open_ended=("completed_on",)),
    "strategy_discussions": MergeRule(key=("child_key", "held_on")),
    "conferences": MergeRule(key=("child_key", "held_on")),
    "cp_plans": MergeRule(
        key=("child_key", "started_on"),
        open_ended=("ended_on",),
        lasting=("initial_category", "previous_plans", "age_at_start"),
    ),
    "cp_reviews": MergeRule(key=("child_key", "plan_started_on", "reviewed_on")),
    "care_episodes": MergeRule(key=("child_key", "started_on", "sequence"), open_ended=("ended_on", "ended_because")),
    "adopters": MergeRule(key=("adopter_key", "began_on")),
    "audits": MergeRule(key=("programme", "audited_on", "file_key", "auditor_key", "standard", "criterion")),
    "contact_draws": MergeRule(key=("drawn_on", "contact_key")),
    "contact_codings": MergeRule(key=("drawn_on", "contact_key", "coder_key"), open_ended=("could_go_to",)),
    "audit_grades": MergeRule(key=("programme", "graded_on", "file_key", "auditor_key")),
    "audit_draws": MergeRule(key=("programme", "drawn_on", "file_key")),
    # A chair's return is one person's account: a later one replaces it whole, and no two are mixed.
    "chaired_conferences": MergeRule(key=("child_key", "held_on"), open_ended=JUDGED),
    "conference_agencies": MergeRule(
        key=("child_key", "held_on", "agency"), open_ended=("invited", "attended", "reported")
    ),
    "chair_challenges": MergeRule(key=("child_key", "held_on", "about", "raised_on"), open_ended=("resolved_on",)),
    "workers": MergeRule(key=("worker_key", "team", "started_on"), open_ended=("ended_on", "leaving_reason")),
    "posts": MergeRule(key=("stood_on", "team")),
    "caseloads": MergeRule(key=("stood_on", "worker_key", "team", "case_type", "complexity")),
    "absences": MergeRule(key=("worker_key", "started_on"), open_ended=("ended_on",)),
    "supervisions": MergeRule(key=("worker_key", "held_on")),
    "training": MergeRule(key=("worker_key", "completed_on", "course")),
    "allocations": MergeRule(key=("child_key", "ready_at"), open_ended=("allocated_at", "worker_key", "ended_on")),
    "case_events": MergeRule(key=("case_key", "activity", "started_at"), open_ended=("ended_at",)),
    "early_help": MergeRule(key=("child_key", "began_on"), open_ended=("ended_on", "outcome")),
    "availability": MergeRule(key=("worker_key", "week_starting", "known_on")),
    "surveys": MergeRule(key=("wave", "respondent_key", "question")),
    "questionnaires": MergeRule(key=("questionnaire", "respondent_key", "question")),
    # Each edition of an improvement plan stands beside the others: none replaces what an earlier one said.
    "improvement_notice": MergeRule(key=("plan_on",)),
    "improvement_disagreements": MergeRule(key=("plan_on", "meeting_id", "requirement_id")),
    **{table: MergeRule(key=("plan_on", number)) for table, number in NUMBERS.items()},
}


@dataclass(frozen=True)
class Merged:
    """One canonical table, merged.

    Parameters
    ----------
    table : str
        The canonical table.
    rows : DataFrame
        As the table's model says.
    loaded : mapping of Place to int
        Rows that stand in the table because of each sheet; its other rows were merged into those.
    problems : tuple of Problem
        Rows of one file that contradict one another.
    refused : mapping of Place to int
        Rows of each sheet that only the merging showed to be of no use.
    offered : tuple of Offer or None
        What was offered, where that is not simply what was offered to the table by its name.
    """

    table: str
    rows: pd.DataFrame
    loaded: Mapping[Place, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    refused: Mapping[Place, int] = field(default_factory=dict)
    offered: tuple[Offer, ...] | None = None


def in_order(offers: Sequence[Offer]) -> list[Offer]:
    """Put offers in the order in which they are believed: the last is preferred.

    Parameters
    ----------
    offers : sequence of Offer
        Offers of one canonical table.

    Returns
    -------
    list of Offer
        From the earliest extract to the latest; of one date, in the order of `PREFERENCE`, then by file and sheet.
    """

    def rank(offer: Offer) -> tuple[dt.date, int, str, str, str]:
        """Return what an offer is sorted by."""
        place = offer.place
        return (
            place.extracted_on or dt.date.min,
            PREFERENCE.index(place.format),
            place.file,
            place.part,
            place.table,
        )

    return sorted(offers, key=rank)


def stack(offers: Sequence[Offer], *, like: pd.DataFrame) -> pd.DataFrame:
    """Put the rows of several offers below one another, in the order in which they are believed.

    Parameters
    ----------
    offers : sequence of Offer
        Offers of one canonical table.
    like : DataFrame
        An empty table whose columns and types are wanted.

    Returns
    -------
    DataFrame
        Those columns (missing where an offer does not state them), and place (position in `in_order(offers)`),
        row (its number in the file) and rank (its place in the order).
    """
    wanted = [name for name in like.columns if name != "edition"]
    types = {name: like[name].dtype for name in wanted}
    pieces = []
    for number, offer in enumerate(in_order(offers)):
        held = {
            name: offer.rows[name].astype(types[name])
            if name in offer.rows
            else pd.Series(
                pd.NA if str(types[name]) in {"Int64", "boolean", "Float64"} else None,
                index=offer.rows.index,
                dtype=types[name],
            )
            for name in wanted
        }
        pieces.append(pd.DataFrame(held).assign(place=number, row=offer.rows["row"].to_numpy(dtype="int64")))
    stacked = pd.concat(pieces, ignore_index=True)
    return stacked.assign(rank=np.arange(len(stacked)))


def merge(table: str, offers: Sequence[Offer]) -> Merged:
    """Merge all that was offered to one canonical table.

    Parameters
    ----------
    table : str
        The canonical table.
    offers : sequence of Offer
        What each sheet offered.

    Returns
    -------
    Merged
        One row an event.
    """
    ordered = in_order(offers)
    stacked = stack(ordered, like=store.empty(table))
    rule = RULES[table]
    if table == "assessments":
        stacked = _with_kind(stacked)
    if table == "care_episodes":
        stacked = _with_sequence(stacked)
    if table == "audits":
        stacked = stacked.assign(selection=stacked["selection"].fillna("not stated"))
    rows = combine(stacked, rule, places=[offer.place for offer in ordered], states=_states(ordered))
    while table == "assessments":  # one without a kind may be told from the others only once those are merged
        known = _with_kind(rows)
        if known["kind"].equals(rows["kind"]):
            break
        known = known.sort_values("rank", ignore_index=True)
        rows = combine(known, rule, places=[offer.place for offer in ordered], states=_states(ordered))
    if table == "conferences":
        rows = _with_latest_discussion(rows, stacked)
    settled = ["strategy_discussion_on"] if table == "conferences" else []  # several may lead to one conference
    stated, places, states = stacked.drop(columns=settled), [offer.place for offer in ordered], _states(ordered)
    problems = contradictions(stated, rule, places=places)
    for check in (merge_checks.between_files, merge_checks.reopened):
        problems += check(stated, key=rule.key, open_ended=rule.open_ended, places=places, states=states)
    if table in _FOLLOWING:
        problems += merge_checks.overlapping(rows, rule=_FOLLOWING[table], places=places)
    if table == "early_help":
        problems += merge_checks.early_help(rows, places=places)
    return finish(table, rows, places=places, problems=problems)


def _states(ordered: Sequence[Offer]) -> dict[str, list[int]]:
    """Return, by column, the positions of the offers that have it."""
    columns = {str(name) for offer in ordered for name in offer.rows}
    return {name: [n for n, offer in enumerate(ordered) if name in offer.rows] for name in columns}


def combine(
    stacked: pd.DataFrame, rule: MergeRule, *, places: Sequence[Place], states: dict[str, list[int]]
) -> pd.DataFrame:
    """Make one row an event; its place and row are those of the extract that is preferred.

    Parameters
    ----------
    stacked : DataFrame
        Rows of all offers, as `stack` gives them.
    rule : MergeRule
        When two rows are the same event.
    places : sequence of Place
        By position: the sheets.
    states : mapping of str to list of int
        By column: the positions of the sheets that have it.

    Returns
    -------
    DataFrame
        One row an event, sorted by the key.
    """
    key = list(rule.key)
    event = stacked.groupby(key, dropna=False, sort=True).ngroup()
    shared = event.duplicated(keep=False)
    alone, several = stacked[~shared], stacked[shared].assign(event=event[shared])
    if several.empty:
        return alone.iloc[np.argsort(event.to_numpy())].reset_index(drop=True)
    values = several.groupby("event").last()
    newest = several.drop_duplicates("event", keep="last").set_index("event")
    census = several["place"].map({number: place.format == "cin_census" for number, place in enumerate(places)})
    by_census = several.assign(census=census.astype("int64")).sort_values(["census", "rank"]).groupby("event").last()
    decided = {name: newest[name] for name in BOOKKEEPING} | {name: by_census[name] for name in rule.lasting}
    for name in rule.open_ended:
        stating = several[several["place"].isin(states.get(name, []))].drop_duplicates("event", keep="last")
        decided[name] = stating.set_index("event")[name].reindex(values.index)
    combined = values.assign(**decided)[list(stacked.columns)].astype(stacked.dtypes.to_dict())
    # Events are numbered in the order of the key.
    order = np.argsort(np.concatenate([event[~shared], combined.index]))
    return pd.concat([alone, combined], ignore_index=True).iloc[order].reset_index(drop=True)


def contradictions(stacked: pd.DataFrame, rule: MergeRule, *, places: Sequence[Place]) -> tuple[Problem, ...]:
    """Find rows of one file that describe one event differently.

    Parameters
    ----------
    stacked : DataFrame
        Rows of all offers, as `stack` gives them.
    rule : MergeRule
        When two rows are the same event.
    places : sequence of Place
        By position: the sheets.

    Returns
    -------
    tuple of Problem
        One a sheet and field, with the rows concerned.
    """
    tables = {number: f"{place.file}|{place.table}" for number, place in enumerate(places)}
    stacked = stacked.assign(of=stacked["place"].map(tables))  # two sheets of one file may hold one table
    key = ["of", *rule.key]
    twice = stacked[stacked.duplicated(key, keep=False)]
    if twice.empty:
        return ()
    problems: list[Problem] = []
    for name in [str(column) for column in stacked if column not in {*key, *BOOKKEEPING}]:
        values = twice.groupby(key, dropna=False)[name]
        differs = values.transform("nunique") > 1
        if name in rule.open_ended:  # here a blank states something too
            differs |= (values.transform("count") > 0) & twice[name].isna()
            differs = differs.groupby([twice[each] for each in key], dropna=False).transform("any")
        for number, rows in twice[differs].groupby("place"):
            mask = np.ones(len(rows), dtype=bool)
            problems += found(
                places[int(str(number))],
                rows=rows["row"].to_numpy(),
                where=mask,
                field=str(name),
                rule="conflicting_rows",
            )
    return tuple(problems)


def finish(table: str, rows: pd.DataFrame, *, places: Sequence[Place], problems: tuple[Problem, ...] = ()) -> Merged:
    """Give merged rows their edition and the columns of the table's model, and count what each sheet gave.

    Parameters
    ----------
    table : str
        The canonical table.
    rows : DataFrame
        One row an event, with the bookkeeping columns of `stack`.
    places : sequence of Place
        By position: the sheets.
    problems : tuple of Problem
        What was wrong.

    Returns
    -------
    Merged
        The table.
    """
    empty = store.empty(table)
    editions = {number: place.edition for number, place in enumerate(places)}
    whole = rows.assign(edition=rows["place"].map(editions).astype("str"))[list(empty.columns)]
    counts = rows["place"].value_counts()
    loaded = {place: int(counts.get(number, 0)) for number, place in enumerate(places)}
    return Merged(table, whole.astype(empty.dtypes.to_dict()).reset_index(drop=True), loaded, problems)


def _with_kind(stacked: pd.DataFrame) -> pd.DataFrame:
    """Give an assessment whose source has no kind the kind that another source states for it."""
    # Two assessments of a child may start on one day: then the date of completion tells which is meant.
    known = stacked[stacked["kind"].notna()]
    filled = stacked["kind"]
    for key in (["child_key", "started_on", "completed_on"], ["child_key", "started_on"]):
        kinds = known.drop_duplicates([*key, "kind"])
        certain = kinds[~kinds.duplicated(key, keep=False)].set_index(key)["kind"]
        if certain.empty:
            continue
        wanted = pd.MultiIndex.from_frame(stacked[key])
        filled = filled.fillna(pd.Series(certain.reindex(wanted).to_numpy(), index=stacked.index, dtype="str"))
    return stacked.assign(kind=filled.astype("str"))


def _with_sequence(stacked: pd.DataFrame) -> pd.DataFrame:
    """Tell apart the episodes of a child that start on one day in one file, in order of their end."""
    ordered = stacked.sort_values(["place", "child_key", "started_on", "ended_on", "row"], na_position="last")
    return stacked.assign(sequence=ordered.groupby(["place", "child_key", "started_on"]).cumcount())


def _with_latest_discussion(rows: pd.DataFrame, stacked: pd.DataFrame) -> pd.DataFrame:
    """Give each conference the latest of the strategy discussions that any source says led to it."""
    latest = stacked.groupby(["child_key", "held_on"])["strategy_discussion_on"].max()
    wanted = pd.MultiIndex.from_frame(rows[["child_key", "held_on"]])
    return rows.assign(strategy_discussion_on=latest.reindex(wanted).to_numpy().astype("datetime64[us]"))
