"""What if: rates multiplied from a date, for all or for those who have waited long."""

from __future__ import annotations

from dataclasses import dataclass

from turncurve.errors import TurnCurveError

__all__ = ["AS_NOW", "Change", "Scenario", "clear_long_waits", "faster", "fewer_exits", "more_entries"]


@dataclass(frozen=True)
class Change:
    """One rate multiplied over one time.

    Parameters
    ----------
    multiplier : float
        What the rate is multiplied by; at least 0.
    origin : str
        The state left, or "" for entries to the route.
    destination : str
        The state moved to, one of the route's exits, or "" for entries.
    begins : float
        The first day of the change.
    ends : float
        The day from which it no longer holds.
    waited : float
        Only those at least this many days in the state are affected.
    """

    multiplier: float
    origin: str
    destination: str
    begins: float
    ends: float = float("inf")
    waited: float = 0.0

    def __post_init__(self) -> None:
        """Refuse a multiplier, dates or a wait that make no sense."""
        if not 0 <= self.multiplier < float("inf") or self.ends <= self.begins or self.waited < 0:
            raise TurnCurveError(
                "A change has a negative multiplier or wait, or ends before it begins",
                where=f"{self.origin or 'entries'} to {self.destination or 'the route'}",
                remedy="Give a multiplier and a wait of at least 0, and an end after the beginning",
            )


@dataclass(frozen=True)
class Scenario:
    """A name and the changes that make it up.

    Parameters
    ----------
    name : str
        What the scenario is called.
    changes : tuple of Change
        Its changes; where several hold for one rate, their multipliers multiply.
    """

    name: str
    changes: tuple[Change, ...] = ()

    def __add__(self, other: Scenario) -> Scenario:
        """Join two scenarios into one in which both hold."""
        return Scenario(name=f"{self.name} and {other.name}", changes=self.changes + other.changes)


AS_NOW = Scenario(name="as now")
"""Nothing is changed."""


def faster(multiplier: float, *, moves: tuple[tuple[str, str], ...], begins: float, name: str = "faster") -> Scenario:
    """Multiply the rates of given moves from a date.

    Parameters
    ----------
    multiplier : float
        What the rates are multiplied by.
    moves : tuple of (str, str)
        Origin and destination of each move.
    begins : float
        The first day of the change.
    name : str
        What the scenario is called.

    Returns
    -------
    Scenario
        The scenario.
    """
    return Scenario(name, tuple(Change(multiplier, origin, destination, begins) for origin, destination in moves))


def clear_long_waits(
    multiplier: float,
    *,
    move: tuple[str, str],
    waited: float,
    begins: float,
    ends: float = float("inf"),
    name: str = "clear long waits",
) -> Scenario:
    """Multiply the rate of one move from a date, for those who have waited long only.

    Parameters
    ----------
    multiplier : float
        What the rate is multiplied by.
    move : tuple of (str, str)
        Origin and destination of the move.
    waited : float
        Days in the state from which it is a long wait.
    begins : float
        The first day of the change.
    ends : float
        The day from which it no longer holds.
    name : str
        What the scenario is called.

    Returns
    -------
    Scenario
        The scenario.
    """
    return Scenario(name, (Change(multiplier, *move, begins=begins, ends=ends, waited=waited),))


def fewer_exits(
    multiplier: float, *, exits: tuple[str, ...], states: tuple[str, ...], begins: float, name: str = "fewer exits"
) -> Scenario:
    """Multiply the rates of leaving the route in given ways from given states, from a date.

    Parameters
    ----------
    multiplier : float
        What the rates are multiplied by.
    exits : tuple of str
        The ways of leaving.
    states : tuple of str
        The states left.
    begins : float
        The first day of the change.
    name : str
        What the scenario is called.

    Returns
    -------
    Scenario
        The scenario.
    """
    return Scenario(name, tuple(Change(multiplier, state, kind, begins) for state in states for kind in exits))


def more_entries(multiplier: float, *, begins: float, name: str = "more entries") -> Scenario:
    """Multiply the rate of entries to the route from a date.

    Parameters
    ----------
    multiplier : float
        What the rate is multiplied by.
    begins : float
        The first day of the change.
    name : str
        What the scenario is called.

    Returns
    -------
    Scenario
        The scenario.
    """
    return Scenario(name, (Change(multiplier, "", "", begins),))
