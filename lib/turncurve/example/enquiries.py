"""Section 47 enquiries of each child: those that led to a conference, and as many others as a year's number leaves."""

from __future__ import annotations

import numpy as np
import pandas as pd

from turncurve.example.days import LAST_DAY, NEVER, shift, year_bounds
from turncurve.example.referrals import Families
from turncurve.example.targets import YEARS, of_year


def enquiries(held: pd.DataFrame, rows: pd.DataFrame, *, families: Families, rng: np.random.Generator) -> pd.DataFrame:
    """Simulate every section 47 enquiry.

    Parameters
    ----------
    held : DataFrame
        One row a conference about a group, from `conferences`.
    rows : DataFrame
        One row a referral of a child, from `referrals`.
    families : Families
        All families.
    rng : numpy Generator
        Source of chance.

    Returns
    -------
    DataFrame
        One row an enquiry: child, held_on (strategy discussion), conference_on (NEVER where there was none),
        led_to_plan, not_needed (no conference was needed).
    """
    first = held[~held["transfer"]]
    second = first[first["earlier_strategy_on"] > 0]
    first = first.assign(discussed_on=first["strategy_on"])
    second = second.assign(discussed_on=second["earlier_strategy_on"])
    led = children_of(pd.concat([first, second], ignore_index=True), families)
    led = led.rename(columns={"held_on": "conference_on", "discussed_on": "held_on"}).assign(not_needed=False)
    columns = ["child", "held_on", "conference_on", "led_to_plan", "not_needed"]
    others = [_others(rows, year, known=led, rng=rng) for year in YEARS]
    found = pd.concat([led[columns], *others], ignore_index=True)
    return found.sort_values(["child", "held_on"], ignore_index=True)


def children_of(groups: pd.DataFrame, families: Families) -> pd.DataFrame:
    """Return one row a child of each group.

    Parameters
    ----------
    groups : DataFrame
        One row a group, with case and size.
    families : Families
        All families.

    Returns
    -------
    DataFrame
        The group's columns and child.
    """
    rows = groups.loc[groups.index.repeat(groups["size"])]
    member = rows.groupby(level=0).cumcount().to_numpy()
    return rows.assign(child=families.first_child[rows["case"]] + member).reset_index(drop=True)


def _others(rows: pd.DataFrame, year: int, *, known: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return a year's enquiries that led to no conference, all children of a referral together."""
    first, last = year_bounds(year)
    left = of_year("section_47", year) - int(known["held_on"].between(first, last).sum())
    inside = rows[~rows["of_case"] & rows["referred_on"].between(first, last - 6)]
    inside = inside.assign(order=rng.permutation(int(rows["event"].max()) + 1)[inside["event"]])
    chosen = inside.sort_values(["order", "child"]).head(left)
    delay = rng.integers(0, 16, int(rows["event"].max()) + 1)[chosen["event"]]
    discussed = np.maximum(shift(np.minimum(chosen["referred_on"] + delay, last - 1), 0), chosen["referred_on"])
    undecided = (discussed > LAST_DAY - 20) & (rng.random(len(chosen)) < 0.3)
    return pd.DataFrame({
        "child": chosen["child"], "held_on": discussed, "conference_on": NEVER, "led_to_plan": False,
        "not_needed": ~undecided,
    })  # fmt: skip
