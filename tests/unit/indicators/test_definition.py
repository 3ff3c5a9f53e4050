import pytest

from turncurve.errors import RefusedInputError, UnknownNameError
from turncurve.indicators import definition
from turncurve.indicators.definition import load

WHOLE = """
plans:
  title: Plans
  counts: How many plans.
  numerator: Plans
  denominator: ""
  kind: count
  unit: plans
  decimals: 0
  window: flow
  polarity: neither
  why: "  It matters.  "
  caveats: [One., Two.]
  source_fields: [CPPstartDate]
  tables: [cp_plans]
  published_counterpart: ""
  owner: Head
  base: plans
"""


@pytest.fixture
def topic(tmp_path, monkeypatch):
    def write(text):
        (tmp_path / "made.yml").write_text(text, encoding="utf-8")
        monkeypatch.setattr(definition.resources, "files", lambda _: tmp_path)
        return load("made")

    return write


def test_a_definition_is_read_whole_and_immutable(topic):
    words = topic(WHOLE)["plans"]
    assert (words.id, words.caveats, words.why) == ("plans", ("One.", "Two."), "It matters.")
    assert (words.by, words.unknown_kept, words.looks_back, words.subset) == ((), False, False, ())
    with pytest.raises(AttributeError):
        words.title = "Other"
    assert hash(words)


def test_a_subset_and_a_band_are_kept_in_order(topic):
    words = topic(WHOLE + "  subset: {b: second, a: first}\n  band: [10, 15]\n  by: [route, reason]\n")["plans"]
    assert words.subset == (("a", "first"), ("b", "second"))
    assert words.band == (10, 15)
    assert words.by == ("route", "reason")


def test_a_word_that_no_definition_has_is_refused_by_name(topic):
    with pytest.raises(RefusedInputError, match=r"words that no definition has: polarty.*made\.yml"):
        topic(WHOLE.replace("polarity", "polarty"))


def test_a_missing_word_is_refused_by_name(topic):
    with pytest.raises(RefusedInputError, match=r"plans is incomplete.*owner"):
        topic(WHOLE.replace("  owner: Head\n", ""))


def test_a_topic_that_does_not_exist_is_refused():
    with pytest.raises(UnknownNameError, match="no indicators on 'weather'"):
        load("weather")


def test_a_balance_is_kept_and_one_with_other_words_refused(topic):
    words = topic(WHOLE + "  balances: [{came: plans_started, went: plans_ended}]\n")["plans"]
    assert [(each.came, each.went, each.others) for each in words.balances] == [
        ("plans_started", "plans_ended", "none")
    ]
    assert topic(WHOLE)["plans"].balances == ()
    with pytest.raises(RefusedInputError, match="plans is incomplete"):
        topic(WHOLE + "  balances: [{came: plans_started, away: plans_ended}]\n")
    with pytest.raises(RefusedInputError, match="plans is incomplete"):
        topic(WHOLE + "  put_to_the_same: {questions: [criterion]}\n")
