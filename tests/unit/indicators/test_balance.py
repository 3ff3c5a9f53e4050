"""The words in which a definition says how a stock hangs together with what came and went."""

import pytest

from turncurve.indicators.balance import Balance, PutToTheSame, balances, put_to_the_same
from turncurve.indicators.registry import INDICATORS


def test_a_balance_is_read_in_order_and_immutable():
    entries = [{"came": "started", "went": "ended"}, {"came": "started", "within": {"b": "no", "a": "yes"}}]
    first, second = balances(entries)
    assert first == Balance("started", "ended", others="none", gives_up="", keeps_stock=False, within=())
    assert (second.went, second.within) == ("", (("a", "yes"), ("b", "no")))
    assert hash(first) != hash(second)
    assert balances([]) == ()


def test_a_word_that_no_balance_has_is_refused():
    with pytest.raises(TypeError, match="gone"):
        balances([{"came": "started", "gone": "ended"}])


def test_questions_and_answers_are_named_by_their_dimensions():
    said = put_to_the_same({"questions": ["standard", "criterion"], "answers": ["answer"]})
    assert said == PutToTheSame(("standard", "criterion"), ("answer",))
    assert INDICATORS["files_by_answer"].definition.put_to_the_same == said


def test_questions_without_answers_are_refused():
    with pytest.raises(TypeError, match="answers"):
        put_to_the_same({"questions": ["criterion"]})
