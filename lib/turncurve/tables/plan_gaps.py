"""What an improvement plan does not say yet, and what stands open in it: a release waits for the first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from turncurve.tables.improvement_board import BOARD_MEETING, NONE_YET, OCCASIONS
from turncurve.tables.improvement_plan import BOARD
from turncurve.tables.plan_altered import Altered, altered
from turncurve.tables.plan_as_at import SHEETS, UNKNOWN_SERVICE, ImprovementPlan
from turncurve.tables.plan_rewritten import rewritten

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
    found = {
        *_of_requirements(plan),
        *_of_objectives(plan),
        *_of_what_is_due(plan, as_at),
        *_of_slips(plan),
        *_of_meetings(plan, as_at),
        *_of_earlier_editions(plan),
    }
    sheets = ["notice", *SHEETS, "disagreements"]
    served = {each.number: each.requirement for each in rewritten(plan).left_out}
    gaps = (
        *(Gap(sheet, number, served.get(number) or plan.requirement_of(number), rule) for sheet, number, rule in found),
        *(_of_altered(each) for each in altered(plan)),
    )
    return tuple(sorted(gaps, key=lambda gap: (sheets.index(gap.sheet), gap.number, gap.rule, gap.said)))


def _numbers(plan: ImprovementPlan, sheet: str, where: pd.Series[bool]) -> list[str]:
    """Return the numbers of the rows of a sheet that a condition holds of."""
    return [str(number) for number in plan.sheet(sheet)[SHEETS[sheet]][where]]


def _of_requirements(plan: ImprovementPlan) -> Iterator[tuple[str, str, str]]:
    """Find requirements without an objective, without evidence, or with a date that cannot be told."""
    numbers = plan.requirements["requirement_id"]
    for number in _numbers(plan, "requirements", ~numbers.isin(plan.objectives["requirement_id"])):
        yield "requirements", number, "no_objective"
    about = plan.evidence["about_id"].map(lambda each: plan.requirement_of(str(each)) or str(each))
    to_come = plan.evidence["kind"] == NONE_YET
    measured = {plan.requirement_of(str(each)) for each in plan.measures["measure_id"]}
    held = {*about[~to_come], *measured}
    for number in set(numbers) - held:
        yield "requirements", str(number), "evidence_to_come" if number in set(about[to_come]) else "no_evidence"
    for number in numbers:
        if plan.due_by_notice(str(number)).day is None:
            yield "requirements", str(number), "served_on_unknown"


def _of_objectives(plan: ImprovementPlan) -> Iterator[tuple[str, str, str]]:
    """Find findings without an objective, objectives by which nothing can be judged, and measures without a target."""
    for number in _numbers(plan, "findings", plan.findings["objective_id"].isna()):
        yield "findings", number, "finding_without_objective"
    judged = {*plan.measures["objective_id"], *plan.milestones["objective_id"]}
    for number in _numbers(plan, "objectives", ~plan.objectives["objective_id"].isin(judged)):
        yield "objectives", number, "no_measure_or_milestone"
    for number in _numbers(plan, "objectives", plan.objectives["agreed_on"].isna()):
        yield "objectives", number, "not_agreed"
    for number in _numbers(plan, "measures", plan.measures["target"].isna()):
        yield "measures", number, "no_target"


def _of_what_is_due(plan: ImprovementPlan, as_at: dt.date) -> Iterator[tuple[str, str, str]]:
    """Find what has no owner or date, is overdue, or is done without anything to show for it."""
    for number in _numbers(plan, "actions", plan.actions["owner"].isna()):
        yield "actions", number, "no_owner"
    for sheet, ended in _SLIPPING.items():
        rows = plan.sheet(sheet)
        for number in _numbers(plan, sheet, rows["due_on"].isna()):
            yield sheet, number, "no_due_date"
        if ended:
            due = rows["revised_due_on"].fillna(rows["due_on"])
            for number in _numbers(plan, sheet, (due < pd.Timestamp(as_at)) & rows[ended].isna()):
                yield sheet, number, "overdue"
    shown = set(plan.evidence["about_id"][plan.evidence["kind"] != NONE_YET])
    done = plan.actions["done_on"].notna() & plan.actions["effect"].isna() & ~plan.actions["action_id"].isin(shown)
    for number in _numbers(plan, "actions", done):
        yield "actions", number, "done_without_evidence"


def _of_slips(plan: ImprovementPlan) -> Iterator[tuple[str, str, str]]:
    """Find later dates without a reason or without the Board's approval at one of its meetings."""
    meetings = set(plan.meetings["held_on"][plan.meetings["occasion"] == BOARD_MEETING].dropna())
    for sheet in _SLIPPING:
        rows = plan.sheet(sheet)
        slipped = rows["revised_due_on"].notna()
        by_board = rows["approved_by"] == BOARD
        stated = rows["approved_by"].notna() & (~by_board | rows["approved_on"].notna())
        at_meeting = rows["approved_on"].isin(meetings)
        rules = {
            "no_reason": slipped & rows["reason"].isna(),
            "approval_not_stated": slipped & ~stated,
            "not_approved": slipped & stated & ~by_board,
            "approval_without_meeting": slipped & by_board & rows["approved_on"].notna() & ~at_meeting,
        }
        for rule, where in rules.items():
            for number in _numbers(plan, sheet, where):
                yield sheet, number, rule


