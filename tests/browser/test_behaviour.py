"""What a reader does with a page: sorts its tables, asks what a word means, follows a figure back, prints it."""

import shutil
import subprocess

import pytest

from tests.support.made_page import made_page
from turncurve.present.exhibit import Column, Exhibit

pytestmark = pytest.mark.browser

HEADS = (Column("Period", numeric=False), Column("Plans"), Column("Interval"), Column("By when", numeric=False))
# As the report has them: hidden values and dashes among numbers, a sum at the end.
ROWS = (
    ("year to March 2011", "1,446", "60% (9 of 15)", "31 May 2013"),
    ("year to March 2010", "c", "–", "–"),
    ("January to March 2012", "62", "-2.5", "1 June 2012"),
    ("30 June 2009", "7", "+3", "2 June 2012"),
    ("April 2012", "c", "7% (2 of 29)", "30 November 2011"),
    ("All", "1,600", "15", "–"),
)
ORDER = [row[0] for row in ROWS]
LONG = tuple((f"row {place}", str(place)) for place in range(130))


@pytest.fixture(scope="module")
def used(use, tmp_path_factory):
    """Return what came of using a made page."""
    return use(
        made_page(
            Exhibit("Plans by period", "It rose.", HEADS, ROWS, indicators=("repeat_child_protection_plans",)),
            Exhibit(
                "Words", "Two.", (Column("A", numeric=False), Column("B", numeric=False)), (("b", "x"), ("a", "y"))
            ),
            Exhibit("Long table", "Many.", (Column("Row", numeric=False), Column("Value")), LONG),
            pictures=(0,),
        ),
        folder=tmp_path_factory.mktemp("used"),
    )


def steps(used, place):
    """Return the three presses on one column: values up, values down, and the report's own order."""
    return [step for step in used["sorted"]["steps"] if step["column"] == place][:3]


@pytest.mark.parametrize(
    ("place", "up", "down"),
    [
        # A period stands where it ends; a tie keeps the report's order.
        (0, [3, 1, 0, 2, 4], [4, 2, 0, 1, 3]),
        (1, [3, 2, 0, 1, 4], [0, 2, 3, 1, 4]),
        (2, [2, 3, 4, 0, 1], [0, 4, 3, 2, 1]),
        (3, [4, 2, 3, 0, 1], [0, 3, 2, 4, 1]),
    ],
)
def test_a_column_is_sorted_as_what_it_holds_with_what_is_hidden_and_sums_last(used, place, up, down):
    shown = [step["first"] for step in steps(used, place)]
    assert shown[0] == [*(ORDER[each] for each in up), "All"]
    assert shown[1] == [*(ORDER[each] for each in down), "All"]
    assert shown[2] == ORDER


def test_the_heading_says_which_way_and_the_page_says_it_aloud(used):
    first, second, third = steps(used, 1)
    assert [step["marks"] for step in (first, second, third)] == [
        [None, "ascending", None, None],
        [None, "descending", None, None],
        [None] * 4,
    ]
    assert [step["said"] for step in (first, second, third)] == [
        "Sorted by Plans, smallest first.",
        "Sorted by Plans, largest first.",
        "In the order of the report.",
    ]
    assert steps(used, 0)[0]["said"] == "Sorted by Period, earliest first."


def test_the_keyboard_sorts_too_and_keeps_its_place(used):
    by_enter, by_space = used["sorted"]["steps"][-2:]
    assert by_enter["first"] == steps(used, 1)[0]["first"]
    assert by_space["first"] == steps(used, 1)[1]["first"]
    assert used["sorted"]["focused"] == "sort"


def test_every_column_of_a_table_of_data_has_a_button_with_its_name_and_a_few_words_have_none(used):
    assert used["sorted"]["sortable"] == [4, 0, 2, 0]
    assert used["sorted"]["names"] == ["Period", "Plans", "Sort by Interval", "By when", "Row", "Value"]
    assert min(used["sorted"]["sizes"]) >= 24


@pytest.mark.parametrize("way", ["explained", "unscripted"])
def test_a_word_is_explained_by_hovering_and_by_focus_and_escape_takes_it_away(used, way):
    found = used[way]
    assert found["before"] is False
    for step in ("hovered", "near", "stays", "dismissed", "focused", "dismissedByKey", "pressed"):
        assert found[step] is True, step
    assert found["words"].startswith("child protection plan What agencies agree to do")


def test_a_word_is_explained_by_touch(used):
    assert used["touched"]["before"] is False
    assert used["touched"]["touched"] is True


def test_without_script_the_tables_are_whole_and_unfold(used):
    assert used["withoutScript"] == {
        "sort": 0,
        "folded": True,
        "unfolded": True,
        "rows": len(ROWS),
        "code": True,
    }


def test_a_link_to_a_definition_opens_what_it_is_folded_in(used):
    assert used["followed"] == {"folded": True, "unfolded": True}


def test_on_a_small_screen_a_picture_keeps_a_size_that_can_be_read_in_a_region_that_keys_reach(used):
    found = used["narrow"]
    assert found["over"] == 0
    assert found["picture"] >= 600
    assert found["reached"] == 0
    assert found["within"] is True


def test_on_paper_a_long_table_is_whole_and_its_heading_stands_on_every_page(used):
    words = _words(used["pdf"])
    pages = [page for page in words if "row " in page]
    assert len(pages) >= 3
    assert all("Value" in page.split("row ")[0] for page in pages)
    assert sum(page.count("row ") for page in pages) == len(LONG)


def test_on_paper_the_words_are_explained_in_a_list(used):
    words = " ".join(" ".join(_words(used["pdf"])).split())
    assert "Words used on this page" in words
    assert "The court's authority to place a child for adoption." in words


def _words(pdf) -> list[str]:
    """Return the words of each page of a PDF; skip, saying why, where nothing can read it."""
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext is not installed: what stands on paper is not read")
    done = subprocess.run([tool, "-layout", pdf, "-"], capture_output=True, text=True, check=True)  # noqa: S603 - our own words
    return done.stdout.split("\f")
