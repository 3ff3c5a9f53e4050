"""Pages that list: every word escaped, tables with headings, a search box only where there is a script."""

import re

from turncurve.publish import look, templates
from turncurve.publish.listing import Section, Table, render, search_script


def words(script=""):
    return look.Look("Title", "Exampleshire", (), None, ("Foot.",), look.style(), script)


def listed(script="", **parts):
    return render(words(script), heading="Heading", lines=("A line.",), **parts)


def test_sections_have_addresses_and_links_with_what_they_say():
    html = listed(sections=[Section("Tables & files", (look.Link("Plans", "plans.csv", "16.0%", "Public", "public"),))])
    assert 'id="section-tables-files"' in html
    assert "Tables &amp; files" in html
    assert '<a href="plans.csv">Plans</a>' in html
    assert "16.0%" in html


def test_a_table_has_a_caption_headings_and_numbers_to_the_right():
    html = listed(table=Table("Counts", ("Measure", "Now"), (("Plans", "388"),), numeric=(1,)))
    assert "<caption>Counts</caption>" in html
    assert '<th scope="row">Plans</th>' in html
    assert '<td class="number">388</td>' in html


def test_a_table_without_rows_is_not_drawn():
    assert "<table" not in listed(table=Table("Counts", ("Measure",), ()))


def test_every_word_is_escaped():
    nasty = "<script>alert(1)</script>"
    html = listed(sections=[Section(nasty, (look.Link(nasty, "x", nasty),))], table=Table(nasty, (nasty,), ((nasty,),)))
    ours = f"<script>{templates.script('sort')}</script>"
    assert html.count(ours) == 1
    assert "<script" not in html.replace(ours, "")


def test_the_search_box_comes_with_its_script_and_its_policy_alone():
    plain, searched = listed(), listed(search_script())
    assert "<script" not in plain
    assert "script-src" not in plain
    assert 'id="find"' in searched
    assert search_script() in searched
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', searched)[1]
    assert "script-src &#39;sha256-" in policy or "script-src 'sha256-" in policy
    assert "unsafe" not in policy


def test_the_script_fetches_and_writes_no_markup():
    for word in ("fetch(", "XMLHttpRequest", "innerHTML", "eval(", "http"):
        assert word not in search_script()
