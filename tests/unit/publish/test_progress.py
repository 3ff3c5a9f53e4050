import io

import pytest
from rich.console import Console

from turncurve.publish.progress import shown


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
