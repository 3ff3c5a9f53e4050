"""A word is explained where it first stands in a section or a table's headings, and nowhere else."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.publish.terms import explain
from turncurve.reference.glossary import terms

BUTTON = re.compile(r'<button type="button" class="term" popovertarget="(.+?)"[^>]*>(.*?)</button>')


def marked(html: str) -> list[tuple[str, str]]:
    """Return the address and the text of each word that was marked."""
    return BUTTON.findall(explain(html).html)


def unmarked(html: str) -> str:
    """Return a page as it was before its words were marked."""
    return BUTTON.sub(r"\2", html)


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>A placement order.</p>", ["placement order"]),
        ("<p>Placement Orders made</p>", ["Placement Orders"]),
        ("<p>A placement order, and another placement order.</p>", ["placement order"]),
        ("<p>A second or later plan</p>", ["second or later plan"]),
        ("<li>A referral</li>", ["referral"]),
        ('<p class="sentence">One referral.</p><p class="note">Two referrals.</p>', ["referral"]),
        ('<th scope="col" class="number">Referrals</th>', ["Referrals"]),
        ("<p>A <strong>placement order</strong> made</p>", ["placement order"]),
        ("<p>SMART and smart</p>", ["SMART"]),
        ("<p>Misreferral, referral-like, re-referral, referrals&amp;x</p>", ["referrals"]),
    ],
)
def test_a_word_is_marked_where_it_first_stands_as_it_stands(html, found):
    assert [text for _, text in marked(html)] == found


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Referrals</h2>",
        "<h3>Referrals</h3>",
        "<td>referral</td>",
        '<th scope="row">referral</th>',
        '<p class="answer">A referral came.</p>',
        '<p class="source">Source: referrals.</p>',
        '<p><a href="#referral">a referral</a></p>',
        "<p><code>referral</code></p>",
        "<p><button>referral</button></p>",
        '<img alt="referral">',
        "<p>&referral;</p>",
        "<p>As at a date, restricted.</p>",
    ],
)
def test_headings_data_links_and_code_are_left_alone(html):
    assert explain(html).html == html
    assert explain(html).words == ""


def test_each_section_explains_its_words_again():
    assert len(marked("<h2>One</h2><p>referral, referral</p><h2 id='b'>Two</h2><p>referral</p><p>referral</p>")) == 2


def test_each_table_explains_its_headings_whatever_the_section_has_said():
    table = '<thead><tr><th scope="col">Referrals</th><th scope="col">Referrals ended</th></tr></thead>'
    assert len(marked(f"<h2>One</h2><p>referral</p>{table}{table}")) == 3


def test_what_is_explained_in_a_folded_note_alone_is_explained_again_in_sight():
    folded = '<details class="notes"><summary>More</summary><p class="note">A referral.</p></details>'
    assert len(marked(f"<h2>One</h2>{folded}<p>referral</p><p>referral</p>")) == 2
    assert len(marked(f"<h2>One</h2><p>referral</p>{folded}<p>referral</p>")) == 1
    assert len(marked(f"<h2>One</h2>{folded}{folded}<p>referral</p>")) == 3


def test_a_name_that_could_be_another_things_is_explained_beside_its_own_word_alone():
    assert marked("<p>A1 is due by 30 April.</p>") == []
    assert marked("<p>A1, on the scorecard</p>") == [("word-a1", "A1"), ("word-adoption-scorecard", "scorecard")]
    assert [text for _, text in marked("<p>A10 on the scorecard</p>")] == ["A10", "scorecard"]


def test_the_list_holds_the_words_that_were_marked_and_each_mark_leads_to_its_meaning():
    found = explain("<p>A referral, a placement order.</p>")
    assert re.findall(r"<dt>(.+?)</dt>", found.words) == ["placement order", "referral"]
    addresses = {name for name, _ in BUTTON.findall(found.html)}
    assert set(re.findall(r'<div id="(.+?)" class="meaning" popover>', found.words)) == addresses
    held = {term.word: term.meaning for term in terms()}
    assert all(unescape(found.words).count(held[word]) == 2 for word in ("placement order", "referral"))


def test_a_mark_shows_its_meaning_by_hovering_focus_and_pressing_without_script():
    found = explain("<p>A referral.</p>").html
    for attribute in ("interestfor", "popovertarget", "aria-describedby"):
        assert f'{attribute}="word-referral"' in found


def test_no_word_is_explained_twice_over():
    once = explain("<p>A referral, and a child protection plan that is a second or later plan.</p>").html
    assert explain(once).html == once


pieces = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<h2>",
            "</h2>",
            "referral",
            " ",
            "&lt;b&gt;",
            "placement order",
            "<td>",
            "</td>",
            "<em>",
            "</em>",
        ]
    ),
    max_size=30,
)


@given(pieces)
def test_nothing_but_the_marks_is_added_and_nothing_is_taken_away(parts):
    html = "".join(parts)
    assert unmarked(explain(html).html) == html


@given(st.text(alphabet="<>&\"'abc referral"))
def test_text_that_was_escaped_stays_escaped(text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert unmarked(explain(f"<p>{escaped}</p>").html) == f"<p>{escaped}</p>"
