"""The children: number, date of birth, gender, ethnicity and disability, drawn once what happened to them is known."""

from __future__ import annotations

import numpy as np
import pandas as pd

from turncurve.example.days import FIRST_DAY, LAST_DAY, Numbers
from turncurve.example.needs import drawn
from turncurve.example.plans import PlanHistories
from turncurve.example.referrals import Families

YEAR = 365.25
ADULT = 18 * YEAR
ETHNICITIES = {
    "WBRI": 880, "WOTH": 32, "WIRI": 4, "WIRT": 4, "WROM": 4, "MWBC": 14, "MWBA": 6, "MWAS": 9, "MOTH": 9, "AIND": 4,
    "APKN": 2, "ABAN": 3, "AOTH": 5, "BCRB": 3, "BAFR": 6, "BOTH": 2, "CHNE": 2, "OOTH": 3, "REFU": 3, "NOBT": 15,
}  # fmt: skip
DISABLED = 0.11
UNBORN_PLANS = 12
"""Plans that start before the child's birth; two of the children are still unborn on the last day."""


def children(
    families: Families, histories: PlanHistories, lives: dict[str, pd.DataFrame], *, rng: np.random.Generator
) -> pd.DataFrame:
    """Draw who the children are.

    Parameters
    ----------
    families : Families
        All families.
    histories : PlanHistories
        The plans.
    lives : dict of str to DataFrame
        "episodes" (child, referred_on), "plans" (child, started_on, ends_on), "care" (child, entered_on, left_on,
        left_because, kind).
    rng : numpy Generator
        Source of chance.

    Returns
    -------
    DataFrame
        One row a child, by number: child_id, family, born_on, expected_on, gender, ethnicity, disabled.
    """
    count = int(families.sizes.sum())
    family = np.repeat(np.arange(len(families.sizes)), families.sizes)
    born = _births(count, lives, rng=rng)
    first = lives["episodes"].groupby("child")["referred_on"].min()
    plans = lives["plans"].assign(first_on=lives["plans"]["child"].map(first))
    born = _unborn(born, plans, histories.groups, rng=rng)
    numbers = rng.permutation(count) + 1
    ethnicity = drawn(ETHNICITIES, len(families.sizes), rng=rng)
    return pd.DataFrame({
        "child_id": pd.Series(numbers).map("SYN{:06d}".format).to_numpy(dtype=str), "family": family, "born_on": born,
        "expected_on": born + rng.integers(-12, 10, count),
        "gender": rng.choice(["M", "F"], p=[0.52, 0.48], size=count),
        "ethnicity": ethnicity[family], "disabled": rng.random(count) < DISABLED,
    })  # fmt: skip


def _births(count: int, lives: dict[str, pd.DataFrame], *, rng: np.random.Generator) -> Numbers:
    """Draw dates of birth that fit what happened: under 18 throughout, the youngest in plans and adoption."""
    first = np.full(count, FIRST_DAY)
    episodes, plans, care = lives["episodes"], lives["plans"], lives["care"]
    first[episodes["child"]] = LAST_DAY
    np.minimum.at(first, episodes["child"].to_numpy(), episodes["referred_on"].to_numpy())
    last = np.full(count, LAST_DAY)
    age = rng.beta(1.0, 1.15, count)
    age[plans["child"]] = rng.beta(0.85, 1.5, len(plans))
    most = np.maximum(ADULT - 60 - (last - first), 400)
    born = first - 5 - (age * most).astype(np.int64)
    before_birth = np.flatnonzero((rng.random(count) < 0.01) & (first > FIRST_DAY) & (first < LAST_DAY - 160))
    born[before_birth] = first[before_birth] + rng.integers(10, 150, len(before_birth))
    born[plans["child"]] = np.minimum(born, first - 5)[plans["child"]]
    return _births_in_care(born, care, first=first, rng=rng)


def _births_in_care(born: Numbers, care: pd.DataFrame, *, first: Numbers, rng: np.random.Generator) -> Numbers:
    """Give children on a route to adoption and those who leave care grown up an age that fits."""
    entered, child = care["entered_on"].to_numpy(), care["child"].to_numpy()
    adopting = (care["kind"] == "adoption").to_numpy()
    young = entered - (rng.beta(0.75, 2.4, len(care)) * 6 * YEAR).astype(np.int64)
    left = care["left_on"].to_numpy()
    grown = (care["left_because"] == "E17").to_numpy()
    older = care["left_because"].isin(["E5", "E6"]).to_numpy()
    nearly = left - (rng.uniform(16.2, 17.9, len(care)) * YEAR).astype(np.int64)
    result = born.copy()
    result[child] = np.minimum(result[child], entered - 1)
    result[child[older]] = np.minimum(nearly, entered - 1)[older]
    result[child[adopting]] = np.minimum(young, first[child] + 240)[adopting]
    result[child[grown]] = np.minimum(_eighteen_before(left), entered - 1)[grown]
    return result


def _eighteen_before(days: Numbers) -> Numbers:
    """Return the date of birth of those who turn 18 on each day."""
    months = days.astype("datetime64[D]").astype("datetime64[M]")
    day_of_month = np.minimum((days.astype("datetime64[D]") - months).astype(np.int64), 27)
    born: Numbers = ((months - 18 * 12).astype("datetime64[D]") + day_of_month).astype(np.int64)
    return born


def _unborn(born: Numbers, plans: pd.DataFrame, groups: pd.DataFrame, *, rng: np.random.Generator) -> Numbers:
    """Let some plans start before the birth of the youngest child, two of whom are not born by the last day."""
    single = set(groups.loc[(groups["follows"] < 0) & ~groups["repeat"], "group"]) - set(groups["follows"])
    once = ~plans["child"].duplicated(keep=False)
    lasting = once & plans["group"].isin(single) & (plans["ends_on"] > plans["started_on"] + 150)
    lasting &= (plans["started_on"] > FIRST_DAY) & (plans["member"] == 0) & ~plans["in_care"]
    lasting &= plans["first_on"] > plans["started_on"] - 150
    late = plans[lasting & (plans["started_on"] > LAST_DAY - 60)]
    early = plans[lasting & (plans["started_on"] < LAST_DAY - 150)]
    result = born.copy()
    soon = early["child"].to_numpy()[rng.permutation(len(early))[: UNBORN_PLANS - 2]]
    start = early.set_index("child")["started_on"]
    result[soon] = start.loc[soon].to_numpy() + rng.integers(8, 110, len(soon))
    result[late["child"].to_numpy()[rng.permutation(len(late))[:2]]] = LAST_DAY + rng.integers(20, 80, 2)
    return result
