"""Exampleshire's calibrated counts come out of its raw files: through the program, and again in plain Python.

The first tables are what was published for Wiltshire, which Exampleshire follows. Each is measured through ingest and
the registry of indicators; then each is counted once more from the raw files by rules written out here.
"""

import calendar
import datetime as dt
from collections import Counter, defaultdict
from itertools import pairwise

import pytest

from tests.support.exampleshire_files import ExampleshireFiles, day_of, working_days, year_before
from turncurve.indicators import registry
from turncurve.reference.periods import Period, at, month, year_ending

YEARS = (2010, 2011, 2012, 2013)
YEAR = year_ending(2013)
LAST_DAY = at(dt.date(2013, 3, 31))
THREE_YEARS = Period(dt.date(2010, 4, 1), dt.date(2013, 3, 31))
MONTHS = tuple(month(2012 + (number > 12), (number - 1) % 12 + 1) for number in range(4, 16))
REFERRALS_BY_MONTH = (559, 498, 451, 398, 246, 345, 353, 272, 237, 409, 321, 316)
INITIAL, CORE = 10, 35  # working days allowed for assessments begun from April 2010

# indicator                                  period        numerator  denominator
CALIBRATED = [
    ("referrals", YEAR, 4405, None),
    ("re_referrals_within_12_months", YEAR, 930, 4405),
    ("section_47_enquiries", YEAR, 1446, None),
    ("initial_conferences_within_15_working_days", YEAR, 230, 477),
    ("child_protection_plans_started", YEAR, 388, None),
    ("repeat_child_protection_plans", YEAR, 62, 388),
    ("child_protection_plans_ended", YEAR, 227, None),
    ("child_protection_plans_open", LAST_DAY, 328, None),
    ("child_protection_plans_open", at(dt.date(2012, 3, 31)), 167, None),
    ("child_protection_reviews_on_time", LAST_DAY, 216, 223),
    ("children_adopted", year_ending(2011), 15, None),
    ("children_adopted", year_ending(2012), 19, None),
    ("children_adopted", YEAR, 14, None),
    ("children_under_placement_order", LAST_DAY, 47, None),
    ("children_placed_for_adoption", LAST_DAY, 30, None),
    ("contacts", YEAR, 12 * 4616, None),
]
# route     contacts a month  most common reason                      share of the route, percent
ROUTES = {"phone": 3735, "email": 839, "letter": 42}
OF_CALLS = {
    "about an allocated case": 59,
    "for another agency or department": 14,
    "reporting a concern": 19,
    "not stated": 8,
}


@pytest.fixture
def measured(records):
    """Return a function that measures an indicator over one period, as (numerator, denominator)."""

    def measure(indicator, period):
        (found,) = registry.measure(indicator, records, periods=(period,), area="Exampleshire").measurements
        assert found.status == "measured"
        return found.numerator, found.denominator

    return measure


@pytest.fixture
def by_category(records):
    """Return a function that counts an indicator of the year by its categories."""

    def count(indicator):
        found = registry.measure(indicator, records, periods=(YEAR,), area="Exampleshire").measurements
        return {tuple(category for _, category in each.breakdown): each.numerator for each in found}

    return count


@pytest.fixture(scope="module")
def _files(_made):
    return ExampleshireFiles(_made.raw)


@pytest.fixture
def files(_files):
    """Return the raw files, read by rules of their own."""
    return _files


@pytest.mark.parametrize(("indicator", "period", "numerator", "denominator"), CALIBRATED)
def test_each_published_count_comes_out_of_the_raw_files(measured, indicator, period, numerator, denominator):
    assert measured(indicator, period) == (numerator, denominator)


def test_each_months_referrals_come_out(records):
    found = registry.measure("referrals", records, periods=MONTHS, area="Exampleshire").measurements
    assert tuple(each.numerator for each in found) == REFERRALS_BY_MONTH


def test_contacts_by_route_are_those_of_the_bulletin(by_category):
    assert by_category("contacts_by_route") == {(route,): 12 * count for route, count in ROUTES.items()}


def test_the_reasons_of_calls_and_emails_are_those_of_the_bulletin(by_category):
    counts = by_category("contacts_by_route_and_reason")
    calls = {reason: count for (reason, route), count in counts.items() if route == "phone"}
    total = sum(calls.values())
    assert {reason: round(100 * count / total) for reason, count in calls.items() if count} == OF_CALLS
    emails = {reason: count for (reason, route), count in counts.items() if route == "email"}
    police = emails["police domestic violence notification"]
    assert round(100 * police / sum(emails.values())) == 63


