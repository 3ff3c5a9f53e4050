"""The tables of contacts drawn and coded."""

import datetime as dt

import pandera.errors
import pytest

from tests.support.canonical import canonical
from turncurve.tables.contact_coding import ContactCodings, ContactDraws
from turncurve.tables.records import cut


def draw(**changes):
    """Return one contact drawn."""
    row = {
        "contact_key": "k", "drawn_on": "2013-01-31", "stratum": "reporting a concern", "stratum_contacts": 40,
        "stratum_drawn": 4, "source": "6",
    }  # fmt: skip
    return canonical("contact_draws", [row | changes])


def coding(**changes):
    """Return one coding."""
    row = {"contact_key": "k", "drawn_on": "2013-01-31", "coder_key": "a", "code": "V1", "could_go_to": "Housing"}
    return canonical("contact_codings", [row | changes])


@pytest.mark.parametrize("changes", [{}, {"source": None}, {"stratum_contacts": 1, "stratum_drawn": 1}])
def test_a_draw_that_is_as_it_should_be_is_accepted(changes):
    assert len(ContactDraws.validate(draw(**changes))) == 1


@pytest.mark.parametrize(
    "changes",
    [{"contact_key": None}, {"drawn_on": None}, {"stratum": None}, {"stratum_contacts": 0}, {"stratum_drawn": 0}],
)
def test_a_draw_that_cannot_be_is_refused(changes):
    with pytest.raises(pandera.errors.SchemaError):
        ContactDraws.validate(draw(**changes))


def test_a_coding_may_lack_a_destination_alone():
    assert len(ContactCodings.validate(coding(could_go_to=None))) == 1
    for name in ("contact_key", "drawn_on", "coder_key", "code"):
        with pytest.raises(pandera.errors.SchemaError):
            ContactCodings.validate(coding(**{name: None}))


def test_a_sample_drawn_later_is_not_known():
    for table, rows in (("contact_draws", draw()), ("contact_codings", coding())):
        assert cut(table, rows, as_at=dt.date(2013, 1, 30)).empty
        assert len(cut(table, rows, as_at=dt.date(2013, 1, 31))) == 1
