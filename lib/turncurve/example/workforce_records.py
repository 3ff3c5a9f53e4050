"""What the invented workforce did and said: cases held, supervision, training, and answers to the staff survey."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import pandas as pd
import yaml

from turncurve.example.days import LAST_DAY, Numbers, number
from turncurve.example.lives import Lives
from turncurve.example.workforce import MONTHS, TEAMS, TURNED, Staff, month_start

WAVES = (("June 2012", number(2012, 6, 29), 0.58), ("February 2013", number(2013, 2, 28), 0.72))
"""Each wave of the staff survey: its name, the day on which it closed, and the share of staff who answered."""
_ANSWERS = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")
_FUNCTIONS = {
    "decisions": (0.93, 0.96),
    "accountability": (0.82, 0.9),
    "workload": (0.66, 0.89),
    "learning": (0.3, 0.52),
}


@cache
def words() -> dict[str, Any]:
    """Return the statements of the staff survey and the titles of courses.

    Returns
    -------
    dict
        As `workforce_words.yml` states them.
    """
    path = resources.files("turncurve.example") / "workforce_words.yml"
    held: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return held


def caseloads(staff: Staff, lives: Lives, *, rng: np.random.Generator) -> pd.DataFrame:
    """Share each month end's open cases among those in post.

    Parameters
    ----------
    staff : Staff
        Who worked there.
    lives : Lives
        What happened to children: every open case is held by somebody, or waits.
    rng : numpy Generator
        Source of chance.

    Returns
    -------
    DataFrame
        One row a day, worker (0 where nobody holds the cases yet), team, type, complexity: cases.
    """
    parts = [_shared_out(month, staff, lives, rng=rng) for month in range(MONTHS)]
    return pd.concat(parts, ignore_index=True)


def _shared_out(month: int, staff: Staff, lives: Lives, *, rng: np.random.Generator) -> pd.DataFrame:
    """Share one month end's open cases by team and type."""
    day = month_start(month + 1) - 1
    there = staff.at_work(day)
    rows: list[tuple[int, int, str, str, str, int]] = []
    holders = there[(there["role"] != "Team manager") & (there["started_on"] < day - 7)]
    waiting = _waiting(month, rng=rng)
    for team, kind, cases in _by_team(open_cases(lives, day), waiting):
        own = holders[holders["team"] == team]
        for complexity, share in (("Complex", 0.2), ("Standard", 0.8)):
            part = round(cases * share)
            got = rng.multinomial(part, _shares(own, day=day, month=month, rng=rng))
            rows += [
                (day, worker, team, kind, complexity, int(n)) for worker, n in zip(own["worker"], got, strict=True)
            ]
    for team, cases in zip(list(TEAMS)[:2], (waiting // 2, waiting - waiting // 2), strict=True):
        rows.append((day, 0, team, "Assessment", "Standard", cases))
    found = pd.DataFrame(rows, columns=["stood_on", "worker", "team", "kind", "complexity", "cases"])
    return found[found["cases"] > 0]


def open_cases(lives: Lives, day: int) -> dict[str, int]:
    """Count the cases open on a day by what kind of work each is: in care first, then on a plan, then under assessment.

    Parameters
    ----------
    lives : Lives
        What happened to children.
    day : int
        Day number.

    Returns
    -------
    dict of str to int
        Children, by type of case.
    """
    care = lives.care[(lives.care["entered_on"] <= day) & (lives.care["left_on"] > day)]["child"].unique()
    plans = lives.plans[(lives.plans["started_on"] <= day) & (lives.plans["ends_on"] > day)]["child"].unique()
    work = lives.assessments
    assessed = work[(work["started_on"] <= day) & (work["completed_on"] > day)]["child"].unique()
    needs = lives.episodes[(lives.episodes["referred_on"] <= day) & (lives.episodes["closed_on"] > day)]
    plans = np.setdiff1d(plans, care)
    assessed = np.setdiff1d(assessed, np.union1d(care, plans))
    others = np.setdiff1d(needs["child"].unique(), np.concatenate([care, plans, assessed]))
    return {
        "Looked after child": len(care),
        "Child protection plan": len(plans),
        "Assessment": len(assessed),
        "Child in need": len(others),
    }


def _waiting(month: int, *, rng: np.random.Generator) -> int:
    """Return how many cases wait for a worker: more and more until the notice, then none before long."""
    if month > TURNED + 1:
        return 0
    rising = 9 + 1.9 * max(month - 10, 0)
    return int(rng.poisson(rising if month < TURNED else rising / (3.0 if month == TURNED else 8.0)))


def _by_team(cases: dict[str, int], waiting: int) -> list[tuple[str, str, int]]:
    """Return how many cases of each type each team has: assessment teams, safeguarding, care, and disabled children."""
    first, second, *safeguarding, care, disabled = TEAMS
    assessed = max(cases["Assessment"] - waiting, 0)
    of_disabled = round(cases["Child in need"] * 0.17)
    found = [(first, "Assessment", assessed // 2), (second, "Assessment", assessed - assessed // 2)]
    found += [(care, "Looked after child", cases["Looked after child"]), (disabled, "Child in need", of_disabled)]
    for kind, number_of in (
        ("Child protection plan", cases["Child protection plan"]),
        ("Child in need", cases["Child in need"] - of_disabled),
    ):
        each = number_of // len(safeguarding)
        left = number_of - each * len(safeguarding)
        found += [(team, kind, each + (place < left)) for place, team in enumerate(safeguarding)]
    return found


def _shares(own: pd.DataFrame, *, day: int, month: int, rng: np.random.Generator) -> Numbers:
    """Return each worker's chance of being given a case: by hours, and less for the newly qualified once protected."""
    new = (day - own["qualified_on"] < 365).to_numpy()
    protected = np.where(new, 0.68 if month >= TURNED else 0.9, 1.0)
    weights = own["share"].to_numpy() * protected * rng.gamma(22.0 if month >= TURNED else 10.0, size=len(own))
    return np.asarray(weights / weights.sum())


def supervisions(staff: Staff, *, rng: np.random.Generator) -> pd.DataFrame:
    """Simulate supervision: more often on time, and doing more of its functions, after the notice.

    Parameters
    ----------
    staff : Staff
        Who worked there.
    rng : numpy Generator
        Source of chance.

    Returns
    -------
    DataFrame
        One row a session: worker, held_on, and whether each function was covered.
    """
    parts = []
    for month in range(MONTHS):
        first, after = month_start(month), month_start(month + 1)
        there = staff.spells[(staff.spells["started_on"] < after) & (staff.spells["ended_on"] > first)]
        new = (there["started_on"] - there["qualified_on"] < 365) & (first - there["started_on"] < 183)
        weeks = (first - there["started_on"]).between(-31, 14)
        turned = max(month - TURNED, 0)
        drawn = rng.binomial(np.where(new, np.where(weeks, 4, 2), 1), min(0.71 + 0.045 * turned, 0.93))
        worker = np.repeat(there["worker"].to_numpy(), drawn)
        begun = np.repeat(np.maximum(there["started_on"].to_numpy(), first), drawn)
        over = np.repeat(np.minimum(there["ended_on"].to_numpy(), after), drawn)
        held = begun + (rng.random(len(worker)) * (over - begun)).astype(np.int64)
        weekend = (held + 4) % 7  # 1 January 1970 was a Thursday: Saturday is 6 and Sunday 0
        held = held - np.where(weekend == 6, 1, 0) + np.where(weekend == 0, 1, 0)
        covered = {
            name: rng.random(len(worker)) < (after_notice if turned else before)
            for name, (before, after_notice) in _FUNCTIONS.items()
        }
        parts.append(pd.DataFrame({"worker": worker, "held_on": held, **covered}))
    whole = pd.concat(parts, ignore_index=True).drop_duplicates(["worker", "held_on"])
    return whole[whole["held_on"] <= LAST_DAY].sort_values(["held_on", "worker"], kind="stable", ignore_index=True)


def training(staff: Staff, *, rng: np.random.Generator) -> pd.DataFrame:
    """Simulate inductions, courses, mentoring and what managers saw of it three months later.

    Parameters
    ----------
    staff : Staff
        Who worked there.
    rng : numpy Generator
        Source of chance.

    Returns
    -------
    DataFrame
        One row a completion: worker, completed_on, course, kind, standard, put_to_use ("" where not followed up).
    """
    rows: list[tuple[int, int, str, str, str, str]] = []
    courses = words()["courses"]
    for worker, started, ended, agency in staff.spells[["worker", "started_on", "ended_on", "agency"]].itertuples(
        index=False
    ):
        begun = max(started, month_start(0))
        if started >= month_start(0) and rng.random() < (0.55 if agency else 0.93):
            late = rng.random() < (0.34 if started < month_start(TURNED) else 0.14)
            done = started + int(rng.integers(57, 110) if late else rng.integers(12, 56))
            rows.append((worker, done, "Induction programme", "Induction", "1", ""))
        for month in range(MONTHS):
            day = month_start(month) + int(rng.integers(0, 26))
            taken = rng.random() < (0.2 if month >= TURNED - 2 else 0.11)
            each = courses[int(rng.integers(0, len(courses)))]
            followed = rng.random() < 0.62 and day < LAST_DAY - 91
            used = "Yes" if rng.random() < each["used"] else "No"
            if taken and begun <= day < ended:
                rows.append((worker, day, each["title"], each["kind"], each["standard"], used if followed else ""))
    found = pd.DataFrame(rows, columns=["worker", "completed_on", "course", "kind", "standard", "put_to_use"])
    ends = staff.spells.set_index("worker")["ended_on"].reindex(found["worker"]).to_numpy()
    found = found[(found["completed_on"] <= LAST_DAY) & (found["completed_on"] < ends)]
    return found.sort_values(["completed_on", "worker", "course"], kind="stable", ignore_index=True)


def surveys(staff: Staff, *, rng: np.random.Generator) -> pd.DataFrame:
    """Simulate two waves of the staff survey: anonymous, so that the waves cannot be joined.

    Parameters
    ----------
    staff : Staff
        Who worked there.
    rng : numpy Generator
        Source of chance.

    Returns
    -------
    DataFrame
        One row an answer: wave, closed_on, respondent, team, statement, answer and asked.
    """
    parts = []
    statements = words()["statements"]
    for number_of, (wave, closed, share) in enumerate(WAVES):
        there = staff.at_work(closed)
        chosen = there[rng.random(len(there)) < share]
        mood = rng.normal(0, 0.5, len(chosen)) + chosen["team"].map(_team_mood(rng=rng)).to_numpy()
        labels = rng.permutation(len(chosen)) + 1 + 1000 * (number_of + 1)
        for each in statements:
            level = each["level"][number_of] + mood + rng.normal(0, 0.8, len(chosen))
            step = np.clip(np.floor(level + 0.5).astype(int), 1, 5)
            blank = rng.random(len(chosen)) < 0.015
            answers = np.where(blank, "", np.array(_ANSWERS)[step - 1])
            parts.append(pd.DataFrame({
                "wave": wave, "closed_on": closed, "respondent": labels, "team": chosen["team"].to_numpy(),
                "statement": each["text"], "answer": answers, "asked": len(there),
            }))  # fmt: skip
    return pd.concat(parts, ignore_index=True).sort_values(
        ["closed_on", "respondent"], kind="stable", ignore_index=True
    )


def _team_mood(*, rng: np.random.Generator) -> dict[str, float]:
    """Return how much better or worse than others each team feels."""
    return dict(zip(TEAMS, rng.normal(0, 0.25, len(TEAMS)), strict=True))