def test_categories_add_up_to_the_whole(by_category, measured):
    whole, _ = measured("contacts", YEAR)
    for indicator in ("contacts_by_route", "contacts_by_reason", "contacts_by_route_and_reason"):
        assert sum(by_category(indicator).values()) == whole


# From here the same counts are made again, from other files where there are any, without the program.


def within(day, period):
    return day is not None and period.start <= day <= period.end


def months_after(day, months):
    year, number = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, number + 1, min(day.day, calendar.monthrange(year, number + 1)[1]))


@pytest.fixture(scope="module")
def referred(_files):
    """Return the days on which each child was referred, from list 3 of the last four Annex A workbooks."""
    days = defaultdict(set)
    for row in _files.annex_a(3):
        day = day_of(row[5])
        if day and day <= dt.date(2013, 3, 31):
            days[row[0]].add(day)
    return {child: sorted(each) for child, each in days.items()}


def test_referrals_recounted_from_annex_a_agree_in_every_month(referred):
    by_month = Counter((day.year, day.month) for days in referred.values() for day in days)
    assert tuple(by_month[each.start.year, each.start.month] for each in MONTHS) == REFERRALS_BY_MONTH


def test_re_referrals_recounted_from_annex_a_agree(referred, measured):
    again = sum(
        within(later, YEAR) and earlier >= year_before(later)
        for days in referred.values()
        for earlier, later in pairwise(days)
    )
    assert (again, 4405) == measured("re_referrals_within_12_months", YEAR)


def test_enquiries_recounted_from_annex_a_and_from_the_census_agree(files, measured):
    in_lists = {(row[0], day_of(row[6])) for row in files.annex_a(5)}
    in_census = set(files.enquiries)
    for held in (in_lists, in_census):
        assert sum(within(day, YEAR) for _, day in held) == measured("section_47_enquiries", YEAR)[0]
    assert {each for each in in_lists if within(each[1], YEAR)} == {each for each in in_census if within(each[1], YEAR)}


@pytest.mark.parametrize("year", [2011, 2012, 2013])
def test_conferences_recounted_by_walking_the_calendar_agree(files, measured, year):
    led_to = defaultdict(list)
    for (child, begun), held in files.enquiries.items():
        if within(held, year_ending(year)):
            led_to[child, held].append(begun)
    in_time = sum(working_days(max(begun), held) <= 15 for (_, held), begun in led_to.items())
    assert (in_time, len(led_to)) == measured("initial_conferences_within_15_working_days", year_ending(year))


def test_assessments_recounted_by_kind_agree(files, measured):
    finished = {}
    for row in files.annex_a(4, since="2012-03-31"):
        finished[row[0], day_of(row[6]), row[12]] = day_of(row[8])
    limits = {"Initial": INITIAL, "Core": CORE}
    in_year = {key: day for key, day in finished.items() if within(day, YEAR)}
    in_time = sum(working_days(begun, day) <= limits[kind] for (_, begun, kind), day in in_year.items())
    assert (in_time, len(in_year)) == measured("assessments_on_time", YEAR)


@pytest.mark.parametrize("year", YEARS)
def test_plans_recounted_from_the_censuses_agree_in_every_year(files, measured, year):
    period, last = year_ending(year), dt.date(year, 3, 31)
    started = [plan for (_, begun), plan in files.plans.items() if within(begun, period)]
    ended = [(begun, plan["ended"]) for (_, begun), plan in files.plans.items() if within(plan["ended"], period)]
    still_open = [
        begun
        for (_, begun), plan in files.plans.items()
        if begun <= last and (plan["ended"] is None or plan["ended"] > last)
    ]
    assert (len(started), None) == measured("child_protection_plans_started", period)
    assert (sum(plan["before"] > 0 for plan in started), len(started)) == measured(
        "repeat_child_protection_plans", period
    )
    assert (len(ended), None) == measured("child_protection_plans_ended", period)
    assert (len(still_open), None) == measured("child_protection_plans_open", at(last))
    long = sum((over - begun).days + 1 > 729 for begun, over in ended), len(ended)
    assert long == measured("child_protection_plans_ended_after_two_years_or_more", period)
    long = sum((last - begun).days + 1 > 729 for begun in still_open), len(still_open)
    assert long == measured("child_protection_plans_open_two_years_or_more", at(last))


def test_a_repeat_plan_is_told_by_the_source_and_by_an_earlier_plan_seen_alike(files):
    by_child = defaultdict(list)
    for child, begun in files.plans:
        by_child[child].append(begun)
    seen = {(child, begun) for child, all_ in by_child.items() for begun in all_ if begun > min(all_)}
    assert seen
    assert all(files.plans[key]["before"] > 0 for key in seen)


