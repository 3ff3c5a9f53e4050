"""A small made council with every canonical table, so that every indicator has something to count."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from tests.support.canonical import canonical
from turncurve.tables import store
from turncurve.tables.council import Council, keep

MONTHS = pd.date_range("2009-04-01", "2013-03-01", freq="MS")
A_MONTH = 8
SPAN = "2009-04-01_2013-03-31"


def keep_made_council(root: Path, *, months: pd.DatetimeIndex = MONTHS, **identity: object) -> Path:
    """Keep a made council's tables under a project root: eight children a month pass through everything."""
    folder = root / "data" / "processed" / "madeshire"
    keep(Council("Madeshire", "madeshire", synthetic=True, **identity), folder=folder)
    for table, rows in made_tables(months=months).items():
        store.write(table, rows, folder=folder, sources={f"{table}.csv": "cd" * 32}, counts={"read": len(rows)})
    return folder


def made_tables(*, months: pd.DatetimeIndex = MONTHS) -> dict[str, pd.DataFrame]:
    """Return every canonical table of a council's own records: eight children a month in each."""
    children = [(f"child-{place:05d}", place, day) for place, day in enumerate(months.repeat(A_MONTH))]
    edition = f"made/{months[0]:%Y-%m-%d}_{(months[-1] + pd.offsets.MonthEnd()):%Y-%m-%d}"
    made = {table: [make(*child) for child in children] for table, make in _ROWS.items()}
    return {table: canonical(table, rows, edition=edition) for table, rows in made.items()}


def published_months(measure: str, area: str, *, months: pd.DatetimeIndex, count: int) -> pd.DataFrame:
    """Return one count published for each of some months."""
    written = [
        {
            "measure": measure,
            "area": area,
            "period_start": day,
            "period_end": day + pd.offsets.MonthEnd(),
            "numerator": count,
            "status": "published",
            "published_on": "2013-03-01",
            "source": "Made, a table",
        }
        for day in months
    ]
    return canonical("published_figures", written)


def published_figures(*rows: tuple[object, ...], published_on: str = "2013-10-31") -> pd.DataFrame:
    """Return published figures of a year to March, or of a date: measure, area, year, numerator, denominator."""
    written = [
        {
            "measure": measure,
            "area": area,
            "period_start": f"{year}-03-31" if measure.endswith("_open") else f"{year - 1}-04-01",
            "period_end": f"{year}-03-31",
            "numerator": numerator,
            "denominator": denominator,
            "value": None,
            "status": "published" if numerator is not None else "suppressed",
            "published_on": published_on,
            "source": "Made, a table",
        }
        for measure, area, year, numerator, denominator in rows
    ]
    return canonical("published_figures", written)


def _after(day: pd.Timestamp, days: int) -> pd.Timestamp:
    """Return a day so many days later."""
    return day + pd.Timedelta(days=days)


def _contact(child, place, day):
    route = ("phone", "email", "letter")[place % 3]
    reason = ("reporting a concern", "about an allocated case")[place % 2]
    return {"received_at": _after(day, place % 28), "child_key": child, "route": route, "reason": reason}


def _referral(child, place, day):
    return {"child_key": f"child-{place % 60:05d}", "referred_on": _after(day, place % 28), "no_further_action": False}


def _assessment(child, place, day):
    finished = _after(day, 30 + place % 30)
    return {"child_key": child, "started_on": day, "completed_on": finished, "kind": "core"}


def _discussion(child, place, day):
    return {"child_key": child, "held_on": day, "conference_not_needed": place % 2 == 0}


def _conference(child, place, day):
    return {"child_key": child, "held_on": _after(day, 10 + place % 20), "strategy_discussion_on": day}


def _plan(child, place, day):
    ended = _after(day, 200 + 100 * (place % 8))
    return {"child_key": child, "started_on": day, "ended_on": ended, "previous_plans": int(place % 7 == 0)}


def _review(child, place, day):
    return {"child_key": child, "plan_started_on": day, "reviewed_on": _after(day, 60 + 8 * (place % 8))}


def _episode(child, place, day):
    placed = place % 2 == 0
    return {
        "child_key": child,
        "started_on": day,
        "started_because": "S",
        "legal_status": "E1",
        "placement": "A3" if placed else "U1",
        "ended_on": _after(day, 300),
        "ended_because": "E11" if placed else "E4",
    }


def _pathway(child, place, day):
    entered = _after(day, -700)
    dates = {"decided_on": 150, "placement_order_on": 200, "matched_on": 300 + 10 * (place % 8), "placed_on": 420}
    return {
        "child_key": child,
        "entered_care_on": entered,
        **{name: _after(entered, days) for name, days in dates.items()},
        "adopted_on": _after(entered, 700 + place % 20),
        "left_care_on": _after(entered, 700 + place % 20),
        "left_care_because": "E11",
    }


