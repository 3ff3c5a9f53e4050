"""What an improvement plan does not say yet, and what stands open in it: a release waits for the first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from turncurve.tables.improvement_board import BOARD_MEETING, NONE_YET, OCCASIONS
from turncurve.tables.improvement_plan import BOARD
from turncurve.tables.plain_rows import Row
from turncurve.tables.plan_altered import Altered, altered
from turncurve.tables.plan_as_at import SHEETS, UNKNOWN_SERVICE, ImprovementPlan
from turncurve.tables.plan_rewritten import Rewritten, rewritten

RULES: dict[str, str] = {
    "no_objective": "has no objective",
    "no_evidence": "has no evidence, and the plan does not say why",
    "finding_without_objective": "has no objective by which it is met",
    "no_measure_or_milestone": "has neither an indicator nor a milestone",
    "no_target": "has no target",
    "no_owner": "has no owner",
    "no_due_date": "has no date by which it is due",
    "no_reason": "was given a later date without a reason",
    "approval_not_stated": "was given a later date, and the plan does not say whether the Board approved it",
    "overdue": "is not done although its date has passed, and no later one is given",
    "done_without_evidence": "is done, and neither its effect nor evidence of it is given",
    "promise_unanswered": "was due, and the plan does not say what became of it",
    "no_statement": "has no statement of the chair",
    "no_sign_off": "is not signed off",
    "old_sign_off": "was signed off before the report that came before it, so that nothing is signed for this one",
    "no_reason_of_the_chair": "is judged otherwise by the chair, without a reason",
    "left_out": "was in an earlier edition of the plan, and was taken out",
    "first_date_changed": "has another first date than an earlier edition gave, and a later one stands beside it",
    "lost_taken_back": "was said to be no longer met, and the plan says so no more",
}
"""What is not there yet: a report says so, and is a draft; no release is made of it."""
OPEN: dict[str, str] = {
    "evidence_to_come": "has no evidence yet, as the plan says",
    "not_approved": "was given a later date that the Board has not approved",
    "approval_without_meeting": "is said to be approved on a day on which no meeting of the Board is held",
    "not_agreed": "is not agreed by the Board yet",
    "served_on_unknown": f"has a date that cannot be told, because {UNKNOWN_SERVICE}",
    "target_eased": "has a target that is easier to meet than one of an earlier edition, or another",
    "moved": "serves another part of the plan than an earlier edition said, and what it served is judged by it still",
    "notice_changed": "gives another date of the notice than an earlier edition gave",
    "evidence_rewritten": "is evidence of another thing, or shows another, than an earlier edition said",
    "baseline_changed": "has another baseline than an earlier edition gave",
    "taken_back": "was said to be done, and is not said to be now",
    "approval_reused": "was put back again, and the approval is that of the date before",
    "report_before_notice": "is named by the notice for a month before the notice was made known",
}
"""What the plan says itself, or cannot mend: a report says so, and can be released."""
MINISTERS = OCCASIONS[1]
_SLIPPING: Mapping[str, str] = {"measures": "", "milestones": "met_on", "actions": "done_on"}


@dataclass(frozen=True)
class Gap:
    """One thing that a plan does not say yet, or leaves open.

    Parameters
    ----------
    sheet : str
        Part of the plan, such as "actions".
    number : str
        The row's number, such as A12.
    requirement : str
        The requirement that it serves; empty where it serves none.
    rule : str
        Name of what is missing, a key of `RULES` or of `OPEN`.
    said : str
        What the row said in an earlier edition and says now, as a clause; empty where the rule says enough.
    """

    sheet: str
    number: str
    requirement: str
    rule: str
    said: str = ""

    @property
    def holds_release(self) -> bool:
        """Whether no release is made before it is mended."""
        return self.rule in RULES

    @property
    def sentence(self) -> str:
        """What is missing, in words that begin with the row's number."""
        told = f"{self.number} {RULES.get(self.rule) or OPEN[self.rule]}"
        return f"{told} (sheet {self.sheet}: {self.said})" if self.said else told


