"""The tables of the front door: what they take, what they refuse, and whom they could reveal."""

import pandera.pandas as pa
import pytest

from tests.support.canonical import canonical
from turncurve.tables.assessments import Assessments
from turncurve.tables.front_door import EDITION, Contacts, Referrals

CONTACT = {"received_at": "2012-04-03 14:05", "child_key": "c1", "route": "phone", "source": "5B"}
REFERRAL = {"child_key": "c1", "referred_on": "2012-04-03", "primary_need": "N1", "no_further_action": False}
ASSESSMENT = {"child_key": "c1", "started_on": "2012-04-03", "completed_on": "2012-04-12", "kind": "initial"}
TABLES = [("contacts", Contacts, CONTACT), ("referrals", Referrals, REFERRAL), ("assessments", Assessments, ASSESSMENT)]


@pytest.mark.parametrize(("table", "model", "row"), TABLES)
def test_a_row_as_the_sources_give_it_is_taken(table, model, row):
    assert len(model.validate(canonical(table, [row, row]), lazy=True)) == 2


@pytest.mark.parametrize(("table", "model", "row"), TABLES)
def test_the_date_of_the_event_may_not_be_blank(table, model, row, dictionary):
    (event,) = [name for name, words in dictionary[table].items() if words["event"]]
    with pytest.raises(pa.errors.SchemaErrors, match="not_nullable"):
        model.validate(canonical(table, [{**row, event: None}]), lazy=True)


@pytest.mark.parametrize("blank", ["child_key", "route", "source", "reason", "about_allocated_case", "outcome"])
def test_a_contact_may_lack_everything_but_when_it_came(blank):
    Contacts.validate(canonical("contacts", [{**CONTACT, blank: None}]), lazy=True)
    assert Contacts.to_schema().columns[blank].nullable


def test_a_contact_keeps_its_time_of_day():
    (moment,) = Contacts.validate(canonical("contacts", [CONTACT]))["received_at"]
    assert (moment.hour, moment.minute) == (14, 5)


def test_a_team_is_about_its_staff(dictionary):
    assert dictionary["referrals"]["team"]["sensitivity"] == "staff"
    assert dictionary["assessments"]["team"]["sensitivity"] == "staff"


def test_the_edition_says_source_and_date(dictionary):
    for table, _, _ in TABLES:
        assert dictionary[table]["edition"]["description"] == EDITION
        assert dictionary[table]["edition"]["nullable"] is False
