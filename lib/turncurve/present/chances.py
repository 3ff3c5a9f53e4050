"""Probabilities as a reader says them: never as a certainty, and no finer than they are known."""

from __future__ import annotations

_SAID = (
    (0.1, "about 1 time in 10"),
    (0.2, "about 1 time in 5"),
    (0.25, "about 1 time in 4"),
    (1 / 3, "about 1 time in 3"),
    (0.4, "about 2 times in 5"),
    (0.5, "about 1 time in 2"),
    (0.6, "about 3 times in 5"),
    (2 / 3, "about 2 times in 3"),
    (0.75, "about 3 times in 4"),
    (0.8, "about 4 times in 5"),
    (0.9, "about 9 times in 10"),
)
_RARE, _SURE = 0.05, 0.95


def times(probability: float) -> str:
    """Write how often something would come about.

    Parameters
    ----------
    probability : float
        From 0 to 1.

    Returns
    -------
    str
        The nearest plain fraction: "about 1 time in 5"; at the ends "less than 1 time in 20" or "more than 19 times in
        20", because no forecast knows its tails better than that.
    """
    if probability < _RARE:
        return "less than 1 time in 20"
    if probability > _SURE:
        return "more than 19 times in 20"
    return min(_SAID, key=lambda each: abs(each[0] - probability))[1]
