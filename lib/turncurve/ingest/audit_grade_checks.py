"""Whether grades of audited files can stand: files that were drawn, and one grade an auditor."""

from __future__ import annotations

import numpy as np
import pandas as pd

from turncurve.ingest.audit_filling import LEFT_OUT, Change
from turncurve.ingest.checked import Checked, Offers, refusing
from turncurve.ingest.problems import Mask, Problem
from turncurve.ingest.recipe import Offer

TABLE, DRAWS = "audit_grades", "audit_draws"
_FILE = ["programme", "drawn_on", "file_key"]


def check(offers: Offers) -> Checked:
    """Hold the grades of all returns against the draws and each other.

    A grade of a file that the draw it names did not draw is refused, and so are both of two grades that one auditor
    gave one file in one draw, or on one day where no draw is named.

    Parameters
    ----------
    offers : mapping of str to sequence of Offer
        What all files offer, by canonical table.

    Returns
    -------
    Checked
        The grades that can stand.
    """
    held = {name: list(given) for name, given in offers.items()}
    if not held.get(TABLE):
        return Checked(held)
    problems: list[Problem] = []
    changes: list[Change] = []
    drawn = pd.concat([each.rows[_FILE] for each in held.get(DRAWS, [])] or [pd.DataFrame(columns=_FILE)])
    known, days = set(map(tuple, drawn.to_numpy())), set(map(tuple, drawn[_FILE[:2]].to_numpy()))
    twice = _graded_twice([each.rows for each in held[TABLE]])
    for number, offer in enumerate(held[TABLE]):
        keys = _keys(offer.rows)
        outside = pd.Series([key[:2] in days and key[:3] not in known for key in keys], dtype=bool).to_numpy()
        again = pd.Series([key in twice for key in keys], dtype=bool).to_numpy()
        left, found = refusing(offer, outside, field="File", rule="not_sampled")
        problems += found
        changes += _listed(offer, outside, column="file_key", field="File", rule="not_sampled")
        changes += _listed(left, again[~outside], column="grade", field="Grade", rule="answered_twice")
        held[TABLE][number], found = refusing(left, again[~outside], field="Grade", rule="answered_twice")
        problems += found
    return Checked(held, tuple(problems), tuple(changes))


def _listed(offer: Offer, where: Mask, *, column: str, field: str, rule: str) -> list[Change]:
    """Return the rows refused with what stood there: of a file its pseudonym, and its number later."""
    stood = offer.rows[column].fillna("(blank)").astype(str).tolist()
    numbers = [int(row) for row in offer.rows["row"]]
    return [Change(offer.place, numbers[at], field, rule, stood[at], LEFT_OUT) for at in np.flatnonzero(where)]


def _keys(rows: pd.DataFrame) -> list[tuple[object, ...]]:
    """Return what an auditor grades once: a file in a draw, or on a day where no draw is named."""
    drawn = rows["drawn_on"] if "drawn_on" in rows else pd.Series(pd.NaT, index=rows.index)
    held = rows.assign(drawn_on=drawn, day=rows["graded_on"].where(drawn.isna()))
    return list(map(tuple, held[[*_FILE, "auditor_key", "day"]].astype(object).where(held.notna(), None).to_numpy()))


def _graded_twice(parts: list[pd.DataFrame]) -> set[tuple[object, ...]]:
    """Return what one auditor graded in two ways."""
    grades: dict[tuple[object, ...], set[str]] = {}
    for rows in parts:
        for key, grade in zip(_keys(rows), rows["grade"].tolist(), strict=True):
            if isinstance(grade, str):
                grades.setdefault(key, set()).add(grade)
    return {key for key, given in grades.items() if len(given) > 1}
