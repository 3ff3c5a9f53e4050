"""The invented questionnaires of Exampleshire: what staff, managers and partners answered before the peer review."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import yaml

from turncurve.example.days import number
from turncurve.example.faults import BLANKED, Fault
from turncurve.example.rendering import Texts, coded, date_texts
from turncurve.example.workforce import chance
from turncurve.reference.formats.specification import load

FILE = "questionnaires/2012-12-03_2013-01-18/questionnaires_2013-01-18_SYNTHETIC.csv"
TITLE = "Peer review, January 2013"
CLOSED = number(2013, 1, 18)
_ANSWERS = ("strongly disagree", "disagree", "neither", "agree", "strongly agree")
_OUTSIDE = "6"


@cache
def words() -> dict[str, Any]:
    """Return the groups asked and the statements put.

    Returns
    -------
    dict of str to Any
        The entries of `questionnaires.yml`.
    """
    text = (resources.files("turncurve.example") / "questionnaires.yml").read_text(encoding="utf-8")
    held: dict[str, Any] = yaml.safe_load(text)
    return held


def questionnaires(*, seed: int) -> pd.DataFrame:
    """Simulate the answers: anonymous, and some left blank.

    Parameters
    ----------
    seed : int
        The example's seed; questionnaires have a source of chance of their own.

    Returns
    -------
    DataFrame
        One row an answer: respondent, answered_as, statement, answer and asked.
    """
    rng = chance(seed, "peer review questionnaires")
    held = words()
    groups = held["asked"]
    labels = rng.permutation(sum(each["answered"] for each in groups.values())) + 1
    parts, first = [], 0
    for group, size in groups.items():
        people = labels[first : first + size["answered"]]
        first += size["answered"]
        mood = rng.normal(0, 0.5, len(people))
        for each in held["statements"]:
            step = np.clip(np.floor(each[group] + mood + rng.normal(0, 0.8, len(people)) + 0.5).astype(int), 1, 5)
            blank = rng.random(len(people)) < 0.02
            parts.append(pd.DataFrame({
                "respondent": people, "answered_as": group, "statement": each["text"],
                "answer": np.where(blank, "", np.array(_ANSWERS)[step - 1]), "asked": size["asked"],
            }))  # fmt: skip
    return pd.concat(parts, ignore_index=True).sort_values("respondent", kind="stable", ignore_index=True)


def write_questionnaires(folder: Path, *, seed: int) -> tuple[Fault, ...]:
    """Write the questionnaires' answers as one CSV file.

    Parameters
    ----------
    folder : pathlib.Path
        The council's raw folder.
    seed : int
        The example's seed.

    Returns
    -------
    tuple of Fault
        The fault put into the file on purpose: an answer outside the scale, where one had been left blank.
    """
    rows = questionnaires(seed=seed)
    columns = _columns(rows)
    place = int(np.flatnonzero(columns["Answer given"] == "")[0])
    columns["Answer given"] = np.where(np.arange(len(rows)) == place, _OUTSIDE, columns["Answer given"])
    path = folder / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pd.DataFrame(columns).to_csv(index=False, lineterminator="\n").encode())
    return (Fault(FILE, "", place + 2, "Answer given", "unknown_code", BLANKED),)


def _columns(rows: pd.DataFrame) -> dict[str, Texts]:
    """Return the rows as the template has them."""
    table = load("questionnaire").table("answers")
    values = {
        "Questionnaire closed on": date_texts(np.full(len(rows), CLOSED)),
        "Questionnaire": np.full(len(rows), TITLE),
        "Respondent number": np.strings.add("SYNQ", np.strings.zfill(rows["respondent"].to_numpy().astype(str), 3)),
        "Answered as": coded(table.column("Answered as"), rows["answered_as"].to_numpy(dtype=str)),
        "Statement put": rows["statement"].to_numpy(dtype=str),
        "Answer given": coded(table.column("Answer given"), rows["answer"].to_numpy(dtype=str)),
        "People asked": rows["asked"].to_numpy().astype(str),
    }
    return {column.name: values[column.name] for column in table.columns}
