"""Audits of case files: one of 14 children in need plans, and a random monthly programme after it."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import yaml

from turncurve.example.days import Numbers, number, shift

AUDITORS = tuple(f"Auditor {each}" for each in range(1, 9))


@cache
def programme() -> dict[str, Any]:
    """Return the standards, the criteria and the two audits.

    Returns
    -------
    dict
        As `audit_programme.yml` states them.
    """
    path = resources.files("turncurve.example") / "audit_programme.yml"
    held: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return held


def audits(
    episodes: pd.DataFrame, plans: pd.DataFrame, care: pd.DataFrame, *, rng: np.random.Generator
) -> pd.DataFrame:
    """Simulate the answers of every audit.

    Parameters
    ----------
    episodes : DataFrame
        One row a referral of a child and the episode of need that followed.
    plans, care : DataFrame
        Child protection plans and periods of care: a case with either is not a child in need case here.
    rng : numpy Generator
        Source of chance.

    Returns
    -------
    DataFrame
        One row an answer: programme, audited_on, child, auditor, standard, criterion, answer, selection, population
        (0 where it is not stated).
    """
    held = programme()
    first = number(2012, 9, 3)
    long_open = in_need(episodes, plans, care, day=first)
    files = rng.choice(
        np.sort(long_open.loc[first - long_open["referred_on"] > 290, "child"].unique()), 14, replace=False
    )
    single = answers_on(files, shift(first + rng.integers(0, 24, 14), 0), held["single"], rng=rng)
    parts = [single.assign(programme=held["single"]["title"], selection="Not stated", population=0)]
    for step, (year, month) in enumerate(((2012, 10), (2012, 11), (2012, 12), (2013, 1), (2013, 2), (2013, 3))):
        start = number(year, month, 1)
        population = np.sort(in_need(episodes, plans, care, day=start)["child"].unique())
        files = rng.choice(population, held["monthly"]["files"], replace=False)
        chances = {**held["monthly"], "met": held["monthly"]["met_from"] + step * held["monthly"]["met_gain"]}
        found = answers_on(files, shift(start + 7 + rng.integers(0, 18, len(files)), 0), chances, rng=rng)
        found = pd.concat([found, second_marks(found, held["monthly"]["double_marked"], rng=rng)])
        parts.append(found.assign(programme=held["monthly"]["title"], selection="Random", population=len(population)))
    return pd.concat(parts, ignore_index=True)


def in_need(episodes: pd.DataFrame, plans: pd.DataFrame, care: pd.DataFrame, *, day: int) -> pd.DataFrame:
    """Return the child in need cases open on a day: neither on a plan nor in care.

    Parameters
    ----------
    episodes, plans, care : DataFrame
        Episodes of need, child protection plans and periods of care.
    day : int
        Day number.

    Returns
    -------
    DataFrame
        The episodes of need.
    """
    open_now = episodes[(episodes["referred_on"] <= day) & (episodes["closed_on"] > day)]
    on_plan = plans.loc[(plans["started_on"] <= day) & (plans["ends_on"] > day), "child"]
    cared_for = care.loc[(care["entered_on"] <= day) & (care["left_on"] > day), "child"]
    return open_now[~open_now["child"].isin(on_plan) & ~open_now["child"].isin(cared_for)]


def answers_on(files: Numbers, audited: Numbers, chances: dict[str, Any], *, rng: np.random.Generator) -> pd.DataFrame:
    """Return one auditor's answers to every criterion on each file.

    Parameters
    ----------
    files : array of int
        The children whose files they are.
    audited : array of int
        Day numbers of the audits, one a file.
    chances : dict
        met, the chance that a criterion is met.
    rng : numpy Generator
        Source of chance.

    Returns
    -------
    DataFrame
        One row an answer: child, audited_on, auditor, standard, criterion, answer.
    """
    criteria = [
        (each["standard"], words, each.get("harder", 0))
        for each in programme()["standards"]
        for words in each["criteria"]
    ]
    count, each_file = len(criteria), np.repeat(np.arange(len(files)), len(criteria))
    harder = np.tile([step for *_, step in criteria], len(files))
    return pd.DataFrame({
        "child": files[each_file], "audited_on": audited[each_file],
        "auditor": rng.choice(AUDITORS, size=len(files))[each_file],
        "standard": np.tile([standard for standard, *_ in criteria], len(files)),
        "criterion": np.tile([words for _, words, _ in criteria], len(files)),
        "answer": _marks(len(files), count, met=chances["met"] - harder, rng=rng),
    })  # fmt: skip


def _marks(files: int, count: int, *, met: npt.NDArray[np.float64], rng: np.random.Generator) -> npt.NDArray[np.str_]:
    """Draw answers: files differ from one another, and a few criteria do not apply."""
    quality = np.repeat(rng.normal(0, 0.13, files), count)
    drawn = rng.random(files * count)
    threshold = np.clip(met + quality, 0.03, 0.97)
    partly = threshold + (1 - threshold) * 0.55
    answer = np.where(drawn < threshold, "Met", np.where(drawn < partly, "Partly met", "Not met"))
    return np.where(rng.random(files * count) < 0.02, "Not applicable", answer)


def second_marks(found: pd.DataFrame, files: int, *, rng: np.random.Generator) -> pd.DataFrame:
    """Return a second auditor's answers on some of the files: mostly the same, sometimes a step apart.

    Parameters
    ----------
    found : DataFrame
        The first auditor's answers.
    files : int
        How many of the files, from the first, are read twice.
    rng : numpy Generator
        Source of chance.

    Returns
    -------
    DataFrame
        One row an answer.
    """
    chosen = found["child"].drop_duplicates().iloc[:files]
    rows = found[found["child"].isin(chosen)]
    number_of = rows["auditor"].str.split().str[-1].astype(int)
    other = "Auditor " + (number_of % len(AUDITORS) + 1).astype(str)
    scale = ["Met", "Partly met", "Not met"]
    step = {mark: scale[min(place + 1, 2)] if place < 2 else scale[1] for place, mark in enumerate(scale)}
    differs = rng.random(len(rows)) < 0.18
    moved = rows["answer"].map(step).fillna(rows["answer"])
    return rows.assign(auditor=other, answer=np.where(differs, moved, rows["answer"]))
