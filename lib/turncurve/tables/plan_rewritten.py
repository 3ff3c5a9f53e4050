"""Where a plan says otherwise than an earlier edition of it had said, so that it would look better kept than it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from turncurve.tables.plain_rows import Row
from turncurve.tables.plan_as_at import SHEETS, ImprovementPlan

_DATED = ("measures", "milestones", "actions")
_ENDED: Mapping[str, str] = {"milestones": "met_on", "actions": "done_on", "promises": "kept_on"}


@dataclass(frozen=True)
class LeftOut:
    """A row that an earlier edition had and the plan has not.

    Parameters
    ----------
    sheet, number, requirement : str
        Part of the plan, the row's number, and the requirement that it served; empty where it served none.
    weighs : bool
        Whether a status rested on it: a measure, a milestone, an action, an objective, or evidence that said otherwise.
    """

    sheet: str
    number: str
    requirement: str
    weighs: bool


@dataclass(frozen=True)
class Rewritten:
    """What a plan says otherwise than the editions before it.

    Parameters
    ----------
    left_out : tuple of LeftOut
        Rows that were taken out.
    first_due : mapping of str to datetime.date
        By number of a row whose first date is another now: the date that was given first.
    eased : mapping of str to str
        By number of a measure: its target then and now, as a clause, where it is easier to meet now, or another thing.
    lost : mapping of str to datetime.date
        By number of a milestone that was said to be lost and is not said to be now: since when it was.
    undone : frozenset of str
        Numbers of what was said to be done, and is not now.
    reused : frozenset of str
        Numbers of rows whose approval was that of another date.
    held_to : mapping of str to tuple of str and float
        By number of a measure whose target is easier now, by the same indicator: the aim and target that it first had.
    unsaid : frozenset of str
        Numbers of rows whose later date was agreed on the day of an edition that does not give that date.
    """

    left_out: tuple[LeftOut, ...]
    first_due: Mapping[str, dt.date]
    eased: Mapping[str, str]
    lost: Mapping[str, dt.date]
    undone: frozenset[str]
    reused: frozenset[str]
    held_to: Mapping[str, tuple[str, float]]
    unsaid: frozenset[str] = frozenset()


def rewritten(plan: ImprovementPlan) -> Rewritten:
    """Tell what a plan says otherwise than the editions before it.

    Parameters
    ----------
    plan : ImprovementPlan
        The plan, with its earlier editions.

    Returns
    -------
    Rewritten
        All of it; nothing where there is no earlier edition.
    """
    pairs = list(_pairs(plan))
    return Rewritten(
        tuple(_left_out(plan)),
        {number: first for number, first in _first_dates(plan) if first is not None},
        {number: said for sheet, number, then, now in pairs if sheet == "measures" and (said := _eased(then, now))},
        {
            number: then["lost_on"].date()
            for sheet, number, then, now in pairs
            if sheet == "milestones" and _is_lost_then_alone(then, now)
        },
        frozenset(number for sheet, number, then, now in pairs if sheet in _ENDED and _is_undone(sheet, then, now)),
        frozenset(number for sheet, number, then, now in pairs if sheet in _DATED and _is_reused(then, now)),
        {
            number: (str(then["aim"]), float(then["target"]))
            for sheet, number, then, now in reversed(pairs)
            if sheet == "measures" and _eased(then, now) and then["indicator"] == now["indicator"]
        },
        frozenset(number for sheet in _DATED for number in _unsaid(plan, sheet)),
    )


def _pairs(plan: ImprovementPlan) -> Iterator[tuple[str, str, Row, Row]]:
    """Yield each row of the plan beside what each earlier edition said of it, the oldest first."""
    for sheet in ("measures", "milestones", "actions", "promises"):
        own = plan.by_number[sheet]
        for edition in plan.earlier:
            for number, then in edition.by_number[sheet].items():
                if number in own:
                    yield sheet, number, then, own[number]


def _left_out(plan: ImprovementPlan) -> Iterator[LeftOut]:
    """Yield what earlier editions had and the plan has not, once each, as the last that had it put it."""
    for sheet in SHEETS:
        held = {number: (row, each) for each in plan.earlier for number, row in each.by_number[sheet].items()}
        for number in sorted(set(held).difference(plan.by_number[sheet])):
            row, edition = held[number]
            against = sheet == "evidence" and row["shows"] == "contradicts"
            yield LeftOut(sheet, number, edition.requirement_of(number), against or sheet in {*_DATED, "objectives"})


def _first_dates(plan: ImprovementPlan) -> Iterator[tuple[str, dt.date | None]]:
    """Yield the date that was given first, for each row that gives another first date now."""
    first: dict[str, dt.datetime] = {}
    now: dict[str, object] = {}
    for sheet, number, then, row in _pairs(plan):
        if sheet in _DATED and then["due_on"] is not None:
            first.setdefault(number, then["due_on"])
            now[number] = row["due_on"]
    for number, day in first.items():
        if day != now[number]:
            yield number, day.date()


def _eased(then: Row, now: Row) -> str:
    """Say which target a measure had and has, where it is easier to meet now; empty where it is not."""
    if then["target"] is None or now["target"] is None:
        return ""
    other = then["indicator"] != now["indicator"] or then["aim"] != now["aim"]
    lower, higher = now["target"] < then["target"], now["target"] > then["target"]
    if not (other or (lower if now["aim"] == "at least" else higher)):
        return ""
    held = [f"{each['aim']} {each['target']:g}" for each in (then, now)]
    counted = f", and it was counted by {then['indicator']}" if then["indicator"] != now["indicator"] else ""
    return f"its target was {held[0]} in an earlier edition of the plan and is {held[1]} now{counted}"


def _is_lost_then_alone(then: Row, now: Row) -> bool:
    """Tell whether a milestone was said to be lost, and is neither said to be now nor met again since."""
    if then["lost_on"] is None or now["lost_on"] is not None:
        return False
    return bool(now["met_on"] is None or now["met_on"] <= then["lost_on"])


def _is_undone(sheet: str, then: Row, now: Row) -> bool:
    """Tell whether something was said to be done, and is not now."""
    return then[_ENDED[sheet]] is not None and now[_ENDED[sheet]] is None


def _unsaid(plan: ImprovementPlan, sheet: str) -> Iterator[str]:
    """Yield the rows whose later date was agreed on the day of an earlier edition that does not give it."""
    for number, row in plan.by_number[sheet].items():
        if row["approved_on"] is None or row["revised_due_on"] is None:
            continue
        for edition in plan.earlier:
            then = edition.by_number[sheet].get(number) if edition.plan_on == row["approved_on"].date() else row
            if then is None or then["revised_due_on"] != row["revised_due_on"]:
                yield number


def _is_reused(then: Row, now: Row) -> bool:
    """Tell whether the approval of one later date stands now beside another."""
    if any(row[column] is None for row in (then, now) for column in ("revised_due_on", "approved_on")):
        return False
    return bool(then["approved_on"] == now["approved_on"] and then["revised_due_on"] < now["revised_due_on"])
