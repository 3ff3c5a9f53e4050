"""Routes to adoption, one row a group of brothers and sisters: some wait long, some plans change."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.example.days import LAST_DAY, NEVER, Numbers, shift, year_bounds
from turncurve.example.exact import choose_adding_to, groups_adding_to
from turncurve.example.targets import YEARS, of_year, targets

SIBLINGS = (0.60, 0.30, 0.10)
DATES = ("entered_on", "decided_on", "order_on", "matched_on", "placed_on", "adopted_on", "changed_on")


def adoption_routes(rng: np.random.Generator) -> pd.DataFrame:
    """Simulate every child's route from care towards adoption, group by group.

    Parameters
    ----------
    rng : numpy Generator
        Source of chance.

    Returns
    -------
    DataFrame
        One row a group: size, outcome (adopted, placed, order, decided, changed), year of the adoption or change,
        entered_on, decided_on, order_on, matched_on, placed_on, adopted_on, changed_on (NEVER where it has not
        happened), foster (adopted by its foster carers), consent (no placement order).
    """
    parts = [*(_adopted(year, rng=rng) for year in YEARS), _placed(rng), _under_order(rng), _decided(rng)]
    parts += [_changed(year, rng=rng) for year in YEARS]
    routes = pd.concat(parts, ignore_index=True)
    routes = _flagged(routes, rng=rng)
    routes = _with_order(routes, rng=rng)
    routes = _with_entry(routes, rng=rng)
    return routes.astype(dict.fromkeys(DATES, np.int64)).astype({"foster": bool, "consent": bool})


def _table(sizes: Numbers, outcome: str, year: int) -> pd.DataFrame:
    """Return groups with nothing dated yet."""
    rows = pd.DataFrame({"size": sizes, "outcome": outcome, "year": year, "wait": 0, "linking": 0})
    return rows.assign(**dict.fromkeys(DATES, NEVER), foster=False, consent=False, zero=False)


def _waits(in_time: npt.NDArray[np.bool_], *, rng: np.random.Generator) -> Numbers:
    """Draw days from decision to placement: within 12 months, or clearly over."""
    count = len(in_time)
    long = 390 + rng.gamma(1.6, 95, count)
    return np.where(in_time, rng.integers(120, 346, count), np.minimum(long, 900)).astype(np.int64)


def _adopted(year: int, *, rng: np.random.Generator) -> pd.DataFrame:
    """Return the groups adopted in a year: most placed before the year began."""
    aim = targets()["adoption"]
    sizes = groups_adding_to(aim["adopted"][year], rng=rng, chances=SIBLINGS)
    before = choose_adding_to(sizes, aim["adopted_from_placed_before_the_year"][year], rng=rng)
    in_time = choose_adding_to(sizes, aim["placed_in_time"][year], rng=rng)
    first, last = year_bounds(year)
    adopted = np.where(
        before, rng.integers(first + 8, last - 6, len(sizes)), rng.integers(first + 145, last - 6, len(sizes))
    )
    adopted = shift(adopted, 0)
    shortest = np.where(before, np.maximum(135, adopted - first + 6), 125)
    longest = np.where(before, np.maximum(shortest + 30, 400), adopted - first - 6)
    placed = adopted - rng.integers(shortest, longest + 1)
    return _table(sizes, "adopted", year).assign(
        adopted_on=adopted, placed_on=placed, wait=_waits(in_time, rng=rng), linking=rng.integers(12, 45, len(sizes))
    )


def _placed(rng: np.random.Generator) -> pd.DataFrame:
    """Return the groups placed and not yet adopted on the last day: a backlog being cleared."""
    aim = targets()["adoption"]
    sizes = groups_adding_to(aim["placed"][2013], rng=rng, chances=SIBLINGS)
    long_placed = choose_adding_to(sizes, aim["still_placed_since_2012"], rng=rng)
    start_of_year = year_bounds(2013)[0]
    recent = LAST_DAY - 4 - (rng.beta(1.2, 2.2, len(sizes)) * 340).astype(np.int64)
    placed = np.where(long_placed, start_of_year - rng.integers(15, 80, len(sizes)), recent)
    waits = _waits(rng.random(len(sizes)) < 0.55, rng=rng)
    linking = rng.integers(12, 45, len(sizes))
    return _table(sizes, "placed", 0).assign(placed_on=shift(placed, 0), wait=waits, linking=linking)


def _under_order(rng: np.random.Generator) -> pd.DataFrame:
    """Return the groups waiting under a placement order on the last day, a few of them matched."""
    aim = targets()["adoption"]
    sizes = groups_adding_to(aim["order_not_placed"], rng=rng, chances=SIBLINGS)
    matched = choose_adding_to(sizes, aim["matched_not_placed"], rng=rng)
    order = shift(LAST_DAY - 20 - (rng.beta(1, 2.5, len(sizes)) * 900).astype(np.int64), 0)
    matched_on = np.where(matched, np.maximum(LAST_DAY - rng.integers(3, 25, len(sizes)), order + 5), NEVER)
    decided = order - rng.integers(35, 150, len(sizes))
    return _table(sizes, "order", 0).assign(order_on=order, matched_on=matched_on, decided_on=decided)


def _decided(rng: np.random.Generator) -> pd.DataFrame:
    """Return the groups with a decision and no order yet on the last day."""
    sizes = groups_adding_to(targets()["adoption"]["decided_no_order"], rng=rng, chances=SIBLINGS)
    return _table(sizes, "decided", 0).assign(decided_on=shift(LAST_DAY - rng.integers(5, 150, len(sizes)), 0))


def _changed(year: int, *, rng: np.random.Generator) -> pd.DataFrame:
    """Return the groups whose plan changed in a year; of the last year's, one placement had ended early."""
    sizes = groups_adding_to(of_year("plans_changed", year), rng=rng, chances=(0.7, 0.3))
    first, last = year_bounds(year)
    changed = shift(rng.integers(first + 60, last - 6, len(sizes)), 0)
    decided = changed - rng.integers(250, 800, len(sizes))
    order = np.where(rng.random(len(sizes)) < 0.55, decided + rng.integers(40, 150, len(sizes)), NEVER)
    rows = _table(sizes, "changed", year).assign(changed_on=changed, decided_on=decided, order_on=order)
    if year < YEARS[-1]:
        return rows
    others = rows.assign(size=rows["size"] - (rows.index == 0))  # the child whose placement ended is one of the year's
    return pd.concat([_disrupted(first), others[others["size"] > 0]], ignore_index=True)


