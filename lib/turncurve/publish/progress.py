"""What a person sees while long work goes on: each step as it begins, each page as it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.text import Text

from turncurve.publish.run import Ahead, Run


@contextmanager
def shown(console: Console | None = None) -> Iterator[tuple[Callable[[str], None], Callable[[Run], None]]]:
    """Show progress on the error stream: a moving sign where it is a terminal, plain lines where it is not.

    Parameters
    ----------
    console : rich.console.Console, optional
        Where to show it; the error stream where not given.

    Yields
    ------
    (callable, callable)
        One takes a sentence as a step begins, the other a run as it ends.
    """
    console = console or Console(stderr=True, highlight=False, soft_wrap=True)
    with console.status(Text("Starting")) as status:

        def say(words: str) -> None:
            console.print(Text(words))
            status.update(Text(words))

        def tell(run: Run) -> None:
            ending = f"{run.seconds:.1f} s" if run.completed else run.status
            ending = f"as before, {run.why}" if run.kept else ending
            far = "" if run.ahead is None else _far(run.ahead)
            console.print(Text(f"  {run.unit.label}: {ending}{f' ({far})' if far else ''}"))
            if far:
                status.update(Text(f"Pages: {far}"))

        yield say, tell


def _far(ahead: Ahead) -> str:
    """Say how far a batch has come, and how long the rest is likely to take."""
    if ahead.seconds is None or ahead.ended == ahead.wanted:
        return f"{ahead.ended} of {ahead.wanted}"
    minutes = ahead.seconds / 60
    left = f"{minutes:.0f} min" if minutes >= 2 else f"{max(1, round(ahead.seconds))} s"
    return f"{ahead.ended} of {ahead.wanted}, about {left} left"
