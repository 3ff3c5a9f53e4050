"""A small route whose rates are known exactly, for simulations whose answers have a closed form."""

import numpy as np

from turncurve.methods.pathway_drift import Level
from turncurve.methods.pathway_entries import Entries
from turncurve.methods.pathway_model import AGE_BANDS, INTERVALS, WAITS, HazardModel, TransitionFit
from turncurve.methods.pathway_route import Route, pathway_cases, stays_of

ROUTE = Route(
    milestones=("begun", "half", "done"),
    states=(("first", frozenset({"begun"})), ("second", frozenset({"half"})), ("finished", frozenset({"done"}))),
    moves=(("first", "second"), ("second", "finished")),
    exits=("left", "lost", "too old"),
    end="finished",
)
CERTAIN = 1e9
STEADY = Level(
    probability=np.array([1.0, 0, 0, 0, 0, 0]),
    shape=np.full(6, CERTAIN),
    mean=np.ones(6),
    path=np.ones(1),
    events=CERTAIN,
)
AS_AT = 1000.0


def certain(rate):
    """Return what is known of a rate that is known exactly."""
    width = len(INTERVALS) + 1
    rates = np.broadcast_to(np.asarray(rate, dtype=float), (width,))
    one = np.full((2, len(AGE_BANDS) + 2), CERTAIN)
    return TransitionFit(
        base=np.stack([np.full(width, CERTAIN), CERTAIN / np.maximum(rates, 1e-15)]),
        age=one,
        group=one[:, :1],
        level=STEADY,
        by_wait=(STEADY,) * (len(WAITS) + 1),
        events=CERTAIN,
        strength=1.0,
    )


def open_cases(waited, *, state=0, **more):
    """Return cases that have waited so many days in a state at the date of the record."""
    since = AS_AT - np.asarray(waited, dtype=float)
    dates = np.full((len(since), 3), np.nan)
    dates[:, 0] = since - 10 * state
    if state:
        dates[:, 1] = since
    nothing = np.full(len(since), np.nan)
    return pathway_cases(dates, as_at=AS_AT, exit=nothing, exit_kind=nothing * 0 - 1, route=ROUTE, **more)


def model_of(cases, *, rates=(0.01, 0.005, 0.002, 0.001), frailty_shape=np.inf, frailty=None, exits=(3.0, 1.0, 0.0)):
    """Return a model with exact rates: first to second, second to finished, leaving the first, leaving the second."""
    counts = np.tile(np.maximum(np.array(exits), 1e-12) * 1e9, (3, 1))
    return HazardModel(
        route=ROUTE,
        fits=tuple(certain(rate) for rate in rates),
        exit_counts=counts,
        frail=np.array([True, True, False, False]),
        frailty_shape=frailty_shape,
        frailty=np.ones((2, len(cases))) if frailty is None else frailty,
        stays=stays_of(cases, route=ROUTE),
    )


def entries_at(rate, cases=None):
    """Return arrivals at an exact rate a day, each like the first case; none where the rate is 0."""
    some = rate > 0
    return Entries(
        shape=CERTAIN,
        days=CERTAIN / max(rate, 1e-12),
        level=STEADY,
        like=np.zeros(int(some), dtype=np.int64),
        state=np.zeros(int(some), dtype=np.int64),
        arrived=cases.dates[:1, 0] if some else np.zeros(0),
    )
