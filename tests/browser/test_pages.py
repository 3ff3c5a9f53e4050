from itertools import pairwise
from pathlib import Path

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]
POOR = """<!DOCTYPE html>
<html><head><title>Poor</title><style>.banner { color: #ccc; width: 900px }</style>
<link rel="stylesheet" href="https://example.org/outside.css"></head>
<body><h1>Poor</h1><h3>Skipped</h3><div class="banner">pale and wide</div>
<figure><img src="data:image/png;base64,AA"></figure></body></html>
"""


def test_there_are_pages_of_every_kind(seen):
    names = {Path(place).name for place in seen}
    assert {"index.html", "01_turning_the_curve.html", "02_adoption_forecast.html", "03_audit_summary.html"} <= names


def test_axe_finds_nothing(seen):
    assert {place: page["axe"] for place, page in seen.items() if page["axe"]} == {}


def test_html_validate_finds_nothing(seen):
    assert {place: page["validity"] for place, page in seen.items() if page["validity"]} == {}


def test_nothing_is_fetched_nothing_runs_and_the_browser_has_no_complaint(seen):
    # The list of everything shown has a box to search it: one script, named by its hash in the page's policy.
    for place, page in seen.items():
        scripts = int(place == "search.html")
        assert (page["outside"], page["complaints"], page["scripts"]) == ([], [], scripts), place


def test_the_policy_lets_our_own_style_in(seen):
    assert {page["styled"] for page in seen.values()} == {"rgb(18, 67, 109)"}


def test_every_page_is_in_british_english_and_has_a_title_of_its_own_council(seen):
    assert {page["language"] for page in seen.values()} == {"en-GB"}
    for place, page in seen.items():
        council = place.partition("/")[0]
        assert council in {"index.html", "search.html"} or council.title() in page["title"]


def test_headings_are_in_order(seen):
    for place, page in seen.items():
        levels = page["headings"]
        assert levels[0] == 1, place
        assert levels.count(1) == 1, place
        assert all(after <= before + 1 for before, after in pairwise(levels)), place


def test_every_picture_is_drawn_and_its_words_are_the_sentence_beside_it(seen):
    pictures = [
        (picture, said)
        for page in seen.values()
        for picture, said in zip(page["pictures"], page["captioned"], strict=True)
    ]
    assert pictures
    for picture, said in pictures:
        assert picture["drawn"]
        assert picture["alt"] == said
        assert "No description has been provided" not in picture["alt"]


def test_at_320_pixels_nothing_but_a_table_in_its_own_region_goes_sideways(seen):
    assert {place: page["narrow"] for place, page in seen.items() if page["narrow"] > 0} == {}


def test_on_paper_no_table_is_cut_or_left_out(seen):
    assert {place: page["printed"] for place, page in seen.items() if any(page["printed"].values())} == {}


def test_every_stop_of_the_tab_key_can_be_seen_and_the_first_skips_to_the_contents(seen):
    for place, page in seen.items():
        assert page["stops"][0]["words"] == "Skip to main content", place
        assert all(stop["outline"] for stop in page["stops"]), place


def test_the_tools_do_find_what_is_wrong(tmp_path, look):
    poor = tmp_path / "poor.html"
    poor.write_text(POOR, encoding="utf-8")
    page = look([poor], below=tmp_path, folder=tmp_path)["poor.html"]
    rules = " ".join([*page["axe"], *page["validity"]])
    assert all(rule in rules for rule in ("image-alt", "html-has-lang", "color-contrast", "heading-level"))
    assert page["outside"] == ["https://example.org/outside.css"]
    assert page["narrow"] > 0
    assert not page["pictures"][0]["drawn"]
