"""When to warn that a queue is about to pass its limit: a rule fixed beforehand, and how it would have done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import numpy.typing as npt

from turncurve.methods.queue_forecast import (
    FEWEST_WEEKS,
    HORIZON,
    QueueHistory,
    QueueRates,
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
        The chance of a breach in the weeks ahead as forecast at each week's end; NaN before the first judged, and where
        nobody asked.
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


class Chances(Protocol):
    """The chance of a breach by the position of a week."""

    def __getitem__(self, week: int, /) -> float:
        """Return the chance at a week's end."""


class ChancesAhead:
    """One team's chance of a breach as forecast at each week's end, worked out the first time that it is asked for.

    Parameters
    ----------
    history : QueueHistory
        The team's history.
    limits : array of float, shape (weeks,)
        A week that ends with more waiting is a breach.
    rates : QueueRates
        From `queue_rates`.
    seed : int
        Source of chance.
    draws : int
        Futures drawn each week.
    """

    def __init__(
        self, history: QueueHistory, limits: FloatArray, *, rates: QueueRates, seed: int = 0, draws: int = DRAWS
    ) -> None:
        self._history, self._limits, self._rates, self._seed, self._draws = history, limits, rates, seed, draws
        self.over: Flags = history.queue > limits
        self.known: FloatArray = np.full(history.weeks, np.nan)

    def __getitem__(self, week: int, /) -> float:
        """Return the chance at a week's end."""
        if np.isnan(self.known[week]):
            self.known[week] = forecast_queue(
                self._history,
                limit=float(self._limits[week]),
                rng=np.random.default_rng([self._seed, week]),
                rates=self._rates,
                week=week,
                draws=self._draws,
            ).chance
        return float(self.known[week])


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
    ahead = ChancesAhead(history, limits, rates=queue_rates(history), seed=seed, draws=draws)
    for week in range(max(first_week, FEWEST_WEEKS - 1), history.weeks):
        ahead[week]
    return warnings_so_far(ahead, rule=rule, first_week=first_week)


def warnings_so_far(ahead: ChancesAhead, *, rule: WarningRule = RULE, first_week: int = 0) -> WarningHistory:
    """Run the early warning through one team's history, asking only for the chances that decide about a warning.

    Parameters
    ----------
    ahead : ChancesAhead
        The team's chances of a breach.
    rule : WarningRule
        When to warn.
    first_week : int
        Position of the first week judged.

    Returns
    -------
    WarningHistory
        The same warnings as of `early_warnings`.
    """
    first = max(first_week, FEWEST_WEEKS - 1)
    warnings, breaches = apply_rule(ahead, ahead.over, rule=rule, first_week=first)
    return WarningHistory(ahead.known.copy(), breaches, warnings, judged=max(len(ahead.over) - first, 0))


def warning_now(ahead: ChancesAhead, *, rule: WarningRule = RULE, first_week: int = 0) -> EarlyWarning | None:
    """Find the warning that stands at the end of one team's history.

    Goes back only to the latest week after which none can have stood: one that ended above the limit, one whose chance
    lifts any warning, or the last of so many low ones that any had lapsed.

    Parameters
    ----------
    ahead : ChancesAhead
        The team's chances of a breach.
    rule : WarningRule
        When to warn.
    first_week : int
        Position of the first week judged.

    Returns
    -------
    EarlyWarning or None
        The last of `warnings_so_far`, where it still stands.
    """
    first, low = max(first_week, FEWEST_WEEKS - 1), 0
    begun = first
    for week in range(len(ahead.over) - 1, first - 1, -1):
        if ahead.over[week] or ahead[week] < min(rule.lift_below, rule.raise_at):
            begun = week
            break
        low = low + 1 if ahead[week] < rule.raise_at else 0
        if low >= rule.stands:
            begun = week + low - 1
            break
    warnings, _ = apply_rule(ahead, ahead.over, rule=rule, first_week=begun)
    return warnings[-1] if warnings and warnings[-1].lifted is None else None


def apply_rule(
    chance: Chances, over: Flags, *, rule: WarningRule = RULE, first_week: int = 0
) -> tuple[tuple[EarlyWarning, ...], tuple[int, ...]]:
    """Apply the rule to the chances forecast.

    Parameters
    ----------
    chance : Chances
        The chance of a breach in the weeks ahead, by the position of the week at whose end it is forecast: an array, or
        `ChancesAhead`.
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
    standing: EarlyWarning | None = None
    likely = first_week
    for week in range(first_week, len(over)):
        if standing is None:
            # Who is above the limit, or was within the weeks that make a breach one, needs no warning of it.
            recent = over[max(week - rule.apart + 1, 0) : week + 1].any()
            if not recent and chance[week] >= rule.raise_at:
                standing, likely = EarlyWarning(week, None, float(chance[week]), None), week
            continue
        likely = week if rule.renews and not over[week] and chance[week] >= rule.raise_at else likely
        if over[week] or week - likely >= rule.stands or chance[week] < rule.lift_below:
            warnings.append(replace(standing, lifted=week, breach=week if over[week] else None))
            standing = None
    if standing is not None:
        warnings.append(standing)
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
