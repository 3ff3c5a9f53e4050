"""The commands that send a folder to a storage and take one from it. Each is thin."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from turncurve.publish.options import here

Url = Annotated[str, typer.Argument(help="A folder, or an address such as s3://bucket/place.")]


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line.

    Parameters
    ----------
    app : typer.Typer
        The command line.
    """
    app.command("send")(_send)
    app.command("take")(_take)


def _send(
    folder: Annotated[Path, typer.Argument(help="A released folder, or a council's stored tables.")],
    url: Url,
    restricted: Annotated[
        bool, typer.Option("--restricted", help="Only those who may see records and restricted pages can read there.")
    ] = False,
) -> None:
    """Send a folder to a storage, checked to the byte. What stood there stands until all of the new is there."""
    from turncurve.publish.sending import send

    done = send(folder.resolve(), url, restricted=restricted)
    typer.echo(f"{'Sent' if done.new else 'Already there'}: {done.files} files, {url.rstrip('/')}/{done.name}.")


def _take(url: Url, folder: Annotated[Path, typer.Argument(help="The folder to put it in.")]) -> None:
    """Take what stands on a storage into a folder, checked to the byte, whole or not at all."""
    from turncurve.publish.sending import take

    done = take(url, folder.resolve())
    typer.echo(f"{'Took' if done.new else 'Already here'}: {done.files} files, {here(folder.resolve())}.")