@pytest.mark.parametrize("year", [2012, 2013])
def test_reviews_recounted_from_the_census_agree(files, measured, year):
    last, on_time, long_open = dt.date(year, 3, 31), 0, 0
    for (_, begun), plan in files.plans.items():
        is_open = begun <= last and (plan["ended"] is None or plan["ended"] > last)
        if not is_open or months_after(begun, 3) > last:
            continue
        long_open += 1
        stones = [begun, *(day for day in plan["reviews"] if begun < day <= last)]
        due = [months_after(day, 6 if number else 3) for number, day in enumerate(stones)]
        late = [
            dt.date(year - 1, 3, 31) < limit <= last and not (held and held <= limit)
            for limit, held in zip(due, [*stones[1:], None], strict=True)
        ]
        on_time += not any(late)
    assert (on_time, long_open) == measured("child_protection_reviews_on_time", at(last))


@pytest.mark.parametrize("year", YEARS)
def test_children_adopted_are_the_same_in_three_sources(files, measured, year):
    period = year_ending(year)
    in_tracker = sum(within(row["Adopted"], period) for row in files.tracker)
    in_return = len(files.ssda903(year, "ad1"))
    ended = sum(row["REC"] in {"E11", "E12"} for row in files.ssda903(year, "episodes"))
    assert {in_tracker, in_return, ended} == {measured("children_adopted", period)[0]}


@pytest.mark.parametrize("year", YEARS)
def test_children_on_the_way_recounted_from_the_return_agree(files, measured, year):
    still_open = [row for row in files.ssda903(year, "episodes") if not row["DEC"]]
    ordered = {row["CHILD"] for row in still_open if row["LS"] in {"D1", "E1"}}
    placed = {row["CHILD"] for row in still_open if row["PLACE"] in {"A3", "A4", "A5", "A6"}}
    day = at(dt.date(year, 3, 31))
    assert len(ordered) == measured("children_under_placement_order", day)[0]
    assert len(placed) == measured("children_placed_for_adoption", day)[0]
    if year == 2013:
        assert len(ordered & placed) == 30


def test_the_scorecard_recounted_from_the_tracker_pools_children_and_not_years(files, measured):
    adopted = [row for row in files.tracker if within(row["Adopted"], THREE_YEARS)]
    waited = [(row["Placed"] - row["Entered care"]).days for row in adopted]
    assert (sum(waited), len(waited)) == measured("adoption_a1", THREE_YEARS)
    assert round(sum(waited) / len(waited)) == 630
    ordered = [row for row in adopted if row["Placement order"] and row["Placed"] < row["Adopted"]]
    matched = [max(0, (row["Matched"] - row["Placement order"]).days) for row in ordered]
    assert (sum(matched), len(matched)) == measured("adoption_a2", THREE_YEARS)
    assert round(sum(matched) / len(matched)) == 122
    assert matched.count(0) >= 5
    home = [((row["Foster placement start"] or row["Placed"]) - row["Entered care"]).days for row in adopted]
    assert (sum(home), len(home)) == measured("adoption_a10", THREE_YEARS)
    by_year = [[days for days, row in zip(waited, adopted, strict=True) if within(row["Adopted"], year_ending(year))]
               for year in (2011, 2012, 2013)]  # fmt: skip
    assert round(sum(sum(each) / len(each) for each in by_year) / 3, 1) != round(sum(waited) / len(waited), 1)


def test_contacts_recounted_from_the_logs_agree_by_route_and_reason(files, by_category):
    counted = Counter(
        (row["Reason"].casefold(), row["Route"].casefold()) for row in files.contacts if within(row["day"], YEAR)
    )
    assert {key: count for key, count in by_category("contacts_by_route_and_reason").items() if count} == counted


def test_audits_recounted_from_the_returns_agree(files, records):
    rows = files.sheet("audits/2012-09-30/child_in_need_audit_SYNTHETIC.xlsx", "Audit return")[2:]
    found = registry.measure("files_by_answer", records, periods=(month(2012, 9),), area="Exampleshire").measurements
    focused = [each for each in found if dict(each.breakdown)["selection"] == "not stated" and each.numerator]
    counted = Counter((row[5], row[6].casefold()) for row in rows)
    measured = {(dict(each.breakdown)["criterion"], dict(each.breakdown)["answer"]): each.numerator for each in focused}
    assert measured == counted
    assert len({row[2] for row in rows}) == 14
