"""Every indicator stands in one theme of the framework of June 2012, under one of the three questions."""

import pytest

from turncurve.errors import UnknownNameError
from turncurve.indicators.framework import QUESTIONS, framework, in_order, place_of
from turncurve.indicators.registry import INDICATORS, TOPICS

# indicator                                  theme                                                     question
PLACES = [
    ("repeat_child_protection_plans", "Outcomes for children and young people and their families", QUESTIONS[2]),
    ("child_protection_plans_started", "Child protection activity, early help included", QUESTIONS[0]),
    ("contacts", "Child protection activity, early help included", QUESTIONS[0]),
    ("assessments_on_time", "Quality and timeliness of decision making", QUESTIONS[1]),
    ("unallocated_cases", "Quality and timeliness of decision making", QUESTIONS[0]),
    ("contingency_plan_present", "Quality of child protection plans", QUESTIONS[1]),
    ("supervised_as_often_as_due", "Workforce", QUESTIONS[1]),
    ("cases_per_worker", "Workforce", QUESTIONS[1]),
    ("adoption_a1", "Adoption (outside the framework)", QUESTIONS[2]),
    ("children_adopted", "Adoption (outside the framework)", QUESTIONS[2]),
    ("adopter_families_waiting", "Adoption (outside the framework)", QUESTIONS[0]),
]


@pytest.mark.parametrize(("indicator", "theme", "question"), PLACES)
def test_an_indicator_stands_where_its_topic_does_unless_it_is_named(indicator, theme, question):
    place = place_of(indicator)
    assert (place.theme, place.asks) == (theme, question)


def test_every_topic_of_indicators_has_a_theme_and_no_other_name_has_one():
    assert set(framework().topics) == {topic.__name__.rpartition(".")[2] for topic in TOPICS}
    assert set(framework().topics.values()) | set(framework().indicators.values()) == set(framework().themes)


def test_what_is_named_is_an_indicator_and_stands_elsewhere_than_its_topic():
    held = framework()
    assert set(held.indicators) | held.better_off <= set(INDICATORS)
    for name in sorted(held.indicators):
        topic = INDICATORS[name].cases.__module__.rpartition(".")[2]
        assert held.indicators[name] != held.topics[topic], name


def test_the_framework_has_its_five_themes_and_adoption_beside_them():
    assert list(framework().themes) == ["outcomes", "activity", "decisions", "plans", "workforce", "adoption"]
    assert "June 2012" in framework().source


def test_whether_anybody_is_better_off_is_told_by_no_count_of_what_the_council_did():
    done = {"contacts", "referrals", "child_protection_plans_started", "training_completed", "files_audited"}
    assert not done & framework().better_off


def test_every_indicator_comes_once_theme_by_theme():
    order = in_order()
    assert sorted(order) == sorted(INDICATORS)
    themes = [place_of(name).theme for name in order]
    assert list(dict.fromkeys(themes)) == list(framework().themes.values())
    assert themes == sorted(themes, key=list(framework().themes.values()).index)


def test_within_a_theme_how_much_comes_first_and_better_off_last():
    asked = [(place_of(name).theme, QUESTIONS.index(place_of(name).asks)) for name in in_order()]
    for theme in framework().themes.values():
        within = [question for held, question in asked if held == theme]
        assert within == sorted(within)


def test_an_indicator_that_there_is_not_has_no_place():
    with pytest.raises(UnknownNameError, match="no indicator called"):
        place_of("nothing")
