"""Contacts by one of their properties: counts as in the log, shares of the last year, hidden ones left out."""

import pytest

from tests.support.door_council import contact_rows, keep_door
from turncurve.analyses.questions.contact_mix import contacts_by
from turncurve.indicators.figures import Figures


@pytest.fixture
def records(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return keep_door(tmp_path, contact_rows())


def test_each_kind_has_its_count_of_each_year_and_its_share_of_the_last(records):
    found = contacts_by(records, "reason")
    assert [each.label for each in found.periods] == ["year to March 2011", "year to March 2012", "year to March 2013"]
    days = 250  # working days of the year to March 2013
    assert [(each.name, each.counts[-1]) for each in found.kinds] == [
        ("about an allocated case", 3 * days),
        ("police domestic violence notification", days),
        ("reporting a concern", days),
    ]
    assert [each.share for each in found.kinds] == [60.0, 20.0, 20.0]
    assert found.total[-1] == 5 * days


def test_codes_of_sources_are_told_in_plain_words(records):
    assert [each.name for each in contacts_by(records, "source").kinds] == ["school", "health visitor", "police"]


@pytest.mark.parametrize(("dimension", "names"), [
    ("route", {"phone", "email"}),
    ("outcome", {"passed to the allocated worker", "referral", "no further action"}),
])  # fmt: skip
def test_kinds_add_up_to_all(records, dimension, names):
    found = contacts_by(records, dimension)
    assert {each.name for each in found.kinds} == names
    assert sum(each.counts[-1] for each in found.kinds) == found.total[-1]


def test_a_kind_that_is_new_had_none_before(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    rows = [*contact_rows(), {"received_at": "2013-02-05", "route": "online form"}]
    kinds = {each.name: each for each in contacts_by(keep_door(tmp_path, rows), "route").kinds}
    assert kinds["online form"].counts == (0, 0, 1)


def test_a_hidden_count_has_no_share_and_is_named_last(records):
    found = contacts_by(records, "route")
    by_route, whole = found.figures
    hidden = frozenset(cell.key for cell in by_route.cells() if dict(cell.key.breakdown)["route"] == "phone")
    shown = found.over((by_route.hiding(hidden), whole))
    assert [(each.name, each.counts[-1] is None) for each in shown.kinds] == [("email", False), ("phone", True)]
    assert shown.kinds[1].share is None
    assert all(isinstance(each, Figures) for each in shown.figures)
