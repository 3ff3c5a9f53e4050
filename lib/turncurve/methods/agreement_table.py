"""Ratings as counts: how many raters put each case into each category, and how near two categories are."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from turncurve.errors import TurnCurveError

FloatArray = npt.NDArray[np.float64]
Weights = Literal["identity", "linear", "quadratic", "ordinal"]


def rating_counts(ratings: Sequence[Sequence[Hashable | None]], categories: Sequence[Hashable]) -> FloatArray:
    """Count the raters who put each case into each category.

    Parameters
    ----------
    ratings : sequence of sequences, one a case and in it one answer a rater
        Answers as they were given; None for a rater who did not rate the case.
    categories : sequence
        The scale, in its order: all answers that could have been given, used or not.

    Returns
    -------
    array of float, shape (cases, categories)
        One row a case that at least one rater rated, in the order given.

    Raises
    ------
    TurnCurveError
        Where the scale has fewer than two answers or one twice, or an answer is outside it.
    """
    if len(categories) < 2 or len(set(categories)) < len(categories):
        raise TurnCurveError("A scale has at least two answers, each once", where="categories")
    place = {category: number for number, category in enumerate(categories)}
    counts: FloatArray = np.zeros((len(ratings), len(categories)))
    for case, answers in enumerate(ratings):
        for answer in answers:
            if answer is None:
                continue
            if answer not in place:
                raise TurnCurveError(
                    "an answer is outside the scale",
                    where=f"case {case + 1}",
                    remedy="Correct it, or add it to the scale",
                )
            counts[case, place[answer]] += 1
    rated: FloatArray = counts[counts.sum(axis=1) > 0]
    return rated


def weights_of(categories: int, *, kind: Weights = "identity") -> FloatArray:
    """Say how far two different answers still agree: 1 for the same answer, less the further apart they are.

    Parameters
    ----------
    categories : int
        How many answers the scale has, evenly spaced and in order.
    kind : {"identity", "linear", "quadratic", "ordinal"}
        Identity where the order means nothing: then different answers do not agree at all.

    Returns
    -------
    array of float, shape (categories, categories)
        From 0 to 1, symmetric.

    Raises
    ------
    TurnCurveError
        Where there is no such kind.

    References
    ----------
    Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition, chapter 3.
    """
    apart = np.abs(np.subtract.outer(np.arange(categories), np.arange(categories))).astype(float)
    farthest = categories - 1
    made: dict[str, FloatArray] = {
        "identity": np.eye(categories),
        "linear": 1 - apart / farthest,
        "quadratic": 1 - (apart / farthest) ** 2,
        "ordinal": 1 - (apart * (apart + 1)) / (farthest * (farthest + 1)),
    }
    if kind not in made:
        raise TurnCurveError(
            f"there are no weights called {kind!r}",
            where="weights",
            remedy="Use identity, linear, quadratic or ordinal",
        )
    return made[kind]
