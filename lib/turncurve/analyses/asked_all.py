"""What those who answered say of all who were asked."""

from __future__ import annotations

from turncurve.indicators.figures import Measurement
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.methods.interval import finite_population_exact

HIDDEN = "a count is hidden"
NOT_ASKED = "it is not known how many were asked"


def of_all_asked(agreeing: Measurement, asked: int | None) -> Interval | NoInterval:
    """Bound the percentage who agree among all asked, as if those who answered had been drawn at random.

    Parameters
    ----------
    agreeing : Measurement
        Those who agreed of those who answered.
    asked : int or None
        How many were asked; None where that is not known or may not be shown.

    Returns
    -------
    Interval or NoInterval
        Exact bounds in percent; the reason where there are none.
    """
    if agreeing.status == "hidden":
        return NoInterval(HIDDEN, "none")
    if asked is None or not asked:
        return NoInterval(NOT_ASKED, "none")
    if agreeing.numerator is None or not agreeing.denominator:
        return NoInterval("nobody answered", "none")
    found = finite_population_exact(agreeing.numerator, agreeing.denominator, population=asked)
    if isinstance(found, NoInterval):
        return found
    share = found.proportion
    return Interval(100 * share.lower, 100 * share.upper, share.level, share.method)
