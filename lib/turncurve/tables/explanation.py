"""What a council says of one period that was out of the ordinary."""

from __future__ import annotations

import datetime as dt
import re
from calendar import month_name
from dataclasses import dataclass

from turncurve.reference.periods import Period, at, month

_MONTHS = {name.lower(): number for number, name in enumerate(month_name) if name}
_NAME = "|".join(_MONTHS)
_LABEL = re.compile(
    rf"(?:(?P<year_to>year to )|(?P<first>{_NAME}) to |(?P<day>\d{{1,2}}) )?(?P<last>{_NAME}) (?P<year>\d{{4}})"
)


@dataclass(frozen=True)
class Explanation:
    """What lay behind one period that was out of the ordinary.

    Parameters
    ----------
    period : str
        The period in words, such as May 2012, April to June 2012, year to March 2013, or 31 March 2013.
    words : str
        What happened then.
    """

    period: str
    words: str

    def is_of(self, period: Period) -> bool:
        """Tell whether the explanation is of a period, or of a part of it, or of a longer one about it.

        Parameters
        ----------
        period : Period
            A period of a chart.

        Returns
        -------
        bool
            True where the two share a day.
        """
        named = period_named(self.period)
        return named is not None and named.overlaps(period)


def period_named(words: str) -> Period | None:
    """Return the period that some words name.

    Parameters
    ----------
    words : str
        A month, months in a row of one year, a year to a month's end, or a day.

    Returns
    -------
    Period or None
        None where the words name none.
    """
    found = _LABEL.fullmatch(" ".join(words.lower().split()))
    if found is None or not int(found["year"]):
        return None
    year, last = int(found["year"]), _MONTHS[found["last"]]
    end = month(year, last)
    if found["day"]:
        day = int(found["day"])
        return at(dt.date(year, last, day)) if 1 <= day <= end.end.day else None
    if found["year_to"]:
        return Period((end.end + dt.timedelta(days=1)).replace(year=end.end.year - (last != 12)), end.end)
    first = _MONTHS[found["first"]] if found["first"] else last
    return Period(month(year, first).start, end.end) if first <= last else None
