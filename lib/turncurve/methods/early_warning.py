"""When to warn that a queue is about to pass its limit: a rule fixed beforehand, and how it would have done."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from turncurve.methods.queue_forecast import (
    FEWEST_WEEKS,
    HORIZON,
    QueueHistory,
    checked_history,
    forecast_queue,
    queue_rates,
)

FloatArray = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

DRAWS = 500


@dataclass(frozen=True)
class WarningRule:
    """When a warning is raised, how long it stands, and when it is lifted.

    Parameters
    ----------
    raise_at : float
        Chance of a breach within the weeks looked ahead at or above which a warning is raised.
    lift_below : float
        Chance below which it is lifted.
    stands : int
        Weeks after the chance was last so high that a warning would be raised, after which it lapses if no breach has
        come.
    apart : int
        Weeks at or below the limit after which passing it is a new breach, and no longer the old one.
    renews : bool
        Whether a warning goes on while the chance stays so high; otherwise it lapses so many weeks after it was raised,
        and is raised anew.
    """

    raise_at: float = 0.4
    lift_below: float = 0.1
    stands: int = HORIZON
    apart: int = 4
    renews: bool = True


RULE = WarningRule()


@dataclass(frozen=True)
class EarlyWarning:
    """One warning.

    Parameters
    ----------
    raised : int
        Position of the week at whose end it was raised.
    lifted : int or None
        Position of the week at whose end it was lifted, lapsed, or met its breach; None where it still stands.
    chance : float
        The chance of a breach when it was raised.
    breach : int or None
        Position of the week of the breach that it was followed by while it stood; None where none was.
    """

    raised: int
    lifted: int | None
    chance: float
    breach: int | None

    @property
    def lead(self) -> int | None:
        """Give the weeks from the warning to the breach; None where none came."""
        return None if self.breach is None else self.breach - self.raised


@dataclass(frozen=True, eq=False)
class WarningHistory:
    """How the rule would have warned over one team's history.

    Parameters
    ----------
    chance : array of float, shape (weeks,)
        The chance of a breach in the weeks ahead as forecast at each week's end; NaN before the first judged.
    breaches : tuple of int
        Positions of the weeks in which the limit was passed anew, among the weeks judged.
    warnings : tuple of EarlyWarning
        The warnings, in order of time.
    judged : int
        Weeks judged.
    """

    chance: FloatArray
    breaches: tuple[int, ...]
    warnings: tuple[EarlyWarning, ...]
    judged: int


def early_warnings(
    arrivals: npt.ArrayLike,
    allocated: npt.ArrayLike,
    *,
    limit: npt.ArrayLike,
    queue: npt.ArrayLike | None = None,
    available: npt.ArrayLike | None = None,
    planned: npt.ArrayLike | None = None,
    first_week: int = 52,
    horizon: int = HORIZON,
    rule: WarningRule = RULE,
    seed: int = 0,
    draws: int = DRAWS,
) -> WarningHistory:
    """Run the early warning through one team's history, each week from what was known at its end.

    Parameters
    ----------
    arrivals : array of float, shape (weeks,)
        Cases that became ready for allocation each week, oldest first.
    allocated : array of float, shape (weeks,)
        Cases given to a worker each week.
    limit : float, or array of float, shape (weeks,)
        A week that ends with more waiting is a breach.
    queue : array of float, shape (weeks,), optional
        Cases waiting at each week's end; where not given, the running difference, none waiting at first.
    available : array of float, shape (weeks,), optional
        What the team could take on each week, or its days available, in any unit.
    planned : array of float, shape (weeks, horizon) or (weeks + horizon,), optional
        The same for the weeks ahead, as planned at each week's end, or one plan that never changed.
    first_week : int
        Position of the first week judged; those before it are only learnt from.
    horizon : int
        Weeks ahead.
    rule : WarningRule
        When to warn.
    seed : int
        Source of chance.
    draws : int
        Futures drawn each week.

    Returns
    -------
    WarningHistory
        The chances, breaches and warnings.

    Raises
    ------
    TurnCurveError
        When the arrays do not fit one another or hold what cannot be.
    """
    history = checked_history(arrivals, allocated, queue=queue, available=available, planned=planned, horizon=horizon)
    limits = np.broadcast_to(np.asarray(limit, dtype=float), history.arrivals.shape)
    first = max(first_week, FEWEST_WEEKS - 1)
    chance = _chances(history, limits, first=first, seed=seed, draws=draws)
    over = history.queue > limits
    warnings, breaches = apply_rule(chance, over, rule=rule, first_week=first)
    return WarningHistory(chance, breaches, warnings, judged=max(history.weeks - first, 0))


def apply_rule(
    chance: FloatArray, over: Flags, *, rule: WarningRule = RULE, first_week: int = 0
) -> tuple[tuple[EarlyWarning, ...], tuple[int, ...]]:
    """Apply the rule to the chances forecast.

    Parameters
    ----------
    chance : array of float, shape (weeks,)
        The chance of a breach in the weeks ahead, at each week's end.
    over : array of bool, shape (weeks,)
        Weeks that ended above the limit.
    rule : WarningRule
        When to warn.
    first_week : int
        Position of the first week judged.

    Returns
    -------
    (tuple of EarlyWarning, tuple of int)
        The warnings, and the weeks in which the limit was passed anew.
    """
    started = new_breaches(over, apart=rule.apart)
    warnings: list[EarlyWarning] = []
    since: int | None = None
    likely = first_week
    for week in range(first_week, len(chance)):
        likely = week if chance[week] >= rule.raise_at and (rule.renews or since is None) else likely
        if since is not None:
            ended = over[week] or week - likely >= rule.stands or chance[week] < rule.lift_below
            if ended:
                breach = week if over[week] else None
                warnings.append(EarlyWarning(since, week, float(chance[since]), breach))
                since = None
            continue
        # Who is above the limit, or was within the weeks that make a breach one, needs no warning of it.
        recent = over[max(week - rule.apart + 1, 0) : week + 1].any()
        if not recent and chance[week] >= rule.raise_at:
            since = week
    if since is not None:
        warnings.append(EarlyWarning(since, None, float(chance[since]), None))
    return tuple(warnings), tuple(int(week) for week in np.flatnonzero(started) if week > first_week)


def new_breaches(over: Flags, *, apart: int) -> Flags:
    """Find the weeks in which a limit was passed anew.

    Parameters
    ----------
    over : array of bool, shape (weeks,)
        Weeks that ended above the limit.
    apart : int
        Weeks at or below it after which passing it is new.

    Returns
    -------
    array of bool, shape (weeks,)
        True where the week is over and none of those before it, so many weeks back, was.
    """
    before = np.zeros(len(over), dtype=bool)
    for back in range(1, apart + 1):
        before[back:] |= over[:-back] if back < len(over) else False
    return np.asarray(over & ~before, dtype=bool)


def _chances(history: QueueHistory, limits: FloatArray, *, first: int, seed: int, draws: int) -> FloatArray:
    """Return the chance of a breach forecast at each week's end."""
    rates = queue_rates(history)
    chance = np.full(history.weeks, np.nan)
    for week in range(first, history.weeks):
        rng = np.random.default_rng([seed, week])
        limit = float(limits[week])
        found = forecast_queue(history, limit=limit, rng=rng, rates=rates, week=week, draws=draws)
        chance[week] = found.chance
    return chance
