"""What the notice asks is held whole: twenty-three requirements, and reports of which only the months are known."""

import datetime as dt
import re

from turncurve.reference.formats.specification import load
from turncurve.reference.improvement_notice import notice

PLAN = load("improvement_plan")


def test_there_are_twenty_three_requirements_each_with_a_number_of_its_own():
    assert [each.number for each in notice().requirements] == [f"N{number:02d}" for number in range(1, 24)]


def test_every_requirement_says_what_must_be_shown_and_by_what():
    assert all(each.shown and each.evidence for each in notice().requirements)
    assert len({each.shown for each in notice().requirements}) == 23


def test_the_themes_and_occasions_are_those_of_the_workbook():
    themes = PLAN.table("requirements").column("Theme").codes
    assert {each.theme for each in notice().requirements} == set(themes)
    meetings = PLAN.table("meetings")
    assert {each.occasion for each in notice().occasions} < set(meetings.column("Occasion").codes)
    assert {each.kind for each in notice().occasions} - {""} == set(meetings.column("Kind of review").codes)


def test_reports_and_reviews_are_named_by_month_and_never_by_day():
    assert [(each.occasion, each.month) for each in notice().occasions] == [
        ("Information to ministers", "2012-09"),
        ("Department review", "2012-12"),
        ("Information to ministers", "2013-03"),
        ("Department review", "2013-06"),
        ("Information to ministers", "2013-09"),
        ("Department review", "2013-12"),
    ]


def test_two_requirements_count_a_month_from_the_day_of_the_notice_and_that_day_is_not_held():
    assert {each.number: each.months for each in notice().requirements if each.months is not None} == {
        "N11": 1,
        "N20": 1,
    }
    assert not hasattr(notice(), "served_on")
    assert notice().aim_on == dt.date(2013, 12, 31)


def test_the_requirements_are_those_of_the_facts(shared):
    import yaml

    facts = yaml.safe_load((shared / "facts" / "improvement_notice.yml").read_text(encoding="utf-8"))
    assert [each["id"] for each in facts["requirements"]] == [each.number for each in notice().requirements]
    assert [each["theme"] for each in facts["requirements"]] == [each.theme.lower() for each in notice().requirements]
    assert [tuple(each["evidence"]) for each in facts["requirements"]] == [
        each.evidence for each in notice().requirements
    ]
    assert set(facts["details"]) == {each.number for each in notice().requirements if each.also} - {"N22"}


def test_owners_are_posts_and_no_person():
    assert len(set(notice().posts)) == len(notice().posts) > 10
    assert not any(re.search(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\b|@", post) for post in notice().posts)
