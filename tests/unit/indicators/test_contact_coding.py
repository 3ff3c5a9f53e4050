"""Contacts coded: each once, by whoever's pseudonym comes first, beside the sample that it was drawn in."""

import pytest

from tests.support.canonical import canonical
from tests.support.coded_council import coded_tables
from turncurve.indicators.contact_coding import KINDS_OF_SOURCE, NOT_KNOWN, contacts_coded_by_code
from turncurve.indicators.registry import measure
from turncurve.reference.periods import month

JANUARY = month(2013, 1)


def counts(indicator, tables=None):
    found = measure(indicator, tables or coded_tables(), periods=(JANUARY,), area="X").measurements
    return {tuple(value for _, value in each.breakdown): (each.numerator, each.denominator) for each in found}


@pytest.mark.parametrize(
    "indicator", ["contacts_coded_by_code", "contacts_coded_by_destination", "contacts_coded_by_agency"]
)
def test_every_contact_counts_once_however_often_it_was_coded(indicator):
    assert sum(count for count, _ in counts(indicator).values()) == 40


def test_codes_are_those_of_the_first_coder():
    found = counts("contacts_coded_by_code")
    assert found["F2", "about an allocated case"] == (12, None)
    assert found["V1", "about an allocated case"] == (8, None)


def test_a_blank_destination_is_nowhere_else():
    found = counts("contacts_coded_by_destination")
    assert found["nowhere else", "reporting a concern"] == (14, None)
    assert found["Housing", "reporting a concern"] == (6, None)


def test_sources_are_told_by_kind():
    found = counts("contacts_coded_by_agency")
    assert found["yes", "schools and education", "about an allocated case"] == (12, None)
    assert found["no", "family, children and neighbours", "about an allocated case"] == (8, None)
    assert found["no", "not known", "reporting a concern"] == (5, None)
    assert NOT_KNOWN not in KINDS_OF_SOURCE.values()


def test_pairs_and_agreement_rest_on_contacts_coded_twice():
    assert counts("contacts_coded_twice") == {
        ("F1 and F2",): (2, None),
        ("F2 and F2",): (10, None),
        ("V1 and V1",): (8, None),
    }
    assert counts("contacts_coded_alike") == {(): (18, 20)}


def test_a_sample_of_another_month_is_not_counted():
    found = measure("contacts_coded_alike", coded_tables(), periods=(month(2013, 2),), area="X").measurements
    assert (found[0].status, found[0].numerator) == ("no cases", 0)


def test_a_coding_without_a_draw_is_in_no_count():
    tables = coded_tables()
    tables["contact_draws"] = tables["contact_draws"].iloc[1:].reset_index(drop=True)
    assert sum(count for count, _ in counts("contacts_coded_by_code", tables).values()) == 39


def test_of_a_source_that_is_not_stated_the_agency_is_not_known():
    draws = canonical("contact_draws", [
        {"contact_key": "k", "drawn_on": "2013-01-31", "stratum": "s", "stratum_contacts": 9, "stratum_drawn": 1},
    ])  # fmt: skip
    codings = canonical("contact_codings", [
        {"contact_key": "k", "drawn_on": "2013-01-31", "coder_key": "a", "code": "V1"},
    ])  # fmt: skip

    class Held:
        def table(self, name):
            return {"contact_draws": draws, "contact_codings": codings}[name]

    (row,) = contacts_coded_by_code(Held(), (JANUARY,)).itertuples()
    assert (row.made_by, row.could_go_to, row.elsewhere) == ("not known", "nowhere else", "no")
