"""Exampleshire's coded sample of contacts: forty of each reason, drawn from one month, a third of them coded twice."""

from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np
import pandas as pd

from turncurve.example.contacts import ALLOCATED, CONCERNS, ELSEWHERE, NOT_STATED
from turncurve.example.faults import REFUSED, Fault
from turncurve.example.lives import Lives
from turncurve.example.rendering import date_texts
from turncurve.reference.formats.specification import load

FOLDER = "contact_coding/2013-01-31"
MONTH = (np.datetime64("2013-01-01"), np.datetime64("2013-01-31"))
OF_EACH = 40
TWICE = 0.34
SAME = 0.7
"""Share of contacts coded twice that both coders code alike."""
CODERS = ("SYNC1", "SYNC2", "SYNC3")
CODES = {
    ALLOCATED: {"V2": 46, "F2": 34, "F1": 12, "F4": 4, "X1": 4},
    ELSEWHERE: {"F3": 58, "V3": 30, "F1": 6, "X1": 6},
    CONCERNS[0]: {"V1": 72, "V3": 12, "F1": 8, "F4": 4, "X1": 4},
    CONCERNS[1]: {"V1": 84, "F4": 10, "X1": 6},
    NOT_STATED: {"X1": 44, "V3": 26, "F1": 18, "F2": 12},
}
COULD_GO = {
    "V2": {"": 35, "The child's worker": 65},
    "F2": {"": 10, "The child's worker": 90},
    "F1": {"": 60, "The child's worker": 40},
    "F3": {"Housing": 40, "Adult social care": 35, "The school nurse or health visitor": 25},
    "V3": {"": 40, "Early help": 45, "The school nurse or health visitor": 15},
    "F4": {"": 100},
    "V1": {"": 90, "Early help": 10},
    "X1": {"": 100},
}
"""Destinations by code; blank where the front door was the right place."""


def sampled(lives: Lives, *, seed: int) -> pd.DataFrame:
    """Draw contacts of one month, so many of each reason.

    Parameters
    ----------
    lives : Lives
        What happened.
    seed : int
        The example's seed.

    Returns
    -------
    DataFrame
        One row a contact drawn: reference, stratum, stratum_contacts and source.
    """
    rng = _chance(seed, "contact draw")
    held = lives.contacts
    days = held["received_on"].to_numpy()
    first, last = (each.astype("datetime64[D]").astype(np.int64) for each in MONTH)
    month = held[(days >= first) & (days <= last)]
    parts = []
    for reason in CODES:
        own = month[month["reason"] == reason]
        taken = own.iloc[np.sort(rng.choice(len(own), size=min(OF_EACH, len(own)), replace=False))]
        parts.append(taken.assign(stratum=reason, stratum_contacts=len(own), stratum_drawn=len(taken)))
    drawn = pd.concat(parts)
    named = [f"SYNK{number:06d}" for number in drawn.index]
    columns = ["stratum", "stratum_contacts", "stratum_drawn", "source"]
    return pd.DataFrame({"reference": named, **{name: drawn[name].to_numpy() for name in columns}})


def coded(drawn: pd.DataFrame, *, seed: int) -> pd.DataFrame:
    """Code the contacts drawn, some of them by a second coder too.

    Parameters
    ----------
    drawn : DataFrame
        From `sampled`.
    seed : int
        The example's seed.

    Returns
    -------
    DataFrame
        One row a coding: reference, coder, code and could_go_to.
    """
    rng = _chance(seed, "contact codings")
    rows: list[tuple[str, str, str, str]] = []
    for each in drawn.itertuples():
        first, second = rng.permutation(CODERS)[:2]
        code = _one(CODES[str(each.stratum)], rng)
        where = _one(COULD_GO[code], rng)
        rows.append((str(each.reference), str(first), code, where))
        if rng.random() < TWICE:
            again = code if rng.random() < SAME else _one(CODES[str(each.stratum)], rng)
            where = where if again == code else _one(COULD_GO[again], rng)
            rows.append((str(each.reference), str(second), again, where))
    return pd.DataFrame(rows, columns=["reference", "coder", "code", "could_go_to"])


def write_contact_codings(lives: Lives, folder: Path, *, seed: int) -> tuple[Fault, ...]:
    """Write the record of the draw and the codings, one CSV file each.

    Parameters
    ----------
    lives : Lives
        What happened.
    folder : pathlib.Path
        The council's raw folder.
    seed : int
        The example's seed.

    Returns
    -------
    tuple of Fault
        The faults put into the codings on purpose.
    """
    drawn = sampled(lives, seed=seed)
    codings = coded(drawn, seed=seed)
    day = date_texts(np.full(max(len(drawn), len(codings)), MONTH[1].astype(np.int64)))
    layout = load("contact_coding")
    of_draw: dict[str, pd.Series] = {
        "Contact reference": drawn["reference"], "Sample drawn on": pd.Series(day[: len(drawn)]),
        "Contact stratum": drawn["stratum"], "Contacts in stratum": drawn["stratum_contacts"].astype("str"),
        "Contacts drawn": drawn["stratum_drawn"].astype("str"), "Contact made by": drawn["source"],
    }  # fmt: skip
    of_codings: dict[str, pd.Series] = {
        "Contact reference": codings["reference"], "Sample drawn on": pd.Series(day[: len(codings)]),
        "Coder": codings["coder"], "Demand code": codings["code"], "Could have gone to": codings["could_go_to"],
    }  # fmt: skip
    lines = _lines(pd.DataFrame({each.name: list(of_codings[each.name]) for each in layout.table("codings").columns}))
    wrong = (
        (("SYNK999999", day[0], CODERS[0], "V1", ""), "Contact reference", "not_in_sample"),
        ((drawn["reference"].iloc[0], day[0], "SYNC4", "Z9", ""), "Demand code", "outside_frame"),
        ((drawn["reference"].iloc[1], day[0], "SYNC4", "V2", ""), "Coder", "coded_twice"),
        ((drawn["reference"].iloc[1], day[0], "SYNC4", "F2", ""), "Coder", "coded_twice"),
    )
    path = f"{FOLDER}/contact_codings_SYNTHETIC.csv"
    faults = [
        Fault(path, "", len(lines) + 1 + place, field, rule, REFUSED) for place, (_, field, rule) in enumerate(wrong)
    ]
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    draw = _lines(pd.DataFrame({each.name: list(of_draw[each.name]) for each in layout.table("draw").columns}))
    for name, text in (
        (f"{FOLDER}/contact_draw_SYNTHETIC.csv", draw),
        (path, [*lines, *(",".join(map(str, row)) for row, _, _ in wrong)]),
    ):
        (folder / name).write_bytes("".join(f"{line}\r\n" for line in text).encode("utf-8"))
    return tuple(faults)


def _lines(rows: pd.DataFrame) -> list[str]:
    """Return a table as lines of CSV: none of its values holds a comma or a quote."""
    return [",".join(rows.columns), *(",".join(map(str, row)) for row in rows.itertuples(index=False))]


def _one(weights: dict[str, int], rng: np.random.Generator) -> str:
    """Draw one name by its weight."""
    parts = np.array(list(weights.values()), dtype=float)
    return str(rng.choice(list(weights), p=parts / parts.sum()))


def _chance(seed: int, name: str) -> np.random.Generator:
    """Return a source of chance of its own, so that no other stream is disturbed."""
    return np.random.default_rng([seed, zlib.crc32(name.encode())])
