import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from turncurve.publish.print_copy import print_copies

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


def test_nothing_is_fetched_and_the_browser_has_no_complaint(seen):
    for place, page in seen.items():
        assert (page["outside"], page["complaints"]) == ([], []), place


def test_a_page_has_one_script_of_ours_at_most_where_there_is_a_table_to_sort_or_a_list_to_search(seen):
    # Each is named by its hash in the page's policy, which lets no other run.
    for place, page in seen.items():
        assert page["scripts"] == int(place == "search.html" or page["tables"] > 0), place
        assert page["sorts"] == 0 or page["tables"] > 0, place
    assert sum(page["sorts"] for page in seen.values()) > 200


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


COUNTED = ("cin census", "ssda903", "annex a", "Department for Education")


def test_everything_shown_leads_to_how_it_was_made(seen):
    shown = [(place, each) for place, page in seen.items() for each in page["traces"]]
    assert len(shown) > 100
    for place, each in shown:
        links = dict(each["links"])
        assert each["code"] == 1, (place, each["id"])
        assert each["leads"], (place, each["id"])
        assert each["table"] or not each["picture"], (place, each["id"])
        assert ("Table as a CSV file" in links) is each["table"], (place, each["id"])
        assert each["id"] == "what-this-page-rests-on" or links["What it rests on"] == "#what-this-page-rests-on"


def test_what_leads_to_another_page_leads_to_a_thing_that_stands_there(seen):
    there = {(place, each["id"]) for place, page in seen.items() for each in page["traces"]}
    led = [
        (Path(place).parent / page_of, name)
        for place, page in seen.items()
        for each in page["traces"]
        for _, href in each["links"]
        for page_of, mark, name in [href.partition("#")]
        if mark and page_of
    ]
    assert len(led) > 100
    assert {(where.as_posix(), name) for where, name in led} <= there


def test_every_figure_leads_to_its_table_and_to_the_definition_of_its_indicator(seen):
    shown = [(place, each) for place, page in seen.items() for each in page["traces"]]
    counted = [(place, each) for place, each in shown if any(name in each["source"] for name in COUNTED)]
    assert len(counted) > 60
    for place, each in counted:
        links = dict(each["links"])
        defined = [href for _, href in each["links"] if href.startswith(("#indicator-", "#definition-"))]
        assert defined, (place, each["id"])
        assert each["table"] or links["Table of these figures"].endswith("-table"), (place, each["id"])


def test_words_of_the_field_are_explained_on_every_page_that_a_notebook_made(seen):
    for place, page in seen.items():
        assert (len(page["terms"]) > 0) is (page["traces"] != []), place
        assert all(meaning.endswith(".") for _, meaning in page["terms"]), place


def test_the_list_of_problems_is_sound_too(site, look, tmp_path):
    problems = site.root / "data/processed/exampleshire/problems.html"
    (page,) = look([problems], below=problems.parent, folder=tmp_path).values()
    assert (page["axe"], page["validity"], page["outside"], page["complaints"]) == ([], [], [], [])
    assert (page["scripts"], page["narrow"]) == (0, 0)


def test_at_320_pixels_nothing_but_a_table_in_its_own_region_goes_sideways(seen):
    assert {place: page["narrow"] for place, page in seen.items() if page["narrow"] > 0} == {}


def test_on_paper_no_table_is_cut_or_left_out(seen):
    assert {place: page["printed"] for place, page in seen.items() if any(page["printed"].values())} == {}


# pages on A4 at most
LENGTHS = {"13_bulletin": 1, "10_progress_report": 9, "11_board_pack": 9, "12_scrutiny": 5}


def test_a_report_to_read_in_a_meeting_is_short_on_paper(site, tmp_path):
    long = {}
    for manifest in sorted((site.reports / "exampleshire" / "2013-03-31").rglob("manifest.json")):
        folder = tmp_path / manifest.parent.name
        folder.mkdir()
        for path in (manifest, *(manifest.with_name(f"{name}.html") for name in LENGTHS)):
            if path.exists():
                shutil.copy(path, folder)
        for made in print_copies(folder, to=folder):
            count = len(re.findall(rb"/Type\s*/Page\b", made.read_bytes()))
            assert count > 0
            if count > LENGTHS[made.stem]:
                long[made.parent.name, made.stem] = count
    assert long == {}
    assert {each.stem for each in tmp_path.rglob("*.pdf")} == set(LENGTHS)


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
