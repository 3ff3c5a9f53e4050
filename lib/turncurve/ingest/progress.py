"""How far a long read has come: a bar with rows and the time left on a terminal, plain lines elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.text import Text


@dataclass(frozen=True)
class Reached:
    """How far the reading of a council's files has come.

    Parameters
    ----------
    words : str
        What is done now, in a sentence without a full stop.
    done : int
        Bytes of the files that were read.
    of : int
        Bytes of all files.
    rows : int
        Rows that were read.
    """

    words: str
    done: int
    of: int
    rows: int


@contextmanager
def shown(console: Console | None = None) -> Iterator[Callable[[Reached], None]]:
    """Show on the error stream how far a read has come.

    Parameters
    ----------
    console : rich.console.Console, optional
        Where to show it; the error stream where not given.

    Yields
    ------
    callable
        Takes how far the read has come.
    """
    console = console or Console(stderr=True, highlight=False, soft_wrap=True)
    if not console.is_terminal:
        yield lambda reached: console.print(Text(reached.words))
        return
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rows]:,} rows", markup=False),
        TextColumn("time left", markup=False),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Starting", total=None, rows=0)

        def show(reached: Reached) -> None:
            bar.update(task, description=reached.words, completed=reached.done, total=reached.of, rows=reached.rows)

        yield show
