"""The contact log's files: columns of the format, totals of the bulletin, and nothing said twice."""

from collections import Counter

from turncurve.example.contact_log_writer import contact_rows
from turncurve.reference.formats.specification import load


def _sound(rows):
    return [row for row in rows if row["Route"] and row["Child ID"] != "SYN999999"]


def test_the_columns_are_those_of_the_format(logs):
    names = [column.name for column in load("contact_log").table("contacts").columns]
    assert all(list(rows[0])[: len(names)] == names for rows in logs.values())


def test_every_value_is_in_the_formats_lists(logs):
    table = load("contact_log").table("contacts")
    for name in ("Route", "From whom", "Reason", "About an allocated case", "Outcome"):
        allowed = {"", *table.column(name).codes}
        assert {row[name] for rows in logs.values() for row in _sound(rows)} <= allowed


def test_the_year_to_march_2013_has_the_bulletins_average_month_by_route(logs):
    routes = Counter(row["Route"] for row in _sound(logs[2013]))
    assert {route: count / 12 for route, count in routes.items()} == {"Phone": 3735, "Email": 839, "Letter": 42}
    assert routes.total() / 12 == 4616


def test_of_the_calls_59_percent_are_about_allocated_cases_14_for_others_19_concerns_and_8_not_stated(logs):
    calls = Counter(row["Reason"] for row in _sound(logs[2013]) if row["Route"] == "Phone")
    share = {reason: round(100 * count / calls.total()) for reason, count in calls.items()}
    assert share == {
        "About an allocated case": 59,
        "For another agency or department": 14,
        "Reporting a concern": 19,
        "Not stated": 8,
    }


def test_63_percent_of_emails_are_police_notifications(logs):
    emails = [row for row in _sound(logs[2013]) if row["Route"] == "Email"]
    notified = [row for row in emails if row["Reason"] == "Police domestic violence notification"]
    assert round(100 * len(notified) / len(emails)) == 63
    assert {row["From whom"] for row in notified} == {"6"}


def test_about_220_000_contacts_in_the_four_years_and_fewer_in_the_earlier(logs):
    counts = [len(_sound(rows)) for rows in logs.values()]
    assert counts == sorted(counts)
    assert 210_000 < sum(counts) < 225_000


def test_no_contact_about_one_child_can_be_taken_for_another(logs):
    for rows in logs.values():
        named = [(r["Child ID"], r["Received"], r["Route"], r["From whom"]) for r in _sound(rows) if r["Child ID"]]
        assert len(named) == len(set(named))


def test_contacts_come_in_order_of_time_and_each_year_in_its_own_file(lives):
    rows = contact_rows(lives, 2012)
    received = rows["Received"].str.slice(6, 10) + rows["Received"].str.slice(3, 5) + rows["Received"].str.slice(0, 2)
    assert received.is_monotonic_increasing
    assert received.min() >= "20110401"
    assert received.max() <= "20120331"


def test_whether_the_case_is_allocated_follows_from_the_reason(logs):
    pairs = {(row["Reason"], row["About an allocated case"]) for row in _sound(logs[2013])}
    assert pairs == {
        ("About an allocated case", "Yes"),
        ("For another agency or department", "No"),
        ("Reporting a concern", "No"),
        ("Police domestic violence notification", "No"),
        ("Not stated", ""),
    }