def _of_meetings(plan: ImprovementPlan, as_at: dt.date) -> Iterator[tuple[str, str, str]]:
    """Find reports to ministers without the chair's words, promises without an answer, and months before the notice."""
    month = f"{as_at:%Y-%m}"
    reports = plan.meetings[(plan.meetings["occasion"] == MINISTERS) & (plan.meetings["month"] <= month)]
    in_order = reports.sort_values("month")
    for _, last in in_order.tail(1).iterrows():
        if _is_of_an_earlier_report(last, in_order[in_order["month"] < last["month"]]):
            yield "meetings", str(last["meeting_id"]), "old_sign_off"
        for column, rule in (
            ("statement", "no_statement"),
            ("signed_off_on", "no_sign_off"),
            ("signed_off_by", "no_sign_off"),
        ):
            if pd.isna(last[column]):
                yield "meetings", str(last["meeting_id"]), rule
    reported = plan.notice["reported_on"].iloc[0]
    if pd.notna(reported):
        early = (plan.meetings["occasion"] != BOARD_MEETING) & (plan.meetings["month"] < f"{reported:%Y-%m}")
        for number in _numbers(plan, "meetings", early):
            yield "meetings", number, "report_before_notice"
    promises = plan.promises
    late = (promises["due_on"] < pd.Timestamp(as_at)) & promises["kept_on"].isna() & promises["outcome"].isna()
    for number in _numbers(plan, "promises", late):
        yield "promises", number, "promise_unanswered"
    for number in plan.disagreements["requirement_id"][plan.disagreements["reason"].isna()]:
        yield "disagreements", str(number), "no_reason_of_the_chair"


def _is_of_an_earlier_report(last: pd.Series[Any], earlier: pd.DataFrame) -> bool:
    """Tell whether a statement was signed before the day of the report before, or else the last day of its month."""
    if earlier.empty or pd.isna(last["statement"]) or pd.isna(last["signed_off_on"]):
        return False
    before = earlier.iloc[-1]
    day = before["held_on"]
    if pd.isna(day):
        day = pd.Period(before["month"], freq="M").end_time.normalize()
    return bool(last["signed_off_on"] < day)


def _of_earlier_editions(plan: ImprovementPlan) -> Iterator[tuple[str, str, str]]:
    """Find what the plan says otherwise than an earlier edition of it had said."""
    found = rewritten(plan)
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
    return next(sheet for sheet, column in SHEETS.items() if number in set(plan.sheet(sheet)[column]))
