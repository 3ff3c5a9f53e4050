"""Templates escape every word, refuse a missing one, and our scripts fetch nothing and write no markup."""

import pytest
from jinja2 import UndefinedError

from turncurve.publish import templates

NASTY = "<script>alert('x')</script> & \"more\""


def test_every_word_is_escaped_in_text_and_in_attributes():
    html = templates.fill("term.html.j2", id=NASTY, text=NASTY)
    assert "<script" not in html
    assert html.count("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &#34;more&#34;") == 4


def test_a_missing_word_is_refused():
    with pytest.raises(UndefinedError):
        templates.fill("term.html.j2", id="a")


@pytest.mark.parametrize("name", ["sort", "search"])
def test_a_script_fetches_nothing_writes_no_markup_and_cannot_end_its_element(name):
    script = templates.script(name)
    assert script.startswith('"use strict";\n')
    for word in (
        "fetch(",
        "XMLHttpRequest",
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "eval(",
        "http",
        "</",
        "<!--",
    ):
        assert word not in script


@pytest.mark.parametrize("name", ["sort", "search"])
def test_a_script_is_the_same_on_every_machine(name):
    script = templates.script(name)
    assert script.isascii()
    assert "\r" not in script
    assert templates.script(name) is script


def test_a_table_in_an_order_that_is_not_to_be_changed_is_left_as_it_is():
    assert 'querySelectorAll("main table:not(.as-given)").forEach(sortable)' in templates.script("sort")
