"""The improvement plan of a day, read from its tables as the items that statuses are worked out from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal

from turncurve.analyses.evidence_held import STALE_AFTER
from turncurve.analyses.plan_dates import PlanDates, day_of, plan_dates
from turncurve.analyses.plan_items import (
    Disagreement,
    Finding,
    MeasureItem,
    Meeting,
    ObjectiveItem,
    Plan,
    Pledge,
    PromiseItem,
    RequirementItem,
    Risk,
)
from turncurve.analyses.plan_names import without_names
from turncurve.analyses.promise_status import Found, Promise
from turncurve.tables.improvement_board import DOCUMENT, NONE_YET
from turncurve.tables.plain_rows import Row
from turncurve.tables.plan_altered import MOVED, Altered, altered
from turncurve.tables.plan_as_at import ImprovementPlan, plan_as_at
from turncurve.tables.plan_editions import editions_of
from turncurve.tables.plan_gaps import missing
from turncurve.tables.records import Records
from turncurve.tables.story import Aim

_DONE = {"milestone": "met_on", "action": "done_on"}
_NOTHING = frozenset({
    "", "none", "nothing", "nil", "no", "n/a", "na", "tbc", "tbd", "not known", "unknown", "none yet", "not yet", "yes",
    "ok", "done", "met", "complete", "completed", "ongoing", "pending", "to follow", "see above", "as above", "?",
})  # fmt: skip
_WITHOUT = ("no_evidence", "evidence_to_come")


def plan_of(records: Records, *, by: dt.date | None = None) -> Plan | None:
    """Return a council's improvement plan as it stood on a day.

    Parameters
    ----------
    records : Records
        The council's records, cut to the report's date.
    by : datetime.date, optional
        The day; the report's date where not given.

    Returns
    -------
    Plan or None
        None where no plan is held by then. The public is not told who holds a post, where a person may be named.
    """
    return records.once(_plan_of, by or records.as_at)


def _plan_of(records: Records, day: dt.date) -> Plan | None:
    """Read the plan; once a page, because many parts of it ask."""
    held = plan_as_at(records, by=day)
    if held is None:
        return None
    plan = read(held, as_at=day)
    held_to = editions_of(records.council, folder=records.folder)
    rewritten = tuple(each.sentence for each in held_to if each.plan_on <= day and each.sentence)
    plan = replace(plan, left_open=(*plan.left_open, *rewritten))
    return without_names(plan) if records.audience == "public" else plan


def read(held: ImprovementPlan, *, as_at: dt.date) -> Plan:
    """Read one edition of a plan.

    Parameters
    ----------
    held : ImprovementPlan
        Its tables.
    as_at : datetime.date
        The report's date: what was done later is not done.

    Returns
    -------
    Plan
        Its items, and what they lack.
    """
    gaps = missing(held, as_at=as_at)
    without = {each.number for each in gaps if each.rule in _WITHOUT}
    notice = held.rows["notice"][0]
    evidence = held.rows["evidence"]
    dates, otherwise = plan_dates(held), altered(held)
    return Plan(
        held.plan_on,
        day_of(notice["aim_on"]) or as_at,
        requirements=tuple(
            _rewritten(_requirement(each, evidence, without, dates), otherwise) for each in held.rows["requirements"]
        ),
        objectives=tuple(_objective(each, evidence) for each in held.rows["objectives"]),
        measures=tuple(_measure(each, evidence, dates) for each in held.rows["measures"]),
        promises=(
            *(_promise(each, evidence, dates=dates, kind="milestone") for each in held.rows["milestones"]),
            *(_promise(each, evidence, dates=dates, kind="action") for each in held.rows["actions"]),
        ),
        meetings=tuple(_meeting(each, held.rows["disagreements"]) for each in held.rows["meetings"]),
        pledges=tuple(_pledge(each, as_at) for each in held.rows["promises"]),
        risks=tuple(_risk(each) for each in held.rows["risks"] if not _is_by(each["closed_on"], as_at)),
        findings=tuple(_finding(each) for each in held.rows["findings"]),
        chair=_text(notice["chair"]),
        gaps=tuple(each.sentence for each in gaps if each.holds_release),
        left_open=tuple(each.sentence for each in gaps if not each.holds_release),
    )


def _requirement(row: Row, evidence: Iterable[Row], without: set[str], dates: PlanDates) -> RequirementItem:
    """Read a requirement."""
    number = str(row["requirement_id"])
    lacks = "no evidence is held of it yet" if number in without else ""
    taken_out = tuple(each.number for each in dates.history.left_out if each.weighs and each.requirement == number)
    against = _against(number, evidence)
    return RequirementItem(number, _text(row["theme"]), _text(row["words"]), against, lacks, taken_out)


def _rewritten(item: RequirementItem, otherwise: Iterable[Altered]) -> RequirementItem:
    """Add to a requirement what it rested on in an earlier edition and stands elsewhere now."""
    return replace(
        item, moved=tuple(each.number for each in otherwise if each.rule == MOVED and each.requirement == item.id)
    )


def _objective(row: Row, evidence: Iterable[Row]) -> ObjectiveItem:
    """Read an objective."""
    number = str(row["objective_id"])
    against = _against(number, evidence)
    return ObjectiveItem(number, str(row["requirement_id"]), _text(row["words"]), _text(row["owner"]), against)


def _measure(row: Row, evidence: Iterable[Row], dates: PlanDates) -> MeasureItem:
    """Read a measure."""
    number = str(row["measure_id"])
    return MeasureItem(
        number,
        str(row["objective_id"]),
        str(row["indicator"]),
        "at most" if row["aim"] == "at most" else "at least",
        _number(row["target"]),
        dates.due(number, day_of(row["due_on"])),
        dates.slip(number, row),
        _number(row["baseline"]),
        day_of(row["baseline_on"]),
        _against(number, evidence),
        dates.history.eased.get(number, ""),
        _held_to(dates, number),
    )


def _held_to(dates: PlanDates, number: str) -> tuple[Aim, float] | None:
    """Return the aim and target that a measure first had, where they were eased since."""
    found = dates.history.held_to.get(number)
    return None if found is None else ("at most" if found[0] == "at most" else "at least", found[1])


def _promise(
    row: Row, evidence: Iterable[Row], *, dates: PlanDates, kind: Literal["milestone", "action"]
) -> PromiseItem:
    """Read a milestone or an action."""
    number = str(row[f"{kind}_id"])
    slip, done_on = dates.slip(number, row), day_of(row[_DONE[kind]])
    own = [each for each in evidence if each["about_id"] == number and each["kind"] != NONE_YET]
    shown = [_text(each["link"]) for each in own if each["shows"] == "supports" and _shows(each, done_on)]
    effect = _text(row.get("effect"))
    promise = Promise(
        dates.due(number, day_of(row["due_on"])),
        slip.to,
        approved=slip.is_approved,
        done_on=done_on,
        lost_on=day_of(row.get("lost_on")) or dates.history.lost.get(number),
        evidence="; ".join(filter(None, (*shown, "" if _says_nothing(effect) else effect))),
        audit=_audited(own, done_on),
        told_on=dates.told_on,
        aim=dates.aim_on,
    )
    return PromiseItem(
        number,
        str(row["objective_id"]),
        _text(row["words"]),
        kind,
        promise,
        _text(row["owner"]),
        slip,
        _text(row.get("corrects")),
        effect,
        _against(number, evidence),
    )


def _shows(evidence: Row, done_on: dt.date | None) -> bool:
    """Tell whether evidence can be found, and can be of what was done: not where it has no day, or one long before."""
    dated = day_of(evidence["dated_on"])
    if dated is None or (done_on is not None and done_on - dated > STALE_AFTER):
        return False
    # A document is known by its name alone, and one word does not say where it is.
    named = _text(evidence["link"])
    return evidence["kind"] != DOCUMENT or (not _says_nothing(named) and len(named.split()) > 1)


def _says_nothing(effect: str) -> bool:
    """Tell whether an effect is written that says nothing of one."""
    return effect.lower().strip(" .-–") in _NOTHING


def _audited(own: Iterable[Row], done_on: dt.date | None) -> Found | None:
    """Return what was found last by those who looked: an audit's finding since, or anything that says otherwise."""
    dated = sorted(own, key=lambda each: day_of(each["dated_on"]) or dt.date.min)
    found: Found | None = None
    for each in dated:
        if each["shows"] == "contradicts":
            found = "contradicts"
        elif each["shows"] == "supports" and each["kind"] == "audit" and _is_since(each, done_on):
            found = "confirms"
    return found


