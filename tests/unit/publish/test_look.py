import base64
import datetime as dt
import hashlib
import re

import pytest

from turncurve.publish import look
from turncurve.tables.council import Council

REAL = Council("Madeshire", "madeshire")
INVENTED = Council("Madeshire", "madeshire", synthetic=True)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour as WCAG 2.2 defines it."""
    digits = colour.lstrip("#")
    digits = "".join(2 * each for each in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_worked_contrast_of_black_on_white_is_21():
    assert contrast("#000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("--ink", "#fff"),
        ("--quiet", "#fff"),
        ("--quiet", "--wash"),
        ("--blue", "#fff"),
        ("--blue", "--wash"),
        ("#fff", "--blue"),
        ("#fff", "--plum"),
        ("--plum", "--wash"),
        ("#3b2700", "#ffe9b8"),
        ("#4f5b64", "--wash"),
        ("#0a5c36", "--wash"),
        ("#4c2c92", "#fff"),
        ("#0b0c0c", "#ffdd00"),
    ],
)
def test_every_text_colour_holds_its_contrast(text, behind):
    sheet = look.style()
    named = dict(re.findall(r"(--[a-z]+): (#[0-9a-f]+)", sheet))
    colours = [named.get(each, each) for each in (text, behind)]
    assert all(each in sheet for each in colours)
    assert contrast(*colours) >= 4.5


def test_the_policy_lets_in_this_style_and_pictures_within_the_page_alone():
    words = look.Look("t", "o", (), None, (), look.style())
    digest = base64.b64encode(hashlib.sha256(look.style().encode()).digest()).decode()
    rules = dict(rule.split(" ", 1) for rule in words.policy.split("; "))
    assert rules == {
        "default-src": "'none'",
        "style-src": f"'sha256-{digest}'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_the_style_fetches_nothing_and_moves_nothing_for_those_who_ask_for_less_motion():
    sheet = look.style()
    assert not re.search(r"url\(|@import|https?:", sheet)
    assert "@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }" in sheet
    assert not re.search(r"animation|transition", sheet)


def test_printed_pages_say_whose_they_are_and_how_many_there_are():
    sheet = look.style(["Madeshire", "OFFICIAL-SENSITIVE"])
    assert '@bottom-left { content: "Madeshire · OFFICIAL-SENSITIVE"' in sheet
    assert "counter(pages)" in sheet
    assert "counter(pages)" not in look.style()


def test_a_councils_name_cannot_end_the_style():
    sheet = look.style(['A "council" \\ </style><script>'])
    assert 'A \\"council\\" \\\\ \\3c /style>' in sheet
    assert "</style" not in sheet


@pytest.mark.parametrize(
    ("council", "audience", "draft", "words"),
    [
        (REAL, "public", False, ["Public"]),
        (REAL, "restricted", False, ["OFFICIAL-SENSITIVE"]),
        (INVENTED, "public", False, ["Public", "SYNTHETIC: an invented council"]),
        (INVENTED, "restricted", True, ["OFFICIAL-SENSITIVE", "SYNTHETIC: an invented council", "DRAFT"]),
    ],
)
def test_the_marks_say_whom_it_is_for_and_what_must_not_be_mistaken(council, audience, draft, words):
    assert [mark.words for mark in look.marks(council, audience=audience, draft=draft)] == words


def test_the_standing_line_names_the_council_and_the_date():
    assert look.standing(INVENTED, dt.date(2013, 3, 31)) == "Madeshire (SYNTHETIC), as at 31 March 2013"


@pytest.mark.parametrize(
    ("question", "subject", "draft", "title"),
    [
        ("Has it changed?", "Madeshire, as at 31 March 2013", False, "Has it changed?: Madeshire, as at 31 March 2013"),
        ("Has it", "Made", True, "DRAFT: Has it: Made"),
        ("One two " * 12, "S" * 50, False, f"One two One two…: {'S' * 50}"),
        ("Question", "S" * 70, False, "S" * 70),
    ],
)
def test_a_title_names_question_council_and_date_and_is_not_too_long(question, subject, draft, title):
    assert look.title(question, subject, draft=draft) == title
    assert len(title) <= look.LONGEST_TITLE


@pytest.mark.parametrize("length", [look.LONGEST_TITLE - 1, look.LONGEST_TITLE, look.LONGEST_TITLE + 1])
def test_a_title_is_cut_only_where_it_is_longer_than_the_longest(length):
    question = "ab " + "c" * (length - len("ab : S"))
    shown = look.title(question, "S")
    assert (shown == f"{question}: S") == (length <= look.LONGEST_TITLE)