def _disrupted(first: int) -> pd.DataFrame:
    """Return one child whose placement, begun before the last year, ended in it."""
    dated = {"changed_on": first + 120, "placed_on": first - 90, "matched_on": first - 118, "order_on": first - 210}
    return _table(np.array([1]), "changed", YEARS[-1]).assign(**dated, decided_on=first - 300)


def _flagged(routes: pd.DataFrame, *, rng: np.random.Generator) -> pd.DataFrame:
    """Mark adoptions by foster carers, with consent, and with a match before the order."""
    aim = targets()["adoption"]
    recent = ((routes["outcome"] == "adopted") & (routes["year"] > YEARS[0])).to_numpy()
    sizes = np.where(recent, routes["size"], 0)
    consent = np.zeros(len(routes), dtype=bool)
    for year, count in aim["without_order"].items():
        consent |= choose_adding_to(np.where((routes["year"] == year) & (sizes == 1), 1, 0), count, rng=rng)
    short = (routes["wait"] < 300).to_numpy()
    zero = choose_adding_to(np.where(~consent & short, sizes, 0), aim["matched_before_order"], rng=rng)
    foster = choose_adding_to(np.where(~consent, sizes, 0), aim["by_foster_carers"], rng=rng)
    return routes.assign(consent=consent, zero=zero, foster=foster)


def _with_order(routes: pd.DataFrame, *, rng: np.random.Generator) -> pd.DataFrame:
    """Date decision, order and match of the placed, so that A2 comes out at its aim."""
    known = (routes["wait"] > 0).to_numpy()
    placed, wait, linking = (routes[name].to_numpy() for name in ("placed_on", "wait", "linking"))
    room = wait - linking - 20
    share = rng.beta(1.3, 1.5, len(routes))
    counted = (routes["outcome"] == "adopted") & (routes["year"] > YEARS[0]) & ~routes["consent"]
    weights = np.where(counted, routes["size"], 0)
    plain = ~routes["zero"].to_numpy()
    delays = _scaled(
        lambda factor: np.where(plain, np.minimum(share * factor, 0.97) * room, 0).astype(np.int64),
        aim=targets()["adoption"]["order_to_match_days"], weights=weights, factors=np.linspace(0.2, 4, 4000),
    )  # fmt: skip
    order = np.where(plain, placed - linking - delays, placed - 4)
    order = np.where(routes["consent"], NEVER, order)
    return routes.assign(
        decided_on=np.where(known, placed - wait, routes["decided_on"]),
        matched_on=np.where(known, placed - linking, routes["matched_on"]),
        order_on=np.where(known, order, routes["order_on"]),
    )


def _with_entry(routes: pd.DataFrame, *, rng: np.random.Generator) -> pd.DataFrame:
    """Date the entry into care, so that A1 comes out at its aim."""
    base = np.clip(rng.lognormal(0, 0.45, len(routes)), 0.3, 3.2)
    decided = routes["decided_on"].to_numpy()
    counted = (routes["outcome"] == "adopted") & (routes["year"] > YEARS[0])
    weights = np.where(counted, routes["size"], 0)
    wait = routes["wait"].to_numpy()
    whole = _scaled(
        lambda factor: (base * factor).astype(np.int64) + wait,
        aim=targets()["adoption"]["care_to_placed_days"], weights=weights, factors=np.linspace(100, 600, 4000),
    )  # fmt: skip
    return routes.assign(entered_on=decided - (whole - wait))


def _scaled(
    days_at: Callable[[float], Numbers], *, aim: float, weights: Numbers, factors: npt.NDArray[np.float64]
) -> Numbers:
    """Return the days at the factor that brings their weighted mean nearest to an aim."""
    means = [float(np.average(days_at(factor), weights=weights)) for factor in factors]
    found: Numbers = days_at(factors[int(np.argmin(np.abs(np.array(means) - aim)))])
    return found
