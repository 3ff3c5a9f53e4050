"""Which indicators stand at the front, and what chance will do over all of them."""

import pytest

from turncurve.analyses.headlines import allowances, can_be_read, headlines
from turncurve.indicators import registry
from turncurve.reference import project
from turncurve.tables.story import Story, keep

REPEATS = "repeat_child_protection_plans"


@pytest.fixture
def council(tmp_path, monkeypatch):
    """Return a function that keeps a council's stories."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))

    def make(*stories):
        folder = project.processed_folder("madeshire")
        folder.mkdir(parents=True)
        keep(stories, folder=folder)
        return "madeshire"

    return make


def pooled():
    """Return the name of an indicator over pooled years."""
    return next(name for name, known in registry.INDICATORS.items() if known.definition.kind == "mean")


def test_a_council_without_a_story_has_no_headlines(council, tmp_path):
    assert headlines("nowhere") == ()
    assert headlines(council()) == ()
    found = allowances("nowhere")
    assert found.headlines == ()
    assert found.share_of(REPEATS) == 0.05


def test_headlines_are_the_indicators_with_a_story_and_share_one_allowance(council):
    name = council(Story("referrals", outcome="Help comes early"), Story(REPEATS, outcome="Children stay safe"))
    assert set(headlines(name)) == {"referrals", REPEATS}
    found = allowances(name)
    assert found.share_of(REPEATS) == pytest.approx(0.025)
    assert found.share_of("section_47_enquiries") == 0.05


def test_a_story_without_a_word_makes_no_headline(council):
    assert headlines(council(Story(REPEATS))) == ()


def test_headlines_come_in_the_registrys_order(council):
    stories = [Story(name, outcome="Well") for name in reversed(list(registry.INDICATORS)[:4])]
    assert list(headlines(council(*stories))) == list(registry.INDICATORS)[:4]


def test_what_the_rule_cannot_read_takes_no_share(council):
    name = council(Story(pooled(), outcome="Soon"), Story(REPEATS, outcome="Safe"))
    assert set(headlines(name)) == {pooled(), REPEATS}
    assert allowances(name).headlines == (REPEATS,)


def test_every_indicator_that_is_one_curve_of_separate_periods_is_counted(council):
    readable = [each for each, known in registry.INDICATORS.items() if can_be_read(known.definition)]
    assert allowances(council(Story(REPEATS, outcome="Safe"))).others == len(readable) - 1
    assert pooled() not in readable
    assert not any(registry.definition(each).by for each in readable)
    assert any(known.definition.by for known in registry.INDICATORS.values())
