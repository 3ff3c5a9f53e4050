"""The improvement plan of a day, read from its tables as the items that statuses are worked out from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Literal

import pandas as pd

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
    Slip,
)
from turncurve.analyses.promise_status import Found, Promise
from turncurve.tables.improvement_board import NONE_YET
from turncurve.tables.improvement_plan import BOARD
from turncurve.tables.plan_as_at import ImprovementPlan, plan_as_at
from turncurve.tables.plan_gaps import missing
from turncurve.tables.records import Records

Row = Mapping[str, Any]
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
        None where no plan is held by then.
    """
    held = plan_as_at(records, by=by)
    return None if held is None else read(held, as_at=by or records.as_at)


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
    notice = _rows(held.notice)[0]
    evidence = _rows(held.evidence)
    return Plan(
        held.plan_on,
        _day(notice["aim_on"]) or as_at,
        requirements=tuple(_requirement(each, evidence, without) for each in _rows(held.requirements)),
        objectives=tuple(_objective(each, evidence) for each in _rows(held.objectives)),
        measures=tuple(_measure(each, evidence) for each in _rows(held.measures)),
        promises=(
            *(_promise(each, evidence, kind="milestone", done="met_on") for each in _rows(held.milestones)),
            *(_promise(each, evidence, kind="action", done="done_on") for each in _rows(held.actions)),
        ),
        meetings=tuple(_meeting(each, _rows(held.disagreements)) for each in _rows(held.meetings)),
        pledges=tuple(_pledge(each, as_at) for each in _rows(held.promises)),
        risks=tuple(_risk(each) for each in _rows(held.risks) if not _is_by(each["closed_on"], as_at)),
        findings=tuple(_finding(each) for each in _rows(held.findings)),
        chair=_text(notice["chair"]),
        gaps=tuple(each.sentence for each in gaps if each.holds_release),
        left_open=tuple(each.sentence for each in gaps if not each.holds_release),
    )


def _requirement(row: Row, evidence: Iterable[Row], without: set[str]) -> RequirementItem:
    """Read a requirement."""
    number = str(row["requirement_id"])
    lacks = "no evidence is held of it yet" if number in without else ""
    return RequirementItem(number, _text(row["theme"]), _text(row["words"]), _against(number, evidence), lacks)


def _objective(row: Row, evidence: Iterable[Row]) -> ObjectiveItem:
    """Read an objective."""
    number = str(row["objective_id"])
    against = _against(number, evidence)
    return ObjectiveItem(number, str(row["requirement_id"]), _text(row["words"]), _text(row["owner"]), against)


def _measure(row: Row, evidence: Iterable[Row]) -> MeasureItem:
    """Read a measure."""
    number = str(row["measure_id"])
    return MeasureItem(
        number,
        str(row["objective_id"]),
        str(row["indicator"]),
        "at most" if row["aim"] == "at most" else "at least",
        _number(row["target"]),
        _day(row["due_on"]),
        _slip(row),
        _number(row["baseline"]),
        _day(row["baseline_on"]),
        _against(number, evidence),
    )


def _promise(row: Row, evidence: Iterable[Row], *, kind: Literal["milestone", "action"], done: str) -> PromiseItem:
    """Read a milestone or an action."""
    number, slip = str(row[f"{kind}_id"]), _slip(row)
    own = [each for each in evidence if each["about_id"] == number and each["kind"] != NONE_YET]
    shown = [_text(each["link"]) for each in own if each["shows"] == "supports"]
    effect = _text(row.get("effect"))
    promise = Promise(
        _day(row["due_on"]),
        slip.to,
        approved=slip.approved_by == BOARD,
        done_on=_day(row[done]),
        lost_on=_day(row.get("lost_on")),
        evidence="; ".join(filter(None, (*shown, effect))),
        audit=_audited(own),
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


def _audited(own: Iterable[Row]) -> Found | None:
    """Return what was found last by those who looked: an audit's finding, or anything that says otherwise."""
    dated = sorted(own, key=lambda each: _day(each["dated_on"]) or dt.date.min)
    found: Found | None = None
    for each in dated:
        if each["shows"] == "contradicts":
            found = "contradicts"
        elif each["shows"] == "supports" and each["kind"] == "audit":
            found = "confirms"
    return found


def _against(number: str, evidence: Iterable[Row]) -> tuple[str, ...]:
    """Return the evidence that says otherwise of one row, one clause each."""
    own = [each for each in evidence if each["about_id"] == number and each["shows"] == "contradicts"]
    return tuple(_text(each["words"]) or f"{_text(each['kind'])} {_text(each['link'])}" for each in own)


def _slip(row: Row) -> Slip:
    """Read a later date."""
    return Slip(_day(row["revised_due_on"]), _text(row["reason"]), _text(row["approved_by"]), _day(row["approved_on"]))


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
        _day(row["held_on"]),
        _text(row["asked_for"]),
        _text(row["statement"]),
        _text(row["signed_off_by"]),
        _day(row["signed_off_on"]),
        otherwise,
    )


def _pledge(row: Row, as_at: dt.date) -> Pledge:
    """Read what was promised at a meeting; what was kept after the report's date is not kept."""
    return Pledge(
        str(row["promise_id"]),
        _text(row["meeting_id"]),
        _text(row["requirement_id"]),
        _text(row["words"]),
        _day(row["due_on"]),
        _day(row["kept_on"]) if _is_by(row["kept_on"], as_at) else None,
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


def _rows(table: pd.DataFrame) -> list[Row]:
    """Return a table's rows as plain mappings."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def _text(value: object) -> str:
    """Return a text, empty where there is none."""
    return value.strip() if isinstance(value, str) else ""


def _number(value: Any) -> float | None:  # noqa: ANN401 - a cell of a table
    """Return a number, None where there is none."""
    return None if pd.isna(value) else float(value)


def _day(value: Any) -> dt.date | None:  # noqa: ANN401 - a cell of a table
    """Return a date, None where there is none."""
    if value is None or pd.isna(value):
        return None
    found: dt.date = value.date()
    return found


def _is_by(value: Any, as_at: dt.date) -> bool:  # noqa: ANN401 - a cell of a table
    """Tell whether a date is given and has come."""
    day = _day(value)
    return day is not None and day <= as_at
