"""Independent routes to the same counts; the cases worked by hand are in tests/spec/contacts.md."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.canonical import canonical
from turncurve.indicators.registry import measure
from turncurve.reference.periods import year_ending

ROWS = st.lists(
    st.tuples(
        st.dates(),
        st.sampled_from(["phone", "email", "letter", None]),
        st.sampled_from(["reporting a concern", "other", None]),
    ),
    max_size=25,
)


def measured(indicator, rows):
    held = canonical(
        "contacts",
        [
            {"received_at": f"2012-{4 + number % 9:02d}-11 {number % 24:02d}:30", "route": route, "reason": reason}
            for number, (_, route, reason) in enumerate(rows)
        ],
    )
    return measure(indicator, {"contacts": held}, periods=(year_ending(2013),), area="X").measurements


@settings(max_examples=20, deadline=None)
@given(rows=ROWS)
def test_routes_reasons_and_both_add_up_to_all_contacts(rows):
    if not rows:
        return
    total = measured("contacts", rows)[0].numerator
    assert total == len(rows)
    for indicator in ("contacts_by_route", "contacts_by_reason", "contacts_by_route_and_reason"):
        assert sum(each.numerator for each in measured(indicator, rows)) == total


@settings(max_examples=20, deadline=None)
@given(rows=ROWS)
def test_the_routes_of_each_reason_add_up_to_the_reason(rows):
    both = measured("contacts_by_route_and_reason", rows)
    for each in measured("contacts_by_reason", rows):
        reason = dict(each.breakdown)["reason"]
        assert each.numerator == sum(part.numerator for part in both if dict(part.breakdown)["reason"] == reason)


def test_every_breakdown_names_its_dimensions_in_order():
    (only,) = measured("contacts_by_route_and_reason", [(None, "phone", None)])
    assert only.breakdown == (("reason", "not stated"), ("route", "phone"))
