"""A long read shows a bar with rows and the time left on a terminal, and plain lines anywhere else."""

import io
import re

import pytest
from rich.console import Console

from turncurve.ingest.progress import Reached, shown

HALF = Reached("Reading [bold]a.csv", 500, 1000, 12_345)


def said(*reached, terminal):
    out = io.StringIO()
    console = Console(file=out, force_terminal=terminal, width=120, soft_wrap=True)
    with shown(console) as tell:
        for each in reached:
            tell(each)
    return out.getvalue()


def plain(text):
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text)


def test_where_there_is_no_terminal_each_step_is_one_plain_line():
    assert said(HALF, Reached("Merging", 1000, 1000, 2), terminal=False) == "Reading [bold]a.csv\nMerging\n"


@pytest.mark.parametrize("part", ["Reading [bold]a.csv", "50%", "12,345 rows", "time left"])
def test_on_a_terminal_a_bar_says_how_far_it_has_come(part):
    assert part in plain(said(HALF, terminal=True))


def test_the_bar_goes_when_the_read_is_over():
    assert said(HALF, terminal=True).endswith(("\x1b[2K", "\x1b[?25h\r\x1b[1A\x1b[2K"))


def test_without_a_console_it_is_the_error_stream_that_is_written_to(capsys):
    with shown() as tell:
        tell(HALF)
    held = capsys.readouterr()
    assert (held.out, held.err) == ("", "Reading [bold]a.csv\n")
