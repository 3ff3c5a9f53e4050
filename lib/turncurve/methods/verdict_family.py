"""How many false alarms a whole release must expect, and which verdicts stand when all are read together."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import check_level
from turncurve.methods.turn_result import TurnVerdict, Verdict


@dataclass(frozen=True)
class ReleaseVerdicts:
    """All verdicts of a release, the headlines held together.

    Attributes
    ----------
    verdicts : tuple of (str, TurnVerdict)
        By indicator, in the order given; a headline that does not stand among the others is "cannot tell yet".
    adjusted_p_values : tuple of (str, float)
        Of the headlines, by Holm.
    level : float
        The probability of any false alarm among the headlines, at most, over all planned looks.
    expected_false_alarms : float
        How many "turned" to expect over all indicators and planned looks of the release were nothing to change, the
        headlines as held; an upper bound.
    any_false_alarm : float
        The probability of at least one among all of them, were they independent; an upper bound.
    """

    verdicts: tuple[tuple[str, TurnVerdict], ...]
    adjusted_p_values: tuple[tuple[str, float], ...]
    level: float
    expected_false_alarms: float
    any_false_alarm: float


@dataclass(frozen=True)
class Allowances:
    """How the allowance for false alarms is shared out before anything is looked at.

    The headlines share one allowance evenly, so that each has its own test and its own promise of when one could tell,
    whatever the others show. A headline that is told at its share also stands when all are read by `hold_together`.

    Attributes
    ----------
    headlines : tuple of str
        The indicators at the front.
    others : int
        How many more could be read by the same rule, each by itself.
    level : float
        The probability of any false alarm among the headlines, at most, over all planned looks; and of each other.

    Raises
    ------
    TurnCurveError
        Where a headline is named twice, or there are fewer than no others.
    """

    headlines: tuple[str, ...] = ()
    others: int = 0
    level: float = 0.05

    def __post_init__(self) -> None:
        """Refuse a family that cannot be counted."""
        check_level(self.level)
        if len(set(self.headlines)) < len(self.headlines):
            raise TurnCurveError("A headline is named twice", where=", ".join(self.headlines))
        if self.others < 0:
            raise TurnCurveError("There cannot be fewer than no other indicators", where="others")

    def share_of(self, name: str) -> float:
        """Give one indicator's allowance.

        Parameters
        ----------
        name : str
            The indicator.

        Returns
        -------
        float
            An even share for a headline; the whole level for any other, which is read by itself.
        """
        return self.level / len(self.headlines) if name in self.headlines else self.level

    @property
    def expected_false_alarms(self) -> float:
        """How many to expect, at most, over all indicators and planned looks were nothing to change.

        Returns
        -------
        float
            The headlines' one allowance, and one for each other indicator.
        """
        return self.level * (self.others + bool(self.headlines))

    @property
    def any_false_alarm(self) -> float:
        """The probability of at least one among all of them, were they independent; an upper bound.

        Returns
        -------
        float
            0 to 1.
        """
        return 1 - (1 - self.level) ** (self.others + bool(self.headlines))


def holm(p_values: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Adjust p-values so that the chance of any false alarm among them is held, however they hang together.

    Parameters
    ----------
    p_values : array of float, shape (tests,)
        One a test, 0 to 1.

    Returns
    -------
    array of float, shape (tests,)
        In the same order; a test stands at a level where its adjusted value is at most that.

    Raises
    ------
    TurnCurveError
        Where a value is not between 0 and 1.

    References
    ----------
    Holm (1979), Scandinavian Journal of Statistics 6, 65-70.
    """
    values = np.asarray(p_values, dtype=float)
    if not ((values >= 0) & (values <= 1)).all():
        raise TurnCurveError("A p-value lies between 0 and 1", where="p_values")
    order = np.argsort(values, kind="stable")
    stepped = np.maximum.accumulate(values[order] * (len(values) - np.arange(len(values))))
    adjusted = np.empty(len(values))
    adjusted[order] = np.minimum(stepped, 1.0)
    return adjusted


def hold_together(
    verdicts: Mapping[str, TurnVerdict], headlines: Collection[str], *, level: float = 0.05
) -> ReleaseVerdicts:
    """Read a release's verdicts together: headlines are held to one allowance, and the rest are counted.

    Parameters
    ----------
    verdicts : mapping of str to TurnVerdict
        By indicator.
    headlines : collection of str
        Which of them stand at the front of the release.
    level : float
        The allowance for any false alarm among the headlines.

    Returns
    -------
    ReleaseVerdicts
        With what to expect by chance, to be printed beside them.

    Raises
    ------
    TurnCurveError
        Where a headline has no verdict.
    """
    check_level(level)
    missing = sorted(set(headlines) - set(verdicts))
    if missing:
        raise TurnCurveError("A headline has no verdict", where=", ".join(missing), remedy="Give all verdicts")
    front = [name for name in verdicts if name in set(headlines)]
    adjusted = dict(zip(front, holm([verdicts[name].p_value for name in front]).tolist(), strict=True))
    behind = [verdict.test.false_alarm for name, verdict in verdicts.items() if name not in adjusted]
    allowed = [*behind, *([level] if front else [])]
    return ReleaseVerdicts(
        verdicts=tuple((name, _held(verdict, adjusted.get(name), level=level)) for name, verdict in verdicts.items()),
        adjusted_p_values=tuple(adjusted.items()),
        level=level,
        expected_false_alarms=float(sum(behind)) + (level if front else 0.0),
        any_false_alarm=float(1 - np.prod([1 - one for one in allowed])) if allowed else 0.0,
    )


def _held(verdict: TurnVerdict, adjusted: float | None, *, level: float) -> TurnVerdict:
    """Return a headline's verdict as it stands among the others."""
    told = verdict.verdict not in {Verdict.CANNOT_TELL_YET, Verdict.NO_CHANGE_FOUND}
    if adjusted is None or not told or adjusted <= level:
        return verdict
    return replace(
        verdict,
        verdict=Verdict.CANNOT_TELL_YET,
        reason="among so many headlines a change like this would come up by chance too often",
        direction=0,
        found_after=None,
    )
