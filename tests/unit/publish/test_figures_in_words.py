"""Figures in a page's sentences are marked, dates and names are not, and a reader sees the same page."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.publish.figures_in_words import mark
from turncurve.tables.shown_figures import shown_by


def sentence(words, kind="sentence"):
    return f'<figure class="exhibit" id="a"><p class="{kind}">{words}</p></figure>'


def marked(words):
    """Return the figures that are marked in a sentence."""
    return re.findall(r'<data value="([^"]*)">', mark(sentence(words)))


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("18 cases waited on 31 March 2013; the most was 404 on 31 July 2012.", ["18", "404"]),
        ("8,516 calls: 19.0% of calls, and 15.4% of all 55,392.", ["8516", "19.0", "15.4", "55392"]),
        ("From -4.2% to +3% (-1.3).", ["-4.2", "+3", "-1.3"]),
        ("16.0% (62/388) in 2012/13 and in 2014.", ["16.0"]),
        ("In the year to March 2013: 2,013 and 2013.5.", ["2013", "2013.5"]),
        ("Section 47, Regulation 44, A1, N05, E06000054.", []),
        ("A manager&#39;s oversight: 15 of 30.", ["15", "30"]),
        ('<button type="button" class="term">A 1</button> is <em>7</em> and <a href="#x5">8</a>.', ["7"]),
        ("No figure at all.", []),
    ],
)
@pytest.mark.parametrize("kind", ["sentence", "answer"])
def test_figures_are_marked_and_dates_and_names_are_not(words, figures, kind):
    assert marked(words) == figures
    assert shown_by(mark(sentence(words, kind)))["a"].said == figures
    assert shown_by(mark(sentence(words, kind)))["a"].at_odds == []


def test_nothing_is_marked_but_answers_and_sentences():
    html = '<p>In all 12.</p><p class="note">13</p><table><tr><td><data value="14">14</data></td></tr></table>'
    assert mark(html) == html


@given(st.text(alphabet="0123456789 ,.%()-+/aA&;#"))
def test_a_reader_sees_the_same_page(words):
    assert re.sub(r"</?data[^>]*>", "", mark(sentence(words))) == sentence(words)
