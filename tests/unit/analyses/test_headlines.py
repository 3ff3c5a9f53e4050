"""Which indicators stand at the front, and what chance will do over all of them."""

import datetime as dt

import pytest

from turncurve.analyses.headlines import allowances, can_be_read, headlines, story_of, written_of
from turncurve.indicators import registry
from turncurve.reference import project
from turncurve.tables import council as identity
from turncurve.tables.records import Records
from turncurve.tables.story import Story, keep

REPEATS = "repeat_child_protection_plans"


@pytest.fixture
def council(tmp_path, monkeypatch):
    """Return a function that keeps a council's stories and gives its records."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))

    def make(*stories, records=True):
        folder = project.processed_folder("madeshire")
        identity.keep(identity.Council("Madeshire", "madeshire", records=records), folder=folder)
        keep(stories, folder=folder)
        return Records("madeshire", dt.date(2013, 3, 31))

    return make


def pooled():
    """Return the name of an indicator over pooled years."""
    return next(name for name, known in registry.INDICATORS.items() if known.definition.kind == "mean")


def test_a_council_without_a_story_has_no_headlines(council):
    assert headlines(council()) == ()
    found = allowances(council())
    assert found.headlines == ()
    assert found.share_of(REPEATS) == 0.05


def test_headlines_are_the_indicators_with_a_story_and_share_one_allowance(council):
    records = council(Story("referrals", outcome="Help comes early"), Story(REPEATS, outcome="Children stay safe"))
    assert set(headlines(records)) == {"referrals", REPEATS}
    found = allowances(records)
    assert found.share_of(REPEATS) == pytest.approx(0.025)
    assert found.share_of("section_47_enquiries") == 0.05


def test_of_a_council_of_which_only_published_figures_are_held_nobody_else_tells_the_story(council):
    story = Story(REPEATS, outcome="Children stay safe")
    assert story_of(council(story), REPEATS) == story
    assert story_of(council(story), "referrals") == Story("referrals")
    theirs = council(story, records=False)
    assert story_of(theirs, REPEATS) == Story(REPEATS)
    assert headlines(theirs) == ()


def test_a_story_without_a_word_makes_no_headline(council):
    assert headlines(council(Story(REPEATS))) == ()


def test_headlines_come_in_the_registrys_order(council):
    stories = [Story(name, outcome="Well") for name in reversed(list(registry.INDICATORS)[:4])]
    assert list(headlines(council(*stories))) == list(registry.INDICATORS)[:4]


def test_what_the_rule_cannot_read_takes_no_share(council):
    records = council(Story(pooled(), outcome="Soon"), Story(REPEATS, outcome="Safe"))
    assert set(headlines(records)) == {pooled(), REPEATS}
    assert allowances(records).headlines == (REPEATS,)


def test_every_indicator_that_is_one_curve_of_separate_periods_is_counted(council):
    readable = [each for each, known in registry.INDICATORS.items() if can_be_read(known.definition)]
    assert allowances(council(Story(REPEATS, outcome="Safe"))).others == len(readable) - 1
    assert pooled() not in readable
    assert not any(registry.definition(each).by for each in readable)
    assert any(known.definition.by for known in registry.INDICATORS.values())


def test_the_stories_are_read_once_for_all_that_a_page_asks(council, monkeypatch):
    records = council(Story("referrals", outcome="Help comes early"), Story(REPEATS, outcome="Children stay safe"))
    found = headlines(records)
    monkeypatch.setattr("turncurve.analyses.headlines.all_told", lambda *_, **__: {})
    assert headlines(records) == found
    assert written_of(records, REPEATS).outcome == "Children stay safe"
    assert headlines(council()) == ()


def test_what_is_written_can_be_had_whoever_may_tell_it(council):
    theirs = council(Story(REPEATS, outcome="Children stay safe"), records=False)
    assert written_of(theirs, REPEATS).outcome == "Children stay safe"
    assert written_of(theirs, "referrals") == Story("referrals")
