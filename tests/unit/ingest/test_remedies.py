"""Each fault has something to do about it."""

import pytest

from turncurve.ingest.problems import SENTENCES
from turncurve.ingest.remedies import REMEDIES


def test_every_rule_has_a_remedy_and_every_remedy_a_rule():
    assert set(REMEDIES) == set(SENTENCES)


@pytest.mark.parametrize("rule", sorted(REMEDIES))
def test_a_remedy_is_one_sentence_that_begins_with_a_capital(rule):
    assert REMEDIES[rule][0].isupper()
    assert not REMEDIES[rule].endswith(".")
    assert len(REMEDIES[rule]) < 130
