"""A made council with a coded sample of contacts: two strata, two coders, some contacts coded twice."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.support.canonical import canonical
from tests.support.door_council import CALL, CONCERN, contact_rows, keep_door
from turncurve.tables.initial_access import DemandCode, InitialAccess, MinutesTaken, TimeStudy
from turncurve.tables.records import Records

DAY = "2013-01-31"
FRAME = (
    DemandCode("V1", "A new concern", "value"),
    DemandCode("F1", "Asks again", "failure"),
    DemandCode("F2", "Cannot reach the worker", "failure"),
    DemandCode("X1", "Too little to tell", "cannot tell"),
)
STUDY = TimeStudy(
    dt.date(2012, 11, 30),
    "A week, timed",
    100.0,
    (MinutesTaken(CALL["reason"], 36, 8.0, 6.0), MinutesTaken(CONCERN["reason"], 25, 30.0, 10.0)),
)
WORDS = InitialAccess(coding_frame=FRAME, could_go_to=("The worker", "Housing"), time_study=STUDY)
# stratum: contacts that could be drawn, and of those drawn how many have each code, destination and source
STRATA = {
    CALL["reason"]: (400, [("F2", "The worker", "2A")] * 12 + [("V1", None, "1A")] * 8),
    CONCERN["reason"]: (100, [("V1", None, "3B")] * 9 + [("F1", "Housing", "3B")] * 6 + [("X1", None, "10")] * 5),
}


def coded_tables(strata=STRATA, *, differing: int = 2, twice: int = 20):
    """Return the record of a draw and its codings: the second coder agrees but on the first few."""
    draws, codings = [], []
    for stratum, (size, parts) in strata.items():
        for code, where, source in parts:
            key = f"k{len(draws):03d}"
            draws.append({
                "contact_key": key, "drawn_on": DAY, "stratum": stratum, "stratum_contacts": size,
                "stratum_drawn": len(parts), "source": source,
            })  # fmt: skip
            codings.append({"contact_key": key, "drawn_on": DAY, "coder_key": "a", "code": code, "could_go_to": where})
    for place, first in enumerate(codings[:twice]):
        codings.append({**first, "coder_key": "b", "code": "F1" if place < differing else first["code"]})
    return {
        "contact_draws": canonical("contact_draws", draws),
        "contact_codings": canonical("contact_codings", codings),
    }


def keep_coded(root: Path, *, words: InitialAccess = WORDS, log=None, **tables) -> Records:
    """Keep a council with a coded sample under a project root."""
    rows = contact_rows(lambda _: [CALL] * 4 + [CONCERN]) if log is None else log
    return keep_door(root, rows, words=words, **(tables or coded_tables()))
