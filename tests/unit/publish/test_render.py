import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest

from turncurve.publish import executed, render, templates
from turncurve.publish.executed import DRAFT, STATED
from turncurve.publish.traces import READING_PACK
from turncurve.tables.council import Council

INVENTED = Council("Madeshire", "madeshire", synthetic=True)


def but_for_our_script(html: str) -> str:
    """Return a page without the one script that it should have, once and to the byte."""
    ours = f"<script>{templates.script('sort')}</script>"
    assert html.count(ours) == 1
    return html.replace(ours, "")


class Outline(HTMLParser):
    """What a page is made of: its headings, addresses, links and pictures."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.pictures: list[dict] = []
        self.tags: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        about = dict(attrs)
        self.tags.add(tag)
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if "id" in about:
            self.ids.append(about["id"])
        if tag == "a":
            self.links.append(about["href"])
        if tag == "img":
            self.pictures.append(about)


@pytest.fixture
def page(run, bundle, basis, unit):
    """Return a function that renders a made notebook."""

    def make(*cells, council=INVENTED, question="Has it changed?", **given) -> str:
        usual = (
            ("# Has it changed?\n\nFor *those* who ask.",),
            ("council: str = 'a'  # c",),
            ("## The answer\n\nLook first.",),
            ("page.sentence(a)", bundle("answer", title="Answer", sentence="It rose.")),
            ("## The curve",),
            ("page.chart(b)", bundle("curve", rows=[("May", "c")], picture=True)),
        )
        made = run(*(cells or usual), ("page.basis()", basis), one=unit(**given))
        return render.page(executed.collect(made), question=question, council=council)

    return make


def test_it_is_in_british_english_with_a_title_of_question_council_and_date(page):
    html = page()
    assert html.startswith('<!DOCTYPE html>\n<html lang="en-GB">\n')
    assert "<title>Has it changed?: Madeshire (SYNTHETIC), as at 31 March 2013</title>" in html


def test_its_headings_are_in_order_with_one_at_the_top(page):
    levels = Outline(page()).levels
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_headings_that_skip_a_level_are_put_in_order(page, bundle):
    html = page(("# Has it changed?",), ("a", bundle()), ("#### Deep",), ("# Another title",))
    assert Outline(html).levels[:4] == [1, 2, 3, 2]


def test_an_exhibit_of_its_sections_name_says_it_once_to_the_eye(page, bundle):
    html = page(("# Has it changed?",), ("## Plans by month\n\nLook.",), ("a", bundle()))
    assert '<h3 id="curve-title" class="same">Plans by month</h3>' in html
    other = page(("# Has it changed?",), ("## The curve\n\nLook.",), ("a", bundle()))
    assert '<h3 id="curve-title">Plans by month</h3>' in other


def test_every_address_is_its_own_and_every_link_within_the_page_leads_somewhere(page):
    again = ("## Again\n\n## Again\n\n### rests\n\n## Über *uns* & more",)
    outline = Outline(page(("# Has it changed?",), again, again))
    assert len(outline.ids) == len(set(outline.ids))
    assert {link[1:] for link in outline.links if link.startswith("#")} <= set(outline.ids)


def test_the_answer_stands_before_the_contents_and_the_contents_before_the_evidence(page):
    html = page()
    places = [html.index(each) for each in ("<h1", 'id="answer"', 'class="contents"', 'id="curve"')]
    assert places == sorted(places)
    listed = re.findall(r'<li><a href="#(.+?)">(.+?)</a></li>', html)
    assert listed == [
        ("section-the-answer", "The answer"),
        ("section-the-curve", "The curve"),
        ("section-how-this-page-was-made", "How this page was made"),
    ]


def test_the_code_is_folded_behind_each_exhibit_and_the_set_up_at_the_end(page):
    html = page()
    words = [re.sub("<[^>]+>", "", each) for each in re.findall(r"<summary>(.*?)</summary>", html)]
    assert words[:2] == ["How this was calculated: Answer", "How this was calculated: Plans by month"]
    assert words[-1] == "Parameters and set-up"
    set_up = html[html.index("Parameters and set-up") :]
    assert "council" in set_up
    assert "council" not in html[html.index("<main") : html.index("Parameters and set-up")]


def test_every_table_has_its_file_beside_it(page):
    assert "tables/01_curve/curve.csv" in Outline(page()).links


def test_a_pictures_words_are_kept_as_they_were_drawn(page):
    (picture,) = Outline(page()).pictures
    assert picture["alt"] == "It rose."
    assert picture["src"].startswith("data:image/svg+xml;base64,")
    assert "No description has been provided" not in page()


def test_it_fetches_nothing_and_runs_nothing_but_our_script(page):
    html = but_for_our_script(page())
    assert not Outline(html).tags & {"script", "link", "iframe", "object", "embed", "form"}
    assert "http://" not in html
    assert "https://" not in html
    assert not re.search(r'\son[a-z]+="', html)


@pytest.mark.parametrize("kind", ["style", "script"])
def test_its_policy_is_for_the_style_and_the_script_that_it_has(page, kind):
    html = page()
    held = html[html.index(f"<{kind}>") + len(f"<{kind}>") : html.index(f"</{kind}>")]
    digest = base64.b64encode(hashlib.sha256(held.encode()).digest()).decode()
    assert f"{kind}-src &#39;sha256-{digest}&#39;" in html
    assert "unsafe" not in html[: html.index("<title>")]
    assert "default-src &#39;none&#39;" in html


@pytest.mark.parametrize(("audience", "mark"), [("public", "Public"), ("restricted", "OFFICIAL-SENSITIVE")])
def test_the_council_the_audience_and_synthetic_stand_at_the_top_and_the_foot(page, audience, mark):
    html = page(audience=audience)
    banner = html[html.index("<header") : html.index("</header>")]
    assert all(word in banner for word in ("Madeshire (SYNTHETIC)", mark, "SYNTHETIC: an invented council"))
    assert f"Madeshire (SYNTHETIC), as at 31 March 2013. {mark}." in html[html.index("<footer") :]
    assert "DRAFT" not in html[html.index("<body") :]


def test_a_draft_says_so_at_the_top_and_lists_what_is_missing(page):
    html = page(("# Has it changed?",), ("a", {DRAFT: {"missing": ["No story <yet>."]}}))
    assert '<span class="mark draft">DRAFT</span>' in html
    assert "<li>No story &lt;yet&gt;.</li>" in html
    assert "<title>DRAFT: Has it" in html


def test_words_from_anywhere_are_escaped(page):
    council = Council("<b>Bad</b>&Co", "bad")
    html = page(("# Has it changed?\n\n<script>alert(1)</script>",), council=council, question="<i>Why</i>?")
    html = but_for_our_script(html)
    assert "<script" not in html
    assert "<b>" not in html
    assert "<i>" not in html
    assert "&lt;b&gt;Bad&lt;/b&gt;&amp;Co" in html


def test_code_is_shown_as_it_stands(page, bundle):
    html = but_for_our_script(page(("# Has it changed?",), ('page.chart("</pre><script>")', bundle())))
    assert "<script" not in html
    assert "&lt;/pre&gt;&lt;script&gt;" in html


def test_the_same_notebook_gives_the_same_bytes_and_is_left_as_it_was(run, bundle, basis):
    shown = executed.collect(run(("# Has it changed?",), ("a", bundle()), ("b", basis)))
    before = nbformat.writes(shown.notebook)
    pages = {render.page(shown, question="Has it changed?", council=INVENTED) for _ in range(2)}
    assert len(pages) == 1
    assert nbformat.writes(shown.notebook) == before


def test_no_line_ends_in_blanks_and_the_page_is_small(page):
    html = page()
    assert not re.search(r"[ \t]\n", html)
    assert len(html.encode()) < 40_000


@pytest.fixture
def brief(run, bundle, basis, unit):
    """Return a page of which one section is left to the screen."""
    made = run(
        ("# Has it changed?\n\nFor *those* who ask.",),
        ("council: str = 'a'  # c",),
        ("## The answer\n\nLook first.",),
        ("page.sentence(a)", bundle("answer", title="Answer", sentence="It rose.")),
        ("## The curve & more",),
        ("page.chart(b)", bundle("curve", rows=[("May", "c")], picture=True)),
        ("page.basis()", basis),
        one=unit(),
    )
    for cell in made.notebook.cells[4:6]:
        cell.metadata["tags"] = ["screen"]
    return render.page(executed.collect(made), question="Has it changed?", council=INVENTED)


def test_what_is_left_to_the_screen_is_marked_and_named_on_paper(brief):
    assert '<body class="brief">' in brief
    assert brief.count('class="narrative screen"') == 1
    assert brief.count('<div class="screen">') == 1
    (line,) = re.findall(r'<p class="on-paper">(.*?)</p>', brief)
    assert line.startswith("Not on paper, and on the page ")
    assert "The curve &amp; more; the tables behind pictures" in line


def test_a_page_that_leaves_nothing_to_the_screen_has_no_such_line(page):
    html = page()
    assert "<body>" in html
    assert 'class="on-paper"' not in html
    assert '<div class="screen">' not in html


@pytest.fixture
def two(run, bundle, basis, unit):
    """Return what two notebooks showed: the other one states the same count in a table."""
    stated = {STATED: {"plans|a": 12}}
    shown = [
        {**bundle("answer", title="Answer", sentence="It rose."), **stated},
        {**bundle("months", title="Plans <by> month", rows=[("May", "12")]), **stated},
    ]
    cells = [(("# Q?",), ("page.table(a)", each), ("page.basis()", basis)) for each in shown]
    units = [unit(Path(f"{name}.ipynb")) for name in ("01_curve", "02_more")]
    return [executed.collect(run(*held, one=one)) for held, one in zip(cells, units, strict=True)]


def test_a_page_leads_to_where_its_counts_stand_on_others_once_these_are_known(two):
    html = render.page(two[0], question="Has it changed?", council=INVENTED)
    whole = render.led(html, two[0], others=two[1:])
    assert [link for link in Outline(whole).links if "02_more" in link] == ["02_more.html#months"]
    assert "02 more: Plans &lt;by&gt; month</a>" in whole
    assert "The same figures on other pages" in whole
    assert "<!--elsewhere" not in whole


def test_a_page_by_itself_leads_nowhere_else(two):
    html = render.led(render.page(two[0], question="Has it changed?", council=INVENTED), two[0], others=())
    assert "other pages" not in html
    assert "<!--" not in html


def test_a_reading_pack_says_at_once_where_its_figures_stand(two):
    pack = replace(two[0], exhibits=tuple(replace(each, title=READING_PACK) for each in two[0].exhibits))
    whole = render.led(render.page(pack, question="What?", council=INVENTED), pack, others=two[1:])
    assert '<p class="file">Where these figures stand in full:</p>' in whole
    assert "The same figures on other pages" not in whole
