"""Write the looked after return (SSDA903): a folder of CSV files a year."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from turncurve.example.days import NEVER, Numbers, shift, year_bounds
from turncurve.example.lives import Lives
from turncurve.example.rendering import columns_in, date_texts, known_by
from turncurve.example.targets import YEARS
from turncurve.reference.formats.specification import load

LAYOUT_YEAR = 2017
"""The earliest layout that is published: younger than the example's years, as README.txt says."""
PLACED = ("A3", "A4", "A5", "A6")
PROVIDERS = {"P1": "PR0", "K2": "PR4", "S1": "PR4", "H5": "PR5"}
ADOPTERS = ("MF", "MF", "MF", "MF", "F1", "FF", "MM")
PARTICIPATION = ("PN0", "PN1", "PN1", "PN2", "PN3", "PN5", "PN7")

Table = Mapping[str, np.ndarray]


def write_ssda903(lives: Lives, folder: Path) -> None:
    """Write every year's return.

    Parameters
    ----------
    lives : Lives
        What happened.
    folder : pathlib.Path
        The council's raw folder.
    """
    for year in YEARS:
        place = folder / "ssda903" / str(year)
        place.mkdir(parents=True, exist_ok=True)
        for name, rows in ssda903_tables(lives, year).items():
            text = rows.to_csv(index=False, lineterminator="\r\n")
            (place / f"{name}_SYNTHETIC.csv").write_bytes(text.encode("utf-8"))


def ssda903_tables(lives: Lives, year: int) -> dict[str, pd.DataFrame]:
    """Lay out one year's return; the first also has the earlier episodes of the children then in care.

    Parameters
    ----------
    lives : Lives
        What happened.
    year : int
        The year in which the reporting year ends.

    Returns
    -------
    dict of str to DataFrame
        By table of the format: text, in the layout's columns.
    """
    first, last = year_bounds(year)
    episodes = lives.care_episodes
    periods = episodes.loc[episodes["ended_on"] >= first, "period"]
    since = episodes["period"].isin(periods) if year == YEARS[0] else episodes["ended_on"] >= first
    episodes = episodes[(episodes["started_on"] <= last) & since]
    children = lives.children.loc[np.sort(episodes["child"].unique())]
    laid_out = {
        "header": _header(children),
        "episodes": _episodes(lives, episodes, last),
        "reviews": _reviews(lives, year),
        "ad1": _adopted(lives, year),
        "placed_for_adoption": _decisions(lives, year),
        "previous_permanence": _permanence(children),
    }
    standard = load("ssda903")
    return {
        name: _in_columns(values, [c.name for c in columns_in(standard.table(name), LAYOUT_YEAR)])
        for name, values in laid_out.items()
    }


def _in_columns(values: Table, names: list[str]) -> pd.DataFrame:
    """Return a table in the layout's columns, those without values blank, sorted by child and date."""
    count = len(values["CHILD"])
    rows = pd.DataFrame({name: values.get(name, np.full(count, "")) for name in names})
    order = [name for name in ("CHILD", "order") if name in values]
    return rows.iloc[np.lexsort([values[name] for name in reversed(order)])].reset_index(drop=True)


def _who(lives: Lives, child: pd.Series) -> dict[str, np.ndarray]:
    """Return a child's number and date of birth."""
    rows = lives.children.loc[child]
    return {"CHILD": rows["child_id"].to_numpy(dtype=str), "DOB": date_texts(rows["born_on"].to_numpy())}


def _header(children: pd.DataFrame) -> Table:
    """Return one row a child."""
    return {
        "CHILD": children["child_id"].to_numpy(dtype=str),
        "SEX": np.where(children["gender"] == "M", "1", "2"),
        "DOB": date_texts(children["born_on"].to_numpy()),
        "ETHNIC": children["ethnicity"].to_numpy(dtype=str),
        "UPN": np.full(len(children), "UN1"),
        "MOTHER": np.where(children["gender"] == "M", "", "0"),
    }


