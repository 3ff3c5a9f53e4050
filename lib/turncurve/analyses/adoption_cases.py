"""From a council's records to cases that can be rolled forward: who is on the way to adoption, and how far."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.analyses.route_rules import STEPS, Unusable, sorted_out
from turncurve.indicators.cases import days_of
from turncurve.indicators.coverage import edition_covers, unbroken
from turncurve.ingest.care_periods import number_periods, periods_of_care
from turncurve.methods.pathway import MATCHING_ROUTE, PathwayCases, pathway_cases
from turncurve.reference import project
from turncurve.reference.periods import Period
from turncurve.tables.intake import intake_of
from turncurve.tables.records import Records

__all__ = ["AdoptionCases", "adoption_cases", "day_number"]

LEAST_USABLE = 0.9
"""Share of the routes that must be usable: with more left out, those left would stand for others than all."""

FEWEST_ADOPTIONS = 10
"""Fewer adoptions on record than this say too little of how long each step takes."""

LATEST_BEHIND = 92
"""Days by which the return of looked after children may lag behind the routes and still be what is forecast from."""

_ASKED_LAST: list[tuple[pd.DataFrame, pd.DataFrame, dt.date, AdoptionCases]] = []
"""The tables asked about last, and the cases made of them: a page asks of the same tables many times."""

_HOME = ("E4", "E4A", "E4B", "E13")
_GUARDIANSHIP = ("E43", "E44", "E45", "E46", "E47", "E48")
_ADULT = ("E7", "E15", "E17")
_EXITS = MATCHING_ROUTE.exits
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_Days = npt.NDArray[np.float64]


@dataclass(frozen=True)
class AdoptionCases:
    """A council's children as cases of the pathway, or the reason why they cannot be forecast from.

    Parameters
    ----------
    mark : str
        Fingerprint of all that a forecast from these cases depends on.
    begins : datetime.date or None
        The first day that the records cover.
    as_at : datetime.date or None
        The last day that they cover, none after the report's date.
    from_decision : bool
        Whether children are on record only from the decision that they should be adopted, as in a tracker.
    read : int
        Routes to adoption read, with those that ingest refused: as large a share as of the rows of all extracts.
    unusable : tuple of Unusable
        Routes that could not be used, by reason.
    reason : str
        Why nothing can be forecast, as a sentence without its full stop; empty where something can.
    cases : PathwayCases or None
        The cases; days are counted from 1 January 1970.
    family_since : array of float, shape (cases,), or None
        The day on which a child came to live with the family as a foster child, where that family adopts.
    """

    mark: str
    begins: dt.date | None
    as_at: dt.date | None
    from_decision: bool
    read: int
    unusable: tuple[Unusable, ...] = ()
    reason: str = ""
    cases: PathwayCases | None = field(default=None, compare=False, repr=False)
    family_since: _Days | None = field(default=None, compare=False, repr=False)

    @property
    def usable(self) -> float:
        """The share of the routes read that could be used, 1 where none was read."""
        return 1 - sum(each.rows for each in self.unusable) / self.read if self.read else 1.0


def adoption_cases(records: Records) -> AdoptionCases:
    """Take a council's children as cases of the pathway, as the records stood on the report's date.

    Children in care without a plan for adoption count too, so that those to come are forecast; where only a tracker
    is held they come on record with the decision. Rows that contradict themselves are left out and counted.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    AdoptionCases
        The cases, or the reason why there are none to forecast from.
    """
    routes, episodes = records.table("adoption_pathways"), records.table("care_episodes")
    for known_routes, known_episodes, as_at, known in _ASKED_LAST:
        if known_routes is routes and known_episodes is episodes and as_at == records.as_at:
            return known
    found = _made(routes, episodes, report=records.as_at, refused=_refused_at_ingest(records, stored=len(routes)))
    _ASKED_LAST[:] = [(routes, episodes, records.as_at, found)]
    return found


def _refused_at_ingest(records: Records, *, stored: int) -> tuple[Unusable, ...]:
    """Return the routes that never came on record, because ingest refused their rows."""
    if not isinstance(records, Records):
        return ()  # tables held in memory came through no ingest
    folder = records.folder or project.processed_folder(records.council)
    rows = [(each.read, each.refused) for each in intake_of(("adoption_pathways",), folder=folder)]
    # A child is in many extracts, and a row that is refused may be refused in each: so the share counts.
    routes = sum(stored * refused // (read - refused) for read, refused in rows if read > refused)
    return (Unusable("refused at ingest", routes),) if routes else ()


def _made(
    routes: pd.DataFrame, episodes: pd.DataFrame, *, report: dt.date, refused: tuple[Unusable, ...]
) -> AdoptionCases:
    """Take children as cases, or say why nothing can be forecast from them."""
    if routes.empty:
        return _refused("no route to adoption is on record", read=0)
    last = _last_day(routes, report)
    if last is None:
        return _refused("the tracker does not say on which date it was extracted", read=len(routes))
    covered = _care_covered(episodes, last, report)
    usable, contradicting = sorted_out(routes)
    unusable, read = (*refused, *contradicting), len(routes) + sum(each.rows for each in refused)
    if covered is None:
        frame, observed, span = _from_decision(usable, as_at=last)
    else:
        frame, observed, span = _from_entry(usable, periods_of_care(number_periods(episodes)), covered=covered)
    held = AdoptionCases("", span.start, span.end, covered is None, read, unusable)
    reason = _too_few_usable(held) or _too_little(frame, span.end)
    return _finished(held, frame, observed) if not reason else _refused(reason, read=read, unusable=unusable)


def day_number(day: dt.date) -> float:
    """Count days from 1 January 1970, as cases do.

    Parameters
    ----------
    day : datetime.date
        The day.

    Returns
    -------
    float
        Its number.
    """
    return float((day - dt.date(1970, 1, 1)).days)


def _refused(reason: str, *, read: int, unusable: tuple[Unusable, ...] = ()) -> AdoptionCases:
    """Return that nothing can be forecast, and why."""
    return AdoptionCases("", None, None, False, read, unusable, reason)


def _too_few_usable(held: AdoptionCases) -> str:
    """Say that too many routes cannot be used, naming why."""
    if held.usable >= LEAST_USABLE:
        return ""
    left_out = sum(each.rows for each in held.unusable)
    why = "; ".join(f"{each.reason} ({each.rows})" for each in held.unusable)
    return (
        f"{left_out} of {held.read} routes to adoption cannot be used, and at least {LEAST_USABLE:.0%} must be: {why}"
    )


def _too_little(frame: pd.DataFrame, as_at: dt.date) -> str:
    """Say that too little has happened on record, or that a step has never been taken."""
    moment = pd.Timestamp(as_at)
    adoptions = int((frame["adopted_on"] <= moment).sum())
    if adoptions < FEWEST_ADOPTIONS:
        return f"only {adoptions} adoptions are on record, and at least {FEWEST_ADOPTIONS} are needed"
    for step, name in (("decided_on", "a decision"), ("placement_order_on", "a placement order")):
        if not (frame[step] <= moment).any():
            return f"no child on record has {name}"
    return ""


def _last_day(routes: pd.DataFrame, report: dt.date) -> dt.date | None:
    """Return the last day that the routes' extracts cover, none after the report's date; None where none says."""
    ends = [_extracted(edition) for edition in sorted(routes["edition"].unique())]
    known = [end for end in ends if end is not None]
    return min(max(known), report) if known else None


def _extracted(edition: str) -> dt.date | None:
    """Return the date on which an extract stood, or None where its name does not say."""
    covers = edition_covers(edition)
    if covers is not None:
        return covers.end
    dated = _DATE.findall(edition)
    try:
        return dt.date.fromisoformat(dated[-1]) if dated else None
    except ValueError:
        return None


def _care_covered(episodes: pd.DataFrame, last: dt.date, report: dt.date) -> Period | None:
    """Return the days of care on record without a gap, or None where they lag too far behind the routes."""
    stretches = unbroken("care_episodes", episodes) if len(episodes) else ()
    held = [each for each in stretches if each.start <= report]
    if not held:
        return None
    latest = Period(held[-1].start, min(held[-1].end, report))
    return latest if (last - latest.end).days <= LATEST_BEHIND else None


def _from_decision(routes: pd.DataFrame, *, as_at: dt.date) -> tuple[pd.DataFrame, pd.Series, Period]:
    """Return the routes with a decision, on record from it or from the first that ended."""
    decided = routes[routes["decided_on"].notna()]
    ended = decided[["adopted_on", "plan_changed_on", "left_care_on"]].min(axis=1)
    begins = ended.min()
    observed = decided["decided_on"].where(~(decided["decided_on"] < begins), begins)
    kept = ~(ended < observed)
    start = as_at if pd.isna(begins) else min(begins.date(), as_at)
    return decided[kept], observed[kept], Period(start, as_at)


def _from_entry(
    routes: pd.DataFrame, periods: pd.DataFrame, *, covered: Period
) -> tuple[pd.DataFrame, pd.Series, Period]:
    """Return all children in care, on record from entering care or from the first day covered."""
    key = ["child_key", "entered_care_on"]
    known = periods.dropna(subset=["entered_care_on"])[[*key, "left_care_on", "left_care_because"]]
    others = known.merge(routes[key].assign(on_route=True), on=key, how="left")
    others = others[others["on_route"].isna() & ~others["left_care_because"].isin(("E11", "E12"))]
    whole = pd.concat([routes, others.drop(columns="on_route")], ignore_index=True)
    begins = pd.Timestamp(covered.start)
    ended = whole[["adopted_on", "left_care_on"]].min(axis=1)
    kept = whole[~(ended < begins)].sort_values(key, ignore_index=True)
    observed = kept["entered_care_on"].where(kept["entered_care_on"] >= begins, begins)
    return kept, observed, covered


def _finished(held: AdoptionCases, frame: pd.DataFrame, observed: pd.Series) -> AdoptionCases:
    """Return the cases as arrays of days."""
    dates = np.column_stack([_days(frame[step]) for step in STEPS])
    left, kind = _exits(frame)
    born, group = _born(frame, held.from_decision), _groups(frame, held.from_decision)
    since, as_at = _days(observed), day_number(held.as_at or dt.date.max)
    begun = dates[:, 0] <= as_at
    cases = pathway_cases(dates, as_at=as_at, exit=left, exit_kind=kind, observed_from=since, born=born, group=group)
    parts = (dates, left, kind, since, born, group, _days(frame["foster_placement_on"]))
    mark = hashlib.sha256(b"".join(np.ascontiguousarray(part).tobytes() for part in parts)).hexdigest()
    return AdoptionCases(
        mark,
        held.begins,
        held.as_at,
        held.from_decision,
        held.read,
        held.unusable,
        cases=cases,
        family_since=_days(frame["foster_placement_on"])[begun],
    )


def _exits(frame: pd.DataFrame) -> tuple[_Days, npt.NDArray[np.int64]]:
    """Return when and how each case left the route without being adopted."""
    changed = _days(frame["plan_changed_on"].where(~(frame["plan_changed_on"] < frame["decided_on"])))
    left = _days(frame["left_care_on"])
    because = frame["left_care_because"]
    ways = [(_HOME, "home"), (_GUARDIANSHIP, "special guardianship"), (_ADULT, "age limit")]
    kind = np.select(
        [because.isin(codes).to_numpy(dtype=bool) for codes, _ in ways],
        [_EXITS.index(name) for _, name in ways],
        _EXITS.index("other"),
    )
    first = np.fmin(changed, left)
    adopted = np.isfinite(_days(frame["adopted_on"]))
    kind = np.where(changed <= np.where(np.isnan(left), np.inf, left), _EXITS.index("plan changed"), kind)
    return np.where(adopted, np.nan, first), kind.astype(np.int64)


def _born(frame: pd.DataFrame, from_decision: bool) -> _Days:
    """Return about when each child was born, where that is held of all alike: the middle of the year of age."""
    if not from_decision:
        return np.full(len(frame), np.nan)  # ages are held of children with a plan only, and would tell who has one
    age = frame["age_at_entry"].astype("Float64").to_numpy(dtype=np.float64, na_value=np.nan)
    return np.asarray(_days(frame["entered_care_on"]) - np.where(age < 0, 0.0, np.floor((age + 0.5) * 365.25)))


def _groups(frame: pd.DataFrame, from_decision: bool) -> npt.NDArray[np.int64]:
    """Return 1 for a child to be placed with brothers or sisters, where that is held of all alike."""
    if not from_decision:
        return np.zeros(len(frame), dtype=np.int64)
    return frame["sibling_group"].notna().to_numpy().astype(np.int64)


def _days(dates: pd.Series) -> _Days:
    """Return dates as days from 1 January 1970, NaN where missing."""
    held = days_of(dates)
    return np.where(np.isnat(held), np.nan, held.astype("int64").astype(np.float64))
