"""What elected members read of other pages holds no word of the trade and no number of a plan's row."""

import re

import pytest

from tests.notebooks.test_plain_words import JARGON
from tests.support.made_progress import STEADY, part
from tests.support.shown import public, restricted
from turncurve.analyses.overviews.plain_parts import PlainChanges, PlainHistory, PlainPromises
from turncurve.analyses.overviews.progress_report import Changes, Promises
from turncurve.analyses.questions.the_curve_so_far import History
from turncurve.present.plain_words import plainly

PAIRS = [
    (part(PlainChanges), part(Changes)),
    (part(PlainPromises), part(Promises)),
    (PlainHistory((STEADY,)), History((STEADY,))),
]


def told(exhibit):
    """Return all that a reader is told, but for the names of sources."""
    heads = [each.name for each in exhibit.columns]
    cells = [text for row in exhibit.rows for text in row]
    return [exhibit.title, exhibit.sentence, exhibit.answer, *heads, *cells, *exhibit.notes]


@pytest.mark.parametrize(("plain", "usual"), PAIRS)
@pytest.mark.parametrize("audience", [public, restricted])
def test_the_same_is_told_without_words_of_the_trade(plain, usual, audience):
    found, other = told(audience(plain)), told(audience(usual))
    assert len(found) == len(other)
    assert [each for each in found if JARGON.search(each)] == []
    digits = [re.findall(r"\d+(?:\.\d+)?%", each) for each in found]
    assert digits == [re.findall(r"\d+(?:\.\d+)?%", each) for each in other]


@pytest.mark.parametrize("word", re.findall(r"[A-Za-z][\w-]+", JARGON.pattern.replace(r"\w*", "").replace("?", "")))
def test_every_word_that_is_banned_has_a_plain_one(word):
    assert not JARGON.search(plainly(f"the {word} of"))
