import datetime as dt
import json
import re

import pytest

from turncurve.publish import site
from turncurve.publish.manifest import PageEntry
from turncurve.tables.council import Council

INVENTED = Council("Madeshire", "madeshire", synthetic=True)
ENTRIES = (
    PageEntry("01_curve", "Has it changed?", "It rose to 16%.", "ab", {}, ()),
    PageEntry("02_forecast", "What <next>?", "More & more.", "cd", {}, ("No story.",)),
)


def links(html: str) -> list[tuple[str, str]]:
    return re.findall(r'<a href="([^"#]+)">(.*?)</a>', html)


@pytest.fixture
def index():
    """Return the index of a made release."""
    return site.release_index(
        INVENTED,
        as_at=dt.date(2013, 3, 31),
        audience="restricted",
        entries=ENTRIES,
        tables=[("Has it changed?: Plans", "tables/01_curve/plans.csv")],
    )


@pytest.fixture
def reports(tmp_path):
    """Return a function that puts an edition of a made release into a reports folder."""

    def put(*, council=INVENTED, as_at="2013-03-31", edition=1, audiences=("public",), reason="", answer="It rose."):
        folder = tmp_path / council.folder / as_at / str(edition)
        for audience in audiences:
            (folder / audience).mkdir(parents=True)
            held = {
                "council": {"name": council.name, "folder": council.folder, "synthetic": council.synthetic},
                "audience": audience,
                "as_at": as_at,
                "pages": [
                    {
                        "page": "01_curve",
                        "question": "Has it changed?",
                        "answer": answer,
                        "exhibits": [["plans", "Plans", answer]],
                    }
                ],
            }
            (folder / audience / "manifest.json").write_text(json.dumps(held), encoding="utf-8")
        signed = {"manifests": dict.fromkeys(audiences, "ab"), "signed_by": "Signed by A. Person", "reason": reason}
        (folder / "sign_off.json").write_text(json.dumps(signed), encoding="utf-8")
        return tmp_path

    return put


def test_a_releases_index_leads_to_each_page_with_its_answer(index):
    assert ("01_curve.html", "Has it changed?") in links(index)
    assert "It rose to 16%." in index
    assert index.index("Has it changed?</a>") < index.index("What &lt;next&gt;?</a>")


def test_a_releases_index_leads_to_every_table_notebook_and_proof(index):
    found = [href for href, _ in links(index)]
    assert found[-4:] == ["tables/01_curve/plans.csv", "manifest.json", "01_curve.ipynb", "02_forecast.ipynb"]


def test_a_releases_index_says_whose_it_is_for_whom_and_that_it_is_a_draft(index):
    banner = index[index.index("<header") : index.index("</header>")]
    words = ("Madeshire (SYNTHETIC)", "OFFICIAL-SENSITIVE", "SYNTHETIC: an invented council", "DRAFT")
    assert all(word in banner for word in words)
    assert "<h1>Madeshire (SYNTHETIC), as at 31 March 2013</h1>" in index


def test_words_on_an_index_are_escaped(index):
    assert "<next>" not in index
    assert "More &amp; more." in index


def test_an_index_has_no_empty_part():
    html = site.release_index(INVENTED, as_at=dt.date(2013, 3, 31), audience="public", entries=ENTRIES[:1], tables=[])
    assert "Tables as CSV files" not in html


def test_the_index_of_a_release_names_the_rule_of_small_counts():
    given = {"as_at": dt.date(2013, 3, 31), "audience": "public", "entries": ENTRIES[:1], "tables": []}
    html = site.release_index(INVENTED, **given, rule="Counts of 1 to 5 are <not> shown")
    assert "Disclosure control: Counts of 1 to 5 are &lt;not&gt; shown." in html
    assert "Disclosure control" not in site.release_index(INVENTED, **given)


def test_the_index_over_all_is_by_council_period_and_question(reports):
    reports()
    reports(as_at="2012-12-31")
    root = reports(council=Council("Aldershire", "aldershire"), audiences=("public", "restricted"))
    html = site.root_index(root)
    headed = re.findall(r"<h2 [^>]*>(.*?)</h2>", html)
    assert headed == [
        "On this page",
        "Aldershire, as at 31 March 2013",
        "Madeshire (SYNTHETIC), as at 31 March 2013",
        "Madeshire (SYNTHETIC), as at 31 December 2012",
        "By question",
        "Other ways in",
    ]
    assert re.findall(r'<li><a href="#.+?">(.+?)</a>', html) == headed[1:]
    assert re.findall(r"<h3 [^>]*>(.*?)</h3>", html) == [
        "For the public",
        "Restricted: OFFICIAL-SENSITIVE",
        "For the public",
        "For the public",
        "Has it changed?",
    ]
    assert [href for href, _ in links(html)][:3] == [
        "aldershire/2013-03-31/1/public/01_curve.html",
        "aldershire/2013-03-31/1/public/index.html",
        "aldershire/2013-03-31/1/restricted/01_curve.html",
    ]
    assert "OFFICIAL-SENSITIVE" in html