def _episodes(lives: Lives, episodes: pd.DataFrame, last: int) -> Table:
    """Return one row an episode under way in the year; it ends if it ended by the last day."""
    ended = known_by(episodes["ended_on"].to_numpy(), last)
    place = episodes["placement"].to_numpy(dtype=str)
    moved = (ended < NEVER) & (episodes["ended_because"] == "X1")
    return {
        "CHILD": _who(lives, episodes["child"])["CHILD"],
        "order": episodes["started_on"].to_numpy(),
        "DECOM": date_texts(episodes["started_on"].to_numpy()),
        "RNE": episodes["started_because"].to_numpy(dtype=str),
        "LS": episodes["legal_status"].to_numpy(dtype=str),
        "CIN": episodes["need"].to_numpy(dtype=str),
        "PLACE": place,
        "PLACE_PROVIDER": pd.Series(place).map(PROVIDERS).fillna("PR1").to_numpy(dtype=str),
        "DEC": date_texts(ended),
        "REC": np.where(ended < NEVER, episodes["ended_because"].to_numpy(dtype=str), ""),
        "REASON_PLACE_CHANGE": np.where(moved & ~np.isin(place, PLACED), "CARPL", ""),
    }


def care_reviews(lives: Lives, until: int) -> pd.DataFrame:
    """Date the statutory reviews of children in care: within 28 days, then three months, then each six months.

    Parameters
    ----------
    lives : Lives
        What happened.
    until : int
        Day number; later reviews are left out.

    Returns
    -------
    DataFrame
        One row a review: child, reviewed_on.
    """
    parts = []
    entered, left = lives.care["entered_on"].to_numpy(), lives.care["left_on"].to_numpy()
    due: Numbers = entered + 24
    for step in range(30):
        held = shift(due, 0)
        parts.append(pd.DataFrame({"child": lives.care["child"], "reviewed_on": held})[(held < left) & (held <= until)])
        due = due + (84 if step == 0 else 175)
    return pd.concat(parts, ignore_index=True)


def _reviews(lives: Lives, year: int) -> Table:
    """Return one row a review held in the year."""
    first, last = year_bounds(year)
    held = care_reviews(lives, last)
    held = held[held["reviewed_on"] >= first]
    code = np.array(PARTICIPATION)[(held["child"] + held["reviewed_on"]) % len(PARTICIPATION)]
    days = held["reviewed_on"].to_numpy()
    return {**_who(lives, held["child"]), "order": days, "REVIEW": date_texts(days), "REVIEW_CODE": code}


def _adopted(lives: Lives, year: int) -> Table:
    """Return one row a child adopted in the year."""
    first, last = year_bounds(year)
    rows = lives.routes[lives.routes["adopted_on"].between(first, last)]
    return {
        **_who(lives, rows["child"]),
        "DATE_INT": date_texts(rows["placed_on"].to_numpy()),
        "DATE_MATCH": date_texts(rows["matched_on"].to_numpy()),
        "FOSTER_CARE": np.where(rows["foster"], "1", "0"),
        "NB_ADOPTR": np.where(rows["route"] % len(ADOPTERS) == 4, "1", "2"),
        "SEX_ADOPTR": np.array(ADOPTERS)[rows["route"] % len(ADOPTERS)],
        "LS_ADOPTR": np.where(rows["route"] % len(ADOPTERS) == 4, "L0", "L11"),
    }


def _decisions(lives: Lives, year: int) -> Table:
    """Return one row a child with a decision for adoption that stood at some time in the year."""
    first, last = year_bounds(year)
    rows = lives.routes
    rows = rows[(rows["decided_on"] <= last) & (rows["adopted_on"] >= first) & (rows["changed_on"] >= first)]
    changed = known_by(rows["changed_on"].to_numpy(), last)
    return {
        **_who(lives, rows["child"]),
        "DATE_PLACED": date_texts(rows["decided_on"].to_numpy()),
        "DATE_PLACED_CEASED": date_texts(changed),
        "REASON_PLACED_CEASED": np.where(changed < NEVER, plan_changed_reasons(rows), ""),
    }


def plan_changed_reasons(routes: pd.DataFrame) -> np.ndarray:
    """Return why each child's plan for adoption would change.

    Parameters
    ----------
    routes : DataFrame
        One row a child on a route to adoption.

    Returns
    -------
    array of str
        Codes RD1 to RD4.
    """
    by_turn = np.array(["RD3", "RD1", "RD4"])[routes["route"] % 3]
    return np.where((routes["order_on"] == NEVER) & (routes["route"] % 2 == 0), "RD2", by_turn)


def _permanence(children: pd.DataFrame) -> Table:
    """Return one row a child who had been adopted or under guardianship before; a few."""
    number = children["child_id"].str[-2:].astype(int)
    rows = children[number == 7]
    return {
        "CHILD": rows["child_id"].to_numpy(dtype=str),
        "DOB": date_texts(rows["born_on"].to_numpy()),
        "PREV_PERM": np.full(len(rows), "P2"),
    }
