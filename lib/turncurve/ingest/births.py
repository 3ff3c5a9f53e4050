"""Ages at events, and events that cannot be those of a child born when a file says."""

from __future__ import annotations

import numpy as np
import pandas as pd

from turncurve.ingest.problems import Mask

OLDEST = 25
# A referral may be of a child not yet born, and the day of birth is then the one that is expected.
DAYS_BEFORE_BIRTH = 300


def age_at(born: pd.Series[pd.Timestamp], moment: pd.Series[pd.Timestamp]) -> pd.Series[int]:
    """Return the age in whole years at a date: -1 before birth.

    Parameters
    ----------
    born : Series of datetime64
        Date of birth, or the date on which it was expected.
    moment : Series of datetime64
        The date at which the age is taken.

    Returns
    -------
    Series of Int64
        Years, one a row; missing where either date is, or where the age would be above 25 and cannot be a child's.
    """
    years = moment.dt.year - born.dt.year
    before_birthday = (moment.dt.month * 100 + moment.dt.day) < (born.dt.month * 100 + born.dt.day)
    age = (years - before_birthday.astype("int64")).astype("Int64")
    known = moment.notna() & born.notna()
    return age.clip(lower=-1).where(known & (age <= OLDEST) & (years >= -1))


def apart(born: pd.Series[pd.Timestamp], moment: pd.Series[pd.Timestamp]) -> Mask:
    """Tell which events are no child's of that birth: more than 300 days before it, or at 26 years or later.

    Parameters
    ----------
    born : Series of datetime64
        Date of birth, or the date on which it was expected; missing where not known.
    moment : Series of datetime64
        When it happened; missing where not known.

    Returns
    -------
    array of bool
        One a row; false where either date is missing.
    """
    early = moment < born - pd.Timedelta(days=DAYS_BEFORE_BIRTH)
    late = moment >= born + pd.DateOffset(years=OLDEST + 1)
    return np.asarray(early | late, dtype=bool)
