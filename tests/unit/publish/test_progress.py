import io
from dataclasses import replace

import pytest
from rich.console import Console

from turncurve.publish.progress import shown
from turncurve.publish.run import Ahead


@pytest.fixture
def screen():
    """Return a console that is no terminal, and what was written to it."""
    text = io.StringIO()
    return Console(file=text, force_terminal=False, soft_wrap=True), text


def test_each_step_and_each_page_is_one_plain_line(screen, run):
    console, text = screen
    with shown(console) as (say, tell):
        say("Reading public figures.")
        tell(run(("a",), seconds=1.25))
    assert text.getvalue() == "Reading public figures.\n  01_curve, madeshire, 2013-03-31, public: 1.2 s\n"


@pytest.mark.parametrize(("status", "words"), [("failed", "failed"), ("timed out", "timed out")])
def test_a_page_that_failed_says_how(screen, run, status, words):
    console, text = screen
    with shown(console) as (_, tell):
        tell(run(("a",), status=status))
    assert text.getvalue().strip().endswith(f"public: {words}")


def test_a_page_that_stands_says_why_it_was_not_made_again(screen, run):
    console, text = screen
    with shown(console) as (_, tell):
        tell(run(("a",), kept=True, why="nothing that it rests on has changed"))
    assert text.getvalue().strip().endswith("public: as before, nothing that it rests on has changed")


def test_words_in_brackets_are_words(screen):
    console, text = screen
    with shown(console) as (say, _):
        say("Reading [bold]list[/bold].")
    assert text.getvalue() == "Reading [bold]list[/bold].\n"


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (Ahead(3, 29, 340.0), "(3 of 29, about 6 min left)"),
        (Ahead(3, 29, 40.4), "(3 of 29, about 40 s left)"),
        (Ahead(28, 29, 0.2), "(28 of 29, about 1 s left)"),
        (Ahead(3, 29, None), "(3 of 29)"),
        (Ahead(29, 29, 0.0), "(29 of 29)"),
    ],
)
def test_each_page_says_how_far_the_batch_is_and_how_long_the_rest_may_take(screen, run, ahead, words):
    console, text = screen
    with shown(console) as (_, tell):
        tell(replace(run(("a",)), ahead=ahead))
    assert text.getvalue() == f"  01_curve, madeshire, 2013-03-31, public: 1.0 s {words}\n"
