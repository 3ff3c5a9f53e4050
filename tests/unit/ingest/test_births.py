"""Ages are whole years, and an event well before a birth or at 26 is no child's."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.ingest.births import age_at, apart

DAYS = st.dates(pd.Timestamp(1990, 1, 1).date(), pd.Timestamp(2030, 12, 31).date())
# born            event           age     apart
CASES = [
    ("2010-05-15", "2010-05-15", 0, False),
    ("2010-05-15", "2011-05-14", 0, False),
    ("2010-05-15", "2011-05-15", 1, False),
    ("2010-05-15", "2010-01-01", -1, False),
    ("2010-05-15", "2009-07-19", -1, False),  # 300 days before
    ("2010-05-15", "2009-07-18", -1, True),
    ("2015-03-27", "1970-10-06", None, True),
    ("1990-05-15", "2016-05-14", 25, False),
    ("1990-05-15", "2016-05-15", None, True),
    (None, "2016-05-15", None, False),
    ("2010-05-15", None, None, False),
]


@pytest.mark.parametrize(("born", "moment", "age", "is_apart"), CASES)
def test_an_age_and_whether_the_event_can_be_the_childs(born, moment, age, is_apart):
    own = [pd.Series([each], dtype="datetime64[us]") for each in (born, moment)]
    found = age_at(*own)[0]
    assert (None if pd.isna(found) else found) == age
    assert apart(*own).tolist() == [is_apart]


@given(DAYS, DAYS)
def test_whoever_has_an_age_is_no_more_than_300_days_or_26_years_apart(born, moment):
    own = [pd.Series([pd.Timestamp(each)]).astype("datetime64[us]") for each in (born, moment)]
    age = age_at(*own)[0]
    if apart(*own)[0]:
        assert pd.isna(age) or (age == -1 and (born - moment).days > 300)
    else:
        assert (moment - born).days >= -300
        assert not pd.isna(age)
