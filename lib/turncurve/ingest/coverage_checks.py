"""What the files together leave out: months without contacts, half-years between extracts, trackers out of date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from turncurve.ingest.problems import Problem
from turncurve.ingest.recipe import Offer

MONTHLY = 20  # contacts of a month: with so many, a month without any is no chance
DAYS_OF_HALF_A_YEAR = 186  # lists 1 to 5 of an Annex A hold the six months before the extract
DAYS_OF_A_QUARTER = 92
_HALF_YEARLY = {
    "contacts": ("received_at", "Date of Contact"),
    "referrals": ("referred_on", "Date of referral"),
    "assessments": ("started_on", "Continuous Assessment Start Date"),
}
_ENDED = ("adopted_on", "plan_changed_on")


def check(offers: Mapping[str, Sequence[Offer]]) -> tuple[Problem, ...]:
    """Name what the files together leave out.

    Parameters
    ----------
    offers : mapping of str to sequence of Offer
        By canonical table: what each sheet offered.

    Returns
    -------
    tuple of Problem
        Each with a row that shows it; no row is refused for it.
    """
    half_years = (
        each
        for table, (moment, field) in _HALF_YEARLY.items()
        for each in _between_extracts(offers.get(table, ()), moment=moment, field=field)
    )
    trackers = [each for each in offers.get("adoption_pathways", ()) if each.place.format == "adoption_tracker"]
    return (
        *_months_without(offers.get("contacts", ())),
        *half_years,
        *_vanished(trackers),
        *_out_of_date(trackers, latest=_latest(offers)),
    )


def _months_without(offers: Sequence[Offer]) -> tuple[Problem, ...]:
    """Name the first contact after a whole month that the logs have none of."""
    logs = [each for each in offers if each.place.format in {"contact_log", "ssd"} and len(each.rows)]
    if not logs:
        return ()
    months = pd.concat([each.rows["received_at"].dt.to_period("M") for each in logs], ignore_index=True)
    counts = months.value_counts().sort_index()
    after = [month for before, month in pairwise(counts.index) if (month - before).n > 1]
    if not after or counts.median() < MONTHLY:
        return ()
    problems: list[Problem] = []
    for month in after:
        first = min(logs, key=lambda each, month=month: _first_in(each, month)[0])  # type: ignore[misc]  # of this month
        _, row = _first_in(first, month)
        problems.append(Problem(first.place.file, first.place.part, (row,), _field_of(first), "month_missing"))
    return tuple(problems)


def _first_in(offer: Offer, month: pd.Period) -> tuple[pd.Timestamp, int]:
    """Return the first contact of a month in a log, and its row."""
    own = offer.rows[offer.rows["received_at"].dt.to_period("M") == month]
    if own.empty:
        return pd.Timestamp.max, 0
    at = own["received_at"].idxmin()
    return pd.Timestamp(own["received_at"].loc[at]), int(own["row"].loc[at])


def _field_of(offer: Offer) -> str:
    """Return what a log calls the time of a contact."""
    return "Received" if offer.place.format == "contact_log" else "cont_contact_date"


def _between_extracts(offers: Sequence[Offer], *, moment: str, field: str) -> tuple[Problem, ...]:
    """Name the first row of an Annex A list whose six months begin well after the extract before it."""
    lists = [each for each in offers if each.place.format == "annex_a" and each.place.extracted_on and len(each.rows)]
    others = [each.rows[moment] for each in offers if each.place.format != "annex_a" and len(each.rows)]
    elsewhere = pd.concat(others, ignore_index=True) if others else pd.Series([], dtype="datetime64[us]")
    problems: list[Problem] = []
    by_day = sorted(lists, key=lambda each: _day(each))
    for before, after in pairwise(by_day):
        begins = pd.Timestamp(_day(after)) - pd.Timedelta(days=DAYS_OF_HALF_A_YEAR)
        own = after.rows[moment].min()
        gap = (pd.Timestamp(_day(before)), min(begins, own))
        if gap[1] - gap[0] > pd.Timedelta(days=31) and not elsewhere.between(*gap, inclusive="neither").any():
            row = int(after.rows["row"].iloc[int(after.rows[moment].argmin())])
            problems.append(Problem(after.place.file, after.place.part, (row,), field, "half_year_missing", "annex_a"))
    return tuple(problems)


def _vanished(trackers: Sequence[Offer]) -> tuple[Problem, ...]:
    """Name the children of an earlier tracker who had not come to an end and are not in the last one."""
    dated = sorted((each for each in trackers if each.place.extracted_on), key=lambda each: _day(each))
    if len(dated) < 2:
        return ()
    last_day = _day(dated[-1])
    last = set().union(*(each.rows["child_key"] for each in dated if _day(each) == last_day))
    problems: list[Problem] = []
    seen: set[object] = set()
    for each in reversed([offer for offer in dated if _day(offer) < last_day]):
        ended = np.zeros(len(each.rows), dtype=bool)
        for name in _ENDED:
            ended |= each.rows[name].notna().to_numpy() if name in each.rows else False
        gone = ~each.rows["child_key"].isin(last | seen).to_numpy() & ~ended
        seen |= set(each.rows["child_key"])
        rows = tuple(int(row) for row in each.rows["row"].to_numpy()[gone])
        if rows:
            problems.append(Problem(each.place.file, each.place.part, rows, "Child ID", "not_in_newer"))
    return tuple(problems)


def _out_of_date(trackers: Sequence[Offer], *, latest: dt.date | None) -> tuple[Problem, ...]:
    """Name the last tracker where another extract is a quarter or more younger."""
    dated = [each for each in trackers if each.place.extracted_on and len(each.rows)]
    if not dated or latest is None:
        return ()
    last = max(dated, key=lambda each: _day(each))
    if (latest - _day(last)).days <= DAYS_OF_A_QUARTER:
        return ()
    row = int(last.rows["row"].iloc[0])
    return (Problem(last.place.file, last.place.part, (row,), "Extract date", "out_of_date"),)


def _latest(offers: Mapping[str, Sequence[Offer]]) -> dt.date | None:
    """Return the day of the last Annex A or looked after return."""
    days = [_day(each) for held in offers.values() for each in held
            if each.place.format in {"annex_a", "ssda903"} and each.place.extracted_on]  # fmt: skip
    return max(days, default=None)


def _day(offer: Offer) -> dt.date:
    """Return the day of an extract."""
    return offer.place.extracted_on or dt.date.min