def _is_since(evidence: Row, done_on: dt.date | None) -> bool:
    """Tell whether evidence is of a day after something was done; not where it has no day."""
    dated = day_of(evidence["dated_on"])
    return dated is not None and done_on is not None and dated > done_on


def _against(number: str, evidence: Iterable[Row]) -> tuple[str, ...]:
    """Return the evidence that says otherwise of one row, one clause each."""
    own = [each for each in evidence if each["about_id"] == number and each["shows"] == "contradicts"]
    return tuple(_text(each["words"]) or f"{_text(each['kind'])} {_text(each['link'])}" for each in own)


def _meeting(row: Row, disagreements: Iterable[Row]) -> Meeting:
    """Read a meeting, with where its chair saw it otherwise."""
    number = str(row["meeting_id"])
    otherwise = tuple(
        Disagreement(str(each["requirement_id"]), _text(each["status"]), _text(each["reason"]))
        for each in disagreements
        if each["meeting_id"] == number
    )
    return Meeting(
        number,
        _text(row["occasion"]),
        _text(row["month"]),
        day_of(row["held_on"]),
        _text(row["asked_for"]),
        _text(row["statement"]),
        _text(row["signed_off_by"]),
        day_of(row["signed_off_on"]),
        otherwise,
    )


def _pledge(row: Row, as_at: dt.date) -> Pledge:
    """Read what was promised at a meeting; what was kept after the report's date is not kept."""
    return Pledge(
        str(row["promise_id"]),
        _text(row["meeting_id"]),
        _text(row["requirement_id"]),
        _text(row["words"]),
        day_of(row["due_on"]),
        day_of(row["kept_on"]) if _is_by(row["kept_on"], as_at) else None,
        _text(row["outcome"]),
    )


def _risk(row: Row) -> Risk:
    """Read a risk."""
    return Risk(
        str(row["risk_id"]),
        _text(row["requirement_id"]),
        _text(row["words"]),
        int(row["likelihood"]),
        int(row["impact"]),
        _text(row["mitigation"]),
        _text(row["owner"]),
    )


def _finding(row: Row) -> Finding:
    """Read a recommendation of the inspection, or an area of the diagnostic."""
    return Finding(str(row["finding_id"]), _text(row["source"]), _text(row["words"]), _text(row["objective_id"]))


def _text(value: object) -> str:
    """Return a text, empty where there is none."""
    return value.strip() if isinstance(value, str) else ""


def _number(value: Any) -> float | None:  # noqa: ANN401 - a cell of a table
    """Return a number, None where there is none."""
    return None if value is None else float(value)


def _is_by(value: Any, as_at: dt.date) -> bool:  # noqa: ANN401 - a cell of a table
    """Tell whether a date is given and has come."""
    day = day_of(value)
    return day is not None and day <= as_at
