"""A share of calls is not a share of contacts: the bulletin's figures with their base, as rounding leaves them."""

import pytest
import yaml

from tests.support.door_council import contact_rows, keep_door, keep_published
from turncurve.analyses.questions.calls_and_contacts import calls_and_contacts

PUBLISHED = {
    "contacts_a_month": 4616,
    "contacts_a_month_by_phone": 3735,
    "contacts_a_month_by_email": 839,
    "contacts_a_month_by_letter": 42,
    "share_of_calls_about_an_allocated_case": 59,
    "share_of_calls_for_another_agency_or_department": 14,
    "share_of_calls_reporting_a_concern": 19,
    "share_of_calls_reason_not_stated": 8,
    "share_of_emails_police_domestic_violence_notification": 63,
}


@pytest.fixture
def held(tmp_path, monkeypatch):
    """Return what keeps a council's log beside published figures, and answers."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))

    def answer(published=PUBLISHED, rows=None):
        if published:
            keep_published(tmp_path, published)
        return calls_and_contacts(keep_door(tmp_path, rows or contact_rows(), follows="Elsewhere"))

    return answer


def of(answer, route, reason):
    return next(each for each in answer.bulletin.shares if (each.route, each.reason) == (route, reason))


def test_concerns_by_phone_are_about_fifteen_percent_of_contacts_and_never_nineteen(held):
    concern = of(held(), "phone", "reporting a concern")
    assert concern.of_route == 19
    low, high = concern.of_all
    # 19% of 3,735 calls are 710 of 4,616 contacts; 18.5% and 19.5% are as far as rounding allows.
    assert low == pytest.approx(100 * 0.185 * 3735 / 4616)
    assert high == pytest.approx(100 * 0.195 * 3735 / 4616)
    assert (round(low, 1), round(high, 1)) == (15.0, 15.8)
    assert low < 100 * 710 / 4616 < high < 19


def test_notifications_are_a_share_of_emails_and_a_smaller_one_of_contacts(held):
    low, high = of(held(), "email", "police domestic violence notification").of_all
    assert (round(low, 1), round(high, 1)) == (11.4, 11.5)


def test_the_shares_of_calls_make_a_whole_with_what_was_not_stated(held):
    answer = held()
    calls = [each for each in answer.bulletin.shares if each.route == "phone"]
    assert [each.of_route for each in calls] == [59, 19, 14, 8]
    assert calls[-1].reason == "not stated"
    assert sum(each.of_route for each in calls) == 100
    # Rounded as they are, the four are between them all calls and no more than all contacts by phone.
    assert sum(each.of_all[0] for each in calls) < 100 * 3735 / 4616 < sum(each.of_all[1] for each in calls)


def test_what_was_published_has_its_source_and_its_volumes(held):
    bulletin = held().bulletin
    assert (bulletin.area, bulletin.source, bulletin.total) == ("Elsewhere", "A bulletin", 4616)
    assert bulletin.routes == (("phone", 3735), ("email", 839), ("letter", 42))
    assert sum(count for _, count in bulletin.routes) == bulletin.total


def test_the_councils_own_log_has_both_bases(held):
    shares = {(each.route, each.reason): each for each in held().shares}
    concern = shares["phone", "reporting a concern"]
    assert (concern.of_route, concern.of_all) == (25.0, 20.0)  # of four calls a day one, of five contacts one
    assert shares["email", "police domestic violence notification"].of_route == 100.0


def test_without_published_figures_the_log_stands_alone(held):
    assert held(published=None).bulletin is None


@pytest.mark.parametrize("gone", ["contacts_a_month", "contacts_a_month_by_phone"])
def test_a_share_without_its_base_is_never_turned_into_one_of_contacts(held, gone):
    bulletin = held({name: value for name, value in PUBLISHED.items() if name != gone}).bulletin
    assert bulletin is None or not [each for each in bulletin.shares if each.route == "phone"]


def test_a_bulletin_published_later_than_the_report_is_not_used(held, tmp_path):
    answer = held()
    records = keep_door(tmp_path, contact_rows(), follows="Elsewhere")
    records.as_at = records.as_at.replace(month=1)
    assert answer.bulletin is not None
    assert calls_and_contacts(records).bulletin is None


def test_hidden_counts_take_their_shares_with_them_and_leave_what_was_published(held):
    answer = held()
    hidden = tuple(each.hiding(frozenset(cell.key for cell in each.cells())) for each in answer.figures)
    over = answer.over(hidden)
    assert {(each.of_route, each.of_all) for each in over.shares} == {(None, None)}
    assert over.total is None
    assert over.bulletin == answer.bulletin


def test_the_figures_in_the_repository_are_those_of_the_bulletin(root):
    """The published file itself, row by row."""
    path = root / "data/raw/published/wiltshire_council/2012-winter/contacts.csv"
    lines = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    assert {line[0]: float(line[7]) for line in lines} == PUBLISHED


def test_they_are_those_of_the_facts_with_calls_and_not_contacts_as_the_base(shared):
    facts = yaml.safe_load((shared / "facts/improvement_notice.yml").read_text(encoding="utf-8"))["bulletin_figures"]
    assert facts["contacts_a_month"] == {
        "total": PUBLISHED["contacts_a_month"],
        **{route: PUBLISHED[f"contacts_a_month_by_{route}"] for route in ("phone", "email", "letter")},
    }
    assert sorted(facts["share_of_calls"].values()) == [8, 14, 19, 59]
    assert facts["share_of_emails"] == {"police domestic violence notifications": 63}