def missing(plan: ImprovementPlan, *, as_at: dt.date) -> tuple[Gap, ...]:
    """Tell what a plan does not say yet, and what stands open in it.

    Parameters
    ----------
    plan : ImprovementPlan
        One edition of the plan.
    as_at : datetime.date
        The report's date: what was due by the day before is overdue.

    Returns
    -------
    tuple of Gap
        In order of the sheets and numbers; those that hold a release and those that do not.
    """
    before = rewritten(plan)
    found = {
        *_of_requirements(plan),
        *_of_objectives(plan),
        *_of_what_is_due(plan, as_at),
        *_of_slips(plan),
        *_of_meetings(plan, as_at),
        *_of_promises(plan, as_at),
        *_of_earlier_editions(plan, before),
    }
    sheets = ["notice", *SHEETS, "disagreements"]
    served = {each.number: each.requirement for each in before.left_out}
    gaps = (
        *(Gap(sheet, number, served.get(number) or plan.requirement_of(number), rule) for sheet, number, rule in found),
        *(_of_altered(each) for each in altered(plan)),
    )
    return tuple(sorted(gaps, key=lambda gap: (sheets.index(gap.sheet), gap.number, gap.rule, gap.said)))


def _numbers(plan: ImprovementPlan, sheet: str, is_one: Callable[[Row], object]) -> list[str]:
    """Return the numbers of the rows of a sheet that a condition holds of."""
    return [number for number, row in plan.by_number[sheet].items() if is_one(row)]


def _of_requirements(plan: ImprovementPlan) -> Iterator[tuple[str, str, str]]:
    """Find requirements without an objective, without evidence, or with a date that cannot be told."""
    numbers = plan.by_number["requirements"]
    for number in set(numbers).difference(each["requirement_id"] for each in plan.rows["objectives"]):
        yield "requirements", number, "no_objective"
    about: dict[bool, set[str]] = {True: set(), False: set()}
    for each in plan.rows["evidence"]:
        about[each["kind"] == NONE_YET].add(plan.requirement_of(each["about_id"]) or each["about_id"])
    held = {*about[False], *(plan.requirement_of(each) for each in plan.by_number["measures"])}
    for number in set(numbers) - held:
        yield "requirements", number, "evidence_to_come" if number in about[True] else "no_evidence"
    for number in numbers:
        if plan.due_by_notice(number).day is None:
            yield "requirements", number, "served_on_unknown"


def _of_objectives(plan: ImprovementPlan) -> Iterator[tuple[str, str, str]]:
    """Find findings without an objective, objectives by which nothing can be judged, and measures without a target."""
    for number in _numbers(plan, "findings", lambda row: row["objective_id"] is None):
        yield "findings", number, "finding_without_objective"
    judged = {each["objective_id"] for sheet in ("measures", "milestones") for each in plan.rows[sheet]}
    for number in set(plan.by_number["objectives"]) - judged:
        yield "objectives", number, "no_measure_or_milestone"
    for number in _numbers(plan, "objectives", lambda row: row["agreed_on"] is None):
        yield "objectives", number, "not_agreed"
    for number in _numbers(plan, "measures", lambda row: row["target"] is None):
        yield "measures", number, "no_target"


def _of_what_is_due(plan: ImprovementPlan, as_at: dt.date) -> Iterator[tuple[str, str, str]]:
    """Find what has no owner or date, is overdue, or is done without anything to show for it."""
    for number in _numbers(plan, "actions", lambda row: row["owner"] is None):
        yield "actions", number, "no_owner"
    for sheet, ended in _SLIPPING.items():
        for number, row in plan.by_number[sheet].items():
            if row["due_on"] is None:
                yield sheet, number, "no_due_date"
            if ended and row[ended] is None and _has_passed(row["revised_due_on"] or row["due_on"], as_at):
                yield sheet, number, "overdue"
    shown = {each["about_id"] for each in plan.rows["evidence"] if each["kind"] != NONE_YET}
    for number in _numbers(plan, "actions", lambda row: row["done_on"] is not None and row["effect"] is None):
        if number not in shown:
            yield "actions", number, "done_without_evidence"


def _has_passed(day: pd.Timestamp | None, as_at: dt.date) -> bool:
    """Tell whether a day is given and lies before another."""
    return day is not None and day < pd.Timestamp(as_at)


