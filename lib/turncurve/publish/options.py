"""Options that commands have in common, and how a path is told: nothing heavy, for every command reads this."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Council = Annotated[str, typer.Option(help="The council's name or folder.")]
AsAt = Annotated[str, typer.Option(help="The report's date, YYYY-MM-DD: nothing dated after it is used.")]
Rule = Annotated[str, typer.Option(help="The rule of what the public may be shown, such as dfe_now or nhs5.")]
Jobs = Annotated[int, typer.Option(min=1, max=64, help="Notebooks run side by side.")]
Force = Annotated[bool, typer.Option("--force", help="Run every notebook, also where nothing has changed.")]
Cluster = Annotated[
    str, typer.Option(help="Run on a cluster: its scheduler's address, such as tcp://host:8786; or local.")
]


def here(path: Path) -> str:
    """Return a path as seen from the working directory, where it lies below it.

    Parameters
    ----------
    path : pathlib.Path
        The path.

    Returns
    -------
    str
        The path, as short as a reader here can use it.
    """
    working = Path.cwd()
    return str(path.relative_to(working)) if path.is_relative_to(working) else str(path)
