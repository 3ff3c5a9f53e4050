"""Independent routes to the same counts; the cases worked by hand are in tests/spec/phone_calls.md."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.canonical import canonical
from turncurve.indicators.registry import measure
from turncurve.reference.periods import year_ending

ROWS = st.lists(st.tuples(st.integers(0, 23), st.integers(0, 59), st.sampled_from(["phone", "email"])), max_size=30)


def measured(rows):
    """Count calls by hour."""
    held = canonical(
        "contacts",
        [{"received_at": f"2012-05-02 {hour:02d}:{minute:02d}", "route": route} for hour, minute, route in rows],
    )
    found = measure("calls_by_hour", {"contacts": held}, periods=(year_ending(2013),), area="X").measurements
    return {dict(each.breakdown)["hour"]: each.numerator for each in found}


@settings(max_examples=30, deadline=None)
@given(rows=ROWS)
def test_calls_are_counted_in_the_hour_in_which_they_came_and_midnight_states_no_hour(rows):
    calls = [(hour, minute) for hour, minute, route in rows if route == "phone"]
    expected = Counter("not stated" if (hour, minute) == (0, 0) else f"{hour:02d}:00" for hour, minute in calls)
    assert measured(rows) == expected