def test_the_latest_edition_is_listed_with_its_reason_and_earlier_ones_keep_their_address(reports):
    for edition in (1, 2, 10):
        root = reports(edition=edition, reason="The denominator was mended" if edition == 10 else "")
    html = site.root_index(root)
    assert [href for href, _ in links(html)] == [
        "madeshire/2013-03-31/10/public/01_curve.html",
        "madeshire/2013-03-31/10/public/index.html",
        "madeshire/2013-03-31/1/public/index.html",
        "madeshire/2013-03-31/2/public/index.html",
        "madeshire/2013-03-31/10/public/01_curve.html",
        "search.html",
        "feed.xml",
    ]
    assert "Edition 10. Signed by A. Person. The denominator was mended." in html


def test_the_index_over_all_answers_by_question_for_each_period_and_audience(reports):
    reports(as_at="2012-12-31")
    html = site.root_index(reports(audiences=("public", "restricted")))
    below = html[html.index("By question</h2>") : html.index("Other ways in</h2>")]
    assert re.findall(r'<a href="(.+?)">(.+?)</a> <span class="mark .+?">(.+?)</span>', below) == [
        ("madeshire/2013-03-31/1/public/01_curve.html", "Madeshire (SYNTHETIC), as at 31 March 2013", "Public"),
        (
            "madeshire/2013-03-31/1/restricted/01_curve.html",
            "Madeshire (SYNTHETIC), as at 31 March 2013",
            "OFFICIAL-SENSITIVE",
        ),
        ("madeshire/2012-12-31/1/public/01_curve.html", "Madeshire (SYNTHETIC), as at 31 December 2012", "Public"),
    ]


def test_every_address_on_an_index_is_its_own_and_every_link_to_one_leads_there(reports):
    reports(as_at="2012-12-31", audiences=("public", "restricted"))
    html = site.root_index(reports(audiences=("public", "restricted")))
    names = re.findall(r' id="(.+?)"', html)
    assert len(names) == len(set(names))
    assert set(re.findall(r'href="#(.+?)"', html)) <= set(names)
    assert set(re.findall(r'aria-labelledby="(.+?)"', html)) <= set(names)


def test_a_browser_is_offered_the_feed_where_there_is_one(reports, tmp_path):
    offered = '<link rel="alternate" type="application/atom+xml" title="Releases" href="feed.xml">'
    assert offered not in site.root_index(tmp_path)
    assert offered in site.root_index(reports())


@pytest.mark.parametrize(
    ("answer", "beginning"),
    [
        ("It rose.", "It rose."),
        ("It rose. From 14.0% (35 of 250) to 16.0%. Nobody knows why.", "It rose. From 14.0% (35 of 250) to 16.0%."),
        ("Did it? Yes! It did.", "Did it? Yes!"),
        ("", ""),
    ],
)
def test_the_index_over_all_gives_the_beginning_of_each_answer(reports, answer, beginning):
    assert site.gist(answer) == beginning
    assert f'<span class="says">{beginning}</span>' in site.root_index(reports(answer=answer)) or not beginning


def test_what_is_not_a_finished_edition_is_not_listed(reports):
    root = reports()
    (root / "madeshire" / "2013-03-31" / "1").rename(root / "madeshire" / "2013-03-31" / ".2.part")
    assert links(site.root_index(root)) == []


def test_the_index_over_nothing_is_a_page_too(tmp_path):
    html = site.root_index(tmp_path)
    assert "<h1>Released reports</h1>" in html
    assert 'lang="en-GB"' in html


def test_an_index_is_the_same_every_time(reports):
    root = reports()
    assert site.root_index(root) == site.root_index(root)


def test_the_search_page_lists_the_latest_editions_by_question_with_addresses_on_their_pages(reports):
    for edition in (1, 2):
        root = reports(edition=edition, reason="Mended" if edition == 2 else "")
    html = site.search_page(root)
    assert re.findall(r'<li><a href="([^"]+)">(.*?)</a>', html) == [
        ("madeshire/2013-03-31/2/public/01_curve.html#plans", "Plans: Madeshire (SYNTHETIC), as at 31 March 2013")
    ]
    assert 'id="find"' in html


def test_the_search_page_over_nothing_is_a_page_too(tmp_path):
    assert "<li>" not in site.search_page(tmp_path)


def test_the_index_of_a_release_lists_what_stands_beside_its_pages():
    html = site.release_index(
        INVENTED,
        as_at=dt.date(2013, 3, 31),
        audience="public",
        entries=[],
        tables=[],
        files=["what_changed.html", "citation.bib", "ro-crate-metadata.json"],
    )
    hrefs = [href for href, _ in links(html)]
    assert hrefs[1:] == ["what_changed.html", "citation.bib", "manifest.json", "ro-crate-metadata.json"]