def _adopter(child, place, day):
    return {
        "adopter_key": f"adopter-{place:05d}",
        "family_key": f"family-{place // 2:05d}",
        "began_on": day,
        "approved_on": _after(day, 120 + 40 * (place % 8)),
        "matched_on": _after(day, 600) if place % 4 else None,
    }


def _grade(child, place, day):
    return {
        "programme": "Monthly audit",
        "graded_on": _after(day, place % 28),
        "file_key": child,
        "auditor_key": "auditor-1",
        "grade": ("good", "adequate", "inadequate")[place % 3],
    }


def _audit(child, place, day):
    return {
        "programme": "Monthly audit",
        "audited_on": _after(day, place % 28),
        "file_key": child,
        "auditor_key": "auditor-1",
        "standard": "SMART",
        "criterion": "Specific",
        "answer": ("met", "partly met", "not met", "not applicable")[place % 4],
        "selection": "random",
        "population": 200,
    }


def _worker(child, place, day):
    return {
        "worker_key": f"worker-{child}",
        "team": f"Team {place % 4}",
        "role": "social worker",
        "started_on": _after(day, place % 28),
        "ended_on": _after(day, 500 + place % 300),
        "full_time_equivalent": 1.0 if place % 3 else 0.6,
        "qualified_on": _after(day, -30 if place % 2 else -2000),
        "agency": place % 5 == 0,
    }


def _posts(child, place, day):
    stood = day + pd.offsets.MonthEnd(0)
    return {"stood_on": stood, "team": f"Team {place % A_MONTH}", "posts": 20, "vacant": place % 5}


def _caseload(child, place, day):
    return {
        "stood_on": day + pd.offsets.MonthEnd(0),
        "worker_key": f"worker-child-{max(place - 40, 0):05d}" if place % 10 else None,
        "team": f"Team {place % 4}",
        "case_type": ("child in need", "child protection plan")[place % 2],
        "cases": 10 + place % 15,
    }


def _absence(child, place, day):
    started = _after(day, place % 20)
    return {
        "worker_key": f"worker-child-{max(place - 40, 0):05d}",
        "started_on": started,
        "ended_on": _after(started, place % 9),
    }


def _supervision(child, place, day):
    covered = {name: place % number > 0 for name, number in (("decisions", 9), ("workload", 4), ("learning", 2))}
    worker = f"worker-child-{max(place - 30, 0):05d}"
    return {"worker_key": worker, "held_on": _after(day, place % 20), "accountability": True, **covered}


def _training(child, place, day):
    return {
        "worker_key": f"worker-{child}",
        "completed_on": _after(day, 1 + place % 28),
        "course": "A course",
        "kind": ("induction", "training")[place % 2],
        "standard": str(1 + place % 8),
        "put_to_use": place % 3 == 0,
    }


def _survey(child, place, day):
    return {
        "wave": f"{day:%B %Y}",
        "closed_on": day + pd.offsets.MonthEnd(0),
        "respondent_key": f"respondent-{child}",
        "team": f"Team {place % 2}",
        "question": "I am heard",
        "answer": ("strongly agree", "agree", "neither", "disagree")[place % 4],
        "staff_asked": 20,
    }


