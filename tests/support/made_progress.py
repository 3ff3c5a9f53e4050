"""A made improvement plan with a little of everything, and the figures that it measures by."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from turncurve.analyses.overviews.position import Position
from turncurve.analyses.overviews.progress_report import MINISTERS
from turncurve.analyses.plan_items import (
    Disagreement,
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
from turncurve.analyses.promise_status import Promise
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.indicators.registry import definition
from turncurve.reference.periods import at, spans
from turncurve.tables.improvement_plan import BOARD

AS_AT = dt.date(2013, 3, 31)
LAST_TIME = dt.date(2012, 12, 31)
AIM = dt.date(2013, 12, 31)
FIRST = dt.date(2009, 4, 1)


def by_quarter(indicator, counts, *, first=FIRST, area="Exampleshire") -> Figures:
    """Return an indicator's figures by quarters: pairs for a share, whole numbers for a count, None for hidden."""
    known = definition(indicator)
    periods = spans("quarter", first=first, last=dt.date(2020, 3, 31))[: len(counts)]
    if known.window == "point":
        periods = tuple(at(period.end) for period in periods)
    held = tuple(_measurement(area, period, count) for period, count in zip(periods, counts, strict=True))
    return Figures(known, held, Source("Made for a test"))


def _measurement(area, period, count) -> Measurement:
    if count is None:
        return Measurement(area, period, None, None, "hidden")
    above, below = count if isinstance(count, tuple) else (count, None)
    return Measurement(area, period, above, below)


def measure(number, indicator, *, objective="O1", aim="at least", target=90.0, **more) -> MeasureItem:
    return MeasureItem(number, objective, indicator, aim, target, more.pop("due", AIM), **more)


def promised(number, text="Something is done", *, objective="O1", kind="action", **more) -> PromiseItem:
    """Return a milestone or an action; dates and evidence go to its promise, and a slip to both."""
    slip = more.pop("slip", Slip())
    named = ("due", "done_on", "lost_on", "evidence", "audit")
    dates = {name: more.pop(name) for name in named if name in more}
    promise = Promise(**{"due": AIM, **dates}, revised=slip.to, approved=slip.is_approved)
    return PromiseItem(number, objective, text, kind, promise, slip=slip, **more)


AGREED = Slip(dt.date(2013, 6, 30), "The post was vacant", BOARD, dt.date(2013, 2, 15))
NOT_AGREED = Slip(dt.date(2013, 6, 30), "The post was vacant", "director", dt.date(2013, 2, 15))

STEADY = by_quarter("assessments_on_time", [(95, 100)] * 16)
FALLING_SHORT = by_quarter("initial_conferences_within_15_working_days", [(50, 100)] * 16)
QUEUE = by_quarter("unallocated_cases", [*([40] * 12), 60, 80, 95, 110])

PLAN = Plan(
    dt.date(2013, 3, 15),
    AIM,
    requirements=(
        RequirementItem("N01", "practice", "Assessments are timely"),
        RequirementItem("N02", "practice", "The backlog is cleared"),
        RequirementItem("N12", "adoption", "Conferences are held in time"),
        RequirementItem("N15", "governance", "Members can challenge"),
        RequirementItem("N19", "capacity", "Staff are heard", lacks="no evidence is held of it yet"),
    ),
    objectives=(
        ObjectiveItem("O1", "N01", "Assess in time"),
        ObjectiveItem("O2", "N02", "No case waits"),
        ObjectiveItem("O3", "N12", "Hold conferences in time"),
        ObjectiveItem("O4", "N15", "Set up scrutiny"),
    ),
    measures=(
        measure("M1", "assessments_on_time"),
        measure("M2", "unallocated_cases", objective="O2", aim="at most", target=20.0, due=dt.date(2012, 12, 31)),
        measure("M3", "initial_conferences_within_15_working_days", objective="O3"),
    ),
    promises=(
        promised("S1", "Scrutiny has met", objective="O4", kind="milestone", due=dt.date(2013, 1, 31), slip=AGREED),
        promised("A1", "Train assessors", due=dt.date(2013, 1, 31), done_on=dt.date(2013, 1, 20), evidence="the log"),
        promised("A2", "Hire five workers", objective="O2", corrects="M2", owner="Head of service", due=AIM),
    ),
    meetings=(
        Meeting("B1", "Board meeting", "2013-02", dt.date(2013, 2, 15)),
        Meeting(
            "R1",
            MINISTERS,
            "2013-03",
            asked_for="Leave to hold the review in July.",
            statement="The backlog worries me.",
            signed_off_by="Independent chair",
            signed_off_on=dt.date(2013, 3, 20),
            disagreements=(Disagreement("N01", "at risk", "The audits say otherwise"),),
        ),
    ),
    pledges=(
        Pledge("P1", "B1", "N02", "Clear the backlog by March", dt.date(2013, 3, 31), None, "It grew"),
        Pledge("P2", "B1", "N15", "Publish the papers", dt.date(2013, 3, 1), dt.date(2013, 2, 28), "Published"),
    ),
    risks=(Risk("K1", "N02", "Workers leave", 4, 5, "Pay more", "Director"),),
    chair="Independent chair",
)
FIGURES = (STEADY, FALLING_SHORT, QUEUE)

EARLIER = replace(
    PLAN,
    plan_on=dt.date(2012, 12, 14),
    promises=(
        promised("S1", "Scrutiny has met", objective="O4", kind="milestone", due=dt.date(2013, 1, 31)),
        promised("A1", "Train assessors", due=dt.date(2013, 1, 31)),
        promised("A2", "Hire five workers", objective="O2", corrects="M2", due=AIM),
    ),
    pledges=tuple(replace(each, kept_on=None, outcome="") for each in PLAN.pledges),
)

NOW = Position(FIGURES, PLAN, AS_AT)
THEN = Position(FIGURES, EARLIER, LAST_TIME)


def part(kind, *, position=NOW, before=THEN, occasion=MINISTERS, since=LAST_TIME, **more):
    """Return a part of the progress report on the made plan."""
    return kind(position, before, occasion, since, **more)