def _of_slips(plan: ImprovementPlan) -> Iterator[tuple[str, str, str]]:
    """Find later dates without a reason or without the Board's approval at one of its meetings."""
    meetings = {each["held_on"] for each in plan.rows["meetings"] if each["occasion"] == BOARD_MEETING}
    for sheet in _SLIPPING:
        for number, row in plan.by_number[sheet].items():
            if row["revised_due_on"] is None:
                continue
            if row["reason"] is None:
                yield sheet, number, "no_reason"
            if unapproved := _unapproved(row, meetings):
                yield sheet, number, unapproved


def _unapproved(row: Row, meetings: set[pd.Timestamp | None]) -> str:
    """Name what a later date lacks of the Board's approval; empty where it lacks nothing."""
    by_board = row["approved_by"] == BOARD
    if row["approved_by"] is None or (by_board and row["approved_on"] is None):
        return "approval_not_stated"
    if not by_board:
        return "not_approved"
    return "" if row["approved_on"] in meetings else "approval_without_meeting"


def _of_meetings(plan: ImprovementPlan, as_at: dt.date) -> Iterator[tuple[str, str, str]]:
    """Find reports to ministers without the chair's words, months before the notice, and judgements without reason."""
    month = f"{as_at:%Y-%m}"
    reports = [each for each in plan.rows["meetings"] if each["occasion"] == MINISTERS and each["month"] <= month]
    in_order = sorted(reports, key=lambda each: str(each["month"]))
    for last in in_order[-1:]:
        if _is_of_an_earlier_report(last, [each for each in in_order if each["month"] < last["month"]]):
            yield "meetings", last["meeting_id"], "old_sign_off"
        for column, rule in (
            ("statement", "no_statement"),
            ("signed_off_on", "no_sign_off"),
            ("signed_off_by", "no_sign_off"),
        ):
            if last[column] is None:
                yield "meetings", last["meeting_id"], rule
    reported = plan.rows["notice"][0]["reported_on"]
    for each in plan.rows["meetings"]:
        if reported and each["occasion"] != BOARD_MEETING and each["month"] < f"{reported:%Y-%m}":
            yield "meetings", each["meeting_id"], "report_before_notice"
    for each in plan.rows["disagreements"]:
        if each["reason"] is None:
            yield "disagreements", each["requirement_id"], "no_reason_of_the_chair"


def _of_promises(plan: ImprovementPlan, as_at: dt.date) -> Iterator[tuple[str, str, str]]:
    """Find promises of which nothing came by their day, and nothing is said."""
    for number in _numbers(plan, "promises", lambda row: row["kept_on"] is None and row["outcome"] is None):
        if _has_passed(plan.by_number["promises"][number]["due_on"], as_at):
            yield "promises", number, "promise_unanswered"


def _is_of_an_earlier_report(last: Row, earlier: Sequence[Row]) -> bool:
    """Tell whether a statement was signed before the day of the report before, or else the last day of its month."""
    if not earlier or last["statement"] is None or last["signed_off_on"] is None:
        return False
    day = earlier[-1]["held_on"] or pd.Period(earlier[-1]["month"], freq="M").end_time.normalize()
    return bool(last["signed_off_on"] < day)


def _of_earlier_editions(plan: ImprovementPlan, found: Rewritten) -> Iterator[tuple[str, str, str]]:
    """Find what the plan says otherwise than an earlier edition of it had said."""
    for each in found.left_out:
        yield each.sheet, each.number, "left_out"
    for rule, numbers in {
        "first_date_changed": found.first_due,
        "lost_taken_back": found.lost,
        "target_eased": found.eased,
        "taken_back": found.undone,
        "approval_reused": found.reused,
    }.items():
        for number in numbers:
            yield _sheet_of(plan, number), number, rule


def _of_altered(each: Altered) -> Gap:
    """Return the gap that tells of a cell which says otherwise than it did."""
    return Gap(each.sheet, each.number, each.requirement, each.rule, each.said)


def _sheet_of(plan: ImprovementPlan, number: str) -> str:
    """Return the sheet on which a row stands."""
    return next(sheet for sheet, rows in plan.by_number.items() if number in rows)
