"""The command that counts contacts of one council or of a nation. It is thin."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from turncurve.publish.options import here


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line.

    Parameters
    ----------
    app : typer.Typer
        The command line.
    """
    app.command("count-contacts")(_count_contacts)


def _count_contacts(
    council: Annotated[str, typer.Option(help="The council's name or folder; * stands for any letters.")],
    to: Annotated[Path, typer.Option(help="The file, .csv.")],
    by: Annotated[
        list[str] | None, typer.Option(help="route, source, reason, outcome or edition; more than once for several.")
    ] = None,
    grain: Annotated[str, typer.Option(help="month, or year: years begin in April.")] = "month",
    memory: Annotated[str, typer.Option(help="The most that may be held at a time.")] = "2GB",
) -> None:
    """Count the stored contacts of one council, several or a nation, in little memory. Small counts are not hidden."""
    from turncurve.publish.contact_counts import write_contact_counts

    done = write_contact_counts(council, to=to.resolve(), by=tuple(by or ()), grain=grain, memory=memory)
    councils = "1 council" if done.councils == 1 else f"{done.councils:,} councils"
    typer.echo(f"Counted {done.contacts:,} contacts of {councils}: {done.rows:,} rows in {here(done.path)}.")
    typer.echo("Small counts are in it as they are: keep it where the records are.")