def _questionnaire(child, place, day):
    return {
        "questionnaire": f"{day:%B %Y}",
        "closed_on": day + pd.offsets.MonthEnd(0),
        "respondent_key": f"respondent-{child}",
        "answered_as": ("staff", "partner")[place % 2],
        "question": "I am told",
        "answer": ("strongly agree", "agree", "neither", "disagree")[place // 2 % 4],
        "people_asked": 20,
    }


def _chaired(child, place, day):
    review = place % 2 == 0
    return {
        "child_key": child,
        "held_on": _after(day, 60 + 8 * (place % 8)) if review else _after(day, 10 + place % 20),
        "kind": "review" if review else "initial",
        "chair_key": f"chair-{place % 9}",
        "non_compliance_raised": place % 3 == 0,
        "unassessed_risk_recorded": place % 5 == 0,
        "plan_unchanged": place % 4 == 0 if review else None,
        "contingency_plan_present": place % 3 != 1,
        "child_took_part": ("attended", "views given", "did not take part", "too young")[place % 4],
        "parents_took_part": ("attended", "did not take part")[place % 2],
    }


def _agency_invited(child, place, day):
    return {
        "child_key": child,
        "held_on": _chaired(child, place, day)["held_on"],
        "agency": ("police", "housing")[place % 2],
        "invited": True,
        "attended": place % 3 != 0,
        "reported": place % 4 != 0,
    }


def _challenge(child, place, day):
    held = _chaired(child, place, day)["held_on"]
    raised = _after(held, place % 5)
    resolved = _after(raised, 10 + place % 30)
    return {"child_key": child, "held_on": held, "about": "drift", "raised_on": raised, "resolved_on": resolved}


def _allocation(child: str, place: int, day: pd.Timestamp) -> dict[str, object]:
    """Make a case that waits one to eight days for a worker; one in eight still waits."""
    ready = day + pd.Timedelta(days=place % 20)
    given = None if place % A_MONTH == 0 and day >= pd.Timestamp("2013-01-01") else ready + pd.Timedelta(days=place % 8)
    return {
        "child_key": child,
        "referred_on": ready,
        "ready_at": ready + pd.Timedelta(hours=9),
        "allocated_at": None if given is None else given + pd.Timedelta(hours=15),
        "worker_key": None if given is None else f"worker-{place % 4}",
        "team": ("North", "South")[place % 2],
        "case_type": "initial assessment",
    }


def _week_of_rota(child: str, place: int, day: pd.Timestamp) -> dict[str, object]:
    """Make a week of the rota, known a month before."""
    monday = day + pd.Timedelta(days=7 * (place % 4) - day.weekday())
    return {
        "worker_key": f"worker-{place % A_MONTH}",
        "team": ("North", "South")[place % 2],
        "week_starting": monday,
        "known_on": monday - pd.Timedelta(days=28),
        "days_available": 5,
        "days_of_leave": 0,
        "new_cases": 2,
    }


def _event(child: str, place: int, day: pd.Timestamp) -> dict[str, object]:
    """Make a step of one case in four: contact, screening, referral, and then allocation or screening again."""
    began = day + pd.Timedelta(days=place % 28, hours=9 + place % 4)
    return {
        "case_key": f"case-{place // 4:05d}",
        "activity": ("contact", "screening", "referral", "screening" if place % 32 > 27 else "allocation")[place % 4],
        "started_at": began,
        "ended_at": began + pd.Timedelta(minutes=30),
        "team": ("Contact centre", "Duty desk")[place // 2 % 2],
    }


def _early_help(child: str, place: int, day: pd.Timestamp) -> dict[str, object]:
    """Make a spell of early help; every second one is a step-down, of a child who may be referred again."""
    began = day + pd.Timedelta(days=place % 20)
    return {
        "child_key": f"child-{place % 60:05d}",
        "began_on": began,
        "came_through": ("step-down from social care", "gateway panel")[place % 2],
        "level": ("2b", "2a")[place // 2 % 2],
        "assessed_on": began + pd.Timedelta(days=10),
        "ended_on": began + pd.Timedelta(days=90),
        "outcome": ("needs met", "stepped up to social care")[place // 4 % 2],
    }


def _drawn_contact(child: str, place: int, day: pd.Timestamp) -> dict[str, object]:
    """Make a contact that was drawn to be coded."""
    drawn = day + pd.offsets.MonthEnd(0)
    stratum = ("about an allocated case", "reporting a concern")[place % 2]
    return {
        "contact_key": f"contact-{place:05d}",
        "drawn_on": drawn,
        "stratum": stratum,
        "stratum_contacts": 100,
        "stratum_drawn": A_MONTH // 2,
        "source": ("2A", "6")[place // 2 % 2],
    }


def _coding(child: str, place: int, day: pd.Timestamp) -> dict[str, object]:
    """Make its coding: every second one could have gone elsewhere, and of four one is coded by two."""
    again = place % 4 == 1
    return {
        "contact_key": f"contact-{place - again:05d}",
        "drawn_on": day + pd.offsets.MonthEnd(0),
        "coder_key": "coder-2" if again else "coder-1",
        "code": ("V1", "F1")[place // 2 % 2],
        "could_go_to": ("Housing", None)[place // 2 % 2],
    }


_ROWS = {
    "contacts": _contact,
    "referrals": _referral,
    "assessments": _assessment,
    "strategy_discussions": _discussion,
    "conferences": _conference,
    "cp_plans": _plan,
    "cp_reviews": _review,
    "care_episodes": _episode,
    "adoption_pathways": _pathway,
    "adopters": _adopter,
    "audits": _audit,
    "audit_grades": _grade,
    "contact_draws": _drawn_contact,
    "contact_codings": _coding,
    "chaired_conferences": _chaired,
    "conference_agencies": _agency_invited,
    "chair_challenges": _challenge,
    "workers": _worker,
    "posts": _posts,
    "caseloads": _caseload,
    "absences": _absence,
    "supervisions": _supervision,
    "training": _training,
    "surveys": _survey,
    "questionnaires": _questionnaire,
    "allocations": _allocation,
    "availability": _week_of_rota,
    "case_events": _event,
    "early_help": _early_help,
}
